"""What was typed, and what responses of each kind are worth: to the last bit, at every edge."""

import json

import pytest
from given import CASES, KINDS, TYPED, cases, made
from hypothesis import given, settings
from hypothesis import strategies as st

from mcollab.errors import McollabError
from mcollab.questions.scoring import blank, number, words
from mcollab.questions.state import State, merge

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=2), inner, max_size=3),
)
HUGE = [
    10**400,
    -(10**400),
    [10**400],
    {"guess": {"2020": 10**400, "next year": 1}},
    float("nan"),
    {"guess": float("nan")},
]


@pytest.mark.parametrize(("typed", "value"), TYPED["number"])
def test_a_number_is_read(typed, value):
    assert number(typed) == value


@pytest.mark.parametrize(("typed", "says"), TYPED["refused"])
def test_what_could_be_two_numbers_is_asked_back(typed, says):
    with pytest.raises(McollabError) as told:
        number(typed)
    assert str(told.value) == says


@pytest.mark.parametrize("typed", TYPED["no number"])
def test_what_is_no_number_is_told(typed):
    with pytest.raises(McollabError, match=r"^Type one number with the digits 0 to 9, such as 31\.5 or 1200, without"):
        number(typed)


def test_what_the_sentence_proposes_is_taken():
    for typed, says in TYPED["refused"]:
        if " could mean " in says:
            one, other = says.partition(": write ")[2].removesuffix(".").split(", or ")
            plain = typed.strip(" %").replace(",", ".")
            assert (number(one), number(other)) == (float(plain.replace(".", "")), float(plain))


@pytest.mark.parametrize(("response", "is_blank"), TYPED["blank"])
def test_blank_is_nothing_and_not_zero(response, is_blank):
    assert blank(response) is is_blank


@pytest.mark.parametrize(("text", "same"), TYPED["words"])
def test_words_are_compared_without_case_and_spaces(text, same):
    assert words(text) == same


@pytest.mark.parametrize(("one", "other", "response"), TYPED["merge"])
def test_merge_takes_the_later_whichever_comes_first(one, other, response):
    assert merge(State(**one), State(**other)).response == response
    assert merge(State(**other), State(**one)).response == response


def exactly(worth):
    return None if worth is None else pytest.approx(worth, abs=1e-12)


@pytest.mark.parametrize(("kind", "response", "worth"), cases("worth"))
def test_worth(kind, response, worth):
    assert made(kind).score(response) == exactly(worth)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_right_a_wrong_and_a_missing_answer(kind):
    worths = [worth for _, worth in CASES[kind]["worth"]]
    assert 1 in worths and 0 in worths
    assert [None, 0] in CASES[kind]["worth"]
    assert made(kind).right() == CASES[kind]["right"]


@pytest.mark.parametrize("kind", KINDS)
@settings(deadline=None)  # a busy machine is no mistake
@given(response=ANYTHING)
def test_no_response_breaks_the_scorer(kind, response):
    unharmed(made(kind), response)


@pytest.mark.parametrize("kind", KINDS)
def test_no_response_of_another_kind_breaks_the_scorer(kind):
    for response in [*HUGE, *(one for other in KINDS for one, _ in CASES[other]["worth"])]:
        unharmed(made(kind), response)


def unharmed(question, response):
    """Assert that whatever stands in a file can be scored and spoken of."""
    worth = question.score(response)
    assert worth is None or 0 <= worth <= 1
    texts = [question.said(response), *question.comments(response), *(text for text, _ in question.chosen(response))]
    if not blank(response):
        shown = question.public()
        texts += [question.oddity(response), type(question).lacking(shown, response)]
        assert type(question).names(shown, response) in (True, False)
    assert all(isinstance(text, str) for text in texts)
    question.of_places(response)


@pytest.mark.parametrize(
    ("answer", "tolerance", "inside", "outside"),
    [
        (0, 0, ["0", "-0", "0.0000000009"], ["0.000001", "-0.000001"]),
        (0.3, 0.1, ["0.2", "0.4", "0.20000000001"], ["0.19999", "0.40001"]),
        (-13.9, 0.05, ["-13.95", "\u221213.85"], ["13.9", "-13.951", "-13.849"]),
        (1844, 0, ["1844", "1 844", "1844.0"], ["1844.1", "1,844", "1.844"]),
    ],
)
def test_the_edges_of_a_tolerance_are_inside(answer, tolerance, inside, outside):
    question = made("numeric", answer=answer, tolerance=tolerance, mistakes=[])
    assert [question.score(typed) for typed in inside] == [1] * len(inside)
    assert [question.score(typed) for typed in outside] == [0] * len(outside)


@pytest.mark.parametrize("unit", ["%", "per cent", "percentage points", "Per Cent of GDP"])
def test_a_per_cent_sign_stands_where_per_cent_are_asked_for(unit):
    assert made("numeric", unit=unit).score("32,5 %") == 1
    assert made("numeric", unit="states").score("32,5 %") == 0


@pytest.mark.parametrize("what", ["said", "comments", "oddity", "of_places"])
def test_what_is_said_of_a_response(what):
    for kind, response, expected in cases(what):
        assert getattr(made(kind), what)(response) == expected, (kind, response)


@pytest.mark.parametrize(("kind", "most"), [("single", 60), ("multi", 60), ("numeric", 40)])
def test_of_a_strange_answer_the_beginning_is_told(kind, most):
    long = "".join(chr(ord("a") + i % 26) for i in range(most + 1))
    assert f"{long[:most]!r}" in made(kind).oddity(long)
    assert f"{long[:most]!r}" in made(kind).oddity(long[:most])


@pytest.mark.parametrize(("kind", "response", "chosen"), cases("chosen"))
def test_what_is_counted_one_by_one(kind, response, chosen):
    assert made(kind).chosen(response) == [tuple(one) for one in chosen]


@pytest.mark.parametrize("what", ["names", "lacking"])
def test_what_a_response_is_to_what_is_shown(what):
    for kind, response, expected in cases(what):
        question = made(kind)
        shown = json.loads(json.dumps(question.public()))
        assert getattr(type(question), what)(shown, response) == expected, (kind, response)


@pytest.mark.parametrize("kind", KINDS)
def test_a_text_that_the_page_has_as_html_is_not_in_the_rules_too(kind):
    question = made(kind)
    carried = json.dumps(question.rules(), ensure_ascii=False)
    given = {f"{part}.{i}" for part in ("option", "hint") for i in range(9)}  # there to be named, and to be counted
    html = {name: text for name, text in question.texts().items() if text and name not in given}
    assert [name for name, text in html.items() if text in carried] == []
