"""What an instructor plans with, made from the question bank: the map of the syllabus, the rubrics of short answers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util.docutils import SphinxDirective

from mcollab import course
from mcollab.book.invalidation import LISTED
from mcollab.questions import bank

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

    from mcollab.questions.template import Template

    Templates = dict[str, list[Template]]


def chapters(folder: Path) -> Templates:
    """Return the questions of the course in `folder` as its bank has them, by chapter, in the order of contents."""
    files = [folder / "chapters" / "questions" / f"{name}.yml" for name in course.chapters_of(folder)]
    return {path.stem: list(bank.read(path).values()) for path in files if path.exists()}


def syllabus(questions: Templates) -> str:
    """Return the map of the syllabus as Markdown: by chapter what its questions show a learner can do, and minutes."""
    lines = []
    for chapter, found in questions.items():
        minutes = sum(one.minutes for one in found)
        lines += [
            f"**{{doc}}`/chapters/{chapter}`**: {len(found)} questions, {minutes:g} minutes.",
            "",
            "| The learner can | Question | Kind | Min |",
            "|---|---|---|---|",
        ]
        for one in found:
            kind = f"{one.kind}, variants" if one.generator else one.kind
            lines.append(f"| {_cell(one.outcome)} | `{chapter}/{one.id}` | {kind} | {one.minutes:g} |")
        lines.append("")
    return "\n".join(lines)


def rubrics(questions: Templates) -> str:
    """Return what short answers are read by, as Markdown."""
    lines = []
    for chapter, found in questions.items():
        for one in found:
            rubric = getattr(one, "rubric", [])
            if rubric:
                lines += [
                    f"`{chapter}/{one.id}` ({one.points:g} point{'s' * (one.points != 1)})",
                    f": {_cell(one.prompt)}",
                    "",
                    *(f"  - {_cell(point)}" for point in rubric),
                    "",
                ]
    return "\n".join(lines)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


class _FromBank(SphinxDirective):
    @staticmethod
    def text(questions: Templates) -> str:
        """Return what the directive says."""
        raise NotImplementedError

    def run(self) -> list[nodes.Node]:
        """Return the nodes, which follow from the order of the contents and the files of the bank."""
        folder = Path(self.env.srcdir)
        for path in [folder / "_toc.yml", *folder.glob("chapters/questions/*.yml")]:
            self.env.note_dependency(str(path))
        self.env.temp_data.setdefault(LISTED, set()).add("chapters/questions")  # a bank may come after its chapter
        return self.parse_text_to_nodes(type(self).text(chapters(folder)))


class Syllabus(_FromBank):
    """``{syllabus}``: the map of the syllabus."""

    @staticmethod
    def text(questions: Templates) -> str:
        """Return the map."""
        return syllabus(questions)


class Rubrics(_FromBank):
    """``{rubrics}``: what short answers are read by."""

    @staticmethod
    def text(questions: Templates) -> str:
        """Return the rubrics."""
        return rubrics(questions)


def setup(app: Sphinx) -> None:
    """Register the directives."""
    app.add_directive("syllabus", Syllabus)
    app.add_directive("rubrics", Rubrics)
