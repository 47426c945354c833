"""Measures of concentration, burden, overlap, survival, decision, forecast and agreement, each with its reference.

Pure functions, one file a family; what a family offers is named here. A measure knows nothing of where data came from.
"""

from mcollab.measures.agreement import differences, years_held
from mcollab.measures.forecasts import base_rates, brier
from mcollab.measures.inequality import gini, hhi
from mcollab.measures.lifetables import LogRank, logrank, median_survival, survival
from mcollab.measures.networks import pairs
from mcollab.measures.pledges import pledged
from mcollab.measures.sharing import Burden, burden
from mcollab.measures.similarity import containment, jaccard, matching
from mcollab.measures.voting import passage

__all__ = [
    "Burden",
    "LogRank",
    "base_rates",
    "brier",
    "burden",
    "containment",
    "differences",
    "gini",
    "hhi",
    "jaccard",
    "logrank",
    "matching",
    "median_survival",
    "pairs",
    "passage",
    "pledged",
    "survival",
    "years_held",
]


def __dir__() -> list[str]:
    """Return the public names, which is what <tab> shows."""
    return __all__
