"""Question files that are wrong, and what their author is told."""

import os
import textwrap

import pytest
from pydantic import ValidationError

from mcollab import course
from mcollab.errors import McollabError
from mcollab.questions import bank, kinds
from mcollab.questions.bank import read
from mcollab.questions.kinds import QUESTION
from mcollab.questions.variants import seed

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

def nested(rng):
    return {"country": "{answer}", "answer": 2}

def _own(rng):
    return {}

class _Made:
    pass

made = _Made()

def leaving(rng):
    raise SystemExit

def endless(rng):
    return {"country": "Norway", "answer": float("inf")}
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
    question = questions["share"].filled(seed=1)
    assert question.answer == 2.5
    assert question.prompt in ("What share does Norway spend?", "What share does Poland spend?")


def test_a_generator_whose_name_has_a_hyphen_is_a_function_with_an_underscore(file):
    file.write_text(GOOD.replace("generator: share", "generator: share-of-all"), encoding="utf-8")
    file.with_suffix(".py").write_text(GENERATORS.replace("def share", "def share_of_all"), encoding="utf-8")
    assert read(file)["share"].filled(1).answer == 2.5


def test_a_generator_that_was_changed_is_run_as_it_stands_now(file):
    share, path = read(file)["share"], file.with_suffix(".py")
    assert share.filled(1).answer == 2.5
    path.write_text(GENERATORS.replace("2.5", "3.5"), encoding="utf-8")
    os.utime(path, ns=(0, path.stat().st_mtime_ns + 1_000_000))  # a file system's clock may tick slowly
    assert share.filled(1).answer == 3.5


def test_a_seed_is_the_same_on_every_machine_and_its_parts_are_kept_apart():
    assert seed("week3", "u1") == 0xCD284B9C3AAA  # six bytes of the SHA-256
    assert seed("week3", "u1") != seed("week3u1") != seed("week", "3u1")


def test_a_variant_follows_from_its_seed(file):
    share = read(file)["share"]
    assert len({share.filled(seed).prompt for seed in range(20)}) == 2
    assert share.filled(7) == share.filled(7)


def test_a_variant_is_named_by_what_was_drawn(file):
    share = read(file)["share"]
    names = {share.filled(seed).prompt: share.filled(seed).variant for seed in range(20)}
    assert len(set(names.values())) == 2 and all(len(name) == 8 for name in names.values())
    assert read(file)["first"].filled().variant == ""
    file.write_text(GOOD.replace("does {country} spend?", "is spent by {country}?"), encoding="utf-8")
    reworded = read(file)["share"]
    assert {reworded.filled(seed).variant for seed in range(20)} == set(names.values())
    assert {reworded.filled(seed).asked for seed in range(20)}.isdisjoint(
        share.filled(seed).asked for seed in range(20)
    )


def test_variants_whose_prompts_are_alike_are_named_by_what_they_show(file):
    text = GOOD.partition("  - id: share")[0].replace("kind: single", "kind: single\n    generator: pick")
    options = text.partition("    options:")[0] + '    options: "{options}"\n'
    file.write_text(options, encoding="utf-8")
    file.with_suffix(".py").write_text(
        "def pick(rng):\n    a = rng.randint(1, 3)\n"
        "    return {'options': [{'text': f'{a + d}', 'correct': d == 0} for d in range(3)]}\n",
        encoding="utf-8",
    )
    pick = read(file)["first"]
    made = [pick.filled(seed) for seed in range(30)]
    assert len({one.variant for one in made}) == len({one.options[0].text for one in made}) == 3


