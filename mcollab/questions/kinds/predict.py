"""Draw or type a guess, see the data, say why the gap.

A response is ``{"guess": [a number for each hidden point], "why": text}``.
"""

from __future__ import annotations

from html import escape
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import AfterValidator, Field, FiniteFloat, model_validator
from typing_extensions import override

from mcollab.questions.holes import Filled, Note
from mcollab.questions.model import Model
from mcollab.questions.question import Question
from mcollab.questions.scoring import finite


class Point(Model):
    """A point of a series: a label on the axis and its value."""

    x: Note | int
    y: FiniteFloat


def _one_or_more(points: list[Point]) -> list[Point]:
    if not points:
        raise ValueError("a prediction needs a point to guess")
    return points


class Predict(Question):
    """Draw or type a guess, see the data, say why the gap."""

    kind: Literal["predict"]
    given: list[Point] = Field([], description="points that the learner is shown")
    hidden: Annotated[list[Point], AfterValidator(_one_or_more)] = Field(description="points that the learner guesses")
    unit: Filled
    low: FiniteFloat = Field(description="lower end of the axis")
    high: FiniteFloat = Field(description="upper end of the axis")
    scale: FiniteFloat = Field(gt=0, description="a mean error as large as this scores nothing")
    why: Filled = Field(description="what is asked once the data are seen: why the gap?")

    rank: ClassVar[int] = 70
    shown_as_html: ClassVar[dict[str, Any]] = {"why": True}

    @model_validator(mode="after")
    def _axis_holds_the_data(self) -> Self:
        outside = [point.y for point in [*self.given, *self.hidden] if not self.low <= point.y <= self.high]
        if outside:
            raise ValueError(f"the axis from {self.low:g} to {self.high:g} does not hold {outside[0]:g}")
        return self

    def guess(self, response: object) -> list[float] | None:
        """Return the numbers that a response guesses, one for each hidden point; None if it does not guess all."""
        given = response.get("guess") if isinstance(response, dict) else None
        if not isinstance(given, list) or len(given) != len(self.hidden):
            return None
        values = [value for value in map(finite, given) if value is not None]
        return values if len(values) == len(given) else None

    @override
    def worth(self, response: object) -> float:
        """Return 1 less the mean error as a share of the scale, not below 0."""
        guess = self.guess(response)
        if guess is None:
            return 0.0
        gap = sum(abs(y - point.y) for y, point in zip(guess, self.hidden, strict=True)) / len(guess)
        return max(0.0, 1 - gap / self.scale)

    @override
    def right(self) -> str:
        return "; ".join(f"{point.x}: {point.y:g}" for point in self.hidden) + f" ({self.unit})"

    @override
    def words(self, response: object) -> str:
        given = response.get("guess") if isinstance(response, dict) else None
        if not isinstance(given, list):
            return str(response)
        return "; ".join(f"{point.x}: {y}" for point, y in zip(self.hidden, given, strict=False))

    @override
    def chosen(self, response: object) -> list[tuple[str, bool]]:
        return []  # each is its own

    @override
    def texts(self) -> dict[str, str]:
        return super().texts() | {"why": self.why}

    @override
    def parts(self) -> list[str]:
        return [escape(f"{point.x}: {point.y:g} {self.unit}") for point in self.given]

    @override
    def public(self) -> dict[str, Any]:
        return super().public() | {
            "given": [point.model_dump() for point in self.given],
            "hidden": [{"x": point.x} for point in self.hidden],
            "unit": self.unit,
            "low": self.low,
            "high": self.high,
        }

    @override
    @staticmethod
    def lacking(shown: dict[str, Any], response: object) -> str:
        guess = response.get("guess") if isinstance(response, dict) else None
        done = isinstance(guess, list) and None not in guess
        return "" if done else "some points are not guessed"

    @override
    def not_in_moodle(self) -> str:
        return "Moodle has no question in which a guess is drawn and scored by its distance"

    @override
    def not_in_qti(self) -> str:
        return "QTI has no question in which a guess is drawn and scored by its distance"
