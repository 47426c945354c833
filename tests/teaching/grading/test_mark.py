"""What one file is worth, and what is said of it."""

import json
import random

import classroom
import pytest

from mcollab.teaching.grading.mark import TELL_HELD, mark
from mcollab.teaching.grading.problem import AGAIN, Problem
from mcollab.teaching.handin import MIME
from mcollab.teaching.key import Keys

FIRST, SHARE, WHY = "sample/first-treaty", "sample/share", "sample/why-ally"


@pytest.fixture
def marked(released):
    """A function that marks a document by the key that was released."""
    key = released[0]
    return lambda document: mark(json.dumps(document).encode(), Keys.of(key))


def test_everything_right(released, marked):
    record = marked(classroom.hand_in(released[0], " U 001 ", "Ann"))
    assert (record.id, record.name, record.submitted) == ("U 001", "Ann", 1_796_119_200)
    assert (record.notes, record.check, record.held) == ([], [], "")
    assert list(record.answers) == sorted(released[0].questions)  # as the file has them
    assert {answer.worth for answer in record.answers.values()} == {1}
    assert {(answer.ts, answer.rev, answer.confidence) for answer in record.answers.values()} == {(1000, 1, 50)}
    assert not any(answer.borrowed for answer in record.answers.values())


def test_each_answer_is_worth_what_its_question_says(released, marked):
    key = released[0]
    for seed in range(20):
        rng = random.Random(seed)
        document = classroom.hand_in(key, "u001", answer=lambda question, rng=rng: classroom.some(question, rng))
        for name, answer in marked(document).answers.items():
            question = classroom.asked(key, "u001", name)
            assert answer.worth == question.score(document["answers"][name]["response"])


def test_what_is_no_number_is_noted(released, marked):
    document = classroom.hand_in(released[0], "u001", only=[SHARE], answer=lambda _: "about\x07 thirty-one " + "x" * 50)
    assert marked(document).notes == [f"{SHARE}: {('about thirty-one ' + 'x' * 50)[:40]!r} is no number"]
    for answer in ("12", "", "  ", None, 12, "1e400"):
        document = classroom.hand_in(released[0], "u001", only=[SHARE], answer=lambda _, answer=answer: answer)
        assert bool(marked(document).notes) == (answer == "1e400"), answer


def test_a_long_answer_is_cut_and_that_is_noted(released, marked):
    for length, notes in ((20_000, []), (20_001, [f"{WHY}: an answer of 20001 characters, of which 20000 are kept"])):
        record = marked(classroom.hand_in(released[0], "u001", only=[WHY], answer=lambda _, n=length: "x" * n))
        assert record.notes == notes and len(record.answers[WHY].response) == 20_000


def test_an_answer_that_was_not_asked_is_noted(released, marked):
    document = classroom.hand_in(released[0], "u001", only=[FIRST])
    document["answers"]["sample/\x1bother" + "x" * 90] = document["answers"][FIRST]
    record = marked(classroom.sealed(document))
    assert record.notes == [f"answers {('sample/other' + 'x' * 90)[:60]!r}, which was not asked"]
    assert list(record.answers) == [FIRST] and record.held == ""


def test_what_a_file_says_is_cut_before_it_is_told(released, marked):
    for field, longest in (("assignment", 60), ("version", 40), ("course", 40)):
        document = classroom.hand_in(released[0], "u001") | {field: "y" * 99}
        with pytest.raises(Problem) as told:
            marked(document)
        assert f"'{'y' * longest}'" in told.value.reason


def test_no_answer_at_all(released, marked):
    record = marked(classroom.hand_in(released[0], "u001", only=[]))
    assert record.answers == {} and record.check == []


def test_an_answer_that_is_blank_says_nothing(released, marked):
    for blank in (None, "", [], {}, " \u00a0"):
        record = marked(classroom.hand_in(released[0], "u001", answer=lambda _, blank=blank: blank))
        assert {(answer.worth, answer.said) for answer in record.answers.values()} == {(0, False)}
    record = marked(classroom.hand_in(released[0], "u001"))
    assert all(answer.said for answer in record.answers.values())


