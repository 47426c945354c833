"""Grading: every good file graded, one line for every bad one, and the same result however often or in what order it is run."""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from mcollab.errors import McollabError
from mcollab.questions import scoring
from mcollab.teaching import feedback, files, gradebook, intake, marking, reading, report
from mcollab.teaching.intake import Problem
from mcollab.teaching.release import Key, read_key
from mcollab.teaching.store import Store
from mcollab.teaching.submission import canonical

CORRECTIONS = "corrections.csv"
"""The instructor's own word on a file: ``file,student_id``; without a number the file is left out."""

_CANVAS = re.compile(r"^[^_/]+(_LATE)?_(\d+)_(\d+)_.")
_MOODLE = re.compile(r"^.*_(\d+)_assignsubmission_\w+?_")
_EVERY = 200


@dataclass
class Row:
    """A student's grade, as it stands in ``grades.csv``."""

    student: str
    id: str
    name: str
    account: str
    files: list[str]
    handed: int
    answers: dict[str, list]
    points: dict[str, float | None]
    days_late: int = 0
    lost: float = 0
    notes: list[str] = field(default_factory=list)
    check: list[str] = field(default_factory=list)
    """What a person should settle, though it is graded."""
    comments: dict[str, str] = field(default_factory=dict)

    @property
    def unread(self) -> int:
        """How many answers a person has still to read."""
        return sum(points is None for points in self.points.values())

    @property
    def total(self) -> float:
        """The points so far, before what lateness costs."""
        return sum(points for points in self.points.values() if points is not None)

    @property
    def grade(self) -> float | None:
        """The points that count, or None while something is unread."""
        return None if self.unread else self.total * (1 - self.lost)


@dataclass
class Summary:
    """What a run did."""

    files: int = 0
    reused: int = 0
    students: int = 0
    late: int = 0
    problems: list[tuple[str, str]] = field(default_factory=list)
    problem_count: int = 0
    unread: int = 0
    similar: int = 0
    changed: int = 0
    left_out: int = 0

    @property
    def complete(self) -> bool:
        """Whether nothing needs a person."""
        return not self.problem_count and not self.unread


def grade(
    key_path: Path,
    sources: list[Path],
    out: Path,
    told: Callable[[int, int], None] = lambda done, expected: None,
    with_feedback: bool = False,
) -> Summary:
    """Grade what lies in the sources, and write the results into `out`.

    Parameters
    ----------
    key_path
        The key that `mcollab.teaching.release` wrote; keys of earlier versions beside it are used for files made with them.
    sources
        Folders, zips or files.
    told
        Called with the number of files read so far, and about how many there are.
    with_feedback
        Whether to write a page for each student.

    Raises
    ------
    McollabError
        If the key or a source cannot be read, or `out` cannot be written.
    """
    key = read_key(key_path)
    keys = {key.version: key} | {old.version: old for old in _former(key_path, key)}
    digest = hashlib.sha256(
        canonical(
            [
                marking.EDITION,
                *(
                    keys[version].model_dump(mode="json", exclude={"due", "late", "extensions", "title"})
                    for version in sorted(keys)
                ),
            ]
        ).encode()
    ).hexdigest()
    if any(source.resolve() == out.resolve() for source in sources):
        raise McollabError(f"{out} is the folder of the hand-ins: name another for the grades with -o.")
    with files.told_where(out):
        out.mkdir(parents=True, exist_ok=True)
        expected = intake.count(sources)
        corrections = _corrections(out / CORRECTIONS)
        with Store(out) as store:
            summary = Summary()
            _take_in(
                store, keys, key.version, digest, sources, out, corrections, summary, lambda done: told(done, expected)
            )
            store.commit()
            _give_out(store, key, digest, out, summary, with_feedback)
            store.forget_others(digest)
            store.commit()
    return summary


def _former(path: Path, key: Key) -> list[Key]:
    found = [read_key(one) for one in sorted(path.parent.glob(f"{key.assignment}.*.key.yml")) if one.name != path.name]
    return [old for old in found if old.assignment == key.assignment and old.version != key.version]


