"""How two values go together."""

from collections.abc import Sequence
from typing import Literal, Unpack

import altair as alt
import pandas as pd

from mcollab.charts import theme
from mcollab.charts.checks import each_has, exist, for_two, need, number_format, numbers, positive, tell_apart
from mcollab.charts.frame import FrameOptions, framed, known_options
from mcollab.charts.labels import listed, spoken, ticks, uncrowded, unit, within, words, wrapped
from mcollab.charts.pieces import by_width, coloured, layered, legend_choice, shown_if, text_if
from mcollab.errors import McollabError
from mcollab.style.tokens import BODY

_WIDE, _NARROW = 560, 250  # widths of the plot for which names are chosen: of a page, of a phone
_LOGARITHMIC = {
    frozenset("x"): "; horizontal axis logarithmic",
    frozenset("y"): "; vertical axis logarithmic",
    frozenset("xy"): "; both axes logarithmic",
}


def scatter(
    df: pd.DataFrame,
    *,
    x: str,
    y: str,
    label: str = "name",
    group: str | None = None,
    highlight: Sequence[str] = (),
    log: Literal["", "x", "y", "xy", "yx"] = "",
    x_title: str | None = None,
    y_title: str | None = None,
    format: tuple[str, str] = (",", ","),
    diagonal: bool = False,
    height: int = 380,
    **frame: Unpack[FrameOptions],
) -> alt.LayerChart:
    """Return points with as many names as fit without overlap, the highlighted first.

    Parameters
    ----------
    df
        One row a point; rows without both values are left out.
    x, y, label, group
        Columns of the two numbers, of names, and of what colours the points (at most seven; a click on the legend
        keeps one).
    highlight, log
        Names that are always written; which axes are logarithmic.
    x_title, y_title, format
        Titles of the axes, with units (the columns' names by default), and d3 number formats of both.
    diagonal, height
        Draw the line on which both are equal; height in pixels.
    **frame
        Options of :func:`~mcollab.charts.figure`.

    Returns
    -------
    altair.LayerChart
        Framed; a point for each row with both values, and as many names as fit.

    Raises
    ------
    McollabError
        If a column is missing or holds no numbers, a name to highlight does not exist, there are too many groups, or a
        value does not fit a logarithmic axis.

    Examples
    --------
    >>> states = pd.DataFrame({"name": ["A", "B"], "gdp": [10, 90], "share": [2.5, 1.5]})
    >>> scatter(states, x="gdp", y="share", tables="spending").title.text
    'Share against GDP'
    """
    known_options(frame)
    need(df, "scatter", x, y, label, group)
    number_format("scatter", *for_two(format, "scatter", "formats", "(',', '.0%')"))
    numbers(df, "scatter", x, y)
    each_has(df.dropna(subset=[x, y]), "scatter", label)
    if set(log) - set("xy"):
        raise McollabError(f"No log axes {log!r}: expected '', 'x', 'y' or 'xy'.")
    for axis in sorted(set(log)):
        positive(df, "scatter", x if axis == "x" else y)
    data = placed_points(df, (x, y), label, group, highlight, log, height)
    titles = x_title or words(x), y_title or words(y)
    layers = [*(_diagonal(data) if diagonal else []), *_points(data, titles, words(group or ""), format, log)]
    return framed(
        layered(*layers).properties(height=height),
        df,
        frame,
        title=f"{titles[1]} against {within(titles[0])}",
        subtitle=f"{len(data)} points{_LOGARITHMIC.get(frozenset(log), '')}",
        description=_described(data, titles),
    )


