"""A run of grading: the same result however often or in what order it is run."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from typing import TYPE_CHECKING

from mcollab.errors import McollabError
from mcollab.questions import scoring
from mcollab.teaching import files, gradebook, lms
from mcollab.teaching import key as key_file
from mcollab.teaching.grading import feedback, intake, mark, reading, report, sheet, similarity
from mcollab.teaching.grading.items import Statistics
from mcollab.teaching.grading.problem import Problem
from mcollab.teaching.grading.store import Store
from mcollab.teaching.grading.summary import Summary
from mcollab.teaching.handin import canonical

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from mcollab.teaching.grading.sheet import Row
    from mcollab.teaching.key import Key, Keys

CORRECTIONS = "corrections.csv"
"""The instructor's own word on a file: ``file,student_id``; without a number the file is left out."""

_EVERY = 200
_PROBLEM_COLUMNS = ["file", "student_id", "graded", "reason", "tell_the_student"]


def grade(
    key_path: Path,
    sources: list[Path],
    out: Path,
    told: Callable[[int, int], None] = lambda done, expected: None,  # noqa: ARG005
    with_feedback: bool = False,
) -> Summary:
    """Grade what lies in the sources, and write the results into `out`.

    Parameters
    ----------
    key_path
        The key that `mcollab release` wrote; keys of earlier versions beside it are used for files made with them.
    sources
        Folders, zips or files.
    out
        The folder for the grades.
    told
        Called with the number of files read so far, and about how many there are.
    with_feedback
        Whether to write a page for each student.

    Returns
    -------
    Summary
        What was done, and what needs a person.

    Raises
    ------
    McollabError
        If the key or a source cannot be read, or `out` cannot be written.
    """
    key = key_file.read(key_path)
    keys = key_file.Keys.of(key, key_file.former(key_path, key.assignment, key.version))
    digest = _digest(keys)
    if any(source.resolve() == out.resolve() for source in sources):
        raise McollabError(f"{out} is the folder of the hand-ins: name another for the grades with -o.")
    with files.told_where(out):
        out.mkdir(parents=True, exist_ok=True)
        expected = intake.count(sources)
        corrections = _corrections(out / CORRECTIONS)
        with Store(out) as store:
            summary = Summary()
            for name, data in intake.files(sources, out):
                summary.files += 1
                told(summary.files, expected)
                _take_in(store, keys, digest, name, data, corrections, summary)
                if summary.files % _EVERY == 0:
                    store.commit()
            store.commit()
            _give_out(store, keys, digest, out, summary, with_feedback)
            store.forget_others(digest)
            store.commit()
    return summary


def _digest(keys: Keys) -> str:
    """Return what all marking depends on, as one hash."""
    decides = {
        version: key.model_dump(mode="json", exclude={"due", "late", "extensions", "title", "released"})
        for version, key in keys.by_version.items()
    }
    return hashlib.sha256(canonical([mark.EDITION, keys.now.version, decides]).encode()).hexdigest()


def _corrections(path: Path) -> dict[str, str]:
    """Return the student number of each file that the instructor decided on; an empty one leaves it out."""
    if not path.exists():
        return {}
    rows = files.read_csv(path, "the corrections, with the columns file and student_id")
    if rows and not {"file", "student_id"} <= set(rows[0]):
        raise McollabError(f"{path.name} has the columns {', '.join(rows[0])}: expected file and student_id.")
    found: dict[str, files.Line] = {}
    for row in rows:
        before = found.setdefault(_composed(row["file"]), row)
        if row["file"] and scoring.words(before["student_id"]) != scoring.words(row["student_id"]):
            where = files.lines([before, row])
            raise McollabError(f"{path.name}: {where} say different things of {row['file']}: leave one of them.")
    return {name: row["student_id"] for name, row in found.items() if name}


def _composed(name: str) -> str:
    """Return a file's name as it is compared: one system keeps é as one character, another as two."""
    return unicodedata.normalize("NFC", name)


# --- In -------------------------------------------------------------------------------------------------------------


