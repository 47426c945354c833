"""Type a number. A response is the text that was typed."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from pydantic import Field
from typing_extensions import override

from mcollab.errors import McollabError
from mcollab.questions import moodle
from mcollab.questions.holes import Filled, Note
from mcollab.questions.model import Model, Number
from mcollab.questions.question import Question
from mcollab.questions.scoring import finite, number, shown

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_DECIMALS = 4
"""Decimals that a learner may be expected to type."""
_ROUNDING = 1e-9
"""How far a sum of decimals may be off for want of binary digits."""


_PER_CENT = re.compile("%|per ?cent", re.IGNORECASE)


def _read(typed: str, unit: str) -> float:
    """Return the number that was typed for a unit; a per cent sign stands only where per cent are asked for."""
    value = number(typed)
    if re.search("[%％]", typed) and not _PER_CENT.search(unit):
        raise McollabError("No per cent are asked for: write the number without the sign.")
    return value


class Mistake(Model):
    """A wrong number that is often given, and what to say to it."""

    answer: Number = Field(description="the wrong number")
    feedback: Filled = Field(description="said to who typed it")


class Numeric(Question):
    """Type a number."""

    kind: Literal["numeric"]
    answer: Number = Field(description="the right number")
    tolerance: Number = Field(
        0.0, ge=0, description="largest distance from the answer that is still right, in its unit"
    )
    unit: Note = ""
    mistakes: list[Mistake] = Field([], description="wrong numbers that are often given")

    rank: ClassVar[int] = 30
    shown_as_html: ClassVar[dict[str, Any]] = {"mistakes": {"__all__": {"feedback"}}}
    moodle_type: ClassVar[str] = "numerical"

    @override
    def asks(self) -> dict[str, Any]:
        return super().asks() | {"unit": self.unit}

    @override
    def snag(self) -> str:
        for mistake in self.mistakes:
            if self.worth(mistake.answer):
                return f"{mistake.answer:g} is among its mistakes and counts as right."
        if self.tolerance or math.isclose(round(self.answer, _DECIMALS), self.answer, rel_tol=0, abs_tol=_ROUNDING):
            return ""
        return f"only all digits of {self.answer!r} are right, which nobody types: give it a tolerance."

    def value(self, response: object) -> float | None:
        """Return the number that a response is, or None if it is none."""
        try:
            return _read(response, self.unit) if isinstance(response, str) else finite(response)
        except McollabError:
            return None

    @override
    def worth(self, response: object) -> float:
        value = self.value(response)
        return float(value is not None and abs(value - self.answer) <= self.tolerance + _ROUNDING)

    @override
    def right(self) -> str:
        within = f" (± {self.tolerance:g} counts as right)" if self.tolerance else ""
        return f"{self.answer:g} {self.unit}".strip() + within

    @override
    def words(self, response: object) -> str:
        return f"{response} {self.unit}".strip()

    @override
    def oddity(self, response: object) -> str:
        return f"{shown(response, 40)!r} is no number" if self.value(response) is None else ""

    @override
    def comments(self, response: object) -> list[str]:
        value = self.value(response)
        if value is None:
            return []
        near = (one for one in self.mistakes if abs(one.answer - value) <= self.tolerance + _ROUNDING)
        return [one.feedback for one in near][:1]

    @override
    def texts(self) -> dict[str, str]:
        return super().texts() | {f"mistake.{i}": mistake.feedback for i, mistake in enumerate(self.mistakes)}

    @override
    def public(self) -> dict[str, Any]:
        return super().public() | {"unit": self.unit}

    @override
    @staticmethod
    def lacking(shown: dict[str, Any], response: object) -> str:
        try:
            if isinstance(response, str):
                _read(response, shown["unit"])
        except McollabError as error:
            return str(error)
        return ""

    @override
    def quiz_prompt(self) -> str:
        return self.prompt + (f" ({self.unit})" if self.unit else "")

    @override
    def lost_in_moodle(self) -> list[str]:
        if all(value.is_integer() for value in (self.answer, self.tolerance)):
            return []
        return ["Moodle takes the decimal mark of the student's language alone: 73,5 gets 0 in English, 73.5 in German"]

    @override
    def to_moodle(self, element: Element) -> None:
        known = [(mistake.answer, 0, mistake.feedback) for mistake in self.mistakes]
        for value, worth, feedback in [(self.answer, 100, ""), *known]:
            one = moodle.answer(element, f"{value:.12g}", worth, feedback, form="moodle_auto_format")
            moodle.settings(one, tolerance=f"{self.tolerance:.12g}")

    @override
    def not_in_qti(self) -> str:
        low, high = self.answer - self.tolerance, self.answer + self.tolerance
        if min(abs(low), abs(high)) < 1e-4:
            return "Canvas takes no numerical answer whose range begins or ends at 0"
        if any(abs(round(value, 4) - value) > _ROUNDING for value in (low, self.answer, high)):
            return "QTI as Canvas reads it keeps four decimals, and its answer has more"
        return ""

    @override
    def lost_in_qti(self) -> list[str]:
        return ["what is said to known mistakes"] if self.mistakes else []

    @override
    def to_qti(self) -> list[str]:
        return [f"= {self.answer:.12g} +- {self.tolerance:.12g}"]
