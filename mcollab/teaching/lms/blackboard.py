"""Blackboard: the zip of *Assignment File Download*, and the gradebook of *Work Offline → Download*.

From what Blackboard's help and users of its files say: a file that was handed in is called
``<assignment>_<user name>_attempt_<year-month-day-hour-minute-second>_<its own name>``; a downloaded column is called
``<title> [Total Pts: <points> Score] |<number>``, and a column without that number makes a new one when it is uploaded.
Not known: a user name with ``_`` in it cannot be told from the title before it, and Blackboard says nothing of pages
that go back for a whole class, so they are named by student number.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mcollab.errors import McollabError
from mcollab.teaching import gradebook, sheets
from mcollab.teaching.gradebook import Filled, Layout
from mcollab.teaching.lms import Gradebook, Names, System

if TYPE_CHECKING:
    from pathlib import Path

    from mcollab.teaching.sheets import Sheet

_COLUMN = re.compile(r"\s*(?:\[Total Pts: (?P<points>[^\]]*?)(?: \w+)?\]\s*)?\|\d+$")
_NUMBERS = ("username", "student id")


def fill(folder: Path, download: Path, out: Path, column: str | None = None) -> Filled:
    """Fill the column of an assignment in a gradebook that Blackboard wrote; see `mcollab.teaching.gradebook.fill`.

    Raises
    ------
    McollabError
        If it is no such gradebook, or its column or its students cannot be told.
    """
    sheet = sheets.opened(download, "a gradebook downloaded from Blackboard")
    if "username" not in sheet.folded or not any(_COLUMN.search(name) for name in sheet.header):
        raise McollabError(
            f"{download} is no gradebook of Blackboard: expected the column Username, "
            "and columns that end in | and a number, as Work Offline → Download writes them."
        )
    return gradebook.fill(folder, sheet, _layout(sheet), out, column)


def _layout(sheet: Sheet) -> Layout:
    user = sheet.folded.index("username")
    columns = {i: found for i, name in enumerate(sheet.header) if (found := _COLUMN.search(name))}
    return Layout(
        columns=set(columns),
        people=[i for i, cells in enumerate(sheet.cells) if len(cells) == len(sheet.header) and cells[user]],
        ids=[sheet.folded.index(name) for name in _NUMBERS if name in sheet.folded],
        account=lambda cells: f"blackboard:{cells[user]}",
        bare=lambda name: _COLUMN.sub("", name),
        refused={
            i: f"Blackboard calculates {sheet.header[i]!r} and takes no grades for it: name another with --column."
            for i, found in columns.items()
            if (found["points"] or "").startswith("up to")
        },
        out_of=lambda column: columns[column]["points"] or "",
    )


SYSTEM = System(
    name="blackboard",
    title="Blackboard",
    names=Names(re.compile(r"(?P<prefix>[^/]+_(?P<account>[^_/]+)_attempt_\d{4}(?:-\d\d){5})(?=[_.])")),
    gradebook=Gradebook("The gradebook that Blackboard wrote for working offline.", fill),
)
