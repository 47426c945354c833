"""The Sphinx side of the course: everything that turns executed chapters into pages which ask nobody else for anything.

This is the only room that knows Sphinx. Each module registers its own part:

``mime``           what a notebook output becomes (entry point ``myst_nb.mime_renderers``)
``charts``         a Vega-Lite spec as a figure: picture, caption, compiled chart beside it
``assets``         the files a page loads: Vega's runtime, the maths font, our style sheet and script
``questions``      a question as an element of the page
``mathml``         LaTeX as MathML
``catalogue``      the tables as downloads, and the catalogue of them
``references``     how a source is written
``syllabus``       what an instructor plans with, from the question bank
``lean_pages``     scripts and styles that the theme would add to a page that does not use them
``unused_css``     the theme's style sheets and icons without what no page uses
``invalidation``   chapters run again when the data or the package changed
``third_parties``  a page that names a third party fails the build
"""

from mcollab.book import (
    assets,
    catalogue,
    charts,
    invalidation,
    lean_pages,
    mathml,
    questions,
    references,
    syllabus,
    third_parties,
    unused_css,
)
from mcollab.host import declare_book

PARTS = (
    assets,
    catalogue,
    charts,
    invalidation,
    lean_pages,
    mathml,
    questions,
    references,
    syllabus,
    third_parties,
    unused_css,
)


def setup(app):
    """Register every part with Sphinx."""
    # Kernels inherit this: the charts then leave out what only JupyterLab or Colab need.
    declare_book()
    for part in PARTS:
        part.setup(app)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
