"""Chapters as nbval runs them: a text notebook is collected as what jupytext makes of it.

nbval reads .ipynb files, so each is written to ``_build/nbval``; nothing appears beside the sources.
"""

import os

import jupytext
import nbformat
from nbval.plugin import IPyNbFile


class Chapter(IPyNbFile):
    """A text notebook of the book, run in its own folder as in JupyterLab."""

    def collect(self):
        """Return the code cells, read from the notebook that jupytext makes of the text."""
        source, notebook = self.path, converted(self.path, self.config.rootpath)
        # nbval reads the file that the node names; everybody else must find the text there.
        self.path = notebook
        try:
            return list(super().collect())
        finally:
            self.path = source


def converted(source, root):
    """Return the path of a text notebook as .ipynb, written if it has changed."""
    notebook = root / "_build" / "nbval" / source.relative_to(root).with_suffix(".ipynb")
    notebook.parent.mkdir(parents=True, exist_ok=True)
    text = nbformat.writes(jupytext.read(source))
    # Workers collect at the same time: never write what another may be reading.
    if not notebook.exists() or notebook.read_text(encoding="utf-8") != text:
        fresh = notebook.with_suffix(f".{os.getpid()}")
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(notebook)
    return notebook
