"""A page that names a third party fails the build.

Links that a reader may follow are welcome; what a browser would fetch by itself is not. A notebook output whose library
falls back on a content delivery network is the usual way in. Pages are read by pattern: to parse all of them would take
each build seconds.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.errors import SphinxError

if TYPE_CHECKING:
    from sphinx.application import Sphinx

FETCHED = re.compile(
    r"""<(?:script|img|iframe|source|video|audio|embed|track)\b[^>]*?\s"""
    r"""(?:src|srcset)\s*=\s*["']?\s*(?:https?:)?//[^"'\s>]+"""
    r"""|<link\b(?![^>]*rel=["']?(?:canonical|license|author|search|next|prev))[^>]*?"""
    r"""\shref\s*=\s*["']?(?:https?:)?//[^"'\s>]+"""
    r"""|<object\b[^>]*?\sdata\s*=\s*["']?(?:https?:)?//[^"'\s>]+"""
    r"""|\b(?:import|from|fetch|require|url)\s*\(?\s*["'](?:https?:)?//[^"'\s)]+|\burl\((?:https?:)?//[^"'\s)]+""",
    re.IGNORECASE,
)
NETWORKS = re.compile(
    r"(?:cdn\.jsdelivr\.net|unpkg\.com|cdnjs\.cloudflare\.com|esm\.sh|cdn\.plot\.ly|cdn\.pydata\.org|cdn\.bokeh\.org"
    r"|ga\.jspm\.io|cdn\.skypack\.dev|ajax\.googleapis\.com|fonts\.g(?:oogleapis|static)\.com)[^\s\"'<]*",
    re.IGNORECASE,
)


def third_parties(page: str) -> list[str]:
    """Return what the HTML of a page would fetch from elsewhere, as the pieces of text that say so, without repeats."""
    return list(dict.fromkeys(m[0] for pattern in (FETCHED, NETWORKS) for m in pattern.finditer(page)))


def _check(app: Sphinx, exception: Exception | None) -> None:
    if exception is not None or app.builder.format != "html":
        return
    found = {}
    for path in sorted(Path(app.outdir).rglob("*.html")):
        if names := third_parties(path.read_text(encoding="utf-8")):
            found[path.relative_to(app.outdir).as_posix()] = names
    if found:
        pages = "; ".join(f"{page}: {', '.join(names)}" for page, names in found.items())
        # An error and not a warning: Sphinx has counted the warnings before this event, and reports none for old pages.
        raise SphinxError(f"a page must not ask a third party for anything, but {pages}")


def setup(app: Sphinx) -> None:
    """Check every page of the site at the end of every build, also those that this build did not write."""
    app.connect("build-finished", _check, priority=900)
