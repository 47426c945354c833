"""Change over time: lines with their estimates marked, and shares that stack."""

from collections.abc import Mapping, Sequence

import altair as alt
import pandas as pd

from mcollab.charts import theme
from mcollab.charts.frame import framed, listed, need, numbers, ticks
from mcollab.errors import McollabError, nearest


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
    **frame,
) -> alt.LayerChart:
    """Return lines over time; estimates are dashed with hollow points, names stand at the lines' ends.

    Parameters
    ----------
    df
        One row a point; rows without a value are left out.
    x, y
        Columns of years and of values.
    series
        Column that tells lines apart; one line by default.
    estimate
        Column of booleans: where the value is an estimate. The line that leads to it is dashed.
    highlight
        Series in colour and named; the others stay in the background. All by default, if at most seven.
    reference
        Level lines, as ``{"2 % guideline": 2}``.
    pick
        Name of a drop-down by which the reader highlights one more series, e.g. ``"Country"``.
    step
        Keep the value until the next point instead of joining points.
    zero
        Begin the vertical axis at zero.
    format
        d3 number format of values.
    height
        Height in pixels.
    **frame
        title, subtitle, description, tables, note: see :func:`~mcollab.charts.figure`.

    Raises
    ------
    McollabError
        If a column is missing or holds no numbers, or a highlighted series does not exist.
    """
    need(df, "trend", x, y, series, estimate)
    numbers(df, "trend", x, y)
    rows = df[df[y].notna()]
    data = pd.DataFrame(
        {"x": rows[x].astype(int), "y": rows[y].astype(float), "s": rows[series].astype(str) if series else ""}
    )
    data["e"] = rows[estimate].fillna(False).astype(bool) if estimate else False
    data = data.sort_values(["s", "x"], ignore_index=True)
    if data["e"].any():
        # Lines break into runs of one kind: r between estimates, d along them with the reported points on either side.
        near = (
            data["e"]
            | data.groupby("s")["e"].shift(fill_value=False)
            | data.groupby("s")["e"].shift(-1, fill_value=False)
        )
        data["r"] = data.groupby("s")["e"].cumsum()
        data["d"] = (~near).groupby(data["s"]).cumsum().where(near, -1)
    names = sorted(data["s"].unique())
    shown = [str(name) for name in highlight] or (names if len(names) <= len(theme.CATEGORICAL) else [])
    for name in shown:
        if name not in names:
            raise McollabError(f"trend has no series {name!r} in column {series!r} to highlight{nearest(name, names)}")

    first, last = int(data["x"].min()), int(data["x"].max())
    top = max([data["y"].max(), *(reference or {}).values()])
    bottom = min(0.0, data["y"].min()) if zero else data["y"].min()
    ends = data[data["s"].isin(shown)].groupby("s", as_index=False).last().sort_values("y")
    gap = (top - bottom) * 14 / height
    ends["at"] = _apart(ends["y"].tolist(), gap)
    named = series is not None

    X = alt.X(
        "x:Q",
        scale=alt.Scale(domain=[first, last], nice=False),
        axis=alt.Axis(format="d", title=None, tickCount={"expr": "max(2, floor(width / 60))"}, tickMinStep=1),
    )
    Y = alt.Y(
        "y:Q",
        scale=alt.Scale(zero=zero, domain=[bottom, top + gap], nice=True),
        axis=alt.Axis(title=None, format=ticks(format), tickCount=6),
    )
    scale = alt.Scale(domain=shown or names, range=theme.colours(shown or names))
    colour = alt.Color("s:N", scale=scale, legend=None)
    tooltip = [alt.Tooltip("x:Q", title=x.capitalize(), format="d"), alt.Tooltip("y:Q", title="Value", format=format)]
    if named:
        tooltip.insert(0, alt.Tooltip("s:N", title=series.replace("_", " ").capitalize()))
    if estimate:
        tooltip.append(alt.Tooltip("how:N", title="Status"))
    curve = "step-after" if step else "linear"

    layers: list = []
    if reference:
        levels = pd.DataFrame({"y": list(reference.values()), "t": list(reference)})
        level = alt.Chart(levels).encode(y=alt.Y("y:Q"))
        layers += [
            level.mark_rule(strokeDash=[2, 3], opacity=0.7),
            level.mark_text(align="left", baseline="bottom", dy=-3, dx=2, fontWeight=600).encode(
                x=alt.value(0), text="t:N"
            ),
        ]
    others = data[~data["s"].isin(shown)]
    if len(others):
        layers.append(
            alt.Chart(others)
            .mark_line(strokeWidth=1, color=theme.INK, opacity=0.28, interpolate=curve)
            .encode(x=X, y=Y, detail="s:N", tooltip=tooltip[:1] if named else tooltip)
        )
    front = data[data["s"].isin(shown)]

    def lines(chart: alt.Chart, **paint) -> list:
        runs = ["s:N", "r:N"] if data["e"].any() else "s:N"
        drawn = [chart.transform_filter("!datum.e").mark_line(interpolate=curve).encode(x=X, y=Y, detail=runs, **paint)]
        if data["e"].any():
            guessed = chart.transform_filter("datum.d >= 0").mark_line(
                strokeDash=[5, 4], strokeCap="butt", interpolate=curve
            )
            drawn.append(guessed.encode(x=X, y=Y, detail=["s:N", "d:N"], **paint))
        how = chart.transform_calculate(how="datum.e ? 'estimate' : 'reported'") if estimate else chart
        full = how.transform_filter("!datum.e").mark_point(size=26).encode(x=X, y=Y, tooltip=tooltip, **paint)
        drawn.append(full)
        if data["e"].any():
            rim = alt.Stroke("s:N", scale=scale, legend=None) if paint["color"] is colour else paint["color"]
            drawn.append(
                how.transform_filter("datum.e")
                .mark_point(size=30, filled=False, fill="transparent", strokeWidth=1.5)
                .encode(x=X, y=Y, tooltip=tooltip, stroke=rim)
            )
        return drawn

    if len(front):
        layers += lines(alt.Chart(front), color=colour)
    if named and len(ends):
        layers.append(
            alt.Chart(ends[["s", "x", "at"]])
            .mark_text(align="left", dx=8, fontWeight=600, limit=110)
            .encode(x=alt.X("x:Q"), y=alt.Y("at:Q"), text="s:N", color=colour)
        )
    if pick:
        bind = alt.binding_select(options=[None, *names], labels=["none", *names], name=f"{pick} ")
        chosen = alt.param(name="pick", value=None, bind=bind)
        one = alt.Chart(data).transform_filter("datum.s == pick")
        layers += lines(one, color=alt.value(theme.INK))
        layers.append(
            one.transform_joinaggregate(end="max(x)")
            .transform_filter("datum.x == datum.end")
            .mark_text(align="right", baseline="bottom", dy=-8, fontWeight=700)
            .encode(x=X, y=Y, text="s:N")
        )
        layers[-1] = layers[-1].add_params(chosen)
    chart = alt.layer(*layers).properties(height=height)
    end = data.groupby("s")["y"].last()
    return framed(
        chart,
        df,
        frame,
        title=f"{_label(y)} of {listed(shown or names)}" if named else _label(y),
        subtitle=f"{_label(y)}, {first}–{last}"
        + ("; hollow points and dashes are estimates" if data["e"].any() else ""),
        description=f"Line chart of {_label(y).lower()} from {first} to {last}"
        + (
            f" for {len(names)} series; at the end {end.idxmax()} is highest with {end.max():,.4g} and {end.idxmin()} lowest with {end.min():,.4g}."
            if named
            else f", from {data['y'].iloc[0]:,.4g} to {data['y'].iloc[-1]:,.4g}, highest {data['y'].max():,.4g} in {int(data.loc[data['y'].idxmax(), 'x'])}."
        ),
    )


