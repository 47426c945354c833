"""The files that a page loads besides itself. All are made here from installed packages; none is vendored.

Made once and kept in ``_build/assets``; a new version of a package, or of this file, makes them again.
"""

import hashlib
import os
import shutil
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from mcollab.atomic import write_text
from mcollab.questions import front
from mcollab.style import css_variables, emblem


def _folder(package):
    return Path(find_spec(package).origin).parent


STATIC = Path(__file__).parent / "static"
THEME = _folder("pydata_sphinx_theme") / "theme" / "pydata_sphinx_theme" / "static"
BOOK_THEME = _folder("sphinx_book_theme") / "theme" / "sphinx_book_theme" / "static"
# Where they stand under _static/. Not "mcollab": Sphinx applies the book's exclude_patterns there too.
OURS = "course"

# What draws a chart that was compiled to Vega: the parts of Vega our charts use. The paths are those by which
# vl-convert knows its own copies; nothing is fetched.
VEGA = """
import {parse} from "/npm/vega-parser@7.1.0/+esm";
import {View} from "/npm/vega-view@6.1.0/+esm";
import {transforms} from "/npm/vega-dataflow@6.1.0/+esm";
import * as data from "/npm/vega-transforms@5.1.0/+esm";
import * as view from "/npm/vega-view-transforms@5.1.0/+esm";
import * as encode from "/npm/vega-encode@5.1.0/+esm";
import * as geo from "/npm/vega-geo@5.1.0/+esm";
import "/npm/vega-selections@6.1.0/+esm";
Object.assign(transforms, data, view, encode, geo);
globalThis.mcVega = {parse, View};
"""
# The same from the whole library, 130 kB heavier on the wire, for a vl-convert that carries other versions.
WHOLE_VEGA = "globalThis.mcVega = {parse: vegaEmbed.vega.parse, View: vegaEmbed.vega.View};"
EXPORT = "\nexport const {parse, View} = globalThis.mcVega;\n"

# What a formula may use: Latin and Greek letters, their mathematical italics, digits, and these signs. A list, and not
# what today's pages use: the font builds its radicals and tall brackets from parts that no text names.
MATHS = "U+20-7E,U+391-3C9,U+1D434-1D467,U+1D6FC-1D714,U+210E," + ",".join(
    f"U+{ord(sign):X}"
    for sign in "±·×÷¬¯ˆ̂̃̄̇̈⃗ϵϕϑ–—‖†…′″⁄←↑→↓↔↦⇐⇒⇔∀∂∃∅∆∇∈∉∏∑−∓∗∘√∝∞∣∥∧∨∩∪∫∼≃≅≈≠≡≤≥≪≫⊂⊆⊕⊗⊥⋅⋮⋯⟨⟩⌈⌉⌊⌋\u2061\u2062\u2063"
)


def vega_runtime():
    """Return Vega's runtime as the text of a JavaScript module that exports `parse` and `View`."""
    from vl_convert import javascript_bundle

    try:
        return javascript_bundle(VEGA) + EXPORT
    except BaseException as error:
        # On a path it does not know vl-convert panics, which in Python is no Exception.
        if isinstance(error, (KeyboardInterrupt, SystemExit)):
            raise
        return javascript_bundle(WHOLE_VEGA) + EXPORT


def subset(font, unicodes, target):
    """Write `target`, a woff2 with only the characters `unicodes` (as ``U+20-7E,...``) of a font file."""
    from fontTools.subset import main

    main(
        [
            str(font),
            f"--unicodes={unicodes}",
            "--flavor=woff2",
            f"--output-file={target}",
            "--no-hinting",
            "--layout-features=",
        ]
    )


def make(folder):
    """Make every asset in `folder`, laid out as they will stand under ``_static/``."""
    ours, scripts = folder / OURS, folder / "scripts"
    ours.mkdir(parents=True, exist_ok=True)
    scripts.mkdir(exist_ok=True)
    # The theme would draw its icons as SVG, with a script of 1.5 MB; its icon font is enough.
    (scripts / "fontawesome.js").write_text("/* The theme's icon font draws the icons. */\n", encoding="utf-8")
    subset(_folder("ziamath") / "fonts" / "STIXTwoMath-Regular.ttf", MATHS, ours / "maths.woff2")
    (ours / "vega.js").write_text(vega_runtime(), encoding="utf-8")


def _emblems(app, config):
    """Draw the logo and the browser's icon before Sphinx looks whether they are there."""
    folder = Path(app.outdir).parent / "emblem"
    folder.mkdir(parents=True, exist_ok=True)
    for name, use in (("icon.svg", "icon"), ("logo.svg", "light"), ("logo-dark.svg", "dark")):
        write_text(folder / name, emblem(use))
    config.html_favicon = os.path.relpath(folder / "icon.svg", app.confdir)
    config.html_static_path.append(str(folder))


def _prepare(app):
    if app.builder.format != "html":
        return
    versions = [version(name) for name in ("vl-convert-python", "ziamath")]
    key = hashlib.sha256("".join([*versions, Path(__file__).read_text(encoding="utf-8")]).encode()).hexdigest()
    folder = Path(app.outdir).parent / "assets"
    stamp = folder.with_name("assets.sha256")
    if not (stamp.exists() and stamp.read_text() == key and folder.exists()):
        shutil.rmtree(folder, ignore_errors=True)
        make(folder)
        stamp.write_text(key)
    shutil.copytree(STATIC, folder / OURS, dirs_exist_ok=True)
    (folder / OURS / "question.js").write_text(front.module(), encoding="utf-8")
    (folder / OURS / "question.css").write_text(front.styles(), encoding="utf-8")
    look = folder / OURS / "mcollab.css"
    look.write_text(css_variables() + look.read_text(encoding="utf-8"), encoding="utf-8")
    app.config.html_static_path.append(str(folder))


# Settles light or dark before anything is drawn; the theme's own script does it later, after a flash of the other.
SETTLE_THEME = (
    'const page = document.documentElement.dataset; if (page.theme !== "light" && page.theme !== "dark")'
    ' page.theme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";'
)


def setup(app):
    """Make the assets before the build, and name ours on every page."""
    app.connect("config-inited", _emblems)
    app.connect("builder-inited", _prepare, priority=100)
    app.add_css_file(f"{OURS}/mcollab.css", priority=900)
    app.add_js_file(f"{OURS}/mcollab.js", type="module")
    app.add_js_file(None, body=SETTLE_THEME, priority=1)
