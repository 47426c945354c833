"""How values spread, and how two of them go together."""

from collections.abc import Sequence

import altair as alt
import numpy as np
import pandas as pd

from mcollab.charts import theme
from mcollab.charts.frame import framed, listed, need, numbers, ticks
from mcollab.errors import McollabError, nearest

_SLOTS = 60  # positions along a strip: dots of 5 pixels just touch at 320 pixels


def strip(
    df: pd.DataFrame,
    *,
    value: str = "value",
    label: str = "name",
    group: str | None = None,
    highlight: Sequence[str] = (),
    log: bool = False,
    format: str = ",",
    **frame,
) -> alt.LayerChart:
    """Return every value as a dot on a line, those that are close stacked, a line a group with its median marked.

    Groups stand in order of their medians, or of their numbers (years, say).

    Parameters
    ----------
    df
        One row a dot; rows without a value are left out.
    value, label
        Columns of numbers and of names.
    group
        Column of groups, one strip each; one strip by default.
    highlight
        Names written beside their dots.
    log
        Logarithmic axis (values must be positive).
    format
        d3 number format of the values.
    **frame
        title, subtitle, description, tables, note: see :func:`~mcollab.charts.figure`.

    Raises
    ------
    McollabError
        If a column is missing or holds no numbers, a name to highlight does not exist, or a value does not fit the axis.
    """
    need(df, "strip", value, label, group)
    numbers(df, "strip", value)
    _positive(df, "strip", value if log else None)
    rows = df[df[value].notna()]
    _exist(highlight, rows[label], "strip")
    data = pd.DataFrame(
        {
            "n": rows[label].astype(str),
            "v": rows[value].astype(float),
            "g": rows[group].astype(str).str.replace("_", " ") if group else "",
        }
    )
    data["h"] = data["n"].isin([str(name) for name in highlight])
    position = np.log10(data["v"]) if log else data["v"]
    spread = position.max() - position.min() or 1
    data["slot"] = ((position - position.min()) / spread * _SLOTS).round()
    data = data.sort_values(["g", "slot", "v"])
    pile = data.groupby(["g", "slot"])
    # Dots of one slot fan out from the middle: 0, 1, -1, 2, -2 ...
    turn = pile.cumcount() + 1
    data["o"] = (turn // 2) * np.where(turn % 2, 1, -1)
    reach = int(data["o"].abs().max())
    step = max(3.0, min(8.0, 60 / max(reach, 1)))
    tall = round(2 * step * reach + 34)
    groups = data.groupby("g")["v"].median().sort_values(ascending=False).index.tolist()
    if group and pd.api.types.is_numeric_dtype(rows[group]):
        groups = [str(number) for number in sorted(rows[group].unique())]
    scale = alt.Scale(type="log" if log else "linear", nice=True, zero=False)
    x = alt.X(
        "v:Q",
        scale=scale,
        axis=alt.Axis(title=None, format=ticks(format), tickCount={"expr": "max(3, floor(width / 90))"}),
    )
    y = alt.Y("g:N", sort=groups, axis=None)
    offset = alt.YOffset("o:Q", scale=alt.Scale(domain=[-reach - 2, reach + 2]))
    tooltip = [alt.Tooltip("n:N", title="Name"), alt.Tooltip("v:Q", title=_label(value), format=format)]
    base = alt.Chart(data.drop(columns="slot"))
    dots = base.mark_point(size=34).encode(
        x=x,
        y=y,
        yOffset=offset,
        tooltip=tooltip,
        color=alt.when("datum.h").then(alt.value(theme.SIGNAL)).otherwise(alt.value(theme.NAVAL)),
        opacity=alt.when("datum.h").then(alt.value(1)).otherwise(alt.value(0.75)),
    )
    middle = (
        alt.Chart(data.groupby("g", as_index=False)["v"].median())
        .mark_tick(thickness=2, opacity=0.8, height=tall - 14, color=theme.INK)
        .encode(x=x, y=y)
    )
    names = (
        base.transform_filter("datum.h")
        .mark_text(align="center", dy=-10, fontWeight=600)
        .encode(x=x, y=y, yOffset=offset, text="n:N")
    )
    layers = [middle, dots, names]
    if group:
        heads = (
            alt.Chart(pd.DataFrame({"g": groups}))
            .mark_text(align="left", baseline="top", fontWeight=600, dy=-tall / 2 + 4)
            .encode(x=alt.value(0), y=y, text="g:N")
        )
        layers.append(heads)
    median = data["v"].median()
    return framed(
        alt.layer(*layers).properties(height=tall * len(groups)),
        df,
        frame,
        title=f"Half of {len(data)} lie above {median:,.4g}",
        subtitle=f"{_label(value)}, a dot each; the line marks the median" + ("; logarithmic axis" if log else ""),
        description=f"Dot strip of {_label(value).lower()} for {len(data)} names in {len(groups)} groups: from {data['v'].min():,.4g} ({data.loc[data['v'].idxmin(), 'n']}) to {data['v'].max():,.4g} ({data.loc[data['v'].idxmax(), 'n']}), median {median:,.4g}.",
    )


def scatter(
    df: pd.DataFrame,
    *,
    x: str,
    y: str,
    label: str = "name",
    group: str | None = None,
    highlight: Sequence[str] = (),
    log: str = "",
    x_title: str | None = None,
    y_title: str | None = None,
    format: tuple[str, str] = (",", ","),
    diagonal: bool = False,
    height: int = 380,
    **frame,
) -> alt.LayerChart:
    """Return points with as many names as fit without overlap, the highlighted first.

    Parameters
    ----------
    df
        One row a point; rows without both values are left out.
    x, y, label
        Columns of the two numbers and of names.
    group
        Column that colours the points (at most seven); a click on its legend keeps one.
    highlight
        Names that are always written.
    log
        Logarithmic axes: "", "x", "y" or "xy".
    x_title, y_title
        Titles of the axes, with units; the columns' names by default.
    format
        d3 number formats of x and y.
    diagonal
        Draw the line on which both are equal.
    height
        Height in pixels.
    **frame
        title, subtitle, description, tables, note: see :func:`~mcollab.charts.figure`.

    Raises
    ------
    McollabError
        If a column is missing or holds no numbers, a name to highlight does not exist, or a value does not fit a
        logarithmic axis.
    """
    need(df, "scatter", x, y, label, group)
    numbers(df, "scatter", x, y)
    if set(log) - set("xy"):
        raise McollabError(f"No log axes {log!r}: expected '', 'x', 'y' or 'xy'.")
    _positive(df, "scatter", x if "x" in log else None)
    _positive(df, "scatter", y if "y" in log else None)
    rows = df.dropna(subset=[x, y])
    need(rows, "scatter")
    _exist(highlight, rows[label], "scatter")
    data = pd.DataFrame({"n": rows[label].astype(str), "x": rows[x].astype(float), "y": rows[y].astype(float)})
    if group:
        data["g"] = rows[group].astype(str).str.replace("_", " ")
    data["h"] = data["n"].isin([str(name) for name in highlight])
    data = data.sort_values(["h", "y"], ascending=False, ignore_index=True)
    across, up = _unit(data["x"], "x" in log), _unit(data["y"], "y" in log)
    # Which names fit depends on the width: one choice for wide pages, one for phones.
    data["w"] = _fitting(across * 560, up * height, data["n"], data["h"])
    data["s"] = _fitting(across * 250, up * height, data["n"], data["h"])
    x_title, y_title = x_title or _label(x), y_title or _label(y)
    titles = {"titleAnchor": "end", "titleAlign": "right"}
    X = alt.X(
        "x:Q",
        scale=alt.Scale(type="log" if "x" in log else "linear", zero=False, nice=False, padding=14),
        axis=alt.Axis(
            title=f"{x_title} →", format=ticks(format[0]), tickCount={"expr": "max(3, floor(width / 90))"}, **titles
        ),
    )
    Y = alt.Y(
        "y:Q",
        scale=alt.Scale(type="log" if "y" in log else "linear", zero=False, nice=False, padding=14),
        axis=alt.Axis(title=f"↑ {y_title}", format=ticks(format[1]), tickCount=6),
    )
    colour = alt.value(theme.NAVAL)
    opacity = alt.value(0.85)
    tooltip = [
        alt.Tooltip("n:N", title="Name"),
        alt.Tooltip("x:Q", title=x_title, format=format[0]),
        alt.Tooltip("y:Q", title=y_title, format=format[1]),
    ]
    if group:
        groups = sorted(data["g"].unique())
        picked = alt.selection_point(name="group", fields=["g"], bind="legend")
        colour = alt.Color(
            "g:N", scale=alt.Scale(domain=groups, range=theme.colours(groups)), legend=alt.Legend(title=None, offset=24)
        )
        opacity = alt.when(picked).then(alt.value(0.9)).otherwise(alt.value(0.1))
        tooltip.insert(1, alt.Tooltip("g:N", title=_label(group)))
    base = alt.Chart(data)
    dots = base.mark_point(size=62).encode(x=X, y=Y, color=colour, opacity=opacity, tooltip=tooltip)
    if group:
        dots = dots.add_params(picked)
    # No text rather than none that is seen: room is made for the latter too.
    fits = alt.when("width < 480 ? datum.s : datum.w").then("n:N").otherwise(alt.value(""))
    names = base.mark_text(align="left", dx=7, dy=-1).encode(x=X, y=Y, text=fits)
    layers = [dots, names]
    if diagonal:
        ends = [float(max(data["x"].min(), data["y"].min())), float(min(data["x"].max(), data["y"].max()))]
        layers.insert(
            0,
            alt.Chart(pd.DataFrame({"x": ends, "y": ends}))
            .mark_line(strokeDash=[2, 3], strokeWidth=1, color=theme.INK, opacity=0.6)
            .encode(x="x:Q", y="y:Q"),
        )
    rank = data["x"].corr(data["y"], method="spearman") if len(data) > 2 else float("nan")
    told = "" if np.isnan(rank) else f" Their rank correlation is {rank:.2f}."
    return framed(
        alt.layer(*layers).properties(height=height),
        df,
        frame,
        title=f"{y_title} against {x_title.lower()}",
        subtitle=f"{len(data)} points"
        + (
            {"": "", "x": "; horizontal axis logarithmic", "y": "; vertical axis logarithmic"}.get(
                log, "; both axes logarithmic"
            )
        ),
        description=f"Scatter plot of {y_title.lower()} against {x_title.lower()} for {len(data)} names; highest are {listed(data.sort_values('y', ascending=False)['n'])}.{told}",
    )


def _unit(values: pd.Series, log: bool) -> np.ndarray:
    numbers = np.log(values.to_numpy()) if log else values.to_numpy()
    spread = numbers.max() - numbers.min()
    return (numbers - numbers.min()) / (spread or 1)


def _fitting(across: np.ndarray, up: np.ndarray, names: pd.Series, must: pd.Series) -> list[bool]:
    """Return which names can be written right of their points without covering a point or another name."""
    taken: list[tuple[float, float, float, float]] = []
    fits = []
    for i, (name, forced) in enumerate(zip(names, must, strict=True)):
        box = (across[i] + 5, across[i] + 9 + 6.2 * len(name), up[i] - 7, up[i] + 7)
        clear = not any(box[0] < t[1] and t[0] < box[1] and box[2] < t[3] and t[2] < box[3] for t in taken)
        inside = (across > box[0]) & (across < box[1] + 3) & (up > box[2]) & (up < box[3])
        inside[i] = False
        room = box[1] <= across.max() + 40
        keep = bool(forced or (clear and room and not inside.any()))
        if keep:
            taken.append(box)
        fits.append(keep)
    return fits


def _positive(df: pd.DataFrame, chart: str, column: str | None) -> None:
    if column is not None and (df[column] <= 0).any():
        raise McollabError(
            f"{chart} cannot put column {column!r} on a logarithmic axis: it goes down to {df[column].min():g}."
        )


def _exist(names: Sequence[str], among: pd.Series, chart: str) -> None:
    known = {str(name) for name in among}
    for name in names:
        if str(name) not in known:
            raise McollabError(f"{chart} has no {name!r} to highlight{nearest(name, known)}")


def _label(column: str) -> str:
    return column.replace("_", " ").capitalize()