def stack(
    df: pd.DataFrame,
    *,
    x: str = "year",
    y: str = "value",
    by: str = "kind",
    order: Sequence[str] | None = None,
    share: bool = False,
    bars: bool = False,
    height: int = 320,
    **frame,
) -> alt.Chart:
    """Return amounts stacked by kind over time; a click on the legend keeps one kind.

    Parameters
    ----------
    df
        One row for a year and a kind; missing combinations count as zero.
    x, y, by
        Columns of years, of amounts (not negative) and of kinds (at most seven).
    order
        Kinds from the bottom up; by default the largest first.
    share
        Show shares of the year's total instead of amounts.
    bars
        Draw a bar a year instead of an area, for counts at dates far apart.
    **frame
        title, subtitle, description, tables, note: see :func:`~mcollab.charts.figure`.

    Raises
    ------
    McollabError
        If a column is missing or holds no numbers, an amount is negative, or there are more than seven kinds.
    """
    need(df, "stack", x, y, by)
    numbers(df, "stack", x, y)
    if (df[y] < 0).any():
        raise McollabError(f"stack cannot draw negative amounts, but column {y!r} goes down to {df[y].min():g}.")
    kinds = list(order) if order else df.groupby(by)[y].sum().sort_values(ascending=False).index.tolist()
    if len(kinds) > len(theme.CATEGORICAL):
        raise McollabError(
            f"stack tells at most {len(theme.CATEGORICAL)} kinds apart, but column {by!r} has {len(kinds)}; join the small ones first."
        )
    wide = df.pivot_table(index=x, columns=by, values=y, aggfunc="sum", fill_value=0).reindex(
        columns=kinds, fill_value=0
    )
    data = wide.reset_index().melt(id_vars=x, var_name="k", value_name="y").rename(columns={x: "x"})
    data["k"] = data["k"].astype(str).str.replace("_", " ")
    data["o"] = data.groupby("x").cumcount()
    kinds = [str(kind).replace("_", " ") for kind in kinds]
    first, last = int(data["x"].min()), int(data["x"].max())
    picked = alt.selection_point(name="kind", fields=["k"], bind="legend")
    mark = (
        {"type": "bar", "width": {"band": 0.85}}
        if bars
        else {"type": "area", "interpolate": "step-after", "line": False}
    )
    chart = alt.Chart(data, mark=mark).encode(
        x=alt.X("x:O", axis=alt.Axis(title=None, labelAngle=0))
        if bars
        else alt.X(
            "x:Q",
            scale=alt.Scale(domain=[first, last], nice=False),
            axis=alt.Axis(format="d", title=None, tickCount={"expr": "max(2, floor(width / 70))"}),
        ),
        y=alt.Y(
            "y:Q",
            stack="normalize" if share else "zero",
            axis=alt.Axis(title=None, format="%" if share else ",f", tickCount=6),
        ),
        color=alt.Color(
            "k:N", scale=alt.Scale(domain=kinds, range=theme.colours(kinds)), legend=alt.Legend(title=None)
        ),
        order=alt.Order("o:Q"),
        opacity=alt.when(picked).then(alt.value(1)).otherwise(alt.value(0.2)),
        tooltip=[
            alt.Tooltip("x:Q", title="Year", format="d"),
            alt.Tooltip("k:N", title="Kind"),
            alt.Tooltip("y:Q", title="Number", format=","),
        ],
    )
    chart = chart.add_params(picked).properties(height=height)
    totals = wide.sum(axis=1)
    return framed(
        chart,
        df,
        frame,
        title=f"From {totals.iloc[0]:,.4g} in {first} to {totals.iloc[-1]:,.4g} in {last}",
        subtitle=f"{_label(y)} by {_label(by).lower()}, {first}–{last}" + (", share of the total" if share else ""),
        description=f"Stacked {'bars' if bars else 'area'} of {_label(y).lower()} by {_label(by).lower()} ({listed(kinds, 7)}), {first} to {last}; the total is {totals.iloc[0]:,.4g} at first, {totals.iloc[-1]:,.4g} at the end and highest, {totals.max():,.4g}, in {int(totals.idxmax())}.",
    )


