"""What happened when: events in lanes, over millennia or within one era."""

from collections.abc import Sequence
from typing import Unpack

import altair as alt
import numpy as np
import pandas as pd

from mcollab.charts import theme
from mcollab.charts.checks import exist, need
from mcollab.charts.dates import decimal_year, told
from mcollab.charts.frame import FrameOptions, framed, known_options
from mcollab.charts.labels import listed, opened, spoken, width_of
from mcollab.charts.pieces import coloured, layered, shown_if, text_if
from mcollab.datapackage import load
from mcollab.errors import McollabError, nearest

LANE = 44
"""Pixels for a lane: its name, its points and their titles."""

_LINEAR = 15  # years before today up to which the axis is about linear
_WIDTH = 640  # of the plot for which it is worked out which titles fit
_ALL = "All"
_TICKS = (-1199, -499, 500, 1000, 1200, 1300, 1400, 1500, *range(1600, 1900, 25), *range(1900, 1980, 10))


def milestones(
    df: pd.DataFrame,
    *,
    era: str | None = None,
    label: Sequence[str] = (),
    lanes: str = "kind",
    details: bool = True,
    **frame: Unpack[FrameOptions],
) -> alt.LayerChart:
    """Return events on an axis of years that gives the recent ones more room, a lane a kind, with a choice of era.

    Parameters
    ----------
    df
        Rows of ``milestones``: ``date`` (ISO 8601 text, years before the common era with a minus sign), ``title``,
        and where there are ``date_precision``, ``description``.
    era
        The era shown first, one of :func:`eras`; all by default.
    label
        Titles that are always written beside their point.
    lanes
        Column whose values are the lanes.
    details
        Give the description in the tooltip; without, the chart weighs half as much.
    **frame
        Options of :func:`~mcollab.charts.figure`.

    Returns
    -------
    altair.LayerChart
        Framed; a dot for each row, at its date on its lane.

    Raises
    ------
    McollabError
        If a column is missing, a date is none, or `era` or a label does not exist.

    Examples
    --------
    >>> events = pd.DataFrame({"date": ["1648-10-24", "1949-04-04"], "title": ["Westphalia", "NATO"], "kind": "treaty"})
    >>> milestones(events, tables="milestones").to_dict()["title"]["text"]
    '2 turning points, from 24 October 1648 to 4 April 1949'
    """
    known_options(frame)
    need(df, "milestones", "date", "title", lanes)
    exist(label, df["title"], "milestones", "event titled ")
    events, zero = dated(df, lanes, label, details)
    bounds = windows(events["ago"], eras(), zero)
    if era is not None and era not in bounds:
        raise McollabError(f"milestones has no era {era!r}: expected one of {', '.join(bounds)}{nearest(era, bounds)}")
    lane_names = events.groupby("lane")["ago"].max().sort_values(ascending=False).index.tolist()
    chart = layered(*_layers(titled(events, bounds), lane_names, bounds, zero, era or _ALL))
    first, last = events.iloc[0], events.iloc[-1]
    return framed(
        chart.properties(height=LANE * len(lane_names)),
        df,
        frame,
        title=f"{len(events)} turning points, from {first['when']} to {last['when']}",
        subtitle="Dated events by kind; the axis gives recent years more room",
        description=f"{len(events)} dated events in {len(lane_names)} lanes ({listed(lane_names, 12)}), from "
        f"{first['when']} ({first['title']}) to {last['when']} ({last['title']}).",
    )


def eras() -> dict[str, tuple[int | None, int | None]]:
    """Return the eras of the course, as the table ``eras`` has them: first and last year, None where it is open.

    Examples
    --------
    >>> eras()["Cold War, 1945–1991"]
    (1945, 1991)
    """
    table = load("eras").sort_values("first_year", na_position="first")
    found = {}
    for row in table.itertuples():
        first = None if pd.isna(row.first_year) else int(row.first_year)
        last = None if pd.isna(row.last_year) else int(row.last_year)
        span = f"to {last}" if first is None else f"from {first}" if last is None else f"{first}–{last}"
        found[f"{row.name}, {span}"] = (first, last)
    return found


def dated(df: pd.DataFrame, lanes: str, label: Sequence[str], details: bool) -> tuple[pd.DataFrame, int]:
    """Return the events, the oldest first, and the year from which the axis counts backwards.

    Columns: ``ago`` (years before that one), ``lane``, ``title``, ``when`` (words), ``text`` (if there are details),
    ``named`` (always written).
    """
    years = df["date"].map(decimal_year)
    zero = int(years.max()) + 2
    events = pd.DataFrame(
        {
            "ago": (zero - years).round(2),
            "lane": spoken(df[lanes]).map(opened),
            "title": df["title"],
            "when": told(df, "date"),
            **({"text": df["description"]} if details and "description" in df else {}),
            "named": df["title"].isin(list(label)),
        }
    )
    return events.sort_values("ago", ascending=False, ignore_index=True), zero


def windows(
    ago: pd.Series, eras: dict[str, tuple[int | None, int | None]], zero: int
) -> dict[str, tuple[float, float]]:
    """Return for all, and for each era in which there is an event, how many years ago the axis begins and ends."""
    oldest = float(ago.max())
    bounds = {_ALL: (round(oldest * 1.08, 2), 1.0)}
    for name, (first, last) in eras.items():
        begins = round(oldest + 60 if first is None else float(zero - first), 2)
        ends = 1.0 if last is None else max(1.0, float(zero - last - 1))
        if ((ago <= begins) & (ago > ends)).any():
            bounds[name] = (begins, ends)
    return bounds


