"""What a quiz of a learning system cannot say is said, of the question that it cannot say."""

from xml.etree import ElementTree as ET

from quizzes import QTI, qti

from mcollab.teaching.lms import Loss
from mcollab.teaching.lms.canvas import qti12
from mcollab.teaching.lms.moodle import moodle_xml

FOUR = "QTI as Canvas reads it keeps four decimals, and its answer has more"


def test_every_question_is_written_or_named(released):
    key = released[0]
    for make in (moodle_xml, qti12):
        data, lost = make(key)
        out = {loss.question for loss in lost if loss.left_out}
        text = data.decode() if make is moodle_xml else qti(data)[1]
        for name in key.questions:
            prompt = key.questions[name].variants[0].prompt.partition("*")[0]
            assert (prompt in text) != (name in out), name


def test_what_a_format_cannot_say_is_said_of_a_question(released):
    key = released[0]
    key.questions["sample/members"].points = 2.25
    key.questions["sample/seats"].variants[0].pairs[1:] = []
    key.questions["sample/seats"].variants[0].distractors = []
    for make in (moodle_xml, qti12):
        names = [name.partition(", variant")[0] for name, *_ in make(key)[1]]
        assert set(names) <= set(key.questions) and {"sample/share", "sample/spending"} <= set(names)
    assert Loss("sample/first-treaty", "its hints") in qti12(key)[1]
    assert (
        Loss(
            "sample/members",
            "its 2.25 points are written as 1: QTI as Canvas reads it takes halves only, so set them there",
        )
        in qti12(key)[1]
    )
    category = "its 6 variants are a category: add one random question from it to the quiz"
    assert Loss("sample/share", category) in moodle_xml(key)[1]
    assert (
        Loss(
            "sample/seats",
            "Moodle wants two questions and three answers in a matching question: add a distractor",
        )
        in moodle_xml(key)[1]
    )


def test_variants_that_canvas_cannot_ask_are_named_and_the_others_asked(released):
    key = released[0]
    shares = key.questions["sample/share"].variants
    shares[1].answer = 0.123456
    shares[2].answer = shares[2].tolerance
    data, lost = qti12(key)
    assert [loss for loss in lost if loss.question.startswith("sample/share,")] == [
        Loss("sample/share, variant 2", FOUR, left_out=True),
        Loss("sample/share, variant 3", "Canvas takes no numerical answer whose range begins or ends at 0", True),
    ]
    root = ET.fromstring(qti(data)[1])
    titles = [item.get("title") for item in root.iter(f"{QTI}item") if item.get("title").startswith("sample/share")]
    assert titles == [f"sample/share, variant {i}" for i in (1, 4, 5, 6)]
    shares[:] = shares[1:4]  # one that can be asked is a question of its own, and none is left out
    titles = [item.get("title") for item in ET.fromstring(qti(qti12(key)[0])[1]).iter(f"{QTI}item")]
    assert [title for title in titles if title.startswith("sample/share")] == ["sample/share"]
    for one in shares:
        one.answer = 0.123456
    assert Loss("sample/share", FOUR, left_out=True) in qti12(key)[1]
