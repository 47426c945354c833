"""Which states stood on a day, and their numbers in the lists of states that research on conflict uses."""

from __future__ import annotations

import pandas as pd

from mcollab.datapackage import load
from mcollab.errors import McollabError, nearest
from mcollab.membership.selection import Several, holds, several

SYSTEMS = ("cow", "gw")
"""Correlates of War; Gleditsch and Ward."""

SINCE = 1945
"""The table ``countries`` says of every state that began in this year or later on which day it did."""


def standing(day: pd.Timestamp) -> list[str]:
    """Return the states that stood on a day of 1945 or later, by alpha-3 code in order.

    A state is what Correlates of War or Gleditsch and Ward count as one (all members of the United Nations among them),
    from the day on which it began to the day on which it ended by the table ``countries``, without the times in between
    that ``state_numbers`` leaves out.

    Examples
    --------
    >>> import pandas as pd
    >>> [code in standing(pd.Timestamp("1960-12-31")) for code in ("SUN", "RUS", "XUA", "EGY", "GRL")]
    [True, False, True, False, False]
    """
    countries = load("countries").set_index("iso3")
    periods = _periods(day)["country"]
    alive = countries[_within(countries, day)].index
    return sorted(set(periods) & set(alive))


def with_numbers(rows: pd.DataFrame, columns: dict[str, str], systems: Several, days: dict[int, pd.Timestamp]) -> None:
    """Add the state numbers that countries had on a day of each year, in place.

    Parameters
    ----------
    rows
        Rows with a ``year`` and countries.
    columns
        Of each column with a country, what the names of its numbers end in.
    systems
        ``"cow"``, ``"gw"`` or both.
    days
        The day to go by in each year.

    Raises
    ------
    McollabError
        If there is no such list.
    """
    chosen = several(systems)
    for system in chosen:
        if system not in SYSTEMS:
            raise McollabError(f"No state numbers {system!r}: expected cow or gw, or both{nearest(system, SYSTEMS)}")
    found = pd.concat([_periods(day).assign(year=year) for year, day in days.items()])
    by_state = found.set_index(["year", "country"])
    keys = {suffix: pd.MultiIndex.from_frame(rows[["year", column]]) for column, suffix in columns.items()}
    for system in chosen:
        for suffix, states in keys.items():
            rows[f"{system}{suffix}"] = by_state[system].astype("Int64").reindex(states).array


def _periods(day: pd.Timestamp) -> pd.DataFrame:
    table = load("state_numbers")
    return table[_within(table, day)]


def _within(table: pd.DataFrame, day: pd.Timestamp) -> pd.Series:
    """Return which rows hold on a day, where no beginning means one long ago."""
    return holds(table["began"].fillna(day), table["ended"], day)
