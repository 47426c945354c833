"""What the commands say in the terminal."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from mcollab.questions import kinds
from mcollab.teaching.grading import reading, similarity
from mcollab.teaching.grading.run import CORRECTIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from mcollab.teaching.assignment import Found
    from mcollab.teaching.gradebook import Filled
    from mcollab.teaching.grading.summary import Summary
    from mcollab.teaching.quiz import Written
    from mcollab.teaching.release import Released

_FEW = 12


def chosen(found: list[Found]) -> None:
    """Show the questions of a new assignment."""
    width = max(60, min(Console().width, 120))
    for number, one in enumerate(found, 1):
        written = one.template
        about = [
            written.kind,
            f"{written.points:g} pt",
            f"{written.minutes:g} min",
            *(["variants"] if written.generator else []),
            *([written.section] if written.section else []),
        ]
        typer.secho(f"{number:2}. {one.name}", bold=True, nl=False)
        typer.echo(f"  {', '.join(about)}")
        prompt = " ".join(written.prompt.split())
        typer.echo(f"    {prompt if len(prompt) <= width - 4 else prompt[: width - 5] + '…'}")
    counts = {kind: sum(one.template.kind == kind for one in found) for kind in kinds.names()}
    by_kind = ", ".join(f"{n} {kind}" for kind, n in counts.items() if n)
    minutes, points = sum(one.template.minutes for one in found), sum(one.template.points for one in found)
    typer.echo(f"{len(found)} questions ({by_kind}), {points:g} points, about {minutes:g} minutes.")


def released(done: Released) -> None:
    """Show what was released."""
    key = done.key
    variants = sum(len(question.variants) > 1 for question in key.questions.values())
    typer.echo(
        f"{key.title}: {len(key.questions)} questions, {variants} with variants, {key.out_of:g} points, "
        f"version {key.version}."
    )
    typer.echo(f"For students: {', '.join(str(path) for path in done.files)}")
    typer.echo(f"For you alone: {done.key_path}")
    if done.former:
        typer.echo(
            f"The key of the version released before is kept in {done.former}: who answered that is graded by it."
        )
    for sentence in done.told:
        typer.echo(f"Note: {sentence}")


@contextmanager
def counting() -> Iterator[Callable[[int, int], None]]:
    """Show how many files were read, where the output is a terminal; yield what counts."""
    console = Console(stderr=True)
    with Progress(
        BarColumn(),
        TextColumn("{task.completed} of {task.total} files"),
        TimeRemainingColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    ) as progress:
        bar = progress.add_task("", total=1)
        yield lambda done, expected: progress.update(bar, completed=done, total=max(done, expected))


def graded(summary: Summary, out: Path) -> None:
    """Show what a run of grading did, and what needs a person."""
    parts = [f"{summary.students} students from {summary.files} files"]
    parts += [f"{summary.reused} files unchanged since the last run"] * bool(summary.reused)
    parts += [f"{summary.late} late"] * bool(summary.late)
    parts += [f"{summary.changed} grades changed"] * bool(summary.changed)
    parts += [f"{summary.left_out} files left out by {CORRECTIONS}"] * bool(summary.left_out)
    typer.echo(", ".join(parts) + f". See {out / 'grades.csv'} and {out / 'report.html'}.")
    if summary.problem_count:
        typer.echo(f"{summary.problem_count} need a look ({out / 'problems.csv'} says what to tell the students):")
        for file, reason in summary.problems[:_FEW]:
            typer.echo(f"  {file}: {reason}")
        if summary.problem_count > _FEW:
            typer.echo(f"  … and {summary.problem_count - _FEW} more")
    if summary.gone:
        _some(summary.gone, "graded in the run before have no file among these and left the grades")
        typer.echo("If they should stay, name every folder and zip in one run.")
    _some(summary.unused, "have an extension and no file: to come, or another number than was meant")
    _some(summary.unasked, "handed in a version that did not ask every question: graded in proportion to what it asked")
    if summary.unread:
        typer.echo(
            f"Answers still to be read: {summary.unread}. Fill in points in {out / reading.NAME}, "
            f"or say mcollab read {out}; then grade again."
        )
    if summary.similar:
        typer.echo(
            f"{summary.similar} students answered two or more questions with other students' numbers: "
            f"see {out / similarity.NAME}."
        )


def filled(done: Filled) -> None:
    """Show what an export did, and who did not match."""
    typer.echo(f"{done.filled} grades in column {done.column!r} of {done.path}.")
    for note in done.notes:
        typer.echo(f"Note: {note}.")
    if done.without:
        typer.echo(f"{done.without} students of the gradebook handed nothing in; their cells are as they were.")
    _some(done.waiting, "wait for an answer to be read or graded; their cells are as they were")
    _some(done.unmatched, "graded students have no place in the gradebook")


def _some(people: list[str], what: str) -> None:
    if people:
        typer.echo(f"{len(people)} {what}:")
        for one in people[:_FEW]:
            typer.echo(f"  {one}")
        if len(people) > _FEW:
            typer.echo(f"  … and {len(people) - _FEW} more")


def quiz(done: Written) -> None:
    """Show what a quiz asks, and what its format cannot say."""
    typer.echo(
        f"{done.asked} of {done.of} questions in {done.path}. It has the answers: import it, and keep it to yourself."
    )
    if done.lost:
        typer.echo("What the format cannot say:")
        for loss in done.lost:
            typer.echo(f"  {loss.question}: {'left out: ' * loss.left_out}{loss.what}")