def _corrections(path: Path) -> dict[str, str]:
    if not path.exists():
        return {}
    rows = files.read_csv(path, "the corrections, with the columns file and student_id")
    if rows and not {"file", "student_id"} <= set(rows[0]):
        raise McollabError(f"{path.name} has the columns {', '.join(rows[0])}: expected file and student_id.")
    return {row["file"]: row["student_id"] for row in rows if row["file"]}


def account_of(name: str) -> tuple[str, bool]:
    """Return whose account a learning system's file name says (``canvas:123``, ``moodle:456`` or nothing), and whether it says late."""
    for part in name.split("/"):
        if found := _MOODLE.match(part):
            return f"moodle:{found[1]}", False
        if found := _CANVAS.match(part):
            return f"canvas:{found[2]}", bool(found[1])
    return "", False


# --- In ------------------------------------------------------------------------------------------------------------------


def _take_in(store, keys, current, digest, sources, out, corrections, summary, told) -> None:
    for name, data in intake.files(sources, out):
        summary.files += 1
        told(summary.files)
        if name in corrections and not corrections[name]:
            summary.left_out += 1
            continue
        if isinstance(data, Problem):
            store.complain(name, data.reason, data.tell)
            continue
        sha = hashlib.sha256(data).hexdigest()
        record = store.known(sha, digest)
        if record is None:
            try:
                record = marking.mark(data, keys, current)
            except Problem as problem:
                record = {"reason": problem.reason, "tell": problem.tell}
            store.keep(sha, digest, record)
        else:
            summary.reused += 1
        if "reason" in record:
            store.complain(name, record["reason"], record["tell"])
        elif record["held"] and name not in corrections:
            store.complain(
                name,
                f"{record['held'][0]}. If you accept it, put it with its student number into {CORRECTIONS} and grade again",
                record["held"][1],
            )
        else:
            store.see(name, sha, scoring.words(corrections.get(name) or record["id"]), *account_of(name))
        if summary.files % _EVERY == 0:
            store.commit()


# --- Together ------------------------------------------------------------------------------------------------------------


def _rows(student: str, group: list, key: Key):
    """Yield the row of a student, or several if one number was used by accounts or names that are not one person's."""
    people: dict[str, list] = {}
    for one in sorted(group, key=lambda one: (not one[1], one[0])):  # those whose account is known first
        name = scoring.words(one[3]["name"])
        same = next(
            (
                who
                for who, others in people.items()
                if not name or name in {scoring.words(other[3]["name"]) for other in others}
            ),
            name,
        )
        people.setdefault(one[1] or same, []).append(one)
    for part in people.values():
        row = _row(student, part, key)
        if len(people) > 1:
            row.check.append(
                f"the number {row.id} was used by {len(people)}: {', '.join(sorted(who or 'no name' for who in people))}"
            )
        yield row


def _row(student: str, group: list, key: Key) -> Row:
    best: dict[str, list] = {}
    handed: dict[str, int] = {}
    for _, _, _, record in group:
        for name, answer in record["answers"].items():
            if name not in key.questions:
                continue
            order = _later(answer, best[name]) if name in best else 1
            if order > 0:
                best[name], handed[name] = answer, record["submitted"]
            elif order == 0:  # the same answer handed in again is not later for it
                handed[name] = min(handed[name], record["submitted"])
    _, _, _, last = max(group, key=lambda one: (one[3]["submitted"], one[0]))
    given = [handed[name] for name in best if _said(best[name])]
    when = max(given) if given else last["submitted"]
    points = {}
    for name, question in key.questions.items():
        worth = best[name][3] if name in best else 0.0
        points[name] = None if worth is None else worth * question.points
    row = Row(
        student,
        last["id"],
        last["name"],
        next((account for _, account, _, _ in group if account), ""),
        [file for file, _, _, _ in group],
        when,
        best,
        points,
    )
    row.notes = list(dict.fromkeys(note for _, _, _, record in group for note in record["notes"]))
    row.check = list(dict.fromkeys(reason for _, _, _, record in group for reason in record["check"]))
    if scoring.words(row.id) != student:
        row.notes.append(f"handed in as {row.id}, corrected to {student}")
        row.id = student
    if key.due:
        _late(row, key, any(late for _, _, late, _ in group))
    return row


