"""The assignment as its instructor keeps it: a short YAML file that names questions of the bank."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING, Annotated, Self

import yaml
from pydantic import AfterValidator, AwareDatetime, BeforeValidator, Field, field_validator, model_validator

from mcollab import course, yamlfile
from mcollab.errors import McollabError, nearest
from mcollab.questions import bank
from mcollab.questions.kinds import KINDS
from mcollab.questions.model import Model, Number, Slug, Text, Whole
from mcollab.questions.scoring import words
from mcollab.questions.variants import seed
from mcollab.teaching import files

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime
    from pathlib import Path

    from mcollab.questions.question import Question
    from mcollab.questions.template import Template


class Late(Model):
    """What a late answer loses: a share of its points by 24 hours begun, at most a share, after minutes of grace."""

    per_day: Annotated[Number, Field(gt=0, le=1)]
    most: Annotated[Number, Field(gt=0, le=1)] = 1
    grace_minutes: Annotated[Number, Field(ge=0, le=1440)] = 0


def _unquoted(id: str) -> str:
    """Refuse a student number in quotes that YAML does not know: they would be a part of it, and it be nobody's."""
    if id.strip("“”„‟‘’‚‛«»‹›") != id:
        raise ValueError(f'the quotes around {id} are not straight ones and would be a part of the number: write "…"')
    return id


def _no_number(given: object) -> object:
    """Refuse a number, which pydantic takes as seconds since 1970: three days more would be due in that year."""
    if isinstance(given, (int, float)):
        raise ValueError(  # noqa: TRY004 -- what pydantic takes for a mistake of the user
            f"{given} is a number and no time: write one such as 2026-12-04T23:59:00+01:00"
        )
    return given


Moment = Annotated[AwareDatetime, BeforeValidator(_no_number)]
"""A day and a time with its distance from UTC."""


def _of_each(given: dict[str, datetime]) -> dict[str, datetime]:
    """Refuse two times for one number, which students may type in capitals or not."""
    known: dict[str, str] = {}
    for id, due in given.items():
        before = known.setdefault(words(id), id)
        if given[before] != due:
            raise ValueError(f"{before!r} and {id!r} are one number and have two times: leave one of them")
    return given


Extensions = Annotated[dict[Annotated[str, AfterValidator(_unquoted)], Moment], AfterValidator(_of_each)]
"""When it is due for those who have a time of their own, by student number."""


class Assignment(Model):
    """An assignment: ``week3.yml``."""

    id: Slug
    title: Text
    questions: Annotated[list[Text], Field(min_length=1, max_length=200)]
    points: dict[str, Annotated[Number, Field(gt=0, le=1000)]] = Field({})
    due: Moment | None = None
    late: Late | None = None
    extensions: Extensions = Field({})
    variants: Annotated[Whole, Field(ge=1, le=200)] = 20
    banks: list[Text] = Field([], description="question files of the instructor's own, beside this file")

    @field_validator("questions")
    @classmethod
    def _once_each(cls, names: list[str]) -> list[str]:
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice:
            raise ValueError(f"{twice!r} stands twice")
        return names

    @model_validator(mode="after")
    def _agree(self) -> Self:
        stray = next((name for name in self.points if name not in self.questions), None)
        if stray:
            raise ValueError(
                f"points are given for {stray!r}, which is not among the questions{nearest(stray, self.questions)}"
            )
        if self.late and not self.due:
            raise ValueError("a rule for late answers needs a time that they are due")
        for id, own in self.extensions.items():
            if not self.due:
                raise ValueError(f"an extension, as that of {id!r}, needs a time that it extends: say when it is due")
            if own < self.due:
                raise ValueError(f"the extension of {id!r} ends before it is due for all: correct it, or take it out")
        return self


@dataclass(frozen=True)
class Found:
    """A question of a file: its name, and as its author wrote it."""

    name: str
    template: Template

    @property
    def chapter(self) -> str:
        """The name of its file."""
        return self.name.partition("/")[0]


def read(path: Path) -> Assignment:
    """Return the assignment of a file.

    Raises
    ------
    McollabError
        With file and line, if it cannot be read or does not fit.
    """
    return yamlfile.read(path, "an assignment, such as `mcollab new` writes").validated(Assignment)


def find(names: list[str], own: Sequence[Path] = ()) -> list[Found]:
    """Return the questions of these names, from the bank and the instructor's own files.

    Raises
    ------
    McollabError
        If there is no such question, or one of the files.
    """
    shelf = {name: course.questions_dir() / f"{name}.yml" for name in bank.chapters()}
    for path in own:
        if not path.is_file():
            raise McollabError(f"There is no file {path}: expected the questions that `banks` of the assignment names.")
        if path.stem in shelf:
            raise McollabError(f"{path} has the name of other questions, {path.stem!r}: give the file another name.")
        shelf[path.stem] = path
    read_before: dict[Path, dict[str, Template]] = {}
    found = []
    for name in names:
        chapter = name.partition("/")[0]
        if chapter not in shelf:
            raise McollabError(
                f"No question {name!r}: expected chapter/question "
                f"with a chapter of {_listed(shelf)}{nearest(chapter, shelf)}"
            )
        path = shelf[chapter]
        if path not in read_before:
            read_before[path] = bank.read(path)
        found.append(Found(name, bank.one_of(read_before[path], name)))
    return found


