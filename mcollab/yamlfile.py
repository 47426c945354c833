"""YAML that people write by hand: no key twice, no aliases, and every mistake told with its file and line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import yaml

from mcollab import misfits, textfile
from mcollab.errors import McollabError

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence
    from pathlib import Path

    from pydantic import BaseModel, ValidationError

    Model = TypeVar("Model", bound=BaseModel)

_NUMBER = re.compile(r"[-+]?(0|[1-9]\d*|\d*\.\d*([eE][-+]?\d+)?|\.(inf|nan))", re.IGNORECASE)
"""A number that every reader of YAML reads alike."""
LARGEST = 50_000_000
"""Bytes of the largest file that is read."""


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Plain YAML in which no key stands twice, of which one would be lost."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise yaml.MarkedYAMLError(problem="a key is a word or a number here", problem_mark=key.start_mark)
            if key.value in seen:
                raise yaml.MarkedYAMLError(problem=f"the key {key.value!r} stands twice", problem_mark=key.start_mark)
            seen.add(key.value)
        mapping: dict[Hashable, Any] = super().construct_mapping(node, deep)
        return mapping


def _as_written(loader: Any, node: yaml.ScalarNode) -> int | float:
    """Return a number that is what its digits say; 0123 is 83 to YAML, and 12:30 is 750."""
    number: int | float = getattr(loader, f"construct_yaml_{node.tag.rpartition(':')[2]}")(node)
    if not _NUMBER.fullmatch(node.value):
        problem = f"YAML reads {number} in {node.value}; write that, or put a text in quotes"
        raise yaml.MarkedYAMLError(problem=problem, problem_mark=node.start_mark)
    return number


def _in_the_calendar(loader: Any, node: yaml.ScalarNode) -> object:
    """Return a day or a time that there is: not the thirtieth of February, nor twenty-five o'clock."""
    try:
        return loader.construct_yaml_timestamp(node)
    except ValueError as error:
        problem = f"{node.value} is no day or time ({error}); write one that there is"
        raise yaml.MarkedYAMLError(problem=problem, problem_mark=node.start_mark) from None


for _sort in ("int", "float"):
    _Loader.add_constructor(f"tag:yaml.org,2002:{_sort}", _as_written)
_Loader.add_constructor("tag:yaml.org,2002:timestamp", _in_the_calendar)


class Misfit(NamedTuple):
    """Something that does not fit: the ``line`` on which it stands, and the sentence that says so."""

    line: int
    sentence: str


@dataclass(frozen=True)
class YamlFile:
    """A YAML file that was read: its ``name``, its ``content``, and the ``node`` that knows where each part stands."""

    name: str
    content: Any
    node: yaml.Node | None

    def line(self, at: Sequence[object]) -> int:
        """Return the line of the deepest part of the place `at` (keys and positions) that stands in the file."""
        return self._find(at)[0]

    def validated(self, model: type[Model]) -> Model:
        """Return the content as the pydantic model that it must fit.

        Raises
        ------
        McollabError
            With file, line and place, if it does not fit: a line for each thing that does not.
        """
        from pydantic import ValidationError

        try:
            return model.model_validate(self.content)
        except ValidationError as error:
            raise McollabError("\n".join(one.sentence for one in self.misfits(error, model))) from None

    def misfits(
        self,
        error: ValidationError,
        kind: Any,
        told: Callable[[YamlFile, list[Any]], str] | None = None,
        within: Sequence[object] = (),
    ) -> list[Misfit]:
        """Return all that does not fit, in the order of the file.

        Parameters
        ----------
        error
            What pydantic says.
        kind
            What should fit: a model, or a type made of models.
        told
            Says where a mistake is, from the file and the place; keys and positions by default.
        within
            Where the part stands that should fit.
        """
        found: dict[tuple[Any, ...], Misfit] = {}
        for one in error.errors():
            line, at = self._find([*within, *one["loc"]])
            if one["type"] == "missing":
                at.append(one["loc"][-1])
            if one["type"].startswith("union_tag"):
                line, at = self._find([*at, "kind"])[0], [*at, "kind"]
            place = told(self, at) if told else " → ".join(map(str, at))
            # Of what may be one thing or another, each says that it is not: the first is told.
            found.setdefault(tuple(at), self.misfit(line, place, misfits.said(one, kind)))
        deep = [at for at in found if not any(other != at and other[: len(at)] == at for other in found)]
        return sorted(found[at] for at in deep)

    def misfit(self, line: int, place: str, why: str) -> Misfit:
        """Return something that does not fit, with where it stands."""
        end = "" if why.endswith("?") else "."
        return Misfit(line, f"{self.name}, line {line}{': ' if place else ''}{place}: {why}{end}")

    def _find(self, at: Sequence[object]) -> tuple[int, list[Any]]:
        """Return the line of `at`, and `at` without the names of models and branches that pydantic adds."""
        node, found = self.node, []
        line = node.start_mark.line + 1 if node else 1
        for step in at:
            if isinstance(node, yaml.MappingNode):
                pair = next(((key, value) for key, value in node.value if key.value == str(step)), None)
                if pair is None:
                    continue
                line, node = pair[0].start_mark.line + 1, pair[1]
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
                node = node.value[step]
                line = node.start_mark.line + 1
            else:
                continue
            found.append(step)
        return line, found


