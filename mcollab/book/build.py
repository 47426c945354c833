"""Builds the book, once what Jupyter Book reads before any code of the course is a text that it can read."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from mcollab import yamlfile
from mcollab.errors import McollabError

READ_FIRST = {"_config.yml": "how the book is built", "_toc.yml": "the order of its pages"}


def check(folder: Path) -> None:
    """Read the files of the book that Jupyter Book would answer with a traceback if it could not.

    Raises
    ------
    McollabError
        With file and line, if one is not there, is no YAML, or not UTF-8.
    """
    for name, what in READ_FIRST.items():
        file = folder / name
        yamlfile.read(file, what)
        if b"\0" in file.read_bytes():  # marked: every other file of the course may be such a text
            raise McollabError(
                f"{name} is in UTF-16 or UTF-32, and Jupyter Book reads UTF-8 only: save the file as UTF-8."
            )


def build(folder: Path) -> int:
    """Build the book into ``folder/_build/html``, with every warning an error; return the exit code.

    Raises
    ------
    McollabError
        As `check`.
    """
    check(folder)
    program = str(Path(sys.executable).with_name("jupyter-book"))
    command = [program, "build", str(folder), "-W", "-n", "--keep-going"]
    return subprocess.run(command, check=False).returncode  # noqa: S603 - our own program
