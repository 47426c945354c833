"""Memberships year by year, by country and by pairs of countries: what models of cooperation are fitted to."""

from __future__ import annotations

from collections.abc import Sequence
from numbers import Integral

import numpy as np
import pandas as pd

from mcollab.errors import McollabError, nearest
from mcollab.membership.extent import caution, told
from mcollab.membership.selection import MEMBERS, PROMISED, Several, holds, latest_day, memberships
from mcollab.membership.statehood import SINCE, standing, with_numbers


def panel(
    by: str = "country",
    years: int | Sequence[int] = (1945, 2026),
    arrangements: Several | None = None,
    status: Several | None = None,
    *,
    kind: Several | None = None,
    obligation: Several | None = None,
    model: Several | None = None,
    region: Several | None = None,
    zeros: bool = False,
    codes: Several | None = None,
) -> pd.DataFrame:
    """Return memberships year by year, as they stood on 31 December (in the running year: on the latest day recorded).

    Parameters
    ----------
    by
        ``"country"``: a row for a country, arrangement and year; ``"dyad"``: for two that share one in a year.
    years
        First and last year, both included; or one year.
    arrangements, status
        Ids or names of the arrangements to count, all by default; statuses to count, by default of all members in law,
        suspended and frozen ones included, and by obligation without the suspended: whom the others bar from taking
        part (Cuba in the Rio Treaty since 1962), no promise can be counted on. To count every party in law, say
        ``status=["member", "suspended", "frozen"]``: Australia and New Zealand, whom ANZUS still binds, are then one
        of its pairs, and so are New Zealand and the United States.
    kind, obligation, model, region
        Count the arrangements with one of these values, as the columns of ``arrangements`` have them; by obligation,
        from the day on which the text that obliges was in force.
    zeros
        Of dyads, from 1945 on: also those that share nothing, of every two states that stood on that day. A state is
        what one of the two lists below counts, from its first day to its last by the table ``countries``.
    codes
        ``"cow"``, ``"gw"`` or both: add the numbers of the states in those lists, as they were in that year (Germany is
        260 in 1970 and, in Correlates of War, 255 in 2000).

    Returns
    -------
    DataFrame
        ``year``, ``country`` (alpha-3), ``arrangement``, ``status``, ``as_of`` (the day when the membership was last
        seen: later years have it as it was then) and with `codes` ``cow``, ``gw``; of dyads, not directed,
        ``year``, ``a``, ``b`` (a before b), ``shared`` (number of arrangements), ``as_of`` (the day up to which all
        of these hold: the earliest on which a membership of either that had not ended was last seen; missing where all
        have ended since, or none is shared) and ``cow_a``, ``cow_b``, ….

    Warns
    -----
    UserWarning
        If a member who had not left was last seen (``as_of``) before the end of a year, a list is not complete, or by
        obligation the suspended are in no pair.

    Raises
    ------
    McollabError
        If something is not valid, or zeros are asked for countries or for years before 1945.

    Examples
    --------
    >>> ties = mc.panel("dyad", years=1970, arrangements=["nato", "weu"], zeros=True, codes="cow")
    >>> ties.query("a == 'DEU' and b in ['FRA', 'MEX']")[["b", "shared", "cow_a", "cow_b"]].to_numpy().tolist()
    [['FRA', 2, 260, 220], ['MEX', 0, 260, 70]]

    References
    ----------
    Correlates of War Project (2017), State System Membership List, v2016. Gleditsch, K. S. and Ward, M. D. (1999), "A
    Revised List of Independent States since the Congress of Vienna", International Interactions 25(4), 393–413.
    """
    promises = status is None and obligation is not None
    if status is None:
        status = PROMISED if promises else MEMBERS
    table = memberships(arrangements, status, kind=kind, obligation=obligation, model=model, region=region)
    days = _year_ends(years)
    rows, said = _of_years(table, by, days, zeros, codes)
    if by == "dyad" and promises:
        barred = memberships(arrangements, "suspended", kind=kind, obligation=obligation, model=model, region=region)
        said = " ".join(filter(None, (said, _barred(barred, days)))) or None
    return told(rows, ["memberships"], "Memberships by year", said)


