"""Quizzes for learning systems: well-formed, complete, and what they cannot say is said."""

import html
import io
import re
import zipfile
from xml.etree import ElementTree as ET

import pytest
from quizzes import QTI, qti

from mcollab.questions.markup import inline
from mcollab.teaching.lms import Loss, canvas
from mcollab.teaching.lms.canvas import qti12
from mcollab.teaching.lms.moodle import moodle_xml

# What Moodle's importer reads of a question of each type (question/format/xml/format.php).
EVERY = {"name", "questiontext", "generalfeedback", "defaultgrade", "penalty", "hidden"}
WANTED = {
    "multichoice": EVERY | {"answer", "answernumbering", "shuffleanswers", "single"},
    "numerical": EVERY | {"answer"},
    "shortanswer": EVERY | {"answer", "usecase"},
    "essay": EVERY
    | {"answer", "attachments", "graderinfo", "responsefieldlines", "responseformat", "responsetemplate"},
    "matching": EVERY | {"shuffleanswers", "subquestion"},
    "ordering": EVERY
    | {"answer", "gradingtype", "layouttype", "selectcount", "selecttype", "showgrading", "shownumcorrect"},
}
# The shares that Moodle's question bank offers; an import with another is refused.
SHARES = {
    0,
    100,
    90,
    83.33333,
    80,
    75,
    70,
    66.66667,
    60,
    50,
    40,
    33.33333,
    30,
    25,
    20,
    16.66667,
    14.28571,
    12.5,
    11.11111,
    10,
    5,
}


def test_moodle_xml_has_what_moodle_reads(released):
    key = released[0]
    data, _ = moodle_xml(key)
    root = ET.fromstring(data)
    assert root.tag == "quiz" and {child.tag for child in root} == {"question"}
    kinds = [child.get("type") for child in root]
    assert kinds.count("category") == 7 and set(kinds) - {"category"} == {
        "multichoice",
        "numerical",
        "matching",
        "ordering",
        "shortanswer",
    }
    assert kinds.count("numerical") == kinds.count("multichoice") - 2 == 6
    for question in root:
        if question.get("type") == "category":
            assert question.find("category/text").text.startswith("$course$/top/Week 3: alliances")
            continue
        tags = {child.tag for child in question}
        assert WANTED[question.get("type")] <= tags <= WANTED[question.get("type")] | {"hint", "numberingstyle"}
        assert all(question.find(f"{tag}/text").text for tag in ("name", "questiontext", "generalfeedback"))
        for answer in question.findall("answer"):
            assert answer.find("text") is not None
            if question.get("type") == "ordering":
                continue
            assert abs(float(answer.get("fraction"))) in SHARES
            assert answer.find("feedback/text") is not None
        if question.get("type") == "numerical":
            assert all(float(answer.find("tolerance").text) == 0.137 for answer in question.findall("answer"))
        if question.get("type") == "ordering":
            assert [answer.find("text").text for answer in question.findall("answer")] == [
                "Concert of Europe",
                "League of Nations",
                "United Nations",
                "African Union",
            ]
        if question.get("type") == "matching":
            pairs = [("NATO", "Brussels"), ("African Union", "Addis Ababa"), ("OSCE", "Vienna"), ("", "Geneva")]
            subs = question.findall("subquestion")
            assert [(sub.find("text").text or "", sub.find("answer/text").text) for sub in subs] == pairs
            assert {sub.get("format") for sub in subs} == {"html"}
            assert question.findtext("shuffleanswers") == "true"
    assert [found.text for found in root.iterfind("question/category/text")][2] == (
        "$course$/top/Week 3: alliances/3. sample//share"
    )
    several = next(question for question in root if question.findtext("single") == "false")
    assert [answer.get("fraction") for answer in several.findall("answer")] == [
        {"Norway": "50", "Poland": "50"}.get(answer.find("text").text, "-50") for answer in several.findall("answer")
    ]
    assert several.findtext("defaultgrade") == "2"


def test_what_moodle_cannot_ask_or_say_is_told(released):
    lost = moodle_xml(released[0])[1]
    why = "Moodle has no question in which a guess is drawn and scored by its distance"
    assert Loss("sample/spending", why, left_out=True) in lost
    why = "Moodle takes the decimal mark of the student's language alone: 73,5 gets 0 in English, 73.5 in German"
    assert Loss("sample/share", why) in lost


def test_every_element_that_all_questions_have_in_moodle(released):
    key = released[0]
    root = ET.fromstring(moodle_xml(key)[0])
    first = next(question for question in root if question.findtext("name/text") == "1. sample/first-treaty")
    html_ = lambda tag, text: (tag, {"format": "html"}, [("text", text)])  # noqa: E731
    assert [
        (one.tag, one.attrib, [(part.tag, part.text) for part in one] or one.text)
        for one in first
        if one.tag != "answer" and one.tag not in ("single", "shuffleanswers", "answernumbering")
    ] == [
        ("name", {}, [("text", "1. sample/first-treaty")]),
        html_("questiontext", "<p>Which of these treaties is the <em>oldest</em>?</p>"),
        html_(
            "generalfeedback",
            "<p>SECRETEXPLANATION the Anglo-Portuguese alliance dates from the fourteenth century.</p>",
        ),
        ("defaultgrade", {}, "1"),
        ("penalty", {}, "0.3333333"),
        ("hidden", {}, "0"),
        ("hint", {"format": "html"}, [("text", "<p>SECRETHINT it is older than the printing press</p>")]),
    ]


