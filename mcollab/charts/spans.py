"""Time: how long arrangements lasted, and what happened when."""

from collections.abc import Sequence

import altair as alt
import numpy as np
import pandas as pd

from mcollab.charts import theme
from mcollab.charts.dates import decimal_year, in_words
from mcollab.charts.frame import framed, listed, need
from mcollab.errors import McollabError, nearest

_ROW = 28  # pixels for a span and the name above it
_SYMLOG = 15  # years before today up to which the axis of milestones is about linear

ERAS = {
    "Ancient and medieval, to 1647": (None, 1648),
    "Westphalian, 1648–1814": (1648, 1815),
    "Concert of Europe, 1815–1913": (1815, 1914),
    "World wars, 1914–1944": (1914, 1945),
    "Cold War, 1945–1991": (1945, 1992),
    "After the Cold War, 1992–2013": (1992, 2014),
    "Present, from 2014": (2014, None),
}
"""Eras by which :func:`milestones` can be read: first year, and the year after the last."""


def timeline(
    df: pd.DataFrame,
    *,
    start: str = "in_force",
    end: str = "ended",
    label: str = "short_name",
    group: str | None = None,
    today=None,
    since: int | None = None,
    **frame,
) -> alt.LayerChart:
    """Return spans of time, one lane a label, in order of their beginning; open-ended ones end in an arrow.

    Parameters
    ----------
    df
        One row a span. A label with several spans keeps one lane. Rows without a start are left out.
    start, end
        Columns of dates; an empty end goes on. With a column ``<start>_precision`` the tooltip says no more than is known.
    label
        Column with the name written on the lane.
    group
        Column that colours the spans; a click on its legend keeps one.
    today
        Where open spans end: a date; by default the day as of which the rows hold (``as_of``), else the last date.
    since
        First year of the axis, for spans that began much earlier.
    **frame
        title, subtitle, description, tables, note: see :func:`~mcollab.charts.figure`.

    Raises
    ------
    McollabError
        If a column is missing, or no row has a start.
    """
    need(df, "timeline", start, end, label, group)
    rows = df[df[start].notna()]
    need(rows, "timeline")
    if today is None:
        today = rows["as_of"].max() if "as_of" in rows else rows[[start, end]].max().max()
    now = decimal_year(pd.Timestamp(today))
    spans = pd.DataFrame(
        {
            "label": rows[label].astype(str),
            "from": rows[start].map(decimal_year),
            "to": [now if pd.isna(day) else decimal_year(day) for day in rows[end]],
            "open": rows[end].isna(),
            "began": _words(rows, start),
            "until": [text or "today" for text in _words(rows, end)],
        }
    )
    if group:
        spans["group"] = rows[group].astype(str).str.replace("_", " ")
    spans = spans.sort_values(["from", "to", "label"], ignore_index=True)
    spans["first"] = ~spans["label"].duplicated()
    first = since if since is not None else int(spans["from"].min())
    spans["shown"] = spans["from"].clip(lower=first)
    spans["drawn"] = spans["to"].clip(lower=spans["shown"] + 0.006 * (now - first))  # short ones must be seen
    lanes = list(dict.fromkeys(spans["label"]))

    axis = alt.Axis(format="d", tickCount={"expr": "max(3, floor(width / 80))"}, title=None, orient="top")
    x = alt.X("shown:Q", scale=alt.Scale(domain=[first, now], nice=False, clamp=True), axis=axis)
    y = alt.Y("label:N", sort=lanes, axis=None)
    tooltip = [
        alt.Tooltip("label:N", title="Name"),
        alt.Tooltip("began:N", title="From"),
        alt.Tooltip("until:N", title="Until"),
    ]
    colour = alt.value(theme.NAVAL)
    opacity = alt.value(1)
    if group:
        kinds = sorted(spans["group"].unique())
        picked = alt.selection_point(name="kind", fields=["group"], bind="legend")
        colour = alt.Color(
            "group:N", scale=alt.Scale(domain=kinds, range=theme.colours(kinds)), legend=alt.Legend(title=None)
        )
        opacity = alt.when(picked).then(alt.value(1)).otherwise(alt.value(theme.FAINT))
        tooltip.insert(1, alt.Tooltip("group:N", title="Kind"))
    base = alt.Chart(spans)
    bars = base.mark_bar(height=7, yOffset=6, cornerRadius=3).encode(
        x=x, x2="drawn:Q", y=y, color=colour, opacity=opacity, tooltip=tooltip
    )
    if group:
        bars = bars.add_params(picked)
    arrows = (
        base.transform_filter("datum.open")
        .mark_point(shape="triangle-right", size=70, yOffset=6, xOffset=2)
        .encode(x="to:Q", y=y, color=colour, opacity=opacity)
    )
    late = f"datum.shown > {first + 0.6 * (now - first):.0f}"
    names = base.transform_filter("datum.first").encode(y=y, text="label:N")
    left = names.transform_filter(f"!({late})").mark_text(align="left", baseline="bottom", dy=0).encode(x="shown:Q")
    right = names.transform_filter(late).mark_text(align="right", baseline="bottom", dy=0).encode(x="to:Q")
    chart = alt.layer(bars, arrows, left, right).properties(height=_ROW * len(lanes))
    going = int(spans.loc[spans["open"], "label"].nunique())
    return framed(
        chart,
        df,
        frame,
        title=f"{going} of {len(lanes)} are still in force" if going else f"All {len(lanes)} have ended",
        subtitle=f"Years in force, {int(spans['from'].min())} to {int(now)}; an arrow goes on",
        description=f"Timeline of {len(lanes)} spans in order of their beginning, the first {listed(lanes)}; {going} go on at the end of the axis.",
    )


