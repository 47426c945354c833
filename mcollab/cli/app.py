"""The ``mcollab`` command."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mcollab.errors import McollabError

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


@app.callback()
def _command() -> None:
    """Serve, ask and grade the course In Common Defence."""


@app.command()
def serve(
    folder: Annotated[Path, typer.Argument(help="The book: the folder that holds _config.yml.")] = Path(),
    port: Annotated[int, typer.Option(help="Port on 127.0.0.1.", min=1, max=65535)] = 8000,
) -> None:
    """Serve the built course on loopback and rebuild what changes."""
    from mcollab.book.serve import serve

    serve(folder, port)


@app.command()
def new(
    file: Annotated[Path, typer.Argument(help="The assignment to write, such as week3.yml.")],
    more: Annotated[
        list[str] | None, typer.Argument(help="Further questions, after --from.", metavar="[QUESTION]...")
    ] = None,
    first: Annotated[
        list[str] | None, typer.Option("--from", help="Questions by name: chapter/question.")
    ] = None,
    chapter: Annotated[str, typer.Option(help="Propose a balanced set from these chapters, separated by commas.")] = "",
    count: Annotated[int, typer.Option(help="How many to propose.", min=1, max=200)] = 8,
    kinds: Annotated[str, typer.Option(help="Of these kinds only, separated by commas.")] = "",
) -> None:
    """Write a new assignment from questions named, or proposed."""
    from mcollab.cli import shown
    from mcollab.questions import bank
    from mcollab.teaching import assignment

    names = [*(first or []), *(more or [])]
    if bool(names) == bool(chapter):
        raise McollabError(f"Say which questions: --from {bank.example()} …, or --chapter history --count 8.")
    chosen = assignment.find(names) if names else assignment.propose(_listed(chapter), count, _listed(kinds))
    assignment.write_new(file, chosen)
    shown.chosen(chosen)
    typer.echo(f"Wrote {file}. Fill in title and due, then: mcollab release {file} -o {file.stem}/")


@app.command()
def release(
    file: Annotated[Path, typer.Argument(help="The assignment, such as week3.yml.")],
    out: Annotated[Path, typer.Option("-o", "--out", help="The folder for students.")],
) -> None:
    """Write what students get, without the key, and the key beside the assignment."""
    from mcollab.cli import shown
    from mcollab.teaching.release import release

    shown.released(*release(file, out))


@app.command()
def grade(
    key: Annotated[Path, typer.Argument(help="The key, such as week3.key.yml.")],
    sources: Annotated[list[Path], typer.Argument(help="Folders, zips or files that were handed in.")],
    out: Annotated[Path, typer.Option("-o", "--out", help="The folder for the grades.")],
    feedback: Annotated[bool, typer.Option("--feedback", help="Also write a page for each student.")] = False,
) -> None:
    """Grade what was handed in; exit code 2 when something needs a person."""
    from mcollab.cli import shown
    from mcollab.teaching.grade import grade

    with shown.counting() as told:
        summary = grade(key, sources, out, told, feedback)
    shown.graded(summary, out)
    if not summary.complete:
        raise typer.Exit(2)


@app.command()
def read(
    grades: Annotated[Path, typer.Argument(help="The folder of grades.")],
) -> None:
    """Read short answers in the terminal, one by one; points go into to_read.csv."""
    from mcollab.cli import shown

    if shown.read(grades):
        typer.echo("Grade again, with the command you used, to take the points up.")


@app.command()
def export(
    grades: Annotated[Path, typer.Argument(help="The folder of grades.")],
    canvas: Annotated[Path | None, typer.Option(help="The gradebook that Canvas exported.")] = None,
    moodle: Annotated[Path | None, typer.Option(help="The grading worksheet that Moodle exported.")] = None,
    csv: Annotated[bool, typer.Option("--csv", help="A plain table, for any other gradebook.")] = False,
    column: Annotated[
        str | None, typer.Option(help="The column to fill, where it is not found by the assignment's title.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option("-o", "--out", help="The file to write; beside the grades if not given.")
    ] = None,
) -> None:
    """Fill the grades into your own gradebook; exit code 2 when a student did not match or waits to be read."""
    from mcollab.cli import shown
    from mcollab.teaching import gradebook

    if (canvas is not None) + (moodle is not None) + csv != 1:
        raise McollabError("Say where to: one of --canvas gradebook.csv, --moodle worksheet.csv, or --csv.")
    source = canvas or moodle
    target = out or grades / (f"{source.stem}-filled{source.suffix}" if source else "export.csv")
    if source and target.resolve() == source.resolve():
        raise McollabError(f"{source} is your own export and is not written over: name another file with -o.")
    if canvas:
        filled = gradebook.canvas(grades, canvas, target, column or gradebook.title(grades), column is None)
    elif moodle:
        filled = gradebook.moodle(grades, moodle, target, column)
    else:
        filled = gradebook.plain(grades, target)
    shown.filled(filled)
    if filled.unmatched or filled.waiting:
        raise typer.Exit(2)


@app.command()
def quiz(
    file: Annotated[Path, typer.Argument(help="The assignment, such as week3.yml.")],
    moodle_xml: Annotated[bool, typer.Option("--moodle-xml", help="For the question bank of Moodle.")] = False,
    qti12: Annotated[bool, typer.Option("--qti12", help="QTI 1.2, as Canvas imports it.")] = False,
    out: Annotated[Path | None, typer.Option("-o", "--out", help="The file to write.")] = None,
) -> None:
    """Write the assignment as a quiz of a learning system; exit code 2 when it cannot say all of it."""
    from mcollab.cli import shown
    from mcollab.teaching import quiz

    if moodle_xml == qti12:
        raise McollabError("Say which format: --moodle-xml or --qti12.")
    key = shown.key_of(file)
    data, lost = quiz.moodle_xml(key) if moodle_xml else quiz.qti12(key)
    target = out or file.with_name(f"{key.assignment}.{'moodle.xml' if moodle_xml else 'qti.zip'}")
    shown.quiz(key, target, data, lost)
    if any(what.startswith("left out") for _, what in lost):
        raise typer.Exit(2)


@app.command()
def schema() -> None:
    """Print the JSON Schema of question files, which chapters/questions/schema.json holds for editors."""
    import json

    from mcollab.questions.template import json_schema

    typer.echo(json.dumps(json_schema(), indent=1, ensure_ascii=False))


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]
