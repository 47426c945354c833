"""What grading remembers between runs, and sorts by: one SQLite file in the folder of grades.

It only saves time: without it everything is graded again, with the same results.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

NAME = ".grading.sqlite"

_TABLES = """
create table if not exists graded(sha text, digest text, record text, primary key(sha, digest)) without rowid;
create table if not exists found(file text primary key, sha text, student text, account text, late integer, reason text, tell text) without rowid;
create index if not exists found_student on found(student, file);
create table if not exists unread(answer text primary key, question text, variant integer, response text, students integer) without rowid;
create table if not exists asked(question text, variant integer, student text, primary key(question, variant, student)) without rowid;
create table if not exists borrowed(student text, question text, variant integer, response text, primary key(student, question, variant)) without rowid;
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
        for statement in _TABLES.strip().split(";"):
            self.db.execute(statement)
        self.db.execute("begin")

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_) -> None:
        self.db.close()

    def commit(self) -> None:
        """Make what was marked so far outlast a kill."""
        self.db.execute("commit")
        self.db.execute("begin")

    def known(self, sha: str, digest: str) -> dict | None:
        """Return what was marked before of a file with these bytes by these keys."""
        row = self.db.execute("select record from graded where sha = ? and digest = ?", (sha, digest)).fetchone()
        return json.loads(row[0]) if row else None

    def keep(self, sha: str, digest: str, record: dict) -> None:
        """Remember what was marked."""
        self.db.execute(
            "insert or replace into graded values (?, ?, ?)", (sha, digest, json.dumps(record, separators=(",", ":")))
        )

    def forget_others(self, digest: str) -> None:
        """Forget what was marked by other keys."""
        self.db.execute("delete from graded where digest <> ?", (digest,))

    def see(self, file: str, sha: str, student: str, account: str, late: bool) -> None:
        """Note a file that counts."""
        self.db.execute("insert into found values (?, ?, ?, ?, ?, null, null)", (file, sha, student, account, late))

    def complain(self, file: str, reason: str, tell: str) -> None:
        """Note a file that does not."""
        self.db.execute("insert into found values (?, null, null, null, null, ?, ?)", (file, reason, tell))

    def problems(self) -> Iterator[tuple[str, str, str]]:
        """Yield file, reason and what to tell the student, in order of file."""
        yield from self.db.execute("select file, reason, tell from found where reason is not null order by file")

    def students(self, digest: str) -> Iterator[tuple[str, list[tuple[str, str, bool, dict]]]]:
        """Yield each student with what was handed in: file, account, whether marked late, and its record."""
        rows = self.db.execute(
            "select student, file, account, late, record from found join graded on found.sha = graded.sha and digest = ? where student is not null order by student, file",
            (digest,),
        )
        last, group = None, []
        for student, file, account, late, record in rows:
            if student != last and group:
                yield last, group
                group = []
            last = student
            group.append((file, account, bool(late), json.loads(record)))
        if group:
            yield last, group
