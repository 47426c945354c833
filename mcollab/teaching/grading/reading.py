"""Short answers that a person reads: ``to_read.csv``, filled in with a spreadsheet or in the terminal.

An answer stands there once, however many students gave it; the points put beside it hold for all of them, and are taken
up by the next run. The file is the only place of these points, so it is never written without them.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from mcollab.errors import McollabError
from mcollab.questions import scoring
from mcollab.questions.kinds.short import Short
from mcollab.teaching import files
from mcollab.teaching.handin import canonical

if TYPE_CHECKING:
    from pathlib import Path

    from mcollab.teaching.files import Line
    from mcollab.teaching.grading.sheet import Row
    from mcollab.teaching.grading.store import Store
    from mcollab.teaching.key import Key

NAME = "to_read.csv"
COLUMNS = [
    "answer_id",
    "question",
    "prompt",
    "answer",
    "students",
    "points",
    "out_of",
    "comment",
    "model_answer",
    "rubric",
]


def answer_id(question: str, asked: str, response: str) -> str:
    """Return the name of an answer: it starts with a letter, so that no spreadsheet takes it for a number.

    Parameters
    ----------
    question, asked
        The name of the question, and the fingerprint of what it asked.
    response
        The answer.

    Examples
    --------
    >>> answer_id("sample/why-ally", "0a1b", "Shelter ") == answer_id("sample/why-ally", "0a1b", "shelter")
    True
    """
    return "a" + hashlib.sha256(canonical([question, asked, scoring.words(response)]).encode()).hexdigest()[:10]


def rows(path: Path) -> list[Line]:
    """Return the rows of ``to_read.csv``; none if there is no file.

    Raises
    ------
    McollabError
        If it is no such file any more.
    """
    if not path.exists():
        return []
    found = files.read_csv(path, "the short answers to read")
    if found and not {"answer_id", "points"} <= set(found[0]):
        raise McollabError(
            f"{path} has lost its columns answer_id and points, in which the points you gave are kept: restore it, "
            "or delete it to read all answers again."
        )
    return found


def waiting(found: list[Line]) -> list[Line]:
    """Return the rows of answers that have no points yet, on any line."""
    read = {row["answer_id"] for row in found if row["points"].strip()}
    return [row for row in found if row["answer_id"] and row["answer_id"] not in read]


def points(text: str, out_of: float) -> float | None:
    """Return the points that a reader gave, or None if none are given yet.

    Raises
    ------
    McollabError
        If it is no number from 0 to `out_of`.

    Examples
    --------
    >>> points("1,5", 3), points(" ", 3)
    (1.5, None)
    """
    if not text.strip():
        return None
    value = scoring.number(text)
    if not 0 <= value <= out_of:
        raise McollabError(f"{text.strip()} is not between 0 and {out_of:g}")
    return value


class Readings:
    """The points that were given so far, and the answers that still need some."""

    def __init__(self, path: Path, key: Key):
        self.path, self.key = path, key
        self.given: dict[str, tuple[float, str]] = {}
        self.wrong: list[str] = []
        self.before: dict[str, list[Line]] = {}
        for row in rows(path):
            if row["answer_id"]:
                self.before.setdefault(row["answer_id"], []).append(row)
        for id, lines in self.before.items():
            self._take(id, lines)

    def _take(self, id: str, lines: list[Line]) -> None:
        """Take the points of an answer: what its lines say, if all that say something say the same."""
        question = self.key.questions.get(lines[0].get("question", ""))
        if question is None:
            return
        said: dict[tuple[float | None, str], Line] = {}
        for row in lines:
            try:
                value = points(row["points"], question.points)
            except McollabError as error:
                self.wrong.append(f"answer {id}: the points were not taken: {error}")
                return
            comment = row.get("comment", "")
            if value is not None or comment:
                said.setdefault((value, comment), row)
        if len(said) > 1:
            where = files.lines(said.values())
            self.wrong.append(
                f"answer {id}: the points were not taken, since {where} give it other points or another comment: "
                "leave one of them"
            )
        for value, comment in said if len(said) == 1 else ():
            if value is not None:
                self.given[id] = value, comment

    def apply(self, store: Store, row: Row) -> None:
        """Give a student's row the points of its answers that were read, and note the answers themselves."""
        for name, worth in row.points.items():
            if worth is not None or row.answers[name].lost:
                continue
            answer = row.answers[name]
            asked = self.key.questions[name].variants[answer.variant].asked
            id = answer_id(name, asked, answer.response)
            store.unread(id, name, answer.variant, answer.response)
            if id in self.given:
                row.points[name], comment = self.given[id]
                if comment:
                    row.comments[name] = comment

    def _kept(self, id: str) -> list[tuple[str, str]]:
        """Return points and comment of each line that an answer keeps: one, or those that do not agree."""
        said = [(row["points"], row.get("comment", "")) for row in self.before.get(id, [])]
        if id in self.given:
            said = [one for one in said if one[0].strip()][:1]
        return list(dict.fromkeys(one for one in said if any(one))) or [("", "")]

    def write(self, store: Store) -> int:
        """Write the file again, with all points that were given, and return how many answers are still to read."""
        found = store.to_read()
        if not found and not self.before:
            return 0
        with files.writing_csv(self.path, COLUMNS) as write:
            for id, name, variant, response, students in found:
                question = self.key.questions[name].variants[variant]
                for points_given, comment in self._kept(id):
                    write(
                        [
                            *(id, name, question.prompt, response, students, points_given),
                            files.number(self.key.questions[name].points),
                            comment,
                            question.right(),
                            " | ".join(question.rubric) if isinstance(question, Short) else "",
                        ]
                    )
            seen = {id for id, *_ in found}
            for id, lines in self.before.items():  # no longer handed in, but somebody read it
                for row in lines:
                    if id not in seen and row["points"].strip():
                        write([row.get(column, "") for column in COLUMNS])
        return sum(id not in self.given for id, *_ in found)


def give(path: Path, id: str, value: str, comment: str) -> None:
    """Put points and a comment beside an answer, as `mcollab read` does after each."""
    found = rows(path)
    with files.told_where(path), files.writing_csv(path, COLUMNS) as write:
        for row in found:
            if row["answer_id"] == id:
                row |= {"points": value, "comment": comment}
            write([row.get(column, "") for column in COLUMNS])
