"""The theme's style sheets and icon fonts without what no page uses: a third of their weight is left.

A rule stays if every class it asks for occurs, as a word, in some page or script of the site. Icons are rules like
others, so the font keeps the characters that the remaining rules name.
"""

from __future__ import annotations

import hashlib
import re
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import tinycss2

from mcollab import atomic
from mcollab.book.assets import BOOK_THEME, THEME, subset

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx
    from tinycss2.ast import AtRule, Node, QualifiedRule

STYLES = {THEME: "styles/pydata-sphinx-theme.css", BOOK_THEME: "styles/sphinx-book-theme.css"}
FONTS = "vendor/fontawesome/webfonts"
CHARSET = '@charset "UTF-8";'
"""Icons are written as the characters they are."""

SKIPPED = {"vega.js", "fontawesome.js"}
"""Libraries that name no class of the theme, and are large."""


def words(outdir: Path) -> set[str]:
    """Return every word of the pages and scripts of a site, among them the names of all classes in use."""
    scripts = (path for path in outdir.rglob("*.js") if path.name not in SKIPPED)
    files = [*outdir.rglob("*.html"), *scripts]
    return set().union(*(re.findall(r"[\w-]+", path.read_text(encoding="utf-8")) for path in files))


def trim(css: str, used: set[str]) -> str:
    """Return a style sheet without the rules that no page can match.

    Parameters
    ----------
    css
        Its text.
    used
        Names of the classes in use (more do no harm).

    Returns
    -------
    str
        The rest, as it was written; of comments only those that start with ``!``, which are licences.

    Examples
    --------
    >>> trim("/* kept? */ .used, .gone p { color: red } @media print { .gone { color: red } }", {"used"})
    '.used{ color: red }'
    """
    return "".join(_trimmed(tinycss2.parse_stylesheet(css, skip_whitespace=True), used))


def _trimmed(rules: Iterable[Node], used: set[str]) -> Iterator[str]:
    for rule in rules:
        if rule.type == "comment":
            if rule.value.startswith("!"):
                yield rule.serialize()
        elif rule.type == "qualified-rule":
            yield _qualified(rule, used)
        elif rule.type == "at-rule" and rule.lower_at_keyword in ("media", "supports"):
            yield _conditional(rule, used)
        else:
            yield rule.serialize()


def _qualified(rule: QualifiedRule, used: set[str]) -> str:
    selectors = [one for one in _split(rule.prelude) if _classes(one) <= used]
    if not selectors:
        return ""
    prelude = ",".join(tinycss2.serialize(one).strip() for one in selectors)
    return f"{prelude}{{{tinycss2.serialize(rule.content)}}}"


def _conditional(rule: AtRule, used: set[str]) -> str:
    inner = "".join(_trimmed(tinycss2.parse_rule_list(rule.content, skip_whitespace=True), used))
    return f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}{{{inner}}}" if inner else ""


def _split(prelude: list[Node]) -> Iterator[list[Node]]:
    """Yield the selectors of a rule; a comma in brackets belongs to its selector."""
    one: list[Node] = []
    for token in prelude:
        if token.type == "literal" and token.value == ",":
            yield one
            one = []
        elif token.type != "comment":
            one.append(token)
    yield one


def _classes(selector: list[Node]) -> set[str]:
    """Return the classes that an element and its ancestors must have; those in :not() or :is() are no condition."""
    pairs = pairwise(selector)
    return {name.value for dot, name in pairs if dot.type == "literal" and dot.value == "." and name.type == "ident"}


def icons(css: str) -> list[int]:
    r"""Return the characters of the icon font that a style sheet names, by number or as they are.

    Examples
    --------
    >>> [hex(sign) for sign in icons('.a::before { content: "\\f04b" } .b { content: "\uf0c9" } .c { content: "x" }')]
    ['0xf04b', '0xf0c9']
    """
    numbers = {int(code, 16) for code in re.findall(r'"\\(f[0-9a-f]{3})"', css)}
    return sorted(numbers | {ord(sign) for sign in re.findall("[\ue000-\uf8ff]", css)})


def _kept(css: str, used: set[str], folder: Path) -> str:
    """Return `trim(css, used)`, from `folder` if an earlier build of the same pages left it there."""
    key = hashlib.sha256("\0".join([Path(__file__).read_text(encoding="utf-8"), css, *sorted(used)]).encode())
    path = folder / f"{key.hexdigest()[:16]}.css"
    if not path.exists():
        atomic.write_text(path, trim(css, used))
    return path.read_text(encoding="utf-8")


def _finish(app: Sphinx, exception: Exception | None) -> None:
    if exception is not None or app.builder.format != "html":
        return
    static, folder = Path(app.outdir) / "_static", Path(app.outdir).parent / "trimmed"
    folder.mkdir(exist_ok=True)
    used = words(Path(app.outdir))
    sheets = {name: _kept((theme / name).read_text(encoding="utf-8"), used, folder) for theme, name in STYLES.items()}
    for name, css in sheets.items():
        (static / name).write_text(CHARSET + css.removeprefix(CHARSET), encoding="utf-8")
    unicodes = ",".join(f"U+{code:X}" for code in icons("".join(sheets.values())))
    for font in ("fa-solid-900", "fa-regular-400", "fa-brands-400"):
        kept = folder / f"{font}.{hashlib.sha256(unicodes.encode()).hexdigest()[:16]}.woff2"
        if not kept.exists():
            subset(THEME / FONTS / f"{font}.ttf", unicodes, kept)
        (static / FONTS / f"{font}.woff2").write_bytes(kept.read_bytes())


def setup(app: Sphinx) -> None:
    """Trim when all pages are written."""
    app.connect("build-finished", _finish)
