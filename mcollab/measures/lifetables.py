"""How long things last, when some have not ended yet."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from mcollab.errors import McollabError, require
from mcollab.measures.values import Flags, Numbers, columns, each, flags, nonnegative, same_index

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable


class LogRank(NamedTuple):
    """What :func:`logrank` returns: the standard normal ``statistic`` and its two-sided ``p``."""

    statistic: float
    p: float


def survival(
    durations: Iterable[float], ended: Iterable[bool], groups: Iterable[Hashable] | None = None
) -> pd.DataFrame:
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
        ``group``, ``time``, ``survival`` (share of 1), ``low``, ``high`` (its 95 % interval, log-log; missing where all
        or none survive), ``at_risk`` (observed for at least so long) and ``events`` (ended at that time): at time 0,
        at each time at which something ended, and at the longest observed. It keeps the attributes of `durations`.

    Raises
    ------
    McollabError
        If the data are empty, negative, missing or of different lengths or indexes, or two groups have one name.
    MissingExtraError
        If SciPy is not installed.

    Examples
    --------
    >>> mc.measures.survival([2, 4, 4, 9], [True, True, False, True])[["time", "survival", "at_risk", "events"]]
       time  survival  at_risk  events
    0   0.0      1.00        4       0
    1   2.0      0.75        4       1
    2   4.0      0.50        3       1
    3   9.0      0.00        1       1

    References
    ----------
    Kaplan, E. L. and Meier, P. (1958), "Nonparametric Estimation from Incomplete Observations", JASA 53(282), 457–481;
    computed by :func:`scipy.stats.ecdf`.
    """
    require("charts", "scipy")
    times, seen = _observed(durations, ended, "survival")
    labels = np.full(len(times), "all") if groups is None else _labels(groups)
    if len(labels) != len(times):
        raise McollabError(f"survival needs a group for each of the {len(times)} durations, but got {len(labels)}.")
    if groups is not None:
        same_index("survival needs a group for each of the durations", durations, groups)
    parts = [_curve(str(label), times[labels == label], seen[labels == label]) for label in dict.fromkeys(labels)]
    found = pd.concat(parts, ignore_index=True)
    # What must be known of the durations must be known of the curves.
    found.attrs = dict(getattr(durations, "attrs", {}))
    return found


def logrank(durations: Iterable[float], ended: Iterable[bool], groups: Iterable[Hashable]) -> LogRank:
    """Return the log-rank test of whether two groups survive alike.

    Parameters
    ----------
    durations, ended, groups
        As for :func:`survival`, with exactly two groups.

    Returns
    -------
    LogRank
        ``statistic``, standard normal if they do, negative if fewer ended in the group named first than would be
        expected; ``p``, two-sided.

    Raises
    ------
    McollabError
        If the data are empty, negative, missing or of different lengths or indexes, there are not two groups, or no end
        was seen at a time at which both were observed and not all of them ended: there is nothing to compare.
    MissingExtraError
        If SciPy is not installed.

    Examples
    --------
    >>> result = mc.measures.logrank([1, 2, 3, 8, 9, 9], [True] * 5 + [False], ["a", "a", "a", "b", "b", "b"])
    >>> round(result.statistic, 2), round(result.p, 3)
    (2.25, 0.025)

    References
    ----------
    Mantel, N. (1966), "Evaluation of survival data and two new rank order statistics", Cancer Chemotherapy Reports
    50(3), 163–170; computed by :func:`scipy.stats.logrank`.
    """
    require("charts", "scipy")
    from scipy import stats

    times, seen = _observed(durations, ended, "logrank")
    labels = _labels(groups)
    kinds = list(dict.fromkeys(labels))
    if len(labels) != len(times) or len(kinds) != 2:
        raise McollabError(
            f"logrank compares two groups, one label a duration, but got {len(kinds)} groups and {len(labels)} labels."
        )
    same_index("logrank needs a group for each of the durations", durations, groups)
    with np.errstate(invalid="ignore", divide="ignore"):
        result = stats.logrank(*(_censored(times[labels == kind], seen[labels == kind]) for kind in kinds))
    if not np.isfinite(result.statistic):
        raise McollabError(
            f"logrank is not defined for {kinds[0]!r} and {kinds[1]!r}: no end was seen at a time at which both were "
            "observed and some went on; observe them for longer."
        )
    return LogRank(float(result.statistic), float(result.pvalue))


def median_survival(curves: pd.DataFrame) -> pd.Series[float]:
    """Return how long it took until half of each group had ended: where its curve first comes down to one half.

    Parameters
    ----------
    curves
        What :func:`survival` returns.

    Returns
    -------
    Series
        A time by ``group``, in the unit of the durations, in the order of the groups; missing where more than half
        lived longer than anyone was observed.

    Raises
    ------
    McollabError
        If these are no curves.

    Examples
    --------
    >>> curves = mc.measures.survival([2, 4, 4, 9, 7, 8], [True] * 4 + [False] * 2, ["a"] * 4 + ["b"] * 2)
    >>> mc.measures.median_survival(curves)
    group
    a    4.0
    b    NaN
    Name: time, dtype: float64

    References
    ----------
    Brookmeyer, R. and Crowley, J. (1982), "A Confidence Interval for the Median Survival Time", Biometrics 38(1),
    29–41.
    """
    columns(curves, "median_survival", "group", "time", "survival")
    # A curve is a product: one half may come out of it as 0.5000000000000001.
    half = curves[curves["survival"].round(12) <= 0.5].groupby("group")["time"].min()
    return half.reindex(curves["group"].unique()).rename_axis("group")


def _observed(durations: Iterable[float], ended: Iterable[bool], measure: str) -> tuple[Numbers, Flags]:
    wanted = f"{measure} needs to know of each duration whether its end was seen"
    times, seen = nonnegative(durations, measure), flags(ended, wanted)
    if len(seen) != len(times):
        raise McollabError(f"{wanted}, but got {len(times)} and {len(seen)}.")
    same_index(wanted, durations, ended)
    return times, seen


def _labels(groups: Iterable[Hashable]) -> npt.NDArray[np.object_]:
    labels = pd.Series(each(groups, "Groups are labels, one a duration"), dtype=object)
    if labels.isna().any():
        raise McollabError("Some have no group: name one for each, or leave those out.")
    named: dict[str, object] = {}
    for label in labels.unique():
        if (other := named.setdefault(str(label), label)) is not label:
            raise McollabError(f"The groups {other!r} and {label!r} would have one name: write both alike.")
    found: npt.NDArray[np.object_] = labels.to_numpy()
    return found


def _censored(times: Numbers, seen: Flags) -> Any:
    from scipy.stats import CensoredData

    return CensoredData(uncensored=times[seen], right=times[~seen])


def _curve(label: str, times: Numbers, seen: Flags) -> pd.DataFrame:
    from scipy.stats import ecdf

    function = ecdf(_censored(times, seen)).sf
    with warnings.catch_warnings():
        # SciPy warns that the interval is not defined where all or none survive; it is left missing there.
        warnings.simplefilter("ignore", RuntimeWarning)
        interval = function.confidence_interval(method="log-log")
    at = np.unique([0.0, *times[seen], times.max()])
    return pd.DataFrame(
        {
            "group": label,
            "time": at,
            "survival": function.evaluate(at),
            "low": interval.low.evaluate(at),
            "high": interval.high.evaluate(at),
            "at_risk": [(times >= time).sum() for time in at],
            "events": [((times == time) & seen).sum() for time in at],
        }
    )