def test_a_page_carries_variants_that_differ(file, monkeypatch):
    monkeypatch.setattr(course, "questions_dir", lambda: file.parent)
    file.write_text(GOOD + "    variants: 2\n", encoding="utf-8")
    assert {one.prompt for one in bank.page("sample/share")} == {
        "What share does Norway spend?",
        "What share does Poland spend?",
    }
    file.write_text(GOOD + "    variants: 3\n", encoding="utf-8")
    with pytest.raises(McollabError, match="says variants: 3, but its generator gave 2 in 100 draws"):
        bank.page("sample/share")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("correct: true", "corect: true", "line 9: question 'first': corect"),
        ("  - id: share", "  - id: first", "line 11: question id 'first' stands twice"),
        ("kind: numeric", "kind: numerical", "line 12: question 'share'"),
        (", correct: true", "", "exactly one option must be marked correct"),
        ("The North Atlantic Treaty", "The Brussels Treaty", "two options are the same"),
        ("prompt: Which came first?", "prompt: no", "put it in quotes"),
        (
            "    prompt: Which came first?\n",
            "",
            "question 'first': prompt: missing; write it (what is asked; inline Markdown: emphasis, code, links).",
        ),
        ("chapter: sample", "chapter: other", "line 1: chapter 'other' in a file named 'sample'"),
        (
            "outcome: read a table",
            "outcome: read a table\n    outcome: twice",
            "line 15: not valid YAML: the key 'outcome' stands twice",
        ),
        ("kind: single", "kind: [single", "not valid YAML"),
        ("correct: true", 'correct: "no"', "line 9: question 'first': correct: 'no' stands here; write true or false."),
        ("correct: true", "correct: 1", "line 9: question 'first': correct: 1 stands here; write true or false."),
        (
            'answer: "{answer}"',
            "answer: true",
            "line 17: question 'share': answer: YAML reads true, which is no number",
        ),
        ("tolerance: 0.1", "tolerance: no", "question 'share': tolerance: YAML reads false, which is no number; write"),
        ("tolerance: 0.1", "minutes: yes", "line 18: question 'share': minutes: YAML reads true, which is no number"),
        ("tolerance: 0.1", "variants: on", "line 18: question 'share': variants: YAML reads true, which is no number"),
        ("tolerance: 0.1", "tolerance: 010", "line 18: not valid YAML: YAML reads 8 in 010; write that, or put a text"),
        ("tolerance: 0.1", "tolerance: wide", "line 18: question 'share': tolerance"),
        ("    generator: share\n", "", "line 13: question 'share': prompt: {country} is a hole for a generator"),
        (
            "Which came first?",
            "Which came {place}?",
            "line 5: question 'first': prompt: {place} is a hole for a generator to fill",
        ),
        (
            "The North Atlantic Treaty",
            '"The {name} Treaty"',
            "line 10: question 'first': text: {name} is a hole for a generator to fill",
        ),
        ("    kind: single", "    kind: single\n    generator: share", "line 5: question 'first': generator: it names"),
        (
            "    kind: single",
            "    kind: single\n    variant: abc",
            "line 5: question 'first': variant: nothing of that name belongs here; did you mean 'variants'?",
        ),
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
        ("generator: share", "generator: own", "No generator 'own' in sample.py: expected a function of that name."),
        ("generator: share", "generator: made", "No generator 'made' in sample.py: expected a function of that name"),
        ("generator: share", "generator: broken", "failed for seed 0: ZeroDivisionError"),
        ("generator: share", "generator: leaving", "failed for seed 0: SystemExit"),
        ("generator: share", "generator: nested", "prompt: {answer} is a hole that nothing fills"),
        ("generator: share", "generator: endless", "question 'share', seed 0: answer: inf is no finite number."),
        ("{country}", "{county}", "did you mean 'country'"),
        ('"{answer}"', '"{country}"', "question 'share', seed 0: answer: 'Poland' stands here; write a number."),
        ("a table", "a {table}", "the generator gives no 'table': expected one of country, answer"),
    ],
)
def test_a_generator_that_fails_is_named(file, old, new, says):
    file.write_text(GOOD.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(McollabError) as told:
        read(file)["share"].filled(0)
    assert says in str(told.value)


def test_a_number_that_nothing_fills_is_told_and_not_graded_as_wrong(file):
    """Once `answer: "{answer}"` without a generator was released, and everybody got 0."""
    file.write_text(GOOD.replace("    generator: share\n", "").replace("{country}", "Norway"), encoding="utf-8")
    with pytest.raises(McollabError) as told:
        read(file)
    assert str(told.value) == (
        "sample.yml, line 16: question 'share': answer: {answer} is a hole for a generator to fill, "
        "and the question names none: write what is there."
    )
    with pytest.raises(ValidationError):
        QUESTION.validate_python(
            {"id": "a", "kind": "numeric", "prompt": "?", "outcome": "o", "explanation": "e", "answer": "{answer}"}
        )


def test_checks_that_look_at_two_fields_hold_before_anything_is_filled(file):
    pairs = "pairs: [{left: a, right: b}, {left: c, right: d}]\n    distractors: [d]"
    match = GOOD.partition("    options")[0].replace("kind: single", "kind: match") + f"    {pairs}\n"
    file.write_text(match, encoding="utf-8")
    with pytest.raises(McollabError, match=r"line 3: question 'first': 'd' is both a right answer and a distractor"):
        read(file)


def test_of_several_distractors_that_are_right_the_first_of_the_alphabet_is_named(file):
    pairs = "pairs: [{left: a, right: z}, {left: c, right: b}, {left: e, right: m}]\n    distractors: [z, m, b]"
    file.write_text(GOOD.partition("    options")[0].replace("kind: single", "kind: match") + f"    {pairs}\n", "utf-8")
    with pytest.raises(McollabError, match=r"question 'first': 'b' is both a right answer and a distractor"):
        read(file)


def test_a_generator_that_cannot_be_run_is_named(file):
    file.with_suffix(".py").write_text("import nothing_of_that_name\n", encoding="utf-8")
    with pytest.raises(McollabError, match=r"sample.py, which generates questions, cannot be run: ModuleNotFound"):
        read(file)["share"].filled(0)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        (
            "sample",
            "'sample' is a chapter of 2 questions (first, share …): expected chapter/question, such as 'sample/first'.",
        ),
        ("sample/", "'sample/' is a chapter of 2 questions"),
        (
            "sampel/first",
            "No question 'sampel/first': expected chapter/question, such as 'sample/first'; did you mean 'sample/first",
        ),
        (
            "Sample/Share",
            "No question 'Sample/Share': expected chapter/question, such as 'sample/first'; did you mean 'sample/share",
        ),
        ("SAMPLE", "No question 'SAMPLE': expected chapter/question, such as 'sample/first'; did you mean 'sample'?"),
        ("sample/frist", "No question 'sample/frist': sample has first, share; did you mean 'first'?"),
        ("", "No question '': expected chapter/question, such as 'sample/first'"),
        ("sample/part/first", "No question 'sample/part/first': sample has first, share"),
    ],
)
def test_a_question_that_is_not_there_is_answered_with_one_that_is(file, monkeypatch, name, says):
    monkeypatch.setattr(course, "questions_dir", lambda: file.parent)
    with pytest.raises(McollabError) as told:
        bank.question(name)
    assert str(told.value).startswith(says)


