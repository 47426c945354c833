"""What one file is worth: the hand-in checked against the key, each answer scored. Pure: no files, no clock."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import ValidationError

from mcollab.errors import McollabError
from mcollab.questions import scoring
from mcollab.questions.kinds._choice import Choice
from mcollab.questions.kinds.numeric import Numeric
from mcollab.questions.kinds.predict import Predict
from mcollab.questions.kinds.short import Short
from mcollab.teaching.files import CONTROLS, plain
from mcollab.teaching.grading.content import document
from mcollab.teaching.grading.problem import Problem
from mcollab.teaching.handin import Answer, HandIn, canonical, checksum, moment, variant

if TYPE_CHECKING:
    from mcollab.questions.question import Question
    from mcollab.teaching.key import Key

EDITION = 3
"""Changes when the same file and key would be marked otherwise, so that nothing marked before is used again."""

_LONGEST = 20_000
_CLOCK = 3600
"""Seconds by which an answer may be later than the file it is in."""


class Marked(NamedTuple):
    """An answer that was marked.

    Attributes
    ----------
    ts, rev
        When it was given (milliseconds since 1970), and how often it was changed.
    variant
        Which variant it answers.
    worth
        0 to 1, or None where a person must read it.
    response, confidence
        As the student gave them.
    borrowed
        The variants of others for which it is right.
    """

    ts: int
    rev: int
    variant: int
    worth: float | None
    response: Any
    confidence: int | None
    borrowed: list[int]

    @property
    def said(self) -> bool:
        """Whether anything was answered."""
        return not scoring.blank(self.response) or self.worth != 0


@dataclass
class Record:
    """A file that was marked.

    Attributes
    ----------
    id, name
        Who handed it in.
    submitted
        Seconds since 1970.
    notes
        What may be of interest.
    check
        What a person should settle, though it is graded.
    held
        Why a person must accept the file first; empty if nobody must.
    answers
        By question.
    """

    id: str
    name: str
    submitted: int
    notes: list[str]
    check: list[str]
    held: str
    answers: dict[str, Marked]


TELL_HELD = (
    "Your file was changed after it was made, or made with another student number. "
    "Please open the assignment, check your number, download again and hand in that file."
)
"""What a student is told whose file is held."""


def mark(data: bytes, keys: dict[str, Key], current: str) -> Record:
    """Return what a file is worth by the key of its version.

    Parameters
    ----------
    data
        The file's bytes.
    keys
        The keys of the assignment by version.
    current
        The version that is released now.

    Raises
    ------
    Problem
        If the file cannot be marked.
    """
    raw = document(data)
    given = _checked(raw)
    key = _key_of(given, keys, keys[current])
    held, notes = [], list[str]()
    if not _sealed(raw, given):
        held.append("changed after it was made: its checksum does not fit")
    answers = {}
    for name, answer in given.answers.items():
        if name not in key.questions:
            notes.append(f"answers {plain(name)[:60]!r}, which was not asked")
            continue
        variants = key.questions[name].variants
        if answer.variant != variant(key.assignment, given.student.id, name, len(variants)):
            held.append(f"{name} was answered with the numbers of another student")
        if answer.variant < len(variants):
            answers[name] = _answer(answer, variants)
            notes += [f"{name}: {note}" for note in _notes(variants[answer.variant], answer.response)]
    submitted = int(moment(given.submitted).timestamp())
    last = max((answer.ts // 1000 for answer in given.answers.values()), default=0)
    check = (
        ["an answer in it is later than the file itself: a clock that was set, or a date that was changed"]
        if last > submitted + _CLOCK
        else []
    )
    held_for = "; ".join(dict.fromkeys(held))
    return Record(plain(given.student.id), plain(given.student.name), submitted, notes, check, held_for, answers)


def _checked(raw: dict[str, Any]) -> HandIn:
    try:
        return HandIn.model_validate(raw)
    except ValidationError as error:
        first = error.errors()[0]
        at = plain(" → ".join(str(part) for part in first["loc"]))[:120]
        message = {"missing": "is missing", "extra_forbidden": "does not belong there"}.get(
            first["type"], plain(first["msg"].removeprefix("Value error, ")).lower()[:120]
        )
        raise Problem(f"changed by hand or damaged: {at}: {message}") from None


def _key_of(given: HandIn, keys: dict[str, Key], key: Key) -> Key:
    if given.assignment != key.assignment:
        other = plain(given.assignment)[:60]
        raise Problem(
            f"answers to another assignment, {other!r}; expected {key.assignment!r}",
            f"You handed in your answers to {other}: please hand in those to {key.title}.",
        )
    if given.version not in keys:
        version = plain(given.version)[:40]
        raise Problem(
            f"made with version {version!r} of the assignment; the key is of version {key.version!r}. "
            f"If you released that version, put its key beside this one as {key.assignment}.{version}.key.yml",
            "Your file was made with another edition of the assignment: "
            "please get the present one, press “Go on from a file” and hand in again.",
        )
    return keys[given.version]


def _sealed(raw: dict[str, Any], given: HandIn) -> bool:
    try:
        return given.checksum == checksum(raw)
    except ValueError:
        raise Problem("a number in it is too large for any answer") from None


def _answer(answer: Answer, variants: list[Question]) -> Marked:
    question, response = variants[answer.variant], answer.response
    worth = question.score(response)
    wrong = worth is not None and worth < 1 and not scoring.blank(response)
    borrowed = [
        i
        for i, other in enumerate(variants)
        if wrong
        and i != answer.variant
        and not isinstance(question, (Short, Predict))
        and _fits(question, response, other)
    ]
    return Marked(answer.ts, answer.rev, answer.variant, worth, _kept(response), answer.confidence, borrowed)


def _notes(question: Question, response: object) -> list[str]:
    """Return what a person may want to know of an answer."""
    notes = []
    if isinstance(question, Numeric) and isinstance(response, str) and not scoring.blank(response):
        try:
            scoring.number(response)
        except McollabError:
            notes.append(f"{plain(response)[:40]!r} is no number")
    if isinstance(response, str) and len(response) > _LONGEST:
        notes.append(f"an answer of {len(response)} characters, of which {_LONGEST} are kept")
    return notes


def _fits(question: Question, response: object, other: Question) -> bool:
    """Return whether a response to a question is right for another variant; options are the same if their texts are."""
    if isinstance(question, Choice) and isinstance(other, Choice):
        chosen = {text for text, _ in question.chosen(response)}
        return chosen == {option.text for option in other.options if option.correct}
    return other.score(response) == 1


def _kept(response: Any) -> Any:
    """Return a response as it is kept for reports: a long one cut, a strange one not at all."""
    if isinstance(response, str):
        return CONTROLS.sub("", response)[:_LONGEST]
    if response is None or isinstance(response, (bool, float)):
        return response
    return response if len(canonical(response)) <= _LONGEST else None
