"""The theme's style sheets and icon fonts without what no page uses: a third of their weight is left.

A rule stays if every class it asks for occurs, as a word, in some page or script of the site. Icons are rules like others,
so the font keeps the characters that the remaining rules name.
"""

import hashlib
import re
from pathlib import Path

from mcollab.book.assets import BOOK_THEME, THEME, subset

STYLES = {THEME: "styles/pydata-sphinx-theme.css", BOOK_THEME: "styles/sphinx-book-theme.css"}
FONTS = "vendor/fontawesome/webfonts"
# Libraries that name no class of the theme, and are large.
SKIPPED = {"vega.js", "fontawesome.js"}


def words(outdir):
    """Return every word of the pages and scripts of a site, among them the names of all classes in use."""
    files = [*Path(outdir).rglob("*.html"), *(path for path in Path(outdir).rglob("*.js") if path.name not in SKIPPED)]
    return set().union(*(re.findall(r"[\w-]+", path.read_text(encoding="utf-8")) for path in files))


def rules(css):
    """Yield a style sheet in pieces, as pairs of what stands before a brace and what within; (text, None) for a statement."""
    start = depth = 0
    opened = 0
    for match in re.finditer(r'/\*.*?\*/|"(?:\\.|[^"\\])*"|\'(?:\\.|[^\'\\])*\'|[{};]', css, re.DOTALL):
        sign = match[0]
        if sign == "{":
            if depth == 0:
                opened = match.start()
            depth += 1
        elif sign == "}":
            depth -= 1
            if depth == 0:
                yield css[start:opened], css[opened + 1 : match.start()]
                start = match.end()
        elif sign == ";" and depth == 0:
            yield css[start : match.end()], None
            start = match.end()


def trim(css, used):
    """Return a style sheet without the rules that no page can match.

    Parameters
    ----------
    css : str
    used : set of str
        Names of the classes in use (more do no harm).
    """
    kept = []
    for prelude, body in rules(css):
        prelude = re.sub(r"/\*(?!!).*?\*/", "", prelude, flags=re.DOTALL)
        bare = re.sub(r"/\*.*?\*/", "", prelude, flags=re.DOTALL).strip()
        if body is None:
            kept.append(prelude)
        elif bare.startswith(("@media", "@supports")):
            if inner := trim(body, used):
                kept.append(f"{prelude}{{{inner}}}")
        elif bare.startswith("@"):
            kept.append(f"{prelude}{{{body}}}")
        else:
            notes = "".join(re.findall(r"/\*!.*?\*/", prelude, re.DOTALL))
            selectors = [one for one in re.split(r",(?![^(\[]*[)\]])", bare) if _classes(one) <= used]
            if selectors:
                kept.append(f"{notes}{','.join(selectors)}{{{body}}}")
            elif notes:
                kept.append(notes)
    return "".join(kept)


def _classes(selector):
    """The classes that an element and its ancestors must have; those in :not(), :is() and the like are no condition."""
    plain = re.sub(r"\[[^\]]*\]", "", selector)
    while (inner := re.sub(r"\([^()]*\)", "", plain)) != plain:
        plain = inner
    return {re.sub(r"\\(.)", r"\1", name) for name in re.findall(r"\.((?:[\w-]|\\.)+)", plain)}


def _finish(app, exception):
    if exception is not None or app.builder.format != "html":
        return
    static = Path(app.outdir) / "_static"
    used = words(app.outdir)
    icons = set()
    for theme, name in STYLES.items():
        css = trim((theme / name).read_text(encoding="utf-8"), used)
        (static / name).write_text(css, encoding="utf-8")
        # Named by number or, in the theme's variables, written as they are.
        icons |= {int(code, 16) for code in re.findall(r'"\\(f[0-9a-f]{3})"', css)} | {
            ord(sign) for sign in re.findall("[\ue000-\uf8ff]", css)
        }
    unicodes = ",".join(f"U+{code:X}" for code in sorted(icons))
    cache = Path(app.outdir).parent / "icons" / hashlib.sha256(unicodes.encode()).hexdigest()[:16]
    cache.mkdir(parents=True, exist_ok=True)
    for font in ("fa-solid-900", "fa-regular-400", "fa-brands-400"):
        kept = cache / f"{font}.woff2"
        if not kept.exists():
            subset(THEME / FONTS / f"{font}.ttf", unicodes, kept)
        (static / FONTS / kept.name).write_bytes(kept.read_bytes())


def setup(app):
    """Trim when all pages are written."""
    app.connect("build-finished", _finish)
