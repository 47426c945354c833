"""YAML that people write by hand, and what is said of each mistake in it."""

from dataclasses import FrozenInstanceError
from typing import Annotated, Literal

import pytest
from pydantic import AwareDatetime, BaseModel, Field, ValidationError

from mcollab import yamlfile
from mcollab.errors import McollabError


class Question(BaseModel):
    """What a file of these tests must fit."""

    prompt: str
    points: float = 1


class Bank(BaseModel):
    """Questions by name."""

    title: str
    due: AwareDatetime | None = None
    questions: dict[str, Question] = Field(default_factory=dict)
    more: list[Question] = Field(default_factory=list)


class Circle(BaseModel):
    """One of two kinds."""

    kind: Literal["circle"]


class Square(BaseModel):
    """The other of two kinds."""

    kind: Literal["square"]


class Box(BaseModel):
    """Things of several kinds."""

    kind: Literal["box"]
    things: list[Annotated[Circle | Square, Field(discriminator="kind")]]


GOOD = b"""title: Week 3
questions:
  first:
    prompt: Why?
    points: 2
more:
  - prompt: One
  - prompt: Two
"""


def test_content_and_the_line_of_each_part():
    file = yamlfile.parsed(GOOD, "bank.yml")
    assert file.name == "bank.yml"
    assert file.content["questions"]["first"] == {"prompt": "Why?", "points": 2}
    places = {("title",): 1, ("questions", "first"): 3, ("questions", "first", "points"): 5, ("more", 1, "prompt"): 8}
    assert {at: file.line(at) for at in places} == places
    assert file.line(["questions", "first", "nothing of the kind"]) == 3  # the deepest that is there
    assert file.line(["more", 7]) == 6  # there are two
    assert yamlfile.parsed(b"", "empty.yml").line(["a"]) == 1
    assert yamlfile.parsed(b"", "empty.yml").content is None
    with pytest.raises(FrozenInstanceError):
        file.name = "another.yml"


def test_a_file_is_read_with_its_name(tmp_path):
    (tmp_path / "bank.yml").write_bytes(b"\xef\xbb\xbf" + GOOD.replace(b"\n", b"\r\n"))
    file = yamlfile.read(tmp_path / "bank.yml", "the questions")
    assert file.name == "bank.yml"
    assert file.content == yamlfile.parsed(GOOD, "bank.yml").content
    assert file.line(["more", 1]) == 8


def test_what_fits_is_given_as_the_model():
    bank = yamlfile.parsed(GOOD, "bank.yml").validated(Bank)
    assert bank.questions["first"].points == 2
    assert [question.prompt for question in bank.more] == ["One", "Two"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (b"a: 1\na: 2\n", "bank.yml, line 2: not valid YAML: the key 'a' stands twice."),
        (b"a: &x 1\nb: *x\n", "bank.yml, line 2: not valid YAML: aliases (*name) are not read here."),
        (b"? [a, b]\n: c\n", "bank.yml, line 1: not valid YAML: a key is a word or a number here."),
        (b"a: [1\n", "bank.yml, line 2: not valid YAML: a bracket that is not closed, or no comma between two"),
        (b"a: b: c\n", "bank.yml, line 1: not valid YAML: a text with a colon in it; put it in quotes."),
        (
            b"a:\n\t- b\n",
            "bank.yml, line 2: not valid YAML: a tab, or a text that begins with a sign; put it in quotes.",
        ),
        (b"a: 'x\n", "bank.yml, line 2: not valid YAML: a quote that is not closed."),
        (b"- a\nb: c\n", "bank.yml, line 2: not valid YAML: a line without a hyphen in a list, or an indentation that"),
        (b"a: 1\nbc\nd: 2\n", "bank.yml, line 3: not valid YAML: a name without a colon after it, or a text that"),
        (b"a: 'b' c\n", "bank.yml, line 1: not valid YAML: an indentation that does not fit the lines above, or a"),
        (b"a: }\n", "bank.yml, line 1: not valid YAML: a sign that stands alone; put it in quotes."),
        (b"a: \x07\n", "bank.yml: not valid YAML: a control character; write the text anew."),
        (
            b"a: !!python/object:os.system x\n",
            "bank.yml, line 1: not valid YAML: a text that begins with an exclamation mark; put it",
        ),
        (
            b"a: 1\nb: 0123\n",
            "bank.yml, line 2: not valid YAML: YAML reads 83 in 0123; write that, or put a text in quotes",
        ),
        (b"a: 12:30\n", "bank.yml, line 1: not valid YAML: YAML reads 750 in 12:30; write that, or put a text in"),
        (b"a: 1_000\n", "bank.yml, line 1: not valid YAML: YAML reads 1000 in 1_000; write that, or put a text in"),
        (b"a: 1\ndue: 2026-02-30\n", "bank.yml, line 2: not valid YAML: 2026-02-30 is no day or time (day is out of"),
        (b"due: 2026-12-04T25:00:00Z\n", "bank.yml, line 1: not valid YAML: 2026-12-04T25:00:00Z is no day or time (h"),
        (b"a: 0x1F\n", "bank.yml, line 1: not valid YAML: YAML reads 31 in 0x1F; write that, or put a text in"),
        (b"a: 1:30.5\n", "bank.yml, line 1: not valid YAML: YAML reads 90.5 in 1:30.5; write that, or put a text in"),
        (b"0012: a\n", "bank.yml, line 1: not valid YAML: YAML reads 10 in 0012; write that, or put a text in"),
        (b"a: 2026-13-45\n", "bank.yml, line 1: not valid YAML: 2026-13-45 is no day or time (month must be in 1..12"),
        (b"[" * 3000, "bank.yml"),
        (b"a: Visegr\xe1d\n", "bank.yml, line 1: not UTF-8 at 'a: Visegr?d'"),
    ],
)
def test_what_is_no_such_yaml_is_told_with_its_line(text, says):
    with pytest.raises(McollabError) as told:
        yamlfile.parsed(text, "bank.yml")
    assert str(told.value).startswith(says)
    assert "\n" not in str(told.value)


