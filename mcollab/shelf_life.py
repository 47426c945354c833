"""What should be looked at again: rows that are past the shelf life of their table."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd

from mcollab.datapackage import descriptor, load, package, row_names
from mcollab.days import Day, as_day
from mcollab.errors import McollabError

_DURATION = re.compile(r"P(?=\d)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?")


def stale(on: Day, table: str | None = None) -> pd.DataFrame:
    """Return the rows that nobody has looked at for longer than their table allows, most overdue first.

    Each table states its shelf life in ``datapackage.json``: a duration, and of what. It runs from the day as of which
    a row holds, for each row or for those only that are still open; in a table of yearly figures from the end of
    the newest year, by when the next one should be out. Tables of what is past, or of texts, state none.

    Parameters
    ----------
    on
        The day that asks.
    table
        One table only.

    Returns
    -------
    DataFrame
        ``table``, ``row`` (its key, parted by strokes; of yearly figures the newest year), ``as_of`` (what the shelf
        life runs from), ``due`` (the day until which it was good) and ``overdue`` (days since then).

    Raises
    ------
    McollabError
        If there is no such table or day.

    Examples
    --------
    >>> mc.stale("2027-06-01", table="piracy")[["row", "due", "overdue"]].values.tolist()
    [['2025', Timestamp('2027-02-28 00:00:00'), 93]]
    """
    day = as_day(on)
    names = [one["name"] for one in package()["resources"]] if table is None else [table]
    found = pd.concat([watched(name) for name in names], ignore_index=True)
    found = found[found["due"] < day]
    columns = ["table", "row", "as_of", "due", "overdue"]
    found["overdue"] = (day - found["due"]).dt.days
    return found.sort_values(["overdue", "table", "row"], ascending=[False, True, True], ignore_index=True)[columns]


def watched(table: str) -> pd.DataFrame:
    """Return the rows of a table that have a shelf life, with the day until which each is good.

    Returns
    -------
    DataFrame
        ``table``, ``row``, ``as_of`` and ``due``, as :func:`stale` has them; no rows where the table has no shelf life.

    Examples
    --------
    >>> "monusco" in set(watched("operations")["row"])
    True
    >>> len(watched("eras"))
    0
    """
    life = descriptor(table).get("shelfLife")
    rows = load(table)
    if not life:
        rows = rows.head(0)
        found = rows.assign(row="", due=rows["as_of"])
    else:
        found = _newest(rows, life["series"]) if "series" in life else _open(table, rows, life)
        found = found.assign(due=found["as_of"] + lasting(life["duration"]))
    return found.assign(table=table)[["table", "row", "as_of", "due"]]


def _open(table: str, rows: pd.DataFrame, life: dict[str, Any]) -> pd.DataFrame:
    """Return the rows that are still open, part of something that is, and of the kind that is watched."""
    if column := life.get("open"):
        rows = rows[rows[column].isna() | rows[column].eq(False)]
    if column := life.get("of"):
        rows = rows[rows[column].isin(_going_on(table, column))]
    for column, value in life.get("only", {}).items():
        rows = rows[rows[column] == value]
    return rows.assign(row=row_names(table, rows))


def _going_on(table: str, column: str) -> pd.Series[Any]:
    """Return the keys of what is still open, of the rows that a column names."""
    [reference] = [key["reference"] for key in descriptor(table)["schema"]["foreignKeys"] if key["fields"] == column]
    whole = load(reference["resource"])
    return whole.loc[whole[descriptor(reference["resource"])["shelfLife"]["open"]].isna(), reference["fields"]]


def _newest(rows: pd.DataFrame, column: str) -> pd.DataFrame:
    """Return one row for a series: its newest year or day, and when that ended."""
    newest = rows[column].max()
    if isinstance(newest, pd.Timestamp):
        return pd.DataFrame({"row": [f"{newest:%Y-%m-%d}"], "as_of": [newest]})
    return pd.DataFrame({"row": [str(newest)], "as_of": [pd.Timestamp(int(newest), 12, 31)]})


def lasting(duration: str) -> pd.DateOffset:
    """Return a duration of ISO 8601, in years, months and days, as what can be added to a date.

    Raises
    ------
    McollabError
        If it is none.

    Examples
    --------
    >>> pd.Timestamp("2024-02-29") + lasting("P1Y6M")
    Timestamp('2025-08-29 00:00:00')
    """
    parts = _DURATION.fullmatch(duration)
    if not parts:
        raise McollabError(f"No shelf life {duration!r}: expected a duration such as 'P1Y' or 'P18M' (ISO 8601).")
    years, months, days = (int(part or 0) for part in parts.groups())
    return pd.DateOffset(years=years, months=months, days=days)
