"""Who is in what, and which memberships are alike."""

from typing import Any, Unpack

import altair as alt
import numpy as np
import numpy.typing as npt
import pandas as pd

from mcollab.charts import theme
from mcollab.charts.checks import each_has, need, number_format, numbers, once, paired_once, tell_apart
from mcollab.charts.frame import FrameOptions, framed, known_options
from mcollab.charts.labels import listed, spoken, within, words
from mcollab.charts.pieces import coloured, layered, room, shown_if
from mcollab.errors import McollabError

FITTING = 20
"""Columns that can be told apart on a phone; with more, the page scrolls the chart."""

_CELL = 15  # pixels of a cell where the page scrolls


def matrix(
    df: pd.DataFrame,
    *,
    row: str = "country",
    column: str = "arrangement",
    status: str | None = None,
    least: int = 1,
    **frame: Unpack[FrameOptions],
) -> alt.LayerChart:
    """Return a table of who is in what, rows and columns ordered so that like stands beside like.

    A click on a cell keeps its row.

    Parameters
    ----------
    df
        One row for each membership at one date, e.g. one year of ``panel()``; each pair once.
    row, column
        Columns with the names for the rows and for the columns.
    status
        Column that colours the cells (member, observer ...; at most seven).
    least
        Leave out rows and columns with fewer cells than this.
    **frame
        Options of :func:`~mcollab.charts.figure`.

    Returns
    -------
    altair.LayerChart
        Framed; a cell for each row that is left, where its row and its column meet.

    Raises
    ------
    McollabError
        If a column is missing, a pair comes twice, or nothing is left.

    Examples
    --------
    >>> held = pd.DataFrame({"country": ["FRA", "FRA", "SWE"], "arrangement": ["NATO", "EU", "EU"]})
    >>> matrix(held, tables="memberships").to_dict()["title"]["text"]
    'FRA is in 2 of 2'
    """
    known_options(frame)
    need(df, "matrix", row, column, status)
    each_has(df, "matrix", row, column)
    once(df, "matrix", row, column)
    cells, rows, columns = crossed(df, row, column, status, least)
    counts = cells["row"].value_counts().reindex(rows).sort_values(ascending=False, kind="stable")
    chart = layered(_lanes(rows), _cells(cells, rows, columns, (words(row), words(column), words(status or ""))))
    return framed(
        chart.properties(height=_CELL * len(rows), **_breadth(len(columns))),
        df,
        frame,
        responsive=len(columns) <= FITTING,
        title=f"{counts.index[0]} is in {counts.iloc[0]} of {len(columns)}",
        subtitle=f"{words(row)} by {within(words(column))}: a cell is a membership; like stands beside like",
        description=f"Matrix of {len(rows)} rows and {len(columns)} columns, {len(cells)} memberships; most are held "
        f"by {listed((f'{name} ({count})' for name, count in counts.items()), 4)}.",
    )


