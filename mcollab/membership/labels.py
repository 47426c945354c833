"""What things are called: the names behind the codes of a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mcollab.datapackage import ATTRS, load
from mcollab.errors import McollabError

if TYPE_CHECKING:
    import pandas as pd


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
    >>> names()["NLD"], names(short=True)["NLD"]
    ('Netherlands (Kingdom of the)', 'Netherlands')
    >>> names("arrangements", short=True)[["nato", "csto"]].to_list()
    ['NATO', 'CSTO']
    """
    frame = load(table)
    if "name" not in frame:
        raise McollabError(f"The table {table} has no names; those of countries, arrangements or operations have.")
    forms = ("short_name", "acronym") if short else ()
    form = next((column for column in forms if column in frame), "name")
    found = frame.set_index(frame.columns[0])[form].fillna(frame.set_index(frame.columns[0])["name"])
    found.attrs[ATTRS] = {"tables": [table]}
    return found
