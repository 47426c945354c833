"""Moodle: the zip of *Download all submissions*, and the worksheet of an assignment with *Offline grading worksheet*."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mcollab.teaching import gradebook, quiz
from mcollab.teaching.gradebook import Filled, Layout, Sheet
from mcollab.teaching.lms import Gradebook, Names, Quiz, System

if TYPE_CHECKING:
    from pathlib import Path

_NUMBERS = ("id number", "username", "email address", "identifier")
_NO = ("no", "0", "false")


def fill(folder: Path, worksheet: Path, out: Path, column: str | None = None) -> Filled:
    """Fill the grades of a worksheet that Moodle exported; see `mcollab.teaching.gradebook.fill`."""
    sheet = gradebook.opened(worksheet, "a grading worksheet exported from Moodle")
    return gradebook.fill(folder, sheet, _layout(sheet), out, column or "Grade")


def _layout(sheet: Sheet) -> Layout:
    people = [number for number, cells in enumerate(sheet.cells) if len(cells) == len(sheet.header)]
    places = {name: i for i, name in enumerate(sheet.folded)}
    maximum, changeable = places.get("maximum grade"), places.get("grade can be changed")
    return Layout(
        columns=set(range(len(sheet.header))),
        people=people,
        ids=[i for i, name in enumerate(sheet.folded) if name in _NUMBERS],
        account=lambda cells: f"moodle:{number[0]}" if (number := re.search(r"\d+$", cells[0])) else "",
        out_of=lambda _: "" if maximum is None or not people else sheet.cells[people[0]][maximum],
        locked=lambda cells: changeable is not None and gradebook.fold(cells[changeable]) in _NO,
    )


SYSTEM = System(
    name="moodle",
    title="Moodle",
    # <name>_<number of the participant>_assignsubmission_<type>_, as a folder or before a file's own name; since Moodle 4 a
    # folder's name ends without the last _.
    names=Names(
        re.compile(r"(?P<prefix>.*_(?P<account>\d+)_assignsubmission_(?:\w+?_|\w+$))"),
        back="{prefix}/feedback.html",
    ),
    gradebook=Gradebook("The grading worksheet that Moodle exported.", fill),
    quiz=Quiz("moodle-xml", "For the question bank of Moodle.", "moodle.xml", quiz.moodle_xml),
)
