"""Memberships year by year, by country and by pairs of countries: what models of cooperation are fitted to."""

from __future__ import annotations

from collections.abc import Sequence
from numbers import Integral

import pandas as pd

from mcollab.datapackage import ATTRS
from mcollab.errors import McollabError, nearest
from mcollab.membership.selection import MEMBERS, Several, holds, latest_day, memberships


def panel(
    by: str = "country",
    years: int | Sequence[int] = (1945, 2026),
    arrangements: Several | None = None,
    status: Several = MEMBERS,
    *,
    kind: Several | None = None,
    obligation: Several | None = None,
    model: Several | None = None,
    region: Several | None = None,
) -> pd.DataFrame:
    """Return memberships year by year, as they stood on 31 December (in the running year: on the latest day recorded).

    Parameters
    ----------
    by
        ``"country"``: one row for a country, arrangement and year. ``"dyad"``: one row for two countries and a
        year in which they share an arrangement.
    years
        First and last year, both included; or one year.
    arrangements
        Ids or names of those to count; all by default.
    status
        Statuses to count.
    kind, obligation, model, region
        Count the arrangements with one of these values, as the columns of ``arrangements`` have them; all by default.

    Returns
    -------
    DataFrame
        ``by="country"``: ``year``, ``country``, ``arrangement``, ``status``. ``by="dyad"``: ``year``, ``a``, ``b``
        (alpha-3, a before b) and ``shared``, the number of arrangements they share.

    Raises
    ------
    McollabError
        If `by`, the years, an arrangement, a status or a value is not valid.

    Examples
    --------
    >>> panel(years=(1949, 2026), arrangements="nato").groupby("year").size()[[1949, 1989, 2026]].to_list()
    [12, 16, 32]
    >>> panel("dyad", years=2026, arrangements="aukus")
       year    a    b  shared
    0  2026  AUS  GBR       1
    1  2026  AUS  USA       1
    2  2026  GBR  USA       1
    """
    if by not in ("country", "dyad"):
        raise McollabError(f"No panel by {by!r}: expected 'country' or 'dyad'{nearest(by, ['country', 'dyad'])}")
    table = memberships(arrangements, status, kind=kind, obligation=obligation, model=model, region=region)
    parts = [
        table[holds(table["joined"], table["left"], day)].assign(year=year) for year, day in _year_ends(years).items()
    ]
    rows = pd.concat(parts, ignore_index=True)[["year", "country", "arrangement", "status"]]
    if by == "dyad":
        rows = _dyads(rows)
    rows.attrs[ATTRS] = {"tables": ["memberships"]}
    return rows


def _year_ends(years: int | Sequence[int]) -> dict[int, pd.Timestamp]:
    """Return the day on which each of the years is looked at."""
    latest = latest_day()
    given = [years, years] if isinstance(years, Integral) else list(years) if isinstance(years, Sequence) else []
    if len(given) != 2 or not all(isinstance(year, Integral) and not isinstance(year, bool) for year in given):
        raise McollabError(f"No panel for the years {years!r}: expected the first and the last, such as (1990, 2020).")
    first, last = (int(year) for year in given)
    if not 1000 <= first <= last <= latest.year:
        raise McollabError(
            f"No panel for {first} to {last}: expected two years in order, none after {latest.year}, "
            "the last in the data."
        )
    return {year: min(pd.Timestamp(year, 12, 31), latest) for year in range(first, last + 1)}


def _dyads(rows: pd.DataFrame) -> pd.DataFrame:
    """Return how many arrangements each two countries share, by year."""
    pairs = rows.merge(rows, on=["year", "arrangement"], suffixes=("_a", "_b"))
    pairs = pairs[pairs["country_a"] < pairs["country_b"]].rename(columns={"country_a": "a", "country_b": "b"})
    return pairs.groupby(["year", "a", "b"], as_index=False).size().rename(columns={"size": "shared"})