def variants(found: Found, assignment: str, count: int) -> list[Question]:
    """Return the different variants of a question for an assignment: at most `count`, one if nothing generates it.

    Their seeds are not those of the practice pages, which print their answers.

    Raises
    ------
    McollabError
        If two ask the same, and another answer is right.
    """
    if found.template.generator is None:
        return [found.template.filled()]
    made = [found.template.filled(seed("assignment", assignment, found.name, str(i))) for i in range(count)]
    right: dict[str, str] = {}
    for one in made:
        if (before := right.setdefault(one.asked, one.right())) != one.right():
            raise McollabError(
                f"{found.name} asks the same twice, and another answer is right ({before:.40}, then "
                f"{one.right():.40}): name in its prompt what its generator draws."
            )
    return list({question.variant: question for question in made}.values())


def _dealt(groups: Iterable[list[Found]]) -> list[Found]:
    """Return the first of each group, then the second of each, and so on."""
    return [found for turn in zip_longest(*groups) for found in turn if found is not None]


def _listed(options: Iterable[str]) -> str:
    return ", ".join(options) or "none: the bank is empty"


def propose(chapters: list[str], count: int, kinds: list[str]) -> list[Found]:
    """Return a balanced set of questions: kinds in turn, and within a kind the sections, those with variants first.

    Raises
    ------
    McollabError
        If a chapter or a kind is unknown, or there are too few questions.
    """
    for name, options in [
        *((chapter, bank.chapters()) for chapter in chapters),
        *((kind, list(KINDS)) for kind in kinds),
    ]:
        if name not in options:
            raise McollabError(f"No {name!r}: expected one of {_listed(options)}{nearest(name, options)}")
    every = [
        Found(f"{chapter}/{id}", template)
        for chapter in chapters
        for id, template in bank.read(course.questions_dir() / f"{chapter}.yml").items()
    ]
    wanted = [found for found in every if not kinds or found.template.kind in kinds]
    if len(wanted) < count:
        has = ", ".join(f"{sum(found.template.kind == kind for found in every)} {kind}" for kind in KINDS)
        raise McollabError(
            f"{', '.join(chapters)} has {len(wanted)} questions of these kinds where {count} are wanted; it has {has}."
        )

    by_kind = []
    for kind in kinds or KINDS:
        sections: dict[tuple[str, str | None], list[Found]] = {}
        for found in sorted(
            (found for found in wanted if found.template.kind == kind),
            key=lambda found: found.template.generator is None,
        ):
            sections.setdefault((found.chapter, found.template.section), []).append(found)
        by_kind.append(_dealt(sections.values()))
    chosen = _dealt(by_kind)[:count]
    return sorted(chosen, key=every.index)


def write_new(path: Path, chosen: list[Found]) -> None:
    """Write a new assignment file, with what an instructor may want to fill in as comments.

    Raises
    ------
    McollabError
        If the file is there already.
    """
    if path.exists():
        raise McollabError(f"{path} is there already: choose another name, or move it away.")
    id = "-".join(re.findall("[a-z0-9]+", path.stem.casefold()))
    if not id:
        raise McollabError(f"{path.name} gives no id: choose a name with letters or digits, such as week3.yml.")
    title = re.sub(r"(?<=[a-z])(?=\d)", " ", path.stem.replace("-", " ").replace("_", " ")).capitalize()
    lines = [
        f"id: {id}                # names the files and the variants: keep it once released",
        f"title: {yaml.safe_dump(title).splitlines()[0]}",
        "questions:",
        *(
            f"- {found.name}  # {found.template.kind}, {found.template.points:g} points, {found.template.minutes:g} min"
            for found in chosen
        ),
        "# points: {" + chosen[0].name + ": 2}   # instead of the question's own",
        "# due: 2026-12-04T23:59:00+01:00   # with the distance from UTC",
        "# late: {per_day: 0.1, most: 0.5, grace_minutes: 15}",
        '# extensions: {"u1234": 2026-12-06T23:59:00+01:00}   # student numbers in quotes',
        "variants: 20               # of each question that has a generator",
        "# banks: [mine.yml]   # questions of your own, which are in no public book",
    ]
    with files.told_where(path, "choose another folder"):
        files.write_text(path, "\n".join(lines) + "\n")
