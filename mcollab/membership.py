"""Who belonged to what, when: the table ``memberships`` as lists, panels and overlaps.

A spell is ``[joined, left)``: it holds on the day of ``joined`` and no longer on the day of ``left``.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pandas as pd

from mcollab.datapackage import ATTRS, load
from mcollab.errors import McollabError, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MEMBERS = ("member", "suspended", "frozen")
"""The statuses of a member in law: one that is suspended, or has frozen its part, has not left."""

_STATUSES = ("member", "associate", "observer", "partner", "suspended", "frozen")


def spells(arrangement: str, status: str | Iterable[str] = _STATUSES) -> pd.DataFrame:
    """Return every spell of an arrangement, as the rows of ``memberships``, by ``joined`` and country.

    Parameters
    ----------
    arrangement
        Its ``id`` in ``arrangements``; a short or full name serves too, in any case.
    status
        Statuses to keep.

    Raises
    ------
    McollabError
        If the arrangement or a status is unknown, or no spell is recorded.
    """
    row = _arrangement(arrangement)
    table = load("memberships")
    found = table[(table["arrangement"] == row["id"]) & table["status"].isin(_statuses(status))]
    if found.empty:
        raise McollabError(
            f"No memberships of {row['short_name']} with status {', '.join(_statuses(status))} are recorded; "
            f"see load('arrangements') for what kind of arrangement it is."
        )
    found = found.sort_values(["joined", "country"], ignore_index=True)
    found.attrs[ATTRS] = {"tables": ["memberships"]}
    return found


def members(arrangement: str, on, status: str | Iterable[str] = MEMBERS) -> pd.DataFrame:
    """Return the members of an arrangement on a day.

    Parameters
    ----------
    arrangement
        Its ``id`` in ``arrangements``; a short or full name serves too, in any case.
    on
        The day, as a date or ``"1990-10-03"``.
    status
        Statuses to count; by default all members in law, suspended and frozen ones included.

    Returns
    -------
    DataFrame
        One row a country, by name: ``country`` (alpha-3), ``name``, ``status``, ``joined``, ``left``, ``founder``,
        and the columns of the source.

    Raises
    ------
    McollabError
        If the arrangement, the day or a status is not known, or if the arrangement had no members on that day
        (it did not yet, or no longer, exist).
    """
    row, day = _arrangement(arrangement), _day(on)
    every = spells(row["id"], status)
    found = every[_holds(every, day)]
    if found.empty:
        first, last = every["joined"].min(), every["left"].max()
        when = f"its first joined on {first:%Y-%m-%d}" if day < first else f"its last left on {last:%Y-%m-%d}"
        raise McollabError(f"{row['short_name']} had no members on {day:%Y-%m-%d}: {when}, so name a day in between.")
    names = load("countries").set_index("iso3")["name"]
    found = found.assign(name=found["country"].map(names)).sort_values("name", ignore_index=True)
    columns = ["country", "name", "status", "joined", "left", "founder", "source", "as_of", "confirmed", "note"]
    found = found[columns]
    found.attrs[ATTRS] = {"tables": ["memberships", "countries"]}
    return found


def panel(
    by: str = "country",
    years: tuple[int, int] = (1945, 2026),
    arrangements: Sequence[str] | None = None,
    status: str | Iterable[str] = MEMBERS,
) -> pd.DataFrame:
    """Return memberships year by year, as they stood on 31 December (in the running year: on the latest day recorded).

    Parameters
    ----------
    by
        ``"country"``: one row for a country, arrangement and year. ``"dyad"``: one row for two countries and a
        year in which they share an arrangement.
    years
        First and last year, both included.
    arrangements
        Ids or names of those to count; all by default.
    status
        Statuses to count.

    Returns
    -------
    DataFrame
        ``by="country"``: ``year``, ``country``, ``arrangement``, ``status``. ``by="dyad"``: ``year``, ``a``, ``b``
        (alpha-3, a before b) and ``shared``, the number of arrangements they share.

    Raises
    ------
    McollabError
        If `by`, the years, an arrangement or a status is not valid.
    """
    if by not in ("country", "dyad"):
        raise McollabError(f"No panel by {by!r}: expected 'country' or 'dyad'{nearest(by, ['country', 'dyad'])}")
    first, last = (int(year) for year in years)
    latest = load("memberships")["as_of"].max()
    if not 1000 <= first <= last <= latest.year:
        raise McollabError(
            f"No panel for {first} to {last}: expected two years in order, none after {latest.year}, the last in the data."
        )
    table = _selected(arrangements, status)
    parts = []
    for year in range(first, last + 1):
        day = min(pd.Timestamp(year, 12, 31), latest)
        parts.append(table[_holds(table, day)].assign(year=year))
    rows = pd.concat(parts, ignore_index=True)[["year", "country", "arrangement", "status"]]
    if by == "dyad":
        pairs = rows.merge(rows, on=["year", "arrangement"], suffixes=("_a", "_b"))
        pairs = pairs[pairs["country_a"] < pairs["country_b"]].rename(columns={"country_a": "a", "country_b": "b"})
        rows = pairs.groupby(["year", "a", "b"], as_index=False).size().rename(columns={"size": "shared"})
    rows.attrs[ATTRS] = {"tables": ["memberships"]}
    return rows


def overlap(on, arrangements: Sequence[str] | None = None, status: str | Iterable[str] = MEMBERS) -> pd.DataFrame:
    """Return, for every two arrangements with members on a day, how far their memberships overlap.

    Returns
    -------
    DataFrame
        ``a``, ``b`` (ids), ``shared``, ``only_a``, ``only_b`` (countries) and ``jaccard``: the shared ones as a
        share of all members of either, 0 to 1 (see :func:`mcollab.measures.jaccard`), the closest pairs first.

    Raises
    ------
    McollabError
        If the day, an arrangement or a status is not valid, or fewer than two had members on that day.
    """
    from itertools import combinations

    from mcollab.measures import jaccard

    day = _day(on)
    table = _selected(arrangements, status)
    table = table[_holds(table, day)]
    sets = {key: set(group) for key, group in table.groupby("arrangement")["country"]}
    if len(sets) < 2:
        raise McollabError(
            f"No overlap on {day:%Y-%m-%d}: fewer than two of the arrangements named had members on that day."
        )
    rows = [
        {
            "a": a,
            "b": b,
            "shared": len(sets[a] & sets[b]),
            "only_a": len(sets[a] - sets[b]),
            "only_b": len(sets[b] - sets[a]),
            "jaccard": jaccard(sets[a], sets[b]),
        }
        for a, b in combinations(sorted(sets), 2)
    ]
    frame = pd.DataFrame(rows).sort_values(["jaccard", "a", "b"], ascending=[False, True, True], ignore_index=True)
    frame.attrs[ATTRS] = {"tables": ["memberships"]}
    return frame


def _arrangement(name: str) -> pd.Series:
    table = load("arrangements")
    wanted = str(name).strip().casefold()
    for column in ("id", "short_name", "name"):
        found = table[table[column].str.casefold() == wanted]
        if len(found) == 1:
            return found.iloc[0]
    raise McollabError(
        f"No arrangement {name!r}: expected an id or name of load('arrangements')"
        f"{nearest(name, [*table['id'], *table['short_name'], *table['name']])}"
    )


def _statuses(status: str | Iterable[str]) -> tuple[str, ...]:
    wanted = (status,) if isinstance(status, str) else tuple(status)
    for one in wanted:
        if one not in _STATUSES:
            raise McollabError(f"No status {one!r}: expected {', '.join(_STATUSES)}{nearest(one, _STATUSES)}")
    return wanted


def _day(on) -> pd.Timestamp:
    try:
        day = pd.Timestamp(dt.date.fromisoformat(on) if isinstance(on, str) else on)
    except (TypeError, ValueError):
        day = pd.NaT
    if pd.isna(day):
        raise McollabError(f"No day {on!r}: expected a date such as '1990-10-03'.")
    latest = load("memberships")["as_of"].max()
    if day > latest:
        raise McollabError(
            f"No memberships on {day:%Y-%m-%d}: the data hold to {latest:%Y-%m-%d}, so name that day or an earlier one."
        )
    return day


def _selected(arrangements: Sequence[str] | None, status: str | Iterable[str]) -> pd.DataFrame:
    table = load("memberships")
    table = table[table["status"].isin(_statuses(status))]
    if arrangements is not None:
        names = [arrangements] if isinstance(arrangements, str) else arrangements
        table = table[table["arrangement"].isin([_arrangement(name)["id"] for name in names])]
    return table


def _holds(table: pd.DataFrame, day: pd.Timestamp) -> pd.Series:
    return (table["joined"] <= day) & (table["left"].isna() | (table["left"] > day))
