"""The ``mcollab`` command: all that speaks in the terminal."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command; a user's mistake ends it with one sentence and exit code 2."""
    from mcollab.errors import McollabError, require

    for stream in (sys.stdout, sys.stderr):
        # a student's name may have letters not known here
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    try:
        require("teach", "typer", "pydantic", "jinja2", "time_machine")
        from mcollab.cli.app import app

        app()
    except McollabError as error:
        print(f"mcollab: {error}", file=sys.stderr)
        raise SystemExit(2) from None
