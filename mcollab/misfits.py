"""What does not fit a model, in words for who wrote the file: what stands there, and what to write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin

from mcollab.errors import nearest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pydantic import BaseModel
    from pydantic.fields import FieldInfo
    from pydantic_core import ErrorDetails

_SORTS = {
    "string": "a text",
    "list": "a list, each item after a hyphen",
    "tuple": "a list, each item after a hyphen",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
}
"""What should stand in a place, by the first word of the type of an error."""

_LIMITS = {
    "too_short": "{actual_length} here; write {min_length} or more",
    "too_long": "{actual_length} here; write {max_length} at most",
    "string_too_long": "too long; write {max_length} characters at most",
    "greater_than": "too small; write a number above {gt:g}",
    "greater_than_equal": "too small; write a number from {ge:g} on",
    "less_than": "too large; write a number below {lt:g}",
    "less_than_equal": "too large; write a number up to {le:g}",
}
"""What is said of a value of the right sort, by the type of the error."""


def said(error: ErrorDetails, kind: Any) -> str:
    """Return what is wrong, and what to write instead.

    Parameters
    ----------
    error
        One of those of a pydantic ``ValidationError``.
    kind
        The model that the whole must fit, or a type made of models: its fields say what belongs there.

    Examples
    --------
    >>> from pydantic import BaseModel, Field, ValidationError
    >>> class Question(BaseModel):
    ...     prompt: str = Field(description="what is asked")
    >>> try:
    ...     Question.model_validate({})
    ... except ValidationError as error:
    ...     print(said(error.errors()[0], Question))
    missing; write it (what is asked)
    """
    fields = _fields(_models_at(kind, error["loc"][:-1]))
    name = str(error["loc"][-1]) if error["loc"] else ""
    about = fields[name].description if name in fields else None
    write = f"write it ({about})" if about else "write it"
    sort, given, here = error["type"], error["input"], _shown(error["input"])
    if sort in _LIMITS:
        return _LIMITS[sort].format(**error["ctx"])
    if sort.startswith("union_tag"):
        return _tagged(error, [str(tag) for model in _models_at(kind, error["loc"]) for tag in _tags(model)])
    known = {
        "value_error": error["msg"].removeprefix("Value error, "),
        "missing": f"missing; {write}",
        "string_too_short": f"an empty text; {write}",
        "extra_forbidden": f"nothing of that name belongs here{nearest(name, fields)}",
        "finite_number": f"{here} is no finite number",
    }
    if sort in known:
        return known[sort]
    if sort == "string_type" and isinstance(given, (bool, int, float)):
        return f"YAML reads {here}, which is no text; put it in quotes"
    if given is None:
        return f"nothing stands here; {write if about else f'write {_wanted(error, kind)}'}"
    return f"{here} stands here; write {_wanted(error, kind)}"


def _tagged(error: ErrorDetails, tags: list[str]) -> str:
    """Return what is said of something that may be of several kinds, and names none of them."""
    tag = error.get("ctx", {}).get("tag")
    start = "missing" if tag is None else f"{_shown(tag)} is none"
    return f"{start}; write one of {', '.join(tags)}{nearest(tag or '', tags)}"


def _wanted(error: ErrorDetails, kind: Any) -> str:
    """Return what should stand in a place."""
    sort = error["type"]
    if sort == "dict_type":
        return "values, each after its name (name: value)"
    if sort.startswith("model_"):
        models = _models_at(kind, error["loc"])
        common = (name for name in _fields(models) if all(name in model.model_fields for model in models))
        names = (f"{name}:" for name in common if all(model.model_fields[name].is_required() for model in models))
        return f"fields, each after its name ({', '.join(names)})"
    if sort == "string_pattern_mismatch":
        return "small letters and digits, with hyphens between, such as who-decides"
    if sort.startswith(("datetime", "timezone")):
        return "a time with its distance from UTC, such as 2026-12-04T23:59:00+01:00"
    if sort == "literal_error":
        return str(error["ctx"]["expected"])
    return _SORTS.get(sort.partition("_")[0], error["msg"])


def _shown(value: object) -> str:
    """Return a value as it is named in a sentence: a short one as it stands."""
    if isinstance(value, dict):
        return "a block of fields"
    if isinstance(value, (list, tuple)):
        return "a list"
    text = repr(value) if isinstance(value, str) else str(value).lower() if isinstance(value, bool) else str(value)
    return text if len(text) <= 40 else f"{text[:39]}…"


def _models_at(kind: Any, place: Sequence[str | int]) -> list[type[BaseModel]]:
    """Return the models that may stand at a place."""
    models = _models(kind)
    for step in place:
        inner = [field.annotation for model in models for name, field in model.model_fields.items() if name == step]
        if inner:
            models = [model for annotation in inner for model in _models(annotation)]
        else:  # a position, a key of a map, or the tag of a kind
            models = [model for model in models if step in _tags(model)] or models
    return models


def _fields(models: list[type[BaseModel]]) -> dict[str, FieldInfo]:
    return {name: field for model in reversed(models) for name, field in model.model_fields.items()}


def _models(kind: Any) -> list[type[BaseModel]]:
    from pydantic import BaseModel

    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return [kind]
    return [model for part in get_args(kind) for model in _models(part)]


def _tags(model: type[BaseModel]) -> set[object]:
    """Return the values by which a model is told from others: of its fields that may have one value alone."""
    kinds = (field.annotation for field in model.model_fields.values())
    return {value for kind in kinds if get_origin(kind) is Literal for value in get_args(kind)}
