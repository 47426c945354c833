"""How long things last: Kaplan–Meier curves."""

import altair as alt
import pandas as pd

from mcollab.charts import theme
from mcollab.charts.frame import framed, listed, need, numbers
from mcollab.charts.series import _apart
from mcollab.errors import McollabError


def survival(
    df: pd.DataFrame, *, unit: str = "years", until: float | None = None, height: int = 320, **frame
) -> alt.LayerChart:
    """Return Kaplan–Meier step curves with their confidence bands, named at the end.

    Parameters
    ----------
    df
        What :func:`mcollab.measures.survival` returns: ``group``, ``time``, ``survival``, ``low``, ``high``,
        ``at_risk``, ``events``; at most seven groups.
    unit
        Unit of ``time``.
    until
        Where the axis ends; by default where the last group comes down to fewer than five observed.
    height
        Height in pixels.
    **frame
        title, subtitle, description, tables, note: see :func:`~mcollab.charts.figure`.

    Raises
    ------
    McollabError
        If a column is missing or holds no numbers, or there are too many groups.
    """
    need(df, "survival", "group", "time", "survival", "low", "high", "at_risk", "events")
    numbers(df, "survival", "time", "survival")
    groups = [str(name) for name in df["group"].unique()]
    if len(groups) > len(theme.CATEGORICAL):
        raise McollabError(
            f"survival tells at most {len(theme.CATEGORICAL)} groups apart, but got {len(groups)}; join some first."
        )
    if until is None:
        enough = df.loc[df["at_risk"] >= 5, "time"]
        until = enough.max() if (enough > 0).any() else df["time"].max()
    end = float(until)
    rows = df[df["time"] <= end]
    # A curve that goes on beyond the axis is drawn to its edge.
    longer = df[df["time"] > end]["group"].unique()
    edge = rows[rows["group"].isin(longer)].groupby("group", as_index=False).last().assign(time=end, events=0)
    rows = pd.concat([rows, edge]).sort_values(["group", "time"], kind="stable")
    data = rows[["group", "time", "survival", "low", "high", "at_risk", "events"]].astype({"group": str}).round(4)
    data["group"] = data["group"].str.replace("_", " ")
    groups = [name.replace("_", " ") for name in groups]
    x = alt.X(
        "time:Q",
        scale=alt.Scale(domain=[0, end], nice=False),
        axis=alt.Axis(title=unit.capitalize(), titleAnchor="end", tickCount={"expr": "max(3, floor(width / 80))"}),
    )
    axis = alt.Axis(title=None, format="%", values=[0, 0.25, 0.5, 0.75, 1])
    colour = alt.Color("group:N", scale=alt.Scale(domain=groups, range=theme.colours(groups)), legend=None)
    base = alt.Chart(data)
    band = base.mark_area(opacity=0.16, interpolate="step-after").encode(
        x=x, y=alt.Y("low:Q", scale=alt.Scale(domain=[0, 1]), axis=axis), y2="high:Q", color=colour
    )
    curve = base.mark_line(interpolate="step-after").encode(x=x, y=alt.Y("survival:Q", axis=axis), color=colour)
    half = alt.Chart(pd.DataFrame({"y": [0.5]})).mark_rule(strokeDash=[2, 3], opacity=0.5).encode(y="y:Q")
    hits = base.mark_point(size=60, opacity=0).encode(
        x=x,
        y=alt.Y("survival:Q"),
        tooltip=[
            alt.Tooltip("group:N", title="Group"),
            alt.Tooltip("time:Q", title=unit.capitalize(), format=".1f"),
            alt.Tooltip("survival:Q", title="Still there", format=".0%"),
            alt.Tooltip("low:Q", title="95 % interval from", format=".0%"),
            alt.Tooltip("high:Q", title="to", format=".0%"),
            alt.Tooltip("at_risk:Q", title="Observed so long"),
            alt.Tooltip("events:Q", title="Ended then"),
        ],
    )
    layers = [band, half, curve, hits]
    last = data.groupby("group", as_index=False).last().sort_values("survival")
    if len(groups) > 1:
        last["at"] = _apart(last["survival"].tolist(), 14 / height)
        layers.append(
            alt.Chart(last[["group", "time", "at"]])
            .mark_text(align="left", dx=6, fontWeight=600, limit=110)
            .encode(x="time:Q", y=alt.Y("at:Q"), text="group:N", color=colour)
        )
    chart = alt.layer(*layers).properties(height=height)
    medians = data[data["survival"] <= 0.5].groupby("group")["time"].min()
    told = [
        f"{name}: {'half gone after ' + format(medians[name], '.0f') + ' ' + unit if name in medians else 'more than half still there'}"
        for name in groups
    ]
    return framed(
        chart,
        df,
        frame,
        title="Half are gone after "
        + listed(f"{medians[n]:.0f} {unit}" + (f" ({n})" if len(groups) > 1 else "") for n in groups if n in medians)
        if len(medians)
        else "More than half outlast the record",
        subtitle=f"Share still there by {unit} since the beginning (Kaplan–Meier), with 95 % intervals",
        description=f"Kaplan–Meier step curves of the share still there, over {end:.0f} {unit}. {'; '.join(told)}.",
    )
