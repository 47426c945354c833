"""Parts of a whole: what each is made of, and what is left without some."""

from collections.abc import Sequence
from typing import Unpack

import altair as alt
import pandas as pd

from mcollab.charts import theme
from mcollab.charts.checks import each_has, need, not_negative, number_format, numbers, ordered, tell_apart
from mcollab.charts.frame import FrameOptions, framed, known_options
from mcollab.charts.labels import largest, listed, number, opened, spoken, within, words
from mcollab.charts.pieces import coloured, layered, room, shown_if
from mcollab.errors import McollabError

_GONE = "datum.n == leaver || (isValid(out.n) && indexof(out.n, datum.n) >= 0)"


def composition(
    df: pd.DataFrame,
    *,
    by: str,
    part: str,
    order: Sequence[str] = (),
    **frame: Unpack[FrameOptions],
) -> alt.Chart:
    """Return a bar for each group, divided by what its rows are: shares of the group.

    Parameters
    ----------
    df
        One row a thing to be counted.
    by, part
        Columns of the groups (a bar each) and of what divides them.
    order
        All parts from left to right; the most frequent first by default.
    **frame
        Options of :func:`~mcollab.charts.figure`.

    Returns
    -------
    altair.Chart
        Framed; a bar for each group, in it a piece for each part, as wide as its share of the group.

    Raises
    ------
    McollabError
        If a column is missing or named twice, there are no rows, or `order` does not name each part once.

    Examples
    --------
    >>> claims = pd.DataFrame({"article": [1, 1, 2], "verdict": ["wrong", "supported", "supported"]})
    >>> composition(claims, by="article", part="verdict", tables="claims").title.text
    'Supported is the most frequent of 2'
    """
    known_options(frame)
    need(df, "composition", by, part)
    each_has(df, "composition", by, part)
    if by == part:
        raise McollabError(f"composition divides one column by another, but got {by!r} twice: name another.")
    counts, names = shares(df, by, part, order)
    tell_apart(names, "composition", "parts")
    groups = counts["g"].nunique()
    sums = counts.groupby("p")["n"].sum()
    most = largest(sums, sums.index.to_series())
    return framed(
        _divided(counts, names, words(by), words(part)).properties(height=alt.Step(34)),
        df,
        frame,
        title=f"{opened(listed(most))} {'is' if len(most) == 1 else 'are'} the most frequent of {len(names)}",
        subtitle=f"Share of each {within(words(part))} by {within(words(by))}",
        description=f"{groups} bars, one for each {within(words(by))}, divided by {within(words(part))}"
        f" ({listed(names, 7)}).",
    )


def shares(df: pd.DataFrame, by: str, part: str, order: Sequence[str]) -> tuple[pd.DataFrame, list[str]]:
    """Return ``g`` (group), ``p`` (part), ``n``, ``share`` (of the group), ``rank`` (of the part); the parts' names."""
    parts = ordered(order, df[part].dropna().astype(str).value_counts().index, "composition", "part")
    counts = df.groupby([by, part]).size().reset_index(name="n").rename(columns={by: "g", part: "p"})
    counts["share"] = counts["n"] / counts.groupby("g")["n"].transform("sum")
    counts["rank"] = counts["p"].astype(str).map(parts.index)
    counts["p"] = spoken(counts["p"].rename(part))
    return counts, spoken(pd.Series(parts, name=part)).tolist()


def _divided(counts: pd.DataFrame, names: list[str], by: str, part: str) -> alt.Chart:
    divided: alt.Chart = (
        alt.Chart(counts)
        .mark_bar()
        .encode(
            alt.X("share:Q", axis=alt.Axis(format="%", title=None, values=[0, 0.25, 0.5, 0.75, 1])),
            alt.Y("g:N", title=None),
            coloured("p", names),
            alt.Order("rank:Q"),
            tooltip=[
                alt.Tooltip("g:N", title=by),
                alt.Tooltip("p:N", title=part),
                alt.Tooltip("n:Q", title="Number"),
                alt.Tooltip("share:Q", title="Share", format=".0%"),
            ],
        )
    )
    return divided


def without(
    df: pd.DataFrame,
    *,
    label: str = "name",
    value: str = "value",
    unit: str = "billion",
    menu: str = "Leaves ",
    format: str = ",.0f",
    **frame: Unpack[FrameOptions],
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
        Options of :func:`~mcollab.charts.figure`.

    Returns
    -------
    altair.LayerChart
        Framed; a bar for each row with a value, and a line of text that says what is left.

    Raises
    ------
    McollabError
        If a column is missing or holds no numbers.

    Examples
    --------
    >>> payers = pd.DataFrame({"name": ["A", "B"], "value": [10, 30]})
    >>> without(payers, tables="spending").title.text
    'B is 75% of the whole'
    """
    known_options(frame)
    need(df, "without", label, value)
    number_format("without", format)
    numbers(df, "without", value)
    not_negative(df, "without", value)
    rows = df[df[value].notna()].sort_values([value, label], ascending=[False, True])
    data = pd.DataFrame({"n": rows[label].astype(str), "v": rows[value].astype(float)})
    names, whole = data["n"].tolist(), data["v"].sum()
    choice = alt.binding_select(options=[None, *names], labels=["nobody", *names], name=menu)
    bars = _removable(data, words(label), words(value), format).add_params(
        alt.param(name="leaver", value=None, bind=choice)
    )
    return framed(
        layered(bars, _left(data, unit, format)).properties(height=18 * len(data)),
        df,
        frame,
        title=f"{names[0]} is {data['v'].iloc[0] / whole:.0%} of the whole",
        subtitle=f"{words(value)}, {unit}. Click bars, or choose, to take some out",
        description=f"{len(data)} bars that can be taken out, {number(whole)} {unit} together: "
        f"{listed((f'{n} {number(v)}' for n, v in zip(data['n'], data['v'], strict=True)), 4)}.",
    )


def _removable(data: pd.DataFrame, label: str, value: str, format: str) -> alt.Chart:
    out = alt.selection_point(name="out", fields=["n"], toggle="true", empty=False)
    bars: alt.Chart = (
        alt.Chart(data)
        .mark_bar(cursor="pointer")
        .encode(
            x=alt.X("v:Q", title=None),
            y=alt.Y("n:N", sort=data["n"].tolist(), title=None, axis=alt.Axis(labelLimit=room(130, 220))),
            tooltip=[alt.Tooltip("n:N", title=label), alt.Tooltip("v:Q", title=value, format=format)],
            color=alt.when(_GONE).then(alt.value(theme.SIGNAL)).otherwise(alt.value(theme.NAVAL)),
            opacity=shown_if(_GONE, 0.35, 1),
        )
        .add_params(out)
    )
    return bars


def _left(data: pd.DataFrame, unit: str, format: str) -> alt.Chart:
    """Return the lines of text that say what is left."""
    told = [
        f"'Left: ' + format(datum.kept, '{format}') + ' {unit}'",
        "format(datum.kept / datum.all, '.0%') + ' of all'",
        "'largest payer: ' + format(datum.top / datum.kept, '.0%')",
    ]
    says: alt.Chart = (
        alt.Chart(data)
        .transform_calculate(k=f"({_GONE}) ? 0 : datum.v")
        .transform_aggregate(all="sum(v)", kept="sum(k)", top="max(k)")
        .transform_calculate(t=" + '|' + ".join(told))
        .mark_text(align="right", fontSize=14, fontWeight=700, lineBreak="|")
        .encode(x=alt.value("width"), y=alt.value(250), text="t:N")
    )
    return says
