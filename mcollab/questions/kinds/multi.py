"""Choose all that apply. A response is a list of the options' texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field
from typing_extensions import override

from mcollab.questions import moodle
from mcollab.questions.kinds._choice import Choice, Option, differ

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


def _some_are_correct(options: list[Option]) -> list[Option]:
    if len({option.correct for option in options}) < 2:
        raise ValueError("some options, but not all, must be marked correct: true")
    differ((option.text for option in options), "options")
    return options


class Multi(Choice):
    """Choose all that apply."""

    kind: Literal["multi"]
    options: Annotated[list[Option], AfterValidator(_some_are_correct)] = Field(
        description="some of them correct, but not all"
    )

    rank: ClassVar[int] = 20

    @override
    def worth(self, response: object) -> float:
        """Return the correct ones chosen less the wrong ones chosen, as a share of the correct ones, not below 0."""
        if not isinstance(response, list) or not all(self._named(text) for text in response):
            return 0.0
        chosen = [correct for _, correct in self.chosen(response)]
        return max(0.0, (chosen.count(True) - chosen.count(False)) / self._right())

    def _right(self) -> int:
        return sum(option.correct for option in self.options)

    @override
    def not_in_moodle(self) -> str:
        return "more right options than Moodle can share the points among" if self._right() > 10 else ""

    @override
    def to_moodle(self, element: Element) -> None:
        share = moodle.share(self._right())
        self.write_options(element, right=share, wrong=-share)

    @override
    def lost_in_qti(self) -> list[str]:
        return ["Canvas counts its partial credit by its own rule"]

    @override
    def to_qti(self) -> list[str]:
        return self.option_lines(["[*]" if option.correct else "[ ]" for option in self.options])
