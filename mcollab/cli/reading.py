"""Short answers read in the terminal: each is shown, and its points are asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from mcollab.errors import McollabError
from mcollab.teaching import files
from mcollab.teaching.grading import reading

if TYPE_CHECKING:
    from pathlib import Path


def read(folder: Path) -> int:
    """Ask for the points of each answer that waits in a folder of grades, and return how many were given.

    Raises
    ------
    McollabError
        If there is no such folder, or what waits in it cannot be read.
    """
    if not folder.is_dir():
        raise McollabError(f"There is no folder {folder}: expected the grades that `mcollab grade` wrote.")
    path = folder / reading.NAME
    waiting = reading.waiting(reading.rows(path))
    if not waiting:
        typer.echo(f"Nothing to read in {folder}.")
    done, head = 0, ""
    for i, row in enumerate(waiting):
        head = _show(row, head, len(waiting) - i)
        given = _points(row)
        if given is None:
            break
        if given[0]:
            reading.give(path, row["answer_id"], *given)
            done += 1
    return done


def _show(row: dict[str, str], before: str, left: int) -> str:
    """Show one answer, under what it is read by unless that was shown before; return that."""
    students = f"{row['students']} student{'s' * (row['students'] != '1')}"
    about = [
        f"{row['question']}: {row['prompt']}",
        *(f"  · {point}" for point in row["rubric"].split(" | ") if point),
        f"Model: {row['model_answer']}",
    ]
    if (head := "\n".join(about)) != before:
        typer.echo(f"\n{head}")
    typer.secho(f"\n{left} to read. Answer of {students}: {files.plain(row['answer'])}", bold=True)
    return head


def _points(row: dict[str, str]) -> tuple[str, str] | None:
    """Return the points of one answer, as they were typed, and a comment; None to stop, empty points for later."""
    while True:
        typed = typer.prompt(
            f"Points, 0 to {row['out_of']} (Enter: later, q: stop)", default="", show_default=False
        ).strip()
        if typed.casefold() == "q":
            return None
        try:
            points = reading.points(typed, float(row["out_of"]))
        except McollabError as error:
            typer.echo(str(error))
            continue
        if points is None:
            return typed, ""
        return typed, typer.prompt("Comment for the student (Enter: none)", default="", show_default=False).strip()
