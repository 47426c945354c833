"""A page for each student: what was asked, what was answered, what it is worth, and what is right."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, NamedTuple

from mcollab.teaching import files, lms, pages
from mcollab.teaching.grading.mark import NOT_ASKED
from mcollab.teaching.handin import variant

if TYPE_CHECKING:
    from pathlib import Path

    from mcollab.teaching.grading.sheet import Row
    from mcollab.teaching.key import Keys


_FORMER = "You answered an older version of this question, and nobody can grade that any more: ask your teacher."


def place(row: Row) -> str:
    """Return a student's file within ``feedback/``: named as the learning system wants it back, where it does."""
    back = lms.whose(row.files[-1]).back
    if back and not row.shared:
        return back
    safe = re.sub(r"[^a-z0-9]+", "-", row.student).strip("-")[:40] or "student"
    if safe != row.student or row.check:  # two numbers must not meet in one file
        who = f"{row.student}\x1f{row.account}\x1f{row.name}"
        safe += "-" + hashlib.sha256(who.encode("utf-8", "replace")).hexdigest()[:8]
    return f"{safe}.html"


class Part(NamedTuple):
    """What a page says of one question; the texts of the question are Markdown. `lost`: see `sheet.Row`."""

    prompt: str
    points: float | None
    lost: bool
    out_of: float
    said: str
    comments: list[str]
    teacher: str
    right: str
    explanation: str


def write(folder: Path, keys: Keys, row: Row) -> None:
    """Write a student's page."""
    path = folder / place(row)
    path.parent.mkdir(parents=True, exist_ok=True)
    files.write_text(path, pages.rendered("feedback.html.j2", key=keys.now, row=row, parts=_parts(keys, row)))


def _parts(keys: Keys, row: Row) -> list[Part]:
    parts, released = [], keys.by_version[keys.now.version]
    for name, asked in keys.now.questions.items():
        if name in row.unasked:
            continue
        answer = row.answers.get(name)
        lost = name in row.lost
        if answer and answer.variant != NOT_ASKED:
            question = asked.variants[answer.variant]
        else:  # left out: what the student is asked now
            variants = released.questions[name].variants
            question = variants[variant(released.assignment, row.student, name, variants)]
        response = answer.response if answer else None
        parts.append(
            Part(
                _FORMER if lost else question.prompt,
                row.points[name],
                lost,
                asked.points,
                question.said(response),
                question.comments(response),
                row.comments.get(name, ""),
                question.right(),
                question.explanation,
            )
        )
    return parts
