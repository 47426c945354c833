"""Write a sentence or a name; what is not recognised is read by a person. A response is the text."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field
from typing_extensions import override

from mcollab.questions import moodle, qti
from mcollab.questions.holes import Filled
from mcollab.questions.markup import inline
from mcollab.questions.question import Question
from mcollab.questions.scoring import words

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


class Short(Question):
    """Write a sentence or a name; what is not recognised is read by a person."""

    kind: Literal["short"]
    accept: list[Filled] = Field([], description="answers that are right as they stand, whatever their case and spaces")
    model_answer: Filled = Field(description="a full answer")
    rubric: list[Filled] = Field([], description="what a reader gives credit for, one point of substance each")

    rank: ClassVar[int] = 60

    @override
    def worth(self, response: object) -> float | None:
        if not isinstance(response, str):
            return 0.0
        return 1.0 if words(response) in {words(text) for text in self.accept} else None

    @override
    def right(self) -> str:
        return self.model_answer

    @override
    def words(self, response: object) -> str:
        return str(response)

    @override
    def chosen(self, response: object) -> list[tuple[str, bool]]:
        return []  # each is its own

    @override
    def not_in_moodle(self) -> str:
        return ""

    @override
    def lost_in_moodle(self) -> list[str]:
        if not (self.accept and self.rubric):
            return []
        return ["accepted answers are scored by Moodle, others get 0 there instead of being read with the rubric"]

    @override
    def to_moodle(self, element: Element) -> None:
        if self.accept:
            element.set("type", "shortanswer")
            moodle.settings(element, usecase="0")
            for text in self.accept:
                moodle.answer(element, text.replace("*", r"\*"), 100, form="moodle_auto_format")
            return
        element.set("type", "essay")
        moodle.answer(element, "", 0)
        moodle.settings(
            element,
            responseformat="editor",
            responserequired="1",
            responsefieldlines="5",
            attachments="0",
            attachmentsrequired="0",
        )
        rubric = "".join(f"<li>{inline(point)}</li>" for point in self.rubric)
        info = f"<p>{inline(self.model_answer)}</p>" + (f"<ul>{rubric}</ul>" if rubric else "")
        moodle.text(element, "graderinfo", info, format="html")
        moodle.text(element, "responsetemplate", "", format="html")

    @override
    def not_in_qti(self) -> str:
        return ""

    @override
    def lost_in_qti(self) -> list[str]:
        if not (self.accept and self.rubric):
            return []
        return ["answers that are not among the accepted ones get 0 instead of being read with the rubric"]

    @override
    def to_qti(self) -> list[str]:
        return [f"* {qti.bare(text)}" for text in self.accept] or ["____"]
