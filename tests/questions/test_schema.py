"""The schema that editors read: it is that of the models, and every question file names it."""

import json

import pytest

from mcollab import course
from mcollab.questions import bank
from mcollab.questions.template import json_schema


def test_the_schema_beside_the_questions_is_that_of_the_models():
    path = course.questions_dir() / "schema.json"
    said = json.loads(path.read_text(encoding="utf-8"))
    assert said == json_schema(), "write it anew: python -m mcollab schema > chapters/questions/schema.json"


@pytest.mark.parametrize("chapter", bank.chapters())
def test_every_question_file_names_it(chapter):
    first = (course.questions_dir() / f"{chapter}.yml").read_text(encoding="utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=schema.json"
