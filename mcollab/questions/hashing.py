"""What follows from texts alone, alike in both languages: hashes, and an order that gives no other order away."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def fnv1a(text: str, value: int = 2166136261) -> int:
    """Return the 32-bit FNV-1a hash of a text's code points, as the page's module takes it.

    Parameters
    ----------
    text
        The text.
    value
        The hash of what stands before it.

    Examples
    --------
    >>> fnv1a("")
    2166136261
    >>> fnv1a("me", fnv1a("na")) == fnv1a("name")
    True
    """
    for char in text:
        value = (value ^ ord(char)) * 16777619 & 0xFFFFFFFF
    return value


def whose(assignment: str, student: str, question: str, variants: Sequence[str]) -> int:
    """Return which of the variants, by their names, is a student's.

    Each variant draws a number for the student, and the highest wins (rendezvous hashing): when one variant goes, only
    those who had it get another, and a new one takes its share from all alike. Variants without names of their own, as
    keys of former releases have, are dealt by number.

    Parameters
    ----------
    assignment, student, question
        Whose answer to what; the student's number as `scoring.words` gives it.
    variants
        `Question.variant` of each.

    Examples
    --------
    >>> names = ["1949", "1952", "1955", "1982"]
    >>> before = [names[whose("week3", f"u{n}", "q", names)] for n in range(200)]
    >>> after = [names[whose("week3", f"u{n}", "q", names[:3])] for n in range(200)]
    >>> {one for one, other in zip(before, after) if one != other}
    {'1982'}
    """
    base = f"{assignment}\x1f{student}\x1f{question}"
    if len(set(variants)) < len(variants):
        return fnv1a(base) % len(variants)
    before = fnv1a(f"{base}\x1f")
    drawn = [_mixed(fnv1a(name, before)) for name in variants]
    return drawn.index(max(drawn))


def fingerprint(content: object, digits: int = 12) -> str:
    """Return hexadecimal digits that stand for JSON content.

    Examples
    --------
    >>> fingerprint({"a": 1, "b": "é"}) == fingerprint({"b": "é", "a": 1}) != fingerprint({"a": 1})
    True
    """
    text = json.dumps(content, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:digits]


def _mixed(value: int) -> int:
    """Return a hash whose every bit follows from all bits of another (the last step of MurmurHash3)."""
    for shift, factor in ((16, 0x85EBCA6B), (13, 0xC2B2AE35)):
        value = (value ^ value >> shift) * factor & 0xFFFFFFFF
    return value ^ value >> 16


def shuffled(items: Iterable[str], salt: str) -> list[str]:
    """Return the items in an order that follows from their texts alone, and so gives no other order away.

    Examples
    --------
    >>> shuffled(["Vienna", "Brussels", "Geneva"], "seats") == shuffled(["Geneva", "Vienna", "Brussels"], "seats")
    True
    """
    return sorted(items, key=lambda item: (fnv1a(salt + item), item))
