"""The map of the syllabus and the rubrics, and the examples of the instructor's guide."""

import re
from pathlib import Path

import pytest
from small_book import Book

from mcollab.book import syllabus
from mcollab.questions import bank
from mcollab.questions.template import Template
from mcollab.teaching import assignment

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "reference" / "instructors.md").read_text(encoding="utf-8")


def test_every_question_of_the_bank_is_on_the_map():
    questions = syllabus.chapters(ROOT)
    text = syllabus.syllabus(questions)
    assert questions
    for chapter, found in questions.items():
        for one in found:
            assert f"| `{chapter}/{one.id}` |" in text
    assert re.findall(r"`/chapters/([a-z]+)`", text) == list(questions)
    for rubric in (one.rubric for found in questions.values() for one in found if one.kind == "short" and one.rubric):
        assert " ".join(rubric[0].split()) in syllabus.rubrics(questions)


def test_a_bar_in_an_outcome_does_not_break_the_table():
    one = Template(id="x", kind="single", prompt="?", explanation=".", outcome="a | b")
    assert "| a \\| b | `history/x` | single | 2 |" in syllabus.syllabus({"history": [one]})


def test_a_chapter_says_how_many_minutes_its_questions_take():
    found = [
        Template(id=id, kind="single", prompt="?", explanation=".", outcome="a", minutes=minutes, points=5)
        for id, minutes in (("x", 1.5), ("y", 3))
    ]
    assert "**{doc}`/chapters/history`**: 2 questions, 4.5 minutes." in syllabus.syllabus({"history": found})


@pytest.mark.parametrize("number", range(2))
def test_the_examples_of_the_guide_are_read(tmp_path, number):
    example = re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)[number]
    if "chapter: mine" in example:
        (tmp_path / "mine.yml").write_text(example, encoding="utf-8")
        assert list(bank.read(tmp_path / "mine.yml")) == ["who-decides"]
    else:
        (tmp_path / "week3.yml").write_text(example, encoding="utf-8")
        task = assignment.read(tmp_path / "week3.yml")
        assert [found.name for found in assignment.find(task.questions)] == task.questions


def test_the_commands_of_the_guide_exist():
    from typer.testing import CliRunner

    from mcollab.cli.app import app

    for command in sorted(set(re.findall(r"\$ mcollab (\w+)", GUIDE))):
        said = CliRunner().invoke(app, [command, "--help"], env={"COLUMNS": "200", "NO_COLOR": "1"}).output
        for line in re.findall(rf"\$ mcollab {command} (.*)", GUIDE):
            for option in re.findall(r"(?<!\S)--?[a-z0-9-]+", line):
                assert option in re.sub(r"\x1b\[[0-9;]*m", "", said), (command, option)


BANK = """\
chapter: one
questions:
  - id: first
    kind: single
    prompt: Which?
    outcome: read a table
    explanation: That.
    options: [{text: A, correct: true}, {text: B}]
"""


@pytest.mark.slow
def test_a_bank_that_comes_after_its_chapter_is_on_the_map(tmp_path):
    book = Book(tmp_path)
    book.write("chapters/one.md", "# One\n\nText.\n")
    book.write("reference/extra.md", "# Extra\n\n```{syllabus}\n```\n")
    book.write("chapters/questions/other.yml", BANK.replace("chapter: one", "chapter: other"))
    assert book.build()[0] == 0 and "read a table" not in book.page("reference/extra")
    book.write("chapters/questions/one.yml", BANK)
    assert book.build()[0] == 0 and "read a table" in book.page("reference/extra")
    code, said = book.build()
    assert code == 0 and "0 added, 0 changed" in said, "what did not change is not read again"
