"""What follows from texts alone, alike in both languages: hashes, and an order that gives no other order away."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def fnv1a(text: str) -> int:
    """Return the 32-bit FNV-1a hash of a text's code points, as the page's module takes it.

    Examples
    --------
    >>> fnv1a("")
    2166136261
    """
    value = 2166136261
    for char in text:
        value = (value ^ ord(char)) * 16777619 & 0xFFFFFFFF
    return value


def shuffled(items: Iterable[str], salt: str) -> list[str]:
    """Return the items in an order that follows from their texts alone, and so gives no other order away.

    Examples
    --------
    >>> shuffled(["Vienna", "Brussels", "Geneva"], "seats") == shuffled(["Geneva", "Vienna", "Brussels"], "seats")
    True
    """
    return sorted(items, key=lambda item: (fnv1a(salt + item), item))
