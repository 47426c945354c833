"""The question bank: ``chapters/questions/<chapter>.yml``, read, checked and filled."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml
from pydantic import TypeAdapter, ValidationError

from mcollab.errors import McollabError, nearest
from mcollab.questions import variants
from mcollab.questions.schema import AnyQuestion, Bank

_QUESTION = TypeAdapter(AnyQuestion)


class _Loader(yaml.SafeLoader):
    """YAML that refuses a key given twice, which YAML libraries let pass with the first value lost."""

    def construct_mapping(self, node, deep=False):
        seen = set()
        for key, _ in node.value:
            if key.value in seen:
                raise yaml.MarkedYAMLError(problem=f"the key {key.value!r} stands twice", problem_mark=key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep)


def questions_dir() -> Path:
    """Return the folder of the question files."""
    from mcollab.datapackage import data_dir

    return data_dir().parent / "chapters" / "questions"


def chapters() -> list[str]:
    """Return the chapters that have questions, by name."""
    return sorted(path.stem for path in questions_dir().glob("*.yml"))


def read(path: Path) -> dict[str, dict]:
    """Return the questions of a file by id, each checked against the schema but not yet filled.

    Raises
    ------
    McollabError
        With file, line and question id, if the file cannot be read or a question does not fit the schema.
    """
    try:
        text = path.read_text(encoding="utf-8")
        node = yaml.compose(text, Loader=_Loader)
        content = yaml.load(text, Loader=_Loader)
    except OSError:
        raise McollabError(f"No question file {path}: expected the questions of a chapter there{nearest(path.stem, chapters())}") from None
    except UnicodeDecodeError as error:
        raise McollabError(f"{path.name}: not UTF-8 at byte {error.start}; save the file as UTF-8.") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f", line {mark.line + 1}" if mark else ""
        raise McollabError(f"{path.name}{where}: not valid YAML: {getattr(error, 'problem', None) or error}.") from None
    try:
        Bank.model_validate(content)
    except ValidationError as error:
        raise McollabError(_told(path, node, content, error)) from None
    if content["chapter"] != path.stem:
        raise McollabError(f"{path.name}, line {_line(node, ('chapter',))}: chapter {content['chapter']!r} in a file named {path.stem!r}; the two must be the same.")
    found: dict[str, dict] = {}
    for index, raw in enumerate(content["questions"]):
        if raw["id"] in found:
            raise McollabError(f"{path.name}, line {_line(node, ('questions', index))}: question id {raw['id']!r} stands twice; give one of them another id.")
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
        raise McollabError(f"No questions for chapter {chapter!r}: expected a name such as 'history/first-treaty'{nearest(chapter, chapters())}")
    path = questions_dir() / f"{chapter}.yml"
    found = _cached(path, path.stat().st_mtime_ns)
    if id not in found:
        raise McollabError(f"No question {id!r} in {path.name}: expected one of its {len(found)} ids{nearest(id, found)}")
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
    raise McollabError(f"Question {name!r} says variants: {one.variants}, but its generator gave {len(found)} in 100 draws.")


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


def _told(path: Path, node, content, error: ValidationError) -> str:
    first = error.errors()[0]
    at = _place(content, first)
    id = ""
    if len(at) > 1 and at[0] == "questions":
        raw = content["questions"][at[1]]
        id = f", question {raw['id']!r}" if isinstance(raw, dict) and "id" in raw else f", question {at[1] + 1}"
    field = next((part for part in reversed(at[2:]) if isinstance(part, str)), "")
    message = first["msg"].removeprefix("Value error, ")
    if first["type"] == "string_type" and not isinstance(first["input"], (dict, list)):
        message = f"{first['input']!r} is no text to YAML; put it in quotes"
    return f"{path.name}, line {_line(node, at)}{id}: {field + ': ' if field else ''}{message}."


def _place(content, error: dict) -> list:
    """Return where in the file an error is: its location without the names of models and branches that pydantic adds."""
    at, part = [], content
    for step in error["loc"]:
        if (isinstance(part, dict) and step in part) or (isinstance(part, list) and isinstance(step, int) and step < len(part)):
            at.append(step)
            part = part[step]
    if error["type"] == "missing":
        at.append(error["loc"][-1])
    if error["type"].startswith("union_tag"):
        at.append("kind")
    return at


def _line(node, at) -> int:
    """Return the line of the deepest part of `at` that stands in the file."""
    line = node.start_mark.line + 1 if node else 1
    for part in at:
        if isinstance(node, yaml.MappingNode):
            pair = next(((key, value) for key, value in node.value if key.value == part), None)
            if pair is None:
                break
            line, node = pair[0].start_mark.line + 1, pair[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
            line = node.start_mark.line + 1
        else:
            break
    return line
