"""A question as Moodle and text2qti read it: every answer, what it is worth, what is said to it, and what is lost."""

from xml.etree import ElementTree as ET

import pytest
from given import KINDS, made

from mcollab.questions import moodle

MOODLE = {
    "single": """<single>true</single><shuffleanswers>true</shuffleanswers><answernumbering>abc</answernumbering>
        <answer fraction="0" format="html"><text>Oslo</text>
            <feedback format="html"><text>In Norway.</text></feedback></answer>
        <answer fraction="100" format="html"><text>Bern</text><feedback format="html"><text /></feedback></answer>
        <answer fraction="0" format="html"><text>Rome &amp;amp; &lt;em&gt;Milan&lt;/em&gt;</text>
            <feedback format="html"><text /></feedback></answer>""",
    "multi": """<single>false</single><shuffleanswers>true</shuffleanswers><answernumbering>abc</answernumbering>
        <answer fraction="33.33333" format="html"><text>one</text>
            <feedback format="html"><text>Yes.</text></feedback></answer>
        <answer fraction="-33.33333" format="html"><text>two</text>
            <feedback format="html"><text>No.</text></feedback></answer>
        <answer fraction="33.33333" format="html"><text>three</text><feedback format="html"><text /></feedback></answer>
        <answer fraction="-33.33333" format="html"><text>four</text><feedback format="html"><text /></feedback></answer>
        <answer fraction="33.33333" format="html"><text>five</text>
            <feedback format="html"><text /></feedback></answer>""",
    "numeric": """<answer fraction="100" format="moodle_auto_format"><text>32.5</text>
            <feedback format="html"><text /></feedback><tolerance>0.25</tolerance></answer>
        <answer fraction="0" format="moodle_auto_format"><text>31</text>
            <feedback format="html"><text>That leaves one out.</text></feedback><tolerance>0.25</tolerance></answer>
        <answer fraction="0" format="moodle_auto_format"><text>-32.5</text>
            <feedback format="html"><text>Mind the sign.</text></feedback><tolerance>0.25</tolerance></answer>""",
    "order": """<layouttype>VERTICAL</layouttype><selecttype>ALL</selecttype><selectcount>0</selectcount>
        <gradingtype>RELATIVE_ALL_PREVIOUS_AND_NEXT</gradingtype><showgrading>SHOW</showgrading>
        <shownumcorrect>1</shownumcorrect><numberingstyle>none</numberingstyle>
        <answer fraction="1" format="html"><text>first</text><feedback format="html"><text /></feedback></answer>
        <answer fraction="2" format="html"><text>second</text><feedback format="html"><text /></feedback></answer>
        <answer fraction="3" format="html"><text>third</text><feedback format="html"><text /></feedback></answer>
        <answer fraction="4" format="html"><text>fourth</text><feedback format="html"><text /></feedback></answer>""",
    "match": """<shuffleanswers>true</shuffleanswers>
        <subquestion format="html"><text>x</text><answer><text>1</text></answer></subquestion>
        <subquestion format="html"><text>y</text><answer><text>2</text></answer></subquestion>
        <subquestion format="html"><text>z</text><answer><text>1</text></answer></subquestion>
        <subquestion format="html"><text /><answer><text>3</text></answer></subquestion>""",
    "short": """<usecase>0</usecase>
        <answer fraction="100" format="moodle_auto_format"><text>Washington Treaty</text>
            <feedback format="html"><text /></feedback></answer>
        <answer fraction="100" format="moodle_auto_format"><text>the seat</text>
            <feedback format="html"><text /></feedback></answer>""",
    "predict": "",
}
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


TYPES = dict(
    zip(KINDS, ["multichoice", "multichoice", "numerical", "ordering", "matching", "shortanswer", ""], strict=True)
)


@pytest.mark.parametrize("kind", MOODLE)
def test_moodle_gets_every_answer_and_what_it_is_worth(kind):
    assert written(made(kind)) == (TYPES[kind], lines(MOODLE[kind]))


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


QTI = {
    "single": ["a) Oslo", "... In Norway.", "*b) Bern", "c) Rome &amp; *Milan*"],
    "multi": ["[*] one", "... Yes.", "[ ] two", "... No.", "[*] three", "[ ] four", "[*] five"],
    "numeric": ["= 32.5 +- 0.25"],
    "short": ["* Washington Treaty", "* the seat"],
    "order": [],
    "match": [],
    "predict": [],
}


@pytest.mark.parametrize("kind", QTI)
def test_text2qti_gets_every_answer_of_the_kinds_that_it_writes(kind):
    question = made(kind)
    assert question.to_qti() == QTI[kind]
    assert (question.not_in_qti() == "") == bool(QTI[kind])


def test_what_is_left_out_is_told():
    drawn = "has no question in which a guess is drawn and scored by its distance"
    assert (made("predict").not_in_moodle(), made("predict").not_in_qti()) == (f"Moodle {drawn}", f"QTI {drawn}")
    assert made("order").not_in_qti() == "text2qti writes no question of the kind order"
    assert {kind for kind in KINDS if made(kind).not_in_moodle()} == {"predict"}


def test_what_is_lost_is_told():
    moodle_s = {kind: made(kind).lost_in_moodle() for kind in KINDS}
    assert {kind: len(lost) for kind, lost in moodle_s.items() if lost} == {"numeric": 1, "order": 1, "short": 1}
    assert moodle_s["short"][0].startswith("accepted answers are scored by Moodle, others get 0 there")
    assert moodle_s["order"][0].startswith("needs Moodle 4.4 or later")
    qti_s = {kind: made(kind).lost_in_qti() for kind in KINDS}
    assert {kind: len(lost) for kind, lost in qti_s.items() if lost} == {"multi": 1, "numeric": 1, "short": 1}
    assert qti_s["short"][0].startswith("answers that are not among the accepted ones get 0")
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
