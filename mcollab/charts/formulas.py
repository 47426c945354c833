"""Models with controls: what a formula gives as the reader moves its terms.

A formula is written as Vega writes it: a column of the frame is ``datum.name``, a control stands by its own name,
``pow(a, b)``, ``min(a, b)`` and ``a ? b : c`` do what they say. It is computed where the chart is shown, so that it
answers without a kernel.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import altair as alt
import pandas as pd

from mcollab.charts import theme
from mcollab.charts.frame import framed, listed, need, numbers, ticks
from mcollab.errors import McollabError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


def dial(name: str, value: float, low: float, high: float, step: float, label: str) -> alt.Parameter:
    """Return a slider that a formula can name.

    Parameters
    ----------
    name
        What the formula calls it.
    value, low, high, step
        Where it stands at first, its ends, and how far one step goes.
    label
        What the reader sees before it, with the unit.

    Raises
    ------
    McollabError
        If it would not stand between its ends at first.

    Examples
    --------
    >>> dial("growth", 1.5, 0, 4, 0.25, "Growth, % a year").name
    'growth'
    """
    if not low <= value <= high:
        raise McollabError(f"dial {name!r} should begin between {low:g} and {high:g}, but begins at {value:g}.")
    return alt.param(
        name=name, value=value, bind=alt.binding_range(min=low, max=high, step=step, name=f"{label.rstrip()} ")
    )


def menu(name: str, options: Iterable[str], label: str, value: str | None = None) -> alt.Parameter:
    """Return a choice that a formula can name: one of `options`, at first `value` or the first of them.

    Parameters
    ----------
    name
        What the formula calls it.
    options
        What can be chosen.
    label
        What the reader sees before it.
    value
        What is chosen at first.

    Raises
    ------
    McollabError
        If there are no options, or `value` is none of them.

    Examples
    --------
    >>> menu("who", ["All Allies", "Albania"], "Who").param.value
    'All Allies'
    """
    texts = [str(option) for option in options]
    chosen = value if value is not None else next(iter(texts), None)
    if chosen not in texts:
        raise McollabError(f"menu {name!r} cannot begin with {value!r}: it offers {listed(texts, 5) or 'nothing'}.")
    return alt.param(name=name, value=chosen, bind=alt.binding_select(options=texts, name=f"{label.rstrip()} "))


def formula(
    df: pd.DataFrame,
    *,
    x: str,
    y: str | Mapping[str, str],
    dials: Sequence[alt.Parameter] = (),
    over: Sequence[int] = (),
    where: str | None = None,
    known: pd.DataFrame | None = None,
    write: Sequence[float] = (),
    reference: Mapping[str, float] | None = None,
    points: bool = True,
    x_title: str | None = None,
    y_title: str | None = None,
    x_format: str = "d",
    format: str = ",.0f",
    top: float | None = None,
    height: int = 320,
    **frame: Any,
) -> alt.LayerChart:
    """Return lines of what formulas give for each `x`, with controls for their terms.

    Parameters
    ----------
    df
        One row a point; with `over`, one row for each of those whose results are added up at each point.
    x
        Column of the horizontal axis; with `over`, the name by which the formula calls it.
    y
        The formula, or several by the names of their lines.
    dials
        The controls: :func:`dial` and :func:`menu`.
    over
        Values of `x` for each of which every row is computed; the results are added up.
    where
        A condition that a row must meet to be counted.
    known
        What was observed before: a frame with columns `x` and ``value``, drawn as a line of its own; the formula's line
        is then dashed, as a scenario is.
    write
        Values of `x` at which the result is written beside the line.
    reference
        Level lines, as ``{"going alone": 1}``.
    points
        Mark the points.
    x_title, y_title
        Titles of the axes, with units.
    x_format, format
        d3 number formats of both axes.
    top
        Where the vertical axis ends; by default where the results do.
    height
        Height in pixels.
    **frame
        title, subtitle, description, tables, note: see :func:`~mcollab.charts.figure`.

    Raises
    ------
    McollabError
        If a column is missing or holds no numbers, or there is neither a column nor `over` for `x`.
    """
    need(df, "formula", None if len(over) else x)
    lines = {"": y} if isinstance(y, str) else dict(y)
    places = list(over) if len(over) else df[x].tolist()
    if known is not None:
        need(known, "formula", x, "value")
        numbers(known, "formula", x, "value")
        places += known[x].tolist()
    title = x_title or _label(x)
    across = alt.X(
        f"{x}:Q",
        scale=alt.Scale(domain=[min(places), max(places)], nice=False),
        axis=alt.Axis(format=x_format, title=x_title and f"{x_title} →", tickMinStep=1 if x_format == "d" else 0),
    )
    up = alt.Y(
        "value:Q",
        scale=alt.Scale(domain=[0, top], nice=False) if top else alt.Scale(zero=True),
        axis=alt.Axis(format=ticks(format), title=y_title and f"↑ {y_title}"),
    )
    base = _results(df, x, lines, list(over), where).encode(
        x=across,
        y=up,
        tooltip=[
            alt.Tooltip(f"{x}:Q", title=title, format=x_format),
            *([alt.Tooltip("line:N", title="Line")] if any(lines) else []),
            alt.Tooltip("value:Q", title=y_title or "Value", format=format),
        ],
    )
    layers = _levels(reference or {})
    if known is not None:
        data = known[[x, "value"]].rename_axis(None)
        layers.append(alt.Chart(data).mark_line(point=True).encode(x=across, y=up, tooltip=base.encoding.tooltip))
    layers.append(_line(base, lines, points, scenario=known is not None).add_params(*dials))
    if len(write):
        there = base.transform_filter(" || ".join(f"datum.{x} == {place}" for place in write))
        layers.append(there.mark_text(dy=-12, fontWeight=600).encode(text=alt.Text("value:Q", format=format)))
    chart: alt.LayerChart = framed(
        alt.layer(*layers).properties(height=height),
        df,
        frame,
        title=f"{y_title or 'Value'} by {title.lower()}",
        subtitle=f"{y_title or 'Value'}, as a formula gives it; move the controls",
        description=f"What a formula gives for {title.lower()} from {min(places):g} to {max(places):g}, "
        f"with controls for {listed((one.name for one in dials), 7)}.",
    )
    return chart


def gauges(
    df: pd.DataFrame,
    *,
    value: str,
    label: str = "name",
    dials: Sequence[alt.Parameter] = (),
    where: str | None = None,
    best: str | None = None,
    order: Sequence[str] | None = None,
    format: str = ".0%",
    **frame: Any,
) -> alt.LayerChart:
    """Return a bar for each name of what a formula gives on the average of its rows, with controls for its terms.

    Parameters
    ----------
    df
        The rows of which the formula speaks.
    value
        The formula; its results lie between 0 and 1.
    label
        Column of the names.
    dials
        The controls: :func:`dial` and :func:`menu`.
    where
        A condition that a row must meet to be counted, in which a control may be named.
    best
        A second formula, marked as a tick, in which ``datum.base`` is the average of the column ``happened``.
    order
        Names from the top down; in the order of the rows by default.
    format
        d3 number format of the results.
    **frame
        title, subtitle, description, tables, note: see :func:`~mcollab.charts.figure`.

    Raises
    ------
    McollabError
        If a column is missing.
    """
    need(df, "gauges", label, "happened" if best else None)
    names = [str(name) for name in order] if order is not None else df[label].astype(str).unique().tolist()
    base = alt.Chart(df.rename(columns={label: "n"}))
    base = base.transform_filter(where) if where else base
    base = base.transform_calculate(one=value)
    means: dict[str, Any] = {"value": "mean(one)", **({"base": "mean(happened)"} if best else {})}
    base = base.transform_aggregate(groupby=["n"], **means)
    base = base.encode(
        x=alt.X(
            "value:Q",
            title=None,
            scale=alt.Scale(domain=[0, 1.08], nice=False),
            axis=alt.Axis(format=format, values=[0, 0.25, 0.5, 0.75, 1]),
        ),
        y=alt.Y("n:N", sort=names, title=None, axis=alt.Axis(labelLimit=150)),
        tooltip=[
            alt.Tooltip("n:N", title=_label(label)),
            alt.Tooltip("value:Q", title="Result", format=format),
            *([alt.Tooltip("base:Q", title="How often it happened", format=".0%")] if best else []),
        ],
    )
    layers = [
        base.mark_bar().add_params(*dials),
        base.mark_text(align="left", dx=4).encode(text=alt.Text("value:Q", format=format)),
    ]
    if best:
        tick = base.transform_calculate(best=best).mark_tick(thickness=2.5, color=theme.SIGNAL)
        layers.append(tick.encode(x=alt.X("best:Q")))
    chart: alt.LayerChart = framed(
        alt.layer(*layers).properties(height=max(26 * len(names), 150)),
        df,
        frame,
        title=f"{len(names)} results of one formula",
        subtitle="What a formula gives on the average, from 0 to 1; move the controls",
        description=f"Bars of what a formula gives for {listed(names, 7)}, "
        f"with controls for {listed((one.name for one in dials), 7)}.",
    )
    return chart


def _results(df: pd.DataFrame, x: str, lines: dict[str, str], over: list[int], where: str | None) -> alt.Chart:
    """Return a chart of the results, not drawn yet: ``value`` by `x` and, of several lines, by ``line``."""
    base = alt.Chart(df).transform_filter(where) if where else alt.Chart(df)
    if over:
        base = base.transform_calculate(**{x: f"sequence({over[0]}, {over[-1] + 1})"}).transform_flatten([x])
    several = any(lines)
    base = base.transform_calculate(**lines) if several else base.transform_calculate(value=lines[""])
    base = base.transform_fold(list(lines), as_=["line", "value"]) if several else base
    if over:
        base = base.transform_aggregate(value="sum(value)", groupby=[x, "line"] if several else [x])
    return base


def _line(base: alt.Chart, lines: dict[str, str], points: bool, scenario: bool) -> alt.Chart:
    """Return the results as lines: dashed and in another colour where what was observed stands before them."""
    if scenario:
        dashed: alt.Chart = base.mark_line(point={"color": theme.SIGNAL}, strokeDash=[5, 3], color=theme.SIGNAL)
        return dashed
    drawn: alt.Chart = base.mark_line(point=points)
    if any(lines):
        paint = [theme.SIGNAL, *(colour for colour in theme.CATEGORICAL if colour != theme.SIGNAL)]
        scale = alt.Scale(domain=list(lines), range=paint[: len(lines)])
        drawn = drawn.encode(color=alt.Color("line:N", title=None, scale=scale))
    return drawn


def _levels(reference: Mapping[str, float]) -> list[alt.Chart]:
    """Return level lines and their names."""
    if not reference:
        return []
    level = alt.Chart(pd.DataFrame({"value": list(reference.values()), "t": list(reference)})).encode(y="value:Q")
    words = level.mark_text(align="right", baseline="bottom", dy=-3, dx=-2, fontWeight=600)
    return [
        level.mark_rule(strokeDash=[2, 3], opacity=0.7),
        words.encode(x=alt.value("width"), text="t:N"),
    ]


def _label(column: str) -> str:
    return column.replace("_", " ").capitalize()
