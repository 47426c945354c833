"""Answers on disk: whole or not at all."""

import json
import subprocess
import sys

import pytest
from given import CASES, KINDS, made
from pydantic import ValidationError

from mcollab.errors import McollabError
from mcollab.questions.state import CHANGED, State, lacking, load, save, standing, update


def test_what_is_saved_is_loaded(tmp_path):
    path = tmp_path / "answers.json"
    answers = {"history/a": State(rev=2, ts=5, response=[1, "é", {"x": None}], confidence=70)}
    save(path, answers)
    assert load(path) == answers
    assert list(tmp_path.iterdir()) == [path]
    assert '"é"' in path.read_text(encoding="utf-8")  # who opens the file can read what was answered


ONE_KERNEL = """
import sys
from pathlib import Path
from mcollab.questions.state import State, update
path, name = Path(sys.argv[1]), sys.argv[2]
print(flush=True)
sys.stdin.readline()  # both begin at once
for i in range(40):
    assert update(path, {f"{name}/{i}": State(rev=1, ts=i, response=name)})
"""


def test_two_kernels_that_answer_at_the_same_moment_lose_nothing(tmp_path):
    path, names = tmp_path / "answers.json", ("one", "other")
    kernels = [
        subprocess.Popen(
            [sys.executable, "-c", ONE_KERNEL, str(path), name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for name in names
    ]
    for kernel in kernels:
        kernel.stdout.readline()
    for kernel in kernels:
        kernel.stdin.write("\n")
        kernel.stdin.close()
    assert [kernel.wait(60) for kernel in kernels] == [0, 0]
    assert set(load(path)) == {f"{name}/{i}" for name in names for i in range(40)}


def test_of_two_answers_the_later_stays_whoever_writes_last(tmp_path):
    path = tmp_path / "answers.json"
    update(path, {"a": State(rev=1, ts=9, response="later"), "b": State(rev=1, ts=1, response="b")})
    update(path, {"a": State(rev=5, ts=1, response="earlier")})
    assert {key: one.response for key, one in load(path).items()} == {"a": "later", "b": "b"}


@pytest.mark.parametrize(
    ("least", "below"), [({"rev": 0}, {"rev": -1}), ({"ts": 0}, {"ts": -1}), ({"confidence": 0}, {"confidence": -1})]
)
def test_no_count_no_time_and_no_confidence_is_below_nothing(least, below):
    assert State(**least) is not None
    with pytest.raises(ValidationError, match="greater than or equal to 0"):
        State(**below)


def test_nobody_is_surer_than_sure():
    assert State(confidence=100).confidence == 100
    with pytest.raises(ValidationError, match="less than or equal to 100"):
        State(confidence=101)


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
    with pytest.raises(McollabError) as told:
        load(path)
    another = "was written by another version of the course ('mcollab.answers/9'), and was left as it is: install"
    assert (another if "answers/9" in content else "is not a file of answers; move it away") in str(told.value)
    assert path.read_text() == content


def test_a_folder_that_is_not_there_loses_nothing(tmp_path):
    with pytest.raises(McollabError, match="the browser has them: download them there"):
        save(tmp_path / "gone" / "answers.json", {})


def test_answers_of_the_former_format_are_read_without_a_claim_to_what_they_were_given(tmp_path):
    path = tmp_path / "answers.json"
    state = {"rev": 2, "ts": 5, "response": 1, "confidence": 70}
    path.write_text(json.dumps({"format": "mcollab.answers/1", "answers": {"history/a": state}}), encoding="utf-8-sig")
    kept = load(path)
    assert kept == {"history/a": State(**state)} and kept["history/a"].asked == ""
    save(path, kept)
    assert json.loads(path.read_text(encoding="utf-8"))["format"] == "mcollab.answers/2"


@pytest.mark.parametrize(
    ("kind", "response", "now"),
    [
        ("single", "Bern", "named"),
        ("single", "Wien", "changed"),
        ("single", 1, "changed"),
        ("numeric", "12", "changed"),
        ("order", ["fourth", "third", "second", "first"], "named"),
        ("order", None, "none"),
        ("short", " ", "none"),
    ],
)
def test_how_a_state_stands_to_a_question(kind, response, now):
    question = made(kind)
    shown = question.public()
    to_another = State(rev=1, response=response, asked="0" * 12)
    assert standing(shown, to_another) == now
    same = State(rev=1, response=response, asked=question.asked)
    assert standing(shown, same) == ("none" if now == "none" else "same")
    assert lacking(shown, to_another) == {"none": "open", "changed": CHANGED, "named": ""}[now]
    assert standing(shown, None) == "none" and lacking(shown, None) == "open"


def test_what_is_lacking_is_said_by_the_kind():
    question = made("numeric")
    assert "could mean" in lacking(question.public(), State(rev=1, response="1,234", asked=question.asked))


@pytest.mark.parametrize("kind", KINDS)
def test_the_fingerprint_follows_from_what_is_asked_alone(kind):
    question = made(kind)
    same = made(
        kind,
        hints=["New."],
        explanation="Newly.",
        points=9,
        minutes=9,
        id="other",
        tables=["gdp"],
        prompt=question.prompt,
    )
    spaced = made(kind, prompt=question.prompt.replace(" ", "  ").replace("A  ", "A\n"))
    assert question.asked == same.asked == spaced.asked
    assert made(kind, prompt="Another?").asked != question.asked
    assert len(question.asked) == 12 and set(question.asked) <= set("0123456789abcdef")
    assert made(kind, asked="feed").asked == "feed", "a key that was corrected keeps what was released"


@pytest.mark.parametrize(
    ("kind", "same", "other"),
    [
        (
            "single",
            {"options": [{"text": "Bern"}, {"text": "Oslo", "correct": True}, {"text": "Rome & *Milan*"}]},
            {"options": [{"text": "Bern"}, {"text": "Oslo", "correct": True}]},
        ),
        ("numeric", {"answer": 99, "tolerance": 9, "mistakes": []}, {"unit": "%"}),
        ("order", {"items": ["fourth", "first", "second", "third"]}, {"ends": ["first", "last"]}),
        (
            "match",
            {
                "pairs": [{"left": "y", "right": "1"}, {"left": "x", "right": "3"}, {"left": "z", "right": "2"}],
                "distractors": [],
            },
            {"distractors": ["4"]},
        ),
        ("short", {"accept": [], "model_answer": "x", "rubric": []}, {"prompt": "?"}),
        (
            "predict",
            {"hidden": [{"x": 2020, "y": 1}, {"x": "next year", "y": 2}], "scale": 1, "why": "?"},
            {"high": 50},
        ),
    ],
)
def test_the_fingerprint_says_nothing_of_the_answer(kind, same, other):
    assert made(kind, **same).asked == made(kind).asked
    assert made(kind, **other).asked != made(kind).asked


POINTS = [{"x": 2020, "y": 15}, {"x": "next year", "y": 20}]


@pytest.mark.parametrize(
    ("kind", "other"),
    [
        ("multi", {"options": [{"text": "one", "correct": True}, {"text": "two"}]}),
        ("order", {"items": ["first", "second", "third", "last"]}),
        ("match", {"pairs": [{"left": left, "right": right} for left, right in ("w1", "y2", "z1")]}),
        ("match", {"pairs": [{"left": left, "right": right} for left, right in ("x1", "y4", "z1")]}),
        ("predict", {"given": [{"x": 2018, "y": -10}]}),
        ("predict", {"given": [{"x": 2019, "y": -9}]}),
        ("predict", {"hidden": [{"x": 2021, "y": 15}, POINTS[1]]}),
        ("predict", {"hidden": POINTS[::-1]}),
        ("predict", {"unit": "states"}),
        ("predict", {"low": -11}),
    ],
)
def test_whatever_is_shown_is_in_the_fingerprint(kind, other):
    assert made(kind, **other).asked != made(kind).asked


@pytest.mark.parametrize("kind", KINDS)
def test_answers_that_are_kept_still_find_their_question(kind):
    """Another fingerprint of the same question would make every answer in a browser one to a question that changed."""
    assert made(kind).asked == CASES[kind]["asked"]