def _said(answer: list) -> bool:
    return not scoring.blank(answer[4]) or answer[3] != 0


def _later(one: list, other: list) -> int:
    """Return 1 if an answer is the later of two, -1 if the other is, 0 if they are the same; an empty one gives way."""
    first, second = ((_said(answer), answer[0], answer[1]) for answer in (one, other))
    if first == second:
        first, second = canonical(one[2:5]), canonical(other[2:5])
    return (first > second) - (first < second)


def _late(row: Row, key: Key, marked: bool) -> None:
    extended = {scoring.words(id): due for id, due in key.extensions.items()}
    due = extended.get(row.student, key.due).timestamp()
    grace = key.late.grace_minutes * 60 if key.late else 0
    if row.handed > due + grace:
        row.days_late = math.ceil((row.handed - due) / 86400)
        if key.late:
            row.lost = min(key.late.most, key.late.per_day * row.days_late)
    elif marked and row.student not in extended:
        row.check.append("Canvas says late, the file says in time: see which is right")


# --- Out -----------------------------------------------------------------------------------------------------------------


def _give_out(store: Store, key: Key, digest: str, out: Path, summary: Summary, with_feedback: bool) -> None:
    former = _former_grades(out / "grades.csv")
    readings = reading.Readings(out / reading.NAME, key)
    stats = report.Statistics(key)
    to_settle = []
    names = list(key.questions)
    header = [
        "student_id",
        "name",
        "account",
        "handed_in",
        "days_late",
        *names,
        "to_read",
        "total",
        "late_lost",
        "grade",
        "out_of",
        "note",
        "files",
    ]
    with files.writing_csv(out / "grades.csv", header) as write:
        for student, group in store.students(digest):
            for row in _rows(student, group, key):
                readings.apply(store, row)
                summary.students += 1
                summary.late += row.days_late > 0
                to_settle += [(row.files[0], row.id, reason) for reason in row.check]
                grade = files.number(row.grade)
                before = former.get((row.id, row.account, row.name))
                summary.changed += before is not None and before != str(grade)
                write([
                    row.id, row.name, row.account, datetime.fromtimestamp(row.handed, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), row.days_late,
                    *(files.number(row.points[name]) for name in names),
                    row.unread, files.number(row.total), files.number(row.total * row.lost), grade, files.number(key.out_of), "; ".join(row.check + row.notes), "; ".join(row.files),
                ])  # fmt: skip
                stats.add(row)
                report.remember(store, key, row)
                if with_feedback:
                    feedback.write(out / "feedback", key, row)
    summary.unread = readings.write(store)
    summary.similar = report.write_similar(store, key, out / "similarity.csv")
    with files.writing_csv(
        out / "problems.csv", ["file", "student_id", "graded", "reason", "tell_the_student"]
    ) as write:
        for file, reason, tell in store.problems():
            write([file, "", "no", reason, tell])
            _count(summary, file, reason)
        for file, id, reason in to_settle:
            write([file, id, "yes", reason, ""])
            _count(summary, file, reason)
        for reason in readings.wrong:
            write([reading.NAME, "", "no", reason, ""])
            _count(summary, reading.NAME, reason)
    stats.write(out)
    files.write_text(
        out / gradebook.ABOUT,
        json.dumps({"assignment": key.assignment, "title": key.title, "out_of": key.out_of}) + "\n",
    )
    report.write_page(out / "report.html", key, stats, summary)


def _count(summary: Summary, file: str, reason: str) -> None:
    summary.problem_count += 1
    if len(summary.problems) < 1000:
        summary.problems.append((file, reason))


def _former_grades(path: Path) -> dict[tuple, str]:
    if not path.exists():
        return {}
    return {
        (row.get("student_id"), row.get("account"), row.get("name")): row.get("grade", "")
        for row in files.read_csv(path, "grades")
    }
