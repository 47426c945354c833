"""Who carries how much of a common burden."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from mcollab.errors import McollabError, require
from mcollab.measures.values import amounts, same_index

if TYPE_CHECKING:
    from collections.abc import Iterable


class Burden(NamedTuple):
    """What :func:`burden` returns: ``rho`` (-1 to 1), its two-sided ``p`` and the number ``n`` of members."""

    rho: float
    p: float
    n: int


def burden(size: Iterable[float], effort: Iterable[float]) -> Burden:
    """Return the rank correlation of size and effort among the members of an alliance.

    Olson and Zeckhauser expect it to be positive where members pay for a public good: the large give a larger
    share of what they have. They tested it with ranks of GNP and of defence spending as a share of GNP.

    Parameters
    ----------
    size, effort
        Numbers of the same length, one a member: say GDP, and defence spending as a share of GDP.

    Returns
    -------
    Burden
        ``rho``, Spearman's coefficient, ties given their mean rank; ``p``, two-sided; ``n``, the members.

    Raises
    ------
    McollabError
        If the lengths or the indexes differ, fewer than three members are given, a value is missing or negative, or one
        of the two does not vary.
    MissingExtraError
        If SciPy is not installed.

    Examples
    --------
    >>> result = mc.measures.burden(size=[10, 20, 30, 40, 50], effort=[1.2, 1.1, 2.0, 1.5, 3.5])
    >>> round(result.rho, 2), round(result.p, 3), result.n
    (0.8, 0.104, 5)

    References
    ----------
    Olson, M. and Zeckhauser, R. (1966), "An Economic Theory of Alliances", Review of Economics and Statistics
    48(3), 266–279.
    """
    require("charts", "scipy")
    from scipy.stats import spearmanr

    x, y = amounts(size, "burden"), amounts(effort, "burden")
    if len(x) != len(y):
        raise McollabError(
            f"burden needs a size and an effort for each member, but got {len(x)} sizes and {len(y)} efforts."
        )
    same_index("burden needs a size and an effort for each member", size, effort)
    if len(x) < 3 or np.ptp(x) == 0 or np.ptp(y) == 0:
        raise McollabError("burden needs at least three members whose sizes differ and whose efforts differ.")
    result = spearmanr(x, y)
    return Burden(float(result.statistic), float(result.pvalue), len(x))