def _take_in(
    store: Store,
    keys: Keys,
    digest: str,
    name: str,
    data: bytes | Problem,
    corrections: dict[str, str],
    summary: Summary,
) -> None:
    corrected = corrections.get(_composed(name))
    if corrected == "":
        summary.left_out += 1
        return
    if isinstance(data, Problem):
        store.complain(name, data.reason, data.tell)
        return
    sha = hashlib.sha256(data).hexdigest()
    marked = store.known(sha, digest)
    if marked is None:
        try:
            marked = mark.mark(data, keys)
        except Problem as problem:
            marked = problem
        store.keep(sha, digest, marked)
    else:
        summary.reused += 1
    if isinstance(marked, Problem):
        store.complain(name, marked.reason, marked.tell)
    elif marked.held and corrected is None:
        accept = f"If you accept it, put it with its student number into {CORRECTIONS} and grade again"
        store.complain(name, f"{marked.held}. {accept}", mark.TELL_HELD)
    else:
        whose = lms.whose(name)
        store.see(name, sha, scoring.words(corrected or marked.id), whose.account, whose.late)


# --- Out ------------------------------------------------------------------------------------------------------------


def _give_out(store: Store, keys: Keys, digest: str, out: Path, summary: Summary, with_feedback: bool) -> None:
    key = keys.now
    readings = reading.Readings(out / reading.NAME, key)
    stats = Statistics(key)
    to_settle = []
    former = _former_grades(out / sheet.NAME)
    before = {scoring.words(id): id for id, *_ in former}
    ids = set[str]()
    with files.writing_csv(out / sheet.NAME, sheet.header(key)) as write:
        for row in _rows(store, key, digest):
            readings.apply(store, row)
            write(sheet.line(row, key))
            _count(summary, row, former)
            before.pop(row.student, None)
            ids.add(row.student)
            summary.unasked += [row.id] * bool(row.unasked)
            stats.add(row)
            similarity.remember(store, key, row)
            to_settle += [(row.files[0], row.id, reason) for reason in row.check]
            if with_feedback:
                feedback.write(out / "feedback", keys, row)
    summary.gone = list(before.values())
    summary.unused = [id for id in key.extensions if scoring.words(id) not in ids]
    summary.unread = readings.write(store)
    summary.similar = similarity.write(store, out)
    with files.writing_csv(out / "problems.csv", _PROBLEM_COLUMNS) as write:
        for file, reason, tell in store.problems():
            write([file, "", "no", reason, tell])
            summary.problem(file, reason)
        for file, id, reason in to_settle:
            write([file, id, "yes", reason, ""])
            summary.problem(file, reason)
        for reason in readings.wrong:
            write([reading.NAME, "", "no", reason, ""])
            summary.problem(reading.NAME, reason)
    stats.write(out)
    about = {"assignment": key.assignment, "title": key.title, "out_of": key.out_of}
    files.write_text(out / gradebook.ABOUT, json.dumps(about) + "\n")
    report.write(out / "report.html", key, stats, summary)


def _rows(store: Store, key: Key, digest: str) -> Iterator[Row]:
    numbers = store.numbers_of_accounts()
    for student, group in store.students(digest):
        for row in sheet.rows(student, group, key):
            if others := numbers.get(row.account):
                row.shared = True
                row.check.append(f"the account {row.account} used {len(others)} numbers: {', '.join(others)}")
            yield row


def _count(summary: Summary, row: Row, former: dict[tuple[str, str, str], str]) -> None:
    summary.students += 1
    summary.late += row.lateness.days > 0
    before = former.get((row.id, row.account, row.name))
    summary.changed += before is not None and before != str(files.number(row.grade))


def _former_grades(path: Path) -> dict[tuple[str, str, str], str]:
    """Return the grades of the run before, by number, account and name."""
    if not path.exists():
        return {}
    return {
        (row.get("student_id", ""), row.get("account", ""), row.get("name", "")): row.get("grade", "")
        for row in files.read_csv(path, "grades")
    }
