"""How good a forecast was, once it is known what happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from mcollab.errors import McollabError

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
        If a forecast is no probability, there are no outcomes, one is missing, or the numbers of both differ.

    Examples
    --------
    >>> round(brier([0.9, 0.2, 0.6], [True, False, False]), 3)
    0.137

    References
    ----------
    Brier, G. W. (1950), "Verification of Forecasts Expressed in Terms of Probability", Monthly Weather Review 78(1),
    1–3; half of his score, which counts the event and its absence, as is usual today.
    """
    happened = pd.Series(list(outcomes), dtype=object)
    if happened.empty or happened.isna().any():
        raise McollabError("brier needs to know of each forecast whether it came true: at least one, none missing.")
    said = np.asarray([forecast] * len(happened) if isinstance(forecast, int | float) else list(forecast), dtype=float)
    if len(said) != len(happened):
        raise McollabError(f"brier needs a forecast an outcome, but got {len(said)} and {len(happened)}.")
    if not ((said >= 0) & (said <= 1)).all():
        raise McollabError(f"brier needs probabilities from 0 to 1, but got {forecast!r:.60}.")
    return float(np.mean((said - happened.astype(bool).to_numpy()) ** 2))
