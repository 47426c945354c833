"""What is written in YAML by hand: the parts of which templates, questions and assignments are made."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, FiniteFloat, Strict

Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
"""A name in lower case, with hyphens."""

Text = Annotated[str, Field(min_length=1)]
"""A text that says something."""


def _no_truth(given: object) -> object:
    if isinstance(given, bool):
        raise ValueError(f"YAML reads {str(given).lower()}, which is no number; write one")  # noqa: TRY004
    return given


Number = Annotated[FiniteFloat, BeforeValidator(_no_truth)]
"""A number: neither infinite nor yes or no."""

Whole = Annotated[int, BeforeValidator(_no_truth)]
"""A whole number."""

Flag = Annotated[bool, Strict()]
"""Whether something is so: no word or number for it, such as "no" in quotes."""


class Model(BaseModel):
    """Something written by hand; an unknown field is a mistake."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class Task(Model):
    """What a template and a question have alike, and no generator fills.

    Examples
    --------
    >>> Task(id="who-decides", outcome="tell what the text leaves to each party").points
    1
    """

    id: Slug
    section: Slug | None = Field(None, description="label of the section that it belongs to, for the link back")
    outcome: Text = Field(description="what a right answer shows that the learner can do, as a verb phrase")
    tables: list[Text] = Field(
        [], description="tables of data/ that decide the answer; a test then derives it from them"
    )
    minutes: Number = Field(2, gt=0, le=60)
    points: Number = Field(1, gt=0, le=100)
