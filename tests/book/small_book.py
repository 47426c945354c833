"""A book of three pages, one of which runs, built as ``make book`` builds the course: for tests of builds."""

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]

CHAPTER = """\
---
jupytext:
  text_representation:
    extension: .md
    format_name: myst
kernelspec:
  display_name: Python 3 (ipykernel)
  language: python
  name: python3
---

# One chapter

```{code-cell} ipython3
import warnings

import altair as alt
import mcollab as mc
import pandas as pd

warnings.warn("This names a file of the kernel, in each build another.")
table = pd.read_csv("../data/table.csv")
print(f"A total of {table['value'].sum()}")
```

```{code-cell} ipython3
bars = alt.Chart(table).mark_bar().encode(alt.X("name"), alt.Y("value"))
words = "Two bars, of a and of b, one beside the other."
mc.charts.figure(bars, title="Two bars", subtitle="Value, number", tables=["memberships"], description=words)
```
"""
FILES = {
    "_toc.yml": "format: jb-book\nroot: index\nchapters:\n- file: chapters/one\n- file: reference/extra\n",
    "index.md": "# A small book\n\nSee {doc}`chapters/one`, {doc}`reference/extra`.\n",
    "chapters/one.md": CHAPTER,
    "reference/extra.md": "# Extra\n\nNo code here. A formula: $x^2$.\n",
    "data/table.csv": "name,value\na,1\nb,2\n",
    "data/datapackage.json": '{"resources": []}\n',
    "data/sources.bib": "",
}


class Book:
    """The small book in a folder."""

    def __init__(self, folder):
        self.folder, self.site = folder, folder / "_build" / "html"
        for name, text in FILES.items():
            self.write(name, text)
        shutil.copy(ROOT / "_config.yml", folder)

    @classmethod
    def found(cls, folder):
        """Return the book that stands in a folder."""
        book = cls.__new__(cls)
        book.folder, book.site = folder, folder / "_build" / "html"
        return book

    def write(self, name, text):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def page(self, name):
        return (self.site / f"{name}.html").read_text(encoding="utf-8")

    def start(self, *options, **surroundings):
        program = str(Path(sys.executable).with_name("jupyter-book"))
        command = [program, "build", ".", "-W", "-n", "--keep-going", *options]
        # The course brings its package; the small book is made with the package under test.
        package = self.folder if (self.folder / "mcollab").is_dir() else ROOT
        environment = {**os.environ, "PYTHONPATH": str(package), **surroundings}
        with (self.folder / "log").open("w") as log:
            # A group of its own, so that a kill reaches its kernels too.
            return subprocess.Popen(command, cwd=self.folder, env=environment, stdout=log, stderr=log, process_group=0)

    def build(self, *options, **surroundings):
        """Build, and return the exit code and what was said."""
        code = self.start(*options, **surroundings).wait()
        return code, (self.folder / "log").read_text()

    def killed_after(self, seconds):
        """Begin to build and kill -9 it all; return whether it was still at work."""
        building = self.start()
        time.sleep(seconds)
        at_work = building.poll() is None
        if at_work:
            os.killpg(building.pid, signal.SIGKILL)
        building.wait()
        return at_work

    def digests(self):
        """Return the hash of every file of the site, by its path."""
        files = (path for path in sorted(self.site.rglob("*")) if path.is_file())
        return {str(path.relative_to(self.site)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def differing(one, other):
    """Return the files in which two sites differ."""
    return sorted(name for name in {*one, *other} if one.get(name) != other.get(name))
