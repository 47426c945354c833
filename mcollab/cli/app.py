"""The ``mcollab`` command."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from mcollab.errors import McollabError, require
from mcollab.teaching import lms
from mcollab.version import __version__

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)

Command = TypeVar("Command", bound=Callable[..., None])
_File = Annotated[Path, typer.Argument(help="The assignment, such as week3.yml.")]
_Book = Annotated[Path, typer.Argument(help="The book: the folder that holds _config.yml.")]
_Grades = Annotated[Path, typer.Argument(help="The folder of grades.")]


def _also(options: Iterable[inspect.Parameter]) -> Callable[[Command], Command]:
    """Give a command an option more for each of a list; they arrive in its ``**`` argument."""

    def decorate(command: Command) -> Command:
        signature = inspect.signature(command, eval_str=True)
        own = [one for one in signature.parameters.values() if one.kind is not inspect.Parameter.VAR_KEYWORD]
        command.__signature__ = signature.replace(parameters=[*own, *options])  # type: ignore[attr-defined]
        return command

    return decorate


def _option(name: str, kind: object, default: object, about: str) -> inspect.Parameter:
    annotation = Annotated[kind, typer.Option(f"--{name}", help=about)]  # type: ignore[valid-type]
    return inspect.Parameter(
        name.replace("-", "_"), inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation
    )


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"mcollab {__version__}")
        raise typer.Exit


@app.callback()
def _command(
    version: Annotated[  # its callback does it
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Serve, ask and grade the course In Common Defence."""


@app.command()
def build(folder: _Book = Path()) -> None:
    """Build the course into _build/html; exit code 1 when a page has a mistake."""
    require("book", "jupyter_book")
    from mcollab.book.build import build

    raise typer.Exit(build(folder))


@app.command()
def serve(
    folder: _Book = Path(),
    port: Annotated[int, typer.Option(help="Port on 127.0.0.1.", min=1, max=65535)] = 8000,
) -> None:
    """Serve the built course on loopback and rebuild what changes."""
    require("book", "livereload", "jupyter_book")
    from mcollab.book.serve import serve

    serve(folder, port)


@app.command()
def new(
    file: Annotated[Path, typer.Argument(help="The assignment to write, such as week3.yml.")],
    more: Annotated[
        list[str] | None, typer.Argument(help="Further questions, after --from.", metavar="[QUESTION]...")
    ] = None,
    first: Annotated[list[str] | None, typer.Option("--from", help="Questions by name: chapter/question.")] = None,
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
    file: _File,
    out: Annotated[Path, typer.Option("-o", "--out", help="The folder for students.")],
) -> None:
    """Write what students get, without the key, and the key beside the assignment."""
    from mcollab.cli import shown
    from mcollab.teaching.release import release

    shown.released(release(file, out))


@app.command()
def grade(
    key: Annotated[Path, typer.Argument(help="The key, such as week3.key.yml.")],
    sources: Annotated[list[Path], typer.Argument(help="Folders, zips or files that were handed in.")],
    out: Annotated[Path, typer.Option("-o", "--out", help="The folder for the grades.")],
    feedback: Annotated[bool, typer.Option("--feedback", help="Also write a page for each student.")] = False,
) -> None:
    """Grade what was handed in; exit code 2 when something needs a person."""
    from mcollab.cli import shown
    from mcollab.teaching.grading.run import grade

    with shown.counting() as told:
        summary = grade(key, sources, out, told, feedback)
    shown.graded(summary, out)
    if not summary.complete:
        raise typer.Exit(2)


@app.command()
def read(
    grades: _Grades,
) -> None:
    """Read short answers in the terminal, one by one; points go into to_read.csv."""
    from mcollab.cli.reading import read

    if read(grades):
        typer.echo("Grade again, with the command you used, to take the points up.")


@app.command()
@_also(
    _option(system.name, Path | None, None, book.help) if book.fill else _option(system.name, bool, False, book.help)
    for system in lms.systems()
    if (book := system.gradebook)
)
def export(
    grades: _Grades,
    column: Annotated[
        str | None, typer.Option(help="The column to fill, where it is not found by the assignment's title.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option("-o", "--out", help="The file to write; beside the grades if not given.")
    ] = None,
    **sources: Path | bool | None,
) -> None:
    """Fill the grades into your own gradebook; exit code 2 when a student did not match or waits to be read."""
    from mcollab.cli import shown

    said = [system for system in lms.systems() if sources.get(system.name)]
    if len(said) != 1 or said[0].gradebook is None:
        options = [
            f"--{one.name}{' FILE' if one.gradebook.fill else ''}" for one in lms.systems() if one.gradebook is not None
        ]
        raise McollabError(f"Say where to: one of {', '.join(options[:-1])} or {options[-1]}.")
    book, source = said[0].gradebook, sources[said[0].name]
    if isinstance(source, Path) and book.fill:
        target = out or grades / f"{source.stem}-filled{source.suffix}"
        if target.resolve() == source.resolve():
            raise McollabError(f"{source} is your own export and is not written over: name another file with -o.")
        filled = book.fill(grades, source, target, column)
    elif book.write:
        filled = book.write(grades, out or grades / "export.csv")
    shown.filled(filled)
    if filled.unmatched or filled.waiting:
        raise typer.Exit(2)


@app.command()
@_also(_option(form.option, bool, False, form.help) for system in lms.systems() if (form := system.quiz))
def quiz(
    file: _File,
    out: Annotated[Path | None, typer.Option("-o", "--out", help="The file to write.")] = None,
    **forms: bool,
) -> None:
    """Write the assignment as a quiz of a learning system; exit code 2 when a question or a variant is left out."""
    from mcollab.cli import shown
    from mcollab.teaching import quiz

    known = {form.option: form for system in lms.systems() if (form := system.quiz)}
    said = [form for option, form in known.items() if forms.get(option.replace("-", "_"))]
    if len(said) != 1:
        raise McollabError(f"Say which format: one of {', '.join(f'--{option}' for option in known)}.")
    written = quiz.write(file, said[0], out)
    shown.quiz(written)
    if not written.complete:
        raise typer.Exit(2)


@app.command()
def stale(
    on: Annotated[str | None, typer.Option(help="The day that asks, such as 2026-12-31; today if not given.")] = None,
    table: Annotated[str | None, typer.Option(help="One table only.")] = None,
    most: Annotated[int, typer.Option(help="How many rows of a table to name; 0 for the counts alone.", min=0)] = 12,
) -> None:
    """List the rows of the tables that should be looked at again, most overdue first."""
    import datetime as dt

    from mcollab.cli import stale
    from mcollab.shelf_life import stale as past

    # Today is that of who asks: a calendar day in the time zone of the machine.
    stale.show(past(dt.date.today() if on is None else on, table), most)  # noqa: DTZ011


@app.command()
def schema() -> None:
    """Print the JSON Schema of question files, which chapters/questions/schema.json holds for editors."""
    import json

    from mcollab.questions.template import json_schema

    typer.echo(json.dumps(json_schema(), indent=1, ensure_ascii=False))


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]
