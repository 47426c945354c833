"""Evidence: that each fact it names is there, that what must have evidence has it, and that it claims no more."""

from collections.abc import Iterator

import pandas as pd

from invariants.core import invariant
from mcollab.datapackage import descriptor

SUPPORTED = {
    "memberships": ["joined", "left"],
    "clauses": ["excerpt"],
    "operations": ["start", "end", "mandate"],
}
"""Of each table the columns of which every filled cell must have evidence."""

LASTS = {"memberships": "left", "operations": "end"}
"""The column that is empty while a row lasts: then that it still held, its `as_of`, must have evidence."""

ALSO = {"clauses": ["trigger", "obligation", "automaticity", "area", "means", "term_years", "exit_notice_months"]}
ALSO["clauses"] += ["exit_article"]
"""Columns that may have evidence."""

_WORDS = 25


def rows_of(tables, name: str) -> pd.Series:
    """Return the key of each row of a table as evidence writes it."""
    key = descriptor(name)["schema"]["primaryKey"]
    parts = tables[name][[key] if isinstance(key, str) else key].copy()
    for column in parts:
        if pd.api.types.is_datetime64_any_dtype(parts[column]):
            parts[column] = parts[column].dt.strftime("%Y-%m-%d")
    return parts.agg("/".join, axis=1)


def facts(tables, name: str) -> Iterator[tuple[str, str]]:
    """Yield the facts of a table that must have evidence: key and column."""
    for row, one in zip(rows_of(tables, name), tables[name].to_dict("records"), strict=True):
        yield from ((row, column) for column in SUPPORTED[name] if pd.notna(one[column]))
        if name in LASTS and pd.isna(one[LASTS[name]]):
            yield row, "as_of"


@invariant("evidence", *SUPPORTED)
def every_fact_that_must_have_evidence_has_it_and_no_other(tables):
    """Each fact that must have evidence has it; evidence names nothing else but what may have it."""
    for name, part in tables["evidence"].groupby("table"):
        wanted, given = set(facts(tables, name)), set(zip(part["row"], part["field"], strict=True))
        yield from ((f"{name}/{row}", f"{field} has no evidence") for row, field in sorted(wanted - given))
        rows = set(rows_of(tables, name))
        for row, field in sorted(given - wanted):
            if row not in rows or field not in ALSO.get(name, []):
                yield f"{name}/{row}", f"evidence of {field}, which is no such fact"


@invariant("evidence")
def what_was_not_opened_shows_nothing(tables):
    """Only of a source that was opened are there a locator, a quotation and a precision; it is what is confirmed."""
    for row in tables["evidence"].itertuples():
        opened = pd.notna(row.seen)
        shown = [cell for cell in (row.locator, row.quotation, row.precision) if pd.notna(cell)]
        if opened != bool(row.confirmed) or (opened and pd.isna(row.locator)) or (shown and not opened):
            yield f"{row.row}/{row.field}", f"seen {row.seen}, confirmed {row.confirmed}, shows {shown}"


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


@invariant("evidence")
def a_day_was_found_to_some_precision(tables):
    """Evidence of a date that was opened says how exactly the source gives it."""
    table = tables["evidence"]
    dated = table["field"].isin(["joined", "left", "start", "end"])
    for row in table[dated & table["seen"].notna() & table["precision"].isna()].itertuples():
        yield f"{row.row}/{row.field}", "opened, and no precision"
