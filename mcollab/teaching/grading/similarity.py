"""Who answered with what is right for another student's numbers only: a reason to ask, and no proof."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mcollab.teaching import files
from mcollab.teaching.grading.mark import NOT_ASKED

if TYPE_CHECKING:
    from pathlib import Path

    from mcollab.teaching.grading.sheet import Row
    from mcollab.teaching.grading.store import Store
    from mcollab.teaching.key import Key

NAME = "similarity.csv"
_COLUMNS = [
    "student_id",
    "questions_answered_with_other_numbers",
    "question",
    "answer",
    "right_for_variant",
    "students_of_that_variant",
    "such_as",
]
_SUCH = 5


def remember(store: Store, key: Key, row: Row) -> None:
    """Note which variants a student was asked, and the answers that are right for other students' only."""
    for name, answer in row.answers.items():
        variants = key.questions[name].variants
        if len(variants) < 2 or answer.variant == NOT_ASKED:
            continue
        store.asked(name, answer.variant, row.student)
        text = variants[answer.variant].said(answer.response)[:200]
        for other in answer.borrowed:
            store.borrowed(row.student, name, other, text)


def write(store: Store, out: Path) -> int:
    """Write ``similarity.csv``, and return how many students answered two questions or more with others' numbers."""
    marked = 0
    with files.writing_csv(out / NAME, _COLUMNS) as put:
        for student, questions in store.borrowers():
            marked += questions > 1
            for name, variant, response in store.borrowings(student):
                count, holders = store.holders(name, variant, student, _SUCH)
                such = "; ".join(holders) + ("; …" if count > _SUCH else "")
                put([student, questions, name, response, variant, count, such])
    return marked
