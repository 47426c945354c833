"""What questions of choice share: options, and what is said to who chose one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Self

from pydantic import Field
from typing_extensions import override

from mcollab.questions import moodle, qti
from mcollab.questions.hashing import shuffled
from mcollab.questions.holes import Filled, Note
from mcollab.questions.markup import inline
from mcollab.questions.model import Model
from mcollab.questions.question import Question

if TYPE_CHECKING:
    from collections.abc import Iterable
    from xml.etree.ElementTree import Element


class Option(Model):
    """One option of a question of choice."""

    text: Filled
    correct: bool = False
    feedback: Note = Field("", description="said to who chose it: why it is right, or which mistake it is")


def differ(texts: Iterable[str], what: str) -> None:
    """Refuse two texts that are the same, which no answer could tell apart."""
    seen: set[str] = set()
    for text in texts:
        if text in seen:
            raise ValueError(f"two {what} are the same: {text!r}")
        seen.add(text)


class Choice(Question):
    """A question of which the options are shown."""

    options: list[Option]

    shown_as_html: ClassVar[dict[str, Any]] = {"options": {"__all__": {"feedback"}}}
    moodle_type: ClassVar[str] = "multichoice"

    def numbers(self, response: object) -> list[int]:
        """Return the numbers of the options that a response names, as they were given."""
        given = response if isinstance(response, list) else [response]
        whole = [int(i) for i in given if isinstance(i, (int, float)) and not isinstance(i, bool) and i % 1 == 0]
        return [i for i in whole if 0 <= i < len(self.options)]

    @override
    def right(self) -> str:
        return "; ".join(option.text for option in self.options if option.correct)

    @override
    def words(self, response: object) -> str:
        return "; ".join(text for text, _ in self.chosen(response)) or "an answer that is none of the options"

    @override
    def chosen(self, response: object) -> list[tuple[str, bool]]:
        options = [self.options[i] for i in self.numbers(response)]
        return [(option.text, option.correct) for option in options]

    @override
    def comments(self, response: object) -> list[str]:
        found = [self.options[i].feedback for i in self.numbers(response)]
        return [text for text in found if text]

    @override
    def texts(self) -> dict[str, str]:
        options = {f"option.{i}": option.text for i, option in enumerate(self.options)}
        return super().texts() | options | {f"feedback.{i}": option.feedback for i, option in enumerate(self.options)}

    @override
    def parts(self) -> list[str]:
        return [inline(option.text) for option in self.options]

    @override
    def ordered(self) -> Self:
        place = {text: i for i, text in enumerate(shuffled([option.text for option in self.options], self.prompt))}
        return self.model_copy(update={"options": sorted(self.options, key=lambda option: place[option.text])})

    @override
    def public(self) -> dict[str, Any]:
        shown = super().public()
        html = {f"option.{i}": inline(option.text) for i, option in enumerate(self.options)}
        return shown | {"options": [{} for _ in self.options], "html": shown["html"] | html}

    def write_options(self, element: Element, right: float, wrong: float) -> None:
        """Write the options as Moodle's answers, with what a right and a wrong one are worth in per cent."""
        several = "false" if wrong else "true"
        moodle.settings(element, single=several, shuffleanswers="true", answernumbering="abc")
        for option in self.options:
            moodle.answer(element, inline(option.text), right if option.correct else wrong, option.feedback)

    @override
    def not_in_qti(self) -> str:
        return ""

    def option_lines(self, signs: list[str]) -> list[str]:
        """Return the options in the notation of text2qti, each after its sign."""
        lines = []
        for sign, option in zip(signs, self.options, strict=True):
            lines.append(f"{sign} {qti.line(option.text)}")
            if option.feedback:
                lines.append(f"... {qti.line(option.feedback)}")
        return lines
