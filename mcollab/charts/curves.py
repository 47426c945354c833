"""How long things last: Kaplan–Meier curves."""

from typing import Unpack

import altair as alt
import pandas as pd

from mcollab.charts.checks import need, numbers, tell_apart
from mcollab.charts.frame import FrameOptions, framed, known_options
from mcollab.charts.labels import apart, listed, opened, spoken
from mcollab.charts.pieces import by_width, coloured, layered, room
from mcollab.measures import median_survival

_ENOUGH = 5  # observed at a time, below which a curve says little
_COLUMNS = ("group", "time", "survival", "low", "high", "at_risk", "events")


def survival(
    df: pd.DataFrame,
    *,
    unit: str = "years",
    until: float | None = None,
    height: int = 320,
    **frame: Unpack[FrameOptions],
) -> alt.LayerChart:
    """Return Kaplan–Meier step curves with their confidence bands, named at the end.

    Parameters
    ----------
    df
        What :func:`mcollab.measures.survival` returns: ``group``, ``time``, ``survival``, ``low``, ``high``,
        ``at_risk``, ``events``; at most seven groups.
    unit, until, height
        Unit of ``time``; where the axis ends (by default where the last group comes down to fewer than five observed);
        height in pixels.
    **frame
        Options of :func:`~mcollab.charts.figure`.

    Returns
    -------
    altair.LayerChart
        Framed; a step curve with its band for each group, and a line at one half.

    Raises
    ------
    McollabError
        If a column is missing or holds no numbers, or there are too many groups.

    References
    ----------
    Kaplan, E. L. and Meier, P. (1958), "Nonparametric Estimation from Incomplete Observations", Journal of the American
    Statistical Association 53(282), 457–481.

    Examples
    --------
    >>> from mcollab import measures
    >>> curve = measures.survival([2, 4, 6], [True, True, True])
    >>> survival(curve, tables="arrangements").to_dict()["title"]["text"]
    'Half are gone after 4 years'
    """
    known_options(frame)
    need(df, "survival", *_COLUMNS)
    numbers(df, "survival", "time", "survival")
    groups = spoken(pd.Series(df["group"].unique(), name="group")).tolist()
    tell_apart(groups, "survival", "groups")
    end = float(_end(df) if until is None else until)
    data = steps(df, end)
    seen = df[df["time"] <= end]
    medians = half_lives(seen.assign(group=spoken(seen["group"].astype(str)).to_numpy()))
    halves = [f"{medians[name]:.0f} {unit}" + (f" ({name})" * (len(groups) > 1)) for name in groups if name in medians]
    told = [
        f"{name}: half gone after {medians[name]:.0f} {unit}"
        if name in medians
        else f"{name}: more than half still there"
        for name in groups
    ]
    return framed(
        layered(*_curves(data, groups, unit, end), *_names(data, groups, height)).properties(height=height),
        df,
        frame,
        title=f"Half are gone after {listed(halves)}" if halves else "More than half outlast the record",
        subtitle=f"Share still there by {unit} since the beginning (Kaplan–Meier), with 95 % intervals",
        description=f"Kaplan–Meier step curves of the share still there, over {end:.0f} {unit}. {'; '.join(told)}.",
    )


def steps(df: pd.DataFrame, end: float) -> pd.DataFrame:
    """Return the rows up to `end`; a curve that goes on has a last row there, so that it is drawn to the edge."""
    rows = df[df["time"] <= end]
    longer = df.loc[df["time"] > end, "group"].unique()
    edge = rows[rows["group"].isin(longer)].groupby("group", as_index=False).last()
    edge = edge[edge["time"] < end].assign(time=end, events=0)
    data = pd.concat([rows, edge]).sort_values(["group", "time"], kind="stable", ignore_index=True)
    data = data[list(_COLUMNS)].astype({"group": str}).round(4)
    return data.assign(group=spoken(data["group"]))


def half_lives(data: pd.DataFrame) -> dict[str, float]:
    """Return for each group that comes down to a half the time when it does."""
    return {str(group): float(time) for group, time in median_survival(data).dropna().items()}


def _end(df: pd.DataFrame) -> float:
    enough = df.loc[df["at_risk"] >= _ENOUGH, "time"]
    return float(enough.max() if (enough > 0).any() else df["time"].max())


def _curves(data: pd.DataFrame, groups: list[str], unit: str, end: float) -> list[alt.Chart]:
    axis = alt.Axis(title=opened(unit), titleAnchor="end", tickCount=by_width(80, 3))
    x = alt.X("time:Q", scale=alt.Scale(domain=[0, end], nice=False), axis=axis)
    share = alt.Axis(title=None, format="%", values=[0, 0.25, 0.5, 0.75, 1])
    whole = alt.Scale(domain=[0, 1])
    colour = coloured("group", groups, legend=False)
    tooltip = [
        alt.Tooltip("group:N", title="Group"),
        alt.Tooltip("time:Q", title=opened(unit), format=".1f"),
        alt.Tooltip("survival:Q", title="Still there", format=".0%"),
        alt.Tooltip("low:Q", title="95 % interval from", format=".0%"),
        alt.Tooltip("high:Q", title="to", format=".0%"),
        alt.Tooltip("at_risk:Q", title="Observed so long"),
        alt.Tooltip("events:Q", title="Ended then"),
    ]
    base = alt.Chart(data)
    band = base.mark_area(opacity=0.16, interpolate="step-after")
    half = alt.Chart(pd.DataFrame({"half": [0.5]})).mark_rule(strokeDash=[2, 3], opacity=0.5)
    curve = base.mark_line(interpolate="step-after")
    hits = base.mark_point(size=60, opacity=0)
    y = alt.Y("survival:Q", scale=whole, axis=share)
    return [
        band.encode(x=x, y=alt.Y("low:Q", scale=whole, axis=share), y2="high:Q", color=colour),
        half.encode(y="half:Q"),
        curve.encode(x=x, y=y, color=colour),
        hits.encode(x=x, y=y, tooltip=tooltip),
    ]


def _names(data: pd.DataFrame, groups: list[str], height: int) -> list[alt.Chart]:
    """Return the groups' names at the ends of their curves, clear of each other; none where there is one group."""
    if len(groups) < 2:
        return []
    last = data.groupby("group", as_index=False).last().sort_values("survival")
    last = last.assign(level=apart(last["survival"].tolist(), 14 / height))
    names = alt.Chart(last[["group", "time", "level"]]).mark_text(
        align="left", dx=6, fontWeight=600, limit=room(110, 180)
    )
    colour = coloured("group", groups, legend=False)
    return [names.encode(x="time:Q", y=alt.Y("level:Q"), text="group:N", color=colour)]
