"""Match what belongs together. A response maps left-hand texts to right-hand texts."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, Self

from pydantic import AfterValidator, Field, model_validator
from typing_extensions import override

from mcollab.questions import moodle
from mcollab.questions.hashing import shuffled
from mcollab.questions.holes import Filled
from mcollab.questions.kinds._choice import alike, differ
from mcollab.questions.markup import inline
from mcollab.questions.model import Model
from mcollab.questions.question import Question

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


class Pair(Model):
    """Two that belong together."""

    left: Filled = Field(description="what is given")
    right: Filled = Field(description="what belongs to it")


def _two_that_differ(pairs: list[Pair]) -> list[Pair]:
    if len(pairs) < 2:
        raise ValueError("a match needs two pairs or more")
    differ((pair.left for pair in pairs), "left-hand sides")
    return pairs


class Match(Question):
    """Match what belongs together."""

    kind: Literal["match"]
    pairs: Annotated[list[Pair], AfterValidator(_two_that_differ)] = Field(description="what belongs together")
    distractors: list[Filled] = Field([], description="right-hand sides that belong to none")

    rank: ClassVar[int] = 50
    moodle_type: ClassVar[str] = "matching"

    @model_validator(mode="after")
    def _distractors_belong_to_none(self) -> Self:
        taken = sorted({pair.right for pair in self.pairs} & set(self.distractors))
        if taken:
            raise ValueError(f"{taken[0]!r} is both a right answer and a distractor")
        return self

    def rights(self) -> list[str]:
        """Return the right-hand sides to choose from, each once, in the order of the alphabet."""
        return sorted({pair.right for pair in self.pairs} | set(self.distractors))

    @override
    def snag(self) -> str:
        return alike((pair.left for pair in self.pairs), "left-hand sides") or alike(self.rights(), "right-hand sides")

    @override
    def asks(self) -> dict[str, Any]:
        return super().asks() | {"lefts": sorted(pair.left for pair in self.pairs), "rights": self.rights()}

    @override
    @staticmethod
    def names(shown: dict[str, Any], response: object) -> bool:
        if not isinstance(response, dict):
            return False
        return all(left in shown["lefts"] and right in shown["rights"] for left, right in response.items())

    @override
    def worth(self, response: object) -> float:
        """Return the share of the left-hand sides that have their own right-hand side."""
        if not isinstance(response, dict):
            return 0.0
        found = [pair for pair in self.pairs if response.get(pair.left) == pair.right]
        return len(found) / len(self.pairs)

    @override
    def right(self) -> str:
        return "; ".join(f"{pair.left}: {pair.right}" for pair in self.pairs)

    @override
    def words(self, response: object) -> str:
        return "; ".join(text for text, _ in self.chosen(response)) or str(response)

    @override
    def chosen(self, response: object) -> list[tuple[str, bool]]:
        right = {pair.left: pair.right for pair in self.pairs}
        given = response.items() if isinstance(response, dict) else []
        return [(f"{left}: {one}", left in right and right[left] == one) for left, one in given]

    @override
    def parts(self) -> list[str]:
        return [escape(pair.left) for pair in self.pairs] + [escape("To match: " + "; ".join(self.rights()))]

    @override
    def public(self) -> dict[str, Any]:
        lefts = shuffled((pair.left for pair in self.pairs), self.id)
        return super().public() | {"lefts": lefts, "rights": shuffled(self.rights(), self.id)}

    @override
    @staticmethod
    def lacking(shown: dict[str, Any], response: object) -> str:
        given = response if isinstance(response, dict) else {}
        done = all(given.get(left) and isinstance(given[left], str) for left in shown["lefts"])
        return "" if done else "Match every one."

    @override
    def lost_in_moodle(self) -> list[str]:
        if len(self.pairs) > 2 or self.distractors:
            return []
        return ["Moodle wants two questions and three answers in a matching question: add a distractor"]

    @override
    def to_moodle(self, element: Element) -> None:
        moodle.settings(element, shuffleanswers="true")
        pairs = [(pair.left, pair.right) for pair in self.pairs]
        for left, right in [*pairs, *(("", text) for text in self.distractors)]:
            question = moodle.text(element, "subquestion", inline(left), format="html")
            moodle.text(question, "answer", right)
