"""The Sphinx side of the course: everything that turns executed chapters into pages which ask nobody else for anything.

This is the only room that knows Sphinx. Each module registers its own part:

``render``      what a notebook output becomes (entry point ``myst_nb.mime_renderers``)
``charts``      a Vega-Lite spec as a figure: picture, caption, compiled chart beside it
``assets``      the files a page loads: Vega's runtime, the maths font, our style sheet and script
``questions``   a question as an element of the page
``maths``       LaTeX as MathML
``data``        the tables as downloads, and the catalogue of them
``references``  how a source is written
``syllabus``    what an instructor plans with, from the question bank
``page``        what the theme would add and we do not use
``trim``        the theme's style sheets and icons without what no page uses
``fresh``       chapters run again when the data or the package changed
``guard``       a page that names a third party fails the build
"""

import os

from . import assets, charts, data, fresh, guard, maths, page, questions, references, syllabus, trim


def setup(app):
    """Register every part with Sphinx."""
    # Kernels inherit this: the charts then leave out what only JupyterLab or Colab need.
    os.environ["MCOLLAB_RENDERER"] = "book"
    for part in (assets, charts, data, fresh, guard, maths, page, questions, references, syllabus, trim):
        part.setup(app)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
