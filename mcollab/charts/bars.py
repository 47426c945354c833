"""Order: who has most, and how that changed; before and after."""

import altair as alt
import pandas as pd

from mcollab.charts import theme
from mcollab.charts.dates import year_slider
from mcollab.charts.frame import framed, listed, need, numbers, ticks
from mcollab.errors import McollabError

_ROW = 30  # pixels for a bar and the name above it


def ranked(
    df: pd.DataFrame,
    *,
    label: str = "name",
    value: str = "value",
    colour: str | None = None,
    top: int | None = 15,
    format: str = ",",
    **frame,
) -> alt.LayerChart:
    """Return horizontal bars from most to least, the name above and the value beside each.

    Parameters
    ----------
    df
        One row a bar.
    label, value
        Columns of names and of numbers (not negative).
    colour
        Column of groups that colour the bars (at most seven).
    top
        How many to show; None for all.
    format
        d3 number format of the values.
    **frame
        title, subtitle, description, tables, note: see :func:`~mcollab.charts.figure`.

    Raises
    ------
    McollabError
        If a column is missing or holds no numbers.
    """
    need(df, "ranked", label, value, colour)
    numbers(df, "ranked", value)
    rows = df[df[value].notna()].sort_values([value, label], ascending=[False, True])
    shown = rows.head(top) if top else rows
    data = pd.DataFrame({"n": shown[label].astype(str), "v": shown[value].astype(float), "r": range(1, len(shown) + 1)})
    if colour:
        data["g"] = shown[colour].astype(str).str.replace("_", " ")
    chart = _bars(
        alt.Chart(data),
        len(data),
        float(data["v"].max()),
        format,
        sorted(data["g"].unique()) if colour else None,
        value,
    )
    return framed(
        chart.properties(height=_ROW * len(data)),
        df,
        frame,
        title=f"{data['n'].iloc[0]} comes first",
        subtitle=f"{_label(value)}" + (f", the first {len(data)} of {len(rows)}" if len(data) < len(rows) else ""),
        description=f"{len(data)} horizontal bars of {_label(value).lower()} from most to least: {listed((f'{n} {v:,.4g}' for n, v in zip(data['n'], data['v'])), 5)}.",
    )


def race(
    df: pd.DataFrame,
    *,
    label: str = "name",
    value: str = "value",
    year: str = "year",
    colour: str | None = None,
    top: int = 12,
    start: int | None = None,
    format: str = ",",
    **frame,
) -> alt.LayerChart:
    """Return ranked bars of one year with a slider over the years; the scale stays, so that years compare.

    Parameters
    ----------
    df
        One row for a name and a year. Only rows that come among the first `top` of their year are kept.
    label, value, year
        Columns of names, numbers (not negative) and whole years.
    colour
        Column of groups that colour the bars (at most seven).
    top
        Bars a year.
    start
        Year shown first; the last by default.
    format
        d3 number format of the values.
    **frame
        title, subtitle, description, tables, note: see :func:`~mcollab.charts.figure`.

    Raises
    ------
    McollabError
        If a column is missing or holds no numbers, a name comes twice in a year, or `start` has no rows.
    """
    need(df, "race", label, value, year, colour)
    numbers(df, "race", value, year)
    if df.duplicated([label, year]).any():
        twice = df[df.duplicated([label, year])].iloc[0]
        raise McollabError(
            f"race expects one row for a name and a year, but {twice[label]!r} comes twice in {twice[year]}."
        )
    rows = df[df[value].notna()].sort_values([year, value, label], ascending=[True, False, True])
    rows = rows[rows.groupby(year).cumcount() < top]
    data = pd.DataFrame({"n": rows[label].astype(str), "v": rows[value].astype(float), "y": rows[year].astype(int)})
    data["r"] = rows.groupby(year).cumcount() + 1
    if colour:
        data["g"] = rows[colour].astype(str).str.replace("_", " ")
    years = sorted(data["y"].unique().tolist())
    start = years[-1] if start is None else start
    if start not in years:
        raise McollabError(f"race has no rows for {start}: expected a year from {years[0]} to {years[-1]}.")
    slider, current = year_slider(years, start, _label(year))
    base = alt.Chart(data).transform_filter(f"datum.y == {current}")
    chart = _bars(base, top, float(data["v"].max()), format, sorted(data["g"].unique()) if colour else None, value)
    stamp = (
        alt.Chart(pd.DataFrame({"z": [0]}))
        .mark_text(
            align="right",
            baseline="bottom",
            dx=-56,
            fontSize=34,
            fontWeight=700,
            opacity=0.35,
            text={"expr": f"toString({current})"},
        )
        .encode(x=alt.value("width"), y=alt.value("height"))
        .add_params(slider)
    )
    last = data[data["y"] == years[-1]]
    return framed(
        alt.layer(stamp, chart).properties(height=_ROW * top),
        df,
        frame,
        title=f"{last['n'].iloc[0]} came first in {years[-1]}",
        subtitle=f"{_label(value)}, the first {top} of each year, {years[0]}–{years[-1]}",
        description=f"Ranked bars of {_label(value).lower()} with a slider over the years {years[0]} to {years[-1]}; in {years[-1]}: {listed((f'{n} {v:,.4g}' for n, v in zip(last['n'], last['v'])), 5)}.",
    )


