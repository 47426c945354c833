"""Former names, until the teaching room uses `hashing` and the questions' own methods."""
# ruff: noqa: PLC0414 (names passed on)

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mcollab.questions.hashing import fnv1a as fnv1a

if TYPE_CHECKING:
    from mcollab.questions.question import Question


def ordered(question: Question) -> Question:
    """Return the question with its options in the order in which an assignment shows them."""
    return question.ordered()


def public(question: Question) -> dict[str, Any]:
    """Return what a student is shown."""
    return question.public()
