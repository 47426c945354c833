"""Dates of whatever kind: that they are possible, in order, as exact as they say, and what their sources name."""

import itertools
import re

import pandas as pd

from invariants.core import evidence, invariant, invariant_of_each, near_miss, year_of
from mcollab.datapackage import package

SPANS = [
    ("memberships", "joined", "left"),
    ("arrangements", "signed", "ended"),
    ("arrangements", "in_force", "ended"),
    ("arrangements", "signed", "in_force"),
    ("operations", "start", "end"),
    ("operations", "start", "peak"),
    ("operations", "peak", "end"),
    ("countries", "began", "ended"),
    ("programmes", "began", "ended"),
    ("programme_partners", "joined", "left"),
    ("cases", "began", "ended"),
    ("clauses", "text_signed", "text_in_force"),
    ("military_exercises", "first_year", "last_year"),
    ("military_exercises", "first_year", "largest_year"),
    ("military_exercises", "largest_year", "last_year"),
    ("findings", "period_from", "period_to"),
    ("eras", "first_year", "last_year"),
    ("state_numbers", "began", "ended"),
]
ORDER = {  # a row out of its order is a row whose key or date is wrong
    "aliases": ["name"],
    "arrangements": ["signed"],
    "burden_1964": ["country"],
    "claims": ["id"],
    "countries": ["iso3"],
    "eras": ["last_year"],
    "exercise_editions": ["exercise", "year"],
    "fatalities": ["year"],
    "foundings": ["arrangement", "date"],
    "gdp": ["country", "year"],
    "memberships": ["arrangement", "joined", "country"],
    "mentions": ["id"],
    "military_exercises": ["first_year"],
    "operations": ["start"],
    "peacekeeping_budget": ["year"],
    "personnel": ["year"],
    "piracy": ["year"],
    "programme_partners": ["programme", "country"],
    "programmes": ["id"],
    "spending": ["country", "year"],
    "state_numbers": ["country"],
    "tiles": ["country"],
    "topics": ["id"],
    "us_forces": ["country", "year"],
    "working_languages": ["arrangement", "code"],
}
KEYS = {"operations": "id", "arrangements": "id", "cases": "id", "countries": "iso3", "programmes": "id"} | {
    "military_exercises": "id",
    "findings": "id",
    "clauses": "id",
    "eras": "id",
    "milestones": "id",
}


def key(table: str, row) -> str:
    """Return the name of a row: its id, or the cells of its key."""
    if table in KEYS:
        return f"{table}/{getattr(row, KEYS[table])}"
    names = {"memberships": ("arrangement", "country", "joined"), "foundings": ("arrangement", "date")}.get(table)
    names = names or {"programme_partners": ("programme", "country")}.get(table, row._fields[1:4])
    return f"{table}/" + "/".join(str(getattr(row, name))[:10] for name in names)


def _latest(frame: pd.DataFrame, column: str) -> pd.Series:
    """Return the last day that a date can mean: the end of its month or year where the day is not known."""
    if f"{column}_precision" not in frame:
        return frame[column]
    precision, days = frame[f"{column}_precision"], frame[column]
    days = days.where(precision != "month", days + pd.offsets.MonthEnd(1))
    return days.where(~precision.isin(["year", "circa"]), days + pd.offsets.YearEnd(1))


@invariant_of_each(*(table for table, _, _ in SPANS))
def nothing_ends_before_it_begins(tables, table):
    """What comes first comes no later than what comes last."""
    frame = tables[table]
    for first, last in [span[1:] for span in SPANS if span[0] == table]:
        for row in frame[_latest(frame, last) < frame[first]].itertuples():
            yield f"{key(table, row)}/{last}", f"{last} {getattr(row, last)} before {first} {getattr(row, first)}"


DATED = ["memberships", "arrangements", "operations", "countries", "programmes", "programme_partners", "contributions"]


@invariant_of_each(*DATED)
def a_date_is_as_exact_as_it_says(tables, table):
    """A date known to the year is written as 1 January, to the month as the 1st; and a precision has its date."""
    frame = tables[table]
    for column in [c for c in frame.columns if f"{c}_precision" in frame]:
        precision = frame[f"{column}_precision"]
        odd = frame[column].notna() != precision.notna()
        odd |= precision.isin(["year", "circa"]) & (frame[column].dt.day_of_year != 1)
        odd |= (precision == "month") & (frame[column].dt.day != 1)
        for row in frame[odd].itertuples():
            yield f"{key(table, row)}/{column}", f"{getattr(row, column)} is not known to the {precision[row.Index]}"


@invariant_of_each(*ORDER)
def rows_stand_in_their_order(tables, table):
    """Rows are sorted by what their table is sorted by: a row out of order has a wrong key or date."""
    frame = tables[table][ORDER[table]]
    cells = list(frame[frame.notna().all(axis=1)].itertuples(index=False, name=None))
    for one, other in itertools.pairwise(cells):
        if other < one:
            yield f"{table}/{'/'.join(map(str, other))[:60]}", f"stands after {'/'.join(map(str, one))}"


