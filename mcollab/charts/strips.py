"""How values spread: every one a dot."""

from collections.abc import Sequence
from typing import Unpack

import altair as alt
import numpy as np
import pandas as pd

from mcollab.charts import theme
from mcollab.charts.checks import each_has, exist, need, number_format, numbers, positive
from mcollab.charts.frame import FrameOptions, framed, known_options
from mcollab.charts.labels import number, spoken, ticks, unit, width_of, within, words
from mcollab.charts.pieces import by_width, layered, shown_if

_SLOTS = 60  # positions along a strip: dots of 5 pixels just touch at 320 pixels
_APART = 3  # pixels that a name keeps clear on either side
_NARROW = 290  # width of a strip for which names are kept clear: of a phone


def strip(
    df: pd.DataFrame,
    *,
    value: str = "value",
    label: str = "name",
    group: str | None = None,
    highlight: Sequence[str] = (),
    log: bool = False,
    format: str = ",",
    **frame: Unpack[FrameOptions],
) -> alt.LayerChart:
    """Return every value as a dot on a line, those that are close stacked, a line a group with its median marked.

    Groups stand in order of their medians, the highest first, or of their numbers (years, say).

    Parameters
    ----------
    df
        One row a dot; rows without a value are left out.
    value, label
        Columns of numbers and of names.
    group
        Column of groups, one strip each; one strip by default.
    highlight, log
        Names written beside their dots; whether the axis is logarithmic (values must be positive).
    format
        d3 number format of the values.
    **frame
        Options of :func:`~mcollab.charts.figure`.

    Returns
    -------
    altair.LayerChart
        Framed; a dot for each row with a value, and a tick at the median of each group.

    Raises
    ------
    McollabError
        If a column is missing, a name to highlight does not exist, or a value does not fit the axis.

    Examples
    --------
    >>> sizes = pd.DataFrame({"name": ["A", "B", "C"], "value": [1, 5, 9]})
    >>> strip(sizes, tables="arrangements").to_dict()["title"]["text"]
    'The median of 3 is 5'
    """
    known_options(frame)
    need(df, "strip", value, label, group)
    each_has(df[df[value].notna()], "strip", label)
    number_format("strip", format)
    numbers(df, "strip", value)
    if log:
        positive(df, "strip", value)
    exist(highlight, df.loc[df[value].notna(), label], "strip")
    data = dots(df, value, label, group, log).assign(named=lambda rows: rows["name"].isin([str(n) for n in highlight]))
    groups = _order(data, numeric=group is not None and df[group].dtype.kind in "iuf")
    tall = _tall(int(data["offset"].abs().max()))
    axis = alt.Axis(title=None, format=ticks(format), tickCount=by_width(90, 3))
    layers = _strips(data, groups, tall, axis, words(value), format, log)
    return framed(
        layered(*layers, *([_heads(groups, tall)] if group else [])).properties(height=tall * len(groups)),
        df,
        frame,
        title=f"The median of {len(data)} is {number(data['value'].median())}",
        subtitle=f"{words(value)}, a dot each; the line marks the median" + ("; logarithmic axis" if log else ""),
        description=f"Dot strip of {within(words(value))} for {len(data)} names in {len(groups)} groups: "
        f"{_range(data)}.",
    )


