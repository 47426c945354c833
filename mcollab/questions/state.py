"""What a learner answered, merged and kept without loss; and how it stands to a question that may have changed."""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from mcollab import atomic
from mcollab.errors import McollabError
from mcollab.questions import kinds
from mcollab.questions.scoring import blank

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FORMAT = "mcollab.answers/2"
_FORMER = "mcollab.answers/1"
"""Its answers say where a choice stood, and not to which wording; nobody can tell any more what they meant."""

CHANGED = "The question changed since you answered it."
"""Why an answer that is there is none to the question as it is asked now."""


class State(BaseModel):
    """The state of one question.

    Attributes
    ----------
    rev, ts
        How often it was changed, and when last, in milliseconds since 1970.
    response
        What was answered: in words, never by its place among others.
    confidence
        How sure the learner was, 0 to 100.
    asked
        The fingerprint of the question to which it was given (`Question.asked`); empty in answers of a former format.
    variant
        Which variant that was, by its name; empty where there is one alone, and in answers that did not keep it.
    prompt
        The prompt of that question, as plain text, to be shown when it has changed.
    version
        The version of the assignment in which it was given; empty in practice.

    Examples
    --------
    >>> State(rev=1, ts=5, response="Oslo").asked
    ''
    """

    model_config = ConfigDict(extra="ignore")

    rev: int = Field(0, ge=0)
    ts: int = Field(0, ge=0)
    response: Any = None
    confidence: int | None = Field(None, ge=0, le=100)
    asked: str = ""
    variant: str = ""
    prompt: str = ""
    version: str = ""


def merge(one: State, other: State) -> State:
    """Return the later of two states of a question: by time, then revision; one never answered gives way.

    Each key that is pressed is a revision: how many there were says nothing of which answer is the later.

    Examples
    --------
    >>> merge(State(rev=2, ts=1, response="a"), State(rev=1, ts=9, response="b")).response
    'b'
    """
    return max(one, other, key=lambda state: (state.rev > 0, state.ts, state.rev))


def standing(shown: dict[str, Any], state: State | None) -> Literal["none", "same", "named", "changed"]:
    """Return how a state stands to a question, alike in ``static/rules.js``.

    Parameters
    ----------
    shown
        The question as `Question.public` gives it.
    state
        What is kept of it.

    Returns
    -------
    str
        ``none``: no answer; ``same``: an answer to this question; ``named``: to another wording of it, and what it
        chose is still there; ``changed``: to another question, so that only the learner can say whether it stands.

    Examples
    --------
    >>> shown = {"kind": "short", "asked": "0123456789ab"}
    >>> standing(shown, State(rev=1, response="a reason", asked="ba9876543210"))
    'changed'
    """
    if state is None or blank(state.response):
        return "none"
    if state.asked == shown["asked"]:
        return "same"
    return "named" if kinds.of(shown["kind"]).names(shown, state.response) else "changed"


def lacking(shown: dict[str, Any], state: State | None) -> str:
    """Return why a question is not answered yet, or nothing if it is, alike in ``static/rules.js``.

    Examples
    --------
    >>> shown = {"kind": "numeric", "asked": "0123456789ab", "unit": ""}
    >>> lacking(shown, None)
    'open'
    >>> lacking(shown, State(rev=1, response="12", asked="ba9876543210")) == CHANGED
    True
    """
    match standing(shown, state):
        case "none":
            return "open"
        case "changed":
            return CHANGED
    return kinds.of(shown["kind"]).lacking(shown, state.response) if state else ""


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
        known = content["format"] in (FORMAT, _FORMER)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise McollabError(
            f"{path} is not a file of answers; move it away or restore it, and run the cell again."
        ) from None
    if not known:
        raise McollabError(
            f"{path} was written by another version of the course ({content['format']!r}), and was left as it is: "
            "install the newest mcollab, or move the file away, and run the cell again."
        )
    return kept


def save(path: Path, answers: dict[str, State]) -> None:
    """Write the answers whole or not at all: a reader never sees half a file.

    Raises
    ------
    McollabError
        If the file cannot be written.
    """
    content = {"format": FORMAT, "answers": {key: state.model_dump() for key, state in sorted(answers.items())}}
    with _told(path):
        atomic.write_text(path, json.dumps(content, ensure_ascii=False, indent=1))


def update(path: Path, answers: dict[str, State]) -> bool:
    """Merge answers into those of a file, which another notebook may be writing too.

    Returns
    -------
    bool
        Whether what another writes at the same moment is safe: on some network drives no file can be locked.

    Raises
    ------
    McollabError
        As `load` and `save`.
    """
    with _told(path), atomic.alone(path) as held:
        kept = load(path)
        save(path, kept | {key: merge(kept[key], one) if key in kept else one for key, one in answers.items()})
    return held


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Tell in a sentence why a file of answers cannot be written."""
    try:
        yield
    except OSError as error:
        raise McollabError(
            f"The answers cannot be kept in {path} ({error.strerror}); the browser has them: download them there."
        ) from None
