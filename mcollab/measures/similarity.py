"""How alike two sets of members are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mcollab.errors import McollabError

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable


def jaccard(a: Iterable[Hashable], b: Iterable[Hashable]) -> float:
    """Return the Jaccard index of two sets: what they share as a share of what either has.

    Parameters
    ----------
    a, b
        The members of each; one that is named twice counts once.

    Returns
    -------
    float
        From 0 (nothing shared) to 1 (the same members).

    Raises
    ------
    McollabError
        If both sets are empty: the index is not defined.

    Examples
    --------
    >>> jaccard({"FRA", "DEU", "ITA"}, {"DEU", "ITA", "ESP", "PRT"})
    0.4

    References
    ----------
    Jaccard, P. (1912), "The Distribution of the Flora in the Alpine Zone", New Phytologist 11(2), 37–50.
    """
    one, other = set(a), set(b)
    if not one | other:
        raise McollabError("jaccard is not defined for two empty sets; give at least one member.")
    return len(one & other) / len(one | other)
