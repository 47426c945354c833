"""A Vega-Lite spec as a figure of the page: a picture first, a live chart once it is reached.

The picture is a static SVG made at build time, so that a reader sees it before any script runs, or without scripts. The
chart is compiled from Vega-Lite to Vega at build time too, so that pages load Vega's runtime only. Both are named after
the hash of the spec and kept in ``_build/charts``: a spec that has not changed is not compiled again.
"""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import json
import re
from dataclasses import asdict, dataclass
from functools import cache, partial
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from babel.dates import format_date
from docutils import nodes
from sphinx.errors import ExtensionError
from sphinx.util import logging

import mcollab
from mcollab import atomic
from mcollab.book.catalogue import data_uri
from mcollab.book.templates import render
from mcollab.book.vega import drawable
from mcollab.style import tokens

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

MIME = "application/vnd.vegalite.v5+json"
"""As in :mod:`mcollab.charts.renderer`, which a build with nothing to compile need not load: with Altair, a second."""

FOLDER = "_charts"
INKS = {"light": tokens.LIGHT.text, "dark": tokens.DARK.text}
"""The colour of text, for pictures, which do not see the page's style sheet."""

_NEAR = 0.01
"""Pixels that nobody sees: by so much the corners of a rectangle may differ."""

Spec = dict[str, Any]

logger = logging.getLogger(__name__)


class Chart(nodes.General, nodes.Element):
    """A chart in a document; `spec` is its Vega-Lite spec as JSON, its children the words that the search finds."""


def chart_node(spec: Spec) -> Chart:
    """Return the document node of a Vega-Lite spec."""
    caption = Caption.of(spec)
    words = (caption.title, caption.subtitle, caption.description)
    return Chart("", *(nodes.Text(text) for text in words if text), spec=_json(spec))


@dataclass(frozen=True)
class Caption:
    """What the page says around a chart, taken from the spec."""

    title: str
    """Empty where the spec has none, or works it out while it runs; so is the subtitle."""
    subtitle: str
    description: str
    """For those who do not see the chart."""
    source: str
    as_of: dt.date | None
    half_as_of: dt.date | None
    tables: list[str]
    """Names of the tables it was made from."""
    note: str
    """What a reader must know to read it rightly."""
    responsive: bool
    """Whether it can follow the width of the page."""

    @classmethod
    def of(cls, spec: Spec) -> Caption:
        """Read the caption of a spec, whose `usermeta.mcollab` the charts' frame has written."""
        title = spec.get("title") or {}
        title = {"text": title} if isinstance(title, (str, list)) else title
        meta = spec.get("usermeta", {}).get("mcollab", {})
        days = {name: dt.date.fromisoformat(meta[name]) for name in ("asOf", "halfAsOf") if meta.get(name)}
        return cls(
            title=_text(title.get("text")),
            subtitle=_text(title.get("subtitle")),
            description=spec.get("description", ""),
            source=meta.get("source", ""),
            as_of=days.get("asOf"),
            half_as_of=days.get("halfAsOf"),
            tables=meta.get("tables", []),
            note=meta.get("note", ""),
            responsive=meta.get("responsive", False),
        )


@dataclass(frozen=True)
class Compiled:
    """A chart as files: its hash, the size of its picture in pixels, and the text of each file by name."""

    key: str
    width: int
    height: int
    files: dict[str, str]


def bare(spec: Spec) -> Spec:
    """Return the spec as the page draws it: without what the page itself says around it."""
    drawn = {key: value for key, value in spec.items() if key != "usermeta"}
    if Caption.of(spec).title:
        del drawn["title"]
    return {**drawn, "config": {**spec.get("config", {}), "background": None}}


def unlabelled(vega: Spec) -> Spec:
    """Return a Vega spec whose parts carry no labels of their own for screen readers.

    The figure carries the description; labels on every mark would only repeat the data, which is one link away.
    """
    quiet = dict(vega)
    for part in ("marks", "axes", "legends"):
        if part in quiet:
            quiet[part] = [{**unlabelled(one), "aria": False} for one in quiet[part]]
    if isinstance(quiet.get("title"), dict):
        quiet["title"] = {**quiet["title"], "aria": False}
    return quiet


def spelt_out(vega: Spec) -> Spec:
    """Return a Vega spec with rows for tables of text: of their headers Vega would make functions, as no page may."""
    return {**vega, "data": [_rows(one) for one in vega["data"]]} if "data" in vega else vega


