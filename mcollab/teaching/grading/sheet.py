"""The sheet of grades: what each student handed in, put together, and what it is worth."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from mcollab.questions.scoring import words
from mcollab.teaching import files, lms
from mcollab.teaching.grading.late import Lateness, extensions, lateness
from mcollab.teaching.handin import canonical

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mcollab.teaching.files import Cell
    from mcollab.teaching.grading.mark import Marked, Record
    from mcollab.teaching.key import Key

NAME = "grades.csv"
_LOST = (
    "not graded, since no key here has the question that was answered: "
    "put the key of the version that asked it beside this one"
)


class Seen(NamedTuple):
    """A file that counts: its name, the account it is from, whether the learning system says late, what it holds."""

    file: str
    account: str
    late: bool
    record: Record


@dataclass
class Row:
    """A student's grade, as it stands in ``grades.csv``."""

    student: str
    id: str
    name: str
    account: str
    files: list[str]
    handed: int
    answers: dict[str, Marked]
    points: dict[str, float | None]
    lateness: Lateness = field(default_factory=Lateness)
    notes: list[str] = field(default_factory=list)
    check: list[str] = field(default_factory=list)
    """What a person should settle, though it is graded."""
    unasked: list[str] = field(default_factory=list)
    """The questions that no version asked which was handed in: they are not among `points`."""
    scale: float = 1
    """By what the points are multiplied, so that what was asked counts for the whole."""
    comments: dict[str, str] = field(default_factory=dict)
    shared: bool = False
    """Whether its account handed in under other numbers too: what goes back by account could be another's."""

    @property
    def unread(self) -> int:
        """How many answers a person has still to read."""
        return sum(points is None for points in self.points.values()) - len(self.lost)

    @property
    def lost(self) -> list[str]:
        """The questions whose answer cannot be graded, since no key here has what was asked."""
        return [name for name, points in self.points.items() if points is None and self.answers[name].lost]

    @property
    def total(self) -> float:
        """The points so far, in proportion to what was asked, before what lateness costs."""
        return sum(points for points in self.points.values() if points is not None) * self.scale

    @property
    def grade(self) -> float | None:
        """The points that count; None while an answer is not graded, or where nothing was asked that is asked now."""
        done = self.points and None not in self.points.values()
        return self.total * (1 - self.lateness.lost) if done else None


def header(key: Key) -> list[str]:
    """Return the columns of ``grades.csv``."""
    return [
        *("student_id", "name", "account", "handed_in", "days_late"),
        *key.questions,
        *("to_read", "total", "late_lost", "grade", "out_of", "note", "files"),
    ]


def line(row: Row, key: Key) -> list[Cell]:
    """Return a student's line of ``grades.csv``."""
    handed = datetime.fromtimestamp(row.handed, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return [
        *(row.id, row.name, row.account, handed, row.lateness.days),
        *(files.number(row.points.get(name)) for name in key.questions),
        row.unread,
        files.number(row.total),
        files.number(row.total * row.lateness.lost),
        files.number(row.grade),
        files.number(key.out_of),
        "; ".join(row.check + row.notes),
        "; ".join(row.files),
    ]


def rows(student: str, group: list[Seen], key: Key) -> Iterator[Row]:
    """Yield the row of a student, or several if one number was used by accounts or names that are not one person's.

    Parameters
    ----------
    student
        The student number, as it is compared.
    group
        The files handed in under it.
    key
        The key that is released now.
    """
    people = _people(group)
    for part in people.values():
        row = _row(student, part, key)
        if len(people) > 1:
            users = ", ".join(sorted(who or "no name" for who in people))
            row.check.append(f"the number {row.id} was used by {len(people)}: {users}")
        yield row


def _people(group: list[Seen]) -> dict[str, list[Seen]]:
    """Return the files of each person: an account is one, and so is a name where there is no account."""
    people: dict[str, list[Seen]] = {}
    for one in sorted(group, key=lambda one: (not one.account, one.file)):  # those whose account is known first
        name = words(one.record.name)
        same = (
            who for who, others in people.items() if not name or name in {words(other.record.name) for other in others}
        )
        people.setdefault(one.account or next(same, name), []).append(one)
    return people


def _row(student: str, group: list[Seen], key: Key) -> Row:
    best, handed = _latest(group, key)
    last = max(group, key=lambda one: (one.record.submitted, one.file)).record
    when = max((handed[name] for name, answer in best.items() if answer.said), default=last.submitted)
    # Whoever handed in what did not ask a question has no answer to it, and none that is wrong.
    unasked = [name for name in key.questions if name not in best and all(name in one.record.unasked for one in group)]
    points: dict[str, float | None] = {}
    for name in key.questions:
        worth = best[name].worth if name in best else 0.0
        if name not in unasked:
            points[name] = None if worth is None else worth * key.questions[name].points
    account = next((one.account for one in group if one.account), "")
    row = Row(student, last.id, last.name, account, [one.file for one in group], when, best, points)
    row.notes = list(dict.fromkeys(note for one in group for note in one.record.notes))
    row.check = list(dict.fromkeys(reason for one in group for reason in one.record.check))
    row.check += [f"{name}: {_LOST}" for name in row.lost]
    if unasked:
        _in_proportion(row, key, unasked)
    if words(row.id) != student:
        row.notes.append(f"handed in as {row.id}, corrected to {student}")
        row.id = student
    row.lateness = lateness(key, student, row.handed)
    marked = next((one for one in group if one.late), None)
    if marked and key.due and not row.lateness.days and student not in extensions(key):
        system = lms.title_of(marked.account)
        row.check.append(f"{system} says late, the file says in time: see which is right")
    return row


def _in_proportion(row: Row, key: Key, unasked: list[str]) -> None:
    """Let what was asked of a student count for the whole, and say so."""
    asked = sum(key.questions[name].points for name in row.points)
    row.unasked, row.scale = unasked, key.out_of / asked if asked else 0
    of = f"{files.number(asked)} of {files.number(key.out_of)} points"
    row.notes.append(f"graded in proportion to the {of} that were asked, without {', '.join(unasked)}")
    if not asked:
        row.check.append("not graded, since the version that was handed in asked nothing of what is asked now")


def _latest(group: list[Seen], key: Key) -> tuple[dict[str, Marked], dict[str, int]]:
    """Return a student's latest answer to each question, and when it was handed in first."""
    best: dict[str, Marked] = {}
    handed: dict[str, int] = {}
    for one in group:
        for name, answer in one.record.answers.items():
            if name not in key.questions:
                continue
            order = _later(answer, best[name]) if name in best else None
            if order is None or order > 0:
                best[name], handed[name] = answer, one.record.submitted
            elif order == 0:  # the same answer handed in again is not later for it
                handed[name] = min(handed[name], one.record.submitted)
    return best, handed


def _later(one: Marked, other: Marked) -> int:
    """Return 1 if an answer is the later of two, -1 if the other is, 0 if they are the same; an empty one gives way."""
    first, second = (
        # Of two at the same moment, whichever file comes first must not decide: what is in them does.
        (answer.said, answer.ts, answer.rev, canonical([answer.variant, answer.worth, answer.response]))
        for answer in (one, other)
    )
    return (first > second) - (first < second)
