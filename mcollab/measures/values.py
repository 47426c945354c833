"""What measures are given: numbers that can be measured, or one sentence that says why not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd

from mcollab.errors import McollabError

if TYPE_CHECKING:
    from collections.abc import Iterable

Numbers = npt.NDArray[np.float64]


def amounts(values: Iterable[float], measure: str) -> Numbers:
    """Return `values` as an array of finite numbers, none negative and not all zero.

    Parameters
    ----------
    values
        A list, an array or a column.
    measure
        The name of the measure, for the sentence that says what is wrong.

    Raises
    ------
    McollabError
        If there are none, one is missing, infinite, negative or not a number, or all are zero.

    Examples
    --------
    >>> amounts([3, 1], "hhi")
    array([3., 1.])
    """
    try:
        numbers: Numbers = pd.Series(list(values)).to_numpy(dtype=float, na_value=np.nan)
    except (TypeError, ValueError):
        raise McollabError(f"{measure} needs numbers, but got {values!r:.60}.") from None
    if len(numbers) == 0:
        raise McollabError(f"{measure} of no values is not defined; give at least one.")
    if not np.isfinite(numbers).all():
        raise McollabError(f"{measure} needs a finite number for each, but some are missing; drop them first.")
    if (numbers < 0).any():
        raise McollabError(f"{measure} is not defined for negative values, but the least is {numbers.min():g}.")
    if numbers.sum() == 0:
        raise McollabError(f"{measure} of values that are all zero is not defined.")
    return numbers
