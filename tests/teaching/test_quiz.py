"""An assignment as a quiz on the disk: how many of its questions it asks, and where it stands."""

from pathlib import Path

import pytest

from mcollab.errors import McollabError
from mcollab.teaching import key as keys
from mcollab.teaching import lms, quiz
from mcollab.teaching.lms import Loss

FORMS = {form.option: form for system in lms.systems() if (form := system.quiz)}


def test_a_quiz_of_a_key_has_what_was_corrected_in_it(released):
    key, path, _ = released
    seven = "<defaultgrade>7</defaultgrade>"
    written = quiz.write(path, FORMS["moodle-xml"]).path
    assert written == path.with_name("week3.moodle.xml") and seven not in written.read_text(encoding="utf-8")
    key.questions["sample/members"].points = 7
    keys.write(path, key)
    assert seven in quiz.write(path, FORMS["moodle-xml"]).path.read_text(encoding="utf-8")


def test_what_is_left_out_is_not_counted_as_asked(released):
    _, path, _ = released
    written = quiz.write(path.with_name("week3.yml"), FORMS["qti12"], path.with_name("own.zip"))
    assert (written.path.name, written.of, written.asked, written.complete) == ("own.zip", 8, 5, False)
    assert {loss.question for loss in written.lost if loss.left_out} == {
        "sample/order-of-founding",
        "sample/seats",
        "sample/spending",
    }


def test_a_question_of_which_one_variant_is_left_out_is_asked_and_the_quiz_not_complete(released):
    key, path, _ = released
    key.questions = {"sample/share": key.questions["sample/share"]}
    key.questions["sample/share"].variants[1].answer = 0.123456
    keys.write(path, key)
    written = quiz.write(path, FORMS["qti12"])
    assert (written.of, written.asked, written.complete) == (1, 1, False)
    assert [loss.question for loss in written.lost if loss.left_out] == ["sample/share, variant 2"]


def test_what_is_lost_without_being_left_out_leaves_a_quiz_complete(tmp_path):
    assert quiz.Written(Path("a.zip"), 1, 1, [Loss("sample/share", "its hints")]).complete


def test_a_quiz_that_cannot_be_written_is_told_in_a_sentence(released, tmp_path):
    with pytest.raises(McollabError, match=r"none/a\.xml cannot be written"):
        quiz.write(released[1], FORMS["moodle-xml"], tmp_path / "none" / "a.xml")
