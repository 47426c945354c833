"""Parts of a whole over time: amounts that stack, and how many of each kind were in force."""

from collections.abc import Sequence
from typing import Unpack

import altair as alt
import pandas as pd

from mcollab.charts.checks import (
    each_has,
    need,
    not_negative,
    numbers,
    once,
    ordered,
    some,
    tell_apart,
    two_years,
    whole_years,
)
from mcollab.charts.frame import FrameOptions, framed, known_options
from mcollab.charts.labels import listed, number, spoken, within, words
from mcollab.charts.pieces import by_width, coloured, layered, legend_choice, shown_if, years
from mcollab.datapackage import ATTRS
from mcollab.days import as_days
from mcollab.errors import McollabError
from mcollab.membership.extent import CAUTION, unseen
from mcollab.membership.selection import latest_day


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
    **frame: Unpack[FrameOptions],
) -> alt.LayerChart:
    """Return amounts stacked by kind over time; a click on the legend keeps one kind.

    Parameters
    ----------
    df
        One row for a year and a kind; combinations without a row count as zero.
    x, y, by
        Columns of whole years, of amounts (not negative) and of kinds (at most seven).
    order
        All kinds from the bottom up; by default the largest first.
    share
        Show shares of the year's total instead of amounts.
    bars, height
        Draw a bar a year instead of an area, for counts at dates far apart; height in pixels.
    **frame
        Options of :func:`~mcollab.charts.figure`.

    Returns
    -------
    altair.LayerChart
        Framed; an area for each kind, or with `bars` a bar for each year, in it a piece for each kind.

    Raises
    ------
    McollabError
        If a column is missing or holds no numbers, an amount is negative, a kind has two rows of a year, there are more
        than seven kinds, or `order` does not name each of them once.

    Examples
    --------
    >>> spent = pd.DataFrame({"year": [2000, 2001], "value": [1, 3], "kind": ["land", "sea"]})
    >>> stack(spent, tables="spending").to_dict()["title"]["text"]
    'From 1 in 2000 to 3 in 2001'
    """
    known_options(frame)
    need(df, "stack", x, y, by)
    each_has(df, "stack", by)
    whole_years(df, "stack", x)
    numbers(df, "stack", y)
    not_negative(df, "stack", y)
    once(df, "stack", by, x)
    data, kinds = stacked(df, x, y, by, order)
    tell_apart(kinds, "stack", "kinds")
    totals = data.groupby("year")["value"].sum()
    first, last = int(totals.index[0]), int(totals.index[-1])
    chart = (_bars if bars else _areas)(data, kinds, share, (words(x), words(by), words(y)))
    what = f"{words(y)} by {within(words(by))}"
    return framed(
        chart.properties(height=height),
        df,
        frame,
        title=f"From {number(totals.iloc[0])} in {first} to {number(totals.iloc[-1])} in {last}",
        subtitle=f"{what}, {first}–{last}" + (", share of the total" if share else ""),
        description=f"Stacked {'bars' if bars else 'areas'} of {within(what)} ({listed(kinds, 7)}), "
        f"{first} to {last}; the total is {number(totals.iloc[0])} at first, {number(totals.iloc[-1])} at the end and "
        f"highest, {number(totals.max())}, in {int(totals.idxmax())}.",
    )


def in_force(
    df: pd.DataFrame,
    *,
    start: str = "in_force",
    end: str = "ended",
    by: str = "kind",
    years: tuple[int, int] = (1945, 2026),
    most: int = 6,
    share: bool = False,
    height: int = 320,
    **frame: Unpack[FrameOptions],
) -> alt.LayerChart:
    """Return a :func:`stack` of how many were in force at the end of each year, by kind.

    Parameters
    ----------
    df
        One row a span of time, e.g. ``load("arrangements")`` or ``load("operations")``.
    start, end, by
        Columns of the first day, of the day on which it no longer held (empty: it goes on), and of the kind.
    years
        First and last year, none after the last in the data.
    most
        Kinds shown by name, at most six; the others are joined as "other".
    share, height
        As for :func:`stack`.
    **frame
        Options of :func:`~mcollab.charts.figure`.

    Returns
    -------
    altair.LayerChart
        Framed; an area for each kind, as thick in each year as its number at the year's end. The note says of how many
        that go on it is not known to the last year (column ``as_of``).

    Raises
    ------
    McollabError
        If a column is missing, nothing was in force in these years, the data say nothing of them, or `most` is none.

    Examples
    --------
    >>> pacts = pd.DataFrame({"in_force": ["1949-08-24"], "ended": [None], "kind": ["alliance"]})
    >>> in_force(pacts, years=(1948, 1950), tables="arrangements").to_dict()["title"]["text"]
    'From 0 in 1948 to 1 in 1950'
    """
    known_options(frame)
    need(df, "in_force", start, end, by)
    each_has(df, "in_force", by)
    some(most, "in_force", "most")
    first, last = two_years(years, "in_force", df)
    counts, order = counted(df, start, end, by, (first, last), most)
    if said := _unseen(df, start, end, last):
        counts.attrs[ATTRS] = {CAUTION: said}
    subtitle = f"Number in force at the end of each year, by {within(words(by))}, {first}–{last}"
    texts: FrameOptions = {"tables": [df], "subtitle": subtitle}
    given: FrameOptions = {**texts, **frame}
    return stack(counts, y="number", by=by, order=order, share=share, height=height, **given)