def test_a_number_is_what_its_digits_say():
    text = b"[0, -7, +40, 1204, 1.5, -0.25, .5, 3., 00.5, 1.0e+20, -1.5E-3, .inf, '0123', '12:30']"
    numbers = [0, -7, 40, 1204, 1.5, -0.25, 0.5, 3.0, 0.5, 1e20, -0.0015, float("inf"), "0123", "12:30"]
    assert yamlfile.parsed(text, "bank.yml").content == numbers


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (b"questions: {}\n", "bank.yml, line 1: title: missing; write it."),
        (b"title: 3\n", "bank.yml, line 1: title: YAML reads 3, which is no text; put it in quotes."),
        (
            b"title: a\nquestions:\n  one:\n    points: 2\n",
            "bank.yml, line 3: questions → one → prompt: missing; write it.",
        ),
        (
            b"title: a\nmore:\n  - prompt: b\n    points: many\n",
            "bank.yml, line 4: more → 0 → points: 'many' stands here; write a number.",
        ),
        (
            b"title: a\ndue: 2026-12-04T23:59:00\n",
            "line 2: due: 2026-12-04 23:59:00 stands here; write a time with its distance from UTC, such as 2026-",
        ),
        (b"- a\n", "bank.yml, line 1: a list stands here; write fields, each after its name (title:)."),
    ],
)
def test_what_does_not_fit_is_told_with_line_and_place(text, says):
    with pytest.raises(McollabError) as told:
        yamlfile.parsed(text, "bank.yml").validated(Bank)
    assert says in str(told.value)
    assert "\n" not in str(told.value)


def test_a_kind_that_is_none_is_told_where_it_stands_with_the_kinds_that_there_are():
    text = b"kind: box\nthings:\n  - label: a\n    kind: sqare\n  - label: b\n"
    with pytest.raises(McollabError) as told:
        yamlfile.parsed(text, "box.yml").validated(Box)
    assert str(told.value).splitlines() == [
        "box.yml, line 4: things → 0 → kind: 'sqare' is none; write one of circle, square; did you mean 'square'?",
        "box.yml, line 5: things → 1 → kind: missing; write one of circle, square.",
    ]


def test_the_place_may_be_told_in_other_words():
    file = yamlfile.parsed(b"title: a\nmore:\n  - points: 2\n", "bank.yml")
    with pytest.raises(ValidationError) as wrong:
        Bank.model_validate(file.content)
    (told,) = file.misfits(wrong.value, Bank, told=lambda _, at: f"question {at[1] + 1}, {at[2]}")
    assert told == (3, "bank.yml, line 3: question 1, prompt: missing; write it.")


def test_all_that_does_not_fit_is_told_in_the_order_of_the_file():
    text = b"title: 5\nmore:\n  - prompt: [a]\n    points: 1\n  - points: x\nquestions: 7\n"
    with pytest.raises(McollabError) as told:
        yamlfile.parsed(text, "bank.yml").validated(Bank)
    assert str(told.value).splitlines() == [
        "bank.yml, line 1: title: YAML reads 5, which is no text; put it in quotes.",
        "bank.yml, line 3: more → 0 → prompt: a list stands here; write a text.",
        "bank.yml, line 5: more → 1 → points: 'x' stands here; write a number.",
        "bank.yml, line 5: more → 1 → prompt: missing; write it.",
        "bank.yml, line 6: questions: 7 stands here; write values, each after its name (name: value).",
    ]


def test_what_is_not_there_or_no_file_is_told_with_what_was_expected(tmp_path):
    with pytest.raises(McollabError, match=r"There is no file .*week3\.yml: expected the assignment\."):
        yamlfile.read(tmp_path / "week3.yml", "the assignment")
    with pytest.raises(McollabError, match=r"cannot be read \(Is a directory\): expected the assignment\."):
        yamlfile.read(tmp_path, "the assignment")


def test_a_file_larger_than_any_of_that_kind_is_not_read(tmp_path, monkeypatch):
    monkeypatch.setattr(yamlfile, "LARGEST", 10)
    (tmp_path / "a.yml").write_bytes(b"a: 3456789")
    assert yamlfile.read(tmp_path / "a.yml", "a bank").content == {"a": 3456789}
    (tmp_path / "a.yml").write_bytes(b"a: 34567890")
    with pytest.raises(McollabError, match=r"a\.yml is larger than 0 MB: expected a bank"):
        yamlfile.read(tmp_path / "a.yml", "a bank")