HELD = [
    resource["name"]
    for resource in package()["resources"]
    if {"as_of", "confirmed"} <= {field["name"] for field in resource["schema"]["fields"]}
]
"""Tables whose rows hold as of a day, or are unconfirmed."""

YEARS = ("year", "first_year", "last_year", "largest_year")


def _days(table: str, column: pd.Series) -> pd.Series | None:
    """Return the first day that each cell of a column can mean, or nothing where it holds neither days nor years."""
    if column.name in ("as_of", "seen") or table == "eras":  # an era is a division of ours
        return None
    if column.name in YEARS:
        return pd.to_datetime(column.astype("string") + "-01-01")
    if (table, column.name) == ("milestones", "date"):
        return pd.to_datetime(column.where(~column.str.startswith("-")))
    return column if pd.api.types.is_datetime64_any_dtype(column) else None


@invariant_of_each(*HELD)
def nothing_is_known_before_it_happened(tables, table):
    """A row holds as of a day on which whatever it tells of had happened, or it is unconfirmed."""
    frame = tables[table][tables[table]["confirmed"]]
    for column in frame:
        days = _days(table, frame[column])
        if days is not None:
            for row in frame[days > frame["as_of"]].itertuples():
                yield f"{key(table, row)}/{column}", f"{getattr(row, column)} is later than as_of {row.as_of}"


NAMED = [  # tables whose sources mostly say in their titles when it was
    ("arrangements", "signed"),
    ("operations", "start"),
    ("milestones", "date"),
    ("exercise_editions", "year"),
    ("military_exercises", "largest_year"),
    ("military_exercises", "last_year"),
    ("clauses", "text_signed"),
    ("peacekeeping_budget", "year"),
    ("foundings", "date"),
    ("pledges", "date"),
    ("consent_withdrawals", "date"),
    ("clauses", "text_in_force"),
    ("countries", "began"),
    ("countries", "ended"),
    ("cases", "began"),
    ("cases", "ended"),
    ("programmes", "began"),
    ("programmes", "ended"),
    ("programme_partners", "left"),
    ("piracy", "year"),
]


@invariant_of_each(*(table for table, _ in NAMED), reads=("bibliography",))
def a_year_is_one_that_its_sources_name(tables, table):
    """Where the titles of a row's sources name a year near the row's, they name the row's."""
    for column in [name[1] for name in NAMED if name[0] == table]:
        for row in tables[table].dropna(subset=[column]).itertuples():
            year = year_of(getattr(row, column))
            near = near_miss(tables, row.source, year)
            if near:
                yield f"{key(table, row)}/{column}", f"{year}, and its sources name {near}"


@invariant("arrangements", "bibliography")
def a_treaty_is_signed_on_the_day_in_its_title(tables):
    """Where titles of an arrangement's sources hold whole days, the day of signature (or of force) is one of them."""
    known = evidence(tables)
    for row in tables["arrangements"].itertuples():
        days = {day for source in row.source.split(";") for day in known[source].days}
        own = {(d.year, d.month, d.day) for d in (row.signed, row.in_force) if pd.notna(d)}
        if days and row.signed_precision == "day" and not days & own:
            yield row.id, f"signed {row.signed:%F}, and titles of its sources name {sorted(days)}"


@invariant("arrangements")
def a_year_in_an_id_is_that_of_the_signature(tables):
    """The year at the end of an arrangement's id is that of its signature or entry into force."""
    for row in tables["arrangements"].itertuples():
        year = re.search(r"-(\d{4})$", row.id)
        if year and int(year[1]) not in {d.year for d in (row.signed, row.in_force) if pd.notna(d)}:
            yield row.id, f"signed {row.signed:%F}"


@invariant("arrangements")
def a_treaty_comes_into_force_soon(tables):
    """Between signature and entry into force lie at most five years; what exceeds it is an exception with a reason."""
    for row in tables["arrangements"].dropna(subset=["in_force"]).itertuples():
        years = (row.in_force - row.signed).days / 365.25
        if years > 5:
            yield row.id, f"in force {years:.1f} years after its signature"


@invariant("memberships", "arrangements", "operations")
def what_is_over_holds_no_later_than_what_lasts(tables):
    """The day on which somebody read of what is over is no day of the table: no chart or sentence stands as of it."""
    for table, end in (("memberships", "left"), ("arrangements", "ended"), ("operations", "end")):
        frame = tables[table]
        last = frame["as_of"][frame[end].isna()].max()
        for row in frame[frame[end].notna() & (frame["as_of"] > last)].itertuples():
            yield key(table, row), f"over, and as of {row.as_of:%F}; what lasts was seen to {last:%F}"
