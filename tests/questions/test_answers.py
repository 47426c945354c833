"""Every answer that the tables can give, derived again, by code other than the question's own.

A question names in `tables` what decides its answer; each such question has a function in answers_<chapter>.py, and
gets from it what ``right`` reads out of the question. A question with a generator hands its function the values that
were drawn.
"""

import importlib
import random
import re
import warnings
from functools import cache
from pathlib import Path

import pytest
from deriving import DERIVED

import mcollab as mc
from mcollab import course
from mcollab.membership.extent import CoverageWarning
from mcollab.questions import bank, variants

pytestmark = pytest.mark.wide

NAMES = {name: list(bank.read(course.questions_dir() / f"{name}.yml")) for name in bank.chapters()}
QUESTIONS = [f"{chapter}/{id}" for chapter, ids in NAMES.items() for id in ids]
PAST_WHAT_WAS_SEEN = {
    "cases/shared-circles",
    "future/chance-of-an-exit",
    "future/groups-of-a-few",
    "models/pairs-in-asia",
    "organizations/chance-to-agree",
    "organizations/likeness",
}
"""Questions about a day after some list or arrangement was last seen: it is that of the chapter, and stands there."""
for path in Path(__file__).parent.glob("answers_*.py"):
    importlib.import_module(path.stem)


@pytest.fixture(autouse=True, scope="module")
def drawn_once():
    """The values that a derivation is handed are those of which the question was made, and are not drawn again."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(variants, "generate", cache(variants.generate))
        yield


@cache
def tables():
    """Return the names of the tables."""
    return set(mc.tables()["table"])


def right(question):
    """Return a question's right answer as the functions below give it."""
    match question.kind:
        case "single" | "multi":
            return {option.text for option in question.options if option.correct}
        case "numeric":
            return question.answer
        case "order":
            return question.items
        case "match":
            return {pair.left: pair.right for pair in question.pairs}
        case "short":
            return question.accept
        case "predict":
            return {str(point.x): point.y for point in [*question.given, *question.hidden]}


def agrees(question, derived):
    """Assert that a question's answer is the derived one, to the precision in which the question states it."""
    stated = right(question)
    match question.kind:
        case "numeric":
            assert stated == pytest.approx(derived, abs=max(0.051 * 10 ** -_places(stated) * 10, 1e-9))
            assert question.tolerance >= abs(stated - derived)
            for mistake in question.mistakes:
                assert abs(mistake.answer - derived) > question.tolerance, f"{mistake.answer} counts as right"
        case "short":
            assert derived in stated
        case "predict":
            derived = {str(x): y for x, y in derived.items()}
            assert list(stated) == list(derived)
            for x, y in stated.items():
                assert y == pytest.approx(float(derived[x]), abs=0.51 * 10 ** -_places(y)), x
        case _:
            assert stated == derived


def _places(number):
    text = f"{number:.6f}".rstrip("0")
    return len(text.split(".")[1])


@pytest.mark.parametrize("numbers", [range(3), pytest.param(range(3, 12), marks=pytest.mark.slow)], ids=["", "more"])
@pytest.mark.parametrize("name", QUESTIONS)
def test_the_answer_follows_from_the_tables(name, numbers):
    first = bank.template(name)
    if not first.tables:
        assert name not in DERIVED, f"{name} is derived: say in its `tables` from what"
        assert first.generator is None and first.kind != "predict", (
            f"{name}: what a generator or a prediction shows comes from tables"
        )
        return
    assert set(first.tables) <= tables()
    assert name in DERIVED, f"{name} names tables that decide its answer: derive it in answers_<chapter>.py"
    if first.generator is None:
        agrees(first.filled(), DERIVED[name]())
        return
    source = course.questions_dir() / f"{name.partition('/')[0]}.py"
    for number in numbers:
        agrees(first.filled(number), DERIVED[name](variants.generate(source, first.generator, number)))


def test_which_questions_lean_on_lists_that_were_last_seen_earlier_is_known(recwarn):
    """Drawing one says nothing of it to a learner, so a new one is looked at here: can its day be an earlier one?"""
    found = set()
    for name in QUESTIONS:
        generator, source = bank.template(name).generator, course.questions_dir() / f"{name.partition('/')[0]}.py"
        if generator is None:
            continue
        function = variants._functions(source, source.stat().st_mtime_ns)[generator.replace("-", "_")]
        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter("always")
            for number in range(4):
                function(random.Random(number))
        assert {one.category for one in told} <= {CoverageWarning}
        found |= {name} if told else set()
    assert found == PAST_WHAT_WAS_SEEN
    bank.template("organizations/likeness").filled(3)
    assert recwarn.list == []


def test_nothing_is_derived_for_a_question_that_is_gone():
    assert set(DERIVED) <= set(QUESTIONS)


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_teaches(name):
    question = bank.question(name)
    chapter = (course.questions_dir().parent / f"{name.partition('/')[0]}.md").read_text(encoding="utf-8")
    assert question.section and f"\n({question.section})=\n" in chapter, (
        "the section it points back to is not in the chapter"
    )
    assert len(bank.page(name)) == bank.template(name).variants
    if question.kind in ("single", "multi"):
        assert all(option.feedback for option in question.options if not option.correct), (
            "a wrong option without feedback"
        )


def test_every_question_is_asked_or_kept_for_assignments():
    """What a chapter asks exists, once."""
    asked = [
        name
        for path in course.questions_dir().parent.glob("*.md")
        for name in re.findall(r'mc\.ask\("([^"]+)"\)', path.read_text(encoding="utf-8"))
    ]
    assert set(asked) <= set(QUESTIONS)
    assert len(asked) == len(set(asked))
