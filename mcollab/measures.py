"""Measures of concentration, burden, overlap and survival: pure functions, each with its reference."""

from __future__ import annotations

import warnings
from collections.abc import Collection
from typing import NamedTuple

import numpy as np
import pandas as pd

from mcollab.errors import McollabError


class Burden(NamedTuple):
    """What :func:`burden` returns: ``rho`` (-1 to 1), its two-sided ``p`` and the number ``n`` of members."""

    rho: float
    p: float
    n: int


class LogRank(NamedTuple):
    """What :func:`logrank` returns: the standard normal ``statistic`` and its two-sided ``p``."""

    statistic: float
    p: float


def hhi(values) -> float:
    """Return the Herfindahl–Hirschman index of `values`: the sum of squared shares, from 1/n (equal) to 1 (one has all).

    Reference: Hirschman, A. O. (1964), "The Paternity of an Index", American Economic Review 54(5), 761.

    Raises
    ------
    McollabError
        If `values` are empty, negative, not numbers, or all zero.
    """
    shares = _amounts(values, "hhi")
    shares = shares / shares.sum()
    return float((shares**2).sum())


def gini(values) -> float:
    """Return the Gini coefficient of `values`: 0 where all have the same, (n-1)/n where one has all.

    Half the relative mean absolute difference, computed from the sorted values.

    Reference: Sen, A. (1973), On Economic Inequality, Oxford: Clarendon Press, ch. 2.

    Raises
    ------
    McollabError
        If `values` are empty, negative, not numbers, or all zero.
    """
    amounts = np.sort(_amounts(values, "gini"))
    n = len(amounts)
    return float(((2 * np.arange(1, n + 1) - n - 1) * amounts).sum() / (n * amounts.sum()))


def jaccard(a: Collection, b: Collection) -> float:
    """Return the Jaccard index of two sets: what they share as a share of what either has, 0 to 1.

    Reference: Jaccard, P. (1912), "The Distribution of the Flora in the Alpine Zone", New Phytologist 11(2), 37–50.

    Raises
    ------
    McollabError
        If both sets are empty: the index is not defined.
    """
    a, b = set(a), set(b)
    if not a | b:
        raise McollabError("jaccard is not defined for two empty sets; give at least one member.")
    return len(a & b) / len(a | b)


def burden(size, effort) -> Burden:
    """Return the rank correlation of size and effort among the members of an alliance.

    Olson and Zeckhauser expect it to be positive where members pay for a public good: the large give a larger
    share of what they have. They tested it with ranks of GNP and of defence spending as a share of GNP.

    Parameters
    ----------
    size, effort
        Numbers of the same length, one a member: say GDP, and defence spending as a share of GDP.

    Reference: Olson, M. and Zeckhauser, R. (1966), "An Economic Theory of Alliances", Review of Economics and
    Statistics 48(3), 266–279; the coefficient is Spearman's, ties given their mean rank.

    Raises
    ------
    McollabError
        If the lengths differ, fewer than three members are given, a value is missing or negative, or one of the
        two does not vary.
    """
    from scipy.stats import spearmanr

    x, y = _amounts(size, "burden"), _amounts(effort, "burden")
    if len(x) != len(y):
        raise McollabError(
            f"burden needs a size and an effort for each member, but got {len(x)} sizes and {len(y)} efforts."
        )
    if len(x) < 3 or np.ptp(x) == 0 or np.ptp(y) == 0:
        raise McollabError("burden needs at least three members whose sizes differ and whose efforts differ.")
    result = spearmanr(x, y)
    return Burden(float(result.statistic), float(result.pvalue), len(x))


