"""What one file is worth: the hand-in checked against the key, each answer scored. Pure: no files, no clock."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import ValidationError

from mcollab import misfits
from mcollab.questions import scoring
from mcollab.teaching.files import CONTROLS, plain
from mcollab.teaching.grading.content import document
from mcollab.teaching.grading.problem import Problem
from mcollab.teaching.handin import FORMER, Answer, HandIn, canonical, checksum, moment

if TYPE_CHECKING:
    from mcollab.questions.question import Question
    from mcollab.teaching.key import Keys

EDITION = 9
"""Changes when the same file and key would be marked otherwise, so that nothing marked before is used again."""

_LONGEST = 20_000
_CLOCK = 3600
"""Seconds by which an answer may be later than the file it is in."""


NOT_ASKED = -1
"""Stands for the variant of an answer to a question that no key here has: nobody can say what it is worth."""


class Marked(NamedTuple):
    """An answer that was marked.

    Attributes
    ----------
    ts, rev
        When it was given (milliseconds since 1970), and how often it was changed.
    variant
        Which variant it answers; `NOT_ASKED` where no key here has the question that was answered.
    worth
        0 to 1, or None where a person must read it, or where no key here has the question.
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

    @property
    def lost(self) -> bool:
        """Whether it cannot be graded, since no key here has the question; an empty one is worth nothing anyway."""
        return self.variant == NOT_ASKED and self.worth is None


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
        By question, under the name that it has now.
    unasked
        The questions that its version of the assignment did not ask.
    """

    id: str
    name: str
    submitted: int
    notes: list[str]
    check: list[str]
    held: str
    answers: dict[str, Marked]
    unasked: list[str]


TELL_HELD = (
    "Your file was changed after it was made, or made with another student number. "
    "Please open the assignment, check your number, download again and hand in that file."
)
"""What a student is told whose file is held."""


def mark(data: bytes, keys: Keys) -> Record:
    """Return what a file is worth, each answer by the question to which it was given.

    Parameters
    ----------
    data
        The file's bytes.
    keys
        The keys of the assignment.

    Raises
    ------
    Problem
        If the file cannot be marked.
    """
    raw = document(data)
    given = _checked(raw)
    _known(given, keys)
    held, notes, check = [], list[str](), list[str]()
    if not _sealed(raw, given):
        held.append("changed after it was made: its checksum does not fit")
    answers = {}
    before = keys.names[given.version]
    now = {former: name for name, former in before.items()}
    for former, written in given.answers.items():
        name = now.get(former, former)
        if name not in keys.now.questions:
            known = any(former in key.questions for key in keys.by_version.values())
            notes.append(f"answers {plain(former)[:60]!r}, which {'is asked no more' if known else 'was not asked'}")
            continue
        answer = _in_words(written, former, given, keys) if given.format == FORMER else written
        place = keys.place(name, answer.asked, answer.version, given.version)
        if place is None:
            answers[name] = _not_graded(answer)
            continue
        if not keys.dealt(given.student.id, name, answer.asked):
            held.append(f"{name} was answered with the numbers of another student")
        variants = keys.now.questions[name].variants
        answers[name] = _answer(answer, place, variants)
        notes += [f"{name}: {note}" for note in _notes(variants[place], answer.response)]
    submitted = int(moment(given.submitted).timestamp())
    last = max((answer.ts // 1000 for answer in given.answers.values()), default=0)
    if last > submitted + _CLOCK:
        check.append("an answer in it is later than the file itself: a clock that was set, or a date that was changed")
    held_for = "; ".join(dict.fromkeys(held))
    unasked = [name for name in keys.now.questions if name not in before]
    id, student = plain(given.student.id), plain(given.student.name)
    return Record(id, student, submitted, notes, check, held_for, answers, unasked)


def _checked(raw: dict[str, Any]) -> HandIn:
    try:
        return HandIn.model_validate(raw)
    except ValidationError as error:
        first = error.errors()[0]
        at = plain(" → ".join(str(part) for part in first["loc"]))[:120]
        message = {"missing": "is missing", "extra_forbidden": "does not belong there"}.get(
            first["type"], plain(misfits.said(first, HandIn))[:120]
        )
        raise Problem(f"changed by hand or damaged: {at}: {message}") from None


def _known(given: HandIn, keys: Keys) -> None:
    key = keys.now
    if given.assignment != key.assignment:
        other = plain(given.assignment)[:60]
        raise Problem(
            f"answers to another assignment, {other!r}; expected {key.assignment!r}",
            f"You handed in your answers to {other}: please hand in those to {key.title}.",
        )
    if given.course and given.course != key.course:
        theirs, ours = plain(given.course)[:40], f"{key.course!r}" if key.course else "none"
        raise Problem(
            f"answers to {key.assignment!r} of another course, {theirs!r}; the key says {ours}. "
            f"If it is this course and its key was lost and made anew, write course: {theirs!r} into the key",
            f"You handed in your answers to {key.assignment} of another course: please hand in those to {key.title}.",
        )
    if given.version not in keys.by_version:
        version = plain(given.version)[:40]
        raise Problem(
            f"made with version {version!r} of the assignment; the key is of version {key.version!r}. "
            f"If you released that version, put its key beside this one as {key.assignment}.{version}.key.yml",
            "Your file was made with another version of the assignment: please open the one that was handed out last, "
            "press “Go on from a file”, choose your file, and hand in what you download then.",
        )


def _in_words(answer: Answer, name: str, given: HandIn, keys: Keys) -> Answer:
    """Return an answer of the former format, which names variant and choices by their numbers, in the present one."""
    asked = keys.by_version[given.version].questions.get(name)
    if asked is None or answer.variant is None or answer.variant >= len(asked.variants):
        return answer
    question = asked.variants[answer.variant]
    return answer.model_copy(update={"asked": question.asked, "response": question.of_places(answer.response)})


def _sealed(raw: dict[str, Any], given: HandIn) -> bool:
    try:
        return given.checksum == checksum(raw)
    except ValueError:
        raise Problem("a number in it is too large for any answer") from None


def _answer(answer: Answer, place: int, variants: list[Question]) -> Marked:
    question, response = variants[place], answer.response
    worth = question.score(response)
    wrong = worth is not None and worth < 1 and question.chosen(response) != []
    # Another wording of the same variant is nobody else's.
    others = [(i, one) for i, one in enumerate(variants) if wrong and one.variant != question.variant]
    borrowed = [i for i, other in others if other.score(response) == 1]
    return Marked(answer.ts, answer.rev, place, worth, _kept(response), answer.confidence, borrowed)


def _not_graded(answer: Answer) -> Marked:
    worth = 0.0 if scoring.blank(answer.response) else None
    return Marked(answer.ts, answer.rev, NOT_ASKED, worth, _kept(answer.response), answer.confidence, [])


def _notes(question: Question, response: object) -> list[str]:
    """Return what a person may want to know of an answer."""
    odd = "" if scoring.blank(response) else plain(question.oddity(response))
    notes = [odd] if odd else []
    if isinstance(response, str) and len(response) > _LONGEST:
        notes.append(f"an answer of {len(response)} characters, of which {_LONGEST} are kept")
    return notes


def _kept(response: Any) -> Any:
    """Return a response as it is kept for reports: a long one cut, a strange one not at all."""
    if isinstance(response, str):
        return CONTROLS.sub("", response)[:_LONGEST]
    return response if len(canonical(response)) <= _LONGEST else None
