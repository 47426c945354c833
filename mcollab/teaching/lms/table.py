"""No learning system, or one that takes any CSV file: a plain table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mcollab.teaching import files
from mcollab.teaching.gradebook import Filled, grades
from mcollab.teaching.lms import Gradebook, System

if TYPE_CHECKING:
    from pathlib import Path


def write(folder: Path, out: Path) -> Filled:
    """Write number, name, grade and points possible of every student whose grade is complete.

    Raises
    ------
    McollabError
        If there are no grades, or the file cannot be written.
    """
    done, found = Filled(out, "grade"), grades(folder)
    with files.told_where(out), files.writing_csv(out, ["student_id", "name", "grade", "out_of"]) as put:
        for row in found:
            if not row["grade"]:
                done.waiting.append(row["student_id"])
                continue
            put([row["student_id"], row.get("name", ""), row["grade"], row.get("out_of", "")])
            done.filled += 1
    return done


SYSTEM = System("csv", "any other", gradebook=Gradebook("A plain table, for any other gradebook.", write=write))
