"""Evidence: that each fact it names is there, that what must have evidence has it, and that it claims no more."""

from collections.abc import Iterator

import pandas as pd
from horizons import horizon, speaks_until

from invariants.core import BIB, Tables, invariant, invariant_of_each
from mcollab.datapackage import descriptor, package, row_names

ALSO = {"clauses": ["trigger", "obligation", "automaticity", "area", "means", "term_years", "exit_notice_months"]}
ALSO["clauses"] += ["exit_article"]
"""Columns that may have evidence besides those that must, which ``datapackage.json`` names."""

BEGINS = {"memberships": "joined", "operations": "start"}

TABLES = [resource["name"] for resource in package()["resources"] if resource["name"] != "evidence"]
"""Tables whose rows say as of when they hold, and can have evidence."""

_WORDS = 25
_WORKS: dict[int, tuple[pd.DataFrame, dict[str, pd.Timestamp]]] = {}


def works(tables: Tables) -> dict[str, pd.Timestamp]:
    """Return of each key of the bibliography the latest day of which the work can speak."""
    frame = tables[BIB]
    if _WORKS.get(id(frame), (None,))[0] is not frame:
        days = frame[["year", "urldate"]].astype(object).where(frame[["year", "urldate"]].notna(), None)
        titles = frame["title"].fillna("") + " " + frame["howpublished"].fillna("")
        of_each = zip(frame["key"], days["year"], days["urldate"], titles, strict=True)
        told = {key: speaks_until(*one) for key, *one in of_each}
        _WORKS[id(frame)] = frame, told
    return _WORKS[id(frame)][1]


def facts(tables) -> Iterator[tuple[object, object]]:
    """Yield each line of evidence with the fact that it names, which is missing where there is none."""
    for name, lines in tables["evidence"].groupby("table"):
        about = descriptor(name).get("evidence", {"columns": [], "lasts": None})
        rows = tables[name].set_axis(row_names(name, tables[name]))
        cells = {column: rows[column].to_dict() for column in [*about["columns"], *ALSO.get(name, []), "confirmed"]}
        if about["lasts"]:
            last = rows[rows[about["lasts"]].isna()]
            cells["as_of"] = last[BEGINS[name]].to_dict()
        for line in lines.itertuples():
            yield line, cells.get(line.field, {}).get(line.row)


@invariant("evidence", *TABLES)
def evidence_is_of_a_fact(tables):
    """What evidence names is a filled cell that can have evidence, or that a row which lasts still held."""
    for line, fact in facts(tables):
        if pd.isna(fact):
            yield f"{line.row}/{line.field}", "evidence of no such fact"


@invariant("evidence", *TABLES)
def no_source_speaks_of_a_day_to_come(tables):
    """A day, or that something that had begun still lasted, is shown by a source of that day or of a later one."""
    for line, fact in facts(tables):
        if isinstance(fact, pd.Timestamp) and line.as_of < fact:
            yield f"{line.row}/{line.field}", f"{fact:%Y-%m-%d}, by a source that speaks of {line.as_of:%Y-%m-%d}"


@invariant("evidence")
def a_quotation_is_short(tables):
    """At most 25 words."""
    for row in tables["evidence"].dropna(subset=["quotation"]).itertuples():
        if len(row.quotation.split()) > _WORDS:
            yield f"{row.row}/{row.field}", f"{len(row.quotation.split())} words"


@invariant("evidence")
def a_source_speaks_of_no_day_after_it_was_opened(tables):
    """What a source can speak of ends with the day on which it was seen."""
    table = tables["evidence"].dropna(subset=["seen"])
    for row in table[table["as_of"] > table["seen"]].itertuples():
        yield f"{row.row}/{row.field}", f"as of {row.as_of:%Y-%m-%d}, seen {row.seen:%Y-%m-%d}"


@invariant("evidence", BIB)
def a_dated_work_speaks_of_no_later_day_unless_a_note_says_how(tables):
    """What is shown by a work after the day that its title names was in a later copy, or was set in advance."""
    last, table = works(tables), tables["evidence"]
    day = table["source"].map(last)
    late = (table["as_of"] > day) & (day.dt.strftime("%m-%d") != "12-31") & table["note"].isna()
    for row in table[late].itertuples():
        told = f"as of {row.as_of:%Y-%m-%d}, and {row.source} is of {last[row.source]:%Y-%m-%d}"
        yield f"{row.row}/{row.field}", told


@invariant("evidence")
def a_day_was_found_to_some_precision(tables):
    """Evidence of a date that was opened says how exactly the source gives it."""
    table = tables["evidence"]
    dated = table["field"].isin(["joined", "left", "start", "end"])
    for row in table[dated & table["seen"].notna() & table["precision"].isna()].itertuples():
        yield f"{row.row}/{row.field}", "opened, and no precision"


@invariant_of_each(*TABLES, reads=("evidence", BIB))
def no_row_holds_after_what_it_rests_on(tables, table):
    """A row holds as of a day of which one of its sources, or what was opened for it, can speak."""
    opened = tables["evidence"][tables["evidence"]["table"] == table]
    rows = tables[table].set_axis(row_names(table, tables[table]))
    shown = horizon(rows, opened, works(tables))
    for name, day, until in zip(rows.index, rows["as_of"], shown, strict=True):
        if not day <= until:
            yield f"{table}/{name}", f"as of {day:%Y-%m-%d}, and what it rests on speaks until {until:%Y-%m-%d}"
