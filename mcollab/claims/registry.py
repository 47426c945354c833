"""What a check is: a function of ids, years and conditions that yields a finding, registered under its name."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import NamedTuple, TypeVar

from mcollab.datapackage import package
from mcollab.errors import McollabError, nearest

VERDICTS = ("supported", "imprecise", "outdated", "wrong", "unverifiable", "no_such_thing")
"""Verdicts of the ledger; no check yields ``unverifiable``, which says that nothing could decide the claim."""

UNDECIDED = "undecided"
"""What a check yields besides: our tables lack what would decide it, or are older than what is said."""

_DAYS = ("year", "date", "day", "earliest", "latest")
"""What parameters that take a year or a day are called."""


class LaterError(McollabError):
    """A check is asked of a year or a day after the last of the tables."""


class Finding(NamedTuple):
    """What a check found: the ``verdict``, what the tables say (``found``), and the BibTeX keys (``source``)."""

    verdict: str
    found: str
    source: str


CHECKS: dict[str, Callable[..., Finding]] = {}
"""Every check by the name that a line begins with."""

Check = TypeVar("Check", bound=Callable[..., Finding])


def register(function: Check) -> Check:
    """Put a function into :data:`CHECKS` under its own name, and return it."""
    CHECKS[function.__name__] = function
    return function


def run(part: str) -> Finding:
    """Return what one check found.

    Parameters
    ----------
    part
        The name of a check and its arguments, apart by blanks.

    Raises
    ------
    McollabError
        If there is no such check, its arguments are too few, too many or of another kind, or a year is later than the
        tables hold.

    Examples
    --------
    >>> run("founded nato 1949").verdict
    'supported'
    """
    name, *arguments = part.split() or [""]
    if name not in CHECKS:
        raise McollabError(f"No check {name!r}: expected one of {', '.join(CHECKS)}{nearest(name, CHECKS)}")
    parameters = inspect.signature(CHECKS[name]).parameters.values()
    least = sum(parameter.default is parameter.empty for parameter in parameters)
    most = len(parameters) if all(parameter.kind is not parameter.VAR_POSITIONAL for parameter in parameters) else None
    expected = f"The check {part.strip()!r} cannot be read: expected {name} {' '.join(map(_shown, parameters))}"
    if len(arguments) < least or (most is not None and len(arguments) > most):
        raise McollabError(expected)
    last = package()["created"][:4]
    for parameter, argument in zip(parameters, arguments, strict=False):
        if parameter.name in _DAYS and argument[:4].isdigit() and argument[:4] > last:
            raise LaterError(f"The tables hold to {last} and cannot tell what is in {argument[:4]}.")
    try:
        return CHECKS[name](*arguments)
    except McollabError:
        raise
    except ValueError as error:  # what should be a year, a number or a day is none
        raise McollabError(expected) from error


def _shown(parameter: inspect.Parameter) -> str:
    """Return a parameter as a line has it: one that may be left out in brackets, one that may be repeated with dots."""
    if parameter.kind is parameter.VAR_POSITIONAL:
        return f"{parameter.name}…"
    return parameter.name if parameter.default is parameter.empty else f"[{parameter.name}]"