def test_an_ordering_question_imports_whatever_its_hints(released):
    """Moodle 4.5 wrote an error to its log and stopped there, and everything after it was missing."""
    root = ET.fromstring(moodle_xml(released[0])[0])
    (ordering,) = [question for question in root if question.get("type") == "ordering"]
    assert ordering.findall("hint") == [] and ordering.findtext("shownumcorrect") == "1"


def test_an_essay_for_what_a_person_reads(released):
    key = released[0]
    key.questions["sample/why-ally"].variants[0].accept = []
    root = ET.fromstring(moodle_xml(key)[0])
    (essay,) = [question for question in root if question.get("type") == "essay"]
    assert WANTED["essay"] <= {child.tag for child in essay}
    assert "SECRETRUBRIC names a price" in essay.find("graderinfo/text").text


def test_qti_has_the_structure_of_qti_1_2(released):
    key = released[0]
    data, lost = qti12(key)
    manifest, text = qti(data)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = set(archive.namelist())
    files = [file.get("href") for file in manifest.iter() if file.tag.endswith("}file")]
    assert files and set(files) <= names
    root = ET.fromstring(text)
    assert root.tag == f"{QTI}questestinterop"
    items = list(root.iter(f"{QTI}item"))
    assert len(items) == 1 + 1 + 6 + 1 + 6
    assert len({item.get("ident") for item in items}) == len(items)
    for item in items:
        assert [child.tag.removeprefix(QTI) for child in item][:3] == ["itemmetadata", "presentation", "resprocessing"]
        idents = {label.get("ident") for label in item.iter(f"{QTI}response_label")}
        kind = item.find(f".//{QTI}fieldentry").text
        if kind in ("multiple_choice_question", "multiple_answers_question"):
            assert {node.text for node in item.iter(f"{QTI}varequal")} <= idents and len(idents) == 4
        linked = {node.get("linkrefid") for node in item.iter(f"{QTI}displayfeedback")}
        assert linked <= {node.get("ident") for node in item.iter(f"{QTI}itemfeedback")}
    groups = [section for section in root.iter(f"{QTI}section") if section.find(f"{QTI}selection_ordering") is not None]
    assert [int(group.findtext(f".//{QTI}selection_number")) for group in groups] == [1, 1]
    assert [group.get("title") for group in groups] == ["sample/share", "sample/pick"]
    assert [item.get("title") for item in items][:4] == [
        "sample/first-treaty",
        "sample/members",
        "sample/share, variant 1",
        "sample/share, variant 2",
    ]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        (meta,) = [archive.read(name).decode() for name in names if name.endswith("assessment_meta.xml")]
    asked = ["first-treaty", "members", "share", "why-ally", "pick"]  # a group's points count once
    points = sum(key.questions[f"sample/{name}"].points for name in asked)
    assert meta.count(f"<points_possible>{points}</points_possible>") == 2
    assert [loss.question for loss in lost if loss.left_out] == [
        "sample/order-of-founding",
        "sample/seats",
        "sample/spending",
    ]


def test_questions_of_one_prompt_are_told_apart_for_text2qti(released):
    quiz, question = canvas._Qti(), released[0].questions["sample/first-treaty"].variants[0]
    question.prompt = "Which?"
    assert [quiz._one(question, "a")[1] for _ in range(3)] == [
        "1. Which?",
        "1. Which? <!-- 2 -->",
        "1. Which? <!-- 3 -->",
    ]


def test_a_zip_has_no_dates(released):
    with zipfile.ZipFile(io.BytesIO(qti12(released[0])[0])) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_quiz_is_the_same_every_time(released):
    assert qti12(released[0]) == qti12(released[0])
    assert moodle_xml(released[0]) == moodle_xml(released[0])


def seen(html_):
    """What a reader sees of HTML."""
    return " ".join(html.unescape(re.sub("<[^>]*>", "", html_)).split())


@pytest.mark.parametrize(
    "text",
    [
        "a & b < c > d",
        "a ]]> b <![CDATA[ c",
        "1. first",
        "# head",
        "- dash",
        "* star",
        "$5 and $6",
        "*a) not a choice",
        "![x](http://example.org/x.png)",
        "<script>alert(1)</script>",
        "COMMENT",
        "% note",
        "``` x",
        "e=mc²",
        "ünï שלום 😀",
        "a\\b",
        "_under_score",
        "GROUP",
        "...",
        "#1 of three",
        ">q",
        "***",
        "* * *",
        "[x]: http://example.org",
        "`a<b` and ``a & `b` `` and a < b",
        "`$5` and $6",
    ],
)
def test_texts_that_the_formats_could_take_for_their_own(released, text):
    key = released[0]
    for name in ("sample/first-treaty", "sample/members"):
        question = key.questions[name].variants[0]
        question.prompt, question.explanation = text, text
        question.options[0].text = text
        question.options[1].feedback = text
    key.questions["sample/why-ally"].variants[0].accept = [text]
    root = ET.fromstring(moodle_xml(key)[0])
    assert len(root) == 7 + 6 + 2 + 6 + 1 + 1 + 1
    _, written = qti(qti12(key)[0])
    items = list(ET.fromstring(written).iter(f"{QTI}item"))
    assert len(items) == 15
    shown = [node.text or "" for item in items[:2] for node in item.iter(f"{QTI}mattext")]
    tags = {tag for html in shown for tag in re.findall("<([a-z0-9]+)", html)}
    assert tags <= {"p", "a", "code", "em", "strong"}, "nothing is a heading, a list, a rule or a script"
    wanted = seen(inline(text)).replace("...", "…")
    assert [seen(html) for html in shown].count(wanted) == 8, "prompt, explanation, an option, its feedback; twice"
