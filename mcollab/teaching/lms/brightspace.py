"""Brightspace (D2L): the zip of an assignment's submissions, and the gradebook of *Enter Grades → Export*.

From D2L's help on importing grades and from users of its files: an export has ``OrgDefinedId`` or ``Username`` (each
with a ``#`` before it), columns ``<item> Points Grade <Numeric MaxPoints:…>``, and ends in ``End-of-Line Indicator``;
what was handed in lies in ``<number>-<number> - <name> - <date>``. Not known: what the two numbers mean, so a person's
account is the name that stands there; and whether pages go back by name, so they are named by student number.
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

_COLUMN = re.compile(r"\s+Points Grade(?:\s*<(?P<about>.*)>)?$")
_NUMBERS = ("orgdefinedid", "username", "email")
_LAST = "end-of-line indicator"


def fill(folder: Path, export: Path, out: Path, column: str | None = None) -> Filled:
    """Fill the column of an item in a gradebook that Brightspace exported; see `mcollab.teaching.gradebook.fill`.

    Raises
    ------
    McollabError
        If it is no such gradebook, or its column or its students cannot be told.
    """
    sheet = sheets.opened(export, "a gradebook exported from Brightspace")
    if _LAST not in sheet.folded or not {"orgdefinedid", "username"} & set(sheet.folded):
        raise McollabError(
            f"{export} is no gradebook of Brightspace: expected OrgDefinedId or Username, and End-of-Line Indicator as "
            "the last column, as Enter Grades → Export writes them (key field: Both; grade values: points grade)."
        )
    return gradebook.fill(folder, sheet, _layout(sheet), out, column)


def _layout(sheet: Sheet) -> Layout:
    columns = {i: found["about"] or "" for i, name in enumerate(sheet.header) if (found := _COLUMN.search(name))}

    def out_of(column: int) -> str:
        found = re.search(r"MaxPoints:([\d.,]+)", columns[column])
        return found[1] if found else ""

    return Layout(
        columns=set(columns),
        people=[i for i, cells in enumerate(sheet.cells) if len(cells) == len(sheet.header)],
        ids=[sheet.folded.index(name) for name in _NUMBERS if name in sheet.folded],
        number=lambda text: text.removeprefix("#"),
        bare=lambda name: _COLUMN.sub("", name),
        out_of=out_of,
    )


SYSTEM = System(
    name="brightspace",
    title="Brightspace",
    names=Names(re.compile(r"(?P<prefix>\d+-\d+ - (?P<account>[^/]+?) ?- [^/]*\b\d{4}\b[^/]*)")),
    gradebook=Gradebook("The gradebook that Brightspace exported.", fill),
)