def read(path: Path, what: str) -> YamlFile:
    """Return a YAML file.

    Parameters
    ----------
    path
        The file.
    what
        What is expected there, for the sentence that says it is not ("the questions of a chapter").

    Raises
    ------
    McollabError
        With file and, where there is one, line, if it is not there, too large, not UTF-8 or not such YAML.

    Examples
    --------
    >>> from mcollab.course import root
    >>> read(root() / "_toc.yml", "the table of contents").content["root"]
    'index'
    """
    return parsed(read_bytes(path, what), path.name)


def parsed(data: bytes, name: str) -> YamlFile:
    r"""Return the YAML of `data`, which mistakes call `name`.

    Raises
    ------
    McollabError
        As :func:`read`.

    Examples
    --------
    >>> parsed(b"title: Week 3", "week3.yml").content
    {'title': 'Week 3'}
    >>> parsed(b"a: 1\na: 2", "week3.yml")
    Traceback (most recent call last):
    mcollab.errors.McollabError: week3.yml, line 2: not valid YAML: the key 'a' stands twice.
    """
    text = textfile.decoded(data, name)
    try:
        for event in yaml.parse(text, Loader=_Loader):
            if isinstance(event, yaml.AliasEvent):  # they could unfold to any size
                mark: Any = event.start_mark  # libyaml's marks are of a type of their own
                raise yaml.MarkedYAMLError(problem="aliases (*name) are not read here", problem_mark=mark)
        loader = _Loader(text)  # read once: what stands where, and from that what it says
        node = loader.get_single_node()
        return YamlFile(name, None if node is None else loader.construct_document(node), node)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f", line {mark.line + 1}" if mark else ""
        raise McollabError(f"{name}{where}: not valid YAML: {_plainly(error)}.") from None
    except (RecursionError, ValueError) as error:
        raise McollabError(
            f"{name}: not a file that can be read as YAML: {str(error) or 'nested too deeply'}."
        ) from None


def read_bytes(path: Path, what: str) -> bytes:
    """Return a file that somebody else made, up to :data:`LARGEST` bytes.

    Raises
    ------
    McollabError
        If it is not there, cannot be read, or is too large to be `what`.
    """
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise McollabError(f"There is no file {path}: expected {what}.") from None
    except OSError as error:
        raise McollabError(f"{path} cannot be read ({error.strerror}): expected {what}.") from None
    if len(data) > LARGEST:
        raise McollabError(f"{path} is larger than {LARGEST // 1_000_000} MB: expected {what}.")
    return data


_PROBLEMS = {
    "mapping values are not allowed": "a text with a colon in it; put it in quotes",
    "found character that cannot start": "a tab, or a text that begins with a sign; put it in quotes",
    "did not find expected ',' or": "a bracket that is not closed, or no comma between two things in it",
    "did not find expected node content": "a sign that stands alone; put it in quotes",
    "found unexpected end of stream": "a quote that is not closed",
    "did not find expected key": "an indentation that does not fit the lines above, or a quote too many or too few",
    "did not find expected '-' indicator": "a line without a hyphen in a list, or an indentation that does not fit",
    "could not find expected ':'": "a name without a colon after it, or a text that should be in quotes",
    "could not determine a constructor": "a text that begins with an exclamation mark; put it in quotes",
    "control characters are not allowed": "a control character; write the text anew",
}
"""What the words of libyaml mean to who wrote the file."""


def _plainly(error: yaml.YAMLError) -> str:
    """Return what is wrong in plain words, where libyaml's are known."""
    said = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error)
    return next((plain for words, plain in _PROBLEMS.items() if said.startswith(words)), said)
