"""What questions of choice share: options, and what is said to who chose one."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Any, ClassVar
from unicodedata import category

from pydantic import Field
from typing_extensions import override

from mcollab.questions import moodle, qti
from mcollab.questions.hashing import shuffled
from mcollab.questions.holes import Filled, Note
from mcollab.questions.markup import inline
from mcollab.questions.model import Flag, Model
from mcollab.questions.question import Question
from mcollab.questions.scoring import finite, shown

if TYPE_CHECKING:
    from collections.abc import Iterable
    from xml.etree.ElementTree import Element


class Option(Model):
    """One option of a question of choice."""

    text: Filled = Field(description="the option as it is shown")
    correct: Flag = False
    feedback: Note = Field("", description="said to who chose it: why it is right, or which mistake it is")


def differ(texts: Iterable[str], what: str) -> None:
    """Refuse two texts that are the same, which no answer could tell apart."""
    seen: set[str] = set()
    for text in texts:
        if text in seen:
            raise ValueError(f"two {what} are the same: {text!r}")
        seen.add(text)


def alike(texts: Iterable[str], what: str) -> str:
    r"""Return that two texts look the same to a reader, in a sentence; empty if no two do.

    Examples
    --------
    >>> alike(["Oslo", "Bonn"], "options"), alike(["*the  UN*", "the\u00a0UN"], "options")
    ('', "two options look the same: 'the UN'.")
    """
    seen = set[str]()
    for text in texts:
        shown = re.sub("<[^>]*>", "", inline(text))
        look = " ".join("".join(char for char in shown if category(char) != "Cf").split())
        if look in seen:
            return f"two {what} look the same: {unescape(look)!r}."
        seen.add(look)
    return ""


def _listed(response: object) -> list[object]:
    return response if isinstance(response, list) else [response]


class Choice(Question):
    """A question of which the options are shown."""

    options: list[Option]

    shown_as_html: ClassVar[dict[str, Any]] = {"options": {"__all__": {"feedback"}}}
    moodle_type: ClassVar[str] = "multichoice"

    def _named(self, response: object) -> list[Option]:
        """Return the options that a response names, in the order in which it names them, each once."""
        texts = dict.fromkeys(text for text in _listed(response) if isinstance(text, str))
        return [option for text in texts for option in self.options if option.text == text]

    @override
    def snag(self) -> str:
        return alike((option.text for option in self.options), "options")

    @override
    def asks(self) -> dict[str, Any]:
        return super().asks() | {"options": sorted(option.text for option in self.options)}

    @override
    @staticmethod
    def names(shown: dict[str, Any], response: object) -> bool:
        texts = [option["text"] for option in shown["options"]]
        return all(text in texts for text in _listed(response))

    @override
    def of_places(self, response: object) -> object:
        if isinstance(response, list):
            return [self.of_places(place) for place in response]
        whole = finite(response)
        known = whole is not None and whole.is_integer() and 0 <= whole < len(self.options)
        return self.options[int(whole)].text if whole is not None and known else response

    @override
    def right(self) -> str:
        return "; ".join(option.text for option in self.options if option.correct)

    @override
    def words(self, response: object) -> str:
        given = _listed(response)
        return "; ".join(str(text) if self._named(text) else f"{text} (none of the options)" for text in given)

    @override
    def chosen(self, response: object) -> list[tuple[str, bool]]:
        return [(option.text, option.correct) for option in self._named(response)]

    @override
    def oddity(self, response: object) -> str:
        strange = next((one for one in _listed(response) if not self._named(one)), None)
        return "" if strange is None else f"chooses {shown(strange, 60)!r}, which is none of the options"

    @override
    def comments(self, response: object) -> list[str]:
        return [option.feedback for option in self._named(response) if option.feedback]

    @override
    def texts(self) -> dict[str, str]:
        options = {f"option.{i}": option.text for i, option in enumerate(self.options)}
        return super().texts() | options | {f"feedback.{i}": option.feedback for i, option in enumerate(self.options)}

    @override
    def parts(self) -> list[str]:
        return [inline(option.text) for option in self.options]

    @override
    def public(self) -> dict[str, Any]:
        shown = super().public()
        texts = shuffled((option.text for option in self.options), self.id)
        html = {f"option.{i}": inline(text) for i, text in enumerate(texts)}
        return shown | {"options": [{"text": text} for text in texts], "html": shown["html"] | html}

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
