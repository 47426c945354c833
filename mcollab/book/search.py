"""What the search of the site finds and shows: what a reader reads, and no answers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mcollab import atomic
from mcollab.book.assets import OURS

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

_HEAD, _TAIL = "Search.setIndex(", ")"


def tidied(index: str) -> str:
    """Return a search index as a build from nothing makes it: Sphinx keeps the words that no page has any more.

    Examples
    --------
    >>> tidied('Search.setIndex({"terms": {"gone": [], "here": 1}, "titleterms": {}})')
    'Search.setIndex({"terms": {"here": 1}, "titleterms": {}})'
    """
    found = json.loads(index.removeprefix(_HEAD).removesuffix(_TAIL))
    for kind in ("terms", "titleterms"):
        found[kind] = {word: pages for word, pages in found[kind].items() if pages != []}
    return f"{_HEAD}{json.dumps(found, sort_keys=True)}{_TAIL}"


def _tidy(app: Sphinx, exception: Exception | None) -> None:
    path = Path(app.outdir, "searchindex.js")
    if exception is None and app.builder.format == "html" and path.exists():
        atomic.write_text(path, tidied(path.read_text(encoding="utf-8")))


def _add_excerpts(
    app: Sphinx,
    pagename: str,
    templatename: str,  # noqa: ARG001 - Sphinx's signature
    context: dict[str, Any],  # noqa: ARG001
    doctree: nodes.document | None,  # noqa: ARG001
) -> None:
    if pagename == "search":
        app.add_js_file(f"{OURS}/search.js", loading_method="defer")


def setup(app: Sphinx) -> None:
    """Tidy the index, and give the page of results our excerpts."""
    app.connect("html-page-context", _add_excerpts)
    app.connect("build-finished", _tidy)
