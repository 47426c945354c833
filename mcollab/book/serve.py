"""The book on loopback, rebuilt as its sources change."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from livereload import Server
from livereload import server as livereload_server

from mcollab.book.build import build
from mcollab.errors import McollabError

if TYPE_CHECKING:
    from pathlib import Path

WATCHED = (
    "*.md",
    "*.yml",
    "chapters/*.md",
    "chapters/questions/*",
    "reference/*.md",
    "data/*",
    "mcollab/**/*.*",
)


class Injector(livereload_server.LiveScriptInjector):  # type: ignore[misc]  # livereload has no types
    """Puts the script that reloads a page into it as a file: one that stands in the page, its policy would not run."""

    script = b'<script src="/livereload.js"></script>'

    def transform_first_chunk(self, *args: Any) -> Any:
        """Return what is sent; the script is ours, whichever livereload's own application has named."""
        self.script = Injector.script
        return super().transform_first_chunk(*args)


def rebuild(folder: Path) -> None:
    """Build the book again; what is wrong with it is shown, and does not end the serving."""
    try:
        build(folder)
    except McollabError as error:
        print(error, file=sys.stderr)


def serve(folder: Path, port: int) -> None:
    """Serve ``folder/_build/html`` on 127.0.0.1 and rebuild on change, until interrupted.

    Raises
    ------
    McollabError
        If the folder holds no book, none can be built in it, or the port is taken.
    """
    folder = folder.resolve()
    if not (folder / "_config.yml").is_file():
        raise McollabError(f"No book in {folder}: expected a _config.yml there, so name the course's folder.")
    site = folder / "_build" / "html"
    if not site.is_dir():
        build(folder)
    if not site.is_dir():
        raise McollabError(f"There is no site in {site}: building one failed, as was said above; mend that first.")
    livereload_server.LiveScriptInjector = Injector
    server = Server()
    for pattern in WATCHED:
        server.watch(str(folder / pattern), lambda: rebuild(folder))
    try:
        server.serve(root=str(site), host="127.0.0.1", port=port)
    except OSError as error:
        raise McollabError(
            f"Port {port} of 127.0.0.1 cannot be used ({error.strerror}); name another with --port."
        ) from None
