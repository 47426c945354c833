"""The kinds of question: a module each, of which this package finds all by itself.

A module ``kinds/<kind>.py`` defines one subclass of `Question`, named like the module with a capital, whose ``kind`` is
the module's name; what several kinds share stands in modules that begin with ``_``. The page's side of a kind is
``static/kinds/<kind>.js``.
"""

from __future__ import annotations

import pkgutil
from functools import reduce
from importlib import import_module
from operator import or_
from typing import TYPE_CHECKING, Annotated

from pydantic import Field, TypeAdapter

from mcollab.errors import McollabError, nearest


def _found() -> dict[str, type[Question]]:
    modules = [one.name for one in pkgutil.iter_modules(__path__) if not one.name.startswith("_")]
    classes = [getattr(import_module(f"{__name__}.{name}"), name.capitalize()) for name in modules]
    return dict(sorted(zip(modules, classes, strict=True), key=lambda pair: pair[1].rank))


KINDS: dict[str, type[Question]] = _found()
"""The class of each kind, by name, in the order of their ranks."""

if TYPE_CHECKING:
    from mcollab.questions.question import Question

    AnyQuestion = Question
else:
    AnyQuestion = Annotated[reduce(or_, KINDS.values()), Field(discriminator="kind")]

QUESTION: TypeAdapter[Question] = TypeAdapter(AnyQuestion)
"""Makes a question of plain data, of the kind that its ``kind`` names."""


def names() -> list[str]:
    """Return the kinds, in the order in which they are listed and dealt.

    Examples
    --------
    >>> names().index("single") < names().index("order")
    True
    """
    return list(KINDS)


def of(name: str) -> type[Question]:
    """Return the class of a kind.

    Raises
    ------
    McollabError
        If there is no such kind.

    Examples
    --------
    >>> of("order").__name__
    'Order'
    """
    if name not in KINDS:
        raise McollabError(f"No kind of question {name!r}: expected one of {', '.join(KINDS)}{nearest(name, KINDS)}")
    return KINDS[name]
