"""A collection to leaf through: one tile a thing, menus that keep some of them, and the chosen one in words."""

from collections.abc import Sequence
from typing import Unpack

import altair as alt
import pandas as pd

from mcollab.charts import theme
from mcollab.charts.checks import need, ordered
from mcollab.charts.frame import FrameOptions, framed, known_options
from mcollab.charts.labels import listed, within, words, written
from mcollab.charts.pieces import coloured, layered
from mcollab.errors import McollabError

_ACROSS, _STEP, _TILE = 15, 22, 19  # tiles a row; pixels from one row to the next, and of a tile
_LINE, _GAP = 16, 14  # pixels of a line of the text, and between tiles and text


def dossier(
    df: pd.DataFrame,
    *,
    text: str,
    group: str,
    filters: Sequence[str],
    order: Sequence[str] = (),
    start: int = 1,
    label: str = "Number",
    **frame: Unpack[FrameOptions],
) -> alt.LayerChart:
    """Return a tile for each row, coloured by group, menus that keep some, and the chosen row's text beneath.

    A click on a tile chooses it, and so does a slider. Tiles close up when a menu leaves some out.

    Parameters
    ----------
    df
        One row a tile, in the order in which they stand.
    text, group
        Columns of what is shown of the chosen one, short lines with breaks between them, and of what colours the tiles.
    filters
        Columns that get a menu each; it offers "all", and the column's values (of `group`, in its order).
    order
        All groups in the order of the legend; by frequency by default.
    start, label
        The number of the row chosen at first, from 1; what the slider is called.
    **frame
        Options of :func:`~mcollab.charts.figure`.

    Returns
    -------
    altair.LayerChart
        Framed; a tile for each row, and the text of the row that is chosen.

    Raises
    ------
    McollabError
        If a column is missing, `order` does not name each group once, or there is no row of that number.

    Examples
    --------
    >>> from mcollab import load
    >>> dossier(load("claims").head(20), text="claim", group="verdict", filters=["kind"]).title.text
    '20 to leaf through'
    """
    known_options(frame)
    need(df, "dossier", text, group, *filters)
    if not 1 <= start <= len(df):
        raise McollabError(f"dossier has no row {start}: expected a number from 1 to {len(df)}.")
    groups = ordered(order, df[group].astype(str).value_counts().index, "dossier", "group")
    rows = alt.Chart(df[list(dict.fromkeys([*filters, group, text]))])
    kept = _placed(rows, list(filters), group)
    height = _STEP * -(-len(df) // _ACROSS) + _GAP + _LINE * (int(df[text].str.count("\n").max()) + 1)
    chosen = _chosen(len(df), start, label)
    menus = [_menu(df[column], groups if column == group else []) for column in filters]
    return framed(
        layered(_tiles(kept, groups, chosen), _text(kept, text)).properties(height=height).add_params(*menus),
        df,
        frame,
        title=f"{len(df)} to leaf through",
        subtitle=f"One tile each, coloured by {within(words(group))}; choose, then click a tile or move the slider",
        description=f"A grid of {len(df)} tiles coloured by {within(words(group))} ({listed(groups, 7)}); the text of "
        "the one that is chosen stands beneath it.",
    )


def _placed(rows: alt.Chart, columns: list[str], group: str) -> alt.Chart:
    """Return the rows that the menus keep, each with its number and its place in the grid."""
    for column in columns:
        rows = rows.transform_filter(f"!isValid({column}) || datum.{column} === {column}")
    numbered = rows.transform_window(rank="row_number()").transform_joinaggregate(total="count()")
    return numbered.transform_calculate(
        place=f"(datum.rank - 1) % {_ACROSS}",
        top=f"floor((datum.rank - 1) / {_ACROSS}) * {_STEP}",
        bottom=f"datum.top + {_TILE}",
        under=f"ceil(datum.total / {_ACROSS}) * {_STEP} + {_GAP}",
        # As labels.written does.
        group_name=f"replace(replace(datum.{group}, /(^|_)(non|self)_/g, '$1$2-'), /_/g, ' ')",
    )


def _menu(values: pd.Series, order: Sequence[str]) -> alt.Parameter:
    """Return a menu over the values of a column, named after it."""
    column = str(values.name)
    options = list(order) or sorted(values.dropna().unique().tolist())
    labels = ["all", *(written(option) for option in options)]
    menu = alt.binding_select(options=[None, *options], labels=labels, name=f"{words(column)} ")
    return alt.param(name=column, value=None, bind=menu)


def _chosen(count: int, start: int, label: str) -> alt.Parameter:
    slider = alt.binding_range(min=1, max=count, step=1, name=f"{label} ")
    return alt.selection_point(
        name="chosen",
        fields=["rank"],
        on="click",
        clear=False,
        toggle=False,
        bind=slider,
        value=[{"rank": start}],
    )


def _tiles(kept: alt.Chart, groups: list[str], chosen: alt.Parameter) -> alt.Chart:
    names = [written(one) for one in groups]
    tiles = kept.mark_rect(stroke=theme.INK).encode(
        alt.X("place:O", axis=None, scale=alt.Scale(domain=list(range(_ACROSS)), padding=0.1)),
        alt.Y("top:Q", scale=None, axis=None),
        alt.Y2("bottom:Q"),
        coloured("group_name", names),
        strokeWidth=alt.when(chosen).then(alt.value(3)).otherwise(alt.value(0)),
    )
    with_choice: alt.Chart = tiles.add_params(chosen)
    return with_choice


def _text(kept: alt.Chart, text: str) -> alt.Chart:
    # Where the menus leave fewer than the number chosen, the last one stands.
    one = kept.transform_filter("datum.rank === min(isValid(chosen.rank) ? chosen.rank[0] : 1, datum.total)")
    words_of: alt.Chart = one.mark_text(
        align="left", baseline="top", lineBreak="\n", fontSize=12, lineHeight=_LINE
    ).encode(x=alt.value(0), y=alt.Y("under:Q", scale=None, axis=None), text=f"{text}:N")
    return words_of