def milestones(
    df: pd.DataFrame,
    *,
    era: str | None = None,
    label: Sequence[str] = (),
    lanes: str = "kind",
    details: bool = True,
    **frame,
) -> alt.LayerChart:
    """Return events on an axis of years that gives the recent ones more room, a lane a kind, with a choice of era.

    Parameters
    ----------
    df
        Rows of ``milestones``: ``date`` (ISO 8601 text, years before the common era with a minus sign), ``title``,
        and where there are ``date_precision``, ``description``.
    era
        The era shown first, a key of :data:`ERAS`; all by default.
    label
        Titles that are always written beside their point.
    lanes
        Column whose values are the lanes.
    details
        Give the description in the tooltip; without, the chart weighs half as much.
    **frame
        title, subtitle, description, tables, note: see :func:`~mcollab.charts.figure`.

    Raises
    ------
    McollabError
        If a column is missing, a date is none, or `era` or a label does not exist.
    """
    need(df, "milestones", "date", "title", lanes)
    if era is not None and era not in ERAS:
        raise McollabError(f"No era {era!r}: expected one of {', '.join(ERAS)}{nearest(era, ERAS)}")
    for title in label:
        if title not in set(df["title"]):
            raise McollabError(f"milestones has no event titled {title!r} to label{nearest(title, df['title'])}")
    years = df["date"].map(decimal_year)
    now = int(years.max()) + 1
    zero = now + 1  # the axis counts years before this one, on a logarithmic scale
    events = pd.DataFrame(
        {
            "ago": (zero - years).round(2),
            "lane": df[lanes].astype(str).str.replace("_", " ").str.capitalize(),
            "title": df["title"],
            "when": _words(df, "date"),
            **({"text": df["description"]} if details and "description" in df else {}),
            "named": df["title"].isin(list(label)),
        }
    ).sort_values("ago", ascending=False)
    order = events.groupby("lane")["ago"].max().sort_values(ascending=False).index.tolist()
    first = float(events["ago"].max())

    bounds = {"All": (first * 1.08, 1)} | {
        name: (zero - (low if low is not None else years.min() - 60), zero - high if high is not None else 1)
        for name, (low, high) in ERAS.items()
    }
    names = list(bounds)
    choice = alt.param(name="era", value=era or "All", bind=alt.binding_select(options=names, name="Era "))
    place = f"indexof({names!r}, era)"
    low, high = ([round(float(bound[side]), 2) for bound in bounds.values()] for side in (0, 1))
    # Titles stand over their points where they fit: one choice for all eras together, one for each era by itself.
    ages = events["ago"]
    events["fits"] = _fitting(events, (low[0], high[0]))
    events["alone"] = sum(
        (
            _fitting(events[(ages <= low[i]) & (ages >= high[i])], (low[i], high[i])).reindex(
                events.index, fill_value=0
            )
            for i in range(1, len(names))
        ),
        start=pd.Series(0, index=events.index),
    ).clip(upper=2)
    ticks = [
        -1199,
        -499,
        500,
        1000,
        1200,
        1300,
        1400,
        1500,
        *range(1600, 1900, 25),
        *range(1900, 1980, 10),
        *range(1980, now + 1, 5),
    ]
    x = alt.X(
        "ago:Q",
        scale=alt.Scale(
            type="symlog",
            constant=_SYMLOG,
            reverse=True,
            nice=False,
            zero=False,
            domainMax={"expr": f"{low}[{place}]"},
            domainMin={"expr": f"{high}[{place}]"},
        ),
        axis=alt.Axis(
            values=[zero - tick for tick in ticks],
            labelExpr=f"{zero} - datum.value <= 0 ? (datum.value - {zero} + 1) + ' BCE' : toString({zero} - datum.value)",
            labelOverlap="greedy",
            labelSeparation=10,
            title=None,
            ticks=False,
        ),
    )
    y = alt.Y("lane:N", sort=order, axis=None)
    colour = alt.Color("lane:N", scale=alt.Scale(domain=order, range=theme.colours(order)), legend=None)
    inside = f"datum.ago <= {low}[{place}] && datum.ago >= {high}[{place}]"
    picked = alt.selection_point(name="event", fields=["title"], empty=False, on="click,pointerover", nearest=False)
    base = alt.Chart(events).transform_filter(inside)
    dots = (
        base.mark_point(size=95)
        .encode(
            x=x,
            y=y,
            yOffset=alt.value(22),
            color=colour,
            opacity=alt.when(picked).then(alt.value(1)).otherwise(alt.value(0.72)),
            tooltip=[alt.Tooltip("when:N", title="When"), alt.Tooltip("title:N", title="What")]
            + ([alt.Tooltip("text:N", title="Why")] if "text" in events else []),
        )
        .add_params(picked, choice)
    )
    heads = (
        alt.Chart(pd.DataFrame({"lane": order}))
        .mark_text(align="left", baseline="middle", dy=-11, fontWeight=600)
        .encode(x=alt.value(0), y=y, text="lane:N", color=colour)
    )
    early = base.transform_filter(picked | alt.datum.named).transform_calculate(line="datum.when + ': ' + datum.title")
    side = "scale('x', datum.ago) < width / 2"
    words = early.mark_text(
        align={"expr": f"{side} ? 'left' : 'right'"}, dx={"expr": f"{side} ? 8 : -8"}, dy=8, fontSize=theme.SMALL
    ).encode(x=x, y=y, text="line:N")
    rules = (
        alt.Chart(pd.DataFrame({"lane": order}))
        .mark_rule(opacity=theme.FAINT, dy=8)
        .encode(y=y, x=alt.value(0), x2=alt.value("width"))
    )
    fits = "(era == 'All' ? datum.fits : datum.alone)"
    titles = (
        base.transform_filter(f"{fits} > 0")
        .mark_text(
            align={"expr": f"{fits} == 1 ? 'left' : 'right'"},
            dx={"expr": f"{fits} == 1 ? -5 : 5"},
            dy=-12,
            baseline="middle",
        )
        .encode(x=x, y=y, text=alt.when("width >= 560").then("title:N").otherwise(alt.value("")))
    )
    chart = alt.layer(rules, heads, titles, dots, words).properties(height=44 * len(order))
    return framed(
        chart,
        df,
        frame,
        title=f"{len(events)} turning points, from {events['when'].iloc[0]} to {events['when'].iloc[-1]}",
        subtitle="Dated events by kind; the axis gives recent years more room",
        description=f"{len(events)} dated events in {len(order)} lanes ({listed(order, 12)}), from {events['when'].iloc[0]} ({events['title'].iloc[0]}) to {events['when'].iloc[-1]} ({events['title'].iloc[-1]}).",
    )


def _fitting(events: pd.DataFrame, bounds: tuple[float, float], width: float = 640) -> pd.Series:
    """Return for each event 1 if its title fits right of its point, 2 if left of it, else 0."""
    low, high = np.log1p(np.array(bounds) / _SYMLOG)
    found = pd.Series(0, index=events.index)
    for lane, part in events.groupby("lane"):
        taken = 7 * len(lane) + 14  # the lane's name
        for index, event in part.sort_values("ago", ascending=False).iterrows():
            place = (low - np.log1p(event["ago"] / _SYMLOG)) / (low - high) * width
            long = 6.1 * len(event["title"])
            if place - 5 >= taken and place + long <= width:
                found[index], taken = 1, place + long
            elif place + 5 - long >= taken and place + long > width:
                found[index], taken = 2, place + 10
    return found


def _words(rows: pd.DataFrame, column: str) -> list[str]:
    precision = rows[f"{column}_precision"] if f"{column}_precision" in rows else ["day"] * len(rows)
    return [in_words(date, how) for date, how in zip(rows[column], precision, strict=True)]
