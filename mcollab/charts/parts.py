"""Parts of a whole: what each is made of, and what is left without some."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import altair as alt
import pandas as pd

from mcollab.charts import theme
from mcollab.charts.frame import framed, listed, need, numbers

if TYPE_CHECKING:
    from collections.abc import Sequence


def composition(
    df: pd.DataFrame, *, by: str, part: str, order: Sequence[str] = (), columns: int = 2, **frame: Any
) -> alt.Chart:
    """Return a bar for each group, divided by what its rows are: shares of the group.

    Parameters
    ----------
    df
        One row a thing to be counted.
    by, part
        Columns of the groups (a bar each) and of what divides them.
    order
        Parts from left to right; the most frequent first by default.
    columns
        Columns of the legend.
    **frame
        title, subtitle, description, tables, note: see :func:`~mcollab.charts.figure`.

    Raises
    ------
    McollabError
        If a column is missing or there are no rows.
    """
    need(df, "composition", by, part)
    counts = df.groupby([by, part]).size().reset_index(name="n").rename(columns={by: "g", part: "p"})
    counts["share"] = counts["n"] / counts.groupby("g")["n"].transform("sum")
    parts = [str(one) for one in order] or df[part].astype(str).value_counts().index.tolist()
    counts["rank"] = counts["p"].astype(str).map(parts.index)
    counts["p"] = counts["p"].astype(str).str.replace("_", " ")
    names = [one.replace("_", " ") for one in parts]
    chart = (
        alt.Chart(counts)
        .mark_bar()
        .encode(
            alt.X("share:Q", axis=alt.Axis(format="%", title=None, values=[0, 0.25, 0.5, 0.75, 1])),
            alt.Y("g:N", title=None),
            alt.Color(
                "p:N",
                scale=alt.Scale(domain=names, range=theme.colours(names)),
                legend=alt.Legend(title=None, columns=columns),
            ),
            alt.Order("rank:Q"),
            tooltip=[
                alt.Tooltip("g:N", title=_label(by)),
                alt.Tooltip("p:N", title=_label(part)),
                alt.Tooltip("n:Q", title="Number"),
                alt.Tooltip("share:Q", title="Share", format=".0%"),
            ],
        )
    )
    groups = counts["g"].nunique()
    drawn: alt.Chart = framed(
        chart.properties(height=alt.Step(34)),
        df,
        frame,
        title=f"{names[0].capitalize()} is the most frequent of {len(names)}",
        subtitle=f"Share of each {_label(part).lower()} by {_label(by).lower()}",
        description=f"{groups} bars, one for each {_label(by).lower()}, divided by {_label(part).lower()}"
        f" ({listed(names, 7)}).",
    )
    return drawn


def without(
    df: pd.DataFrame,
    *,
    label: str = "name",
    value: str = "value",
    unit: str = "billion",
    menu: str = "Leaves ",
    format: str = ",.0f",
    **frame: Any,
) -> alt.LayerChart:
    """Return bars from most to least that a click or a menu takes out; a line of text says what is left.

    Parameters
    ----------
    df
        One row a bar.
    label, value
        Columns of names and of numbers (not negative).
    unit
        Unit of the numbers, for the line of text.
    menu
        What stands before the menu by which one is taken out.
    format
        d3 number format of the values.
    **frame
        title, subtitle, description, tables, note: see :func:`~mcollab.charts.figure`.

    Raises
    ------
    McollabError
        If a column is missing or holds no numbers.
    """
    need(df, "without", label, value)
    numbers(df, "without", value)
    rows = df[df[value].notna()].sort_values(value, ascending=False)
    data = pd.DataFrame({"n": rows[label].astype(str), "v": rows[value].astype(float)})
    names = data["n"].tolist()
    out = alt.selection_point(name="out", fields=["n"], toggle="true", empty=False)
    choice = alt.binding_select(options=[None, *names], labels=["nobody", *names], name=menu)
    leaver = alt.param(name="leaver", value=None, bind=choice)
    gone = "datum.n == leaver || (isValid(out.n) && indexof(out.n, datum.n) >= 0)"
    bars = (
        alt.Chart(data)
        .mark_bar(cursor="pointer")
        .encode(
            x=alt.X("v:Q", title=None),
            y=alt.Y("n:N", sort=names, title=None, axis=alt.Axis(labelLimit=170)),
            tooltip=[alt.Tooltip("n:N", title=_label(label)), alt.Tooltip("v:Q", title=_label(value), format=format)],
            color=alt.when(gone).then(alt.value(theme.SIGNAL)).otherwise(alt.value(theme.NAVAL)),
            opacity=alt.when(gone).then(alt.value(0.35)).otherwise(alt.value(1)),
        )
        .add_params(out, leaver)
    )
    told = [
        f"'Left: ' + format(datum.kept, '{format}') + ' {unit}'",
        "format(datum.kept / datum.all, '.0%') + ' of all'",
        "'largest payer: ' + format(datum.top / datum.kept, '.0%')",
    ]
    says = (
        alt.Chart(data)
        .transform_calculate(k=f"({gone}) ? 0 : datum.v")
        .transform_aggregate(all="sum(v)", kept="sum(k)", top="max(k)")
        .transform_calculate(t=" + '|' + ".join(told))
        .mark_text(align="right", fontSize=14, fontWeight=700, lineBreak="|")
        .encode(x=alt.value("width"), y=alt.value(250), text="t:N")
    )
    whole = data["v"].sum()
    drawn: alt.LayerChart = framed(
        alt.layer(bars, says).properties(height=18 * len(data)),
        df,
        frame,
        title=f"{names[0]} is {data['v'].iloc[0] / whole:.0%} of the whole",
        subtitle=f"{_label(value)}, {unit}. Click bars, or choose, to take some out",
        description=f"{len(data)} bars that can be taken out, {whole:,.4g} {unit} together: "
        f"{listed((f'{n} {v:,.4g}' for n, v in zip(data['n'], data['v'], strict=True)), 4)}.",
    )
    return drawn


def _label(column: str) -> str:
    return column.replace("_", " ").capitalize()
