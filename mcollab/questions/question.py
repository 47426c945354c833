"""A question as it is asked: filled, with nothing left open. What each kind adds stands in ``kinds/<kind>.py``."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, ClassVar, Self

from pydantic import Field, model_validator

from mcollab.questions import markup
from mcollab.questions.hashing import fingerprint
from mcollab.questions.holes import Filled
from mcollab.questions.model import Task
from mcollab.questions.scoring import blank

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

# What a page need not carry: for the author only, or among its HTML texts already.
_UNSHOWN = {"outcome": True, "section": True, "tables": True, "prompt": True, "explanation": True}


class Question(Task, ABC):
    """What questions of every kind have and can do.

    A response is what the learner gave, as JSON: each kind says which form its own has. Whatever else arrives (a file
    may hold anything) is worth nothing and breaks nothing.
    """

    kind: str
    prompt: Filled = Field(description="what is asked; inline Markdown: emphasis, code, links")
    hints: list[Filled] = Field([], description="given one by one on request")
    explanation: Filled = Field(description="said after the answer, whatever it was")

    variant: str = Field("", description="names what was drawn, of a question that has a generator")
    asked: str = Field("", description="the fingerprint of what was asked; as released, if a key was corrected since")

    rank: ClassVar[int]
    """Where the kind stands when kinds are listed or dealt in turn."""

    shown_as_html: ClassVar[dict[str, Any]] = {}
    """Fields, as pydantic excludes them, that a page carries as HTML (`texts`) and not once more as they are."""

    @model_validator(mode="after")
    def _fingerprint(self) -> Self:
        self.asked = self.asked or fingerprint(self.asks())
        return self

    def snag(self) -> str:
        """Return what its author would not expect of the question, in a sentence; empty for nothing."""
        return ""

    # --- What is asked

    def asks(self) -> dict[str, Any]:
        """Return what is asked, in the author's words and in an order that follows from them alone.

        Two questions that ask the same have the same, whatever their order of options, hints or points: an answer to
        one is an answer to the other.
        """
        return {"kind": self.kind, "prompt": " ".join(self.prompt.split())}

    @staticmethod
    def names(shown: dict[str, Any], response: object) -> bool:  # noqa: ARG004 (most kinds name nothing)
        """Return whether a response, not blank, names what it chose, and all of that is in a `public` form.

        Such a response says the same to a question of other wording; a number or a sentence does not.
        """
        return False

    def of_places(self, response: object) -> object:
        """Return a response that says where its choices stood, as the former format did, as one that names them."""
        return response

    # --- The answer

    def score(self, response: object) -> float | None:
        """Return what a response is worth: 0 to 1, or None where a person must read it. No response is worth 0."""
        return 0.0 if blank(response) else self.worth(response)

    @abstractmethod
    def worth(self, response: object) -> float | None:
        """Return what a response that is not blank is worth; one that is not of the kind's form is worth 0."""

    @abstractmethod
    def right(self) -> str:
        """Return the right answer in words, as inline Markdown."""

    @abstractmethod
    def words(self, response: object) -> str:
        """Return a response that is not blank in words, as plain text."""

    def said(self, response: object) -> str:
        """Return a response in words, as plain text."""
        return "no answer" if blank(response) else self.words(response)

    def chosen(self, response: object) -> list[tuple[str, bool]]:
        """Return what of a response is counted one by one, in words, and whether each is right."""
        return [] if blank(response) else [(self.words(response), self.score(response) == 1)]

    def oddity(self, response: object) -> str:  # noqa: ARG002 (most kinds find nothing odd)
        """Return what a person should know of a response that is not blank: that it is no number, or no option."""
        return ""

    def comments(self, response: object) -> list[str]:  # noqa: ARG002 (most kinds comment on nothing)
        """Return the author's words, as inline Markdown, on what was chosen or on a known mistake."""
        return []

    # --- On the page

    def texts(self) -> dict[str, str]:
        """Return the author's texts, as inline Markdown, by the names under which the page's module finds them."""
        found = {"prompt": self.prompt, "explanation": self.explanation}
        return found | {f"hint.{i}": hint for i, hint in enumerate(self.hints)}

    def rules(self) -> dict[str, Any]:
        """Return what the page's module needs to score the question, with its key."""
        return self.model_dump(exclude=_UNSHOWN | self.shown_as_html)

    def parts(self) -> list[str]:
        """Return what is shown under the prompt where scripts are off: a list of HTML."""
        return []

    def public(self) -> dict[str, Any]:
        """Return what a student is shown of the question, and nothing of its key.

        Each kind names what it adds, so that a new field stays private until it is named.

        Returns
        -------
        dict
            ``id``, ``kind``, ``minutes``, ``asked``, ``variant``, ``html`` (the prompt) and what the kind adds.
        """
        known = self.model_dump(include={"id", "kind", "minutes", "asked", "variant"})
        return known | {"html": {"prompt": markup.inline(self.prompt)}}

    @staticmethod
    def lacking(shown: dict[str, Any], response: object) -> str:  # noqa: ARG004 (each kind has its own)
        """Return why a response, not blank, to a `public` form is not an answer yet; nothing if it is one."""
        return ""

    # --- In quizzes of learning systems

    moodle_type: ClassVar[str] = ""

    def quiz_prompt(self) -> str:
        """Return the prompt, as inline Markdown, where the page's own fields do not stand beside it."""
        return self.prompt

    def not_in_moodle(self) -> str:
        """Return why Moodle cannot ask it; nothing if it can."""
        return "" if self.moodle_type else f"Moodle has no question of the kind {self.kind}"

    def lost_in_moodle(self) -> list[str]:
        """Return what Moodle's XML cannot say of it."""
        return []

    def to_moodle(self, element: Element) -> None:
        """Write what the kind adds into a ``<question>`` of Moodle XML."""

    def not_in_qti(self) -> str:
        """Return why QTI 1.2, as text2qti writes it and Canvas reads it, cannot ask it; nothing if it can."""
        return f"text2qti writes no question of the kind {self.kind}"

    def lost_in_qti(self) -> list[str]:
        """Return what QTI cannot say of it."""
        return []

    def to_qti(self) -> list[str]:
        """Return the answers in the notation of text2qti, a line each."""
        return []
