"""Before and after: where each stood, and where it stands."""

from collections.abc import Mapping
from typing import Unpack

import altair as alt
import pandas as pd

from mcollab.charts import theme
from mcollab.charts.checks import each_has, for_two, need, number_format, numbers, once
from mcollab.charts.frame import FrameOptions, framed, known_options
from mcollab.charts.labels import listed, number, ticks, words
from mcollab.charts.pieces import by_width, layered, level_lines, room

ROW = 20
"""Pixels for a pair."""


def dumbbell(
    df: pd.DataFrame,
    *,
    label: str = "name",
    before: str = "before",
    after: str = "after",
    names: tuple[str, str] | None = None,
    reference: Mapping[str, float] | None = None,
    format: str = ",",
    **frame: Unpack[FrameOptions],
) -> alt.LayerChart:
    """Return two points a row joined by a line: where each stood before (tick) and after (dot), highest after first.

    Parameters
    ----------
    df
        One row a name; rows without both values are left out.
    label, before, after
        Columns of names and of the two values.
    names
        What the two are called, e.g. ``("2014", "2024")``; the columns' names by default.
    reference
        Level lines, as ``{"2 % guideline": 2}``.
    format
        d3 number format of the values.
    **frame
        Options of :func:`~mcollab.charts.figure`.

    Returns
    -------
    altair.LayerChart
        Framed; for each row with both values a tick, a dot and the line between them.

    Raises
    ------
    McollabError
        If a column is missing or holds no numbers, no row has both, a name has two rows, or `names` are not two.

    Examples
    --------
    >>> shares = pd.DataFrame({"name": ["A", "B"], "2014": [1.0, 2.0], "2024": [2.5, 1.5]})
    >>> dumbbell(shares, before="2014", after="2024", tables="spending").to_dict()["title"]["text"]
    '1 of 2 rose between 2014 and 2024'
    """
    known_options(frame)
    need(df, "dumbbell", label, before, after)
    number_format("dumbbell", format)
    numbers(df, "dumbbell", before, after)
    data = pairs(df, label, before, after)
    need(data, "dumbbell")
    each_has(df.dropna(subset=[before, after]), "dumbbell", label)
    once(df.dropna(subset=[before, after]), "dumbbell", label)
    columns = words(before), words(after)
    first, second = columns if names is None else for_two(names, "dumbbell", "names", "('2014', '2024')")
    rises = int((data["way"] == "up").sum())
    lines = level_lines(reference, along="x")
    chart = layered(*lines, *_pairs(data, words(label), (first, second), format)).properties(height=ROW * len(data))
    told = (
        f"{n} from {number(b)} to {number(a)}"
        for n, b, a in zip(data["name"], data["before"], data["after"], strict=True)
    )
    return framed(
        chart,
        df,
        frame,
        title=f"{rises} of {len(data)} rose between {first} and {second}",
        subtitle=f"From {first} (tick) to {second} (dot): what rose has its dot on the right",
        description=f"Two points for each of {len(data)} names, {first} and {second}, highest {second} first: "
        f"{listed(told, 4)}.",
    )


def pairs(df: pd.DataFrame, label: str, before: str, after: str) -> pd.DataFrame:
    """Return ``name``, ``before``, ``after``, ``way`` (up, down or level), the highest after first."""
    rows = df.dropna(subset=[before, after]).sort_values([after, label], ascending=[False, True])
    data = pd.DataFrame(
        {"name": rows[label].astype(str), "before": rows[before].astype(float), "after": rows[after].astype(float)}
    )
    data["way"] = "level"
    data.loc[data["after"] > data["before"], "way"] = "up"
    data.loc[data["after"] < data["before"], "way"] = "down"
    return data


def _pairs(data: pd.DataFrame, title: str, names: tuple[str, str], format: str) -> list[alt.Chart]:
    values = data[["before", "after"]]
    domain = [min(0.0, float(values.min().min())), float(values.max().max())]
    axis = alt.Axis(title=None, format=ticks(format), orient="top", grid=True, domain=False, tickCount=by_width(70, 3))
    x = alt.X("before:Q", scale=alt.Scale(domain=domain, nice=True), axis=axis)
    lane = alt.Axis(title=None, labelLimit=room(130, 220), domain=False, labelPadding=6, labelOpacity=1)
    way = alt.Scale(domain=["up", "down", "level"], range=[theme.NAVAL, theme.SIGNAL, theme.SLATE])
    base = alt.Chart(data).encode(
        y=alt.Y("name:N", sort=data["name"].tolist(), axis=lane),
        color=alt.Color("way:N", scale=way, legend=None),
        tooltip=[
            alt.Tooltip("name:N", title=title),
            alt.Tooltip("before:Q", title=names[0], format=format),
            alt.Tooltip("after:Q", title=names[1], format=format),
        ],
    )
    return [
        base.mark_rule(strokeWidth=2.5, opacity=0.75).encode(x=x, x2="after:Q"),
        base.mark_tick(thickness=2.5, height=11).encode(x=x),
        base.mark_point(size=80).encode(x="after:Q"),
    ]
