"""All mistakes of a question file at once, each with its line, its question and what to write, in our own words."""

import json
import re

import pytest
from given import KINDS, made

from mcollab.errors import McollabError
from mcollab.questions.bank import read

MANY = """\
chapter: other
questions:
- id: cap
  kind: single
  prompt: no
  points: many
  options:
  - {text: a, corect: true}
- id: Cap Two
  kind: numerical
- id: twice
  kind: multi
  prompt: Which?
  outcome: o
  explanation: e
  options: [{text: a}, {text: b}]
- id: twice
  kind: order
  prompt: "Since {year}?"
  outcome: o
  explanation: e
  items: [a, b, c]
- not a question
"""


def test_all_is_told_at_once_in_the_order_of_the_file(tmp_path):
    (tmp_path / "mine.yml").write_text(MANY, encoding="utf-8")
    with pytest.raises(McollabError) as told:
        read(tmp_path / "mine.yml")
    assert str(told.value).splitlines() == [
        "mine.yml, line 1: chapter 'other' in a file named 'mine'; both must be the same.",
        "mine.yml, line 3: question 'cap': explanation: missing; write it (said after the answer, whatever it was).",
        (
            "mine.yml, line 3: question 'cap': outcome: missing; write it "
            "(what a right answer shows that the learner can do, as a verb phrase)."
        ),
        "mine.yml, line 5: question 'cap': prompt: YAML reads false, which is no text; put it in quotes.",
        "mine.yml, line 6: question 'cap': points: 'many' stands here; write a number.",
        "mine.yml, line 8: question 'cap': corect: nothing of that name belongs here; did you mean 'correct'?",
        (
            "mine.yml, line 10: question 'Cap Two': kind: 'numerical' is none; "
            f"write one of {', '.join(KINDS)}; did you mean 'numeric'?"
        ),
        "mine.yml, line 16: question 'twice': options: some options, but not all, must be marked correct: true.",
        "mine.yml, line 17: question id 'twice' stands twice; rename one of them.",
        (
            "mine.yml, line 19: question 'twice': prompt: {year} is a hole for a generator to fill, "
            "and the question names none: write what is there."
        ),
        (
            "mine.yml, line 23: question 5: 'not a question' stands here; "
            "write fields, each after its name (id:, outcome:, kind:, prompt:, explanation:)."
        ),
    ]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "nothing stands here; write fields, each after its name (chapter:, questions:)."),
        ("- a", "a list stands here; write fields, each after its name (chapter:, questions:)."),
        ("chapter: mine", "questions: missing; write it (the questions of the chapter, each after a hyphen)."),
        ("questions: [{}]\nchapter: mine", f"question 1: kind: missing; write one of {', '.join(KINDS)}."),
        ("chapter: mine\nquestions:", "questions: nothing stands here; write it (the questions of the chapter, "),
        ("chapter: mine\nquestions: []", "questions: 0 here; write 1 or more."),
        ("chapter: [a]\nquestions: [5]", "mine.yml, line 1: chapter: a list stands here; write a text."),
    ],
)
def test_a_file_that_is_hardly_begun(tmp_path, text, says):
    (tmp_path / "mine.yml").write_text(text, encoding="utf-8")
    with pytest.raises(McollabError) as told:
        read(tmp_path / "mine.yml")
    assert says in str(told.value)
    assert str(told.value).startswith("mine.yml, line ")


WRONG = [None, "", "a b", 5, -1, 1e9, True, [], [1], [None], {}, {"a": 1}, ["a", "a"]]
THEIRS = re.compile("[Ii]nput|should|[Ff]ield required|valid|pydantic|Extra|type=|instance|tag")


def spoilt(value):
    """Yield, for each place of JSON, copies in which each of some values stands there, or nothing does."""
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in parts:
        for wrong in WRONG:
            yield {**value, key: wrong} if isinstance(value, dict) else [*value[:key], wrong, *value[key + 1 :]]
        if isinstance(value, dict):
            yield {name: one for name, one in value.items() if name != key}
        for inner in spoilt(part):
            yield {**value, key: inner} if isinstance(value, dict) else [*value[:key], inner, *value[key + 1 :]]


@pytest.mark.parametrize("kind", KINDS)
def test_whatever_stands_in_a_question_it_is_told_in_our_words(tmp_path, kind):
    question = made(kind).model_dump(mode="json", exclude={"asked", "variant"}, exclude_defaults=True)
    every = list(spoilt(question))
    content = {"chapter": "mine", "questions": every}
    (tmp_path / "mine.yml").write_text(json.dumps(content, indent=0), encoding="utf-8")
    with pytest.raises(McollabError) as told:
        read(tmp_path / "mine.yml")
    lines = str(told.value).splitlines()
    assert len(lines) > len(every) / 2
    for line in lines:
        assert re.match(r"mine\.yml, line \d+: ", line) and line.endswith((".", "?")) and len(line) < 400
        assert not THEIRS.search(line.replace(kind, "")), line
