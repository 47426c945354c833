"""Models with controls: what a formula gives as the reader moves its terms.

A formula is written as Vega writes it: a column of the frame is ``datum.name``, a control stands by its own name,
``pow(a, b)``, ``min(a, b)`` and ``a ? b : c`` do what they say. It is computed where the chart is shown, so that it
answers without a kernel.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Unpack

import altair as alt
import pandas as pd

from mcollab.charts import theme
from mcollab.charts.checks import need, number_format, numbers, ordered
from mcollab.charts.expressions import computable
from mcollab.charts.frame import FrameOptions, framed, known_options
from mcollab.charts.labels import listed, ticks, within, words
from mcollab.charts.pieces import layered, level_lines, room
from mcollab.errors import McollabError


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
    **frame: Unpack[FrameOptions],
) -> alt.LayerChart:
    """Return lines of what formulas give for each `x`, with controls for their terms.

    Parameters
    ----------
    df
        One row a point; with `over`, one row for each of those whose results are added up at each point.
    x, over
        Column of the horizontal axis; or the name by which the formula calls it, and its values, for each of which
        every row is computed and the results are added up.
    y, dials, where
        The formula, or several by the names of their lines; the controls, :func:`dial` and :func:`menu`; a condition
        that a row must meet to be counted.
    known
        What was observed before: a frame with columns `x` and ``value``, drawn as a line of its own; the formula's line
        is then dashed, as a scenario is.
    write, reference, points
        Values of `x` at which the result is written beside the line; level lines, as ``{"going alone": 1}``; whether
        points are marked.
    x_title, y_title, x_format, format, top, height
        Titles of the axes, with units; d3 number formats of both; where the vertical axis ends; height in pixels.
    **frame
        Options of :func:`~mcollab.charts.figure`.

    Returns
    -------
    altair.LayerChart
        Framed; a line for each formula, through what it gives at each `x`.

    Raises
    ------
    McollabError
        If a column is missing or holds no numbers, or a formula cannot be computed.

    Examples
    --------
    >>> from mcollab.charts import dial
    >>> lift = dial("lift", 1, 0, 9, 1, "Lift, m")
    >>> points = pd.DataFrame({"n": [0, 4]})
    >>> formula(points, x="n", y="2 * datum.n + lift", dials=[lift], tables="spending").title.text
    'Value by n'
    """
    known_options(frame)
    lines, places = _asked(df, x, y, over, known)
    number_format("formula", x_format, format)
    computable("formula", [where, *lines.values()], [*df.columns, *lines, *([x] if len(over) else [])], dials)
    axes = _Axes(x, (min(places), max(places)), x_title, y_title, x_format, format, top)
    base = _results(df, x, lines, list(over), where).encode(**axes.encoded(several=any(lines)))
    layers = level_lines(reference, along="y", right=True)
    layers += [] if known is None else [axes.observed(known)]
    layers.append(_line(base, lines, points, scenario=known is not None).add_params(*dials))
    layers += _written(base, x, write, format)
    return framed(layered(*layers).properties(height=height), df, frame, **axes.words(dials))


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
    **frame: Unpack[FrameOptions],
) -> alt.LayerChart:
    """Return a bar for each name of what a formula gives on the average of its rows, with controls for its terms.

    Parameters
    ----------
    df
        The rows of which the formula speaks.
    value, dials, where
        The formula, whose results lie between 0 and 1; the controls, :func:`dial` and :func:`menu`; a condition that a
        row must meet to be counted, in which a control may be named.
    label, order
        Column of the names; all names from the top down (in the order of the rows by default).
    best
        A second formula, marked as a tick, in which ``datum.base`` is the average of the column ``happened``.
    format
        d3 number format of the results.
    **frame
        Options of :func:`~mcollab.charts.figure`.

    Returns
    -------
    altair.LayerChart
        Framed; a bar for each name, as long as what the formula gives on the average of its rows.

    Raises
    ------
    McollabError
        If a column is missing, `order` does not name each name once, or a formula cannot be computed.

    Examples
    --------
    >>> trials = pd.DataFrame({"name": ["A", "B"], "odds": [0.2, 0.6]})
    >>> gauges(trials, value="datum.odds", tables="claims").title.text
    '2 results of one formula'
    """
    known_options(frame)
    need(df, "gauges", label, "happened" if best else None)
    number_format("gauges", format)
    _unwritten(df.drop(columns=label), "gauges", ["each", "n"])
    names = ordered(order, df[label], "gauges", "name")
    computable("gauges", [where, value], ["n", *df.columns.drop(label)], dials)
    computable("gauges", [best], ["n", "value", "base"], dials)
    base = _averages(df, value, label, where, happened=best is not None)
    layers = _bars(base, names, words(label), best, format)
    layers[0] = layers[0].add_params(*dials)
    return framed(
        layered(*layers).properties(height=max(26 * len(names), 150)),
        df,
        frame,
        title=f"{len(names)} results of one formula",
        subtitle="What a formula gives on the average, from 0 to 1; move the controls",
        description=f"Bars of what a formula gives for {listed(names, 7)}, with {_controls(dials)}.",
    )


def _asked(
    df: pd.DataFrame, x: str, y: str | Mapping[str, str], over: Sequence[int], known: pd.DataFrame | None
) -> tuple[dict[str, str], list[float]]:
    """Return the formulas by the names of their lines, and all values of `x`."""
    need(df, "formula", None if len(over) else x)
    if not len(over):
        numbers(df, "formula", x)
    if known is not None:
        need(known, "formula", x, "value")
        numbers(known, "formula", x, "value")
    lines = {"": y} if isinstance(y, str) else dict(y)
    _unwritten(df, "formula", ["result", *(["line", *lines] if any(lines) else []), *([x] if len(over) else [])])
    places = [*(over if len(over) else df[x]), *(known[x] if known is not None else ())]
    return lines, places


def _unwritten(df: pd.DataFrame, chart: str, names: Iterable[str]) -> None:
    """Raise a :class:`McollabError` if a result would stand in a column of the frame, and be read in its place."""
    for name in names:
        if name in df.columns:
            raise McollabError(
                f"{chart} writes what it computes to {name!r}, which is a column of the frame: rename it."
            )


def _controls(dials: Sequence[alt.Parameter]) -> str:
    return f"controls for {listed((one.name for one in dials), 7)}"


def _written(base: alt.Chart, x: str, places: Sequence[float], format: str) -> list[alt.Chart]:
    """Return the results at some places as numbers over the line."""
    if not len(places):
        return []
    there = base.transform_filter(" || ".join(f"datum.{x} == {place}" for place in places))
    return [there.mark_text(dy=-12, fontWeight=600).encode(text=alt.Text("result:Q", format=format))]


def _bars(base: alt.Chart, names: list[str], label: str, best: str | None, format: str) -> list[alt.Chart]:
    axis = alt.Axis(format=format, values=[0, 0.25, 0.5, 0.75, 1])
    encoded = base.encode(
        x=alt.X("value:Q", title=None, scale=alt.Scale(domain=[0, 1.08], nice=False), axis=axis),
        y=alt.Y("n:N", sort=names, title=None, axis=alt.Axis(labelLimit=room(150, 220))),
        tooltip=[
            alt.Tooltip("n:N", title=label),
            alt.Tooltip("value:Q", title="Result", format=format),
            *([alt.Tooltip("base:Q", title="How often it happened", format=".0%")] if best else []),
        ],
    )
    text = encoded.mark_text(align="left", dx=4).encode(text=alt.Text("value:Q", format=format))
    layers = [encoded.mark_bar(), text]
    if best:
        tick = encoded.transform_calculate(best=best).mark_tick(thickness=2.5, color=theme.INK)
        layers.append(tick.encode(x=alt.X("best:Q")))
    return layers


@dataclass(frozen=True)
class _Axes:
    """Both axes of :func:`formula`, and what the tooltips say."""

    x: str
    domain: tuple[float, float]
    x_title: str | None
    y_title: str | None
    x_format: str
    format: str
    top: float | None

    def encoded(self, several: bool) -> dict[str, Any]:
        """Return both axes and the tooltip, which tells the line where there are several."""
        across = alt.X(
            f"{self.x}:Q",
            scale=alt.Scale(domain=list(self.domain), nice=False),
            axis=alt.Axis(
                format=self.x_format,
                title=f"{self.x_title} →" if self.x_title else None,
                tickMinStep=1 if self.x_format == "d" else 0,
            ),
        )
        up = alt.Y(
            "result:Q",
            scale=alt.Scale(domain=[0, self.top], nice=False) if self.top else alt.Scale(zero=True),
            axis=alt.Axis(format=ticks(self.format), title=f"↑ {self.y_title}" if self.y_title else None),
        )
        tooltip = [
            alt.Tooltip(f"{self.x}:Q", title=self.x_title or words(self.x), format=self.x_format),
            *([alt.Tooltip("line:N", title="Line")] if several else []),
            alt.Tooltip("result:Q", title=self.y_title or "Value", format=self.format),
        ]
        return {"x": across, "y": up, "tooltip": tooltip}

    def words(self, dials: Sequence[alt.Parameter]) -> dict[str, str]:
        """Return the texts of the frame."""
        across, up = self.x_title or words(self.x), self.y_title or "Value"
        low, high = self.domain
        return {
            "title": f"{up} by {within(across)}",
            "subtitle": f"{up}, as a formula gives it; move the controls",
            "description": f"What a formula gives for {within(across)} from {low:g} to {high:g}, "
            f"with {_controls(dials)}.",
        }

    def observed(self, known: pd.DataFrame) -> alt.Chart:
        """Return the line of what was observed."""
        rows = known[[self.x, "value"]].rename_axis(None).rename(columns={"value": "result"})
        line = alt.Chart(rows).mark_line(point=True)
        observed: alt.Chart = line.encode(**self.encoded(several=False))
        return observed


def _averages(df: pd.DataFrame, value: str, label: str, where: str | None, happened: bool) -> alt.Chart:
    """Return a row for each name ``n``: ``value``, the formula's average, and ``base``, that of what happened."""
    base = alt.Chart(df.rename(columns={label: "n"}))
    base = base.transform_filter(where) if where else base
    means: dict[str, Any] = {"value": "mean(each)", **({"base": "mean(happened)"} if happened else {})}
    averages: alt.Chart = base.transform_calculate(each=value).transform_aggregate(groupby=["n"], **means)
    return averages


def _results(df: pd.DataFrame, x: str, lines: dict[str, str], over: list[int], where: str | None) -> alt.Chart:
    """Return a chart of the results, not drawn yet: ``result`` by `x` and, of several lines, by ``line``."""
    base = alt.Chart(df).transform_filter(where) if where else alt.Chart(df)
    if over:
        base = base.transform_calculate(**{x: f"sequence({over[0]}, {over[-1] + 1})"}).transform_flatten([x])
    several = any(lines)
    base = base.transform_calculate(**lines) if several else base.transform_calculate(result=lines[""])
    base = base.transform_fold(list(lines), as_=["line", "result"]) if several else base
    if over:
        base = base.transform_aggregate(result="sum(result)", groupby=[x, "line"] if several else [x])
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
