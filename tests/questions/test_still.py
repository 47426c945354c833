"""A question as it stands in a page before, or without, its script; and what makes no question of a kind."""

import html
import json
import re

import pytest
from given import CASES, KINDS, made
from pydantic import ValidationError

import mcollab as mc
from mcollab.questions import bank, front, pages, widget


@pytest.mark.parametrize("kind", KINDS)
def test_without_scripts_it_shows_what_is_asked_and_the_answer_on_request(kind):
    question = made(kind, prompt="Which is *older*?", explanation="See `data`.")
    spec = {"key": "a/b", "said": "</script> é"}
    text = pages.element(spec, [question, made(kind, prompt="Another")])
    blob = re.fullmatch(
        r'<mc-question class="mc-question"><script type="application/json">(.*?)</script>(.*)</mc-question>', text
    )
    assert json.loads(blob[1]) == spec and "é" in blob[1] and ": " not in blob[1]
    prompt, answer = blob[2].split("<details><summary>Answer</summary>")
    items = re.findall("<li>(.*?)</li>", prompt)
    listed = CASES[kind]["listed"]
    assert [item for item in items if item in listed] == listed
    assert prompt.startswith('<p class="mc-q-prompt">Which is <em>older</em>?</p>')
    assert prompt.endswith("</ul>" if listed else "</p>")
    right, explanation = re.fullmatch("<p>(.*)</p><p>(.*)</p></details>", answer).groups()
    assert html.unescape(re.sub("<.*?>", "", right)) == question.right().replace("*", "")
    assert explanation == "See <code>data</code>."


@pytest.mark.parametrize("kind", KINDS)
def test_a_student_is_shown_what_is_asked_and_nothing_of_the_key(kind):
    question = made(kind, prompt="*What?*", minutes=3, variant="0123abcd", section="a-section", tables=["gdp"])
    shown = CASES[kind]["shown"]  # in an order that says nothing of the right one
    known = {"id": kind, "kind": kind, "minutes": 3, "variant": "0123abcd", "asked": question.asked}
    assert question.public() == {**known, **shown, "html": {"prompt": "<em>What?</em>", **shown.get("html", {})}}


def test_an_element_that_asks_nothing_says_nothing():
    empty = '<mc-question class="mc-question"><script type="application/json">{}</script></mc-question>'
    assert pages.element({}, []) == empty


def test_in_a_book_a_question_is_an_element_and_points_back_to_its_section(monkeypatch):
    monkeypatch.setattr(widget, "building_book", lambda: True)
    asked = mc.ask("history/members-on-a-day")
    bundle = asked._repr_mimebundle_()
    assert bundle["text/plain"] == "Question history/members-on-a-day"
    spec = json.loads(re.search(r">({.*?})</script>", bundle[widget.MIME]["html"])[1].replace("<\\/", "</"))
    first = bank.page("history/members-on-a-day")[0]
    assert spec["link"] == f"history.html#{first.section}" and len(spec["variants"]) == 4
    assert set(spec["variants"][0]["html"]) == set(first.texts()) - {
        name for name, text in first.texts().items() if not text
    }
    progress = mc.progress()._repr_mimebundle_()
    assert progress["text/plain"] == "Question" and "<details>" not in progress[widget.MIME]["html"]


def test_in_a_notebook_it_points_nowhere():
    asked = mc.ask("history/members-on-a-day")
    assert asked.spec["link"] is None and asked._css == front.widget_styles()


TWO = [{"text": "a", "correct": True}, {"text": "b", "correct": True}]


@pytest.mark.parametrize(
    ("kind", "changes", "says"),
    [
        ("single", {"options": TWO[:1]}, "a choice needs two options or more"),
        ("single", {"options": TWO}, "exactly one option must be marked correct: true"),
        ("single", {"options": [{"text": "a"}, {"text": "b"}]}, "exactly one option must be marked correct: true"),
        ("single", {"options": [*TWO[:1], {"text": "a"}]}, "two options are the same: 'a'"),
        ("multi", {"options": TWO}, "some options, but not all, must be marked correct: true"),
        (
            "multi",
            {"options": [{"text": "a"}, {"text": "b"}]},
            "some options, but not all, must be marked correct: true",
        ),
        ("multi", {"options": [*TWO, {"text": "a"}]}, "two options are the same: 'a'"),
        ("order", {"items": ["a", "b"]}, "an order needs three items or more"),
        ("order", {"items": ["a", "b", "b"]}, "two items are the same: 'b'"),
        ("match", {"pairs": [{"left": "a", "right": "b"}]}, "a match needs two pairs or more"),
        (
            "match",
            {"pairs": [{"left": "a", "right": right} for right in "bc"]},
            "two left-hand sides are the same: 'a'",
        ),
        ("match", {"distractors": ["1"]}, "'1' is both a right answer and a distractor"),
        ("predict", {"hidden": []}, "a prediction needs a point to guess"),
        ("predict", {"high": 19}, "the axis from -10 to 19 does not hold 20"),
        ("predict", {"low": -9.5}, "the axis from -9.5 to 40 does not hold -10"),
        ("predict", {"hidden": [{"x": 1, "y": 1}, {"x": "1", "y": 2}]}, "two points to guess are the same: '1'"),
    ],
)
def test_what_makes_no_question_of_its_kind_is_refused(kind, changes, says):
    with pytest.raises(ValidationError) as wrong:
        made(kind, **changes)
    (error,) = wrong.value.errors()
    assert error["msg"].removeprefix("Value error, ") == says


@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        ("single", {"options": [*TWO[:1], {"text": "b"}]}),
        ("multi", {"options": [*TWO[:1], {"text": "b"}]}),
        ("order", {"items": ["a", "b", "c"]}),
        ("match", {"pairs": [{"left": "a", "right": "b"}, {"left": "c", "right": "b"}]}),
        ("predict", {"hidden": [{"x": 1, "y": 1}], "high": 1}),
    ],
)
def test_the_least_that_makes_one_is_enough(kind, changes):
    assert made(kind, **changes).kind == kind


def test_of_two_mistakes_as_near_the_first_is_told():
    near = [{"answer": 31, "feedback": "One."}, {"answer": 31.2, "feedback": "Two."}]
    assert made("numeric", mistakes=near).comments("31.1") == ["One."]
    assert made("numeric", mistakes=near).comments("31.3") == ["Two."]


@pytest.mark.parametrize(
    ("unit", "tolerance", "right"),
    [("", 0, "32.5"), ("%", 0, "32.5 %"), ("", 0.5, "32.5 (± 0.5 counts as right)")],
)
def test_a_number_is_right_with_its_unit_and_its_tolerance(unit, tolerance, right):
    assert made("numeric", unit=unit, tolerance=tolerance).right() == right
