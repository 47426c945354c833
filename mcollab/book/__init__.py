"""The Sphinx side of the course: everything that turns executed chapters into pages which ask nobody else for anything.

This is the only room that knows Sphinx. Each module registers its own part:

``mime``           what a notebook output becomes (entry point ``myst_nb.mime_renderers``)
``charts``         a Vega-Lite spec as a figure: picture, caption, compiled chart beside it
``assets``         the files a page loads: Vega's runtime (``vega``), the maths font, our style sheet and scripts
``questions``      a question as an element of the page
``mathml``         LaTeX as MathML
``api``            the page of the package's public functions
``catalogue``      the tables as downloads, and the catalogue of them
``references``     how a source is written
``search``         what the search finds and quotes
``status``         how the tables stand, and what the site is made with
``syllabus``       what an instructor plans with, from the question bank
``lean_pages``     scripts and styles that the theme would add to a page that does not use them
``unused_css``     the theme's style sheets and icons without what no page uses
``invalidation``   what is made again, since something that it was made from (``inputs``, ``recorder``) changed
``policy``         the content security policy of each page
``third_parties``  a page that names a third party fails the build

``templates`` fills the Jinja templates of ``templates/``; ``serve`` serves the book and builds it again as it changes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mcollab.host import declare_book

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

PARTS = (
    "api",
    "assets",
    "catalogue",
    "charts",
    "invalidation",
    "lean_pages",
    "mathml",
    "policy",
    "questions",
    "references",
    "search",
    "status",
    "syllabus",
    "third_parties",
    "unused_css",
)
"""The modules of this room that are extensions of Sphinx, in the order in which they are set up."""


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register every part with Sphinx."""
    # Kernels inherit this: the charts then leave out what only JupyterLab or Colab need.
    declare_book()
    for part in PARTS:
        app.setup_extension(f"{__name__}.{part}")
    # One process: the kernel of a chapter is told where to write down what it reads by the environment.
    return {"parallel_read_safe": False, "parallel_write_safe": True}