def test_of_a_chapter_of_many_questions_three_are_named(file, monkeypatch):
    monkeypatch.setattr(course, "questions_dir", lambda: file.parent)
    share = GOOD[GOOD.index("  - id: share") :]
    more = "".join(share.replace("id: share", f"id: {name}") for name in ("third", "fourth"))
    file.write_text(GOOD + more, encoding="utf-8")
    with pytest.raises(
        McollabError, match=r"^'sample' is a chapter of 4 questions \(first, share, third …\): expected"
    ):
        bank.question("sample")


def test_a_kind_that_there_is_not_is_answered_with_those_that_are():
    said = f"No kind of question 'multy': expected one of {', '.join(kinds.names())}; did you mean 'multi'"
    with pytest.raises(McollabError, match=said):
        kinds.of("multy")


def test_the_example_in_sentences_exists(file, monkeypatch, tmp_path):
    assert bank.question(bank.example())
    monkeypatch.setattr(course, "questions_dir", lambda: tmp_path / "empty")
    assert bank.example() == ""
    with pytest.raises(McollabError, match="the bank is empty"):
        bank.question("history/first")


def test_other_files(tmp_path):
    with pytest.raises(McollabError, match="No question file"):
        read(tmp_path / "none.yml")
    path = tmp_path / "latin.yml"
    path.write_bytes(textwrap.dedent("chapter: caf\xe9").encode("latin-1"))
    with pytest.raises(
        McollabError, match=r"latin.yml, line 1: not UTF-8 .* \(an editor asks for it as the encoding\)\.$"
    ):
        read(path)
    path.write_text("", encoding="utf-8")
    with pytest.raises(
        McollabError, match=r"latin.yml, line 1: nothing stands here; write fields, each after its name"
    ):
        read(path)
