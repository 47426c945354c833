"""Spans of time: how long arrangements lasted."""

import datetime as dt
from typing import Unpack

import altair as alt
import pandas as pd

from mcollab.charts import theme
from mcollab.charts.checks import each_has, known, need, tell_apart, whole_year
from mcollab.charts.dates import decimal_year, told
from mcollab.charts.frame import FrameOptions, framed, known_options
from mcollab.charts.labels import listed, spoken, width_of, words
from mcollab.charts.pieces import by_width, coloured, layered, legend_choice, shown_if
from mcollab.days import as_day
from mcollab.errors import McollabError

ROW = 28
"""Pixels for a span and the name above it."""

_SHORTEST = 0.006  # of the axis: what is shorter could not be seen


def timeline(
    df: pd.DataFrame,
    *,
    start: str = "in_force",
    end: str = "ended",
    label: str = "short_name",
    group: str | None = None,
    today: dt.date | str | None = None,
    since: int | None = None,
    **frame: Unpack[FrameOptions],
) -> alt.LayerChart:
    """Return spans of time, one lane a label, in order of their beginning; open-ended ones end in an arrow.

    Parameters
    ----------
    df
        One row a span. A label with several spans keeps one lane. Rows without a start are left out, and with `since`
        those that had ended by then.
    start, end
        Columns of dates; an empty end goes on, and so does one after `today`. With a column ``<start>_precision`` the
        tooltip says no more than is known.
    label
        Column with the name written on the lane.
    group
        Column that colours the spans (at most seven); a click on its legend keeps one.
    today
        Where open spans end: a date after each beginning, in no year after the last in the data; by default the day as
        of which the rows hold (``as_of``), else the last date.
    since
        First year of the axis, for spans that began much earlier.
    **frame
        Options of :func:`~mcollab.charts.figure`.

    Returns
    -------
    altair.LayerChart
        Framed; a bar for each row with a start, on the lane of its label.

    Raises
    ------
    McollabError
        If a column is missing, no row has a start, there are too many groups, `today` or `since` is no such day or
        year, or a span begins after `today`.

    Examples
    --------
    >>> pacts = pd.DataFrame({"short_name": ["A", "B"], "in_force": ["1949", "1955"], "ended": [None, "1991"]})
    >>> timeline(pacts, today="2026-01-01", tables="arrangements").to_dict()["title"]["text"]
    '1 of 2 are still in force'
    """
    known_options(frame)
    need(df, "timeline", start, end, label, group)
    rows = df[df[start].notna()].astype({day: object for day in (start, end) if df[day].dtype == "category"})
    need(rows, "timeline")
    each_has(rows, "timeline", label)
    now = _today(rows, start, end) if today is None else decimal_year(as_day(today))
    if today is not None:
        known(int(now), "timeline", df)
    first = int(rows[start].map(decimal_year).min()) if since is None else whole_year(since, "timeline", "since")
    spans = lanes(rows, (start, end), label, group, first, now)
    names = spans["label"].drop_duplicates().tolist()
    going = int(spans.loc[spans["open"], "label"].nunique())
    return framed(
        layered(*_spans(spans, names, first, now, words(group) if group else None)).properties(height=ROW * len(names)),
        df,
        frame,
        title=f"{going} of {len(names)} are still in force" if going else f"All {len(names)} have ended",
        subtitle=f"Years in force, {int(spans['from'].min())} to {int(now)}; an arrow goes on",
        description=f"Timeline of {len(names)} spans in order of their beginning, the first {listed(names)}; {going} "
        "go on at the end of the axis.",
    )


