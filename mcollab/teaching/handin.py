"""What a student hands in: ``mcollab.submission/1``, one small JSON file, and the variant that is whose.

``static/assignment.js`` makes the same file; the tests hold the two together.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, field_validator

from mcollab.questions.hashing import fnv1a
from mcollab.questions.scoring import words
from mcollab.teaching.files import plain

FORMAT = "mcollab.submission/1"
_ENCODER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)

MIME = "application/vnd.mcollab.submission+json"
"""Under which `mcollab.submit` leaves the hand-in in the notebook itself."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class Answer(_Part):
    """An answer as handed in: which variant was asked, and the state of `questions.state`."""

    variant: Annotated[int, Field(ge=0, lt=1000)]
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
    version: Annotated[str, Field(max_length=200)]
    student: Student
    submitted: Annotated[str, Field(max_length=40)]
    answers: Annotated[dict[str, Answer], Field(max_length=1000)]
    checksum: Annotated[str, Field(max_length=200)]

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
    sealed = {name: document[name] for name in ("answers", "assignment", "student", "submitted", "version")}
    return hashlib.sha256(canonical(sealed).encode()).hexdigest()[:16]


def variant(assignment: str, student: str, question: str, count: int) -> int:
    """Return which of `count` variants of a question is a student's, however the number was typed in case and spaces.

    Examples
    --------
    >>> variant("week3", " U7", "sample/share", 6) == variant("week3", "u7", "sample/share", 6)
    True
    """
    return fnv1a("\x1f".join((assignment, words(student), question))) % count if count > 1 else 0
