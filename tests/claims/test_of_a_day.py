"""Sentences of a day, written by hand: none true is called wrong, none false is supported; the day is told."""

from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from mcollab.claims import extract
from mcollab.claims.belonging import Known, as_far_as
from mcollab.claims.registry import Finding

pytestmark = pytest.mark.wide

FOLDER = Path(__file__).parent
TRUE, FALSE = ((FOLDER / f"{name}_of_a_day.txt").read_text(encoding="utf-8").splitlines() for name in ("true", "false"))


@cache
def read_alone(sentence):
    """What the workshop makes of a sentence that stands alone."""
    return extract(sentence)


@pytest.mark.parametrize("sentence", TRUE)
def test_what_is_true_of_a_day_is_not_called_wrong(sentence):
    assert set(read_alone(sentence)["verdict"]) <= {"supported", "undecided"}


@pytest.mark.parametrize("sentence", FALSE)
def test_what_is_false_of_a_day_is_not_supported(sentence):
    assert not set(read_alone(sentence)["verdict"]) & {"supported", "imprecise"}


def test_most_of_these_sentences_are_read_but_for_their_day():
    assert len(set(TRUE + FALSE)) == len(TRUE + FALSE) >= 150
    found = [read_alone(sentence) for sentence in (*TRUE, *FALSE)]
    assert sum(frame["statement"].ne("").any() for frame in found) > 0.8 * len(found)


def test_what_was_not_read_is_said():
    frame = extract("On 1955-05-09, Poland is a member of NATO.")
    assert list(frame["statement"]) == ["Poland is a member of NATO"]
    assert list(frame["verdict"]) == ["undecided"]
    assert frame["found"].item() == (
        "The sentence also says “On 1955-05-09”, which was not read and may make another statement of it. Without it, "
        "the tables say: Members of NATO together since 1999-03-12: Poland."
    )


@pytest.mark.parametrize(
    ("date", "whole", "verdict", "decided"),
    [
        ("2024-03-01", True, "wrong", True),  # the very day on which the list was last seen
        ("2024-03-02", True, "supported", False),
        ("2024-03-02", False, "supported", True),
        ("2024-03-02", False, "wrong", False),
        ("2024-02", True, "wrong", True),
        ("2024-03", True, "supported", True),
        ("2024-03", True, "wrong", False),
        ("2024-04", True, "supported", False),
    ],
)
def test_a_list_decides_as_far_as_it_was_seen(date, whole, verdict, decided):
    seen = Known("NATO", 32, complete=True, until=pd.Timestamp("2024-03-01"))
    found = as_far_as(seen, Finding(verdict, "32 members.", "nato"), whole=whole, date=date)
    assert (found.verdict == verdict) == decided and (found.found == "32 members.") == decided
    assert decided or found == Finding("undecided", seen.old, "nato")
