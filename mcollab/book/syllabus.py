"""What an instructor plans with, made from the question bank: the map of the syllabus, and the rubrics of short answers."""

from pathlib import Path

from docutils.statemachine import StringList
from sphinx.util.docutils import SphinxDirective

from mcollab import course
from mcollab.questions import bank


def chapters(srcdir):
    """Return the questions as they stand in the bank, by chapter, in the order of the contents."""
    folder = Path(srcdir, "chapters", "questions")
    files = [folder / f"{name}.yml" for name in course.chapters_of(Path(srcdir))]
    return {path.stem: list(bank.read(path).values()) for path in files if path.exists()}


def syllabus(questions):
    """Return the map of the syllabus as Markdown: for each chapter what its questions show that a learner can do, and minutes."""
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


def rubrics(questions):
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


def _cell(text):
    return " ".join(text.split()).replace("|", "\\|")


class _FromBank(SphinxDirective):
    def run(self):
        for path in Path(self.env.srcdir, "chapters", "questions").glob("*.yml"):
            self.env.note_dependency(str(path))
        text = type(self).text(chapters(self.env.srcdir))
        return self.parse_text_to_nodes(StringList(text.splitlines(), source=self.env.docname)) if text else []


class Syllabus(_FromBank):
    """``{syllabus}``: the map of the syllabus."""

    text = staticmethod(syllabus)


class Rubrics(_FromBank):
    """``{rubrics}``: what short answers are read by."""

    text = staticmethod(rubrics)


def setup(app):
    """Register the directives."""
    app.add_directive("syllabus", Syllabus)
    app.add_directive("rubrics", Rubrics)
