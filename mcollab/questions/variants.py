"""Questions that differ from student to student: parameters and answers drawn from the data by a seed."""

from __future__ import annotations

import hashlib
import random
import warnings
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING, Any

from mcollab.errors import McollabError, nearest
from mcollab.membership.extent import CoverageWarning

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def seed(*parts: str) -> int:
    """Return the seed that follows from the parts: (assignment, student, question), say; the same on every machine.

    Examples
    --------
    >>> seed("week3", "u1") == seed("week3", "u1") != seed("week3", "u2")
    True
    """
    return int.from_bytes(hashlib.sha256("\x1f".join(parts).encode()).digest()[:6])


def generate(source: Path, name: str, number: int) -> dict[str, Any]:
    """Return what the generator `name` of the Python file `source` gives for seed `number`.

    Raises
    ------
    McollabError
        If there is no such file or function, or the function fails or gives no dict.
    """
    functions = _functions(source, source.stat().st_mtime_ns) if source.is_file() else {}
    function = functions.get(name.replace("-", "_"))
    if function is None:
        raise McollabError(
            f"No generator {name!r} in {source.name}: expected a function of that name{nearest(name, functions) or '.'}"
        )
    try:
        # A question names its day and asks what the tables say of it; what they cannot say, a chapter tells.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", CoverageWarning)
            values = function(random.Random(number))  # noqa: S311 (a variant is no secret)
    except (Exception, SystemExit) as error:  # anybody's code, which may raise anything; it is told with what it said
        raise McollabError(
            f"Generator {name!r} of {source.name} failed for seed {number}: {type(error).__name__}: {error}"
        ) from error
    if not isinstance(values, dict):
        raise McollabError(
            f"Generator {name!r} of {source.name} must return a dict of values, but returned {type(values).__name__}."
        )
    return values


@cache
def _functions(source: Path, stamp: int) -> dict[str, Callable[[random.Random], Any]]:  # noqa: ARG001
    module = ModuleType(f"mcollab_questions_{source.stem}")
    module.__file__ = str(source)
    try:
        # Not through the import system: its cache of compiled code may miss a change within one second.
        exec(compile(source.read_bytes(), source, "exec"), vars(module))  # noqa: S102 (the author's own file)
    except Exception as error:
        raise McollabError(
            f"{source.name}, which generates questions, cannot be run: {type(error).__name__}: {error}"
        ) from error
    return {
        name: value
        for name, value in vars(module).items()
        if callable(value) and not name.startswith("_") and getattr(value, "__module__", None) == module.__name__
    }
