"""Texts in full: one of many, chosen by its name or by its tile."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

import altair as alt
import pandas as pd

from mcollab.charts import theme
from mcollab.charts.formulas import menu
from mcollab.charts.frame import framed, listed, need
from mcollab.errors import McollabError, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_LINE, _FACT = 44, 54  # characters that fit a phone, of text and of a fact in bold
_LEAD = 19  # pixels from line to line
_ACROSS = 15  # tiles in a row


def reader(
    df: pd.DataFrame,
    *,
    label: str = "name",
    text: str = "excerpt",
    facts: Sequence[str] = (),
    start: str | None = None,
    choose: str = "Article",
    **frame: Any,
) -> alt.LayerChart:
    """Return a reader: one text of many, chosen by its name, under the facts that are coded of it.

    Parameters
    ----------
    df
        One row a text.
    label, text
        Columns of the names to choose by (each once) and of the texts.
    facts
        Columns of what is known of each, shown above the text by their names.
    start
        Name of the text shown first; by default the first.
    choose
        What stands before the menu.
    **frame
        title, subtitle, description, tables, note: see :func:`~mcollab.charts.figure`.

    Raises
    ------
    McollabError
        If a column is missing, a name comes twice, or none is called `start`.
    """
    need(df, "reader", label, text, *facts)
    names = df[label].astype(str)
    if names.duplicated().any():
        raise McollabError(f"reader expects each name once, but {names[names.duplicated()].iloc[0]!r} comes twice.")
    if start is not None and start not in set(names):
        raise McollabError(f"reader has no {start!r} to show first{nearest(start, names)}")
    data = pd.DataFrame(
        {
            "n": names,
            "f": ["\n".join(_fact(fact, row[fact]) for fact in facts) for _, row in df.iterrows()],
            "t": [textwrap.fill(str(words).replace("_", " "), _LINE) for words in df[text]],
        }
    )
    choice = menu("chosen", sorted(names), choose, start)
    chosen = alt.Chart(data).transform_filter("datum.n == chosen")
    head = chosen.mark_text(align="left", baseline="top", lineBreak="\n", fontSize=13, fontWeight=700)
    body = chosen.mark_text(align="left", baseline="top", lineBreak="\n", fontSize=13, lineHeight=_LEAD)
    under = 20 * len(facts)
    tall = under + _LEAD * int(data["t"].str.count("\n").max() + 1)
    chart = alt.layer(
        head.encode(text="f:N", x=alt.value(0), y=alt.value(0)),
        body.encode(text="t:N", x=alt.value(0), y=alt.value(under)),
    )
    drawn: alt.LayerChart = framed(
        chart.add_params(choice).properties(height=tall),
        df,
        frame,
        title=f"{len(data)} texts to choose from",
        subtitle=f"The words of each{' and ' if facts else ''}{listed((_label(fact).lower() for fact in facts), 7)}",
        description=f"A reader: choose one of {len(data)} texts to see its words; at first {choice.value}.",
    )
    return drawn


def cards(
    df: pd.DataFrame,
    *,
    text: str = "card",
    colour: str = "verdict",
    filters: Mapping[str, Iterable[object]] | None = None,
    order: Sequence[str] = (),
    start: int = 1,
    one: str = "Card",
    **frame: Any,
) -> alt.LayerChart:
    """Return a tile for each row, coloured by kind, and under them the text of the one that is chosen.

    A tile is chosen by a click or by a slider over those that meet every filter.

    Parameters
    ----------
    df
        One row a tile, in the order of the tiles.
    text
        Column of the texts; their line breaks stay.
    colour
        Column of the kinds that colour the tiles (at most seven).
    filters
        Columns by which the reader may choose, each with its values in the order of the menu.
    order
        Kinds in the order of the legend; the most frequent first by default.
    start
        Which tile is chosen first, counted from 1.
    one
        What a tile is called, before the slider.
    **frame
        title, subtitle, description, tables, note: see :func:`~mcollab.charts.figure`.

    Raises
    ------
    McollabError
        If a column is missing, or there is no such tile to choose first.
    """
    menus = {column: list(values) for column, values in (filters or {}).items()}
    need(df, "cards", text, colour, *menus)
    if not 1 <= start <= len(df):
        raise McollabError(f"cards has no tile {start!r} to show first: there are {len(df)}.")
    kinds = [str(kind) for kind in order] or df[colour].astype(str).value_counts().index.tolist()
    names = [kind.replace("_", " ") for kind in kinds]
    data = df[[*menus]].assign(k_=df[colour].astype(str).str.replace("_", " "), t_=df[text].astype(str))
    kept = _kept(alt.Chart(data), menus)
    step = alt.binding_range(min=1, max=len(data), step=1, name=f"{one} ")
    chosen = alt.selection_point(
        name="chosen", fields=["rank"], on="click", clear=False, toggle=False, bind=step, value=[{"rank": start}]
    )
    shown = kept.transform_filter("datum.rank === min(isValid(chosen.rank) ? chosen.rank[0] : 1, datum.total)")
    words = shown.mark_text(align="left", baseline="top", lineBreak="\n", fontSize=12, lineHeight=16, color=theme.INK)
    words = words.encode(x=alt.value(0), y=alt.Y("under:Q", scale=None, axis=None), text="t_:N")
    chart = (_tiles(kept, names, chosen) + words).add_params(*(_filter(*menu) for menu in menus.items()))
    rows = -(-len(data) // _ACROSS)
    tall = 22 * rows + 14 + 16 * int(data["t_"].str.count("\n").max() + 1)
    drawn: alt.LayerChart = framed(
        chart.properties(height=tall),
        df,
        frame,
        title=f"{len(data)} tiles, {names[0]} most often",
        subtitle=f"One tile a row, coloured by {_label(colour).lower()}; click a tile or move the slider",
        description=f"A grid of {len(data)} tiles coloured by {_label(colour).lower()} ({listed(names, 7)}); "
        "the text of the one chosen stands beneath.",
    )
    return drawn


def _kept(base: alt.Chart, menus: Mapping[str, Sequence[object]]) -> alt.Chart:
    """Return the rows that meet every filter, each with its rank, its place in the grid, and where the text begins."""
    for column in menus:
        base = base.transform_filter(f"!isValid({column}) || datum.{column} === {column}")
    return (
        base.transform_window(rank="row_number()")
        .transform_joinaggregate(total="count()")
        .transform_calculate(
            place=f"(datum.rank - 1) % {_ACROSS}",
            top=f"floor((datum.rank - 1) / {_ACROSS}) * 22",
            bottom="datum.top + 19",
            under=f"ceil(datum.total / {_ACROSS}) * 22 + 14",
        )
    )


def _tiles(kept: alt.Chart, names: list[str], chosen: alt.Parameter) -> alt.Chart:
    scale = alt.Scale(domain=names, range=theme.colours(names))
    tiles: alt.Chart = kept.mark_rect(stroke=theme.INK).encode(
        alt.X("place:O", axis=None, scale=alt.Scale(domain=list(range(_ACROSS)), padding=0.1)),
        alt.Y("top:Q", scale=None, axis=None),
        alt.Y2("bottom:Q"),
        alt.Color("k_:N", scale=scale, legend=alt.Legend(title=None, columns=3)),
        strokeWidth=alt.when(chosen).then(alt.value(3)).otherwise(alt.value(0)),
    )
    return tiles.add_params(chosen)


def _filter(column: str, values: Sequence[object]) -> alt.Parameter:
    """Return the menu of a filter, which keeps all at first."""
    labels = ["all", *(str(value).replace("_", " ") for value in values)]
    options = alt.binding_select(options=[None, *values], labels=labels, name=f"{_label(column)} ")
    return alt.param(name=column, value=None, bind=options)


def _fact(name: str, value: object) -> str:
    return textwrap.shorten(f"{_label(name)}: {str(value).replace('_', ' ')}", _FACT, placeholder=" …")


def _label(column: str) -> str:
    return column.replace("_", " ").capitalize()
