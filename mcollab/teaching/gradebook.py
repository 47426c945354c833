"""Grades into the instructor's own gradebook: one column is filled in, and every other byte stays as it was.

What is a system's own, its columns and its people, is said by its file in ``lms/`` as a `Layout`.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mcollab import atomic, textfile
from mcollab.errors import McollabError, nearest
from mcollab.teaching import files, sheets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from mcollab.teaching.sheets import Cells, Sheet

ABOUT = "assignment.json"
"""What was graded into a folder of grades."""

Row = dict[str, str]


@dataclass
class Filled:
    """What an export did."""

    path: Path
    column: str = ""
    filled: int = 0
    unmatched: list[str] = field(default_factory=list)
    """Graded students who are not in the gradebook, or cannot be told apart there."""
    waiting: list[str] = field(default_factory=list)
    """Students with an answer still to read: their cell was left as it was."""
    without: int = 0
    """Students of the gradebook who handed nothing in: their cell was left as it was."""
    notes: list[str] = field(default_factory=list)


def grades(folder: Path) -> list[Row]:
    """Return the rows of ``grades.csv``.

    Raises
    ------
    McollabError
        If the folder has none.
    """
    found = files.read_csv(folder / "grades.csv", "the grades that `mcollab grade` writes")
    if found and not {"student_id", "grade", "account"} <= set(found[0]):
        raise McollabError(f"{folder / 'grades.csv'} has lost its columns student_id, account or grade: grade again.")
    return list(found)


def title(folder: Path) -> str:
    """Return the title of the assignment that was graded into a folder.

    Raises
    ------
    McollabError
        If nothing was.
    """
    try:
        return str(json.loads((folder / ABOUT).read_text(encoding="utf-8"))["title"])
    except (OSError, ValueError, KeyError, TypeError):
        raise McollabError(
            f"{folder} holds no grades: expected the folder that `mcollab grade` wrote; "
            "or name the column with --column."
        ) from None


# --- The column and the people --------------------------------------------------------------------------------------


@dataclass
class Layout:
    """What a system's gradebook means.

    Attributes
    ----------
    columns
        Those that may be filled in, by number.
    people
        The numbers of the rows (under the header) that are a student's.
    ids
        The columns in which a student number may stand, the surest first.
    number
        A student number without what the system adds to it in a cell.
    account
        Of a row: the account, as `mcollab.teaching.lms.whose` has it; empty if the gradebook does not say.
    bare
        A column's name without what the system adds to an assignment's title.
    refused
        Why the system would not take a column, by number.
    out_of
        Of a column: the points possible, if the gradebook says.
    locked
        Of a row and a column: why the grade that stands there may not be changed; empty if it may.
    """

    columns: set[int]
    people: list[int]
    ids: list[int]
    number: Callable[[str], str] = str
    account: Callable[[Cells], str] = lambda _: ""
    bare: Callable[[str], str] = str
    refused: dict[int, str] = field(default_factory=dict)
    out_of: Callable[[int], str] = lambda _: ""
    locked: Callable[[Cells, int], str] = lambda *_: ""


def fill(folder: Path, sheet: Sheet, layout: Layout, out: Path, column: str | None) -> Filled:
    """Fill in the grades of a folder, and write the gradebook.

    Parameters
    ----------
    folder
        The grades.
    sheet, layout
        The gradebook that the system exported, and what it means.
    out
        The file to write.
    column
        The column's name, with or without what the system adds to it; the assignment's title if None.

    Returns
    -------
    Filled
        What was done, and for whom it was not.

    Raises
    ------
    McollabError
        If there are no grades or no such column, the column's name is not in UTF-8, or the file cannot be written.
    """
    at = _column(sheet, layout, title(folder) if column is None else column, by_title=column is None)
    done = Filled(out, sheet.header[at])
    rows = grades(folder)
    _compare_points(done, layout.out_of(at), rows)
    taken = _Matching(sheet, layout, at, rows, done).taken()
    done.without = len(layout.people) - len(taken)
    # A fresh export has no grade yet: how it writes numbers is seen in any column.
    written = (cell for number in layout.people for cell in sheet.cells[number])
    comma = sheet.separator == ";" and any(re.fullmatch(r"-?\d+,\d+", cell) for cell in written)
    values = {number: row["grade"].replace(".", ",") if comma else row["grade"] for number, row in taken.items()}
    values = {number: value for number, value in values.items() if value}
    done.filled = len(values)
    with files.told_where(out):
        atomic.write_bytes(out, sheet.changed(at, values))
    return done


def _column(sheet: Sheet, layout: Layout, wanted: str, by_title: bool) -> int:
    """Return the number of the one column of that name."""
    may = {i: sheet.header[i] for i in sorted(layout.columns - set(layout.refused))}
    tests: Iterable[Callable[[str], bool]] = (
        lambda name: name == wanted,
        lambda name: sheets.fold(name) == sheets.fold(wanted),
        lambda name: sheets.fold(layout.bare(name)) == sheets.fold(wanted),
    )
    for test in tests:
        found = [i for i, name in may.items() if test(name)]
        if len(found) == 1:
            return found[0]
        if found:
            raise McollabError(
                f"{sheet.path.name} has {len(found)} columns {wanted!r}: name the right one in full with --column, "
                f"such as {sheet.header[found[0]]!r}."
            )
    for i, reason in layout.refused.items():
        if sheets.fold(wanted) in (sheet.folded[i], sheets.fold(layout.bare(sheet.header[i]))):
            raise McollabError(reason)
    textfile.read(sheet.path)  # a name is not found where its letters cannot be read: that is told instead
    hint = nearest(wanted, may.values()) or ("; name it with --column" if by_title else "")
    options = ", ".join(repr(name) for name in may.values()) or "none"
    raise McollabError(f"{sheet.path.name} has no column {wanted!r}: expected one of {options}{hint}")


def _compare_points(done: Filled, theirs: str, rows: list[Row]) -> None:
    ours = next((row["out_of"] for row in rows if row.get("out_of")), "")
    try:
        differ = abs(float(theirs.replace(",", ".")) - float(ours)) > 1e-6
    except ValueError:  # the gradebook does not say
        return
    if differ:
        done.notes.append(f"the gradebook counts {theirs} points, the key {ours}: grades go in as points, unscaled")


class _Matching:
    """Gives each graded student the one row of the gradebook that is theirs."""

    def __init__(self, sheet: Sheet, layout: Layout, at: int, rows: list[Row], done: Filled):
        self.rows, self.done = rows, done
        self.locked = {number: layout.locked(sheet.cells[number], at) for number in layout.people}
        self.by_account: dict[str, list[int]] = {}
        self.by_id: list[dict[str, list[int]]] = [{} for _ in layout.ids]
        for number in layout.people:
            cells = sheet.cells[number]
            if account := layout.account(cells):
                self.by_account.setdefault(account, []).append(number)
            for index, column in zip(self.by_id, layout.ids, strict=True):
                name = sheets.fold(layout.number(cells[column]))
                # A number is often what stands before the @ of an address.
                for one in {name, name.split("@")[0]} - {""}:
                    index.setdefault(one, []).append(number)

    def taken(self) -> dict[int, Row]:
        """Return the student of each row of the gradebook; who has none is told."""
        numbers = [sheets.fold(row["student_id"]) for row in self.rows]
        taken: dict[int, Row] = {}
        for row, number in zip(self.rows, numbers, strict=True):
            name = f"{row['student_id']} ({row['name']})" if row.get("name") else row["student_id"]
            found = self.by_account.get(row["account"], [])
            if not found and numbers.count(number) > 1:
                self.done.unmatched.append(f"{name}: this number stands for {numbers.count(number)} students")
                continue
            found = found or self._numbered(number)
            if len(found) != 1:
                self.done.unmatched.append(f"{name}: {f'{len(found)} rows fit' if found else 'not there'}")
            elif found[0] in taken:
                self.done.unmatched.append(f"{name}: the same row as {taken[found[0]]['student_id']}")
            elif row["grade"] and self.locked[found[0]]:
                self.done.unmatched.append(f"{name}: {self.locked[found[0]]}")
            else:
                taken[found[0]] = row
                if not row["grade"]:
                    self.done.waiting.append(name)
        return taken

    def _numbered(self, number: str) -> list[int]:
        """Return the rows of a student number, in the surest column that has it."""
        exact = next((index[number] for index in self.by_id if number in index), [])
        if exact or not number.isdigit():
            return exact
        # A spreadsheet takes the zeros off a number.
        return next(
            (rows for index in self.by_id for id, rows in index.items() if id.lstrip("0") == number.lstrip("0")),
            [],
        )
