"""Milestones: events told twice, once on the timeline and once in the table of what they are about."""

import itertools
import re

import pandas as pd

from invariants.core import MONTHS, invariant, words, year_of
from invariants.memberships import LANDS


def _written(row, column: str) -> str | None:
    """Return a date as far as it is known: its year, month or day as text; none where there is none."""
    day = getattr(row, column)
    exact = {"year": "%Y", "circa": "%Y", "month": "%Y-%m"}.get(getattr(row, f"{column}_precision", "day"), "%Y-%m-%d")
    return None if pd.isna(day) else day.strftime(exact)


@invariant("milestones", "arrangements", "foundings", "clauses")
def a_milestone_has_the_date_of_its_row(tables):
    """A treaty or institution on the timeline has the day that its arrangement has for it."""
    days: dict[str, set[str | None]] = {}
    for row in tables["arrangements"].itertuples():
        days[row.id] = {_written(row, name) for name in ("signed", "in_force", "ended")}
    for row in tables["foundings"].itertuples():
        days[row.arrangement].add(_written(row, "date"))
    for row in tables["clauses"].itertuples():
        days[row.arrangement] |= {_written(row, name) for name in ("text_signed", "text_in_force")}
    for row in tables["milestones"].dropna(subset=["arrangement"]).itertuples():
        known = days[row.arrangement] - {None}
        if row.kind in ("treaty", "institution") and not any(row.date.startswith(day) for day in known):
            yield row.id, f"{row.date}, and {row.arrangement} has {', '.join(sorted(known))}"


@invariant("milestones", "operations")
def a_milestone_of_an_operation_lies_in_its_life(tables):
    """An event of an operation happens from the year before its start to the year after its end."""
    spans = {row.id: row for row in tables["operations"].itertuples()}
    for row in tables["milestones"].dropna(subset=["operation"]).itertuples():
        one, year = spans[row.operation], year_of(row.date)
        ends = [one.start.year, *([one.end.year] if pd.notna(one.end) else [])]
        if not ends[0] - 1 <= year <= ends[-1] + 1 if pd.notna(one.end) else year < ends[0] - 1:
            yield row.id, f"{row.date}, and {row.operation} lasted {ends}"
        if row.kind == "operation" and year not in ends and year + 1 not in ends:
            yield row.id, f"{row.date}, and {row.operation} began or ended in {ends}"


@invariant("milestones", "memberships", "countries")
def an_accession_is_a_spell(tables):
    """Who joins or leaves on the timeline has a spell that begins or ends on that day or in that year."""
    codes = {row.short_name: row.iso3 for row in tables["countries"].itertuples()}
    codes |= {row.name: row.iso3 for row in tables["countries"].itertuples()}
    spells: dict[tuple[str, str], list] = {}
    for row in tables["memberships"].itertuples():
        spells.setdefault((row.arrangement, row.country), []).append(row)
    for row in tables["milestones"][tables["milestones"]["kind"] == "accession"].itertuples():
        if not re.search("joins?|returns?", row.title):
            yield f"{row.id}/title", f"an accession called {row.title}"
    for row in tables["milestones"].dropna(subset=["arrangement"]).itertuples():
        if row.kind in ("accession", "exit"):
            for name, code in codes.items():
                own = spells.get((row.arrangement, code), [])
                if own and re.search(rf"\b{re.escape(name)}\b", row.title):
                    days = {f"{day:%F}" for one in own for day in (one.joined, one.left) if pd.notna(day)}
                    if row.date not in days and row.date[:4] not in {day[:4] for day in days}:
                        yield f"{row.id}/{code}", f"{row.date}, and its spells have {', '.join(sorted(days))}"


@invariant("milestones", "eras")
def a_milestone_stands_in_its_era(tables):
    """The year of a milestone lies in its era; eras follow each other without a gap."""
    eras = {row.id: row for row in tables["eras"].itertuples()}
    for row in tables["milestones"].itertuples():
        era, year = eras.get(row.era), year_of(row.date)
        first, last = (era.first_year, era.last_year) if era else (9999, 0)
        if (pd.notna(first) and year < first) or (pd.notna(last) and year > last):
            yield row.id, f"{row.date} is no part of {row.era}"
    for one, other in itertools.pairwise(eras.values()):
        if pd.isna(one.last_year) or pd.isna(other.first_year) or one.last_year + 1 != other.first_year:
            yield other.id, f"begins in {other.first_year}, and the era before ends in {one.last_year}"


