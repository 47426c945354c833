"""The holes of a template: a ``{name}`` in a text, or a ``"{name}"`` that stands for a whole value."""

from __future__ import annotations

import re
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

    Parameters
    ----------
    value
        What a template holds: texts, numbers, lists and dicts of them.
    values
        What the generator gave, by name.

    Raises
    ------
    McollabError
        If a name is not among the values.

    Examples
    --------
    >>> fill({"prompt": "How many in {year}?", "answer": "{n}"}, {"year": 1999, "n": 19})
    {'prompt': 'How many in 1999?', 'answer': 19}
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
    return one(whole) if whole else _NAME.sub(lambda match: str(one(match)), value)


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