def _rows(data: Spec) -> Spec:
    delimiter = {"csv": ",", "tsv": "\t"}.get(data.get("format", {}).get("type"))
    if delimiter is None or not isinstance(data.get("values"), str):
        return data
    rows = list(csv.DictReader(io.StringIO(data["values"]), delimiter=delimiter))
    return {**data, "values": rows, "format": {**data["format"], "type": "json"}}


def compile_chart(spec: Spec, cache_folder: Path) -> Compiled:
    """Return the `Compiled` chart of a Vega-Lite spec, from `cache_folder` where the same spec was compiled before."""
    key = hashlib.sha256((_json(spec) + _recipe()).encode()).hexdigest()[:16]
    path = cache_folder / key
    if found := _kept(path):
        return found
    compiled = _compiled(spec, key)
    cache_folder.mkdir(parents=True, exist_ok=True)
    text = _json(asdict(compiled))
    atomic.write_text(path, _digest(text) + text)
    return compiled


def _kept(path: Path) -> Compiled | None:
    """Return what an earlier build left, unless it was cut short or changed since."""
    try:
        written = path.read_text(encoding="utf-8")
    except (FileNotFoundError, ValueError):
        return None
    text = written[64:]
    return Compiled(**json.loads(text)) if written[:64] == _digest(text) else None


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _compiled(spec: Spec, key: str) -> Compiled:
    import vl_convert

    from mcollab.charts.renderer import VL_VERSION, still

    # What is not data is drawn in the theme's ink, which on a page is the colour of the text.
    fixed = bare({**still(spec), "title": spec.get("title")})
    svg = lighter(vl_convert.vegalite_to_svg(fixed, vl_version=VL_VERSION)).replace(tokens.INK, "currentColor")
    vega = spelt_out(unlabelled(vl_convert.vegalite_to_vega(bare(spec), vl_version=VL_VERSION)))
    files = {f"{key}.{theme}.svg": svg.replace("<svg ", f'<svg style="color:{ink}" ', 1) for theme, ink in INKS.items()}
    files[f"{key}.json"] = _json(vega).replace(f'"{tokens.INK}"', '"currentColor"')
    if not drawable(files[f"{key}.json"]):
        title = Caption.of(spec).title
        raise ExtensionError(
            f"The chart {title!r} has a projection, which pages cannot draw: draw tiles, or add vega-geo."
        )
    return Compiled(key, _size(svg, "width"), _size(svg, "height"), files)


def _size(svg: str, side: str) -> int:
    found = re.search(rf'<svg[^>]* {side}="([\d.]+)"', svg)
    assert found, svg[:200]  # noqa: S101 - Vega writes both on every picture
    return round(float(found[1]))


_ROUND = re.compile(r'<path d="(M[\d.,-]+(?:L[\d.,-]+C[\d.,-]+){4}Z)"')
"""What Vega makes of a rectangle with round corners: a path of four sides and four corners."""


def _rectangle(path: re.Match[str]) -> str:
    """Return a rectangle for a path that is one, of a tenth of the size: a map of tiles has hundreds of them."""
    points = [tuple(map(float, one)) for one in re.findall(r"(-?[\d.]+),(-?[\d.]+)", path[1])]
    (left, right), (top, bottom) = ((min(side), max(side)) for side in zip(*points, strict=True))
    radius = points[0][0] - left
    ends = [(left + radius, top), (right - radius, top), (right, top + radius), (right, bottom - radius)]
    ends += [(right - radius, bottom), (left + radius, bottom), (left, bottom - radius), (left, top + radius)]
    drawn = [points[i] for i in (0, 1, 4, 5, 8, 9, 12, 13)]
    if any(abs(a - b) > _NEAR for one, other in zip(ends, drawn, strict=True) for a, b in zip(one, other, strict=True)):
        return path[0]  # the corners differ
    sides = f'x="{left:g}" y="{top:g}" width="{right - left:g}" height="{bottom - top:g}"'
    return f'<rect {sides} rx="{radius:.3g}"'


