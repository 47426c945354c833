"""How this room reads and writes: CSV that no spreadsheet runs, texts without what a terminal may obey."""

from __future__ import annotations

import csv
import io
import re
import sqlite3
from collections.abc import Iterable
from contextlib import contextmanager
from pathlib import Path

from mcollab import atomic
from mcollab.errors import McollabError
from mcollab.yamlfile import LARGEST, read_bytes

CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""What no name needs and a terminal or a spreadsheet may obey: controls, overrides of direction, halves of characters."""

_TRIGGERS = tuple("=+-@\t\r＝＋－＠")


# --- CSV ---------------------------------------------------------------------------------------------------------------


def plain(text) -> str:
    """Return a text without controls, halves of characters or overrides of direction."""
    return CONTROLS.sub("", str(text)).strip()


def cell(value):
    """Return a value as a cell that a spreadsheet shows and does not run: a text that would start a formula gets a ``'``."""
    if not isinstance(value, str):
        return "" if value is None else value
    text = CONTROLS.sub("", value)
    return f"'{text}" if text.startswith(_TRIGGERS) else text


def uncell(text: str) -> str:
    """Return the text that `cell` was given."""
    return text[1:] if text.startswith("'") and text[1:].startswith(_TRIGGERS) else text


def number(value: float | None) -> int | float | str:
    """Return a number of points as it is shown: at most three decimals, no trailing zeros; empty if there is none."""
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
    """Return what separates the cells of a CSV file, by its first line: a comma, a semicolon or a tab."""
    return max(",;\t", key=text.partition("\n")[0].count)


def read_csv(path: Path, what: str) -> list[dict[str, str]]:
    """Return the rows of a CSV file that a spreadsheet may have saved, by column.

    Raises
    ------
    McollabError
        If it cannot be read.
    """
    text = decoded(read_bytes(path, what))
    csv.field_size_limit(LARGEST)
    try:
        rows = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=separator(text), restval=""))
    except csv.Error as error:
        raise McollabError(f"{path} is not a CSV file that can be read ({error}): expected {what}.") from None
    return [
        {(name or "").strip(): uncell((value if isinstance(value, str) else "").strip()) for name, value in row.items()}
        for row in rows
    ]


# --- Writing -----------------------------------------------------------------------------------------------------------


def write_text(path: Path, text: str) -> None:
    """Write a text file whole or not at all."""
    with atomic.replacing(path) as file:
        file.write(CONTROLS.sub("", text) if "\ud800" <= max(text, default="") <= "\udfff" else text)


@contextmanager
def writing_csv(path: Path, header: Iterable[str]):
    """Open a CSV file for writing, and yield what writes a row; it has the mark by which spreadsheets know UTF-8."""
    with atomic.replacing(path, encoding="utf-8-sig") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([cell(name) for name in header])
        yield lambda row: writer.writerow([cell(value) for value in row])


@contextmanager
def told_where(folder: Path):
    """Turn a folder that cannot be written (no permission, a full disk) into one sentence."""
    try:
        yield
    except OSError as error:
        name = getattr(error, "filename", None) or folder
        raise McollabError(
            f"{name} cannot be written ({error.strerror or error}): make room or choose another folder with -o, and run the command again."
        ) from None
    except sqlite3.Error as error:
        raise McollabError(
            f"{folder} cannot be written ({error}): make room, let other runs end, or choose another folder with -o; nothing is lost."
        ) from None
