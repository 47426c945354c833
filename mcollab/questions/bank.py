"""The question bank: ``chapters/questions/<chapter>.yml``, read, checked and filled."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from mcollab import course, yamlfile
from mcollab.errors import McollabError, nearest
from mcollab.questions import variants
from mcollab.questions.schema import AnyQuestion, Bank

_QUESTION = TypeAdapter(AnyQuestion)


def chapters() -> list[str]:
    """Return the chapters that have questions, by name."""
    return sorted(path.stem for path in course.questions_dir().glob("*.yml"))


def read(path: Path) -> dict[str, dict]:
    """Return the questions of a file by id, each checked against the schema but not yet filled.

    Raises
    ------
    McollabError
        With file, line and question id, if the file cannot be read or a question does not fit the schema.
    """
    if not path.is_file():
        raise McollabError(
            f"No question file {path}: expected the questions of a chapter there{nearest(path.stem, chapters())}"
        )
    file = yamlfile.read(path, "the questions of a chapter")
    content = file.validated(Bank, _where) and file.content
    if content["chapter"] != path.stem:
        raise McollabError(
            f"{path.name}, line {file.line(('chapter',))}: chapter {content['chapter']!r} in a file named {path.stem!r}; the two must be the same."
        )
    found: dict[str, dict] = {}
    for index, raw in enumerate(content["questions"]):
        if raw["id"] in found:
            raise McollabError(
                f"{path.name}, line {file.line(('questions', index))}: question id {raw['id']!r} stands twice; give one of them another id."
            )
        found[raw["id"]] = raw
    return found


def question(name: str, seed: int = 0) -> AnyQuestion:
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
    """
    chapter, _, id = str(name).partition("/")
    if chapter not in chapters():
        raise McollabError(
            f"No questions for chapter {chapter!r}: expected a name such as 'history/first-treaty'{nearest(chapter, chapters())}"
        )
    path = course.questions_dir() / f"{chapter}.yml"
    found = _cached(path, path.stat().st_mtime_ns)
    if id not in found:
        raise McollabError(
            f"No question {id!r} in {path.name}: expected one of its {len(found)} ids{nearest(id, found)}"
        )
    return filled(found[id], path, seed)


def page(name: str) -> list[AnyQuestion]:
    """Return the variants of a question that a page carries, no two of them alike; the first is what all see first.

    Raises
    ------
    McollabError
        As `question`, and if the generator gives fewer variants than the question says.
    """
    found: list[AnyQuestion] = []
    for i in range(100):
        one = question(name, variants.seed(name, str(i)))
        if one not in found:
            found.append(one)
        if len(found) == one.variants:
            return found
    raise McollabError(
        f"Question {name!r} says variants: {one.variants}, but its generator gave {len(found)} in 100 draws."
    )


def filled(raw: dict, path: Path, seed: int) -> AnyQuestion:
    """Return a question as read from `path` with its generator's values for `seed`, checked again."""
    if "generator" not in raw:
        return _QUESTION.validate_python(raw)
    values = variants.generate(path.with_suffix(".py"), raw["generator"], seed)
    keep = {key: raw[key] for key in ("id", "kind", "generator", "variants", "section") if key in raw}
    try:
        return _QUESTION.validate_python({**variants.fill(raw, values), **keep})
    except (McollabError, ValidationError) as error:
        reason = error.errors()[0]["msg"] if isinstance(error, ValidationError) else error
        raise McollabError(f"{path.name}, question {raw['id']!r}, seed {seed}: {reason}") from None


@cache
def _cached(path: Path, stamp: int) -> dict[str, dict]:
    return read(path)


def _where(file: yamlfile.YamlFile, at: list) -> str:
    """Return the question and the field at a place of a question file."""
    parts = []
    if len(at) > 1 and at[0] == "questions":
        raw = file.content["questions"][at[1]]
        parts.append(f"question {raw['id']!r}" if isinstance(raw, dict) and "id" in raw else f"question {at[1] + 1}")
    field = next((part for part in reversed(at[2:] if parts else at) if isinstance(part, str)), "")
    return ": ".join([*parts, *([field] if field else [])])
