"""What tells the rows of a table apart, and how another table names one of them."""

from __future__ import annotations

import pandas as pd

from mcollab.datapackage.descriptors import descriptor
from mcollab.errors import McollabError


def key_columns(table: str) -> list[str]:
    """Return the columns that tell the rows of a table apart.

    Raises
    ------
    McollabError
        If there is no such table, or it has no key.

    Examples
    --------
    >>> key_columns("memberships")
    ['arrangement', 'country', 'joined']
    """
    key = descriptor(table)["schema"].get("primaryKey", [])
    if not key:
        raise McollabError(f"The rows of {table!r} have no key by which they could be named.")
    return [key] if isinstance(key, str) else list(key)


def as_text(cells: pd.DataFrame) -> pd.DataFrame:
    """Return cells as they stand in a file: days as days, what is missing as nothing.

    Examples
    --------
    >>> import pandas as pd
    >>> cells = pd.DataFrame({"country": ["DEU", "FRA"], "began": [pd.Timestamp("1990-10-03"), pd.NaT]})
    >>> as_text(cells).to_numpy().tolist()
    [['DEU', '1990-10-03'], ['FRA', '']]
    """
    return cells.astype(str).where(cells.notna(), "")


def row_names(table: str, rows: pd.DataFrame) -> pd.Series:
    """Return the name of each row: the values of its key, parted by strokes.

    Parameters
    ----------
    table
        The table.
    rows
        Rows of it.

    Examples
    --------
    >>> row_names("memberships", mc.load("memberships").query("arrangement == 'nato'")).iloc[0]
    'nato/BEL/1949-08-24'
    """
    text = as_text(rows[key_columns(table)])
    return pd.Series(["/".join(one) for one in text.itertuples(index=False)], index=rows.index, dtype="str")