def in_force(
    df: pd.DataFrame,
    *,
    start: str = "in_force",
    end: str = "ended",
    by: str = "kind",
    years: tuple[int, int] = (1945, 2026),
    most: int = 6,
    **options,
) -> alt.Chart:
    """Return a :func:`stack` of how many were in force at the end of each year, by kind.

    Parameters
    ----------
    df
        One row a span of time, e.g. ``load("arrangements")`` or ``load("operations")``.
    start, end, by
        Columns of the first day, of the day on which it no longer held (empty: it goes on), and of the kind.
    years
        First and last year.
    most
        Kinds shown by name; the others are joined as "other".
    **options
        As for :func:`stack`.

    Raises
    ------
    McollabError
        If a column is missing or nothing was in force in these years.
    """
    need(df, "in_force", start, end, by)
    begun = pd.to_datetime(df[start]).dt.year
    over = pd.to_datetime(df[end]).dt.year.fillna(years[1] + 1)
    rows = [
        (year, kind) for year in range(years[0], years[1] + 1) for kind in df.loc[(begun <= year) & (over > year), by]
    ]
    if not rows:
        raise McollabError(f"Nothing of the frame was in force between {years[0]} and {years[1]}.")
    long = pd.DataFrame(rows, columns=["year", by])
    common = long[by].value_counts().index[:most]
    long[by] = long[by].where(long[by].isin(common), "other")
    counts = long.groupby(["year", by], as_index=False).size().rename(columns={"size": "number"})
    options.setdefault("tables", [df])
    options.setdefault(
        "subtitle", f"Number in force at the end of each year, by {_label(by).lower()}, {years[0]}–{years[1]}"
    )
    order = [kind for kind in common] + (["other"] if (counts[by] == "other").any() else [])
    return stack(counts, x="year", y="number", by=by, order=order, **options)


def _label(column: str) -> str:
    return column.replace("_", " ").capitalize()


def _apart(levels: list[float], gap: float) -> list[float]:
    """Return ascending `levels` moved apart to at least `gap`, keeping their order and their middle."""
    placed: list[list[float]] = []  # clusters: [sum of wished middles, count]
    for level in levels:
        placed.append([level, 1])
        while len(placed) > 1 and _top(placed[-2], gap) + gap > _top(placed[-1], gap) - (placed[-1][1] - 1) * gap:
            total, count = placed.pop()
            placed[-1] = [placed[-1][0] + total, placed[-1][1] + count]
    result = []
    for total, count in placed:
        middle = total / count
        result += [middle + (index - (count - 1) / 2) * gap for index in range(int(count))]
    return result


def _top(cluster: list[float], gap: float) -> float:
    total, count = cluster
    return total / count + (count - 1) / 2 * gap
