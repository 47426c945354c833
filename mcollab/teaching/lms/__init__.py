"""The learning systems: what each calls the files that were handed in, and what it takes back.

One file a system: a module of this package with its ``SYSTEM``. Whatever asks for a system asks `systems`, so a new one
is one new file here, its test, and its lines in ``reference/instructors.md``.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from mcollab.teaching.gradebook import Filled
    from mcollab.teaching.key import Key

_LONGEST = 230
"""Bytes of a prefix; a name on disk has at most 255."""


class Loss(NamedTuple):
    """What a format cannot say of a question.

    Attributes
    ----------
    question
        Its name, or ``name, variant 2``.
    what
        What is lost; if it was left out, why.
    left_out
        Whether the question, or the variant, is not asked at all.
    """

    question: str
    what: str
    left_out: bool = False


class Names(NamedTuple):
    """How a system names what was handed in.

    Attributes
    ----------
    pattern
        Matches a path from the beginning of a file's or folder's name, with the groups ``prefix`` (to be kept for what
        goes back), ``account`` (the same for all that one person hands in) and, where the system says so, ``late``.
    back
        The name under which it takes a page back, made of ``{prefix}``; empty if it takes none by name.
    """

    pattern: re.Pattern[str]
    back: str = ""


class Gradebook(NamedTuple):
    """What a system's gradebook takes.

    Attributes
    ----------
    help
        Of the option of ``mcollab export``.
    fill
        Called with the folder of grades, the system's own export (of which one column is filled in), the file to write
        and the column's name, if one was given.
    write
        For a system that wants no file of its own: called with the folder of grades and the file to write.
    """

    help: str
    fill: Callable[[Path, Path, Path, str | None], Filled] | None = None
    write: Callable[[Path, Path], Filled] | None = None


class Quiz(NamedTuple):
    """How an assignment is written as a system's own quiz: an option of ``mcollab quiz``, its help, a file's suffix."""

    option: str
    help: str
    suffix: str
    write: Callable[[Key], tuple[bytes, list[Loss]]]


class System(NamedTuple):
    """A learning system: the name by which options and accounts know it, its title, and what of the rest it has."""

    name: str
    title: str
    names: Names | None = None
    gradebook: Gradebook | None = None
    quiz: Quiz | None = None


class Whose(NamedTuple):
    """What a file's name says: the account (``canvas:123``), whether it is late, the name of a page that goes back."""

    account: str = ""
    late: bool = False
    back: str = ""


@cache
def systems() -> tuple[System, ...]:
    """Return every learning system that has a file here, by name.

    Examples
    --------
    >>> [system.title for system in systems() if system.quiz]
    ['Canvas', 'Moodle']
    """
    names = sorted(module.name for module in iter_modules(__path__))
    return tuple(import_module(f"{__name__}.{name}").SYSTEM for name in names)


def whose(name: str) -> Whose:
    """Return what a learning system says of a file by naming it, or its folder, as it does.

    Examples
    --------
    >>> whose("submissions.zip/leeann_LATE_7000_9000_week3.json")
    Whose(account='canvas:7000', late=True, back='leeann_LATE_7000_9000_feedback.html')
    >>> whose("week3-u001.json").account
    ''
    """
    parts = name.split("/")
    for i in range(len(parts)):
        for system in systems():
            if system.names and (found := system.names.pattern.match("/".join(parts[i:]))):
                groups = found.groupdict()
                back = _back(system.names, groups["prefix"])
                return Whose(f"{system.name}:{groups['account']}", bool(groups.get("late")), back)
    return Whose()


def title_of(account: str) -> str:
    """Return the title of the system that an account is of.

    Examples
    --------
    >>> title_of("canvas:7000")
    'Canvas'
    """
    return next((one.title for one in systems() if account.startswith(f"{one.name}:")), "")


def _back(names: Names, prefix: str) -> str:
    """Return the name of a page that goes back: the prefix as it came, which the system knows, as a disk takes it."""
    if len(prefix.encode("utf-8", "replace")) > _LONGEST:
        return ""
    return names.back.format(prefix=re.sub(r'[<>:"|?*\\\x00-\x1f]', "_", prefix))
