"""Who belonged to an arrangement, and how far the memberships of two overlap."""

from __future__ import annotations

from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING

import pandas as pd

from mcollab.datapackage import load, stamp
from mcollab.errors import McollabError
from mcollab.measures import jaccard
from mcollab.membership.extent import caution, seen_until, told
from mcollab.membership.labels import names
from mcollab.membership.selection import (
    MEMBERS,
    STATUSES,
    Several,
    arrangement_row,
    holds,
    memberships,
    of_status,
    recorded_day,
    statuses,
)

if TYPE_CHECKING:
    from pathlib import Path

    from mcollab.days import Day


def spells(arrangement: str, status: Several = STATUSES) -> pd.DataFrame:
    """Return every spell of an arrangement, by the day of joining and the country.

    Parameters
    ----------
    arrangement
        Its ``id`` in ``arrangements``; a short or full name serves too, in any case.
    status
        Statuses to keep.

    Returns
    -------
    DataFrame
        Rows of ``memberships``: a country that left and came back, or was suspended, has several. Who is suspended by a
        body that has partners and no members is a partner, and none of its members.

    Raises
    ------
    McollabError
        If the arrangement or a status is unknown, or no spell is recorded.

    Examples
    --------
    >>> print(mc.spells("eu").query("country == 'GBR'")[["joined", "left", "status"]].to_string(index=False))
        joined       left status
    1973-01-01 2020-02-01 member
    """
    row = arrangement_row(arrangement)
    found = _spells(row["id"], tuple(statuses(status)), stamp("memberships"), stamp("arrangements")).copy()
    if found.empty:
        every = load("memberships")
        others = every[every["arrangement"] == row["id"]]["status"].unique()
        raise McollabError(
            f"No memberships of {row['short_name']} with status {', '.join(statuses(status))} are recorded; "
            + (f"there are some with status {', '.join(others)}: name these." if len(others) else "it has no list.")
        )
    return found


@cache
def _spells(arrangement: str, wanted: tuple[str, ...], *_stamps: tuple[Path, int]) -> pd.DataFrame:
    """Return the spells; the stamps make changed tables be read again. Who reads a text asks for the same ones."""
    return of_status(wanted, arrangement).sort_values(["joined", "country"], ignore_index=True)


def members(arrangement: str, on: Day, status: Several = MEMBERS) -> pd.DataFrame:
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

    Warns
    -----
    UserWarning
        If a member who had not left was last seen (``as_of``) before that day, or the list is not complete.

    Raises
    ------
    McollabError
        If the arrangement, the day or a status is not known, or if the arrangement had no members on that day
        (it did not yet, or no longer, exist).

    Examples
    --------
    >>> aukus = mc.members("AUKUS", on="2024-01-01")
    >>> aukus[["country", "joined"]]
      country     joined
    0     AUS 2021-09-15
    1     GBR 2021-09-15
    2     USA 2021-09-15
    """
    row, day = arrangement_row(arrangement), recorded_day(on)
    every = spells(row["id"], status)
    found = every[holds(every["joined"], every["left"], day)]
    if found.empty:
        first, last = every["joined"].min(), every["left"].max()
        when = f"its first joined on {first:%Y-%m-%d}" if day < first else f"its last left on {last:%Y-%m-%d}"
        raise McollabError(f"{row['short_name']} had no members on {day.date()}: {when}, so name a day in between.")
    said = caution(found, day)
    found = found.assign(name=found["country"].map(names())).sort_values("name", ignore_index=True)
    columns = ["country", "name", "status", "joined", "left", "founder", "source", "as_of", "confirmed", "note"]
    return told(found[columns], ["memberships", "countries"], f"{row['short_name']} on {day.date()}", said)


def overlap(on: Day, arrangements: Several | None = None, status: Several = MEMBERS) -> pd.DataFrame:
    """Return, for every two arrangements with members on a day, how far their memberships overlap.

    Parameters
    ----------
    on
        The day, as a date or ``"1990-10-03"``.
    arrangements
        Ids or names of those to compare; all by default.
    status
        Statuses to count.

    Returns
    -------
    DataFrame
        ``a``, ``b`` (ids), ``shared``, ``only_a``, ``only_b`` (countries), ``jaccard``: the shared ones as a share of
        all members of either, 0 to 1 (see :func:`mcollab.measures.jaccard`), the closest pairs first; ``as_of``: the
        day up to which both lists hold (missing where all in them have left since).

    Warns
    -----
    UserWarning
        If a member who had not left was last seen (``as_of``) before that day, or a list is not complete.

    Raises
    ------
    McollabError
        If the day, an arrangement or a status is not valid, or fewer than two had members on that day.

    Examples
    --------
    >>> mc.overlap("2010-01-01", ["nato", "eu", "csto"]).drop(columns="as_of").round(2)
          a     b  shared  only_a  only_b  jaccard
    0    eu  nato      21       6       7     0.62
    1  csto    eu       0       7      27     0.00
    2  csto  nato       0       7      28     0.00
    """
    day = recorded_day(on)
    table = memberships(arrangements, status)
    table = table[holds(table["joined"], table["left"], day)]
    sets = {key: set(group) for key, group in table.groupby("arrangement")["country"]}
    if len(sets) < 2:
        raise McollabError(
            f"No overlap on {day.date()}: fewer than two of the arrangements named had members on that day."
        )
    until = seen_until(table)
    rows = [
        {
            "a": a,
            "b": b,
            "shared": len(sets[a] & sets[b]),
            "only_a": len(sets[a] - sets[b]),
            "only_b": len(sets[b] - sets[a]),
            "jaccard": jaccard(sets[a], sets[b]),
            "as_of": until[[a, b]].min(),
        }
        for a, b in combinations(sorted(sets), 2)
    ]
    frame = pd.DataFrame(rows).sort_values(["jaccard", "a", "b"], ascending=[False, True, True], ignore_index=True)
    return told(frame, ["memberships"], f"Memberships on {day.date()}", caution(table, day))
