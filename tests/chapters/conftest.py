"""Shared by the tests of the chapters: what a chapter's prose states must be what the tables give."""

import re
from pathlib import Path

import pytest

CHAPTERS = Path(__file__).parents[2] / "chapters"


PARTS = {1 / n: f"one in {word}" for n, word in enumerate(["two", "three", "four", "five", "six", "seven", "eight"], 2)}
PARTS |= {2 / 3: "two in three", 3 / 4: "three in four", 2 / 5: "two in five", 3 / 5: "three in five"}


class Prose:
    """The text of a chapter without its cells, in one line."""

    def __init__(self, name):
        self.name = name
        text = (CHAPTERS / f"{name}.md").read_text(encoding="utf-8").split("\n---\n", 1)[1]
        self.text = " ".join(re.sub(r"^```\{code-cell\}.*?^```$", "", text, flags=re.DOTALL | re.MULTILINE).split())

    def part(self, share):
        """Return a share of a selection in words, near enough that a new row seldom changes them."""
        return PARTS[min(PARTS, key=lambda part: abs(part - share))]

    def states(self, words):
        """Fail, naming the chapter and the statement, unless the prose has these words."""
        assert " ".join(words.split()) in self.text, (
            f"chapters/{self.name}.md should say {words!r}: so the tables have it"
        )


@pytest.fixture(scope="module")
def prose(request):
    """The prose of the chapter after which the test's module is named (test_history.py: history)."""
    return Prose(request.module.__name__.rpartition(".")[2].removeprefix("test_"))
