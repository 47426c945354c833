"""Answers on disk: whole or not at all."""

import pytest

from mcollab.errors import McollabError
from mcollab.questions.state import State, conflict, load, save


def test_what_is_saved_is_loaded(tmp_path):
    path = tmp_path / "answers.json"
    answers = {"history/a": State(rev=2, ts=5, response=[1, "é", {"x": None}], confidence=70)}
    save(path, answers)
    assert load(path) == answers
    assert list(tmp_path.iterdir()) == [path]


def test_no_file_is_no_answers(tmp_path):
    assert load(tmp_path / "answers.json") == {}


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        '{"format": "mcollab.answers/9", "answers": {}}',
        '{"format": "mcollab.answers/1", "answers": [1]}',
        "[" * 100_000,
    ],
)
def test_a_file_of_something_else_is_told_and_left_alone(tmp_path, content):
    path = tmp_path / "answers.json"
    path.write_text(content)
    with pytest.raises(McollabError):
        load(path)
    assert path.read_text() == content


def test_a_folder_that_is_not_there_loses_nothing(tmp_path):
    with pytest.raises(McollabError, match="the browser has them: download them there"):
        save(tmp_path / "gone" / "answers.json", {})


def test_two_different_answers_of_one_revision_are_a_conflict():
    assert conflict(State(rev=1, response="a"), State(rev=1, response="b"))
    assert not conflict(State(rev=0, response=None), State(rev=0, response="b"))
    assert not conflict(State(rev=1, response="a"), State(rev=2, response="b"))
