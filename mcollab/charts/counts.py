"""How many there are of each kind by each kind."""

from collections.abc import Sequence
from typing import Unpack

import altair as alt
import pandas as pd

from mcollab.charts.checks import each_has, need, ordered
from mcollab.charts.frame import FrameOptions, framed, known_options
from mcollab.charts.labels import largest, listed, opened, within, words, written
from mcollab.charts.pieces import layered
from mcollab.errors import McollabError
from mcollab.style.tokens import ON_DEEP, ON_PALE


def crosstab(
    df: pd.DataFrame,
    *,
    row: str = "kind",
    column: str = "model",
    order: Sequence[str] = (),
    **frame: Unpack[FrameOptions],
) -> alt.LayerChart:
    """Return a table of counts, each cell as dark as it is full; a pair that does not occur stays empty.

    Parameters
    ----------
    df
        One row a thing to be counted.
    row, column
        Columns of the kinds for the rows and for the columns.
    order
        All kinds of `column` from left to right; in the order of the alphabet by default.
    **frame
        Options of :func:`~mcollab.charts.figure`.

    Returns
    -------
    altair.LayerChart
        Framed; a cell for each pair of kinds that occurs, with the number of its rows.

    Raises
    ------
    McollabError
        If a column is missing or named twice, there are no rows, or `order` does not name each kind once.

    Examples
    --------
    >>> things = pd.DataFrame({"kind": ["pact", "pact", "bloc"], "model": ["bilateral", "bilateral", "minilateral"]})
    >>> crosstab(things, tables="arrangements").title.text
    'Bilateral pact is the largest of 2'
    """
    known_options(frame)
    need(df, "crosstab", row, column)
    each_has(df, "crosstab", row, column)
    if row == column:
        raise McollabError(f"crosstab counts by two columns, but got {row!r} twice: name another.")
    counts = df.groupby([row, column]).size().reset_index(name="n").rename(columns={row: "r", column: "c"})
    counts[["r", "c"]] = counts[["r", "c"]].map(written)
    kinds = ordered(order, sorted(df[column].dropna().unique(), key=written), "crosstab", "kind")
    heads = [written(kind) for kind in kinds]
    most = largest(counts["n"], counts["c"] + " " + counts["r"])
    return framed(
        layered(*_cells(counts, heads, words(row), words(column))),
        df,
        frame,
        title=f"{opened(listed(most))} {'is' if len(most) == 1 else 'are'} the largest of {len(counts)}",
        subtitle=f"Number by {within(words(row))} and {within(words(column))}; {len(df)} in all",
        description=f"Table of counts: {counts['r'].nunique()} kinds by {counts['c'].nunique()}, {len(df)} in all; "
        f"the largest {'cell is' if len(most) == 1 else 'cells are'} {listed(most)} with {counts['n'].max()}.",
    )


def _cells(counts: pd.DataFrame, heads: list[str], row: str, column: str) -> list[alt.Chart]:
    cells = alt.Chart(counts).encode(
        x=alt.X("c:N", sort=heads, title=None, axis=alt.Axis(orient="top", labelAngle=0)),
        y=alt.Y("r:N", title=None),
    )
    fill = cells.mark_rect(cornerRadius=3).encode(
        color=alt.Color("n:Q", legend=None),
        tooltip=[
            alt.Tooltip("r:N", title=row),
            alt.Tooltip("c:N", title=column),
            alt.Tooltip("n:Q", title="Number"),
        ],
    )
    pale = alt.datum.n <= float(counts["n"].min() + counts["n"].max()) / 2
    letters = alt.when(pale).then(alt.value(ON_PALE)).otherwise(alt.value(ON_DEEP))
    return [fill, cells.mark_text(fontSize=13, fontWeight=600).encode(text="n:Q", color=letters)]
