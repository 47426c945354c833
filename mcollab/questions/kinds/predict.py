"""Draw or type a guess, see the data, say why the gap.

A response is ``{"guess": {place: number, …}, "why": text}``, with a number for each hidden point.
"""

from __future__ import annotations

from html import escape
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import AfterValidator, Field, model_validator
from typing_extensions import override

from mcollab.questions.holes import Filled, Note
from mcollab.questions.kinds._choice import differ
from mcollab.questions.model import Model, Number
from mcollab.questions.question import Question
from mcollab.questions.scoring import finite


class Point(Model):
    """A point of a series: a label on the axis and its value."""

    x: Note | int
    y: Number


def _one_or_more(points: list[Point]) -> list[Point]:
    if not points:
        raise ValueError("a prediction needs a point to guess")
    differ((str(point.x) for point in points), "points to guess")
    return points


def _guessed(response: object) -> dict[str, Any]:
    """Return what a response guesses, by place; nothing if it is not of that form."""
    guess = response.get("guess") if isinstance(response, dict) else None
    return guess if isinstance(guess, dict) else {}


class Predict(Question):
    """Draw or type a guess, see the data, say why the gap."""

    kind: Literal["predict"]
    given: list[Point] = Field([], description="points that the learner is shown")
    hidden: Annotated[list[Point], AfterValidator(_one_or_more)] = Field(description="points that the learner guesses")
    unit: Filled = Field(description="the unit of the values")
    low: Number = Field(description="lower end of the axis")
    high: Number = Field(description="upper end of the axis")
    scale: Number = Field(gt=0, description="a mean error as large as this scores nothing")
    why: Filled = Field(description="what is asked once the data are seen: why the gap?")

    rank: ClassVar[int] = 70
    shown_as_html: ClassVar[dict[str, Any]] = {"why": True}

    @model_validator(mode="after")
    def _axis_holds_the_data(self) -> Self:
        outside = [point.y for point in [*self.given, *self.hidden] if not self.low <= point.y <= self.high]
        if outside:
            raise ValueError(f"the axis from {self.low:g} to {self.high:g} does not hold {outside[0]:g}")
        return self

    @override
    def asks(self) -> dict[str, Any]:
        given = [[point.x, point.y] for point in self.given]
        axis = {"unit": self.unit, "low": self.low, "high": self.high}
        return super().asks() | {"given": given, "hidden": [point.x for point in self.hidden], **axis}

    @override
    def of_places(self, response: object) -> object:
        given = response.get("guess") if isinstance(response, dict) else None
        if not isinstance(response, dict) or not isinstance(given, list):
            return response
        guess = {str(point.x): y for point, y in zip(self.hidden, given, strict=False) if y is not None}
        return response | {"guess": guess}

    def guess(self, response: object) -> list[float] | None:
        """Return the numbers that a response guesses, one for each hidden point; None if it does not guess all."""
        given = _guessed(response)
        values = [value for point in self.hidden if (value := finite(given.get(str(point.x)))) is not None]
        return values if len(values) == len(self.hidden) else None

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
        return "; ".join(f"{x}: {y}" for x, y in _guessed(response).items()) or str(response)

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
        guess = _guessed(response)
        done = all(finite(guess.get(str(point["x"]))) is not None for point in shown["hidden"])
        return "" if done else "Guess every point."

    @override
    def not_in_moodle(self) -> str:
        return "Moodle has no question in which a guess is drawn and scored by its distance"

    @override
    def not_in_qti(self) -> str:
        return "QTI has no question in which a guess is drawn and scored by its distance"