def lanes(
    rows: pd.DataFrame, dates: tuple[str, str], label: str, group: str | None, first: int, now: float
) -> pd.DataFrame:
    """Return the spans in order of their beginning, as they are drawn from the year `first` to `now`.

    Columns: ``label``, ``from``, ``to`` (years), ``open`` (it goes on then), ``began``, ``until`` (words), ``group`` if
    asked, ``first`` (of its label), ``shown``, ``drawn`` (where the bar begins and ends on the axis).

    Raises
    ------
    McollabError
        If a span begins after `now`, or none goes on after `first`.
    """
    start, end = dates
    spans = pd.DataFrame(
        {
            "label": rows[label].astype(str),
            "from": rows[start].map(decimal_year),
            "to": [now if pd.isna(day) else decimal_year(day) for day in rows[end]],
            "open": [pd.isna(day) or decimal_year(day) > now for day in rows[end]],
            "began": told(rows, start),
            "until": [text or "today" for text in told(rows, end)],
        }
    )
    if group:
        spans["group"] = spoken(rows[group])
        tell_apart(spans["group"].unique().tolist(), "timeline", "groups")
    if len(later := spans[spans["from"] > now]):
        span = later.iloc[0]
        raise McollabError(
            f"timeline ends in {int(now)}, but {span['label']!r} begins after that, {span['began']}: leave out what "
            "began later, or give a later today."
        )
    if len(turned := spans[spans["to"] < spans["from"]]):
        span = turned.iloc[0]
        raise McollabError(f"timeline: {span['label']!r} ends, {span['until']}, before it begins, {span['began']}.")
    spans = spans[(spans["to"] > first) | (spans["from"] >= first)].sort_values(
        ["from", "to", "label"], ignore_index=True
    )
    if spans.empty:
        raise McollabError(f"timeline has no span after the beginning of {first}: give an earlier year for since.")
    spans["first"] = ~spans["label"].duplicated()
    spans["shown"] = spans["from"].clip(lower=first)
    spans["drawn"] = spans["to"].clip(lower=spans["shown"] + _SHORTEST * (now - first))
    return spans


def _today(rows: pd.DataFrame, start: str, end: str) -> float:
    if "as_of" in rows:
        return decimal_year(rows["as_of"].max())
    return max(decimal_year(day) for column in (start, end) for day in rows[column].dropna())


def _spans(spans: pd.DataFrame, names: list[str], first: int, now: float, kind: str | None) -> list[alt.Chart]:
    axis = alt.Axis(format="d", title=None, tickCount=by_width(80, 3), orient="top")
    x = alt.X("shown:Q", scale=alt.Scale(domain=[first, now], nice=False, clamp=True), axis=axis)
    y = alt.Y("label:N", sort=names, axis=None)
    tooltip = [
        alt.Tooltip("label:N", title="Name"),
        *([alt.Tooltip("group:N", title=kind)] if kind else []),
        alt.Tooltip("began:N", title="From"),
        alt.Tooltip("until:N", title="Until"),
    ]
    base = alt.Chart(spans).encode(y=y, color=alt.value(theme.NAVAL))
    picked = legend_choice("kind", "group")
    if kind:
        base = base.encode(
            color=coloured("group", sorted(spans["group"].unique())), opacity=shown_if(picked, 1, theme.FAINT)
        )
    bars = base.mark_bar(height=7, yOffset=6, cornerRadius=3).encode(x=x, x2="drawn:Q", tooltip=tooltip)
    arrows = base.transform_filter("datum.open").mark_point(shape="triangle-right", size=70, yOffset=6, xOffset=2)
    # A name begins where its span does, or so much before that it ends within the chart, however narrow that is.
    begins = f"(datum.shown - {first}) / {now - first} * width"
    names_of = (
        alt.Chart(spans.assign(wide=spans["label"].map(width_of)))
        .transform_filter("datum.first")
        .mark_text(
            align="left",
            baseline="bottom",
            dy=0,
            dx=alt.ExprRef(f"max(-({begins}), min(0, width - {begins} - datum.wide))"),
            limit=alt.ExprRef("width"),
        )
        .encode(x="shown:Q", y=y, text="label:N")
    )
    return [bars.add_params(picked) if kind else bars, arrows.encode(x="to:Q"), names_of]
