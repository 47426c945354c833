"""The scoring rules in Python, on the table of cases that the page's module runs through too."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mcollab.errors import McollabError
from mcollab.questions.kinds import QUESTION
from mcollab.questions.scoring import number
from mcollab.questions.state import State, merge

CASES = json.loads(Path(__file__).with_name("cases.json").read_text(encoding="utf-8"))
COMMON = {"id": "case", "prompt": "?", "outcome": "pass", "explanation": "."}
anything = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 9) | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=2), inner, max_size=3),
)


def made(raw):
    return QUESTION.validate_python({**COMMON, **raw})


@pytest.mark.parametrize(("typed", "value"), CASES["number"])
def test_numbers(typed, value):
    if value is None:
        with pytest.raises(McollabError):
            number(typed)
    else:
        assert number(typed) == value


@pytest.mark.parametrize("case", CASES["score"], ids=lambda case: case["question"]["kind"])
def test_scores(case):
    question = made(case["question"])
    for response, worth in case["responses"]:
        assert question.score(response) == (None if worth is None else pytest.approx(worth)), response


@pytest.mark.parametrize(("one", "other", "response"), CASES["merge"])
def test_merge_takes_the_later_whichever_comes_first(one, other, response):
    assert merge(State(**one), State(**other)).response == response
    assert merge(State(**other), State(**one)).response == response


@pytest.mark.parametrize("case", CASES["score"], ids=lambda case: case["question"]["kind"])
@settings(deadline=None)  # a busy machine is no mistake
@given(response=anything)
def test_no_response_breaks_the_scorer(case, response):
    worth = made(case["question"]).score(response)
    assert worth is None or 0 <= worth <= 1


@pytest.mark.parametrize("typed", ["1,234", "٣", "1e309", ""])
def test_what_is_said_to_the_learner_is_one_sentence(typed):
    with pytest.raises(McollabError) as told:
        number(typed)
    assert "\n" not in str(told.value)