def placed_points(
    df: pd.DataFrame,
    columns: tuple[str, str],
    label: str,
    group: str | None,
    highlight: Sequence[str],
    log: str,
    height: int,
) -> pd.DataFrame:
    """Return ``name``, ``x``, ``y``, ``group`` if asked, and whether the name fits: ``wide`` pages, ``narrow`` ones.

    Raises
    ------
    McollabError
        If no row has both values, a highlighted name is not among them, or there are too many groups.
    """
    rows = df.dropna(subset=list(columns))
    need(rows, "scatter")
    exist(highlight, rows[label], "scatter")
    data = pd.DataFrame(
        {"name": rows[label].astype(str), **{a: rows[c].astype(float) for a, c in zip("xy", columns, strict=True)}}
    )
    if group:
        data["group"] = spoken(rows[group])
        tell_apart(data["group"].unique().tolist(), "scatter", "groups")
    data["named"] = data["name"].isin([str(name) for name in highlight])
    data = data.sort_values(["named", "y"], ascending=False, ignore_index=True)
    across, up = unit(data["x"], "x" in log), unit(data["y"], "y" in log) * height
    for column, width in (("wide", _WIDE), ("narrow", _NARROW)):
        data[column] = uncrowded(across * width, up, data["name"].tolist(), data["named"].tolist())
    return data.drop(columns="named")


def _points(
    data: pd.DataFrame, titles: tuple[str, str], group: str, format: tuple[str, str], log: str
) -> list[alt.Chart]:
    lines = wrapped(f"{titles[0]} →", _NARROW, BODY)
    x_axis = alt.Axis(
        title=lines if len(lines) > 1 else lines[0],
        format=ticks(format[0]),
        tickCount=by_width(90, 3),
        titleAnchor="end",
        titleAlign="right",
    )
    x = alt.X("x:Q", scale=_scale("x" in log), axis=x_axis)
    y_axis = alt.Axis(title=f"↑ {titles[1]}", format=ticks(format[1]), tickCount=6)
    y = alt.Y("y:Q", scale=_scale("y" in log), axis=y_axis)
    tooltip = [
        alt.Tooltip("name:N", title="Name"),
        *([alt.Tooltip("group:N", title=group)] if "group" in data else []),
        *(alt.Tooltip(f"{axis}:Q", title=titles[i], format=format[i]) for i, axis in enumerate("xy")),
    ]
    base = alt.Chart(data)
    dots = base.mark_point(size=62).encode(x=x, y=y, tooltip=tooltip)
    if "group" in data:
        picked = legend_choice("group", "group")
        colour = coloured("group", sorted(data["group"].unique()), offset=24)
        dots = dots.encode(color=colour, opacity=shown_if(picked, 0.9, 0.1)).add_params(picked)
    else:
        dots = dots.encode(color=alt.value(theme.NAVAL), opacity=alt.value(0.85))
    names = base.mark_text(align="left", dx=7, dy=-1)
    return [dots, names.encode(x=x, y=y, text=text_if("width < 480 ? datum.narrow : datum.wide", "name"))]


def _scale(log: bool) -> alt.Scale:
    if log:
        return alt.Scale(type="log", nice=False, padding=14)
    return alt.Scale(zero=False, nice=False, padding=14)


def _diagonal(data: pd.DataFrame) -> list[alt.Chart]:
    """Return the line on which both are equal, as far as both axes go; none where they do not meet."""
    low = float(max(data["x"].min(), data["y"].min()))
    high = float(min(data["x"].max(), data["y"].max()))
    if low >= high:
        return []
    line = alt.Chart(pd.DataFrame({"x": [low, high], "y": [low, high]}))
    return [line.mark_line(strokeDash=[2, 3], strokeWidth=1, color=theme.INK, opacity=0.6).encode(x="x:Q", y="y:Q")]


def _described(data: pd.DataFrame, titles: tuple[str, str]) -> str:
    across, up = titles
    varied = len(data) > 2 and data["x"].nunique() > 1 and data["y"].nunique() > 1
    told = f" Their rank correlation is {data['x'].corr(data['y'], method='spearman'):.2f}." if varied else ""
    top = data.sort_values("y", ascending=False, kind="stable")["name"]
    return (
        f"Scatter plot of {within(up)} against {within(across)} for {len(data)} names; highest are {listed(top)}.{told}"
    )
