"""A Vega-Lite spec as a figure of the page: a picture first, a live chart once it is reached.

The picture is a static SVG made at build time, so that a reader sees it before any script runs, or without scripts. The
chart is compiled from Vega-Lite to Vega at build time too, so that pages load Vega's runtime only. Both are named after
the hash of the spec and kept in ``_build/charts``: a spec that has not changed is not compiled again.
"""

import datetime as dt
import hashlib
import html
import json
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from docutils import nodes
from sphinx.util import logging

import mcollab
from mcollab.book.catalogue import data_uri
from mcollab.style import tokens

# Also in mcollab.charts.renderer, which a build with nothing to compile need not load: it takes Altair a second.
MIME = "application/vnd.vegalite.v5+json"
FOLDER = "_charts"
# Pictures do not see the page's style sheet.
INKS = {"light": tokens.LIGHT.text, "dark": tokens.DARK.text}

logger = logging.getLogger(__name__)


class chart(nodes.General, nodes.Element):
    """A chart in a document; `spec` is its Vega-Lite spec as JSON text."""


def chart_node(spec):
    """Return the document node of a Vega-Lite spec."""
    return chart(spec=_json(spec))


@dataclass(frozen=True)
class Caption:
    """What the page says around a chart, taken from the spec.

    Attributes
    ----------
    title, subtitle : str
        Empty where the spec has none, or works it out while it runs.
    description : str
        For those who do not see the chart.
    source : str
    as_of : datetime.date or None
    tables : list of str
        Names of the tables it was made from.
    note : str
        What a reader must know to read it rightly.
    responsive : bool
        Whether it can follow the width of the page.
    """

    title: str
    subtitle: str
    description: str
    source: str
    as_of: dt.date | None
    tables: list
    note: str
    responsive: bool

    @classmethod
    def of(cls, spec):
        """Read the caption of a spec, whose `usermeta.mcollab` the charts' frame has written."""
        title = spec.get("title") or {}
        title = {"text": title} if isinstance(title, (str, list)) else title
        meta = spec.get("usermeta", {}).get("mcollab", {})
        as_of = meta.get("asOf")
        return cls(
            title=_text(title.get("text")),
            subtitle=_text(title.get("subtitle")),
            description=spec.get("description", ""),
            source=meta.get("source", ""),
            as_of=dt.date.fromisoformat(as_of) if as_of else None,
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
    files: dict


def bare(spec):
    """Return the spec as the page draws it: without what the page itself says around it."""
    drawn = {key: value for key, value in spec.items() if key != "usermeta"}
    if Caption.of(spec).title:
        del drawn["title"]
    return {**drawn, "config": {**spec.get("config", {}), "background": None}}


def unlabelled(vega):
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


def compile_chart(spec, cache):
    """Return the `Compiled` chart of a Vega-Lite spec, from the folder `cache` where the same spec was compiled before."""
    key = hashlib.sha256((_json(spec) + _recipe()).encode()).hexdigest()[:16]
    kept = Path(cache) / f"{key}.json"
    if kept.exists():
        return Compiled(**json.loads(kept.read_text(encoding="utf-8")))

    import vl_convert

    from mcollab.charts.renderer import VL_VERSION, still

    # What is not data is drawn in the theme's ink, which on a page is the colour of the text.
    fixed = bare({**still(spec), "title": spec.get("title")})
    svg = lighter(vl_convert.vegalite_to_svg(fixed, vl_version=VL_VERSION)).replace(tokens.INK, "currentColor")
    vega = unlabelled(vl_convert.vegalite_to_vega(bare(spec), vl_version=VL_VERSION))
    width, height = (round(float(re.search(rf'<svg[^>]* {side}="([\d.]+)"', svg)[1])) for side in ("width", "height"))
    files = {f"{key}.{theme}.svg": svg.replace("<svg ", f'<svg style="color:{ink}" ', 1) for theme, ink in INKS.items()}
    files[f"{key}.json"] = _json(vega).replace(f'"{tokens.INK}"', '"currentColor"')
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text(json.dumps({"key": key, "width": width, "height": height, "files": files}), encoding="utf-8")
    return Compiled(key, width, height, files)


def lighter(svg):
    """Return an SVG with coordinates of one decimal and without labels, which nobody can reach in a picture."""
    svg = re.sub(r' (?:aria-[a-z]+|role)="[^"]*"', "", svg)
    coordinates = re.compile(r'(?<= )(?:d|transform|x|y|x1|x2|y1|y2|width|height)="[^"]*"')
    return coordinates.sub(lambda match: re.sub(r"(\.\d)\d+", r"\1", match[0]), svg)


def figure(compiled, caption, root):
    """Return the HTML of a chart; `root` leads from the page to the root of the site."""
    base = f"{root}{FOLDER}/{compiled.key}"
    alt = html.escape(caption.description or caption.title or "Chart")
    head = (
        f'<p class="mc-title" id="chart-{compiled.key}-title">{html.escape(caption.title)}</p>' if caption.title else ""
    )
    if caption.subtitle:
        head += f'<p class="mc-subtitle">{html.escape(caption.subtitle)}</p>'
    pictures = "".join(
        f'<img class="only-{theme}" src="{base}.{theme}.svg" alt="{alt}" width="{compiled.width}"'
        f' height="{compiled.height}" loading="lazy" decoding="async">'
        for theme in INKS
    )
    named = f' aria-labelledby="chart-{compiled.key}-title"' if caption.title else ' aria-label="Chart"'
    return (
        f'<figure class="mc-chart"{named}>{head}'
        f'<div class="mc-plot" data-chart="{base}.json"{" data-responsive" if caption.responsive else ""}>{pictures}</div>'
        f"<figcaption>{_credits(caption, root)}</figcaption></figure>\n"
    )


def _credits(caption, root):
    parts = [html.escape(caption.note.rstrip(".")) + "."] if caption.note else []
    if caption.source:
        # The source line of the frame says "Source: ..." for JupyterLab; say it once.
        parts.append(
            "Source: "
            + html.escape(re.sub(r"^sources?:\s*", "", caption.source, flags=re.IGNORECASE).rstrip("."))
            + "."
        )
    if caption.as_of:
        day = f"{caption.as_of.day} {caption.as_of:%B %Y}"
        parts.append(f'As of <time datetime="{caption.as_of}">{day}</time>.')
    if caption.tables:
        links = ", ".join(f'<a href="{root}{data_uri(name)}" download>{name}.csv</a>' for name in caption.tables)
        parts.append(f"Data: {links}.")
    return " ".join(parts)


def _visit_html(self, node):
    spec = json.loads(node["spec"])
    caption = Caption.of(spec)
    _check(caption, node, self.builder.current_docname)
    compiled = compile_chart(spec, Path(self.builder.outdir).parent / "charts")
    folder = Path(self.builder.outdir) / FOLDER
    folder.mkdir(exist_ok=True)
    for name, text in compiled.files.items():
        (folder / name).write_text(text, encoding="utf-8")
    depth = self.builder.get_target_uri(self.builder.current_docname).count("/")
    self.body.append(figure(compiled, caption, "../" * depth))
    raise nodes.SkipNode


def _visit_text(self, node):
    """In builders without pictures of charts: the description."""
    caption = Caption.of(json.loads(node["spec"]))
    self.visit_Text(nodes.Text(caption.description or caption.title))
    raise nodes.SkipNode


def _check(caption, node, docname):
    missing = [name for name in ("title", "description", "source", "tables", "as_of") if not getattr(caption, name)]
    if missing:
        logger.warning(
            "a chart has no %s: draw it with mcollab.charts, whose frame asks for them",
            ", ".join(missing),
            location=(docname, node.line),
            type="mcollab",
            subtype="chart",
        )


def _text(value):
    if isinstance(value, list):
        return " ".join(value)
    return value if isinstance(value, str) else ""


def _json(value):
    return json.dumps(value, separators=(",", ":"), sort_keys=True, ensure_ascii=False)


@lru_cache(maxsize=1)
def _recipe():
    """What a compiled chart follows from besides its spec: this module, the chart's theme, and the compiler."""
    from importlib.metadata import version

    package = Path(mcollab.__file__).parent
    files = [
        Path(__file__),
        package / "charts" / "renderer.py",
        package / "charts" / "theme.py",
        package / "style" / "tokens.py",
    ]
    return version("vl-convert-python") + "".join(path.read_text(encoding="utf-8") for path in files)


def setup(app):
    """Register the chart's node."""
    app.add_node(chart, html=(_visit_html, None), latex=(_visit_text, None), text=(_visit_text, None))
