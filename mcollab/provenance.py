"""What facts rest on: the place in a source, and whether anybody opened it."""

from __future__ import annotations

import pandas as pd

from mcollab.datapackage import as_text, descriptor, key_columns, load, row_names
from mcollab.days import as_day
from mcollab.errors import McollabError, nearest
from mcollab.sources import entry

_COLUMNS = ["field", "cited", "locator", "quotation", "precision", "seen", "copy", "source"]
_COLUMNS += ["as_of", "confirmed", "note"]


def evidence(table: str, **of: object) -> pd.DataFrame:
    """Return what the facts in a table rest on: for each, the place in a source and whether that was opened.

    Parameters
    ----------
    table
        The name of a table.
    **of
        Of each column of its key the value to keep: ``evidence("memberships", arrangement="nato", country="POL")``.

    Returns
    -------
    DataFrame
        One row a fact and source: the columns of the table's key, as text (the table's name before one that is called
        as one of the following); ``field`` (the column of the table that is supported; ``as_of``: that the row still
        held on a day; ``confirmed``: the row as a whole), ``cited`` (author and year), ``locator`` (article,
        paragraph, page or table), ``quotation`` (where the wording is the fact), ``precision`` (how exactly the source
        gives a date), ``seen`` (the day on which the source was opened; missing where it was not, and the fact is from
        knowledge: the works are those that the row cites), ``copy`` (address of the copy that was opened, where it is
        not the source's own), ``source``, ``as_of`` (the latest day of which the source can speak), ``confirmed``
        (whether it was opened) and ``note``. Which columns of a table are told stands in its descriptor; of every
        table each row is told that is marked unconfirmed, as a whole where nothing of it was opened.

    Raises
    ------
    McollabError
        If there is no such table, it has no such column in its key, no row has such a value there, or it is no day
        where the column has days.

    Examples
    --------
    >>> found = mc.evidence("memberships", arrangement="un", country="AGO")
    >>> print(found.query("field == 'joined'")[["cited", "precision"]].to_string(index=False))
                                    cited precision
                               Ethos 2026       day
    United Nations Treaty Collection 2015       day
    >>> unsure = mc.load("piracy").query("not confirmed")["year"].astype(str)
    >>> set(mc.evidence("piracy")["year"]) == set(unsure)
    True
    """
    from mcollab.references import short

    rows = _rows(table, of)
    opened = load("evidence")
    opened = opened[(opened["table"] == table) & opened["row"].isin(rows.index)].drop(columns="table")
    told = pd.MultiIndex.from_frame(opened[["row", "field"]])
    facts = _facts(table, rows, opened["row"])
    found = pd.concat([opened, facts[~pd.MultiIndex.from_frame(facts[["row", "field"]]).isin(told)]])
    found["confirmed"] = found["seen"].notna()
    entries = {key: entry(key) for key in found["source"].unique()}
    found["cited"] = found["source"].map({key: short(one) for key, one in entries.items()})
    found["copy"] = found["source"].map({key: one.fields.get("copy") for key, one in entries.items()})
    # A table may itself have a column named as one of ours.
    key = rows[key_columns(table)].rename(columns={column: f"{table}_{column}" for column in _COLUMNS})
    return key.join(found.set_index("row")[_COLUMNS], how="inner").reset_index(drop=True)


def _rows(table: str, of: dict[str, object]) -> pd.DataFrame:
    """Return the rows that are asked for, their key as text: in its columns, and as evidence has it, in the index."""
    key, rows = key_columns(table), load(table)
    for column in of:
        if column not in key:
            raise McollabError(
                f"No column {column!r} in the key of {table!r}: expected {', '.join(key)}{nearest(column, key)}"
            )
    days = rows.select_dtypes("datetime").columns
    rows[key] = as_text(rows[key])
    wanted = pd.Series(data=True, index=rows.index)
    for column, value in of.items():
        text = str(as_day(value).date() if column in days else value)
        if not (rows[column] == text).any():
            raise McollabError(
                f"No row of {table!r} has {column} {value!r:.60}: expected a value that stands in that column"
                f"{nearest(text, sorted(set(rows[column])))}"
            )
        wanted &= rows[column] == text
    rows = rows[wanted]
    return rows.set_axis(row_names(table, rows))


def _facts(table: str, rows: pd.DataFrame, opened: pd.Series) -> pd.DataFrame:
    """Return what of the rows must have evidence, with the works that each row cites; of some a fact was opened."""
    about = descriptor(table).get("evidence", {"columns": [], "lasts": None})
    parts = [rows[rows[column].notna()].assign(field=column) for column in about["columns"]]
    if about["lasts"]:
        parts.append(rows[rows[about["lasts"]].isna()].assign(field="as_of"))
    parts.append(rows[~rows["confirmed"] & ~rows.index.isin(opened)].assign(field="confirmed"))
    facts = pd.concat(parts)[["field", "source"]].rename_axis("row").reset_index()
    return facts.assign(source=facts["source"].str.split(";")).explode("source")
