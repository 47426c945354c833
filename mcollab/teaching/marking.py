"""What one file is worth: the hand-in checked against the key, each answer scored. Pure: no files, no clock."""

from __future__ import annotations

from pydantic import ValidationError

from mcollab.errors import McollabError
from mcollab.questions import scoring
from mcollab.questions.schema import AnyQuestion
from mcollab.teaching.files import CONTROLS, plain
from mcollab.teaching.intake import Problem, document
from mcollab.teaching.release import Key
from mcollab.teaching.submission import Submission, canonical, checksum, moment, variant

EDITION = 2
"""Changes when the same file and key would be marked otherwise, so that nothing marked before is used again."""

_LONGEST = 20_000


def mark(data: bytes, keys: dict[str, Key], current: str) -> dict:
    """Return what a file is worth by the key of its version.

    Parameters
    ----------
    data
        The file's bytes.
    keys
        The keys of the assignment by version.
    current
        The version that is released now.

    Returns
    -------
    dict
        ``id``, ``name``, ``submitted`` (seconds since 1970), ``notes``, ``check`` (what a person should settle), ``held`` (why a person must accept the file first, and
        what to tell the student; or None), and ``answers``: by question ``[ts, rev, variant, worth, response, confidence,
        borrowed]``, worth None where a person must read it, borrowed the variants of others for which it is right.

    Raises
    ------
    Problem
        If the file cannot be marked.
    """
    raw = document(data)
    given = _checked(raw)
    key = keys[current]
    if given.assignment != key.assignment:
        other = plain(given.assignment)[:60]
        raise Problem(
            f"answers to another assignment, {other!r}; expected {key.assignment!r}",
            f"You handed in your answers to {other}: please hand in those to {key.title}.",
        )
    if given.version not in keys:
        version = plain(given.version)[:40]
        raise Problem(
            f"made with version {version!r} of the assignment; the key is of version {key.version!r}. If you released that version, put its key beside this one as {key.assignment}.{version}.key.yml",
            "Your file was made with another edition of the assignment: please get the present one, press “Go on from a file” and hand in again.",
        )
    held, notes, answers = [], [], {}
    try:
        if given.checksum != checksum(raw):
            held.append("changed after it was made: its checksum does not fit")
    except ValueError:
        raise Problem("a number in it is too large for any answer") from None
    marked = keys[given.version]
    for name, answer in given.answers.items():
        if name not in marked.questions:
            notes.append(f"answers {plain(name)[:60]!r}, which was not asked")
            continue
        variants = marked.questions[name].variants
        if answer.variant != variant(key.assignment, given.student.id, name, len(variants)):
            held.append(f"{name} was answered with the numbers of another student")
        if answer.variant >= len(variants):
            continue
        question = variants[answer.variant]
        worth = _worth(question, answer.response)
        if (
            question.kind == "numeric"
            and worth == 0
            and isinstance(answer.response, str)
            and not scoring.blank(answer.response)
        ):
            try:
                scoring.number(answer.response)
            except McollabError:
                notes.append(f"{name}: {plain(answer.response)[:40]!r} is no number")
        borrowed = []
        if (
            worth is not None
            and worth < 1
            and not scoring.blank(answer.response)
            and question.kind not in ("short", "predict")
        ):
            borrowed = [
                i for i, other in enumerate(variants) if i != answer.variant and _fits(question, answer.response, other)
            ]
        if isinstance(answer.response, str) and len(answer.response) > _LONGEST:
            notes.append(f"{name}: an answer of {len(answer.response)} characters, of which {_LONGEST} are kept")
        answers[name] = [
            answer.ts,
            answer.rev,
            answer.variant,
            worth,
            _kept(answer.response),
            answer.confidence,
            borrowed,
        ]
    submitted = int(moment(given.submitted).timestamp())
    last = max((answer.ts // 1000 for answer in given.answers.values()), default=0)
    return {
        "id": plain(given.student.id),
        "name": plain(given.student.name),
        "submitted": submitted,
        "notes": notes,
        "check": ["an answer in it is later than the file itself: a clock that was set, or a date that was changed"]
        if last > submitted + 3600
        else [],
        "held": [
            "; ".join(dict.fromkeys(held)),
            "Your file was changed after it was made, or made with another student number. Please open the assignment, check your number, download again and hand in that file.",
        ]
        if held
        else None,
        "answers": answers,
    }


def _checked(raw: dict) -> Submission:
    try:
        return Submission.model_validate(raw)
    except ValidationError as error:
        first = error.errors()[0]
        at = plain(" → ".join(str(part) for part in first["loc"]))[:120]
        message = {"missing": "is missing", "extra_forbidden": "does not belong there"}.get(
            first["type"], plain(first["msg"].removeprefix("Value error, ")).lower()[:120]
        )
        raise Problem(f"changed by hand or damaged: {at}: {message}") from None


def _worth(question: AnyQuestion, response) -> float | None:
    try:
        return scoring.score(question, response)
    except (OverflowError, RecursionError, TypeError, ValueError):  # of no question's form
        return 0.0


def _fits(question: AnyQuestion, response, other: AnyQuestion) -> bool:
    """Return whether a response to a question is what is right for another variant of it; options are the same if their texts are."""
    if question.kind in ("single", "multi"):
        chosen = response if isinstance(response, list) else [response]
        if not all(type(i) is int and 0 <= i < len(question.options) for i in chosen):
            return False
        return {question.options[i].text for i in chosen} == {option.text for option in other.options if option.correct}
    return _worth(other, response) == 1


def _kept(response):
    """Return a response as it is kept for reports: a long one cut, a strange one not at all."""
    if isinstance(response, str):
        return CONTROLS.sub("", response)[:_LONGEST]
    if response is None or isinstance(response, (bool, float)):
        return response
    return response if len(canonical(response)) <= _LONGEST else None
