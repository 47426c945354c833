"""Question files that are wrong, and what their author is told."""

import textwrap

import pytest

from mcollab.errors import McollabError
from mcollab.questions.bank import filled, read

GOOD = """\
chapter: sample
questions:
  - id: first
    kind: single
    prompt: Which came first?
    outcome: date treaties
    explanation: The Brussels Treaty is of 1948.
    options:
      - {text: The Brussels Treaty, correct: true}
      - {text: The North Atlantic Treaty}
  - id: share
    kind: numeric
    prompt: What share does {country} spend?
    outcome: read a table
    explanation: See the table.
    generator: share
    answer: "{answer}"
    tolerance: 0.1
"""
GENERATORS = """\
def share(rng):
    return {"country": rng.choice(["Norway", "Poland"]), "answer": 2.5}

def broken(rng):
    return 1 / 0
"""


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "sample.yml"
    path.write_text(GOOD, encoding="utf-8")
    path.with_suffix(".py").write_text(GENERATORS, encoding="utf-8")
    return path


def test_a_good_file_is_read_and_filled(file):
    questions = read(file)
    assert list(questions) == ["first", "share"]
    question = filled(questions["share"], file, seed=1)
    assert question.answer == 2.5
    assert question.prompt in ("What share does Norway spend?", "What share does Poland spend?")


def test_a_variant_follows_from_its_seed(file):
    raw = read(file)["share"]
    assert len({filled(raw, file, seed).prompt for seed in range(20)}) == 2
    assert filled(raw, file, 7) == filled(raw, file, 7)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("correct: true", "corect: true", "line 9: question 'first': corect"),
        ("  - id: share", "  - id: first", "line 11: question id 'first' stands twice"),
        ("kind: numeric", "kind: numerical", "line 12: question 'share'"),
        (", correct: true", "", "exactly one option must be marked correct"),
        ("The North Atlantic Treaty", "The Brussels Treaty", "two options are the same"),
        ("prompt: Which came first?", "prompt: no", "put it in quotes"),
        ("    prompt: Which came first?\n", "", "prompt: Field required"),
        ("chapter: sample", "chapter: other", "line 1: chapter 'other' in a file named 'sample'"),
        (
            "outcome: read a table",
            "outcome: read a table\n    outcome: twice",
            "line 15: not valid YAML: the key 'outcome' stands twice",
        ),
        ("kind: single", "kind: [single", "not valid YAML"),
        ("tolerance: 0.1", "tolerance: wide", "tolerance"),
    ],
)
def test_a_mistake_is_told_with_file_line_and_question(file, old, new, says):
    file.write_text(GOOD.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(McollabError) as told:
        read(file)
    assert says in str(told.value)
    assert str(told.value).startswith("sample.yml")
    assert "\n" not in str(told.value)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("generator: share", "generator: shares", "did you mean 'share'"),
        ("generator: share", "generator: broken", "failed for seed 0: ZeroDivisionError"),
        ("{country}", "{county}", "did you mean 'country'"),
        ('"{answer}"', '"{country}"', "seed 0"),
    ],
)
def test_a_generator_that_fails_is_named(file, old, new, says):
    file.write_text(GOOD.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(McollabError) as told:
        filled(read(file)["share"], file, 0)
    assert says in str(told.value)


def test_other_files(tmp_path):
    with pytest.raises(McollabError, match="No question file"):
        read(tmp_path / "none.yml")
    path = tmp_path / "latin.yml"
    path.write_bytes(textwrap.dedent("chapter: caf\xe9").encode("latin-1"))
    with pytest.raises(McollabError, match="not UTF-8"):
        read(path)
    path.write_text("", encoding="utf-8")
    with pytest.raises(McollabError, match=r"latin.yml, line 1"):
        read(path)
