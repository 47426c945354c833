"""Who is in what, and which memberships are alike."""

import altair as alt
import numpy as np
import pandas as pd

from mcollab.charts import theme
from mcollab.charts.frame import framed, listed, need, numbers
from mcollab.errors import McollabError

_FITTING = 20  # columns that can be told apart on a phone; with more, the page scrolls the chart


def matrix(
    df: pd.DataFrame,
    *,
    row: str = "country",
    column: str = "arrangement",
    status: str | None = None,
    least: int = 1,
    **frame,
) -> alt.LayerChart:
    """Return a table of who is in what, rows and columns ordered so that like stands beside like.

    A click on a row or a column name's cell keeps what shares it.

    Parameters
    ----------
    df
        One row for each membership at one date, e.g. one year of ``panel()``; each pair once.
    row, column
        Columns with the names for the rows and for the columns.
    status
        Column that colours the cells (member, observer ...).
    least
        Leave out rows and columns with fewer cells than this.
    **frame
        title, subtitle, description, tables, note: see :func:`~mcollab.charts.figure`.

    Raises
    ------
    McollabError
        If a column is missing, a pair comes twice, or nothing is left.
    """
    need(df, "matrix", row, column, status)
    if df.duplicated([row, column]).any():
        twice = df[df.duplicated([row, column])].iloc[0]
        raise McollabError(
            f"matrix expects each pair once, but {twice[row]!r} comes twice in {twice[column]!r}: choose one date."
        )
    table = pd.crosstab(df[row].astype(str), df[column].astype(str))
    table = table.loc[table.sum(axis=1) >= least, table.sum(axis=0) >= least]
    if table.empty:
        raise McollabError(f"matrix has no row and column with at least {least} cells; lower `least`.")
    rows = [table.index[i] for i in seriated(table.to_numpy())]
    columns = [table.columns[i] for i in seriated(table.to_numpy().T)]
    cells = pd.DataFrame({"r": df[row].astype(str), "c": df[column].astype(str)})
    if status:
        cells["s"] = df[status].astype(str)
    cells = cells[cells["r"].isin(rows) & cells["c"].isin(columns)]
    picked = alt.selection_point(name="cell", fields=["r"], clear="dblclick")
    x = alt.X("c:N", sort=columns, scale=alt.Scale(domain=columns), axis=_heads(len(columns)))
    y = alt.Y(
        "r:N",
        sort=rows,
        scale=alt.Scale(domain=rows),
        axis=alt.Axis(title=None, labelLimit=130, domain=False, labelOverlap=False),
    )
    states = cells["s"].value_counts().index.tolist() if status else []
    colour = (
        alt.Color("s:N", scale=alt.Scale(domain=states, range=theme.colours(states)), legend=alt.Legend(title=None))
        if status
        else alt.value(theme.NAVAL)
    )
    tooltip = [alt.Tooltip("r:N", title=_label(row)), alt.Tooltip("c:N", title=_label(column))] + (
        [alt.Tooltip("s:N", title=_label(status))] if status else []
    )
    marks = (
        alt.Chart(cells)
        .mark_rect(cornerRadius=2, stroke=theme.INK, strokeOpacity=0, width={"band": 0.88}, height={"band": 0.84})
        .encode(
            x=x,
            y=y,
            color=colour,
            opacity=alt.when(picked).then(alt.value(1)).otherwise(alt.value(0.2)),
            tooltip=tooltip,
        )
        .add_params(picked)
    )
    lanes = alt.Chart(pd.DataFrame({"r": rows})).mark_rule(opacity=theme.FAINT).encode(y=y)
    counts = table.sum(axis=1).sort_values(ascending=False)
    return framed(
        alt.layer(lanes, marks).properties(height=15 * len(rows), **_breadth(len(columns))),
        df,
        frame,
        responsive=len(columns) <= _FITTING,
        title=f"{counts.index[0]} is in {counts.iloc[0]} of {len(columns)}",
        subtitle=f"{_label(row)} by {_label(column).lower()}: a cell is a membership; like stands beside like",
        description=f"Matrix of {len(rows)} rows and {len(columns)} columns with {len(cells)} memberships; most are held by {listed((f'{name} ({count})' for name, count in counts.items()), 4)}.",
    )


