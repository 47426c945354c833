"""Order: who has most, and how that changed from year to year."""

from typing import Unpack

import altair as alt
import pandas as pd

from mcollab.charts import theme
from mcollab.charts.checks import (
    each_has,
    need,
    not_negative,
    number_format,
    numbers,
    once,
    some,
    tell_apart,
    whole_years,
)
from mcollab.charts.frame import FrameOptions, framed, known_options
from mcollab.charts.labels import largest, listed, number, spoken, within, words
from mcollab.charts.pieces import coloured, layered, of_the_year, year_control

ROW = 30
"""Pixels for a bar and the name above it."""

_VALUES = 56  # pixels that the column of values takes


def ranked(
    df: pd.DataFrame,
    *,
    label: str = "name",
    value: str = "value",
    colour: str | None = None,
    top: int | None = 15,
    format: str = ",",
    **frame: Unpack[FrameOptions],
) -> alt.LayerChart:
    """Return horizontal bars from most to least, the name above and the value beside each.

    Parameters
    ----------
    df
        One row a bar; rows without a value are left out.
    label, value
        Columns of names and of numbers (not negative).
    colour
        Column of groups that colour the bars (at most seven).
    top
        How many to show; None for all.
    format
        d3 number format of the values.
    **frame
        Options of :func:`~mcollab.charts.figure`.

    Returns
    -------
    altair.LayerChart
        Framed; a bar for each row with a value, at most `top`.

    Raises
    ------
    McollabError
        If a column is missing, holds no numbers or goes below zero, a name is missing or comes twice, there are more
        than seven groups, or `top` or `format` is none.

    Examples
    --------
    >>> troops = pd.DataFrame({"name": ["A", "B"], "troops": [10, 40]})
    >>> ranked(troops, value="troops", tables="contributions").to_dict()["title"]["text"]
    'B comes first'
    """
    known_options(frame)
    need(df, "ranked", label, value, colour)
    number_format("ranked", format)
    if top is not None:
        some(top, "ranked", "top")
    data = best(df, "ranked", label, value, colour, top)
    each_has(df[df[value].notna()], "ranked", label)
    once(df[df[value].notna()], "ranked", label)
    names, values = data["name"], data["value"]
    first = largest(df[value], df[label])
    total = int(df[value].notna().sum())
    chart = _bars(alt.Chart(data), data, len(data), format, words(value))
    return framed(
        chart.properties(height=ROW * len(data)),
        df,
        frame,
        title=f"{listed(first)} {'comes first' if len(first) == 1 else 'share the first place'}",
        subtitle=words(value) + (f", the first {len(data)} of {total}" if len(data) < total else ""),
        description=f"{len(data)} horizontal bars of {within(words(value))} from most to least: "
        f"{listed((f'{n} {number(v)}' for n, v in zip(names, values, strict=True)), 5)}.",
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
    **frame: Unpack[FrameOptions],
) -> alt.LayerChart:
    """Return ranked bars of one year with a choice of the year; the scale stays, so that years compare.

    Parameters
    ----------
    df
        One row for a name and a year. Only those that come among the first `top` of their year travel to the reader.
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
        Options of :func:`~mcollab.charts.figure`.

    Returns
    -------
    altair.LayerChart
        Framed; a bar for each row of the year that is chosen, at most `top`.

    Raises
    ------
    McollabError
        If a column is missing or does not fit, a name comes twice in a year, `start` has no rows, or `top` or `format`
        is none.

    Examples
    --------
    >>> troops = pd.DataFrame({"name": ["A", "B"] * 2, "value": [1, 2, 4, 3], "year": [2000, 2000, 2001, 2001]})
    >>> race(troops, tables="contributions").to_dict()["title"]["text"]
    'A came first in 2001'
    """
    known_options(frame)
    need(df, "race", label, value, year, colour)
    number_format("race", format)
    some(top, "race", "top")
    whole_years(df, "race", year)
    each_has(df, "race", label)
    once(df, "race", label, year)
    data = best(df, "race", label, value, colour, top, year)
    found = sorted(data["year"].unique().tolist())
    control = year_control(found, start, "race", words(year))
    chart = _bars(alt.Chart(data).transform_filter(of_the_year()), data, top, format, words(value))
    last = data[data["year"] == found[-1]]
    leaders = (f"{n} {number(v)}" for n, v in zip(last["name"], last["value"], strict=True))
    rows = df[df[year] == found[-1]]
    first = largest(rows[value], rows[label])
    return framed(
        layered(_stamp().add_params(control), chart).properties(height=ROW * top),
        df,
        frame,
        title=f"{listed(first)} {'came first' if len(first) == 1 else 'shared the first place'} in {found[-1]}",
        subtitle=f"{words(value)}, the first {top} of each year, {found[0]}–{found[-1]}",
        description=f"Ranked bars of {within(words(value))} with a choice of {len(found)} years from {found[0]} to "
        f"{found[-1]}; in {found[-1]}: {listed(leaders, 5)}.",
    )


def best(
    df: pd.DataFrame, chart: str, label: str, value: str, colour: str | None, top: int | None, year: str | None = None
) -> pd.DataFrame:
    """Return the first `top` rows (of each year): ``name``, ``value``, ``rank``, and ``year`` and ``group`` if asked.

    Equal values stand in the order of their names.
    """
    numbers(df, chart, value)
    not_negative(df, chart, value)
    rows = df[df[value].notna()].sort_values(
        [*([year] if year else []), value, label], ascending=[*([True] if year else []), False, True]
    )
    rank = (rows.groupby(year).cumcount() if year else pd.Series(range(len(rows)), index=rows.index)) + 1
    data = pd.DataFrame({"name": rows[label].astype(str), "value": rows[value].astype(float), "rank": rank})
    if year:
        data["year"] = rows[year].astype(int)
    if colour:
        data["group"] = spoken(rows[colour])
        tell_apart(data["group"].unique().tolist(), chart, "groups")
    return data[rank <= top] if top else data


def _bars(base: alt.Chart, data: pd.DataFrame, count: int, format: str, title: str) -> alt.LayerChart:
    """Return the bars with names and values; the scale runs to the largest of all `data`, over `count` places."""
    y = alt.Y("rank:O", scale=alt.Scale(domain=list(range(1, count + 1))), axis=None)
    x = alt.X("value:Q", scale=alt.Scale(domain=[0, float(data["value"].max())], nice=False), axis=None)
    tooltip = [alt.Tooltip("name:N", title="Name"), alt.Tooltip("value:Q", title=title, format=format)]
    bars = base.mark_bar(height=9, yOffset=7).encode(x=x, y=y, tooltip=tooltip)
    if "group" in data:
        bars = bars.encode(color=coloured("group", sorted(data["group"].unique())))
    names = base.mark_text(align="left", baseline="bottom", dy=0, limit=alt.ExprRef(f"width - {_VALUES}"))
    values = base.mark_text(align="right", baseline="bottom", dy=0, opacity=theme.SOFT)
    return layered(
        bars,
        names.encode(x=alt.value(0), y=y, text="name:N"),
        values.encode(x=alt.value("width"), y=y, text=alt.Text("value:Q", format=format)),
    )


def _stamp() -> alt.Chart:
    """Return the year as a large number in the lower corner."""
    stamp: alt.Chart = (
        alt.Chart(pd.DataFrame({"one": [0]}))
        .mark_text(
            align="right",
            baseline="bottom",
            dx=-_VALUES,
            fontSize=34,
            fontWeight=700,
            opacity=0.35,
            text=alt.ExprRef("toString(year)"),
        )
        .encode(x=alt.value("width"), y=alt.value("height"))
    )
    return stamp
