"""How good a forecast was, once it is known what happened."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from mcollab.errors import McollabError
from mcollab.measures.values import NUMBER, finite, flags, numbers, same_index

if TYPE_CHECKING:
    from collections.abc import Iterable


def brier(forecast: float | Iterable[float], outcomes: Iterable[bool]) -> float:
    """Return the Brier score of forecasts: the mean square of how far each was from what happened.

    Parameters
    ----------
    forecast
        Probabilities, 0 to 1, one an outcome; or one number, if the same was forecast each time.
    outcomes
        Whether it happened.

    Returns
    -------
    float
        From 0 (every forecast certain and right) to 1 (certain and wrong); a forecast of one half always earns 0.25.

    Raises
    ------
    McollabError
        If a forecast is no probability, there are no outcomes, one is missing, or the numbers or the indexes of both
        differ.

    Examples
    --------
    >>> round(mc.measures.brier([0.9, 0.2, 0.6], [True, False, False]), 3)
    0.137

    References
    ----------
    Brier, G. W. (1950), "Verification of Forecasts Expressed in Terms of Probability", Monthly Weather Review 78(1),
    1–3; half of his score, which counts the event and its absence, as is usual today.
    """
    happened = flags(outcomes, "brier needs to know of each forecast whether it came true")
    if not len(happened):
        raise McollabError("brier of no forecasts is not defined; give at least one.")
    said = finite([float(forecast)] * len(happened) if isinstance(forecast, NUMBER) else forecast, "brier")
    if len(said) != len(happened):
        raise McollabError(f"brier needs a forecast an outcome, but got {len(said)} and {len(happened)}.")
    same_index("brier needs a forecast an outcome", forecast, outcomes)
    if not ((said >= 0) & (said <= 1)).all():
        raise McollabError(f"brier needs probabilities from 0 to 1, but got {forecast!r:.60}.")
    return float(np.mean((said - happened) ** 2))


def base_rates(dates: Mapping[str, pd.Series[pd.Timestamp]], first: int, last: int) -> pd.DataFrame:
    """Return how often things happened in the years from `first` to `last`: what to think before looking closer.

    Parameters
    ----------
    dates
        The days on which each kind of thing happened, by its name; missing days are passed over.
    first, last
        First and last year, both included.

    Returns
    -------
    DataFrame
        One row a kind, under its name: ``times`` (how often in all), ``a_year`` (on average) and ``years_with`` (the
        share of years in which it happened at least once, 0 to 1).

    Raises
    ------
    McollabError
        If the last year comes before the first, or what is given are no days by their names.

    Examples
    --------
    >>> exits = pd.to_datetime(pd.Series(["2017-01-01", "2019-06-01", "2019-09-01"]))
    >>> mc.measures.base_rates({"exit": exits}, 2016, 2019).loc["exit"].tolist()
    [3.0, 0.75, 0.5]

    References
    ----------
    Tversky, A. and Kahneman, D. (1974), "Judgment under Uncertainty: Heuristics and Biases", Science 185(4157),
    1124–1131, on the neglect of base rates.
    """
    numbers("base_rates", first=first, last=last)
    if not isinstance(dates, Mapping):
        raise McollabError(f"base_rates needs days by the name of what happened, but got {type(dates).__name__}.")
    if last < first:
        raise McollabError(f"base_rates needs two years in order, but got {first} and {last}.")
    rows = {}
    for name, days in dates.items():
        if not (isinstance(days, pd.Series) and pd.api.types.is_datetime64_any_dtype(days)):
            raise McollabError(f"base_rates needs a column of days for {name!r}, but got {type(days).__name__}.")
        years = days.dropna().dt.year
        years = years[years.between(first, last)]
        span = last - first + 1
        rows[name] = {"times": len(years), "a_year": len(years) / span, "years_with": years.nunique() / span}
    return pd.DataFrame.from_dict(rows, orient="index")
