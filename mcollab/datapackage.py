"""The tables of ``data/``, typed as its ``datapackage.json`` describes them."""

from __future__ import annotations

import csv
import json
from functools import cache
from typing import TYPE_CHECKING

import pandas as pd

from mcollab.course import data_dir
from mcollab.errors import McollabError, nearest

if TYPE_CHECKING:
    from pathlib import Path

ATTRS = "mcollab"
"""Key of ``DataFrame.attrs`` under which a frame remembers the tables that it was made from."""

_DTYPES = {
    "string": "str",
    "number": "float64",
    "integer": "Int64",
    "year": "Int64",
    "boolean": "boolean",
    "date": "datetime64[s]",
}


def package() -> dict:
    """Return the descriptor of the whole data package, as read from ``datapackage.json``."""
    path = data_dir() / "datapackage.json"
    return _json(path, path.stat().st_mtime_ns)


def descriptor(table: str) -> dict:
    """Return the resource descriptor of `table`: its path, title, schema, misreadings and licences.

    Raises
    ------
    McollabError
        If the package has no table of that name.
    """
    resources = {resource["name"]: resource for resource in package()["resources"]}
    if table not in resources:
        raise McollabError(f"No table {table!r}: expected one of {', '.join(resources)}{nearest(table, resources)}")
    return resources[table]


def load(table: str) -> pd.DataFrame:
    """Return a table of the course as a DataFrame.

    Columns and types are those of ``datapackage.json``: dates are ``datetime64``, years and counts integers,
    shares floats, flags booleans, the rest text; an empty cell is missing. Every table ends in ``source``
    (BibTeX keys, see :func:`mcollab.cite`), ``as_of``, ``confirmed`` and ``note``.

    Raises
    ------
    McollabError
        If there is no such table, or its file has a row that does not fit the schema (names file and line).
    """
    resource = descriptor(table)
    path = data_dir() / resource["path"]
    if not path.is_file():
        raise McollabError(
            f"No file {path} for table {table!r}: datapackage.json names it, so restore it from the repository."
        )
    frame = _frame(table, path, path.stat().st_mtime_ns).copy()
    frame.attrs[ATTRS] = {"tables": [table]}
    return frame


def tables() -> pd.DataFrame:
    """Return one row a table: ``table``, ``title``, ``row`` (what a row is), ``rows``, ``columns``, ``as_of`` (latest)."""
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
            }
        )
    return pd.DataFrame(rows)


@cache
def _json(path: Path, stamp: int) -> dict:
    return json.loads(path.read_text(encoding="utf-8"))


@cache
def _frame(table: str, path: Path, stamp: int) -> pd.DataFrame:
    fields = descriptor(table)["schema"]["fields"]
    names = [field["name"] for field in fields]
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        header = next(reader, [])
        if header != names:
            odd = next((name for name in [*names, *header] if (name in names) != (name in header)), header)
            raise McollabError(
                f"{path.name}, line 1: the columns differ from datapackage.json at {odd!r}; expected {', '.join(names)}."
            )
        rows, lines = [], []
        for row in reader:
            if len(row) != len(names):
                raise McollabError(
                    f"{path.name}, line {reader.line_num}: {len(row)} cells where {len(names)} were expected "
                    f"(row starts {', '.join(row[:3])!r}); a text that holds a comma must stand in quotes."
                )
            rows.append(row)
            lines.append(reader.line_num)
    text = pd.DataFrame(rows, columns=names, dtype="str").replace("", pd.NA)
    return pd.DataFrame({field["name"]: _column(text[field["name"]], field, path.name, lines) for field in fields})


def _column(text: pd.Series, field: dict, file: str, lines: list[int]) -> pd.Series:
    kind, constraints = field["type"], field.get("constraints", {})
    if kind in ("integer", "year", "number"):
        values = pd.to_numeric(text, errors="coerce")
        bad = text.notna() & (values.isna() | ((values % 1 != 0) if kind != "number" else False))
    elif kind == "date":
        values = pd.to_datetime(text, format="%Y-%m-%d", errors="coerce")
        bad = text.notna() & values.isna()
    elif kind == "boolean":
        values = text.map({"true": True, "false": False})
        bad = text.notna() & values.isna()
    else:
        values = text
        bad = text.notna() & ~text.isin(constraints["enum"]) if "enum" in constraints else pd.Series(False, text.index)
    if constraints.get("required"):
        bad |= text.isna()
    if bad.any():
        row = bad.idxmax()
        expected = (
            f"one of {', '.join(constraints['enum'])}"
            if "enum" in constraints
            else {"date": "a date as 2004-03-29"}.get(kind, f"a {kind}")
        )
        found = "nothing" if pd.isna(text[row]) else repr(text[row])
        raise McollabError(
            f"{file}, line {lines[row]}: {found} in column {field['name']!r} where {expected} was expected"
            f"{nearest(found, constraints.get('enum', []))}"
        )
    dtype = _DTYPES[kind]
    if values.notna().all():  # plain NumPy types where nothing is missing: what most pandas users expect
        dtype = {"Int64": "int64", "boolean": "bool"}.get(dtype, dtype)
    return values.astype(dtype)
