"""What a learner answered: ``{rev, ts, response, confidence}`` a question, merged and kept without loss."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, Field

from mcollab import atomic
from mcollab.errors import McollabError

if TYPE_CHECKING:
    from pathlib import Path

FORMAT = "mcollab.answers/1"


class State(BaseModel):
    """The state of one question.

    Attributes
    ----------
    rev, ts
        How often it was changed, and when last, in milliseconds since 1970.
    response
        What was answered.
    confidence
        How sure the learner was, 0 to 100.
    """

    model_config = ConfigDict(extra="ignore")

    rev: int = Field(0, ge=0)
    ts: int = Field(0, ge=0)
    response: Any = None
    confidence: int | None = Field(None, ge=0, le=100)


def merge(one: State, other: State) -> State:
    """Return the later of two states of a question: by revision, then time; one never answered gives way."""
    return max(one, other, key=lambda state: (state.rev > 0, state.rev, state.ts))


def conflict(one: State, other: State) -> bool:
    """Return whether two states have the same revision but different responses, so that the learner must choose."""
    return one.rev == other.rev > 0 and one.response != other.response


def load(path: Path) -> dict[str, State]:
    """Return the answers of a file by question; none if there is no file.

    Raises
    ------
    McollabError
        If the file is not one of answers; it is left as it is.
    """
    if not path.exists():
        return {}
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
        kept = {key: State.model_validate(value) for key, value in content["answers"].items()}
        known = content["format"] == FORMAT
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise McollabError(
            f"{path} is not a file of answers; move it away or restore it, and run the cell again."
        ) from None
    if not known:
        raise McollabError(f"{path} is of another version, {content['format']!r}, and was left as it is.")
    return kept


def save(path: Path, answers: dict[str, State]) -> None:
    """Write the answers whole or not at all: a reader never sees half a file.

    Raises
    ------
    McollabError
        If the file cannot be written.
    """
    content = {"format": FORMAT, "answers": {key: state.model_dump() for key, state in sorted(answers.items())}}
    try:
        atomic.write_text(path, json.dumps(content, ensure_ascii=False, indent=1))
    except OSError as error:
        raise McollabError(
            f"The answers cannot be kept in {path} ({error.strerror}); the browser has them: download them there."
        ) from None