@invariant("milestones", "eras")
def an_era_begins_with_an_event_of_the_timeline(tables):
    """The day in the reason of an era is that of a milestone, and its first year is of that day."""
    days = set(tables["milestones"]["date"])
    for row in tables["eras"].itertuples():
        day = re.search(rf"\((\d+) ({'|'.join(MONTHS)}) (\d{{4}})\)", row.reason)
        if day:
            date = f"{day[3]}-{MONTHS.index(day[2]) + 1:02d}-{int(day[1]):02d}"
            if date not in days or row.first_year != int(day[3]):
                yield row.id, f"begins in {row.first_year}, {date} on the timeline: {date in days}"


@invariant("milestones")
def milestones_stand_in_the_order_of_time(tables):
    """Rows are sorted by their date, those before the common era first."""
    known = [(year_of(row.date), row.date[-5:], row.id) for row in tables["milestones"].itertuples()]
    for one, other in itertools.pairwise(known):
        if other[:2] < one[:2]:
            yield other[2], f"{other[0]}-{other[1]} stands after {one[0]}-{one[1]}"


@invariant("milestones")
def a_milestone_is_as_exact_as_it_says(tables):
    """A date that is known to the year or less is written as 1 January, one to the month as the 1st."""
    for row in tables["milestones"].itertuples():
        ending = {"year": "-01-01", "circa": "-01-01", "month": "-01"}.get(row.date_precision, "")
        if not row.date.endswith(ending):
            yield row.id, f"{row.date} is not known to the {row.date_precision}"


@invariant("milestones", "arrangements")
def a_milestone_lies_in_the_region_of_its_arrangement(tables):
    """A treaty on the timeline is of the region of its arrangement."""
    regions = tables["arrangements"].set_index("id")["region"]
    for row in tables["milestones"].dropna(subset=["arrangement"]).itertuples():
        own = regions[row.arrangement]
        if row.kind in ("treaty", "institution") and own not in ("global", row.region):
            yield row.id, f"{row.region}, and {row.arrangement} {own}"


@invariant("milestones", "countries", "operations")
def a_milestone_lies_where_its_words_do(tables):
    """One of the states that a milestone of no arrangement names, or its operation's, lies in its region."""
    states = tables["countries"].set_index("iso3")
    living = states.loc[states["ended"].isna(), "short_name"]
    stems = {code: name if " " in name else name[: max(5, len(name) - 2)] for code, name in living.items()}
    home = tables["operations"].set_index("id")["country"].to_dict()
    rows = tables["milestones"]
    for row in rows[rows["arrangement"].isna() & rows["region"].isin(LANDS)].itertuples():
        text = f"{row.title} {row.description}"
        named = {code for code, stem in stems.items() if re.search(rf"\b{re.escape(stem)}", text)}
        named |= {home.get(row.operation)} & set(states.index)
        lands = {land for code in named for land in states.loc[code, ["region", "subregion"]]}
        if named and lands.isdisjoint(LANDS[row.region]):
            yield row.id, f"{row.region}, and its words are of {', '.join(sorted(named))}"


TOLD = {
    "war": r"\bwars?\b|invade|against|army|fleet|crush|falls|annex|strike",
    "accession": r"\bjoins?\b|returns",
    "exit": r"\bexit\b|reject|dissolve|leave|freeze|\bend\b",
}


@invariant("milestones")
def a_milestone_is_of_the_kind_of_its_words(tables):
    """The title of a war, an accession or an exit speaks of one."""
    for row in tables["milestones"].itertuples():
        if row.kind in TOLD and not re.search(TOLD[row.kind], row.title.casefold()):
            yield f"{row.id}/kind", f"{row.kind}: {row.title}"


