"""How alike two sets of members are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mcollab.errors import McollabError
from mcollab.measures.values import each

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
        If what is given is no set, such as a text, or both are empty: the index is not defined.

    Examples
    --------
    >>> mc.measures.jaccard({"FRA", "DEU", "ITA"}, {"DEU", "ITA", "ESP", "PRT"})
    0.4

    References
    ----------
    Jaccard, P. (1912), "The Distribution of the Flora in the Alpine Zone", New Phytologist 11(2), 37–50.
    """
    one, other = _members(a), _members(b)
    if not one | other:
        raise McollabError("jaccard is not defined for two empty sets; give at least one member.")
    return len(one & other) / len(one | other)


def matching(a: Iterable[object], b: Iterable[object]) -> float:
    """Return the simple matching coefficient of two lists of features: the share on which both agree.

    Unlike :func:`jaccard` it counts what both lack as well as what both have.

    Parameters
    ----------
    a, b
        The features of each, in one order.

    Returns
    -------
    float
        From 0 (they differ in all) to 1 (in none).

    Raises
    ------
    McollabError
        If there are no features, or not as many of both.

    Examples
    --------
    >>> mc.measures.matching([True, True, False, False], [True, False, False, False])
    0.75

    References
    ----------
    Sokal, R. R. and Michener, C. D. (1958), "A Statistical Method for Evaluating Systematic Relationships", University
    of Kansas Science Bulletin 38, 1409–1438.
    """
    one, other = (each(given, "matching needs the features of both, one by one") for given in (a, b))
    if not one or len(one) != len(other):
        raise McollabError(f"matching needs the same features of both, but got {len(one)} and {len(other)}.")
    return sum(x == y for x, y in zip(one, other, strict=True)) / len(one)


def containment(a: Iterable[Hashable], b: Iterable[Hashable]) -> float:
    """Return how much of a set stands in another: what they share as a share of the first.

    Parameters
    ----------
    a
        The set of which a share is asked for.
    b
        The other.

    Returns
    -------
    float
        From 0 (nothing of it) to 1 (all of it).

    Raises
    ------
    McollabError
        If what is given is no set, such as a text, or `a` is empty: of nothing there is no share.

    Examples
    --------
    >>> mc.measures.containment({"FRA", "GBR", "CAN"}, {"FRA", "GBR", "USA", "ITA"})
    0.6666666666666666

    References
    ----------
    Broder, A. Z. (1997), "On the Resemblance and Containment of Documents", Proceedings of Compression and Complexity
    of Sequences, 21–29.
    """
    part, whole = _members(a), _members(b)
    if not part:
        raise McollabError("containment is not defined for an empty first set; give at least one member.")
    return len(part & whole) / len(part)


def _members(given: Iterable[Hashable]) -> set[Hashable]:
    if isinstance(given, str | bytes):
        raise McollabError(
            f"Expected the members of a set, but got the text {given!r:.60}: put it in [ ], or split it."
        )
    try:
        return set(given)
    except TypeError:
        raise McollabError(f"Expected the members of a set, but got {given!r:.60}.") from None