def similarity(
    df: pd.DataFrame,
    *,
    a: str = "a",
    b: str = "b",
    value: str = "jaccard",
    format: str = ".0%",
    **frame: Unpack[FrameOptions],
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
        Options of :func:`~mcollab.charts.figure`.

    Returns
    -------
    altair.Chart
        Framed; a cell for each two that are alike at all, once on either side of the diagonal.

    Raises
    ------
    McollabError
        If a column is missing or holds no numbers, two stand in two rows, a likeness is not between 0 and 1, or all are
        0.

    Examples
    --------
    >>> likeness = pd.DataFrame({"a": ["EU", "EU"], "b": ["NATO", "SCO"], "jaccard": [0.6, 0.0]})
    >>> similarity(likeness, tables="memberships").to_dict()["title"]["text"]
    'NATO and EU are most alike'
    """
    known_options(frame)
    need(df, "similarity", a, b, value)
    number_format("similarity", format)
    numbers(df, "similarity", value)
    paired_once(df, "similarity", a, b)
    if not df[value].dropna().between(0, 1).all():
        raise McollabError(
            f"similarity expects 0 to 1 in column {value!r}, but it runs from {df[value].min():g} to"
            f" {df[value].max():g}."
        )
    cells, order = both_ways(df, a, b, value)
    need(cells, "similarity")
    top = cells.loc[cells["value"].idxmax()]
    alike = int((cells["value"] == top["value"]).sum()) // 2
    first = f"{top['a']} and {top['b']}" if alike == 1 else f"{alike} pairs"
    return framed(
        _heat(cells, order, words(value), format).properties(height=16 * len(order), **_breadth(len(order))),
        df,
        frame,
        responsive=len(order) <= FITTING,
        title=f"{first} are most alike",
        subtitle=f"{words(value)} of each two, from 0 (nothing shared) to 1 (the same)",
        description=f"Heat map of how alike {len(order)} are, two by two; {first} most, with "
        f"{top['value']:.2f}; {len(cells) // 2} pairs share anything.",
    )


def crossed(
    df: pd.DataFrame, row: str, column: str, status: str | None, least: int
) -> tuple[pd.DataFrame, list[str], list[str]]:
    """Return the cells (``row``, ``column`` and, if asked, ``status``), and the order of rows and of columns.

    Raises
    ------
    McollabError
        If no row and column has `least` cells.
    """
    cells = pd.DataFrame({"row": df[row].astype(str), "column": df[column].astype(str)})
    if status:
        cells["status"] = spoken(df[status])
    table = pd.crosstab(cells["row"], cells["column"])
    table = table.loc[table.sum(axis=1) >= least, table.sum(axis=0) >= least]
    if table.empty:
        raise McollabError(f"matrix has no row and column with at least {least} cells; lower `least`.")
    rows = [table.index[i] for i in seriated(table.to_numpy())]
    columns = [table.columns[i] for i in seriated(table.to_numpy().T)]
    return cells[cells["row"].isin(rows) & cells["column"].isin(columns)], rows, columns


def both_ways(df: pd.DataFrame, a: str, b: str, value: str) -> tuple[pd.DataFrame, list[str]]:
    """Return each pair above zero both ways round (``a``, ``b``, ``value``), and the order of the names."""
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
    return pd.DataFrame(pairs, columns=["a", "b", "value"]), order


def seriated(rows: npt.NDArray[np.generic]) -> list[int]:
    """Return the order of `rows` in which neighbours are most alike.

    Average linkage, leaves in optimal order; over Jaccard distances where rows hold zeros and ones, else over the sums
    of their differences.

    References
    ----------
    Bar-Joseph, Z., Gifford, D. K. and Jaakkola, T. S. (2001), "Fast optimal leaf ordering for hierarchical clustering",
    Bioinformatics 17(suppl. 1), S22–S29.

    Examples
    --------
    >>> order = seriated(np.array([[1, 1, 0], [0, 0, 1], [1, 1, 0]]))
    >>> order.index(0) + order.index(2) != 2  # the two that are alike are neighbours: the other does not stand between
    True
    """
    from scipy.cluster.hierarchy import leaves_list, linkage
    from scipy.spatial.distance import pdist

    if len(rows) < 3:
        return list(range(len(rows)))
    binary = set(np.unique(rows)) <= {0, 1}
    distances = pdist(rows.astype(bool), "jaccard") if binary else pdist(rows, "cityblock")
    return [int(i) for i in leaves_list(linkage(np.nan_to_num(distances), "average", optimal_ordering=True))]


def _lanes(rows: list[str]) -> alt.Chart:
    lanes: alt.Chart = (
        alt.Chart(pd.DataFrame({"row": rows})).mark_rule(opacity=theme.FAINT).encode(y=_side("row", rows))
    )
    return lanes


def _cells(cells: pd.DataFrame, rows: list[str], columns: list[str], titles: tuple[str, str, str]) -> alt.Chart:
    picked = alt.selection_point(name="cell", fields=["row"], clear="dblclick")
    tooltip = [alt.Tooltip("row:N", title=titles[0]), alt.Tooltip("column:N", title=titles[1])]
    marks = alt.Chart(cells).mark_rect(
        cornerRadius=2,
        stroke=theme.INK,
        strokeOpacity=0,
        width=alt.RelativeBandSize(0.88),
        height=alt.RelativeBandSize(0.84),
    )
    if "status" in cells:
        kinds = cells["status"].value_counts().index.tolist()
        tell_apart(kinds, "matrix", "statuses")
        marks = marks.encode(color=coloured("status", kinds))
        tooltip.append(alt.Tooltip("status:N", title=titles[2]))
    else:
        marks = marks.encode(color=alt.value(theme.NAVAL))
    drawn: alt.Chart = marks.encode(
        x=alt.X("column:N", sort=columns, scale=alt.Scale(domain=columns), axis=_heads(len(columns))),
        y=_side("row", rows),
        opacity=shown_if(picked),
        tooltip=tooltip,
    ).add_params(picked)
    return drawn


def _heat(cells: pd.DataFrame, order: list[str], title: str, format: str) -> alt.Chart:
    legend = alt.Legend(title=None, format="%", gradientLength=alt.ExprRef("min(200, width)"), values=[0, 0.5, 1])
    band = alt.RelativeBandSize(0.9)
    heat: alt.Chart = (
        alt.Chart(cells)
        .mark_rect(cornerRadius=2, width=band, height=band)
        .encode(
            x=alt.X("a:N", scale=alt.Scale(domain=order), axis=_heads(len(order))),
            y=_side("b", order),
            color=alt.Color("value:Q", scale=alt.Scale(domain=[0, 1], range=list(theme.SEQUENTIAL)), legend=legend),
            tooltip=[
                alt.Tooltip("a:N", title="One"),
                alt.Tooltip("b:N", title="Other"),
                alt.Tooltip("value:Q", title=title, format=format),
            ],
        )
    )
    return heat


def _side(field: str, names: list[str]) -> alt.Y:
    axis = alt.Axis(title=None, labelLimit=room(130, 220), domain=False, labelOverlap=False)
    return alt.Y(f"{field}:N", sort=names, scale=alt.Scale(domain=names), axis=axis)


def _heads(count: int) -> alt.Axis:
    return alt.Axis(
        orient="top",
        labelAngle=-90 if count > FITTING else -60,
        labelAlign="left",
        labelBaseline="middle",
        title=None,
        labelLimit=room(120, 200),
        domain=False,
        ticks=False,
        labelOverlap=False,
    )


def _breadth(count: int) -> dict[str, Any]:
    return {"width": alt.Step(_CELL)} if count > FITTING else {}
