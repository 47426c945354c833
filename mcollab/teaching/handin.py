"""What a student hands in: ``mcollab.submission/2``, one small JSON file, and the variant that is whose.

``static/assignment.js`` makes the same file; the tests hold the two together.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from mcollab.questions.hashing import whose
from mcollab.questions.scoring import words
from mcollab.teaching.files import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mcollab.questions.question import Question

FORMAT = "mcollab.submission/2"
FORMER = "mcollab.submission/1"
"""Its answers say by number which variant was asked and which option chosen: the key of its version reads them."""
_ENCODER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)

MIME = "application/vnd.mcollab.submission+json"
"""Under which `mcollab.submit` leaves the hand-in in the notebook itself."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class Answer(_Part):
    """An answer as handed in: the state of `questions.state`, and in the former format which variant was asked."""

    variant: Annotated[int | None, Field(ge=0, lt=1000)] = None
    asked: Annotated[str, Field(max_length=64)] = ""
    prompt: Annotated[str, Field(max_length=20_000)] = ""
    version: Annotated[str, Field(max_length=200)] = ""
    rev: Annotated[int, Field(ge=0, lt=2**53)]
    ts: Annotated[int, Field(ge=0, lt=2**53)]
    response: Any
    confidence: Annotated[int, Field(ge=0, le=100)] | None


class Student(_Part):
    """Who hands in."""

    id: Annotated[str, Field(max_length=200)]
    name: Annotated[str, Field(max_length=200)]

    @field_validator("id")
    @classmethod
    def _not_blank(cls, value: str) -> str:
        if not words(plain(value)):
            raise ValueError("the student number is empty")
        return value


class HandIn(_Part):
    """A hand-in."""

    format: str
    assignment: Annotated[str, Field(max_length=200)]
    course: Annotated[str | None, Field(max_length=200)] = None
    version: Annotated[str, Field(max_length=200)]
    student: Student
    submitted: Annotated[str, Field(max_length=40)]
    answers: Annotated[dict[str, Answer], Field(max_length=1000)]
    checksum: Annotated[str, Field(max_length=200)]

    @field_validator("format")
    @classmethod
    def _known(cls, value: str) -> str:
        if value not in (FORMAT, FORMER):
            raise ValueError(f"{value!r} is not {FORMAT}")
        return value

    @model_validator(mode="after")
    def _each_says_what_was_asked(self) -> Self:
        for name, answer in self.answers.items():
            if answer.variant is None if self.format == FORMER else not answer.asked:
                raise ValueError(f"the answer to {plain(name)[:60]!r} does not say what was asked")
        return self

    @field_validator("submitted")
    @classmethod
    def _a_moment(cls, value: str) -> str:
        moment(value)
        return value


def moment(text: str) -> datetime:
    """Return the moment of an ISO 8601 text with its distance from UTC, in UTC.

    Raises
    ------
    ValueError
        If it is none.

    Examples
    --------
    >>> moment("2026-12-04T19:30:00+01:00").isoformat()
    '2026-12-04T18:30:00+00:00'
    """
    with suppress(ValueError, OverflowError):
        found = datetime.fromisoformat(text)
        if found.tzinfo is not None:
            return found.astimezone(UTC)
    raise ValueError(f"{text!r} is no moment, such as 2026-12-04T18:30:00Z")


def canonical(value: object) -> str:
    r"""Return JSON with sorted keys, no spaces and ASCII alone: the text that both languages hash.

    Examples
    --------
    >>> canonical({"b": [1, 2], "a": "é"})
    '{"a":"\\u00e9","b":[1,2]}'
    """
    return _ENCODER.encode(value)


def checksum(document: dict[str, Any]) -> str:
    """Return the checksum of a hand-in: it tells a damaged or edited file, and proves nothing about who made it."""
    sealed = {name: part for name, part in document.items() if name not in ("format", "checksum")}
    return hashlib.sha256(canonical(sealed).encode()).hexdigest()[:16]


def variant(assignment: str, student: str, question: str, variants: Sequence[Question | dict[str, Any]]) -> int:
    """Return which of the variants of a question is a student's, however the number was typed in case and spaces.

    Parameters
    ----------
    assignment, student, question
        The assignment's id, the student's number, the question's name.
    variants
        As they stand in the key, or in what students are shown.

    Examples
    --------
    >>> six = [{"variant": name} for name in ("1949", "1952", "1955", "1982", "1999", "2004")]
    >>> variant("week3", " U7", "sample/share", six) == variant("week3", "u7", "sample/share", six)
    True
    """
    names = [one["variant"] if isinstance(one, dict) else one.variant for one in variants]
    return whose(assignment, words(student), question, names)
