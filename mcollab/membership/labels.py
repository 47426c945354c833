"""What things are called: the names behind the codes of a table."""

from __future__ import annotations

import pandas as pd

from mcollab.datapackage import load
from mcollab.errors import McollabError

TABLES = {
    "country": "countries",
    "arrangement": "arrangements",
    "operation": "operations",
    "programme": "programmes",
    "exercise": "military_exercises",
    "case": "cases",
}
"""The table to which the codes of a column belong, by the column's name."""


def names(table: str = "countries", *, short: bool = False) -> pd.Series:
    """Return the names in a table by their code: of states by ISO 3166 alpha-3 code, of all else by ``id``.

    Parameters
    ----------
    table
        A table with names: ``countries``, ``arrangements``, ``operations``, ``programmes``, …
    short
        Short names, as charts write them, where the table has them: ``short_name``, of operations the ``acronym``.

    Returns
    -------
    Series
        Text, indexed by the first column of the table: ready for ``frame["country"].map(mc.names())``.

    Raises
    ------
    McollabError
        If there is no such table, or it has no names.

    Examples
    --------
    >>> mc.names()["NLD"], mc.names(short=True)["NLD"]
    ('Netherlands (Kingdom of the)', 'Netherlands')
    >>> mc.names("arrangements", short=True)[["nato", "csto"]].to_list()
    ['NATO', 'CSTO']
    """
    frame = load(table)
    if "name" not in frame.columns[1:]:
        raise McollabError(f"The table {table} has no names by code; countries, arrangements or operations have.")
    forms = ("short_name", "acronym") if short else ()
    form = next((column for column in forms if column in frame), "name")
    found: pd.Series[str] = frame.set_index(frame.columns[0])[form]
    return found


def named(frame: pd.DataFrame, *, short: bool = True) -> pd.DataFrame:
    """Return a frame with names in place of codes: what a chart or a reader is shown.

    Parameters
    ----------
    frame
        Any frame with the codes of states in ``country``, or ids in ``arrangement``, ``operation``, ``programme``,
        ``exercise`` or ``case``; in ``a`` and ``b``, as pairs have them, stand the codes of states or of arrangements.
    short
        Short names, as charts write them; False for full ones.

    Returns
    -------
    DataFrame
        A copy; what is no code of its table stays as it is.

    Raises
    ------
    McollabError
        If it is no frame, or has none of these columns.

    Examples
    --------
    >>> mc.named(mc.panel("dyad", years=2024, arrangements="aukus").head(2)).drop(columns="as_of")
       year          a               b  shared
    0  2024  Australia  United Kingdom       1
    1  2024  Australia   United States       1
    """
    if not isinstance(frame, pd.DataFrame):
        raise McollabError(f"named needs a DataFrame, but got {type(frame).__name__}.")
    found = frame.copy()
    columns = [column for column in (*TABLES, "a", "b") if column in frame]
    if not columns:
        raise McollabError(f"Nothing to name: the frame has none of the columns {', '.join(TABLES)}, a and b.")
    for column in columns:
        called = names(TABLES.get(column, "countries"), short=short)
        if column in ("a", "b"):
            called = pd.concat([called, names("arrangements", short=short)])
        found[column] = frame[column].map(called).fillna(frame[column])
    return found
