"""Clauses of treaties: against their own words, against each other, and against their arrangement."""

import re

import pandas as pd

from invariants.core import folded, invariant


@invariant("clauses", "arrangements")
def a_clause_is_of_its_arrangement(tables):
    """The id of a clause begins like that of its arrangement and holds its article; an excerpt is a short quotation."""
    for row in tables["clauses"].itertuples():
        if row.id.split("-")[0] != row.arrangement.split("-")[0] and row.id not in row.arrangement:
            yield row.id, f"a clause of {row.arrangement}"
        article = re.match(r"(\d+|[IVX]+)", row.article)
        roman = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10, "XI": 11}
        number = roman.get(article[1], article[1]) if article else None
        if number is not None and not re.search(rf"-{number}(?!\d)", row.id):
            yield f"{row.id}/article", f"article {row.article}"
        if bool(re.search("consult|concert", row.excerpt.casefold())) != (row.obligation == "consultation"):
            yield f"{row.id}/obligation", f"{row.obligation}: {row.excerpt[:40]}"
        if len(row.excerpt.split()) > 60:
            yield f"{row.id}/excerpt", f"{len(row.excerpt.split())} words"
        if pd.notna(row.exit_notice_months) and row.exit_notice_months not in (3, 6, 12, 24, 36):
            yield f"{row.id}/exit", f"{row.exit_notice_months} months' notice"
        if pd.notna(row.term_years) and row.term_years not in (1, 2, 3, 4, 5, 10, 15, 20, 25, 30, 50, 99):
            yield f"{row.id}/term", f"a term of {row.term_years} years"


TRIGGERS = {
    "aggression": "gression",
    "armed_attack": "attack|angriff",
    "threat": "threat|menace|adverse|terrorist",
    "any_war": "war|hostilities|belligerent|enemies",
    "breach_of_peace": "peace|status quo",
}
ANY = "all (?:the )?(?:means|military|support)"
MEANS = {
    "any": ANY,
    "including_force": "force|military|arm(?:ed|s)|fight|by sea|war",
    "non_military": "neutral|no manner|security council|non-military",
}


@invariant("clauses")
def a_clause_is_coded_by_its_words(tables):
    """What sets a clause off, what it bids and who decides stand in the excerpt, where it is in Latin letters."""
    for row in tables["clauses"].itertuples():
        text = row.excerpt.casefold()
        latin = re.search("[a-z]{4}", text)
        for column, patterns in (("trigger", TRIGGERS), ("means", MEANS)):
            code = getattr(row, column)
            if latin and code in patterns and not re.search(patterns[code], f"{text} {row.note}".casefold()):
                yield f"{row.id}/{column}", f"{code}: {row.excerpt[:40]}"
        if re.search(ANY, text) and row.means != "any":
            yield f"{row.id}/means", f"{row.means}: {row.excerpt[-40:]}"
        decides = [
            *(["constitutional"] if re.search("constitutional p|domestic processes", text) else []),
            *(["discretionary"] if re.search("as it (?:deems|considers)|deems necessary", text) else []),
        ]
        if decides and row.automaticity not in decides:
            yield f"{row.id}/automaticity", f"{row.automaticity}: {row.excerpt[-60:]}"


@invariant("clauses", "arrangements")
def an_area_is_one_that_the_words_name(tables):
    """Each place in the area of a clause is named by it, its note or its arrangement; an attack in one has an area."""
    about = tables["arrangements"].set_index("id")
    for row in tables["clauses"].itertuples():
        if not re.search("[a-z]{4}", row.excerpt):
            continue
        whole = about.loc[row.arrangement]
        text = folded(f"{row.excerpt} {row.note} {whole['name']} {whole['description']}")
        names = [folded(name) for name in re.findall(r"[A-ZÀ-Ý]\w+", row.area) if name != "Article"]
        if missing := [name for name in names if name[:5] not in text]:
            yield row.id, f"{row.area}, and its words name no {', '.join(missing)}"
        if row.area == "unlimited" and (place := re.search(r"attack (?:in|within) (?:the )?[A-Z]\w+", row.excerpt)):
            yield row.id, f"unlimited, and its words are of an {place[0]}"


@invariant("clauses")
def clauses_of_one_treaty_agree(tables):
    """One treaty has one term and one way out, and its clauses with one obligation and trigger bind alike."""
    frame = tables["clauses"]
    for column in ("term_years", "exit_notice_months", "exit_article"):
        for (arrangement, text), rows in frame.groupby(["arrangement", "text_signed"], dropna=False):
            if rows[column].nunique(dropna=False) > 1:
                yield f"{arrangement}/{text}/{column}", f"{', '.join(map(str, rows[column].unique()))}"
    for (arrangement, obligation, trigger), rows in frame.groupby(["arrangement", "obligation", "trigger"]):
        if rows["automaticity"].nunique() > 1:
            found = ", ".join(sorted(rows["automaticity"].unique()))
            yield f"{arrangement}/{obligation}/{trigger}", found


