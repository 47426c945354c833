"""What does not fit a model, for who wrote it: one sentence for each way not to fit, and none of pydantic's."""

from typing import Annotated, Literal

import pytest
from pydantic import (
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    FiniteFloat,
    TypeAdapter,
    ValidationError,
    model_validator,
)

from mcollab import misfits


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class One(Strict):
    kind: Literal["one"]
    text: str = Field(min_length=1, max_length=5, description="what is asked")
    name: Annotated[str, Field(pattern="^[a-z]+$")] = "a"


class Two(Strict):
    kind: Literal["two"]
    number: FiniteFloat = Field(gt=0, lt=10, description="how many")
    share: float = Field(0.5, ge=0, le=1)
    parts: list[One] = Field([], min_length=1, max_length=2, description="of what it is made")
    pair: tuple[int, int] = (1, 2)
    by_name: dict[str, One] = {}
    due: AwareDatetime | None = None
    big: bool = False
    also: float | list[int] = 0

    @model_validator(mode="after")
    def _fits(self):
        if self.share == self.number:
            raise ValueError("the share is the number")
        return self


AnyOne = Annotated[One | Two, Field(discriminator="kind")]
ONE, TWO = {"kind": "one", "text": "a"}, {"kind": "two", "number": 1}


def said(content):
    with pytest.raises(ValidationError) as wrong:
        TypeAdapter(AnyOne).validate_python(content)
    return misfits.said(wrong.value.errors()[0], AnyOne)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (None, "nothing stands here; write fields, each after its name (kind:)"),
        ([], "a list stands here; write fields, each after its name (kind:)"),
        ({}, "missing; write one of one, two"),
        ({"kind": "tow"}, "'tow' is none; write one of one, two; did you mean 'two'?"),
        ({"kind": 5}, "'5' is none; write one of one, two"),
        ({"kind": "one"}, "missing; write it (what is asked)"),
        ({"kind": "two"}, "missing; write it (how many)"),
        (ONE | {"text": None}, "nothing stands here; write it (what is asked)"),
        (ONE | {"text": ""}, "an empty text; write it (what is asked)"),
        (ONE | {"text": "abcdef"}, "too long; write 5 characters at most"),
        (ONE | {"text": 5}, "YAML reads 5, which is no text; put it in quotes"),
        (ONE | {"text": False}, "YAML reads false, which is no text; put it in quotes"),
        (ONE | {"text": ["a"]}, "a list stands here; write a text"),
        (ONE | {"text": {"a": 1}}, "a block of fields stands here; write a text"),
        (ONE | {"name": "A B"},
         "'A B' stands here; write small letters and digits, with hyphens between, such as who-decides"),
        (ONE | {"txt": "a"}, "nothing of that name belongs here; did you mean 'text'?"),
        (ONE | {"number": 1}, "nothing of that name belongs here; did you mean 'name'?"),
        (ONE | {"xyz": 1}, "nothing of that name belongs here"),
        (TWO | {"number": "x" * 50}, f"'{'x' * 38}… stands here; write a number"),
        (TWO | {"number": "x" * 38}, f"'{'x' * 38}' stands here; write a number"),
        (TWO | {"number": float("inf")}, "inf is no finite number"),
        (TWO | {"number": 0}, "too small; write a number above 0"),
        (TWO | {"number": 10}, "too large; write a number below 10"),
        (TWO | {"share": -0.5}, "too small; write a number from 0 on"),
        (TWO | {"share": 1.5}, "too large; write a number up to 1"),
        (TWO | {"share": None}, "nothing stands here; write a number"),
        (TWO | {"share": 1}, "the share is the number"),
        (TWO | {"parts": "a"}, "'a' stands here; write a list, each item after a hyphen"),
        (TWO | {"parts": []}, "0 here; write 1 or more"),
        (TWO | {"parts": [ONE] * 3}, "3 here; write 2 at most"),
        (TWO | {"parts": [{"kind": "one"}]}, "missing; write it (what is asked)"),
        (TWO | {"parts": [7]}, "7 stands here; write fields, each after its name (kind:, text:)"),
        (TWO | {"parts": [ONE | {"kind": "three"}]}, "'three' stands here; write 'one'"),
        (TWO | {"by_name": {"b": {"kind": "one"}}}, "missing; write it (what is asked)"),
        (TWO | {"by_name": 1}, "1 stands here; write values, each after its name (name: value)"),
        (TWO | {"pair": "ab"}, "'ab' stands here; write a list, each item after a hyphen"),
        (TWO | {"pair": [1, "b"]}, "'b' stands here; write a whole number"),
        (TWO | {"pair": [1, 1.5]}, "1.5 stands here; write a whole number"),
        (TWO | {"due": "2026-12-04"},
         "'2026-12-04' stands here; write a time with its distance from UTC, such as 2026-12-04T23:59:00+01:00"),
        (TWO | {"due": "soon"},
         "'soon' stands here; write a time with its distance from UTC, such as 2026-12-04T23:59:00+01:00"),
        (TWO | {"big": "large"}, "'large' stands here; write true or false"),
        (TWO | {"big": 2}, "2 stands here; write true or false"),
        (TWO | {"also": "many"}, "'many' stands here; write a number"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_said_with_what_to_write(content, sentence):
    assert said(content) == sentence
