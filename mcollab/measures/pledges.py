"""What a pledge to spend comes to: a straight line from the share of today to the goal."""

from __future__ import annotations

from typing import Any

import pandas as pd

from mcollab.errors import McollabError
from mcollab.measures.values import numbers, same_index


def pledged(
    share: pd.Series[Any],
    gdp: pd.Series[Any],
    year: int,
    *,
    goal: float = 3.5,
    by: int = 2035,
    growth: float = 1.5,
    since: int = 2026,
    prices: int = 2023,
) -> pd.Series[float]:
    """Return what each state spends in a year, if its share of GDP rises on a straight line to a goal.

    A share that is at the goal, or above, stays as it is; after the goal's year no share rises any more. The economy
    grows at one rate. A model to think with, and no forecast.

    Parameters
    ----------
    share
        Share of GDP spent in the year `since`, in per cent, one a state.
    gdp
        GDP of the same states in the year `prices`.
    year
        The year asked for, not before `since`.
    goal
        The share to be reached, in per cent.
    by
        The year in which it is reached.
    growth
        Growth of GDP, in per cent a year.
    since, prices
        The years of `share` and of `gdp`.

    Returns
    -------
    Series
        In the unit of `gdp`, at the prices of the year `prices`; with the index of `share`.

    Raises
    ------
    McollabError
        If `year` comes before `since`, the goal's year does not come after it, or what is given is no number.

    Examples
    --------
    >>> import pandas as pd
    >>> share, gdp = pd.Series([2.0, 4.0]), pd.Series([100.0, 100.0])
    >>> mc.measures.pledged(share, gdp, 2035, growth=0).round(2).tolist()
    [3.5, 4.0]
    >>> mc.measures.pledged(share, gdp, 2026, growth=0).tolist()
    [2.0, 4.0]

    References
    ----------
    NATO (2025), "The Hague Summit Declaration", 25 June 2025, paragraphs 2 and 3: 3.5 per cent of GDP by 2035. That the
    way there is a straight line is the course's own.
    """
    numbers("pledged", year=year, goal=goal, by=by, growth=growth, since=since, prices=prices)
    for name, column in {"share": share, "gdp": gdp}.items():
        if not isinstance(column, pd.Series) or not pd.api.types.is_numeric_dtype(column):
            raise McollabError(f"pledged needs a column of numbers for {name}, but got {type(column).__name__}.")
    same_index("pledged needs a share and a GDP for each state", share, gdp)
    if year < since or by <= since:
        raise McollabError(f"pledged goes from {since} on, to a goal in a later year, but got {year} and {by}.")
    rise = (goal - share).clip(lower=0) * min(1, (year - since) / (by - since))
    spent: pd.Series[float] = (share + rise) / 100 * gdp * (1 + growth / 100) ** (year - prices)
    return spent
