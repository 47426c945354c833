"""How many there are of each kind by each kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import altair as alt

from mcollab.charts.frame import framed, need
from mcollab.style.tokens import ON_DEEP

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd


def crosstab(
    df: pd.DataFrame, *, row: str = "kind", column: str = "model", order: Sequence[str] = (), **frame: Any
) -> alt.LayerChart:
    """Return a table of counts, each cell as dark as it is full; a pair that does not occur stays empty.

    Parameters
    ----------
    df
        One row a thing to be counted.
    row, column
        Columns of the kinds for the rows and for the columns.
    order
        Kinds of `column` from left to right; in the order of the alphabet by default.
    **frame
        title, subtitle, description, tables, note: see :func:`~mcollab.charts.figure`.

    Raises
    ------
    McollabError
        If a column is missing or there are no rows.

    Examples
    --------
    >>> import mcollab as mc
    >>> chart = mc.charts.crosstab(mc.load("arrangements"), row="kind", column="model")
    >>> chart.title.text
    'Bilateral ... is the largest of ...'
    """
    need(df, "crosstab", row, column)
    counts = df.groupby([row, column]).size().reset_index(name="n").rename(columns={row: "r", column: "c"})
    counts[["r", "c"]] = counts[["r", "c"]].astype(str).replace("_", " ", regex=True)
    heads = [str(kind).replace("_", " ") for kind in order] or sorted(counts["c"].unique())
    cells = alt.Chart(counts).encode(
        x=alt.X("c:N", sort=heads, title=None, axis=alt.Axis(orient="top", labelAngle=0)),
        y=alt.Y("r:N", title=None),
    )
    fill = cells.mark_rect(cornerRadius=3).encode(
        color=alt.Color("n:Q", legend=None),
        tooltip=[
            alt.Tooltip("r:N", title=_label(row)),
            alt.Tooltip("c:N", title=_label(column)),
            alt.Tooltip("n:Q", title="Number"),
        ],
    )
    words = cells.mark_text(fontSize=13, fontWeight=600, color=ON_DEEP).encode(text="n:Q")
    most = counts.loc[counts["n"].idxmax()]
    chart: alt.LayerChart = framed(
        fill + words,
        df,
        frame,
        title=f"{most['c'].capitalize()} {most['r']} is the largest of {len(counts)}",
        subtitle=f"Number by {_label(row).lower()} and {_label(column).lower()}; {len(df)} in all",
        description=f"Table of counts: {counts['r'].nunique()} kinds by {counts['c'].nunique()}, {len(df)} in all; "
        f"the largest cell is {most['c']} {most['r']} with {most['n']}.",
    )
    return chart


def _label(column: str) -> str:
    return column.replace("_", " ").capitalize()
