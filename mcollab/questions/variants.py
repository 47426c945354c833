"""Questions that differ from student to student: parameters and answers drawn from the data by a seed."""

from __future__ import annotations

import hashlib
import importlib.util
import random
import re
from functools import cache
from pathlib import Path

from mcollab.errors import McollabError, nearest

_NAME = re.compile(r"\{([a-z_]+)\}")


def seed(*parts: str) -> int:
    """Return the seed that follows from the parts: (assignment, student, question), say; the same on every machine."""
    return int.from_bytes(hashlib.sha256("\x1f".join(parts).encode()).digest()[:6])


def generate(source: Path, name: str, number: int) -> dict:
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
            f"No generator {name!r} in {source.name}: expected a function of that name{nearest(name, functions)}"
        )
    try:
        values = function(random.Random(number))
    except Exception as error:
        raise McollabError(
            f"Generator {name!r} of {source.name} failed for seed {number}: {type(error).__name__}: {error}"
        ) from error
    if not isinstance(values, dict):
        raise McollabError(
            f"Generator {name!r} of {source.name} must return a dict of values, but returned {type(values).__name__}."
        )
    return values


def fill(value, values: dict):
    """Return `value` with every ``{name}`` replaced: a text that is nothing else becomes the value itself.

    Raises
    ------
    McollabError
        If a name is not among the values.
    """
    if isinstance(value, dict):
        return {key: fill(part, values) for key, part in value.items()}
    if isinstance(value, list):
        return [fill(part, values) for part in value]
    if not isinstance(value, str):
        return value

    def one(match):
        if match[1] not in values:
            raise McollabError(
                f"The generator gives no {match[1]!r}: expected one of {', '.join(values)}{nearest(match[1], values)}"
            )
        return values[match[1]]

    whole = _NAME.fullmatch(value)
    return one(whole) if whole else _NAME.sub(lambda match: str(one(match)), value)


@cache
def _functions(source: Path, stamp: int) -> dict:
    spec = importlib.util.spec_from_file_location(f"mcollab_questions_{source.stem}", source)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return {
        name: value
        for name, value in vars(module).items()
        if callable(value) and not name.startswith("_") and value.__module__ == module.__name__
    }