def stacked(df: pd.DataFrame, x: str, y: str, by: str, order: Sequence[str] | None) -> tuple[pd.DataFrame, list[str]]:
    """Return ``year``, ``kind``, ``value``, ``place`` (of the kind, from 0 at the bottom), and the kinds in that order.

    Every kind has a row in every year, of zero where the frame has none.
    """
    rows = pd.DataFrame({"year": df[x], "kind": df[by].map(str, na_action="ignore"), "value": df[y]})
    wide = rows.pivot_table(index="year", columns="kind", values="value", aggfunc="sum", fill_value=0)
    kinds = ordered(order, wide.sum().sort_values(ascending=False, kind="stable").index, "stack", "kind")
    wide = wide[kinds]
    data = wide.stack().rename("value").reset_index()
    said = spoken(pd.Series(kinds, name=by)).tolist()
    data["kind"] = data["kind"].map(dict(zip(kinds, said, strict=True)))
    data["place"] = data.groupby("year").cumcount()
    return data.astype({"year": int}), said


def counted(
    df: pd.DataFrame, start: str, end: str, by: str, years: tuple[int, int], most: int
) -> tuple[pd.DataFrame, list[str]]:
    """Return ``year``, the kind (a column named `by`) and ``number``, and the kinds, most years in force first.

    Raises
    ------
    McollabError
        If nothing was in force in these years, or a column holds no days.
    """
    begun, over = as_days(df, start, "in_force").dt.year, as_days(df, end, "in_force").dt.year.fillna(years[1] + 1)
    span = range(years[0], years[1] + 1)
    held = pd.DataFrame(
        [(year, kind) for year in span for kind in df.loc[(begun <= year) & (over > year), by]], columns=["year", by]
    )
    if held.empty:
        raise McollabError(f"Nothing of the frame was in force between {years[0]} and {years[1]}.")
    common = held[by].value_counts().index[:most].tolist()
    held[by] = held[by].where(held[by].isin(common), "other")
    order = [*common, *(["other"] if (held[by] == "other").any() and "other" not in common else [])]
    table = pd.crosstab(held["year"], held[by]).reindex(index=span, columns=order, fill_value=0)
    return table.rename_axis(index="year").stack().rename("number").reset_index(), order


def _unseen(df: pd.DataFrame, start: str, end: str, last: int) -> str | None:
    """Return of how many rows it is not known that they still held in the last year, where their table says it."""
    if "as_of" not in df or not pd.api.types.is_datetime64_any_dtype(df["as_of"]):
        return None
    rows = df[(as_days(df, start, "in_force").dt.year <= last) & ~(as_days(df, end, "in_force").dt.year <= last)]
    names = df.attrs.get(ATTRS, {}).get("tables", [])
    day = min(pd.Timestamp(last, 12, 31), latest_day())
    what = names[0] if len(names) == 1 else "rows"
    return unseen(rows, rows[end].isna(), day, what, "whether they ended after that is not known here")


def _base(data: pd.DataFrame, share: bool) -> alt.Chart:
    """Return the rows with ``low`` and ``high``, between which a part is drawn, and its ``share`` of the year."""
    return (
        alt.Chart(data)
        .transform_stack(
            stack="value",
            groupby=["year"],
            sort=[alt.SortField("place")],
            offset="normalize" if share else "zero",
            as_=["low", "high"],
        )
        .transform_joinaggregate(total="sum(value)", groupby=["year"])
        .transform_calculate(share="datum.total ? datum.value / datum.total : 0")
    )


def _tooltip(titles: tuple[str, str, str]) -> list[alt.Tooltip]:
    return [
        alt.Tooltip("year:Q", title=titles[0], format="d"),
        alt.Tooltip("kind:N", title=titles[1]),
        alt.Tooltip("value:Q", title=titles[2], format=","),
        alt.Tooltip("share:Q", title="Share", format=".0%"),
    ]


def _amount(share: bool) -> alt.Y:
    return alt.Y("low:Q", axis=alt.Axis(title=None, format="%" if share else ",f", tickCount=6))


def _bars(data: pd.DataFrame, kinds: list[str], share: bool, titles: tuple[str, str, str]) -> alt.LayerChart:
    picked = legend_choice("kind", "kind")
    bars = _base(data, share).mark_bar(width=alt.RelativeBandSize(0.85), cornerRadiusEnd=0)
    return layered(
        bars.encode(
            x=alt.X("year:O", axis=alt.Axis(title=None, labelAngle=0)),
            y=_amount(share),
            y2="high:Q",
            color=coloured("kind", kinds),
            opacity=shown_if(picked),
            tooltip=_tooltip(titles),
        ).add_params(picked)
    )


def _areas(data: pd.DataFrame, kinds: list[str], share: bool, titles: tuple[str, str, str]) -> alt.LayerChart:
    """Return areas in steps: a year's amount stands until the next, and that of the last for a year.

    An area is one mark and has one tooltip, so each step carries its own on a rectangle that is not seen.
    """
    first, last = int(data["year"].min()), int(data["year"].max())
    found = sorted(data["year"].unique().tolist())
    until = dict(zip(found, [*found[1:], last + 1], strict=True))
    closing = data[data["year"] == last].assign(year=last + 1)
    base = _base(pd.concat([data.assign(until=data["year"].map(until)), closing], ignore_index=True), share)
    x = years(
        "year",
        (first, last + 1),
        tickCount=by_width(70),
        tickMinStep=1,
        labelExpr=f"datum.value > {last} ? '' : datum.label",
    )
    picked = legend_choice("kind", "kind")
    areas = base.mark_area(interpolate="step-after", line=False).encode(
        x=x, y=_amount(share), y2="high:Q", color=coloured("kind", kinds), opacity=shown_if(picked)
    )
    steps = base.transform_filter("isValid(datum.until)").mark_rect(opacity=0)
    hits = steps.encode(x=x, x2="until:Q", y=_amount(share), y2="high:Q", tooltip=_tooltip(titles))
    return layered(areas.add_params(picked), hits)