def dumbbell(
    df: pd.DataFrame,
    *,
    label: str = "name",
    before: str = "before",
    after: str = "after",
    names: tuple[str, str] | None = None,
    reference: dict[str, float] | None = None,
    format: str = ",",
    **frame,
) -> alt.LayerChart:
    """Return two points a row joined by a line: where each stood before (tick) and after (dot), highest after first.

    Parameters
    ----------
    df
        One row a name; rows without both values are left out.
    label, before, after
        Columns of names and of the two values.
    names
        What the two are called in the legend, e.g. ``("2014", "2024")``; the columns' names by default.
    reference
        Level lines, as ``{"2 % guideline": 2}``.
    format
        d3 number format of the values.
    **frame
        title, subtitle, description, tables, note: see :func:`~mcollab.charts.figure`.

    Raises
    ------
    McollabError
        If a column is missing or holds no numbers, or no row has both.
    """
    need(df, "dumbbell", label, before, after)
    numbers(df, "dumbbell", before, after)
    rows = df.dropna(subset=[before, after]).sort_values([after, label], ascending=[False, True])
    need(rows, "dumbbell")
    first, second = names or (_label(before), _label(after))
    data = pd.DataFrame({"n": rows[label].astype(str), "b": rows[before].astype(float), "a": rows[after].astype(float)})
    data["way"] = ["up" if a >= b else "down" for a, b in zip(data["a"], data["b"])]
    order = data["n"].tolist()
    low, high = min(0.0, data[["a", "b"]].min().min()), data[["a", "b"]].max().max()
    y = alt.Y(
        "n:N", sort=order, axis=alt.Axis(title=None, labelLimit=130, domain=False, labelPadding=6, labelOpacity=1)
    )
    axis = alt.Axis(
        title=None,
        format=ticks(format),
        orient="top",
        grid=True,
        domain=False,
        tickCount={"expr": "max(3, floor(width / 70))"},
    )
    x = alt.X("b:Q", scale=alt.Scale(domain=[low, float(high)], nice=True), axis=axis)
    colour = alt.Color("way:N", scale=alt.Scale(domain=["up", "down"], range=[theme.NAVAL, theme.SIGNAL]), legend=None)
    tooltip = [
        alt.Tooltip("n:N", title=_label(label)),
        alt.Tooltip("b:Q", title=first, format=format),
        alt.Tooltip("a:Q", title=second, format=format),
    ]
    base = alt.Chart(data).encode(y=y, tooltip=tooltip)
    layers: list = []
    if reference:
        level = alt.Chart(pd.DataFrame({"v": list(reference.values()), "t": list(reference)}))
        layers += [
            level.mark_rule(strokeDash=[2, 3], opacity=0.7).encode(x="v:Q"),
            level.mark_text(align="left", baseline="bottom", dx=4, dy=-2, opacity=theme.SOFT).encode(
                x="v:Q", y=alt.value("height"), text="t:N"
            ),
        ]
    layers += [
        base.mark_rule(strokeWidth=2.5, opacity=0.75).encode(x=x, x2="a:Q", color=colour),
        base.mark_tick(thickness=2.5, height=11).encode(x=x, color=colour),
        base.mark_point(size=80).encode(x="a:Q", color=colour),
    ]
    rises = int((data["way"] == "up").sum())
    return framed(
        alt.layer(*layers).properties(height=20 * len(data)),
        df,
        frame,
        title=f"{rises} of {len(data)} rose between {first} and {second}",
        subtitle=f"From {first} (tick) to {second} (dot); blue rose, orange fell",
        description=f"Two points for each of {len(data)} names, {first} and {second}, highest {second} first: {listed((f'{n} from {b:,.4g} to {a:,.4g}' for n, b, a in zip(data['n'], data['b'], data['a'])), 4)}.",
    )


def _bars(
    base: alt.Chart, count: int, largest: float, format: str, groups: list[str] | None, value: str
) -> alt.LayerChart:
    y = alt.Y("r:O", scale=alt.Scale(domain=list(range(1, count + 1))), axis=None)
    x = alt.X("v:Q", scale=alt.Scale(domain=[0, largest], nice=False), axis=None)
    paint = (
        {
            "color": alt.Color(
                "g:N", scale=alt.Scale(domain=groups, range=theme.colours(groups)), legend=alt.Legend(title=None)
            )
        }
        if groups
        else {}
    )
    tooltip = [alt.Tooltip("n:N", title="Name"), alt.Tooltip("v:Q", title=_label(value), format=format)]
    bars = base.mark_bar(height=9, yOffset=7).encode(x=x, y=y, tooltip=tooltip, **paint)
    names = base.mark_text(align="left", baseline="bottom", dy=0, limit={"expr": "width - 56"}).encode(
        x=alt.value(0), y=y, text="n:N"
    )
    values = base.mark_text(align="right", baseline="bottom", dy=0, opacity=theme.SOFT).encode(
        x=alt.value("width"), y=y, text=alt.Text("v:Q", format=format)
    )
    return alt.layer(bars, names, values)


def _label(column: str) -> str:
    return column.replace("_", " ").capitalize()
