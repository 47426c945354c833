"""What the theme and its helpers would put on every page, and the page does not use."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes

from mcollab import atomic

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

NEEDED_FOR = {
    "thebe": None,
    "design-tabs.js": "sd-tab-set",
    "sphinx-design": 'class="sd-',
    "togglebutton": "toggle",
    "togglehint": "toggle",
    "toggleopenonprint": "toggle",
    "clipboard.min.js": 'class="highlight',
    "copybutton": 'class="highlight',
    "mystnb": 'class="cell',
    "course/charts.js": "mc-chart",
    "question.": "<mc-question",
}
"""Scripts and styles by a part of their name or text, and what a page must contain to need them; None: never needed."""

SOURCES = [
    (r'role="doc-biblioentry"', 'role="listitem"'),
    (r'(?<=role="listitem">\n)<span class="label">.*?</span></span>\n', ""),
]
"""What docutils writes around a source, and what is written instead: a role that browsers still read, and no number,
since the text cites by author and year."""


_SIGNATURE = re.compile(r'<dt class="sig .*?</dt>', re.DOTALL)
_LISTED = {
    "<dl>": '<span class="sig-lines">',
    "<dd>": '<span class="sig-line">',
    "</dl>": "</span>",
    "</dd>": "</span>",
}


def unlisted(body: str) -> str:
    """Return HTML whose signatures of several lines are no lists: Sphinx makes them lists without a term.

    Examples
    --------
    >>> unlisted('<dt class="sig py">f(<dl><dd>x,</dd></dl>)</dt>')
    '<dt class="sig py">f(<span class="sig-lines"><span class="sig-line">x,</span></span>)</dt>'
    >>> unlisted("<dl><dt>a</dt><dd>b</dd></dl>")
    '<dl><dt>a</dt><dd>b</dd></dl>'
    """
    return _SIGNATURE.sub(lambda match: re.sub("</?d[ld]>", lambda tag: _LISTED[tag[0]], match[0]), body)


def needed(asset: Any, body: str) -> bool:
    """Return whether a page whose HTML is `body` uses a script or style sheet."""
    attributes = getattr(asset, "attributes", {})
    # The state of notebook widgets is of no use without a kernel.
    if attributes.get("type") == "application/vnd.jupyter.widget-state+json":
        return False
    name = f"{getattr(asset, 'filename', None) or ''} {attributes.get('body') or ''}".lower()
    for part, sign in NEEDED_FOR.items():
        if part in name:
            return sign is not None and sign in body
    return True


def _lighten(
    app: Sphinx,  # noqa: ARG001 - Sphinx's signature
    pagename: str,  # noqa: ARG001
    templatename: str,  # noqa: ARG001
    context: dict[str, Any],
    doctree: nodes.document | None,  # noqa: ARG001
) -> None:
    body = context.get("body", "")
    for old, new in SOURCES:
        body = re.sub(old, new, body)
    context["body"] = body = unlisted(body)
    for kind in ("script_files", "css_files"):
        context[kind] = [asset for asset in context[kind] if needed(asset, body)]


def _without_thebe(app: Sphinx, doctree: nodes.document, docname: str) -> None:  # noqa: ARG001 - Sphinx's signature
    for node in list(doctree.findall(nodes.raw)):
        if "text/x-thebe-config" in node.astext() or "kernelName =" in node.astext():
            node.parent.remove(node)


def _launch_from_somewhere(app: Sphinx, config: Config) -> None:  # noqa: ARG001 - Sphinx's signature
    """Settle the launch buttons: none without a repository, where the theme fails; the branch main if none is named."""
    options = config.html_theme_options
    if not options.get("repository_url"):
        options.pop("launch_buttons", None)
    else:
        options.setdefault("repository_branch", "main")


def steady(notebook: str) -> str:
    """Return a notebook whose cells are named by their place: names drawn by chance would make each build another.

    Examples
    --------
    >>> steady('{"cells": [{"id": "9e18e532"}, {"id": "e703e079"}]}').split()
    ['{', '"cells":', '[', '{', '"id":', '"cell-1"', '},', '{', '"id":', '"cell-2"', '}', ']', '}']
    """
    content = json.loads(notebook)
    for number, cell in enumerate(content["cells"], 1):
        cell["id"] = f"cell-{number}"
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"


def _steady_notebooks(app: Sphinx, exception: Exception | None) -> None:
    """Name the cells of the notebooks that stand beside the pages, where there is a repository to launch them from."""
    if exception is None and app.builder.format == "html":
        for path in Path(app.outdir, "_sources").rglob("*.ipynb"):
            atomic.write_text(path, steady(path.read_text(encoding="utf-8")))


def _without_macros(app: Sphinx, exception: Exception | None) -> None:
    """Take away the templates that themes copy to each site: they are no pages, and have no policy."""
    if exception is None:
        for path in Path(app.outdir, "_static").glob("*webpack-macros.html"):
            path.unlink()


def setup(app: Sphinx) -> None:
    """Work on each page after every other extension has."""
    app.connect("build-finished", _steady_notebooks)
    app.connect("build-finished", _without_macros)
    app.connect("config-inited", _launch_from_somewhere)
    app.connect("html-page-context", _lighten, priority=990)
    app.connect("doctree-resolved", _without_thebe, priority=990)
