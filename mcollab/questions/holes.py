"""The holes of a template: a ``{name}`` in a text, or a ``"{name}"`` that stands for a whole value."""

from __future__ import annotations

import math
import re
from decimal import Decimal
from numbers import Integral, Real
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import AfterValidator, Field

from mcollab.errors import McollabError, nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_NAME = re.compile(r"\{([a-z_]+)\}")


def _whole(text: str) -> str:
    if found := _NAME.search(text):
        raise ValueError(f"{found[0]} is a hole that nothing fills")
    return text


Filled = Annotated[str, Field(min_length=1), AfterValidator(_whole)]
"""A text of a question: it says something, and has no holes."""

Note = Annotated[str, AfterValidator(_whole)]
"""A text of a question that may be empty."""

Hole = Annotated[str, Field(pattern=r"^\{[a-z_]+\}$", description="filled by the generator")]
"""What stands in a template for a value that its generator gives."""


def fill(value: Any, values: Mapping[str, Any]) -> Any:
    """Return `value` with every hole filled: a text that is nothing but a hole becomes the value itself.

    Within a text a number stands as it is written: a whole one without decimals, as of a year that was a float.

    Parameters
    ----------
    value
        What a template holds: texts, numbers, lists and dicts of them.
    values
        What the generator gave, by name.

    Raises
    ------
    McollabError
        If a name is not among the values, or what would stand within a text is no text and no finite number: a missing
        value, above all, which tables give.

    Examples
    --------
    >>> fill({"prompt": "How many in {year}?", "answer": "{n}"}, {"year": 1999, "n": 19})
    {'prompt': 'How many in 1999?', 'answer': 19}
    >>> fill("In {year}?", {"year": 2004.0})
    'In 2004?'
    """
    if isinstance(value, dict):
        return {key: fill(part, values) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [fill(part, values) for part in value]
    if not isinstance(value, str):
        return value

    def one(match: re.Match[str]) -> Any:
        if match[1] not in values:
            raise McollabError(
                f"the generator gives no {match[1]!r}: expected one of {', '.join(values)}{nearest(match[1], values)}"
            )
        return values[match[1]]

    whole = _NAME.fullmatch(value)
    return one(whole) if whole else _NAME.sub(lambda match: printed(match[1], one(match)), value)


def printed(name: str, value: object) -> str:
    """Return what stands within a text for a value of this name.

    Raises
    ------
    McollabError
        As `fill`.
    """
    match value:
        case str():
            return value
        case bool():
            pass
        case Integral():
            return str(value)
        case Real() | Decimal() if math.isfinite(value):
            return str(value) if value % 1 else str(math.floor(value))
    said = " ".join(repr(value).split())
    raise McollabError(
        f"the generator gives {said:.60} for {{{name}}}, which stands within a text: "
        "expected a text or a number that is not missing"
    )


def holes(value: Any, at: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield each hole in `value`: the place (keys and positions) where it stands, and its name.

    Examples
    --------
    >>> list(holes({"answer": "{n}", "hints": ["Count.", "In {year}."]}))
    [(('answer',), 'n'), (('hints', 1), 'year')]
    """
    if isinstance(value, dict):
        for key, part in value.items():
            yield from holes(part, (*at, key))
    elif isinstance(value, (list, tuple)):
        for i, part in enumerate(value):
            yield from holes(part, (*at, i))
    elif isinstance(value, str):
        for name in _NAME.findall(value):
            yield at, name
