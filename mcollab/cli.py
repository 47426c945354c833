"""The ``mcollab`` command."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mcollab.errors import McollabError

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=__doc__)


@app.callback()
def _command() -> None:
    """Build and serve the course In Common Defence."""


@app.command()
def serve(
    folder: Annotated[Path, typer.Argument(help="The book: the folder that holds _config.yml.")] = Path("."),
    port: Annotated[int, typer.Option(help="Port on 127.0.0.1.", min=1, max=65535)] = 8000,
) -> None:
    """Serve the built course on loopback and rebuild what changes."""
    from mcollab.book.serve import serve

    serve(folder, port)


def main() -> None:
    """Run the command; a user's mistake ends it with one sentence and exit code 2."""
    try:
        app()
    except McollabError as error:
        typer.echo(f"mcollab: {error}", err=True)
        raise SystemExit(2) from None
