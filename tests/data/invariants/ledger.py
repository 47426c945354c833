"""What the course says of its articles, studies and cases."""

import itertools
import re

import pandas as pd

from invariants.core import akin, invariant, invariant_of_each, words


@invariant("claims", "topics", "mentions")
def ids_count_up(tables):
    """Claims, topics and mentions are numbered one after the other."""
    for table in ("claims", "topics", "mentions"):
        ids = tables[table]["id"].tolist()
        for place, (one, other) in enumerate(itertools.pairwise(ids)):
            if int(other[1:]) != int(one[1:]) + 1:
                yield f"{table}/{place}", f"{other} follows {one}"


@invariant("claims", "topics")
def claims_stand_under_headings_of_their_article(tables):
    """A claim and a topic of one article have one list of headings."""
    known = set(zip(tables["topics"]["article"], tables["topics"]["heading"], strict=True))
    for row in tables["claims"].itertuples():
        if (row.article, row.heading) not in known:
            yield row.id, f"article {row.article} has no heading {row.heading}"
    for table in ("claims", "topics"):
        articles = tables[table]["article"].tolist()
        for place, (one, other) in enumerate(itertools.pairwise(articles)):
            if other < one:
                yield f"{table}/{place}", f"article {other} after {one}"


def _alike(name: str, row: pd.Series) -> bool:
    """Return whether a name has a word in common with those of a row."""
    columns = [c for c in ("name", "short_name", "acronym", "title") if c in row.index]
    return not words(name).isdisjoint(words(row.name, *(row[c] for c in columns)))


@invariant("mentions", "topics", "arrangements", "operations", "military_exercises", "programmes", "milestones")
def a_mention_is_a_row(tables):
    """What articles name is a row of the table that it names, under headings that there are; or it is none."""
    known = {f"{row.article}: {row.heading}" for row in tables["topics"].itertuples()}
    names = {table: tables[table].set_index("id") for table in tables["mentions"]["table"].dropna().unique()}
    for row in tables["mentions"].itertuples():
        found = pd.notna(row.table) and row.row in names[row.table].index
        if (
            pd.notna(row.table) != found
            or (row.match in ("same", "part_of") and not found)
            or (row.match == "none" and found)
        ):
            yield row.id, f"{row.match}: {row.table} {row.row}"
        if found and row.match == "same" and not _alike(row.name, names[row.table].loc[row.row]):
            yield f"{row.id}/name", f"{row.name} is called {row.row}"
        for heading in row.headings.split(" | ") if pd.notna(row.headings) else ():
            if heading not in known:
                yield f"{row.id}/headings", f"no heading {heading}"


@invariant("topics", "mentions")
def a_section_is_of_its_chapter(tables):
    """The anchor of a section begins with the name of its chapter."""
    places = [(row.id, row.chapter, row.section) for row in tables["topics"].itertuples()]
    places += [(row.id, *row.taught.split("#")) for row in tables["mentions"].dropna(subset=["taught"]).itertuples()]
    for id, chapter, section in places:
        if isinstance(section, str) and section.partition("-")[0] != chapter:
            yield id, f"{section} in the chapter {chapter}"


@invariant("findings", "bibliography")
def a_finding_is_of_its_study(tables):
    """The year in a finding's study and id is that of its source, and no study sees beyond its own year."""
    years = {row.key: row.year for row in tables["bibliography"].itertuples()}
    for row in tables["findings"].itertuples():
        said = re.search(r"\b(\d{4})\b", row.study)
        year = years.get(row.source.split(";")[0])
        if said and year and year.isdigit() and said[1] != year:
            yield f"{row.id}/study", f"{row.study}, source of {year}"
        if said and f"-{said[1]}" not in row.id and re.search(r"\d{4}", row.id):
            yield f"{row.id}/id", f"{row.study}"
        if said and pd.notna(row.period_to) and row.period_to > int(said[1]):
            yield f"{row.id}/period", f"a period to {row.period_to} in {row.study}"
        if pd.notna(row.estimate) != pd.notna(row.unit):
            yield f"{row.id}/unit", "an estimate without a unit, or the reverse"
        if pd.notna(row.unit) and "per cent" in row.unit and not -100 <= row.estimate <= 100:
            yield f"{row.id}/estimate", f"{row.estimate} {row.unit}"
        for number in re.findall(r"\b(\d+(?:\.\d+)?) per cent", row.finding):
            if pd.notna(row.estimate) and "per cent" in str(row.unit) and float(number) == row.estimate:
                break
        else:
            if pd.notna(row.estimate) and re.search(r"\d per cent", row.finding):
                yield f"{row.id}/estimate", f"{row.estimate}, and the text says {row.finding}"
    for study, rows in tables["findings"].groupby("study"):
        for column in ("period_from", "period_to"):
            if rows[column].nunique(dropna=False) > 1:
                yield f"{study}/{column}", f"{', '.join(map(str, rows[column].unique()))} in one study"