def survival(durations, ended, groups=None) -> pd.DataFrame:
    """Return the Kaplan–Meier estimate of how many survive for how long.

    Parameters
    ----------
    durations
        How long each was observed, in any one unit (years, say).
    ended
        True where the end was seen, False where it goes on (censored).
    groups
        A label each, for one curve a group; one curve named "all" by default.

    Returns
    -------
    DataFrame
        ``group``, ``time``, ``survival``, ``low``, ``high`` (95 % interval, log-log), ``at_risk`` and ``events`` at
        each time at which something ended, from time 0 and to the longest observed.

    Reference: Kaplan, E. L. and Meier, P. (1958), "Nonparametric Estimation from Incomplete Observations", JASA
    53(282), 457–481; computed by :func:`scipy.stats.ecdf`.

    Raises
    ------
    McollabError
        If the data are empty, negative or of different lengths.
    """
    times, seen = _observed(durations, ended, "survival")
    labels = np.asarray(["all"] * len(times) if groups is None else groups, dtype=object)
    if len(labels) != len(times):
        raise McollabError(f"survival needs a group for each of the {len(times)} durations, but got {len(labels)}.")
    parts = [_curve(str(label), times[labels == label], seen[labels == label]) for label in dict.fromkeys(labels)]
    return pd.concat(parts, ignore_index=True)


def logrank(durations, ended, groups) -> LogRank:
    """Return the log-rank test of whether two groups survive alike.

    Takes what :func:`survival` takes, with exactly two groups.

    Reference: Mantel, N. (1966), "Evaluation of survival data and two new rank order statistics", Cancer
    Chemotherapy Reports 50(3), 163–170; computed by :func:`scipy.stats.logrank`.

    Raises
    ------
    McollabError
        If the data are empty, negative or of different lengths, or there are not two groups.
    """
    from scipy import stats

    times, seen = _observed(durations, ended, "logrank")
    labels = np.asarray(groups, dtype=object)
    kinds = list(dict.fromkeys(labels))
    if len(labels) != len(times) or len(kinds) != 2:
        raise McollabError(
            f"logrank compares two groups, one label a duration, but got {len(kinds)} groups and {len(labels)} labels."
        )
    result = stats.logrank(*(_censored(times[labels == kind], seen[labels == kind]) for kind in kinds))
    return LogRank(float(result.statistic), float(result.pvalue))


def _amounts(values, measure: str) -> np.ndarray:
    try:
        amounts = pd.Series(list(values)).to_numpy(dtype=float, na_value=np.nan)
    except (TypeError, ValueError):
        raise McollabError(f"{measure} needs numbers, but got {values!r:.60}.") from None
    if len(amounts) == 0:
        raise McollabError(f"{measure} of no values is not defined; give at least one.")
    if np.isnan(amounts).any() or np.isinf(amounts).any():
        raise McollabError(f"{measure} needs a finite number for each, but some are missing; drop them first.")
    if (amounts < 0).any():
        raise McollabError(f"{measure} is not defined for negative values, but the least is {amounts.min():g}.")
    if amounts.sum() == 0:
        raise McollabError(f"{measure} of values that are all zero is not defined.")
    return amounts


def _observed(durations, ended, measure: str) -> tuple[np.ndarray, np.ndarray]:
    times = _amounts(durations, measure)
    seen = np.asarray(list(ended), dtype=bool)
    if len(seen) != len(times):
        raise McollabError(
            f"{measure} needs to know of each duration whether its end was seen, but got {len(times)} and {len(seen)}."
        )
    return times, seen


def _censored(times: np.ndarray, seen: np.ndarray):
    from scipy.stats import CensoredData

    return CensoredData(uncensored=times[seen], right=times[~seen])


def _curve(label: str, times: np.ndarray, seen: np.ndarray) -> pd.DataFrame:
    from scipy.stats import ecdf

    function = ecdf(_censored(times, seen)).sf
    with warnings.catch_warnings():
        # SciPy warns that the interval is not defined where all or none survive; it is left missing there.
        warnings.simplefilter("ignore", RuntimeWarning)
        interval = function.confidence_interval(method="log-log")
    at = np.concatenate([[0.0], np.unique(times[seen]), [times.max()]])
    at = np.unique(at)

    def read(step) -> np.ndarray:
        index = np.searchsorted(step.quantiles, at, side="right") - 1
        return np.where(index < 0, 1.0, step.probabilities[np.maximum(index, 0)])

    frame = pd.DataFrame(
        {"group": label, "time": at, "survival": read(function), "low": read(interval.low), "high": read(interval.high)}
    )
    frame["at_risk"] = [(times >= t).sum() for t in at]
    frame["events"] = [((times == t) & seen).sum() for t in at]
    return frame