def lighter(svg: str) -> str:
    """Return an SVG with coordinates of one decimal, without labels and hidden marks, which a picture has no use for.

    Its ids are counted from 1: Vega counts on from picture to picture, so that they would tell what was drawn before.
    """
    names = dict.fromkeys(re.findall(r"\b(?:clip|gradient_)\d+\b", svg))
    numbers = {name: f"{name.rstrip('0123456789')}{number}" for number, name in enumerate(names, 1)}
    svg = re.sub(r"\b(?:clip|gradient_)\d+\b", lambda match: numbers[match[0]], svg)
    svg = re.sub(r'<path [^>]*display="none"/>', "", svg)
    svg = re.sub(r' (?:aria-[a-z]+|role|class|pointer-events)="[^"]*"', "", svg)
    svg = _ROUND.sub(_rectangle, svg)
    coordinates = re.compile(r'(?<= )(?:d|transform|x|y|x1|x2|y1|y2|width|height)="[^"]*"')
    return coordinates.sub(lambda match: re.sub(r"(\.\d)\d+", r"\1", match[0]), svg)


def figure(compiled: Compiled, caption: Caption, root: str) -> str:
    """Return the HTML of a chart; `root` leads from the page to the root of the site."""
    from mcollab.datapackage import selected

    chosen = selected(caption.tables)
    return render(
        "chart",
        chart=compiled,
        caption=caption,
        base=f"{root}{FOLDER}/{compiled.key}",
        themes=list(INKS),
        # The source line of the frame says "Source: ..." for JupyterLab; say it once.
        source=re.sub(r"^sources?:\s*", "", caption.source, flags=re.IGNORECASE).rstrip("."),
        in_words=partial(format_date, format="d MMMM y", locale="en"),
        links=[(name, root + data_uri(name), name in chosen) for name in caption.tables],
    )


def _visit_html(self: HTML5Translator, node: Chart) -> None:
    spec = json.loads(node["spec"])
    caption = Caption.of(spec)
    docname, outdir = self.builder.current_docname, Path(self.builder.outdir)
    _check(caption, node, docname)
    compiled = compile_chart(spec, outdir.parent / "charts")
    folder = outdir / FOLDER
    folder.mkdir(exist_ok=True)
    for name, text in compiled.files.items():
        atomic.write_text(folder / name, text)
    self.body.append(figure(compiled, caption, "../" * self.builder.get_target_uri(docname).count("/")))
    raise nodes.SkipNode


def _visit_text(self: nodes.NodeVisitor, node: Chart) -> None:
    """In builders without pictures of charts: the description."""
    caption = Caption.of(json.loads(node["spec"]))
    self.dispatch_visit(nodes.Text(caption.description or caption.title))
    raise nodes.SkipNode


def _check(caption: Caption, node: Chart, docname: str) -> None:
    missing = [name for name in ("title", "description", "source", "tables", "as_of") if not getattr(caption, name)]
    if missing:
        logger.warning(
            "a chart has no %s: draw it with mcollab.charts, whose frame asks for them",
            ", ".join(missing),
            location=(docname, node.line),
            type="mcollab",
            subtype="chart",
        )


def _text(value: object) -> str:
    if isinstance(value, list):
        return " ".join(value)
    return value if isinstance(value, str) else ""


def _json(value: object) -> str:
    return json.dumps(value, separators=(",", ":"), sort_keys=True, ensure_ascii=False)


@cache
def _recipe() -> str:
    """Return what a compiled chart follows from besides its spec: this module, the theme, and the compiler."""
    package = Path(mcollab.__file__).parent
    drawn = [package / "charts" / "theme.py", package / "charts" / "renderer.py", package / "style" / "tokens.py"]
    code = [path.read_text(encoding="utf-8") for path in [Path(__file__), *drawn]]
    return "".join([version("vl-convert-python"), *code])


def _prune(app: Sphinx, exception: Exception | None) -> None:
    """Remove the files of charts that no page shows any more."""
    if exception is not None or app.builder.format != "html":
        return
    outdir = Path(app.outdir)
    pages = (path.read_text(encoding="utf-8") for path in outdir.rglob("*.html"))
    shown = {key for page in pages for key in re.findall(rf"{FOLDER}/([0-9a-f]{{16}})", page)}
    for path in (outdir / FOLDER).glob("*"):
        if path.name.partition(".")[0] not in shown:
            path.unlink()


def setup(app: Sphinx) -> None:
    """Register the chart's node."""
    app.connect("build-finished", _prune)
    app.add_node(Chart, html=(_visit_html, None), latex=(_visit_text, None), text=(_visit_text, None))