@invariant("findings")
def an_estimate_says_what_its_verdict_says(tables):
    """Of two shares of promises kept, the higher is judged no worse; a rise is called higher, and a fall lower."""
    worth = {"against": 0, "mixed": 1, "supports": 2}
    frame = tables["findings"].dropna(subset=["estimate"])
    kept = frame[frame["unit"] == "per cent of occasions"].sort_values(["estimate", "id"])
    for one, other in itertools.pairwise(kept.itertuples()):
        if worth[one.verdict] > worth[other.verdict]:
            yield f"{one.id}/verdict", f"{one.verdict} at {one.estimate}, {other.verdict} at {other.estimate}"
    for row in frame[frame["unit"].str.startswith("per cent change")].itertuples():
        if ("lower" if row.estimate < 0 else "higher") not in row.finding:
            yield f"{row.id}/estimate", f"{row.estimate}: {row.finding}"


@invariant("findings")
def a_verdict_on_deterrence_is_that_of_its_words(tables):
    """What makes conflict likelier does not support deterrence, and what makes it rarer does not speak against it."""
    for row in tables["findings"].query("topic == 'deterrence'").itertuples():
        more = re.search(r"more likely|higher|more (militarised|conflict)", row.finding)
        less = re.search(r"less likely|lower|fewer|challenged less|significant deterrent", row.finding)
        if (row.verdict == "supports" and more and not less) or (row.verdict == "against" and less and not more):
            yield row.id, f"{row.verdict}: {row.finding}"


@invariant("cases", "case_features")
def every_case_has_every_feature(tables):
    """Each case is coded once for each feature."""
    frame = tables["case_features"]
    wanted = set(itertools.product(tables["cases"]["id"], frame["feature"].unique()))
    found = list(zip(frame["case"], frame["feature"], strict=True))
    for case, feature in wanted ^ set(found):
        yield f"{case}/{feature}", "not coded, or of no case"
    for case, feature in {pair for pair in found if found.count(pair) > 1}:
        yield f"{case}/{feature}", "coded twice"


@invariant("cases", "case_features")
def a_case_that_ended_was_decided(tables):
    """Whether the aim was reached is open only of what goes on; a case that failed has ended or lost a partner."""
    over = tables["cases"].set_index("id")["ended"].notna()
    reached = tables["case_features"].query("feature == 'aim_reached'").set_index("case")["value"]
    for case, value in reached.items():
        if over[case] and value == "open":
            yield case, "over, and whether its aim was reached is open"


@invariant("cases", "case_features", "arrangements")
def a_case_promises_what_its_treaty_does(tables):
    """A case of an arrangement promises to defend if that has defence for its obligation, and then by a treaty."""
    obligation = tables["arrangements"].set_index("id")["obligation"]
    coded = tables["case_features"].set_index(["case", "feature"])["value"].to_dict()
    for row in tables["cases"].itertuples():
        promises = coded.get((row.id, "promise_to_defend"))
        if pd.notna(row.arrangement) and (promises == "yes") != (obligation[row.arrangement] == "defence"):
            yield row.id, f"promise to defend: {promises}, and {row.arrangement} is {obligation[row.arrangement]}"
        if promises == "yes" and coded.get((row.id, "binding_treaty")) != "yes":
            yield f"{row.id}/treaty", f"a promise to defend, binding treaty: {coded.get((row.id, 'binding_treaty'))}"
        if row.kind == "operation" and (coded.get((row.id, "council_mandate")) == "no") != pd.isna(row.operation):
            yield f"{row.id}/mandate", "an operation without a mandate, or the reverse"


IDS = ["arrangements", "cases", "eras", "military_exercises", "operations", "organs", "programmes"]


@invariant_of_each(*IDS)
def a_row_is_called_like_its_name(tables, table):
    """The id of a row has a word or the initials of its name."""
    for row in tables[table].itertuples():
        columns = ("name",) if table in ("eras", "organs", "programmes") else ("name", "short_name", "acronym")
        if not akin(row.id.replace("_", " "), *(getattr(row, column, None) for column in columns)):
            yield f"{table}/{row.id}", f"called {row.name}"
