"""Measures of concentration, burden, overlap and survival: pure functions, each with its reference.

One file a family; what a family offers is named here. A measure knows nothing of where the data came from.
"""

from mcollab.measures.inequality import gini, hhi
from mcollab.measures.lifetables import LogRank, logrank, survival
from mcollab.measures.sharing import Burden, burden
from mcollab.measures.similarity import jaccard

__all__ = ["Burden", "LogRank", "burden", "gini", "hhi", "jaccard", "logrank", "survival"]