def test_what_is_right_for_others_is_borrowed(released, marked):
    key = released[0]
    variants = key.questions[SHARE].variants
    mine = classroom.asked(key, "u001", SHARE)
    for other in variants:
        record = marked(classroom.hand_in(key, "u001", only=[SHARE], answer=lambda _, other=other: str(other.answer)))
        others = [one for one in variants if one is not mine and one.score(str(other.answer)) == 1]
        assert len(record.answers[SHARE].borrowed) == (0 if other is mine else len(others))
    assert marked(classroom.hand_in(key, "u001", only=[SHARE], answer=lambda _: "0")).answers[SHARE].borrowed == []


def test_what_is_half_right_for_others_is_not_borrowed(released, marked, monkeypatch):
    kind = type(released[0].questions[SHARE].variants[0])
    monkeypatch.setattr(kind, "score", lambda self, response: 0.5)
    answer = marked(classroom.hand_in(released[0], "u001", only=[SHARE])).answers[SHARE]
    assert (answer.worth, answer.borrowed) == (0.5, [])


def test_another_wording_of_ones_own_variant_is_nobody_elses(released):
    """A release that words a question otherwise, and corrects its answers: nobody borrowed from oneself."""
    key = released[0]

    def reworded(one):
        content = {**one.model_dump(), "prompt": one.prompt.replace("times", "by"), "answer": one.answer + 5000}
        return type(one).model_validate({**content, "asked": ""})

    variants = [reworded(one) for one in key.questions[SHARE].variants]
    share = key.questions[SHARE].model_copy(update={"variants": variants})
    second = key.model_copy(update={"version": "second", "questions": {**key.questions, SHARE: share}})
    keys = Keys.of(second, [key])
    mine = classroom.asked(key, "u001", SHARE)
    now = next(one for one in variants if one.variant == mine.variant)
    other = next(one for one in variants if one is not now)
    for answer, borrowed in ((now.answer, []), (other.answer, [variants.index(other)])):
        document = classroom.hand_in(key, "u001", only=[SHARE], answer=lambda _, answer=answer: str(answer))
        found = mark(json.dumps(document).encode(), keys).answers[SHARE]
        assert (found.worth, found.variant >= 6, found.borrowed) == (0, True, borrowed)


def test_two_reasons_to_hold_a_file_are_both_told(released, marked):
    key = released[0]
    document = classroom.hand_in(key, "u001")
    theirs = next(
        n for n in range(99) if classroom.asked(key, f"x{n}", SHARE) is not classroom.asked(key, "u001", SHARE)
    )
    document["student"]["id"] = f"x{theirs}"
    held = marked(document).held
    assert held.startswith("changed after it was made: its checksum does not fit; ")
    assert f"{SHARE} was answered with the numbers of another student" in held
    assert "checksum" not in marked(classroom.sealed(document)).held
    assert TELL_HELD.startswith("Your file was changed")


UNKNOWN = (
    "made with version 'feedfeed' of the assignment; the key is of version '{version}'. "
    "If you released that version, put its key beside this one as week3.feedfeed.key.yml"
)
FETCH = (
    "Your file was made with another version of the assignment: please open the one that was handed out last, "
    "press “Go on from a file”, choose your file, and hand in what you download then."
)
OTHER = "You handed in your answers to week2: please hand in those to Week 3: alliances."


@pytest.mark.parametrize(
    ("change", "reason", "tell"),
    [
        ({"assignment": "week2"}, "answers to another assignment, 'week2'; expected 'week3'", OTHER),
        ({"version": "feedfeed"}, UNKNOWN, FETCH),
        ({"submitted": "today"}, "changed by hand or damaged: submitted: 'today' is no moment, such as", AGAIN),
        ({"more": 1}, "changed by hand or damaged: more: does not belong there", AGAIN),
    ],
)
def test_a_file_that_cannot_be_marked(released, marked, change, reason, tell):
    with pytest.raises(Problem) as told:
        marked(classroom.hand_in(released[0], "u001") | change)
    assert told.value.reason.startswith(reason.format(version=released[0].version)) and told.value.tell == tell


def test_a_hand_in_is_found_among_whatever_else_a_notebook_holds(released, marked):
    document = classroom.hand_in(released[0], "u001")
    other = [None, "text", 7, {}, {"data": None}, {"data": {MIME: "no document"}}, {"data": {"text/plain": "1"}}]
    cells = ["text", {"cell_type": "markdown"}, {"outputs": "none"}, {"outputs": [*other, {"data": {MIME: document}}]}]
    found = marked({"nbformat": 4, "cells": cells})
    assert (found.id, found.answers) == ("u001", marked(document).answers)
