"""A question as Moodle and text2qti read it: every answer, what it is worth, what is said to it, and what is lost."""

from xml.etree import ElementTree as ET

import pytest
from given import CASES, KINDS, made

from mcollab.questions import moodle

ESSAY = """<answer fraction="0" format="html"><text /><feedback format="html"><text /></feedback></answer>
    <responseformat>editor</responseformat><responserequired>1</responserequired>
    <responsefieldlines>5</responsefieldlines><attachments>0</attachments><attachmentsrequired>0</attachmentsrequired>
    <graderinfo format="html"><text>&lt;p&gt;The treaty of Washington.&lt;/p&gt;{rubric}</text></graderinfo>
    <responsetemplate format="html"><text /></responsetemplate>"""


def written(question):
    """Return the type and the elements that a question writes, without spaces between them."""
    element = ET.Element("question")
    question.to_moodle(element)
    return element.get("type", question.moodle_type), "".join(ET.tostring(one, "unicode") for one in element)


def lines(xml):
    """Return XML without the breaks of its lines."""
    return "".join(line.strip() for line in xml.splitlines())


@pytest.mark.parametrize("kind", KINDS)
def test_moodle_gets_every_answer_and_what_it_is_worth(kind):
    told, question = CASES[kind]["moodle"], made(kind)
    assert written(question) == (told.get("type", ""), "".join(told.get("elements", [])))
    assert (question.not_in_moodle(), question.lost_in_moodle()) == (told.get("left_out", ""), told.get("lost", []))
    assert bool(question.not_in_moodle()) != bool(told.get("elements"))


@pytest.mark.parametrize("rubric", ["", "&lt;ul&gt;&lt;li&gt;Names the treaty.&lt;/li&gt;&lt;/ul&gt;"])
def test_what_a_person_reads_is_an_essay_in_moodle(rubric):
    question = made("short", accept=[], **({} if rubric else {"rubric": []}))
    assert written(question) == ("essay", lines(ESSAY.format(rubric=rubric)))


def test_a_star_in_an_answer_is_none_of_moodles():
    assert "<text>2 \\* 3</text>" in written(made("short", accept=["2 * 3"]))[1]


@pytest.mark.parametrize(
    ("right", "share"),
    [
        *zip(range(1, 11), [100, 50, 33.33333, 25, 20, 16.66667, 14.28571, 12.5, 11.11111, 10], strict=True),
        (13, 10),
        (14, 5),
    ],
)
def test_a_part_is_worth_a_share_that_moodle_takes(right, share):
    assert moodle.share(right) == share


def test_more_than_ten_right_options_are_none_of_moodles():
    options = [{"text": f"right {i}", "correct": True} for i in range(10)] + [{"text": "wrong"}]
    assert made("multi", options=options).not_in_moodle() == ""
    many = made("multi", options=[*options, {"text": "right too", "correct": True}])
    assert many.not_in_moodle() == "more right options than Moodle can share the points among"


@pytest.mark.parametrize(("pairs", "distractors", "lost"), [(2, [], 1), (3, [], 0), (2, ["c"], 0), (2, ["c", "d"], 0)])
def test_a_match_in_moodle_has_three_answers_or_more(pairs, distractors, lost):
    wants = "Moodle wants two questions and three answers in a matching question: add a distractor"
    made_of = [{"left": str(i), "right": f"right {i}"} for i in range(pairs)]
    assert made("match", pairs=made_of, distractors=distractors).lost_in_moodle() == [wants] * lost


def test_after_z_the_options_begin_again_with_a():
    options = [{"text": f"option {i}", "correct": i == 26} for i in range(28)]
    lines = made("single", options=options).to_qti()
    assert lines[24:] == ["y) option 24", "z) option 25", "*a) option 26", "b) option 27"]


def test_a_number_that_was_computed_is_written_without_what_binary_digits_add():
    question = made(
        "numeric", answer=0.1 + 0.2, tolerance=1.1 * 1.1, mistakes=[{"answer": 0.7 + 0.1, "feedback": "No."}]
    )
    root = ET.fromstring(f"<all>{written(question)[1]}</all>")
    assert [one.findtext("text") for one in root] == ["0.3", "0.8"]
    assert [one.findtext("tolerance") for one in root] == ["1.21", "1.21"]


@pytest.mark.parametrize("kind", KINDS)
def test_text2qti_gets_every_answer_of_the_kinds_that_it_writes(kind):
    told, question = CASES[kind]["qti"], made(kind)
    assert question.to_qti() == told.get("lines", [])
    assert (question.not_in_qti(), question.lost_in_qti()) == (told.get("left_out", ""), told.get("lost", []))
    assert (question.not_in_qti() == "") == bool(question.to_qti())


def test_nothing_is_lost_of_what_a_person_reads_or_of_a_whole_number():
    for changes in ({"accept": []}, {"rubric": []}, {"accept": [], "rubric": []}):
        question = made("short", **changes)
        assert question.lost_in_moodle() == question.lost_in_qti() == []
    whole = made("numeric", answer=32, tolerance=0, mistakes=[])
    assert (whole.lost_in_moodle(), whole.lost_in_qti()) == ([], [])
    assert made("numeric", answer=32, tolerance=0.5).lost_in_moodle() != []


@pytest.mark.parametrize(
    ("answer", "tolerance", "why"),
    [
        (0.5, 0.5, "begins or ends at 0"),
        (-0.5, 0.49995, "begins or ends at 0"),
        (0, 0, "begins or ends at 0"),
        (0.0001, 0, ""),
        (0, 0.5, ""),
        (1.23456, 0, "four decimals"),
        (5, 1.23456, "four decimals"),
        (1.2345, 0.0001, ""),
    ],
)
def test_a_number_that_canvas_cannot_take_is_left_out(answer, tolerance, why):
    said = made("numeric", answer=answer, tolerance=tolerance).not_in_qti()
    assert why in said and bool(why) == bool(said)


@pytest.mark.parametrize(("unit", "asked"), [("per cent", "How much? (per cent)"), ("", "How much?")])
def test_a_quiz_asks_for_a_number_with_its_unit(unit, asked):
    assert made("numeric", prompt="How much?", unit=unit).quiz_prompt() == asked
