"""Change over time as lines, with what is estimated told from what is reported."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Unpack

import altair as alt
import pandas as pd

from mcollab.charts import theme
from mcollab.charts.checks import exist, need, number_format, numbers, once, whole_years
from mcollab.charts.frame import FrameOptions, framed, known_options
from mcollab.charts.labels import apart, listed, number, ticks, within, words
from mcollab.charts.pieces import by_width, coloured, layered, level_lines, room, years

_LINE = 14  # pixels that a name at the end of a line takes


def trend(
    df: pd.DataFrame,
    *,
    x: str = "year",
    y: str = "value",
    series: str | None = None,
    estimate: str | None = None,
    highlight: Sequence[str] = (),
    reference: Mapping[str, float] | None = None,
    pick: str | None = None,
    step: bool = False,
    zero: bool = True,
    format: str = ",",
    height: int = 320,
    **frame: Unpack[FrameOptions],
) -> alt.LayerChart:
    """Return lines over time; estimates are dashed with hollow points, names stand at the lines' ends.

    Parameters
    ----------
    df
        One row a point; rows without a value are left out.
    x, y, series
        Columns of whole years, of values, and of what tells lines apart (one line by default).
    estimate
        Column of booleans: where the value is an estimate. The line that leads to it is dashed.
    highlight, reference
        Series in colour and named, the others stay in the background (all by default, if at most seven); level lines,
        as ``{"2 % guideline": 2}``.
    pick, step, zero, format, height
        Name of a drop-down by which the reader highlights one more series, e.g. ``"Country"``; keep the value until the
        next point instead of joining points; begin the vertical axis at zero; d3 number format of values; pixels.
    **frame
        Options of :func:`~mcollab.charts.figure`.

    Returns
    -------
    altair.LayerChart
        Framed; a line for each series, with a point for each value of those in colour.

    Raises
    ------
    McollabError
        If a column is missing or holds no numbers, a series has two values of a year, or a highlighted one does not
        exist.

    Examples
    --------
    >>> spent = pd.DataFrame({"year": [2014, 2024], "value": [1.5, 2.0]})
    >>> trend(spent, tables="spending").title.subtitle
    'Value, 2014–2024'
    """
    known_options(frame)
    need(df, "trend", x, y, series, estimate)
    number_format("trend", format)
    whole_years(df, "trend", x)
    numbers(df, "trend", y)
    once(df[df[y].notna()], "trend", *([series, x] if series else [x]))
    data = points(df, x, y, series, estimate)
    names = sorted(data["series"].unique())
    exist(highlight, names, "trend", "series ")
    shown = [str(name) for name in highlight] or (names if len(names) <= len(theme.CATEGORICAL) else [])
    gap, vertical = _vertical(data["value"], reference, zero, format, height)
    plot = _Plot(data, shown, vertical, step, _says(x, y, series, estimate, format))
    layers = [*level_lines(reference, along="y"), *plot.background(), *plot.lines(shown)]
    layers += plot.ends(gap) if series else []
    layers += plot.picked(pick, names) if pick else []
    return framed(
        layered(*layers).properties(height=height),
        df,
        frame,
        title=f"{words(y)} of {listed(shown or names)}" if series else words(y),
        subtitle=f"{words(y)}, {data['year'].min()}–{data['year'].max()}"
        + ("; hollow points and dashes are estimates" if "dashes" in data else ""),
        description=_described(data, within(words(y))),
    )


def points(df: pd.DataFrame, x: str, y: str, series: str | None, estimate: str | None) -> pd.DataFrame:
    """Return ``year``, ``value``, ``series`` and, where something is estimated, what lines are drawn from it.

    ``status`` says whether a point is reported or an estimate. ``run`` tells apart the stretches between estimates,
    drawn in full; ``dashes`` the stretches of estimates with the reported points on either side, -1 for points in none.
    """
    rows = df[df[y].notna()]
    data = pd.DataFrame(
        {
            "year": rows[x].astype(int),
            "value": rows[y].astype(float),
            "series": rows[series].astype(str) if series else "",
        }
    )
    if estimate:
        guessed = rows[estimate].fillna(False).astype(bool)
        data["status"] = guessed.map({True: "estimate", False: "reported"})
    data = data.sort_values(["series", "year"], ignore_index=True)
    if estimate and guessed.any():
        told = data["status"] == "estimate"
        of = told.groupby(data["series"])
        near = told | of.shift(fill_value=False) | of.shift(-1, fill_value=False)
        data["run"] = of.cumsum()
        data["dashes"] = (~near).groupby(data["series"]).cumsum().where(near, -1)
    return data


def _vertical(
    values: pd.Series, reference: Mapping[str, float] | None, zero: bool, format: str, height: int
) -> tuple[float, alt.Y]:
    """Return how much of the axis a line of text takes, and the axis, with room for one above the highest value."""
    top = float(max([values.max(), *(reference or {}).values()]))
    bottom = min(0.0, float(values.min())) if zero else float(values.min())
    gap = (top - bottom) * _LINE / height
    scale = alt.Scale(zero=zero, domain=[bottom, top + gap], nice=True)
    return gap, alt.Y("value:Q", scale=scale, axis=alt.Axis(title=None, format=ticks(format), tickCount=6))


def _says(x: str, y: str, series: str | None, estimate: str | None, format: str) -> list[alt.Tooltip]:
    return [
        *([alt.Tooltip("series:N", title=words(series))] if series else []),
        alt.Tooltip("year:Q", title=words(x), format="d"),
        alt.Tooltip("value:Q", title=words(y), format=format),
        *([alt.Tooltip("status:N", title="Status")] if estimate else []),
    ]


@dataclass(frozen=True)
class _Plot:
    """The layers of :func:`trend`, all drawn from the same rows."""

    data: pd.DataFrame
    shown: list[str]
    y: alt.Y
    step: bool
    tooltip: list[alt.Tooltip]

    @property
    def x(self) -> alt.X:
        domain = int(self.data["year"].min()), int(self.data["year"].max())
        return years("year", domain, tickCount=by_width(60), tickMinStep=1)

    @property
    def curve(self) -> Literal["step-after", "linear"]:
        return "step-after" if self.step else "linear"

    def background(self) -> list[alt.Chart]:
        """Return the lines of the series that are not shown in colour."""
        rest = sorted(set(self.data["series"]) - set(self.shown))
        if not rest:
            return []
        base = alt.Chart(self.data).transform_filter(alt.FieldOneOfPredicate(field="series", oneOf=rest))
        lines = base.mark_line(strokeWidth=1, color=theme.INK, opacity=0.28, interpolate=self.curve)
        return [lines.encode(x=self.x, y=self.y, detail="series:N", tooltip=self.tooltip[:1])]

    def lines(self, kinds: Sequence[str], base: alt.Chart | None = None) -> list[alt.Chart]:
        """Return lines and points: in the colours of `kinds`, or in ink for a base that is given."""
        if base is None and not kinds:
            return []
        colour = alt.value(theme.INK) if base else coloured("series", kinds, legend=False)
        chart = base or self._of(kinds)
        at = {"x": self.x, "y": self.y}
        if "dashes" not in self.data:
            return [
                chart.mark_line(interpolate=self.curve).encode(**at, detail="series:N", color=colour),
                chart.mark_point(size=26).encode(**at, tooltip=self.tooltip, color=colour),
            ]
        reported = chart.transform_filter("datum.status == 'reported'")
        dashed = chart.transform_filter("datum.dashes >= 0").mark_line(
            strokeDash=[5, 4], strokeCap="butt", interpolate=self.curve
        )
        hollow = chart.transform_filter("datum.status == 'estimate'").mark_point(
            size=30, filled=False, fill="transparent", strokeWidth=1.5
        )
        rim = alt.value(theme.INK) if base else alt.Stroke("series:N", scale=theme.scale(kinds), legend=None)
        return [
            reported.mark_line(interpolate=self.curve).encode(**at, detail=["series:N", "run:N"], color=colour),
            dashed.encode(**at, detail=["series:N", "dashes:N"], color=colour),
            reported.mark_point(size=26).encode(**at, tooltip=self.tooltip, color=colour),
            hollow.encode(**at, tooltip=self.tooltip, stroke=rim),
        ]

    def ends(self, gap: float) -> list[alt.Chart]:
        """Return the names of the series shown, each at the end of its line and clear of the others."""
        last = self.data[self.data["series"].isin(self.shown)].groupby("series", as_index=False).last()
        last = last.sort_values("value")
        if last.empty:
            return []
        last = last.assign(level=apart(last["value"].tolist(), gap))
        names = alt.Chart(last[["series", "year", "level"]]).mark_text(
            align="left", dx=8, fontWeight=600, limit=room(110, 180)
        )
        colour = coloured("series", self.shown, legend=False)
        return [names.encode(x=alt.X("year:Q"), y=alt.Y("level:Q"), text="series:N", color=colour)]

    def picked(self, title: str, names: list[str]) -> list[alt.Chart]:
        """Return the lines of a series that the reader picks, its name over its end, and the drop-down."""
        bind = alt.binding_select(options=[None, *names], labels=["none", *names], name=f"{title} ")
        one = alt.Chart(self.data).transform_filter("datum.series == pick")
        name = (
            one.transform_joinaggregate(end="max(year)")
            .transform_filter("datum.year == datum.end")
            .mark_text(align="right", baseline="bottom", dy=-8, fontWeight=700)
            .encode(x=self.x, y=self.y, text="series:N")
        )
        return [*self.lines((), one), name.add_params(alt.param(name="pick", value=None, bind=bind))]

    def _of(self, kinds: Sequence[str]) -> alt.Chart:
        base = alt.Chart(self.data)
        if set(kinds) >= set(self.data["series"]):
            return base
        return base.transform_filter(alt.FieldOneOfPredicate(field="series", oneOf=list(kinds)))


def _described(data: pd.DataFrame, what: str) -> str:
    text = f"Line chart of {what} from {data['year'].min()} to {data['year'].max()}"
    ends = data.groupby("series")["value"].last()
    if len(ends) > 1:
        return (
            f"{text} for {len(ends)} series; at the end {ends.idxmax()} is highest with {number(ends.max())} and "
            f"{ends.idxmin()} lowest with {number(ends.min())}."
        )
    top = data.loc[data["value"].idxmax()]
    return (
        f"{text}, from {number(data['value'].iloc[0])} to {number(data['value'].iloc[-1])}, "
        f"highest {number(top['value'])} in {top['year']}."
    )