def dots(df: pd.DataFrame, value: str, label: str, group: str | None, log: bool) -> pd.DataFrame:
    """Return ``name``, ``value``, ``group`` and ``offset``: how many dots from the middle of its strip a dot stands.

    Dots that would cover each other fan out from the middle: 0, -1, 1, -2, 2 ...
    """
    rows = df[df[value].notna()]
    data = pd.DataFrame(
        {
            "name": rows[label].astype(str),
            "value": rows[value].astype(float),
            "group": spoken(rows[group]) if group else "",
        }
    )
    data["slot"] = (unit(data["value"], log) * _SLOTS).round()
    data = data.sort_values(["group", "slot", "value"], kind="stable", ignore_index=True)
    turn = data.groupby(["group", "slot"]).cumcount() + 1
    data["offset"] = (turn // 2) * np.where(turn % 2, 1, -1)
    return data.drop(columns="slot")


def clear(data: pd.DataFrame, log: bool) -> pd.DataFrame:
    """Return the rows that are named, with where the name stands: ``level``, an offset, and whether it is ``below``.

    A name stands over every dot that it would cover, or under them where the name left of it has the place above.
    """
    across = pd.Series(unit(data["value"], log) * _NARROW, index=data.index)
    rows: list[tuple[int, bool]] = []
    ends: dict[str, float] = {}  # of the last name above, by group
    named = data[data["named"]].sort_values("value", kind="stable")
    for i, name, group in zip(named.index, named["name"], named["group"], strict=True):
        half = width_of(name) / 2 + _APART
        under = data.loc[(data["group"] == group) & ((across - across[i]).abs() < half), "offset"]
        below = across[i] - half < ends.get(group, -np.inf)
        if not below:
            ends[group] = across[i] + half
        rows.append((int(under.max() if below else under.min()), below))
    return named.assign(level=[level for level, _ in rows], below=[below for _, below in rows])


def _range(data: pd.DataFrame) -> str:
    low, high = data.loc[data["value"].idxmin()], data.loc[data["value"].idxmax()]
    ends = (f"{number(end['value'])} ({end['name']})" for end in (low, high))
    return f"from {' to '.join(ends)}, median {number(data['value'].median())}"


def _order(data: pd.DataFrame, numeric: bool) -> list[str]:
    medians = data.groupby("group")["value"].median().sort_values(ascending=False, kind="stable")
    return sorted(medians.index, key=float) if numeric else list(medians.index)


def _tall(reach: int) -> int:
    """Return the height of a strip whose piles go so many dots up and down: as much as they take, within reason."""
    return round(2 * max(3.0, min(8.0, 60 / max(reach, 1))) * reach + 34)


def _strips(
    data: pd.DataFrame, groups: list[str], tall: int, axis: alt.Axis, title: str, format: str, log: bool
) -> list[alt.Chart]:
    reach = int(data["offset"].abs().max()) + 2
    scale = alt.Scale(type="log", nice=True) if log else alt.Scale(nice=True, zero=False)
    x = alt.X("value:Q", scale=scale, axis=axis)
    y = alt.Y("group:N", sort=groups, axis=None)
    piles = alt.Scale(domain=[-reach, reach])
    offset, level = alt.YOffset("offset:Q", scale=piles), alt.YOffset("level:Q", scale=piles)
    base = alt.Chart(data)
    points = base.mark_point(size=34).encode(
        x=x,
        y=y,
        yOffset=offset,
        tooltip=[alt.Tooltip("name:N", title="Name"), alt.Tooltip("value:Q", title=title, format=format)],
        color=alt.when("datum.named").then(alt.value(theme.SIGNAL)).otherwise(alt.value(theme.NAVAL)),
        opacity=shown_if("datum.named", 1, 0.75),
    )
    medians = alt.Chart(data.groupby("group", as_index=False)["value"].median())
    middle = medians.mark_tick(thickness=2, opacity=0.8, height=tall - 14, color=theme.INK).encode(x=x, y=y)
    names = alt.Chart(clear(data, log)).mark_text(dy=alt.ExprRef("datum.below ? 10 : -10"), fontWeight=600)
    return [middle, points, names.encode(x=x, y=y, yOffset=level, text="name:N")]


def _heads(groups: list[str], tall: int) -> alt.Chart:
    heads: alt.Chart = (
        alt.Chart(pd.DataFrame({"group": groups}))
        .mark_text(align="left", baseline="top", fontWeight=600, dy=-tall / 2 + 4)
        .encode(x=alt.value(0), y=alt.Y("group:N", sort=groups, axis=None), text="group:N")
    )
    return heads
