"""Pieces that several families of chart are made of: axes, colours, controls, level lines."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, Literal

import altair as alt
import pandas as pd

from mcollab.charts import theme
from mcollab.charts.labels import width_of
from mcollab.errors import McollabError

_PHONE = 170  # pixels that a legend can take on a phone, beside the names of rows
_ENTRY = 34  # pixels of an entry of a legend beside its name: the symbol, and what parts it from the next


def layered(*charts: alt.Chart | alt.LayerChart) -> alt.LayerChart:
    """Return charts drawn over each other, the first at the bottom."""
    return alt.LayerChart(layer=list(charts))


def by_width(pixels: int, least: int = 2) -> alt.ExprRef:
    """Return a number of ticks that follows the width of the chart: one every so many pixels.

    Examples
    --------
    >>> by_width(60).to_dict()
    {'expr': 'max(2, floor(width / 60))'}
    """
    return alt.ExprRef(f"max({least}, floor(width / {pixels}))")


def room(narrow: int, wide: int) -> alt.ExprRef:
    """Return how many pixels a name may take: on a phone, and where there is more room.

    Examples
    --------
    >>> room(110, 180).to_dict()
    {'expr': 'width < 400 ? 110 : 180'}
    """
    return alt.ExprRef(f"width < 400 ? {narrow} : {wide}")


def years(field: str, domain: tuple[float, float], **axis: Any) -> alt.X:
    """Return the horizontal axis of years, from the first to the last."""
    scale = alt.Scale(domain=list(domain), nice=False, clamp=True)
    return alt.X(f"{field}:Q", scale=scale, axis=alt.Axis(format="d", title=None, **axis))


def coloured(field: str, kinds: Sequence[str], legend: bool = True, **look: Any) -> alt.Color:
    """Return colours by kind, each its own; with a legend, or none where names stand beside the marks.

    The legend has as many columns as fit on a phone: were they to follow the width of the drawing, which is known only
    once the legend stands, the upper rows would lie outside of it.
    """
    entry = round(max(map(width_of, kinds), default=0)) + _ENTRY
    fitting = {"columns": max(1, _PHONE // entry), "labelLimit": _PHONE, **look}
    return alt.Color(
        f"{field}:N",
        scale=theme.scale(kinds),
        legend=alt.Legend(title=None, **fitting) if legend else None,
    )


def legend_choice(name: str, field: str) -> alt.Parameter:
    """Return a choice of one kind by a click on its entry in the legend."""
    return alt.selection_point(name=name, fields=[field], bind="legend")


def shown_if(condition: Any, yes: float = 1, no: float = 0.2) -> Any:
    """Return the opacity of what is chosen, and of the rest."""
    return alt.when(condition).then(alt.value(yes)).otherwise(alt.value(no))


def text_if(condition: str, field: str) -> Any:
    """Return the text of a column where a condition holds; else no text, for which no room is made."""
    return alt.when(condition).then(f"{field}:N").otherwise(alt.value(""))


def level_lines(levels: Mapping[str, float] | None, along: Literal["x", "y"], right: bool = False) -> list[alt.Chart]:
    """Return a dashed line for each level of an axis, and its name: above the line, at its left or its right end."""
    if not levels:
        return []
    base = alt.Chart(pd.DataFrame({"value": list(levels.values()), "level": list(levels)}))
    lines = base.mark_rule(strokeDash=[2, 3], opacity=0.7)
    if along == "x":
        names = base.mark_text(align="left", baseline="bottom", dx=4, dy=-2, opacity=theme.SOFT)
        return [lines.encode(x="value:Q"), names.encode(x="value:Q", y=alt.value("height"), text="level:N")]
    names = base.mark_text(
        align="right" if right else "left", baseline="bottom", dx=-2 if right else 2, dy=-3, fontWeight=600
    )
    side = alt.value("width") if right else alt.value(0)
    return [lines.encode(y="value:Q"), names.encode(x=side, y="value:Q", text="level:N")]


def year_control(found: Sequence[int], start: int | None, chart: str, label: str = "Year") -> alt.Parameter:
    """Return a control named ``year`` that can say the years `found` and no others.

    A slider where they are evenly spaced, so that each of its positions is one of them; else a drop-down.

    Raises
    ------
    McollabError
        If `start` is not among them.
    """
    first, last = found[0], found[-1]
    shown = last if start is None else start
    if shown not in found:
        raise McollabError(f"{chart} has no rows for {shown}: expected a year from {first} to {last} that has some.")
    steps = {later - earlier for earlier, later in pairwise(found)}
    name = f"{label} "
    if len(steps) == 1:
        return alt.param(
            name="year", value=shown, bind=alt.binding_range(min=first, max=last, step=steps.pop(), name=name)
        )
    return alt.param(name="year", value=shown, bind=alt.binding_select(options=list(found), name=name))


def of_the_year() -> str:
    """Return the condition of the rows of the year that :func:`year_control` says."""
    return "datum.year == year"
