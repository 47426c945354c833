"""Sentences written by hand, not made from our lists: nothing true is called wrong, and nothing false is supported.

The true ones go by general knowledge, in the words of books: by notice and by effect, by signature and by entry into
force, with members that are no states. The tables need not know them; they may not deny them.
"""

from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from mcollab.claims import extract

pytestmark = pytest.mark.slow
FOLDER = Path(__file__).parent
FILES = ("true_by_hand", "false_by_hand", "true_as_books_write")
TRUE, FALSE, BOOKS = ((FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines() for name in FILES)


@cache
def read(sentence):
    """What the workshop makes of a sentence that stands alone."""
    return extract(sentence)


def verdicts(sentence):
    return set(read(sentence)["verdict"])


@pytest.mark.parametrize("sentence", [*TRUE, *BOOKS])
def test_what_is_true_is_not_called_wrong(sentence):
    assert not verdicts(sentence) & {"wrong", "outdated", "no_such_thing"}


@pytest.mark.parametrize("sentence", FALSE)
def test_what_is_false_is_not_supported(sentence):
    assert "supported" not in verdicts(sentence)


def test_of_what_is_written_as_in_books_much_is_decided():
    """Passives, appositions, numbers in words, "all but", "since": what is not read is left undecided."""
    assert len(BOOKS) >= 300
    assert sum("supported" in verdicts(sentence) for sentence in BOOKS) > len(BOOKS) / 5


def test_most_sentences_are_read_and_many_decided():
    frame = pd.concat([read(sentence) for sentence in (*TRUE, *FALSE)])
    understood = frame["statement"].ne("")
    assert len(TRUE) >= 120
    assert len(FALSE) >= 40
    assert len(set(TRUE + FALSE)) == len(TRUE + FALSE) == frame["sentence"].nunique()
    assert understood.sum() > 0.9 * len(frame)
    assert frame["verdict"].eq("supported").sum() > len(TRUE) / 2
    assert frame["verdict"].eq("wrong").sum() > len(FALSE) / 2
