"""From the text of a column to its type, or to one sentence that names the cell which does not fit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from mcollab.datapackage.descriptors import allowed
from mcollab.errors import McollabError, nearest

if TYPE_CHECKING:
    from collections.abc import Sequence

_DTYPES = {
    "string": "str",
    "number": "float64",
    "integer": "Int64",
    "year": "Int64",
    "boolean": "boolean",
    "date": "datetime64[s]",
}


def typed(text: pd.Series, field: dict[str, Any], file: str, lines: Sequence[int]) -> pd.Series:
    """Return a column in the type that its schema gives it.

    Parameters
    ----------
    text
        The cells as text, missing where empty.
    field
        The column's descriptor.
    file, lines
        What the file is called, and on which line of it each cell stands.

    Raises
    ------
    McollabError
        With file, line and column, if a cell does not fit the type, or the values, the limits or the form allowed, or
        is empty and may not be.

    Examples
    --------
    >>> import pandas as pd
    >>> typed(pd.Series(["2014", "2026"]), {"name": "year", "type": "year"}, "spending.csv", [2, 3]).to_list()
    [2014, 2026]
    """
    kind, constraints = field["type"], field.get("constraints", {})
    if kind not in _DTYPES:
        raise McollabError(
            f"datapackage.json: column {field['name']!r} of {file} has the type {kind!r}, expected one of "
            f"{', '.join(_DTYPES)}{nearest(kind, _DTYPES)}"
        )
    values = _converted(text, kind)
    bad = text.notna() & (values.isna() | (text != text.str.strip()))
    if kind in ("date", "year"):
        years = values.dt.year if kind == "date" else values
        bad |= ~years.between(1, 9999) & values.notna()  # pandas knows a year 0, the calendar does not
    if kind in ("integer", "year"):
        bad |= values.notna() & (values % 1 != 0)
    if "enum" in constraints:
        bad |= text.notna() & ~text.isin(list(map(str, constraints["enum"])))
    if "minimum" in constraints:
        bad |= (values < constraints["minimum"]).fillna(False)
    if "maximum" in constraints:
        bad |= (values > constraints["maximum"]).fillna(False)
    if "pattern" in constraints:
        bad |= text.notna() & ~text.str.fullmatch(constraints["pattern"]).fillna(False)
    if constraints.get("required"):
        bad |= text.isna()
    if bad.any():
        row = bad.idxmax()
        raise McollabError(f"{file}, line {lines[row]}: {_misfit(text[row], field)}")
    dtype = _DTYPES[kind]
    if values.notna().all():  # plain NumPy types where nothing is missing: what most pandas users expect
        dtype = {"Int64": "int64", "boolean": "bool"}.get(dtype, dtype)
    return values.astype(dtype)


def _converted(text: pd.Series, kind: str) -> pd.Series:
    """Return the values, missing where a cell is empty or not of that kind."""
    if kind in ("integer", "year", "number"):
        numbers = pd.to_numeric(text, errors="coerce")
        return numbers.mask(np.isinf(numbers))
    if kind == "date":
        return pd.to_datetime(text, format="%Y-%m-%d", errors="coerce")
    if kind == "boolean":
        return text.str.lower().map({"true": True, "false": False})  # spreadsheets write TRUE
    return text


def _misfit(cell: Any, field: dict[str, Any]) -> str:
    options = list(map(str, field.get("constraints", {}).get("enum", [])))
    if isinstance(cell, str) and cell != cell.strip():
        return f"{cell!r} in column {field['name']!r} has blanks around it: write {cell.strip()!r}."
    wanted = {
        "date": "a date as 2004-03-29",
        "year": "a year from 1 to 9999",
        "boolean": "true or false",
        "integer": "a whole number",
    }
    expected = f"one of {', '.join(options)}" if options else wanted.get(field["type"], f"a {field['type']}")
    if not options and (limits := allowed(field)):
        expected += f", {limits},"
    if pattern := field.get("constraints", {}).get("pattern"):
        expected = f"a text of the form {pattern}"
    found = "nothing" if pd.isna(cell) else repr(cell)
    return f"{found} in column {field['name']!r} where {expected} was expected{nearest(cell, options)}"
