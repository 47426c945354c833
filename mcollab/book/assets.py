"""The files that a page loads besides itself. All are made here from installed packages; none is vendored.

Made once and kept in ``_build/assets``; a new version of a package, or of what makes them, makes them again.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from importlib import resources
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mcollab import atomic
from mcollab.book import vega
from mcollab.questions import front
from mcollab.style import css_variables, emblem

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.config import Config


def _folder(package: str) -> Path:
    spec = find_spec(package)
    assert spec and spec.origin  # noqa: S101, PT018 - each is among the dependencies of the book
    return Path(spec.origin).parent


STATIC = Path(__file__).parent / "static"
THEME = _folder("pydata_sphinx_theme") / "theme" / "pydata_sphinx_theme" / "static"
BOOK_THEME = _folder("sphinx_book_theme") / "theme" / "sphinx_book_theme" / "static"
OURS = "course"
"""Where they stand under ``_static/``. Not "mcollab": Sphinx applies the book's exclude_patterns there too."""

_SIGNS = "±·×÷¬¯ˆ̂̃̄̇̈⃗ϵϕϑ–—‖†…′″⁄←↑→↓↔↦⇐⇒⇔∀∂∃∅∆∇∈∉∏∑−∓∗∘√∝∞∣∥∧∨∩∪∫∼≃≅≈≠≡≤≥≪≫⊂⊆⊕⊗⊥⋅⋮⋯⟨⟩⌈⌉⌊⌋\u2061\u2062\u2063"
MATHS = ",".join(
    ["U+20-7E", "U+391-3C9", "U+1D434-1D467", "U+1D6FC-1D714", "U+210E", *(f"U+{ord(sign):X}" for sign in _SIGNS)]
)
"""What a formula may use: Latin and Greek letters, their mathematical italics, digits, and signs. A list, and not what
today's pages use: the font builds its radicals and tall brackets from parts that no text names."""

SETTLE_THEME = (
    'const page = document.documentElement.dataset; if (page.theme !== "light" && page.theme !== "dark")'
    ' page.theme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";'
    ' if (location.protocol === "file:") page.disk = "";'
)
"""Settles light or dark before anything is drawn; the theme's own script does it later, after a flash of the other.
Says whether the page comes from a disk, where browsers run no modules."""

ASK_AGAIN = "".join(
    line.strip() for line in (STATIC / "again.js").read_text(encoding="utf-8").splitlines() if not line.startswith("//")
)
"""Asks again for what was lost on the way. It stands in each page, which could not ask again for it."""


def subset(font: Path, unicodes: str, target: Path) -> None:
    """Write `target`, a woff2 with only the characters `unicodes` (as ``U+20-7E,...``) of a font file."""
    from fontTools.subset import main

    options = [f"--unicodes={unicodes}", "--flavor=woff2", "--no-hinting", "--layout-features="]
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder, target.name)
        main([str(font), f"--output-file={made}", *options])
        atomic.write_bytes(target, made.read_bytes())


def make(folder: Path) -> None:
    """Make every asset in `folder`, laid out as they will stand under ``_static/``."""
    ours, scripts = folder / OURS, folder / "scripts"
    ours.mkdir(parents=True)
    scripts.mkdir()
    # The theme would draw its icons as SVG, with a script of 1.5 MB; its icon font is enough.
    (scripts / "fontawesome.js").write_text("/* The theme's icon font draws the icons. */\n", encoding="utf-8")
    subset(_folder("ziamath") / "fonts" / "STIXTwoMath-Regular.ttf", MATHS, ours / "maths.woff2")
    (ours / "vega.js").write_text(vega.runtime(), encoding="utf-8")


def _key() -> str:
    """Return what the assets follow from: the packages that they are made of, and the code that makes them."""
    versions = [version(name) for name in ("vl-convert-python", "ziamath", "fonttools")]
    code = [Path(file).read_text(encoding="utf-8") for file in (__file__, vega.__file__)]
    return hashlib.sha256("".join([*versions, *code]).encode()).hexdigest()


def kept(folder: Path) -> Path:
    """Return the folder of the assets that follow from what is installed here, made in `folder` if it lacks them.

    A folder of that name is whole: it gets its name when all is in it.
    """
    wanted = folder / _key()[:16]
    if not wanted.is_dir():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        with tempfile.TemporaryDirectory(dir=folder) as part:
            made = Path(part, "made")
            make(made)
            made.rename(wanted)
    return wanted


def _draw_emblems(app: Sphinx, config: Config) -> None:
    """Draw the logo and the browser's icon before Sphinx looks whether they are there."""
    folder = Path(app.outdir).parent / "emblem"
    folder.mkdir(parents=True, exist_ok=True)
    drawn = {"icon.svg": emblem("icon"), "logo.svg": emblem("light"), "logo-dark.svg": emblem("dark")}
    for name, svg in drawn.items():
        atomic.write_text(folder / name, svg)
    config.html_favicon = os.path.relpath(folder / "icon.svg", app.confdir)
    _offer(app, folder)


def _prepare(app: Sphinx) -> None:
    if app.builder.format != "html":
        return
    _offer(app, kept(Path(app.outdir).parent / "assets"))
    folder = Path(app.outdir).parent / "static"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(STATIC, folder / OURS, ignore=shutil.ignore_patterns("again.js"))
    (folder / OURS / "question.js").write_text(front.module(), encoding="utf-8")
    (folder / OURS / "question.css").write_text(front.styles(), encoding="utf-8")
    # myst-nb copies its own only when pages are written: they would name it otherwise in the first build than later.
    for path in resources.files("myst_nb.static").iterdir():
        named = [name for name, _ in app.registry.css_files if name.startswith(f"{Path(path.name).stem}.")]
        for name in named:
            (folder / name).write_bytes(path.read_bytes())
    look = folder / OURS / "mcollab.css"
    look.write_text(css_variables() + look.read_text(encoding="utf-8"), encoding="utf-8")
    _offer(app, folder)


def _offer(app: Sphinx, folder: Path) -> None:
    """Have a folder's content copied to ``_static/``; named from the book's own, a build is the same in every place."""
    app.config.html_static_path.append(os.path.relpath(folder, app.confdir))


def _ask_again(
    _app: Sphinx, _page: str, _template: str, context: dict[str, Any], _doctree: nodes.document | None
) -> None:
    """Put the script that asks again where pages name what describes them: before all that they load."""
    context["metatags"] = f"{context.get('metatags', '')}<script>{ASK_AGAIN}</script>"


def setup(app: Sphinx) -> None:
    """Make the assets before the build, and name ours on every page."""
    vega.hush()
    app.connect("config-inited", _draw_emblems)
    app.connect("builder-inited", _prepare, priority=100)
    app.connect("html-page-context", _ask_again)
    app.add_css_file(f"{OURS}/mcollab.css", priority=900)
    app.add_js_file(f"{OURS}/charts.js", type="module")
    app.add_js_file(None, body=SETTLE_THEME, priority=1)
