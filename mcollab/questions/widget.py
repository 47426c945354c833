"""Asking: one object that is a widget where there is a kernel, and an element of the page where there is none."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import anywidget
import traitlets

from mcollab import course
from mcollab.errors import McollabError, nearest
from mcollab.host import building_book
from mcollab.questions import bank, markup, state
from mcollab.questions.variants import seed
from mcollab.style import css_variables

if TYPE_CHECKING:
    from mcollab.questions.question import Question

MIME = "application/vnd.mcollab.question+json"
"""What the book makes an element of: ``{"html": …}``."""

ANSWERS = Path("answers.json")
"""Where a notebook keeps answers: beside it."""

_STATIC = Path(__file__).parent / "static"


class Asked(anywidget.AnyWidget):
    """A question, or the table of progress, in a notebook; answers are merged into ``answers.json`` as they are given."""

    _esm = _STATIC / "question.js"
    _css = css_variables() + (_STATIC / "question.css").read_text(encoding="utf-8")
    spec = traitlets.Dict().tag(sync=True)
    answers = traitlets.Dict().tag(sync=True)

    def __init__(self, spec: dict):
        try:
            kept = state.load(ANSWERS)
        except McollabError as error:  # the browser keeps the answers all the same
            kept, spec = {}, {**spec, "notice": str(error)}
        super().__init__(spec=spec, answers={key: one.model_dump() for key, one in kept.items()})
        self.observe(self._keep, "answers")

    def _keep(self, change) -> None:
        try:
            kept = state.load(ANSWERS)
            for key, given in change["new"].items():
                one = state.State.model_validate(given)
                kept[key] = state.merge(kept[key], one) if key in kept else one
            state.save(ANSWERS, kept)
        except (McollabError, ValueError) as error:
            self.spec = {**self.spec, "notice": str(error)}


class Printed:
    """A question on a page that is being built: the element, and no kernel behind it."""

    def __init__(self, spec: dict, questions: list[Question]):
        self.spec, self.questions = spec, questions

    def _repr_mimebundle_(self, **_):
        return {
            MIME: {"html": markup.element(self.spec, self.questions)},
            "text/plain": f"Question {self.spec.get('key', '')}".strip(),
        }


def ask(name: str) -> Asked | Printed:
    """Return a question of the bank, to be answered where it is shown.

    Parameters
    ----------
    name
        ``"chapter/id"``, as in ``chapters/questions/<chapter>.yml``.

    Raises
    ------
    McollabError
        If there is no such question, or its generator fails.
    """
    questions = bank.page(name)
    chapter, first = name.partition("/")[0], questions[0]
    spec = {
        "key": name,
        "practice": True,
        "link": f"{chapter}.html#{first.section}" if building_book() and first.section else None,
        "variants": [{**question.rules(), "html": markup.rendered(question.texts())} for question in questions],
    }
    return Printed(spec, questions) if building_book() else Asked(spec)


def warm_up(chapter: str) -> None:
    """Show three questions from the chapters before `chapter`, the same three to everybody.

    Raises
    ------
    McollabError
        If `chapter` is not one of the course, or no earlier chapter has questions.
    """
    from IPython.display import display

    order = course.chapters()
    if chapter not in order:
        raise McollabError(f"No chapter {chapter!r}: expected one of {', '.join(order)}{nearest(chapter, order)}")
    earlier = [name for name in order[: order.index(chapter)] if name in bank.chapters()]
    names = [f"{name}/{id}" for name in earlier for id in bank.read(course.questions_dir() / f"{name}.yml")]
    if not names:
        raise McollabError(f"No warm-up for {chapter!r}: no earlier chapter has questions.")
    # One from each of three parts of what came before, so that nothing is left long unasked.
    thirds = [names[len(names) * i // 3 : len(names) * (i + 1) // 3] for i in range(3)]
    for i, third in enumerate(part for part in thirds if part):
        display(ask(third[seed("warm-up", chapter, str(i)) % len(third)]))


def progress() -> Asked | Printed:
    """Return what was answered, chapter by chapter, with the buttons to download, restore and erase answers."""
    questions = {}
    for chapter in [name for name in course.chapters() if name in bank.chapters()]:
        for id in bank.read(course.questions_dir() / f"{chapter}.yml"):
            question = bank.question(f"{chapter}/{id}", seed(f"{chapter}/{id}", "0"))
            questions[f"{chapter}/{id}"] = {"chapter": chapter, "question": question.rules()}
    spec = {"questions": questions}
    return Printed(spec, []) if building_book() else Asked(spec)
