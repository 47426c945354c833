"""The content security policy of each page: what it may load and run, which is its own site's and nothing else.

It stands in the page itself, for hosts that send no headers of ours. No code may be made of text (no ``unsafe-eval``),
and of the scripts that stand in a page only those run that the build wrote there, known by their hashes.
"""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

from mcollab import atomic

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx

_SCRIPT = re.compile(
    r"<script(?![^>]*\bsrc=)(?![^>]*\btype=\"(?!module|text/javascript))[^>]*>(.*?)</script>", re.DOTALL
)
_HANDLER = re.compile(r"<[a-z][^>]*?\son[a-z]+=\"([^\"]*)\"")
_STYLE = re.compile(r"<style[^>]*>(.*?)</style>", re.DOTALL)
_META = '<meta http-equiv="Content-Security-Policy"'


def policy(page: str, read: str = "") -> str:
    """Return the policy of a page.

    Parameters
    ----------
    page
        Its HTML.
    read
        HTML that it reads: what a browser finds there it holds to the policy of the page that reads it.

    Returns
    -------
    str
        As it stands in a header; only attributes may carry styles, since tables and charts set theirs there.

    Examples
    --------
    >>> "script-src 'self' 'sha256-ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs=';" in policy("<script>a</script>")
    True
    >>> "unsafe-eval" in policy("<script>a</script>")
    False
    """
    scripts, handlers = _hashes(_SCRIPT.findall(page)), _hashes(map(unescape, _HANDLER.findall(page + read)))
    allowed = {
        "default-src": ["'none'"],
        "script-src": ["'self'", *scripts, *(["'unsafe-hashes'", *handlers] if handlers else [])],
        "style-src": ["'self'", *_hashes(_STYLE.findall(page + read))],
        "style-src-attr": ["'unsafe-inline'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'", "data:"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
    }
    return "; ".join(" ".join([name, *sources]) for name, sources in allowed.items())


def guarded(page: str, read: str = "") -> str:
    """Return a page with its policy in its head, before anything that it would load; the arguments are `policy`'s."""
    return page.replace("<head>", f'<head>\n    {_META} content="{policy(page, read)}" />', 1)


def _hashes(texts: Iterable[str]) -> list[str]:
    found = (f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for text in texts)
    return sorted(set(found))


def _guard(app: Sphinx, exception: Exception | None) -> None:
    if exception is not None or app.builder.format != "html":
        return
    pages = {path: path.read_text(encoding="utf-8") for path in sorted(Path(app.outdir).rglob("*.html"))}
    whole = "\n".join(pages.values())
    for path, page in pages.items():
        if _META not in page and "<head>" in page:
            atomic.write_text(path, guarded(page, whole if path.name == "search.html" else ""))


def setup(app: Sphinx) -> None:
    """Guard the pages when all of them are written."""
    app.connect("build-finished", _guard, priority=800)
