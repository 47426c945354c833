"""Tables as DataFrames."""

from __future__ import annotations

import csv
import io
from functools import cache
from typing import TYPE_CHECKING

import pandas as pd

from mcollab import textfile
from mcollab.course import data_dir
from mcollab.datapackage.cells import typed
from mcollab.datapackage.descriptors import descriptor, package
from mcollab.errors import McollabError

if TYPE_CHECKING:
    from pathlib import Path

ATTRS = "mcollab"
"""Key of ``DataFrame.attrs`` under which a frame remembers the tables that it was made from."""


def load(table: str) -> pd.DataFrame:
    """Return a table of the course.

    Parameters
    ----------
    table
        Its name: one of those that :func:`mcollab.tables` lists.

    Returns
    -------
    DataFrame
        Columns and types are those of ``datapackage.json`` (see :func:`mcollab.codebook`): dates are ``datetime64``,
        years and counts integers, shares floats, flags booleans, the rest text; an empty cell is missing. Every table
        ends in ``source`` (BibTeX keys, see :func:`mcollab.cite`), ``as_of``, ``confirmed`` and ``note``.

    Raises
    ------
    McollabError
        If there is no such table, or its file has a row that does not fit the schema, or a key that stands there
        before (names file and line).

    Examples
    --------
    >>> spending = mc.load("spending")
    >>> spending.query("country == 'POL' and year in [2014, 2024]")["share_gdp"].to_list()
    [1.86, 3.75]
    """
    frame = _frame(table, *stamp(table)).copy()
    frame.attrs[ATTRS] = {"tables": [table]}
    return frame


def stamp(table: str) -> tuple[Path, int]:
    """Return the file of a table and when it was last changed: what is kept of the table is kept by both.

    Raises
    ------
    McollabError
        If there is no such table, or its file is not there.
    """
    path = data_dir() / descriptor(table)["path"]
    if not path.is_file():
        raise McollabError(
            f"No file {path} for table {table!r}: datapackage.json names it, so restore it from the repository."
        )
    return path, path.stat().st_mtime_ns


def tables() -> pd.DataFrame:
    """Return the tables of the course.

    Returns
    -------
    DataFrame
        One row a table: ``table``, ``title``, ``row`` (what a row is), ``rows``, ``columns``, ``as_of`` (the latest),
        ``coverage`` (``"complete"``; ``"class"``: complete for a class or a period; ``"selection"``; what that means
        for a table stands in its :func:`mcollab.codebook`).

    Raises
    ------
    McollabError
        If a table does not fit its schema.

    Examples
    --------
    >>> mc.tables().set_index("table").loc["memberships", ["title", "row"]].to_list()
    ['Memberships', "a country's spell of one status in an arrangement: [joined, left)"]
    """
    rows = []
    for resource in package()["resources"]:
        frame = load(resource["name"])
        rows.append(
            {
                "table": resource["name"],
                "title": resource["title"],
                "row": resource["description"],
                "rows": len(frame),
                "columns": frame.shape[1],
                "as_of": frame["as_of"].max(),
                "coverage": resource["coverage"]["extent"],
            }
        )
    return pd.DataFrame(rows)


@cache
def _frame(table: str, path: Path, _stamp: int) -> pd.DataFrame:
    """Return the table typed; the stamp makes a changed file be read again."""
    schema = descriptor(table)["schema"]
    fields = schema["fields"]
    names = [field["name"] for field in fields]
    rows, lines = _rows(path, names)
    text = pd.DataFrame(rows, columns=names, dtype="str").replace("", pd.NA)
    frame = pd.DataFrame({field["name"]: typed(text[field["name"]], field, path.name, lines) for field in fields})
    unique = [[field["name"]] for field in fields if field.get("constraints", {}).get("unique")]
    for key in [schema["primaryKey"], *unique] if "primaryKey" in schema else unique:
        twice = frame.duplicated(key).to_numpy() & frame[key].notna().all(axis=1).to_numpy()
        if twice.any():
            row = int(twice.argmax())
            raise McollabError(
                f"{path.name}, line {lines[row]}: {', '.join(text.loc[row, key])!r} in {', '.join(key)} stands in a row"
                " before, and each may stand once."
            )
    return frame


def _rows(path: Path, names: list[str]) -> tuple[list[list[str]], list[int]]:
    """Return the rows under the header, and the line on which each ends; what a spreadsheet left empty is no row."""
    reader = csv.reader(io.StringIO(textfile.read(path), newline="\n"))
    header = next(reader, [])
    if header != names:
        raise McollabError(f"{path.name}, line 1: {_odd(header, names)}")
    rows, lines, last = [], [], reader.line_num
    for row in reader:
        first, last = last + 1, reader.line_num
        if not any(cell.strip() for cell in row):
            continue
        if last > first:
            raise McollabError(
                f"{path.name}, line {first}: a cell goes on to line {last} (row starts {', '.join(row[:3])[:60]!r}); "
                "a text stands on one line, in quotes that close on it."
            )
        if len(row) != len(names):
            raise McollabError(
                f"{path.name}, line {reader.line_num}: {len(row)} cells where {len(names)} were expected "
                f"(row starts {', '.join(row[:3])!r}); a text that holds a comma must stand in quotes."
            )
        rows.append(row)
        lines.append(reader.line_num)
    return rows, lines


def _odd(header: list[str], names: list[str]) -> str:
    if header and header[0].startswith("sep="):
        return f"{','.join(header)!r} is a hint to spreadsheets and no part of the table; delete this line."
    for separator, called in ((";", "semicolons"), ("\t", "tabs")):
        if len(header) == 1 and separator in header[0]:
            return f"its cells are parted by {called}, not by commas; save it with commas (CSV UTF-8)."
    odd = [f"{name!r} is no column of it" for name in header if name not in names][:1]
    odd += [f"{name!r} is lacking" for name in names if name not in header][:1]
    told = " and ".join(odd) or "its columns stand in another order, or twice"
    return f"{told}; write them as datapackage.json does: {','.join(names)}."