def titled(events: pd.DataFrame, bounds: dict[str, tuple[float, float]]) -> pd.DataFrame:
    """Return the events with where a title fits: 1 right of its point, 2 left of it, 0 nowhere.

    ``fits`` where all eras are shown together, ``alone`` where the event's own is shown by itself.
    """
    alone = pd.Series(0, index=events.index)
    for name, (begins, ends) in bounds.items():
        if name != _ALL:
            within = events[(events["ago"] <= begins) & (events["ago"] > ends)]
            alone.update(sides(within, (begins, ends)))
    return events.assign(fits=sides(events, bounds[_ALL]), alone=alone)


def sides(events: pd.DataFrame, bounds: tuple[float, float], width: float = _WIDTH) -> pd.Series:
    """Return for each event 1 if its title fits right of its point, 2 if left of it, else 0."""
    begins, ends = np.log1p(np.array(bounds) / _LINEAR)
    found = pd.Series(0, index=events.index)
    for lane, part in events.groupby("lane"):
        taken = width_of(str(lane)) + 14
        for index, event in part.sort_values("ago", ascending=False).iterrows():
            place = (begins - np.log1p(event["ago"] / _LINEAR)) / (begins - ends) * width
            long = width_of(event["title"])
            if place - 5 >= taken and place + long <= width:
                found[index], taken = 1, place + long
            elif place + 5 - long >= taken and place + long > width:
                found[index], taken = 2, place + 10
    return found


def _layers(
    events: pd.DataFrame, lanes: list[str], bounds: dict[str, tuple[float, float]], zero: int, era: str
) -> list[alt.Chart]:
    names = list(bounds)
    chosen = f"indexof({names!r}, era)"
    begins = f"{[begin for begin, _ in bounds.values()]}[{chosen}]"
    ends = f"{[end for _, end in bounds.values()]}[{chosen}]"
    control = alt.param(name="era", value=era, bind=alt.binding_select(options=names, name="Era "))
    picked = alt.selection_point(name="event", fields=["title"], empty=False, on="click,pointerover", nearest=False)
    x, y = _years(begins, ends, zero), alt.Y("lane:N", sort=lanes, axis=None)
    colour = coloured("lane", lanes, legend=False)
    base = alt.Chart(events).transform_filter(f"datum.ago <= {begins} && datum.ago > {ends}").encode(x=x, y=y)
    tooltip = [
        alt.Tooltip("when:N", title="When"),
        alt.Tooltip("title:N", title="What"),
        *([alt.Tooltip("text:N", title="Why")] if "text" in events else []),
    ]
    dots = base.mark_point(size=95).encode(
        yOffset=alt.value(22), color=colour, opacity=shown_if(picked, 1, 0.72), tooltip=tooltip
    )
    rows = alt.Chart(pd.DataFrame({"lane": lanes})).encode(y=y)
    rules = rows.mark_rule(opacity=theme.FAINT, dy=8).encode(x=alt.value(0), x2=alt.value("width"))
    heads = rows.mark_text(align="left", baseline="middle", dy=-11, fontWeight=600)
    return [
        rules,
        heads.encode(x=alt.value(0), text="lane:N", color=colour),
        _titles(base),
        dots.add_params(picked, control),
        _chosen(base, picked),
    ]


def _years(begins: str, ends: str, zero: int) -> alt.X:
    """Return the axis of years before `zero`, on a scale that is logarithmic save near its end."""
    ticks = [*_TICKS, *range(1980, zero, 5)]
    scale = alt.Scale(
        type="symlog",
        constant=_LINEAR,
        reverse=True,
        nice=False,
        zero=False,
        domainMax=alt.ExprRef(begins),
        domainMin=alt.ExprRef(ends),
    )
    axis = alt.Axis(
        values=[zero - tick for tick in ticks],
        labelExpr=f"datum.value >= {zero} ? (datum.value - {zero} + 1) + ' BCE' : toString({zero} - datum.value)",
        labelOverlap="greedy",
        labelSeparation=10,
        labelFlush=20,
        title=None,
        ticks=False,
    )
    return alt.X("ago:Q", scale=scale, axis=axis)


def _titles(base: alt.Chart) -> alt.Chart:
    """Return the titles that stand over their points where they fit."""
    side = f"(era == '{_ALL}' ? datum.fits : datum.alone)"
    titles: alt.Chart = (
        base.transform_filter(f"{side} > 0")
        .mark_text(
            align=alt.ExprRef(f"{side} == 1 ? 'left' : 'right'"),
            dx=alt.ExprRef(f"{side} == 1 ? -5 : 5"),
            dy=-12,
            baseline="middle",
        )
        .encode(text=text_if("width >= 560", "title"))
    )
    return titles


def _chosen(base: alt.Chart, picked: alt.Parameter) -> alt.Chart:
    """Return date and title of the event under the pointer, and of those that are always named, beside their points."""
    left = "scale('x', datum.ago) < width / 2"
    words: alt.Chart = (
        base.transform_filter(picked | alt.datum.named)
        .transform_calculate(line="datum.when + ': ' + datum.title")
        .mark_text(
            align=alt.ExprRef(f"{left} ? 'left' : 'right'"),
            dx=alt.ExprRef(f"{left} ? 8 : -8"),
            dy=8,
            fontSize=theme.SMALL,
        )
        .encode(text="line:N")
    )
    return words
