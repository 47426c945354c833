"""Who is tied to whom by being in the same things."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mcollab.measures.values import columns

if TYPE_CHECKING:
    import pandas as pd


def pairs(frame: pd.DataFrame, item: str = "country", within: str = "programme") -> pd.DataFrame:
    """Return for every two items how many groups they share: the projection of a two-mode network.

    Parameters
    ----------
    frame
        One row an item and a group in which it is; a row that comes twice counts once.
    item, within
        Columns of the items to be tied and of the groups that tie them.

    Returns
    -------
    DataFrame
        ``a``, ``b`` (items, a before b) and ``shared``, the number of groups both are in, at least 1; in the order of
        the items.

    Raises
    ------
    McollabError
        If a column is missing.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = [("Tornado", "DEU"), ("Tornado", "GBR"), ("Tornado", "ITA"), ("Puma", "FRA"), ("Puma", "GBR")]
    >>> rows += [("Eurofighter", "DEU"), ("Eurofighter", "GBR")]
    >>> mc.measures.pairs(pd.DataFrame(rows, columns=["programme", "country"]))
         a    b  shared
    0  DEU  GBR       2
    1  DEU  ITA       1
    2  FRA  GBR       1
    3  GBR  ITA       1

    References
    ----------
    Breiger, R. L. (1974), "The Duality of Persons and Groups", Social Forces 53(2), 181–190.
    """
    columns(frame, "pairs", item, within)
    once = frame[[item, within]].dropna().drop_duplicates()
    both = once.merge(once, on=within, suffixes=("_a", "_b"))
    both = both[both[f"{item}_a"] < both[f"{item}_b"]].rename(columns={f"{item}_a": "a", f"{item}_b": "b"})
    return both.groupby(["a", "b"], as_index=False).size().rename(columns={"size": "shared"})