NUMBERS = {"one": 1, "two": 2, "three": 3, "six": 6, "twelve": 12}


LONG = re.compile(r"\b(\d+|one|two|three|five|six|ten|twelve|twenty)[- ](year|month)s?\b")
NUMBERS |= {"five": 5, "ten": 10, "twenty": 20}


@invariant("clauses", "evidence")
def a_time_is_as_long_as_its_quotation_says(tables):
    """Where what is quoted for a notice or a term speaks of years or months, one of them is that of the row."""
    rows = tables["clauses"].set_index("id")
    lines = tables["evidence"][tables["evidence"]["table"] == "clauses"].dropna(subset=["quotation"])
    for line in lines[lines["row"].isin(rows.index)].itertuples():
        months = {"exit_notice_months": 1, "term_years": 12}.get(line.field)
        said = LONG.findall(line.quotation.casefold())
        times = {int(NUMBERS.get(number, number)) * (12 if unit == "year" else 1) for number, unit in said}
        if months and times and rows.loc[line.row, line.field] * months not in times:
            yield f"{line.row}/{line.field}", f"{rows.loc[line.row, line.field]:.0f}, quoted: {line.quotation}"


@invariant("clauses")
def a_notice_is_as_long_as_the_note_says(tables):
    """Where the note of a clause speaks of a notice in words, that is the notice of the row."""
    for row in tables["clauses"].dropna(subset=["note", "exit_notice_months"]).itertuples():
        said = re.search(rf"({'|'.join(NUMBERS)}) (year|month)s?[’']s? notice", row.note.casefold())
        if said and NUMBERS[said[1]] * (12 if said[2] == "year" else 1) != row.exit_notice_months:
            yield row.id, f"{row.exit_notice_months} months, and its note says {said[0]}"


WHY = r"translat|text|summary|quot|report|version|article|sentence|words|wording|leaves out|as read"
"""Words of a note that says why a quotation is not that of the excerpt."""


def _words(text: str) -> list[str]:
    """Return the words of a text, of another alphabet as they stand, one spelling for the two of English."""
    plain = folded(text) if re.search("[a-z]{4}", text.casefold()) else re.sub("[\u064b-\u0652]", "", text)
    return re.findall(r"\w+", re.sub("(?<=[a-z])ise", "ize", plain.replace("defence", "defense")))


@invariant("clauses", "evidence")
def what_is_quoted_for_an_excerpt_is_in_it(tables):
    """Nine words in ten of a quotation for an excerpt are words of the excerpt, or its note says why not."""
    excerpts = tables["clauses"].set_index("id")["excerpt"]
    lines = tables["evidence"][(tables["evidence"]["table"] == "clauses") & (tables["evidence"]["field"] == "excerpt")]
    for line in lines[lines["row"].isin(excerpts.index)].dropna(subset=["quotation"]).itertuples():
        words, known = _words(line.quotation), set(_words(excerpts[line.row]))
        note = line.note if isinstance(line.note, str) else ""
        if sum(word in known for word in words) < 0.9 * len(words) and not re.search(WHY, note.casefold()):
            yield line.row, f"quoted, and not in the excerpt: {line.quotation[:50]}"


@invariant("arrangements", "clauses")
def an_arrangement_obliges_as_its_clauses_do(tables):
    """The strongest obligation of the clauses of an arrangement is the arrangement's; decision rules fit the model."""
    order = ["defence", "collective_security", "assistance", "consultation", "neutrality", "non_aggression"]
    rows = tables["arrangements"].set_index("id")
    for arrangement, clauses in tables["clauses"].groupby("arrangement"):
        found = [o for o in order if o in set(clauses["obligation"])]
        if found and rows.loc[arrangement, "obligation"] != found[0]:
            yield arrangement, f"{rows.loc[arrangement, 'obligation']}, and its clauses {', '.join(found)}"
    for row in tables["arrangements"].itertuples():
        if (row.model == "bilateral") != (row.decision_rule == "bilateral") and row.decision_rule != "none":
            yield row.id, f"{row.model}, and decides by {row.decision_rule}"
        if row.kind == "alliance" and row.obligation != "defence":
            yield row.id, f"an alliance with obligation {row.obligation}"
        if row.kind in ("access", "programme", "partnership", "pact") and row.obligation == "defence":
            yield row.id, f"{row.kind} with obligation {row.obligation}"
