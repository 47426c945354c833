"""The question bank: ``chapters/questions/<chapter>.yml``, read, checked and filled."""

from __future__ import annotations

from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from mcollab import course, yamlfile
from mcollab.errors import McollabError, nearest
from mcollab.questions import variants
from mcollab.questions.kinds import AnyQuestion
from mcollab.questions.template import TEMPLATE, Bank, Template

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from mcollab.questions.question import Question
    from mcollab.yamlfile import Misfit

_DRAWS = 100
"""How often a generator is asked for a variant that a page does not have yet."""


def chapters() -> list[str]:
    """Return the chapters that have questions, by name.

    Examples
    --------
    >>> "history" in chapters()
    True
    """
    return sorted(path.stem for path in course.questions_dir().glob("*.yml"))


def read(path: Path) -> dict[str, Template]:
    """Return the questions of a file by id, each checked: holes stand only where a generator fills them.

    Raises
    ------
    McollabError
        If the file cannot be read, or something in it does not fit: a line for each, with file, line and question.
    """
    if not path.is_file():
        raise McollabError(
            f"No question file {path}: expected the questions of a chapter there{nearest(path.stem, chapters())}"
        )
    file = yamlfile.read(path, "the questions of a chapter")
    found: dict[str, Template] = {}
    misfits: list[Misfit] = []
    try:
        templates = list(enumerate(Bank.model_validate(file.content).questions))
    except ValidationError as error:
        misfits += file.misfits(error, Bank, _where)
        templates = list(_fitting(file.content))
    misfits += _misnamed(file, path.stem)
    for index, template in templates:
        template._file = path
        misfits += _misfits(file, template, ("questions", index))
        found[template.id] = template
    if misfits:
        raise McollabError("\n".join(one.sentence for one in sorted(misfits)))
    return found


def _listed(content: Any) -> list[Any]:
    """Return what a file lists as its questions, whatever it is."""
    questions = content.get("questions") if isinstance(content, dict) else None
    return questions if isinstance(questions, list) else []


def _fitting(content: Any) -> Iterator[tuple[int, Template]]:
    """Yield the questions that fit, of a file in which something does not, with their positions."""
    for index, one in enumerate(_listed(content)):
        with suppress(ValidationError):
            yield index, TEMPLATE.validate_python(one)


def _misnamed(file: yamlfile.YamlFile, name: str) -> Iterator[Misfit]:
    """Yield that the chapter has another name than its file, and questions of which one was named so before."""
    if isinstance(file.content, dict) and isinstance(chapter := file.content.get("chapter"), str) and chapter != name:
        said = f"chapter {chapter!r} in a file named {name!r}; both must be the same"
        yield file.misfit(file.line(("chapter",)), "", said)
    ids = [one.get("id") if isinstance(one, dict) else None for one in _listed(file.content)]
    for index, id in enumerate(ids):
        if id is not None and id in ids[:index]:
            said = f"question id {id!r} stands twice; rename one of them"
            yield file.misfit(file.line(("questions", index)), "", said)


def _misfits(file: yamlfile.YamlFile, template: Template, at: tuple[str | int, ...]) -> list[Misfit]:
    """Return holes that nothing fills, and what does not fit as it stands of a question without a generator."""
    if misfit := template.misfit():
        place, why = misfit
        whole = [*at, *place]
        return [file.misfit(file.line(whole), _where(file, whole), why)]
    if template.generator is None:
        try:
            template.filled()
        except ValidationError as error:
            return file.misfits(error, AnyQuestion, _where, within=at)
    return []


def names(chapter: str) -> list[str]:
    """Return the names of a chapter's questions, as they stand in its file; none if it has no file.

    Examples
    --------
    >>> names("history")[0]
    'history/ships-or-money'
    """
    path = course.questions_dir() / f"{chapter}.yml"
    return [f"{chapter}/{id}" for id in _of(path)] if path.is_file() else []


def example() -> str:
    """Return the name of a question that exists, for sentences that must name one; empty if there is none.

    Examples
    --------
    >>> question(example()).prompt != ""
    True
    """
    return next((name for chapter in [*course.chapters(), *chapters()] for name in names(chapter)), "")


def template(name: str) -> Template:
    """Return a question of the bank as its author wrote it.

    Parameters
    ----------
    name
        ``"chapter/id"``.

    Raises
    ------
    McollabError
        If there is no such question.
    """
    chapter, _, id = str(name).partition("/")
    if chapter not in chapters():
        every = [*chapters(), *(one for chapter in chapters() for one in names(chapter))]
        raise McollabError(f"No question {name!r}: {_such()}{nearest(name, every)}")
    path = course.questions_dir() / f"{chapter}.yml"
    found = _of(path)
    if not id:
        ids = ", ".join(list(found)[:3])
        raise McollabError(f"{name!r} is a chapter of {len(found)} questions ({ids} …): {_such()}.")
    return one_of(found, name)


def one_of(questions: dict[str, Template], name: str) -> Template:
    """Return the question of a chapter whose name, ``chapter/id``, this is.

    Raises
    ------
    McollabError
        If it is not among them.
    """
    chapter, _, id = name.partition("/")
    if id not in questions:
        listed = ", ".join(questions)
        raise McollabError(f"No question {name!r}: {chapter} has {listed}{nearest(id, questions)}")
    return questions[id]


def _such() -> str:
    return f"expected chapter/question, such as {example()!r}" if chapters() else "the bank is empty"


def question(name: str, seed: int = 0) -> Question:
    """Return a question of the bank, filled for a seed.

    Parameters
    ----------
    name
        ``"chapter/id"``.
    seed
        Which variant, for a question that has a generator.

    Raises
    ------
    McollabError
        If there is no such question, or its generator fails.

    Examples
    --------
    >>> question("history/ships-or-money").kind
    'single'
    """
    return template(name).filled(seed)


def page(name: str) -> list[Question]:
    """Return the variants of a question that a page carries, no two of them alike; the first is what all see first.

    Raises
    ------
    McollabError
        As `question`, and if the generator gives fewer variants than the question says.

    Examples
    --------
    >>> len(page("history/members-on-a-day"))
    4
    """
    wanted = template(name)
    found: list[Question] = []
    for i in range(_DRAWS):
        one = wanted.filled(variants.seed(name, str(i)))
        if one.variant not in [other.variant for other in found]:
            found.append(one)
        if len(found) == wanted.variants:
            return found
    raise McollabError(
        f"Question {name!r} says variants: {wanted.variants}, but its generator gave {len(found)} in {_DRAWS} draws."
    )


def _of(path: Path) -> dict[str, Template]:
    return _cached(path, path.stat().st_mtime_ns)


@cache
def _cached(path: Path, stamp: int) -> dict[str, Template]:  # noqa: ARG001 (read anew when the file changed)
    return read(path)


def _where(file: yamlfile.YamlFile, at: list[Any]) -> str:
    """Return the question and the field at a place of a question file."""
    parts = []
    if len(at) > 1 and at[0] == "questions":
        raw = file.content["questions"][at[1]]
        parts.append(f"question {raw['id']!r}" if isinstance(raw, dict) and "id" in raw else f"question {at[1] + 1}")
    field = next((part for part in reversed(at[2:] if parts else at) if isinstance(part, str)), "")
    return ": ".join([*parts, *([field] if field else [])])