@invariant("cases", "arrangements", "operations", "programmes")
def a_case_begins_and_ends_with_what_it_is_about(tables):
    """A case begins and ends on the days on which its arrangement, operation or programme does, and has its name."""
    spans = {
        "arrangements": ("signed", "in_force", "ended"),
        "operations": ("start", "end"),
        "programmes": ("began", "ended"),
    }
    rows = {table: tables[table].set_index("id") for table in spans}
    for case in tables["cases"].itertuples():
        named = [(table, getattr(case, table[:-1])) for table in spans if pd.notna(getattr(case, table[:-1]))]
        own = [(rows[table].loc[id], spans[table]) for table, id in named]
        starts = {row[name] for row, names in own for name in names[:-1]}
        ends = {row[names[-1]] for row, names in own} - {pd.NaT}
        if own and case.began not in starts:
            yield case.id, f"began on {case.began:%F}, and its rows on {', '.join(sorted(str(d)[:10] for d in starts))}"
        if pd.notna(case.ended) and case.ended not in ends:
            yield f"{case.id}/ended", f"ended on {case.ended:%F}, and its rows on {sorted(str(d)[:10] for d in ends)}"
        for row, _ in own:
            if words(case.name, case.short_name, case.id).isdisjoint(words(row.name, row["name"], row.get("acronym"))):
                yield f"{case.id}/{row.name}", f"{case.name} is about {row['name']}"


@invariant("pledges", "milestones", "foundings", "arrangements", "battlegroups", "memberships", "land_borders")
def small_tables_agree_with_the_large(tables):
    """A pledge has day and share of a milestone; a host of a battlegroup is an Ally; a forerunner comes first."""
    told = tables["milestones"].groupby("date")["description"].agg(" ".join)
    for row in tables["pledges"].itertuples():
        if not re.search(rf"(?<![\d.]){row.share_gdp:g} per cent", told.get(f"{row.date:%F}", "")):
            yield f"pledges/{row.id}/share", f"{row.share_gdp:g} per cent, which no milestone of its day tells"
        if f"{row.date:%F}" not in told or row.by_year != row.date.year + 10 or row.share_gdp > 5:
            yield (
                f"pledges/{row.id}",
                f"{row.date:%F} is the day of no milestone, or {row.share_gdp} by {row.by_year} no aim for a decade",
            )
    spells = tables["memberships"]
    allies = set(spells.loc[(spells["arrangement"] == "nato") & spells["left"].isna(), "country"])
    border = set(tables["land_borders"]["neighbour"])
    for row in tables["battlegroups"].itertuples():
        since = 2017 if row.host in border else 2022  # first beside Russia and Belarus, then to the south
        if not {row.host, row.framework} <= allies or row.since.year != since:
            yield f"battlegroups/{row.host}", f"{row.host}, led by {row.framework} since {row.since:%F}"
    for row in tables["battlegroups"].loc[lambda frame: frame.duplicated("framework", keep=False)].itertuples():
        yield f"battlegroups/{row.host}/framework", f"{row.framework} leads two"
    rows = {row.id: row for row in tables["arrangements"].itertuples()}
    for row in tables["foundings"].itertuples():
        one = rows[row.arrangement]
        known = row.date in (one.signed, one.in_force)
        before = row.kind == "predecessor"
        if known or (row.kind in ("predecessor", "relaunch", "renamed") and before != (row.date < one.signed)):
            yield f"foundings/{row.arrangement}/{row.date:%F}", f"{row.kind}, and it was signed {one.signed:%F}"
        if row.kind in EVENTS and not re.search(EVENTS[row.kind], row.event.casefold()):
            yield f"foundings/{row.arrangement}/{row.date:%F}/kind", f"{row.kind}: {row.event}"
        if re.search("signed|in force", row.event) and row.kind not in ("treaty", "predecessor"):
            yield f"foundings/{row.arrangement}/{row.date:%F}/signed", f"{row.kind}: {row.event}"


EVENTS = {
    "treaty": r"treaty|charter|\bact\b|agreement|protocol|statement|memorandum",
    "decision": "declar|decision|agree|notification|framework|made|call",
    "renamed": "named",
}
"""Words that the event of a founding has, by its kind."""
