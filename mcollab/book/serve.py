"""The book on loopback, rebuilt as its sources change."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from livereload import Server

from mcollab.errors import McollabError

WATCHED = (
    "*.md",
    "*.yml",
    "chapters/*.md",
    "chapters/questions/*.yml",
    "reference/*.md",
    "data/*",
    "mcollab/**/*.py",
    "mcollab/**/static/*",
)


def build(folder: Path) -> None:
    """Build the book as ``make book`` does; its warnings are shown, and a wrong page does not end the serving."""
    subprocess.run(  # noqa: S603 - our own program
        [str(Path(sys.executable).with_name("jupyter-book")), "build", str(folder), "-W", "-n", "--keep-going"],
        check=False,
    )


def serve(folder: Path, port: int) -> None:
    """Serve ``folder/_build/html`` on 127.0.0.1 and rebuild on change, until interrupted.

    Raises
    ------
    McollabError
        If the folder holds no book or the port is taken.
    """
    folder = folder.resolve()
    if not (folder / "_config.yml").is_file():
        raise McollabError(f"No book in {folder}: expected a _config.yml there, so name the course's folder.")
    site = folder / "_build" / "html"
    if not site.is_dir():
        build(folder)
    server = Server()
    for pattern in WATCHED:
        server.watch(str(folder / pattern), lambda: build(folder))
    try:
        server.serve(root=str(site), host="127.0.0.1", port=port)
    except OSError as error:
        raise McollabError(
            f"Port {port} of 127.0.0.1 cannot be used ({error.strerror}); name another with --port."
        ) from None
