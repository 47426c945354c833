"""What grading remembers between runs, and sorts by: one SQLite file in the folder of grades.

It only saves time: without it everything is graded again, with the same results.
"""

from __future__ import annotations

import json
import sqlite3
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Self

from mcollab.teaching.grading.mark import Marked, Record
from mcollab.teaching.grading.problem import Problem
from mcollab.teaching.grading.sheet import Seen

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAME = ".grading.sqlite"

_TABLES = """
create table if not exists graded(sha text, digest text, record text, primary key(sha, digest)) without rowid;
create table if not exists found(
    file text primary key, sha text, student text, account text, late integer, reason text, tell text
) without rowid;
create index if not exists found_student on found(student, file);
create table if not exists unread(
    answer text primary key, question text, variant integer, response text, students integer
) without rowid;
create table if not exists asked(
    question text, variant integer, student text, primary key(question, variant, student)
) without rowid;
create table if not exists borrowed(
    student text, question text, variant integer, response text, primary key(student, question, variant)
) without rowid;
delete from found; delete from unread; delete from asked; delete from borrowed;
"""


class Store:
    """The memory of a folder of grades, for one run."""

    def __init__(self, folder: Path):
        self.path = folder / NAME
        try:
            self._open()
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError:  # not a database any more: it is remade from the hand-ins
            self.db.close()
            self.path.unlink()
            self._open()

    def _open(self) -> None:
        self.db = sqlite3.connect(self.path, timeout=5, isolation_level=None)
        self.db.execute("pragma temp_store = memory")  # no files outside the folder
        self.db.execute("pragma locking_mode = exclusive")
        self.db.execute("begin")  # at once: each statement alone would wait for the disk
        for statement in _TABLES.strip().split(";"):
            self.db.execute(statement)

    def __enter__(self) -> Self:
        """Return the memory, to be closed at the end."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it; what was not committed is forgotten."""
        self.db.close()

    def commit(self) -> None:
        """Make what was marked so far outlast a kill."""
        self.db.execute("commit")
        self.db.execute("begin")

    # --- What was marked --------------------------------------------------------------------------------------------

    def known(self, sha: str, digest: str) -> Record | Problem | None:
        """Return what was marked before of a file with these bytes by these keys."""
        row = self.db.execute("select record from graded where sha = ? and digest = ?", (sha, digest)).fetchone()
        if row is None:
            return None
        content = json.loads(row[0])
        return Problem(**content) if "reason" in content else _record(content)

    def keep(self, sha: str, digest: str, marked: Record | Problem) -> None:
        """Remember what was marked."""
        content = {"reason": marked.reason, "tell": marked.tell} if isinstance(marked, Problem) else vars(marked)
        text = json.dumps(content, separators=(",", ":"))
        self.db.execute("insert or replace into graded values (?, ?, ?)", (sha, digest, text))

    def forget_others(self, digest: str) -> None:
        """Forget what was marked by other keys."""
        self.db.execute("delete from graded where digest <> ?", (digest,))

    # --- What was found this time -----------------------------------------------------------------------------------

    def see(self, file: str, sha: str, student: str, account: str, late: bool) -> None:
        """Note a file that counts."""
        self.db.execute("insert into found values (?, ?, ?, ?, ?, null, null)", (file, sha, student, account, late))

    def complain(self, file: str, reason: str, tell: str) -> None:
        """Note a file that does not."""
        self.db.execute("insert into found values (?, null, null, null, null, ?, ?)", (file, reason, tell))

    def problems(self) -> Iterator[tuple[str, str, str]]:
        """Yield file, reason and what to tell the student, in order of file."""
        yield from self.db.execute("select file, reason, tell from found where reason is not null order by file")

    def students(self, digest: str) -> Iterator[tuple[str, list[Seen]]]:
        """Yield each student with what was handed in."""
        found = self.db.execute(
            "select student, file, account, late, record from found join graded "
            "on found.sha = graded.sha and digest = ? where student is not null order by student, file",
            (digest,),
        )
        for student, group in groupby(found, key=itemgetter(0)):
            yield (
                student,
                [
                    Seen(file, account, bool(late), _record(json.loads(record)))
                    for _, file, account, late, record in group
                ],
            )

    def numbers_of_accounts(self) -> dict[str, list[str]]:
        """Return the student numbers of each account that handed in under more than one."""
        found = self.db.execute(
            "select distinct account, student from found where account in (select account from found "
            "where account <> '' group by account having count(distinct student) > 1) order by account, student"
        )
        return {account: [student for _, student in group] for account, group in groupby(found, key=itemgetter(0))}

    # --- Answers that a person reads --------------------------------------------------------------------------------

    def unread(self, answer: str, question: str, variant: int, response: str) -> None:
        """Count a student who gave an answer that a person must read."""
        self.db.execute(
            "insert into unread values (?, ?, ?, ?, 1) on conflict(answer) do update set students = students + 1",
            (answer, question, variant, response),
        )

    def to_read(self) -> list[tuple[str, str, int, str, int]]:
        """Return answer, question, variant, response and number of students of all that a person must read."""
        return self.db.execute("select * from unread order by question, answer").fetchall()

    # --- Who answered with whose numbers ----------------------------------------------------------------------------

    def asked(self, question: str, variant: int, student: str) -> None:
        """Note which variant a student was asked."""
        self.db.execute("insert or ignore into asked values (?, ?, ?)", (question, variant, student))

    def borrowed(self, student: str, question: str, variant: int, response: str) -> None:
        """Note an answer that is right for another variant than the student's."""
        self.db.execute("insert or ignore into borrowed values (?, ?, ?, ?)", (student, question, variant, response))

    def borrowers(self) -> list[tuple[str, int]]:
        """Return the students who did so, with the number of questions, most first."""
        return self.db.execute(
            "select student, count(distinct question) from borrowed group by student order by 2 desc, 1"
        ).fetchall()

    def borrowings(self, student: str) -> list[tuple[str, int, str]]:
        """Return question, variant and response of each such answer of a student."""
        return self.db.execute(
            "select question, variant, response from borrowed where student = ? order by question, variant", (student,)
        ).fetchall()

    def holders(self, question: str, variant: int, but: str, most: int) -> tuple[int, list[str]]:
        """Return how many students but one have a variant, and at most `most` of them."""
        which = "from asked where question = ? and variant = ? and student <> ?"
        found = self.db.execute(f"select student {which} order by student limit ?", (question, variant, but, most))
        (count,) = self.db.execute(f"select count(*) {which}", (question, variant, but)).fetchone()
        return count, [student for (student,) in found]


def _record(content: dict[str, Any]) -> Record:
    answers = {name: Marked(*answer) for name, answer in content.pop("answers").items()}
    return Record(**content, answers=answers)
