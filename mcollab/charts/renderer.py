"""How a chart leaves Python: the Altair renderer.

- JupyterLab draws the Vega-Lite MIME type natively and offline, but shows no caption: :func:`footed` adds the foot.
- The book writes title and foot as HTML, so where one is being built the specification goes as it is.
- Google Colab draws no Vega-Lite MIME type: Altair's own HTML renderer does it there.
"""

import sys
from typing import Any

import altair as alt

from mcollab.charts import theme
from mcollab.charts.labels import wrapped
from mcollab.datapackage import selected
from mcollab.host import building_book
from mcollab.style import tokens

MIME = "application/vnd.vegalite.v5+json"
"""JupyterLab 4 registers Vega-Lite under its version 5 and draws version 6 with it."""

VL_VERSION = "6.4"
"""Version of Vega-Lite as vl-convert names it."""

_TOP = ("$schema", "config", "datasets", "usermeta", "description", "padding", "background", "autosize")


def render(spec: dict[str, Any], **metadata: Any) -> dict[str, Any]:
    """Return the MIME bundle of a chart (called by Altair)."""
    if "google.colab" in sys.modules:
        from altair.vegalite.v6.display import html_renderer

        return html_renderer(spec, **metadata)
    drawn = spec if building_book() else footed(spec)
    return {MIME: drawn, "text/plain": spec.get("description", "A chart without a description.")}


def footed(spec: dict[str, Any], width: int = theme.WIDTH) -> dict[str, Any]:
    """Return `spec` with its source, date and note as a line at the foot; a chart without a frame is left as it is.

    Vega-Lite has no footer, so the chart becomes the one view of a vertical concatenation, whose title is the foot.
    """
    meta = spec.get("usermeta", {}).get("mcollab")
    if not meta:
        return spec
    inner = still(spec, width)
    outer = {key: inner.pop(key) for key in _TOP if key in inner}
    outer.pop("autosize", None)
    params = inner.pop("params", [])
    # Selections without "views" belong to the one view; variables and placed selections to the whole.
    inside = [param for param in params if "select" in param and "views" not in param]
    outside = [param for param in params if param not in inside]
    if inside:
        inner["params"] = inside
    if outside:
        outer["params"] = outside
    title = {
        "text": wrapped(foot(meta), width, theme.SMALL),
        "orient": "bottom",
        "anchor": "start",
        "fontSize": theme.SMALL,
        "fontWeight": "normal",
        "lineHeight": 14,
        "offset": 10,
    }
    # Legends of colour stay with the chart, under its title, instead of rising above it.
    own = {"scale": {"color": "independent"}}
    # Ink needs a light page, which a dark Lab does not offer by itself.
    return {**outer, "background": tokens.LIGHT.background, "title": title, "vconcat": [inner], "resolve": own}


def foot(meta: dict[str, Any]) -> str:
    """Return the sentence under a chart from its ``usermeta["mcollab"]``: note, source, date, selections."""
    held = f"As of {meta['asOf']}" if meta.get("asOf") else None
    if held and meta.get("halfAsOf"):
        held += f" at the latest, half of the rows {meta['halfAsOf']} or earlier"
    parts = [
        meta.get("note"),
        f"Source: {meta['source']}" if meta.get("source") else None,
        held,
        f"Selections, not all there are: {', '.join(chosen)}" if (chosen := selected(meta.get("tables", []))) else None,
    ]
    return ". ".join(part.rstrip(".") for part in parts if part) + "."


def still(spec: dict[str, Any], width: int = theme.WIDTH) -> dict[str, Any]:
    """Return `spec` for a picture `width` pixels wide: a fixed width, and titles broken into lines that fit."""
    fixed = dict(spec)
    if fixed.get("width") == "container":
        fixed["width"] = width
    elif "vconcat" in fixed and spec.get("usermeta", {}).get("mcollab", {}).get("responsive"):
        fixed["vconcat"] = [{**view, "width": width} for view in fixed["vconcat"]]
    if isinstance(fixed.get("title"), dict):
        fixed["title"] = dict(fixed["title"])
        for part, pixels in (("text", theme.TITLE), ("subtitle", theme.BODY)):
            if isinstance(fixed["title"].get(part), str):
                fixed["title"][part] = wrapped(fixed["title"][part], width, pixels)
    return fixed


alt.renderers.register("mcollab", render)
alt.renderers.enable("mcollab")