def similarity(
    df: pd.DataFrame, *, a: str = "a", b: str = "b", value: str = "jaccard", format: str = ".0%", **frame
) -> alt.Chart:
    """Return a heat map of how alike each two are, ordered so that like stands beside like.

    Parameters
    ----------
    df
        One row for each unordered pair, e.g. :func:`mcollab.overlap`.
    a, b
        Columns with the names of the two.
    value
        Column of the likeness, 0 to 1; pairs of 0 stay empty.
    format
        d3 number format of the likeness.
    **frame
        title, subtitle, description, tables, note: see :func:`~mcollab.charts.figure`.

    Raises
    ------
    McollabError
        If a column is missing or holds no numbers, or a likeness is not between 0 and 1.
    """
    need(df, "similarity", a, b, value)
    numbers(df, "similarity", value)
    if not df[value].dropna().between(0, 1).all():
        raise McollabError(
            f"similarity expects 0 to 1 in column {value!r}, but it runs from {df[value].min():g} to {df[value].max():g}."
        )
    names = sorted({*df[a].astype(str), *df[b].astype(str)})
    place = {name: i for i, name in enumerate(names)}
    likeness = np.eye(len(names))
    for one, other, much in zip(df[a].astype(str), df[b].astype(str), df[value].fillna(0), strict=True):
        likeness[place[one], place[other]] = likeness[place[other], place[one]] = much
    order = [names[i] for i in seriated(likeness)]
    pairs = [
        (one, other, round(float(likeness[place[one], place[other]]), 3))
        for one in order
        for other in order
        if one != other and likeness[place[one], place[other]] > 0
    ]
    cells = pd.DataFrame(pairs, columns=["a", "b", "v"])
    need(cells, "similarity")
    chart = (
        alt.Chart(cells)
        .mark_rect(cornerRadius=2, width={"band": 0.9}, height={"band": 0.9})
        .encode(
            x=alt.X("a:N", scale=alt.Scale(domain=order), axis=_heads(len(order))),
            y=alt.Y(
                "b:N",
                scale=alt.Scale(domain=order),
                axis=alt.Axis(title=None, labelLimit=130, domain=False, labelOverlap=False),
            ),
            color=alt.Color(
                "v:Q",
                scale=alt.Scale(domain=[0, 1], range=list(theme.SEQUENTIAL)),
                legend=alt.Legend(
                    title=None, format="%", gradientLength={"expr": "min(200, width)"}, values=[0, 0.5, 1]
                ),
            ),
            tooltip=[
                alt.Tooltip("a:N", title="One"),
                alt.Tooltip("b:N", title="Other"),
                alt.Tooltip("v:Q", title=_label(value), format=format),
            ],
        )
        .properties(height=16 * len(order), **_breadth(len(order)))
    )
    best = cells.loc[cells["v"].idxmax()]
    return framed(
        chart,
        df,
        frame,
        responsive=len(order) <= _FITTING,
        title=f"{best['a']} and {best['b']} are most alike",
        subtitle=f"{_label(value)} of each two, from 0 (nothing shared) to 1 (the same)",
        description=f"Heat map of how alike {len(order)} are, two by two; {best['a']} and {best['b']} most, with {best['v']:.2f}; {len(pairs) // 2} pairs share anything.",
    )


def seriated(rows: np.ndarray) -> list[int]:
    """Return the order of `rows` in which neighbours are most alike.

    Average linkage over Jaccard distances of what is above zero, leaves in optimal order (Bar-Joseph, Gifford and
    Jaakkola 2001, Bioinformatics 17, S22–S29).
    """
    from scipy.cluster.hierarchy import leaves_list, linkage
    from scipy.spatial.distance import pdist

    if len(rows) < 3:
        return list(range(len(rows)))
    binary = set(np.unique(rows)) <= {0, 1}
    distances = pdist(rows.astype(bool), "jaccard") if binary else pdist(rows, "cityblock")
    return leaves_list(linkage(np.nan_to_num(distances), "average", optimal_ordering=True)).tolist()


def _heads(count: int) -> alt.Axis:
    upright = count > _FITTING
    return alt.Axis(
        orient="top",
        labelAngle=-90 if upright else -60,
        labelAlign="left",
        labelBaseline="middle",
        title=None,
        labelLimit=120,
        domain=False,
        ticks=False,
        labelOverlap=False,
    )


def _breadth(count: int) -> dict:
    return {"width": alt.Step(15)} if count > _FITTING else {}


def _label(column: str) -> str:
    return column.replace("_", " ").capitalize()
