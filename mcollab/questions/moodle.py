"""Pieces of Moodle XML that questions of several kinds are made of."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement

from mcollab.questions.markup import inline
from mcollab.questions.scoring import CONTROLS

# Of the shares of the points that Moodle's import takes those that are a whole divided evenly; others it refuses.
_SHARES = (100, 50, 33.33333, 25, 20, 16.66667, 14.28571, 12.5, 11.11111, 10, 5)


def share(right: int) -> float:
    """Return the share, in per cent, of one of `right` options as Moodle takes it.

    Examples
    --------
    >>> share(3)
    33.33333
    """
    return min(_SHARES, key=lambda one: abs(one - 100 / right))


def settings(element: Element, **values: str) -> None:
    """Write elements of one value each."""
    for tag, value in values.items():
        SubElement(element, tag).text = value


def text(parent: Element, tag: str, value: str, **attributes: str) -> Element:
    """Write an element that holds a text, and return it."""
    element = SubElement(parent, tag, dict(attributes))
    SubElement(element, "text").text = CONTROLS.sub("", value)
    return element


def answer(element: Element, value: str, fraction: float, feedback: str = "", form: str = "html") -> Element:
    """Write an answer with what it is worth, in per cent, and what is said to it; return it."""
    one = SubElement(element, "answer", fraction=f"{fraction:.7g}", format=form)
    SubElement(one, "text").text = CONTROLS.sub("", value)
    text(one, "feedback", inline(feedback), format="html")
    return one
