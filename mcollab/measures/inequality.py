"""How unequally an amount is divided: concentration and the Gini coefficient."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from mcollab.measures.values import amounts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mcollab.measures.values import Numbers


def hhi(values: Iterable[float]) -> float:
    """Return the Herfindahl–Hirschman index of `values`: the sum of squared shares.

    Parameters
    ----------
    values
        The amount of each: numbers, none negative.

    Returns
    -------
    float
        From 1/n where all have the same to 1 where one has all. (Multiply by 10,000 for the scale of competition law.)

    Raises
    ------
    McollabError
        If `values` are empty, negative, not numbers, or all zero.

    Examples
    --------
    >>> round(mc.measures.hhi([30, 30, 20, 20]), 2)
    0.26

    References
    ----------
    Hirschman, A. O. (1964), "The Paternity of an Index", American Economic Review 54(5), 761.
    """
    shares = _scaled(values, "hhi")
    shares = shares / shares.sum()
    return float((shares**2).sum())


def gini(values: Iterable[float]) -> float:
    """Return the Gini coefficient of `values`: 0 where all have the same, (n-1)/n where one has all.

    Half the relative mean absolute difference, computed from the sorted values.

    Parameters
    ----------
    values
        The amount of each: numbers, none negative.

    Returns
    -------
    float
        From 0 to (n-1)/n.

    Raises
    ------
    McollabError
        If `values` are empty, negative, not numbers, or all zero.

    Examples
    --------
    >>> mc.measures.gini([1, 2, 3, 4])
    0.25

    References
    ----------
    Sen, A. (1973), On Economic Inequality, Oxford: Clarendon Press, ch. 2.
    """
    ascending = np.sort(_scaled(values, "gini"))
    n = len(ascending)
    weights = 2 * np.arange(1, n + 1) - n - 1
    return float((weights * ascending).sum() / (n * ascending.sum()))


def _scaled(values: Iterable[float], measure: str) -> Numbers:
    """Return amounts as multiples of the largest: neither measure changes, and no sum is larger than a float can be."""
    found = amounts(values, measure)
    scaled: Numbers = found / found.max()
    return scaled
