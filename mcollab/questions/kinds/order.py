"""Put items in order. A response is the list of the items as placed."""

from __future__ import annotations

from html import escape
from itertools import combinations
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, Field
from typing_extensions import override

from mcollab.questions import moodle
from mcollab.questions.hashing import shuffled
from mcollab.questions.holes import Filled
from mcollab.questions.kinds._choice import alike, differ
from mcollab.questions.markup import inline
from mcollab.questions.question import Question

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


def _three_that_differ(items: list[str]) -> list[str]:
    if len(items) < 3:
        raise ValueError("an order needs three items or more")
    differ(items, "items")
    return items


class Order(Question):
    """Put items in order."""

    kind: Literal["order"]
    items: Annotated[list[Filled], AfterValidator(_three_that_differ)] = Field(description="in the right order")
    ends: tuple[Filled, Filled] = Field(("first", "last"), description="what the two ends of the order mean")

    rank: ClassVar[int] = 40
    moodle_type: ClassVar[str] = "ordering"

    @override
    def snag(self) -> str:
        return alike(self.items, "items")

    @override
    def asks(self) -> dict[str, Any]:
        return super().asks() | {"items": sorted(self.items), "ends": list(self.ends)}

    @override
    @staticmethod
    def names(shown: dict[str, Any], response: object) -> bool:
        if not isinstance(response, list) or not all(isinstance(item, str) for item in response):
            return False
        return sorted(response) == sorted(shown["items"])

    @override
    def worth(self, response: object) -> float:
        """Return Kendall's tau with the right order, not below 0."""
        if not isinstance(response, list) or not all(isinstance(item, str) for item in response):
            return 0.0
        if sorted(response) != sorted(self.items):
            return 0.0
        at = [response.index(item) for item in self.items]
        pairs = [1 if one < other else -1 for one, other in combinations(at, 2)]
        return max(0.0, sum(pairs) / len(pairs))

    @override
    def right(self) -> str:
        return " → ".join(self.items)

    @override
    def words(self, response: object) -> str:
        return " → ".join(map(str, response)) if isinstance(response, list) else str(response)

    @override
    def parts(self) -> list[str]:
        return [escape(item) for item in sorted(self.items)]

    @override
    def public(self) -> dict[str, Any]:
        return super().public() | {"items": shuffled(self.items, self.id), "ends": list(self.ends)}

    @override
    def lost_in_moodle(self) -> list[str]:
        version = "needs Moodle 4.4 or later (question type ordering), which has its own partial credit"
        return [f"{version}; an older one that is told to stop on error refuses the whole file"]

    @override
    def to_moodle(self, element: Element) -> None:
        moodle.settings(
            element,
            layouttype="VERTICAL",
            selecttype="ALL",
            selectcount="0",
            gradingtype="RELATIVE_ALL_PREVIOUS_AND_NEXT",
            showgrading="SHOW",
            shownumcorrect="1",  # without it Moodle 4.5 stops at a question with fewer than two hints
            numberingstyle="none",
        )
        for place, item in enumerate(self.items, 1):
            moodle.answer(element, inline(item), place)
