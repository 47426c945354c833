"""Colours, type and Vega-Lite configuration of every chart.

A chart is drawn once and must read on white paper and on a dark page. Two rules make that work:

- everything that is not data (text, axes, rules) is drawn in :data:`INK`, a colour used for nothing else, with
  opacity for what should recede; a page that knows its own text colour replaces ``INK`` by ``currentColor``;
- every data colour has at least 3:1 contrast with the grounds of both pages. That leaves a narrow band of
  lightness, so the colours differ in hue along the axis that colour-blind readers keep (blue to yellow). The tests
  measure both.
"""

from collections.abc import Iterable
from itertools import cycle
from typing import Any, cast

import altair as alt

from mcollab.charts.labels import written
from mcollab.style.tokens import (
    BODY,
    CATEGORICAL,
    CRIMSON,
    DIVERGING,
    FAINT,
    FONT,
    INK,
    MEANING,
    NAVAL,
    OCHRE,
    SEQUENTIAL,
    SIGNAL,
    SLATE,
    SMALL,
    SOFT,
    TEAL,
    TITLE,
    VIOLET,
    WIDTH,
)

__all__ = [
    "BODY",
    "CATEGORICAL",
    "CRIMSON",
    "DIVERGING",
    "FAINT",
    "FONT",
    "INK",
    "MEANING",
    "NAVAL",
    "OCHRE",
    "SEQUENTIAL",
    "SIGNAL",
    "SLATE",
    "SMALL",
    "SOFT",
    "TEAL",
    "TITLE",
    "VIOLET",
    "WIDTH",
    "colours",
    "config",
    "scale",
]


def colours(names: Iterable[str]) -> list[str]:
    """Return a colour for each category: its own if it is one of :data:`MEANING`, else the next that none of them has.

    Beyond the seventh category colours repeat, so lean on position or labels as well.
    """
    kinds = [written(name) for name in names]
    taken = {MEANING[kind] for kind in kinds if kind in MEANING}
    free = cycle([colour for colour in CATEGORICAL if colour not in taken] or CATEGORICAL)
    return [MEANING[kind] if kind in MEANING else next(free) for kind in kinds]


def scale(names: Iterable[str]) -> alt.Scale:
    """Return the scale that gives each category its colour."""
    kinds = [str(name) for name in names]
    return alt.Scale(domain=kinds, range=colours(kinds))


def config() -> dict[str, Any]:
    """Return the Vega-Lite configuration: the theme as Altair and Vega-Lite understand it."""
    return {
        "background": None,
        "font": FONT,
        "padding": 4,
        "view": {"stroke": None, "continuousWidth": WIDTH, "continuousHeight": 320, "discreteWidth": WIDTH},
        "title": _title(),
        **_axes(),
        "legend": _legend(),
        "header": {**_text(), "labelFontWeight": 600},
        "range": {
            "category": list(CATEGORICAL),
            "ramp": list(SEQUENTIAL),
            "heatmap": list(SEQUENTIAL),
            "diverging": list(DIVERGING),
            "ordinal": list(SEQUENTIAL),
        },
        "mark": {"color": NAVAL},
        "bar": {"cornerRadiusEnd": 2},
        "line": {"strokeWidth": 2, "strokeCap": "round", "strokeJoin": "round"},
        "point": {"filled": True, "size": 50, "opacity": 1},
        "rule": {"color": INK, "opacity": 0.5},
        "text": {"color": INK, "font": FONT, "fontSize": SMALL},
    }


def _text() -> dict[str, Any]:
    """Return how labels and small headings are written, of axes and legends alike."""
    labels = {"labelColor": INK, "labelFont": FONT, "labelFontSize": SMALL, "labelOpacity": SOFT}
    headings = {"titleColor": INK, "titleFont": FONT, "titleFontSize": SMALL, "titleFontWeight": 600}
    return labels | headings


def _title() -> dict[str, Any]:
    return {
        "anchor": "start",
        "frame": "bounds",
        "color": INK,
        "font": FONT,
        "fontSize": TITLE,
        "fontWeight": 700,
        "lineHeight": 20,
        "subtitleColor": INK,
        "subtitleFont": FONT,
        "subtitleFontSize": BODY,
        "subtitleLineHeight": 16,
        "subtitlePadding": 4,
        "offset": 12,
    }


def _axes() -> dict[str, Any]:
    both = {
        "domain": False,
        "gridColor": INK,
        "gridOpacity": FAINT,
        "tickColor": INK,
        "tickOpacity": 0.4,
        "tickSize": 4,
        "labelPadding": 4,
        "titlePadding": 8,
    }
    horizontal = {
        "grid": False,
        "domain": True,
        "domainColor": INK,
        "domainOpacity": 0.4,
        "labelOverlap": "greedy",
        "labelSeparation": 6,
    }
    vertical = {
        "ticks": False,
        "titleAngle": 0,
        "titleAlign": "left",
        "titleAnchor": "end",
        "titleBaseline": "bottom",
        "titleY": -14,
    }
    return {"axis": _text() | both, "axisX": horizontal, "axisY": vertical}


def _legend() -> dict[str, Any]:
    return {
        **_text(),
        "orient": "top",
        "direction": "horizontal",
        "columns": 1,  # where a chart does not say; a number that follows the width puts rows outside of the drawing
        "labelLimit": 110,
        "symbolType": "circle",
        "symbolSize": 70,
        "symbolStrokeWidth": 0,
        "titleOrient": "top",
        "offset": 6,
    }


@alt.theme.register("mcollab", enable=True)
def _theme() -> alt.theme.ThemeConfig:
    return cast("alt.theme.ThemeConfig", {"config": config()})
