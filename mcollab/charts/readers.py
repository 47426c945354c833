"""Texts in full: one of many, chosen by its name."""

import textwrap
from collections.abc import Sequence
from typing import Unpack

import altair as alt
import pandas as pd

from mcollab.charts.checks import need
from mcollab.charts.controls import menu
from mcollab.charts.frame import FrameOptions, framed, known_options
from mcollab.charts.labels import listed, within, words, written
from mcollab.charts.pieces import layered
from mcollab.errors import McollabError, nearest

_LINE, _FACT = 42, 54  # characters that fit a phone, of text and of a fact in bold
_LEAD = 19  # pixels from line to line


def reader(
    df: pd.DataFrame,
    *,
    label: str = "name",
    text: str = "excerpt",
    facts: Sequence[str] = (),
    start: str | None = None,
    choose: str = "Article",
    **frame: Unpack[FrameOptions],
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
        Options of :func:`~mcollab.charts.figure`.

    Returns
    -------
    altair.LayerChart
        Framed; the text and the facts of the row that is chosen from a menu.

    Raises
    ------
    McollabError
        If a column is missing, a name comes twice, or none is called `start`.

    Examples
    --------
    >>> texts = pd.DataFrame({"name": ["Pact, 1", "Pact, 2"], "excerpt": ["An attack on one", "Each shall"]})
    >>> reader(texts, tables="clauses").title.text
    '2 texts to choose from'
    """
    known_options(frame)
    need(df, "reader", label, text, *facts)
    data = passages(df, label, text, facts, start)
    choice = menu("chosen", sorted(data["n"]), choose, start)
    chosen = alt.Chart(data).transform_filter("datum.n == chosen")
    head = chosen.mark_text(
        align="left", baseline="top", lineBreak="\n", fontSize=13, fontWeight=700, limit=alt.ExprRef("width")
    )
    body = chosen.mark_text(align="left", baseline="top", lineBreak="\n", fontSize=13, lineHeight=_LEAD)
    under = 20 * len(facts)
    tall = under + _LEAD * int(data["t"].str.count("\n").max() + 1)
    chart = layered(
        head.encode(text="f:N", x=alt.value(0), y=alt.value(0)),
        body.encode(text="t:N", x=alt.value(0), y=alt.value(under)),
    )
    return framed(
        chart.add_params(choice).properties(height=tall),
        df,
        frame,
        title=f"{len(data)} texts to choose from",
        subtitle=f"The words of each{' and ' if facts else ''}{listed((within(words(fact)) for fact in facts), 7)}",
        description=f"A reader: choose one of {len(data)} texts to see its words; at first {choice.value}.",
    )


def passages(df: pd.DataFrame, label: str, text: str, facts: Sequence[str], start: str | None) -> pd.DataFrame:
    """Return ``n`` (name), ``f`` (the facts, a line each) and ``t`` (the text, in lines that fit).

    Raises
    ------
    McollabError
        If a name comes twice, or none is called `start`.
    """
    names = df[label].astype(str)
    if names.duplicated().any():
        raise McollabError(f"reader expects each name once, but {names[names.duplicated()].iloc[0]!r} comes twice.")
    if start is not None and start not in set(names):
        raise McollabError(f"reader has no {start!r} to show first{nearest(start, names)}")
    return pd.DataFrame(
        {
            "n": names,
            "f": ["\n".join(_fact(fact, row[fact]) for fact in facts) for _, row in df.iterrows()],
            "t": [textwrap.fill(written(passage), _LINE) for passage in df[text]],
        }
    )


def _fact(name: str, value: object) -> str:
    return textwrap.shorten(f"{words(name)}: {written(value)}", _FACT, placeholder=" …")
