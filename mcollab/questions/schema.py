"""What a question is: the schema of ``chapters/questions/*.yml``, one model a kind.

A value written ``"{name}"`` stands for what the question's generator returns under that name (see `variants`), so every
field that a generator may fill admits such a template.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Text = Annotated[str, Field(min_length=1)]
Template = Annotated[str, Field(pattern=r"^\{[a-z_]+\}$", description="filled by the generator")]
Number = float | Template


class Model(BaseModel):
    """A part of a question; an unknown field is a mistake."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class Option(Model):
    """One option of a question of choice."""

    text: Text
    correct: bool = False
    feedback: str = Field("", description="said to who chose it: why it is right, or which mistake it is")


class Mistake(Model):
    """A wrong number that is often given, and what to say to it."""

    answer: Number
    feedback: Text


class Pair(Model):
    """Two that belong together."""

    left: Text
    right: Text


class Point(Model):
    """A point of a series: a label on the axis and its value."""

    x: str | int
    y: float


class Question(Model):
    """What questions of every kind have."""

    id: Slug
    prompt: Text = Field(description="what is asked; inline Markdown: emphasis, code, links")
    section: Slug | None = Field(None, description="label of the section that it belongs to, for the link back")
    outcome: Text = Field(description="what a right answer shows that the learner can do, as a verb phrase")
    tables: list[Text] = Field(
        [], description="tables of data/ that decide the answer; a test then derives it from them"
    )
    minutes: float = Field(2, gt=0, le=60)
    points: float = Field(1, gt=0, le=100)
    hints: list[Text] = Field([], description="given one by one on request")
    explanation: Text = Field(description="said after the answer, whatever it was")
    generator: Slug | None = Field(None, description="function (with _ for -) of the chapter's .py beside this file")
    variants: int = Field(1, ge=1, le=12, description="how many variants the page carries")


class Single(Question):
    """Choose one."""

    kind: Literal["single"]
    options: list[Option] | Template = Field(description="one of them correct")

    @model_validator(mode="after")
    def _one_is_correct(self):
        if isinstance(self.options, list):
            if len(self.options) < 2:
                raise ValueError("a choice needs two options or more")
            if sum(option.correct for option in self.options) != 1:
                raise ValueError("exactly one option must be marked correct: true")
            _differ([option.text for option in self.options], "options")
        return self


class Multi(Question):
    """Choose all that apply."""

    kind: Literal["multi"]
    options: list[Option] | Template

    @model_validator(mode="after")
    def _some_are_correct(self):
        if isinstance(self.options, list):
            if not any(option.correct for option in self.options) or all(option.correct for option in self.options):
                raise ValueError("some options, but not all, must be marked correct: true")
            _differ([option.text for option in self.options], "options")
        return self


class Numeric(Question):
    """Type a number."""

    kind: Literal["numeric"]
    answer: Number
    tolerance: Number = Field(0.0, description="largest distance from the answer that is still right, in its unit")
    unit: str = ""
    mistakes: list[Mistake] = []


class Order(Question):
    """Put items in order."""

    kind: Literal["order"]
    items: list[Text] | Template = Field(description="in the right order")
    ends: tuple[Text, Text] = Field(("first", "last"), description="what the two ends of the order mean")

    @model_validator(mode="after")
    def _three_that_differ(self):
        if isinstance(self.items, list):
            if len(self.items) < 3:
                raise ValueError("an order needs three items or more")
            _differ(self.items, "items")
        return self


class Match(Question):
    """Match what belongs together."""

    kind: Literal["match"]
    pairs: list[Pair] | Template
    distractors: list[Text] = Field([], description="right-hand sides that belong to none")

    @model_validator(mode="after")
    def _sides_differ(self):
        if isinstance(self.pairs, list):
            if len(self.pairs) < 2:
                raise ValueError("a match needs two pairs or more")
            _differ([pair.left for pair in self.pairs], "left-hand sides")
            taken = {pair.right for pair in self.pairs} & set(self.distractors)
            if taken:
                raise ValueError(f"{taken.pop()!r} is both a right answer and a distractor")
        return self


class Short(Question):
    """Write a sentence or a name; what is not recognised is read by a person."""

    kind: Literal["short"]
    accept: list[Text] = Field([], description="answers that are right as they stand, whatever their case and spaces")
    model_answer: Text
    rubric: list[Text] = Field([], description="what a reader gives credit for, one point of substance each")


class Predict(Question):
    """Draw or type a guess, see the data, say why the gap."""

    kind: Literal["predict"]
    given: list[Point] | Template = Field([], description="points that the learner is shown")
    hidden: list[Point] | Template = Field(description="points that the learner guesses")
    unit: Text
    low: Number = Field(description="lower end of the axis")
    high: Number = Field(description="upper end of the axis")
    scale: Number = Field(description="a mean error as large as this scores nothing")
    why: Text = Field(description="what is asked once the data are seen: why the gap?")

    @model_validator(mode="after")
    def _axis_holds_the_data(self):
        parts = (self.given, self.hidden, self.low, self.high, self.scale)
        if not any(isinstance(part, str) for part in parts):
            if not self.hidden:
                raise ValueError("a prediction needs a point to guess")
            outside = [point.y for point in [*self.given, *self.hidden] if not self.low <= point.y <= self.high]
            if outside:
                raise ValueError(f"the axis from {self.low:g} to {self.high:g} does not hold {outside[0]:g}")
            if self.scale <= 0:
                raise ValueError("the scale must be greater than 0")
        return self


AnyQuestion = Annotated[Single | Multi | Numeric | Order | Match | Short | Predict, Field(discriminator="kind")]


class Bank(Model):
    """The questions of a chapter: a file of ``chapters/questions/``."""

    chapter: Slug
    questions: list[AnyQuestion] = Field(min_length=1)


def json_schema() -> dict:
    """Return the JSON Schema of a question file, with which an editor completes and checks it."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **Bank.model_json_schema()}


def _differ(texts: list[str], what: str) -> None:
    doubled = next((text for text in texts if texts.count(text) > 1), None)
    if doubled is not None:
        raise ValueError(f"two {what} are the same: {doubled!r}")
