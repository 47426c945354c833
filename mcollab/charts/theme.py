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

import altair as alt

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
]


def colours(names: Iterable[str]) -> list[str]:
    """Return a colour for each category: its own if it is one of :data:`MEANING`, else the next that none of them has.

    Beyond the seventh category colours repeat, so lean on position or labels as well.
    """
    names = [str(name).replace("_", " ") for name in names]
    taken = {MEANING[name] for name in names if name in MEANING}
    free = cycle([colour for colour in CATEGORICAL if colour not in taken] or CATEGORICAL)
    return [MEANING[name] if name in MEANING else next(free) for name in names]


def config() -> dict:
    """Return the Vega-Lite configuration: the theme as Altair and Vega-Lite understand it."""
    text = {"labelColor": INK, "labelFont": FONT, "labelFontSize": SMALL, "labelOpacity": SOFT}
    heading = {"titleColor": INK, "titleFont": FONT, "titleFontSize": SMALL, "titleFontWeight": 600}
    return {
        "background": None,
        "font": FONT,
        "padding": 4,
        "view": {"stroke": None, "continuousWidth": WIDTH, "continuousHeight": 320, "discreteWidth": WIDTH},
        "title": {
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
        },
        "axis": {
            **text,
            **heading,
            "domain": False,
            "gridColor": INK,
            "gridOpacity": FAINT,
            "tickColor": INK,
            "tickOpacity": 0.4,
            "tickSize": 4,
            "labelPadding": 4,
            "titlePadding": 8,
        },
        "axisX": {
            "grid": False,
            "domain": True,
            "domainColor": INK,
            "domainOpacity": 0.4,
            "labelOverlap": "greedy",
            "labelSeparation": 6,
        },
        "axisY": {
            "ticks": False,
            "titleAngle": 0,
            "titleAlign": "left",
            "titleAnchor": "end",
            "titleBaseline": "bottom",
            "titleY": -14,
        },
        "legend": {
            **text,
            **heading,
            "orient": "top",
            "direction": "horizontal",
            "columns": {"signal": "max(1, floor(width / 130))"},
            "labelLimit": 110,
            "symbolType": "circle",
            "symbolSize": 70,
            "symbolStrokeWidth": 0,
            "titleOrient": "top",
            "offset": 6,
        },
        "header": {**text, **heading, "labelFontWeight": 600},
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


@alt.theme.register("mcollab", enable=True)
def _theme() -> alt.theme.ThemeConfig:
    return alt.theme.ThemeConfig(config=config())
