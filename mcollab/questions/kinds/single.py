"""Choose one. A response is the option's text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field
from typing_extensions import override

from mcollab.questions.kinds._choice import Choice, Option, differ

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


def _one_is_correct(options: list[Option]) -> list[Option]:
    if len(options) < 2:
        raise ValueError("a choice needs two options or more")
    if sum(option.correct for option in options) != 1:
        raise ValueError("exactly one option must be marked correct: true")
    differ((option.text for option in options), "options")
    return options


class Single(Choice):
    """Choose one."""

    kind: Literal["single"]
    options: Annotated[list[Option], AfterValidator(_one_is_correct)] = Field(description="one of them correct")

    rank: ClassVar[int] = 10

    @override
    def worth(self, response: object) -> float:
        return float(isinstance(response, str) and any(correct for _, correct in self.chosen(response)))

    @override
    def to_moodle(self, element: Element) -> None:
        self.write_options(element, right=100, wrong=0)

    @override
    def to_qti(self) -> list[str]:
        return self.option_lines([f"{'*' * one.correct}{chr(97 + i % 26)})" for i, one in enumerate(self.options)])