def _of_years(
    table: pd.DataFrame, by: str, days: dict[int, pd.Timestamp], zeros: bool, codes: Several | None
) -> tuple[pd.DataFrame, str | None]:
    """Return the rows, and what must be known of the memberships in them."""
    if by not in ("country", "dyad"):
        raise McollabError(f"No panel by {by!r}: expected 'country' or 'dyad'{nearest(by, ['country', 'dyad'])}")
    if not isinstance(zeros, bool | np.bool_):
        raise McollabError(f"No panel with zeros={zeros!r}: expected True or False.")
    # All years at once, a row each: one after the other takes ten times as long.
    ends = np.array(list(days.values()), dtype="datetime64[s]")[:, np.newaxis]
    at, held = np.nonzero(holds(table["joined"].to_numpy(), table["left"].to_numpy(), ends))
    # A membership counts once, on the last of the days on which it stands.
    last = pd.Series(ends[at, 0]).groupby(held).max()
    said = caution(table.iloc[last.index].reset_index(drop=True), last.reset_index(drop=True))
    rows = table[["country", "arrangement", "status", "as_of"]].iloc[held].reset_index(drop=True)
    rows.insert(0, "year", np.array(list(days))[at])
    if by == "dyad":
        rows = _dyads(rows.assign(as_of=rows["as_of"].where(table["left"].iloc[held].isna().to_numpy())))
    if zeros:
        rows = _with_zeros(rows, by, days)
    if codes is not None:
        with_numbers(rows, {"country": ""} if by == "country" else {"a": "_a", "b": "_b"}, codes, days)
    return rows, said


def _barred(rows: pd.DataFrame, days: dict[int, pd.Timestamp]) -> str | None:
    """Return whose promises are in no pair, as they are suspended, though not all may have suspended them."""
    ends = np.array(list(days.values()), dtype="datetime64[s]")[:, np.newaxis]
    rows = rows[holds(rows["joined"].to_numpy(), rows["left"].to_numpy(), ends).any(axis=0)]
    if rows.empty:
        return None
    who = sorted(set(rows["country"] + " in " + rows["arrangement"]))
    some = ", ".join(who) if len(who) <= 3 else f"{len(who)} members"
    return f"Suspended, and so in no pair, though some may still be bound to them: {some} (status counts them)."


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
    """Return how many arrangements each two countries share, by year, and the day up to which that holds."""
    rows = rows[["year", "arrangement", "country", "as_of"]]
    pairs = rows.merge(rows, on=["year", "arrangement"], suffixes=("_a", "_b"))
    pairs = pairs[pairs["country_a"] < pairs["country_b"]].rename(columns={"country_a": "a", "country_b": "b"})
    # The earlier of two days, of which one or both may be missing.
    pairs["as_of"] = np.fmin(pairs["as_of_a"].to_numpy(), pairs["as_of_b"].to_numpy())
    return pairs.groupby(["year", "a", "b"], as_index=False).agg(shared=("arrangement", "size"), as_of=("as_of", "min"))


def _with_zeros(shared: pd.DataFrame, by: str, days: dict[int, pd.Timestamp]) -> pd.DataFrame:
    """Return the dyads of all states that stood, those that share nothing with 0."""
    if by != "dyad" or min(days) < SINCE:
        raise McollabError(
            f"Zeros are for dyads from {SINCE} on, of which the data know every state: say by='dyad', and years since."
        )
    parts = []
    for year, day in days.items():
        states = np.array(standing(day), dtype=object)
        one, other = np.triu_indices(len(states), k=1)
        parts.append(pd.DataFrame({"year": year, "a": states[one], "b": states[other]}))
    # Also what is no state, or not yet one, may share something: India and the Philippines were founders of the UN.
    every = pd.concat([*parts, shared[["year", "a", "b"]]], ignore_index=True).drop_duplicates()
    found = every.merge(shared, how="left", on=["year", "a", "b"]).sort_values(["year", "a", "b"], ignore_index=True)
    return found.assign(shared=found["shared"].fillna(0).astype("int64"))
