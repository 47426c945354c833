"""How this room reads and writes: CSV that no spreadsheet runs, texts without what a terminal may obey."""

from __future__ import annotations

import csv
import io
import re
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from mcollab import atomic
from mcollab.errors import McollabError
from mcollab.yamlfile import LARGEST, read_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""What no name needs and a terminal may obey: controls, overrides of direction, halves of characters."""

_TRIGGERS = tuple("=+-@\t\r＝＋－＠")

Cell = str | float | None
"""What a cell of a table is given: a text, a number, or nothing."""


# --- CSV ------------------------------------------------------------------------------------------------------------


def plain(text: object) -> str:
    r"""Return a text without controls, halves of characters or overrides of direction.

    Examples
    --------
    >>> plain("Ann \x1b[31m")
    'Ann [31m'
    """
    return CONTROLS.sub("", str(text)).strip()


def cell(value: Cell) -> str | float:
    """Return a value as a cell that a spreadsheet shows and does not run: what would start a formula gets a ``'``.

    Examples
    --------
    >>> cell("=1+1"), cell(-2.5), cell(None)
    ("'=1+1", -2.5, '')
    """
    if not isinstance(value, str):
        return "" if value is None else value
    text = CONTROLS.sub("", value)
    return f"'{text}" if text.startswith(_TRIGGERS) else text


def uncell(text: str) -> str:
    """Return the text that `cell` was given.

    Examples
    --------
    >>> uncell("'=1+1"), uncell("'tis")
    ('=1+1', "'tis")
    """
    return text[1:] if text.startswith("'") and text[1:].startswith(_TRIGGERS) else text


def number(value: float | None) -> int | float | str:
    """Return a number of points as it is shown: at most three decimals, no trailing zeros; empty if there is none.

    Examples
    --------
    >>> number(2.0), number(1 / 3), number(None)
    (2, 0.333, '')
    """
    if value is None:
        return ""
    rounded = round(value + 1e-12, 3)
    return int(rounded) if rounded == int(rounded) else rounded


def decoded(data: bytes) -> str:
    """Return a CSV file's text, whatever spreadsheet saved it: UTF-8, UTF-16 with its mark, or Windows-1252."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def separator(text: str) -> str:
    r"""Return what separates the cells of a CSV file, by its first line: a comma, a semicolon or a tab.

    Examples
    --------
    >>> separator("id;name\n1;Lee, Ann\n")
    ';'
    """
    return max(",;\t", key=text.partition("\n")[0].count)


class Line(dict[str, str]):
    """The cells of a CSV file's row, by column; `number` is the line of the file on which it ends."""

    number = 0


def read_csv(path: Path, what: str) -> list[Line]:
    """Return the rows of a CSV file that a spreadsheet may have saved, by column.

    Raises
    ------
    McollabError
        If it cannot be read.
    """
    text = decoded(read_bytes(path, what)).lstrip("\ufeff")
    space = text[: len(text) - len(text.lstrip())]
    above = space[: space.rfind("\n") + 1]  # blank lines, which some programs put above the columns
    text = text.removeprefix(above)
    csv.field_size_limit(LARGEST)
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=separator(text), restval="")
    found = []
    try:
        for row in rows:
            cells = ((name, value if isinstance(value, str) else "") for name, value in row.items())
            found.append(Line({(name or "").strip(): uncell(value.strip()) for name, value in cells}))
            found[-1].number = rows.line_num + above.count("\n")
    except csv.Error as error:
        raise McollabError(f"{path} is not a CSV file that can be read ({error}): expected {what}.") from None
    return found


def lines(rows: Iterable[Line]) -> str:
    """Return where rows stand in their file, in words.

    Examples
    --------
    >>> one, other = Line(), Line()
    >>> one.number, other.number = 2, 7
    >>> lines([one, other])
    'lines 2 and 7'
    """
    return "lines " + " and ".join(str(row.number) for row in rows)


# --- Writing --------------------------------------------------------------------------------------------------------


def write_text(path: Path, text: str) -> None:
    """Write a text file whole or not at all; halves of characters, which no encoding has, are left out."""
    atomic.write_text(path, re.sub("[\ud800-\udfff]", "", text))


@contextmanager
def writing_csv(path: Path, header: Iterable[str]) -> Iterator[Callable[[Iterable[Cell]], None]]:
    """Open a CSV file for writing, and yield what writes a row; it has the mark by which spreadsheets know UTF-8."""
    with atomic.replacing(path, encoding="utf-8-sig") as file:
        writer = csv.writer(file, lineterminator="\n")

        def write(row: Iterable[Cell]) -> None:
            writer.writerow([cell(value) for value in row])

        write(header)
        yield write


@contextmanager
def told_where(place: Path, instead: str = "choose another folder with -o") -> Iterator[None]:
    """Turn a file or folder that cannot be written (no permission, a full disk) into one sentence.

    Parameters
    ----------
    place
        What is written.
    instead
        What else the user may do, where there is no room to be made.

    Raises
    ------
    McollabError
        If what is done within cannot be written.
    """
    try:
        yield
    except OSError as error:
        # A file is first written under another name, which tells the user nothing.
        name = error.filename if error.filename and not str(error.filename).endswith(".part") else place
        raise McollabError(
            f"{name} cannot be written ({error.strerror or error}): make room or {instead}, and run the command again."
        ) from None
    except sqlite3.Error as error:
        raise McollabError(
            f"{place} cannot be written ({error}): make room, let other runs end, or {instead}; nothing is lost."
        ) from None
