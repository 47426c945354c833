"""Canvas: the zip of *Download Submissions*, and the gradebook of *Grades → Export*."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mcollab.errors import McollabError
from mcollab.teaching import gradebook, quiz
from mcollab.teaching.gradebook import Cells, Filled, Layout, Sheet
from mcollab.teaching.lms import Gradebook, Names, Quiz, System

if TYPE_CHECKING:
    from pathlib import Path

# Canvas passes over every column whose name has one of these in it, whatever else the name says.
_IGNORES = re.compile("(Current|Final) (Score|Points|Grade)|Override (Score|Grade|Status)")
_STUDENT = {
    "student",
    "lastname",
    "firstname",
    "id",
    "sis user id",
    "sis login id",
    "integration id",
    "root account",
    "section",
}


_NUMBERS = ("sis login id", "sis user id", "id", "integration id")


def fill(folder: Path, export: Path, out: Path, column: str | None = None) -> Filled:
    """Fill the column of an assignment in a gradebook that Canvas exported; see `mcollab.teaching.gradebook.fill`."""
    sheet = gradebook.opened(export, "a gradebook exported from Canvas")
    if not {"id", "section"} <= set(sheet.folded) or not {"student", "lastname"} & set(sheet.folded):
        raise McollabError(
            f"{export} is no gradebook of Canvas: expected the columns Student, ID and Section in its first line, "
            "as Canvas exports them."
        )
    return gradebook.fill(folder, sheet, _layout(sheet), out, column)


def _layout(sheet: Sheet) -> Layout:
    id = sheet.folded.index("id")
    possible: Cells = next((cells for cells in sheet.cells if "Points Possible" in cells[0]), [])
    return Layout(
        columns={i for i, name in enumerate(sheet.folded) if name not in _STUDENT},
        people=[
            number
            for number, cells in enumerate(sheet.cells)
            if cells is not possible and len(cells) == len(sheet.header) and cells[id]
        ],
        ids=[sheet.folded.index(name) for name in _NUMBERS if name in sheet.folded],
        account=lambda cells: f"canvas:{cells[id]}",
        bare=lambda name: re.sub(r"\s*\(\d+\)\s*$", "", name),  # it adds its own number to a title: "Week 3 (4711)"
        refused={
            i: f"Canvas passes over columns with a name like {name!r} when it imports grades: "
            "rename the assignment in Canvas and export again."
            for i, name in enumerate(sheet.header)
            if _IGNORES.search(name)
        },
        out_of=lambda column: possible[column] if column < len(possible) else "",
    )


SYSTEM = System(
    name="canvas",
    title="Canvas",
    # <name>[_LATE]_<number of the user>_<number of the file>_<its own name>; a page goes back under the same beginning.
    names=Names(re.compile(r"(?P<prefix>[^_/]+(?P<late>_LATE)?_(?P<account>\d+)_\d+_)."), back="{prefix}feedback.html"),
    gradebook=Gradebook("The gradebook that Canvas exported.", fill),
    quiz=Quiz("qti12", "QTI 1.2, as Canvas imports it.", "qti.zip", quiz.qti12),
)
