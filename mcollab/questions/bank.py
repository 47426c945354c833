"""The question bank: ``chapters/questions/<chapter>.yml``, read, checked and filled."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from mcollab import course, yamlfile
from mcollab.errors import McollabError, nearest
from mcollab.questions import variants
from mcollab.questions.template import Bank, Template

if TYPE_CHECKING:
    from pathlib import Path

    from mcollab.questions.question import Question

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
        With file, line and question, if the file cannot be read or a question does not fit.
    """
    if not path.is_file():
        raise McollabError(
            f"No question file {path}: expected the questions of a chapter there{nearest(path.stem, chapters())}"
        )
    file = yamlfile.read(path, "the questions of a chapter")
    bank = file.validated(Bank, _where)
    if bank.chapter != path.stem:
        line = file.line(("chapter",))
        raise McollabError(
            f"{path.name}, line {line}: chapter {bank.chapter!r} in a file named {path.stem!r}; both must be the same."
        )
    found: dict[str, Template] = {}
    for index, template in enumerate(bank.questions):
        at = ("questions", index)
        if template.id in found:
            line = file.line(at)
            raise McollabError(
                f"{path.name}, line {line}: question id {template.id!r} stands twice; rename one of them."
            )
        template._file = path
        _check(file, template, at)
        found[template.id] = template
    return found


def _check(file: yamlfile.YamlFile, template: Template, at: tuple[str | int, ...]) -> None:
    """Refuse holes that nothing fills, and a question without a generator that does not fit as it stands."""
    if misfit := template.misfit():
        place, why = misfit
        whole = [*at, *place]
        raise McollabError(f"{file.name}, line {file.line(whole)}: {_where(file, whole)}: {why}.")
    if template.generator is None:
        try:
            template.filled()
        except ValidationError as error:
            raise McollabError(file.explained(error, _where, within=at)) from None


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
        raise McollabError(f"No question {name!r}: {_such()}{nearest(chapter, chapters())}")
    path = course.questions_dir() / f"{chapter}.yml"
    found = _of(path)
    if not id:
        ids = ", ".join(list(found)[:3])
        raise McollabError(f"{name!r} is a chapter of {len(found)} questions ({ids} …): {_such()}.")
    if id not in found:
        raise McollabError(f"No question {name!r}: {path.name} has {len(found)} others{nearest(id, found)}")
    return found[id]


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
