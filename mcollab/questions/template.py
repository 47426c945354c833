"""What a question file holds: templates, which may have holes that a generator fills (see `holes`).

A template is derived from the kind's question: where that wants a number or a list, a template takes a hole too, and
its texts may have holes in them. So a new kind writes its fields once.
"""

from __future__ import annotations

from functools import cache, reduce
from operator import or_
from pathlib import Path
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel, Field, PrivateAttr, TypeAdapter, ValidationError, create_model

from mcollab import misfits
from mcollab.errors import McollabError
from mcollab.questions import variants
from mcollab.questions.hashing import fingerprint
from mcollab.questions.holes import Filled, Hole, Note, fill, holes, printed
from mcollab.questions.kinds import KINDS, QUESTION, AnyQuestion
from mcollab.questions.model import Model, Slug, Task, Text, Whole
from mcollab.questions.question import Question


class Template(Task):
    """A question as its author writes it."""

    kind: str
    prompt: Text = Field(description="what is asked; inline Markdown: emphasis, code, links")
    hints: list[Text] = Field([], description="given one by one on request")
    explanation: Text = Field(description="said after the answer, whatever it was")
    generator: Slug | None = Field(
        None, description="function (with _ for -) of the .py beside this file; what it returns fills {name}"
    )
    variants: Whole = Field(1, ge=1, le=12, description="how many variants the page carries")

    _file: Path = PrivateAttr(Path())

    def content(self) -> dict[str, Any]:
        """Return what the question is made of, its holes not yet filled."""
        return self.model_dump(exclude_unset=True, exclude={"generator", "variants"})

    def filled(self, seed: int = 0) -> Question:
        """Return the question with what its generator gives for a seed.

        Parameters
        ----------
        seed
            Which variant, for a template that names a generator.

        Raises
        ------
        McollabError
            If the generator fails, or what it gives does not fit.
        """
        if self.generator is None:
            return QUESTION.validate_python(self.content())
        values = variants.generate(self._file.with_suffix(".py"), self.generator, seed)
        try:
            question = QUESTION.validate_python(fill(self.content(), values))
        except McollabError as error:
            reason = str(error)
        except ValidationError as error:
            reason = "; ".join(f"{one['loc'][-1]}: {misfits.said(one, AnyQuestion)}" for one in error.errors())
        else:
            question.variant = fingerprint(self._drawn(values) or question.asks(), digits=8)
            return question
        raise McollabError(f"{self._file.name}, question {self.id!r}, seed {seed}: {reason}.")

    def _drawn(self, values: dict[str, Any]) -> dict[str, str]:
        """Return what the prompt shows of a draw: it names the variant, whatever is mended in the words around it."""
        return {name: printed(name, values[name]) for _, name in holes(self.prompt)}

    def misfit(self) -> tuple[tuple[str | int, ...], str] | None:
        """Return where and why its holes and its generator do not go together, or None if they do."""
        found = next(holes(self.content()), None)
        if found and self.generator is None:
            at, name = found
            return at, f"{{{name}}} is a hole for a generator to fill, and the question names none: write what is there"
        if self.generator and not found:
            return ("generator",), f"it names a generator, {self.generator!r}, and has no hole that it could fill"
        return None


def _holed(kind: Any) -> Any:
    """Return the type of a template's field for the type of the question's: numbers and lists may be holes."""
    bare = get_args(kind)[0] if get_origin(kind) is Annotated else kind
    return _unholed(kind) | Hole if bare is float or get_origin(bare) is list else _unholed(kind)


def _unholed(kind: Any) -> Any:
    """Return that type where the whole is no hole; what is in it may be."""
    if kind in (Filled, Note):
        return Text if kind is Filled else str
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return _part(kind)
    origin, parts = get_origin(kind), get_args(kind)
    if origin is Annotated:  # its checks hold for what is not a hole
        return Annotated[(_unholed(parts[0]), *parts[1:])]
    if origin in (list, tuple):
        return origin[tuple(map(_holed, parts))]
    if origin in (Union, UnionType):
        return reduce(or_, map(_holed, parts))
    return kind


@cache
def _part(kind: type[BaseModel]) -> type[Model]:
    return create_model(f"{kind.__name__}Template", __base__=Model, __doc__=kind.__doc__, **_fields(kind))


def _fields(kind: type[BaseModel], known: frozenset[str] = frozenset()) -> dict[str, Any]:
    hints = get_type_hints(kind, include_extras=True)
    found = {}
    for name, field in kind.model_fields.items():
        if name not in known:
            default = ... if field.is_required() else field.default
            found[name] = (_holed(hints[name]), Field(default, description=field.description))
    return found


@cache
def of(kind: str) -> type[Template]:
    """Return the class of the templates of a kind.

    Examples
    --------
    >>> of("numeric").__name__
    'NumericTemplate'
    """
    known = frozenset(Question.model_fields) - {"kind"}
    name = f"{KINDS[kind].__name__}Template"
    return create_model(name, __base__=Template, __doc__=KINDS[kind].__doc__, **_fields(KINDS[kind], known))


if TYPE_CHECKING:
    AnyTemplate = Template
else:
    AnyTemplate = Annotated[reduce(or_, map(of, KINDS)), Field(discriminator="kind")]

TEMPLATE: TypeAdapter[Template] = TypeAdapter(AnyTemplate)
"""Makes a template of plain data, of the kind that its ``kind`` names."""


class Bank(Model):
    """The questions of a chapter: a file of ``chapters/questions/``."""

    chapter: Slug = Field(description="the name of this file, without .yml")
    questions: list[AnyTemplate] = Field(min_length=1, description="the questions of the chapter, each after a hyphen")


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of a question file, with which an editor completes and checks it.

    Examples
    --------
    >>> json_schema()["required"]
    ['chapter', 'questions']
    """
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **Bank.model_json_schema()}
