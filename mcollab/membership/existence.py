"""What was in force when, and how long it lasted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from mcollab.datapackage import ATTRS, load
from mcollab.errors import McollabError
from mcollab.membership.extent import told, unseen
from mcollab.membership.selection import Several, bound_since, holds, latest_day, narrowed, recorded_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mcollab.days import Day

_BEGINNINGS, _ENDS = ("in_force", "start", "joined", "began"), ("ended", "end", "left")
DAYS_A_YEAR = 365.25
_UNKNOWN = "whether they ended after that is not known here"


def in_force(
    on: Day,
    *,
    kind: Several | None = None,
    obligation: Several | None = None,
    model: Several | None = None,
    region: Several | None = None,
) -> pd.DataFrame:
    """Return the arrangements in force on a day.

    Parameters
    ----------
    on
        The day, as a date or ``"1990-10-03"``.
    kind, obligation, model, region
        Keep those with one of these values, as the columns of ``arrangements`` have them; all by default. By
        obligation, one counts from the day on which the text that obliges was in force.

    Returns
    -------
    DataFrame
        Their rows of ``arrangements``, the oldest first. One that was signed and is not in force, or whose entry into
        force is not known, is not among them; nor, in a year to which alone its entry into force is known, one that was
        not yet signed.

    Warns
    -----
    UserWarning
        If one that has no end was last seen (``as_of``) before that day.

    Raises
    ------
    McollabError
        If the day is none, or later than the data hold, or a value is unknown.

    Examples
    --------
    >>> mc.in_force("1960-01-01", kind="alliance", model="multilateral")["short_name"].head(3).to_list()
    ['Rio Treaty', 'NATO', 'Arab joint defence treaty']
    """
    day = recorded_day(on)
    table = narrowed(load("arrangements"), kind=kind, obligation=obligation, model=model, region=region)
    since = bound_since(table, obliging=obligation is not None)
    found = table[holds(since, table["ended"], day)].sort_values(["in_force", "id"], ignore_index=True)
    old = unseen(found, found["ended"].isna(), day, "arrangements", _UNKNOWN)
    return told(found, ["arrangements"], f"In force on {day.date()}", old)


def lifetimes(
    of: str | pd.DataFrame = "arrangements",
    *,
    until: Day | None = None,
    kind: Several | None = None,
    obligation: Several | None = None,
    model: Several | None = None,
    region: Several | None = None,
) -> pd.DataFrame:
    """Return how long things lasted, or have lasted: ready for :func:`mcollab.measures.survival`.

    Parameters
    ----------
    of
        A table, or rows of one, whose rows begin and may end: ``arrangements`` (from ``in_force`` to ``ended``),
        ``operations``, ``programmes``, ``cases``, ``memberships``.
    until
        The day to which they are observed; by default the latest as of which the data hold.
    kind, obligation, model, region
        Keep the rows with one of these values, as the columns of their table have them; all by default. By obligation,
        an arrangement lasts from the day on which the text that obliges was in force.

    Returns
    -------
    DataFrame
        The rows that had begun by then, with two columns more: ``years`` (of 365.25 days), from the beginning to the
        end or, of what went on, to `until`; ``over``, whether the end was seen. Rows whose beginning is not known are
        left out; no arrangement lasts from before its signature.

    Warns
    -----
    UserWarning
        If what went on was last seen (``as_of``) before `until`: to be exact, it is observed to that day only.

    Raises
    ------
    McollabError
        If there is no such table, its rows neither begin nor end, one ends before it begins, `until` is no day, or a
        value is unknown to the table or its column not there.

    Examples
    --------
    >>> two = mc.load("arrangements").query("id in ['nato', 'warsaw-pact']")
    >>> mc.lifetimes(two, until="1970-01-01").set_index("id")[["years", "over"]].round(1)
                 years   over
    id
    nato          20.4  False
    warsaw-pact   14.6  False
    """
    rows = of if isinstance(of, pd.DataFrame) else load(of)
    began = _column(rows, _BEGINNINGS, "begin")
    ended = _column(rows, _ENDS, "end")
    last = latest_day() if until is None else recorded_day(until)
    rows = narrowed(rows, kind=kind, obligation=obligation, model=model, region=region)
    for column in (began, ended):
        if rows[column].dt.tz is not None:
            # The calendar day counts, as it is written there.
            rows = rows.assign(**{column: rows[column].dt.tz_localize(None).dt.normalize()})
    if (rows[ended] < rows[began]).any():
        row = rows.index[rows[ended] < rows[began]][0]
        raise McollabError(f"Row {row!r} ends, by {ended!r}, before it begins, by {began!r}: mend it or leave it out.")
    since = rows[began]
    if {"in_force", "signed"} <= set(rows):
        since = bound_since(rows, obliging=obligation is not None)
    rows, since = rows[since <= last], since[since <= last]
    over = rows[ended] <= last
    found = rows.assign(years=(rows[ended].where(over, last) - since).dt.days / DAYS_A_YEAR, over=over)
    tables = rows.attrs.get(ATTRS, {}).get("tables", [])
    what = tables[0] if len(tables) == 1 else "rows"
    return told(found, tables, f"Lifetimes to {last.date()}", unseen(found, ~over, last, what, _UNKNOWN))


def _column(rows: pd.DataFrame, names: Sequence[str], what: str) -> str:
    found = [name for name in names if name in rows and pd.api.types.is_datetime64_any_dtype(rows[name])]
    if not found and (there := [name for name in names if name in rows]):
        raise McollabError(
            f"These rows have no day on which they {what}: {there[0]!r} holds {rows[there[0]].dtype}, and should hold "
            "days, as to_datetime gives them."
        )
    if not found:
        raise McollabError(
            f"These rows have no day on which they {what}: expected one of the columns {', '.join(names)}, "
            "as load() gives them."
        )
    return found[0]
