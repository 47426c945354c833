"""Asking: one object that is a widget where there is a kernel, and an element of the page where there is none."""

from __future__ import annotations

import os
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import anywidget
import traitlets
from pydantic import ValidationError

from mcollab import course
from mcollab.errors import McollabError, nearest
from mcollab.host import building_book
from mcollab.questions import bank, front, markup, pages, state
from mcollab.questions.hashing import fingerprint
from mcollab.questions.variants import seed

if TYPE_CHECKING:
    from mcollab.questions.question import Question

Spec = dict[str, Any]
"""What the page's module draws, as JSON."""

MIME = "application/vnd.mcollab.question+json"
"""What the book makes an element of: ``{"html": …}``."""

ANSWERS = Path("answers.json")
"""Where a notebook keeps answers: beside it."""


class Kept(anywidget.AnyWidget):
    """A widget whose answers are merged into a file as they are given.

    In a notebook that is opened again without its kernel a widget cannot be drawn, and JupyterLab says no more than
    "model not found". So a line that says what to do stands before it, which the widget's style sheet hides.
    """

    spec = traitlets.Dict().tag(sync=True)
    answers = traitlets.Dict().tag(sync=True)

    def __init__(self, spec: Spec, file: Path):
        self.file = file.absolute()  # it stays this file when the kernel goes to another folder
        spec = {**spec, "file": _short(self.file), "place": _place()}
        try:
            kept = state.load(self.file)
        except McollabError as error:  # the browser keeps the answers all the same
            kept, spec = {}, {**spec, "notice": str(error)}
        super().__init__(spec=spec, answers={key: one.model_dump() for key, one in kept.items()})
        self.observe(self._keep, "answers")

    def _keep(self, change: dict[str, Any]) -> None:
        answers, strange, file = {}, 0, self.spec["file"]
        for key, given in change["new"].items():
            try:
                answers[key] = state.State.model_validate(given)
            except ValidationError:
                strange += 1  # the others are kept all the same
        notices = []
        try:
            if not state.update(self.file, answers):
                notices.append(f"Answer in one notebook at a time: the drive of {file} keeps no two apart.")
            if strange:
                said = f"{strange} of the answers cannot be kept in {file}, since their form is unknown"
                notices.append(f"{said}: reload the page and answer again.")
        except McollabError as error:
            notices = [str(error)]
        self.spec = {**self.spec, "notice": " ".join(notices)}

    def asleep(self) -> str:
        """Return what stands in a notebook that is opened without the kernel that drew this."""
        return f"No question here? Run this cell: your answers are kept, in this browser and in {self.spec['file']}."

    def _ipython_display_(self) -> None:
        from IPython.display import display

        line = self.asleep()
        display({"text/plain": line, "text/html": f'<p class="mc-asleep">{escape(line)}</p>'}, raw=True)
        drawn: Any = self._repr_mimebundle_() or {}
        data, metadata = drawn if isinstance(drawn, tuple) else (drawn, {})
        display(data | {"text/plain": line}, metadata=metadata, raw=True)


def _short(file: Path) -> str:
    """Return where a file is, from the learner's home if it is there."""
    try:
        return f"~/{file.relative_to(Path.home()).as_posix()}"
    except (ValueError, RuntimeError):
        return str(file)


def _place() -> str:
    """Return which course this is, for the browser: on one host there may be several, and several people on a hub."""
    return f"{os.environ.get('JUPYTERHUB_SERVICE_PREFIX', '/')}{fingerprint(str(course.root()))}"


class Asked(Kept):
    """A question, or the table of progress, in a notebook."""

    _esm = front.module()
    _css = front.widget_styles()

    def __init__(self, spec: Spec):
        super().__init__(spec, ANSWERS)


class Printed:
    """A question on a page that is being built: the element, and no kernel behind it."""

    def __init__(self, spec: Spec, questions: list[Question]):
        self.spec, self.questions = spec, questions

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        return {
            MIME: {"html": pages.element(self.spec, self.questions)},
            "text/plain": f"Question {self.spec.get('key', '')}".strip(),
        }


def ask(name: str) -> Asked | Printed:
    """Return a question of the bank, to be answered where it is shown.

    Parameters
    ----------
    name
        ``"chapter/id"``, as in ``chapters/questions/<chapter>.yml``.

    Returns
    -------
    Asked or Printed
        What a notebook shows as a widget and the book as a part of the page.

    Raises
    ------
    McollabError
        If there is no such question, or its generator fails.

    Examples
    --------
    >>> import mcollab as mc
    >>> mc.ask("history/ships-or-money").spec["key"]
    'history/ships-or-money'
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

    Parameters
    ----------
    chapter
        The chapter that is about to begin.

    Returns
    -------
    None
        The questions are what the cell shows.

    Raises
    ------
    McollabError
        If `chapter` is not one of the course, or no earlier chapter has questions.

    Examples
    --------
    >>> import mcollab as mc
    >>> mc.warm_up("history")
    Traceback (most recent call last):
    mcollab.errors.McollabError: No warm-up for 'history': no earlier chapter has questions.
    """
    from IPython.display import display

    for name in warm_up_names(chapter):
        display(ask(name))


def warm_up_names(chapter: str) -> list[str]:
    """Return the questions that `warm_up` shows.

    Raises
    ------
    McollabError
        As `warm_up`.

    Examples
    --------
    >>> [name.partition("/")[0] for name in warm_up_names("models")]
    ['history', 'history', 'history']
    """
    order = course.chapters()
    if chapter not in order:
        raise McollabError(f"No chapter {chapter!r}: expected one of {', '.join(order)}{nearest(chapter, order)}")
    names = [name for earlier in order[: order.index(chapter)] for name in bank.names(earlier)]
    if not names:
        raise McollabError(f"No warm-up for {chapter!r}: no earlier chapter has questions.")
    # One from each of three parts of what came before, so that nothing is left long unasked.
    thirds = [names[len(names) * i // 3 : len(names) * (i + 1) // 3] for i in range(3)]
    filled = [third for third in thirds if third]
    return [third[seed("warm-up", chapter, str(i)) % len(third)] for i, third in enumerate(filled)]


def progress() -> Asked | Printed:
    """Return what was answered, chapter by chapter, with the buttons to download, restore and erase answers.

    Returns
    -------
    Asked or Printed
        What a notebook shows as a widget and the book as a part of the page.

    Raises
    ------
    McollabError
        If a question file of the course is no question file.

    Examples
    --------
    >>> import mcollab as mc
    >>> mc.progress().spec["questions"]["history/ships-or-money"]["chapter"]
    'history'
    """
    questions = {}
    for chapter in course.chapters():
        for name in bank.names(chapter):
            question = bank.question(name, seed(name, "0"))
            key = f"{name}~{question.variant}" if question.variant else name
            questions[key] = {"chapter": chapter, "question": question.rules()}
    spec = {"questions": questions}
    return Printed(spec, []) if building_book() else Asked(spec)
