"""The page's module: the same rules as in Python, on the tables of cases and on random responses."""

import json
import random

import pytest
from given import CASES, KINDS, TEXTS, TYPED, made

from mcollab.errors import McollabError
from mcollab.questions import front, hashing
from mcollab.questions.scoring import number
from mcollab.questions.state import State, lacking, standing

pytestmark = pytest.mark.slow
IMPORT = "import(URL.createObjectURL(new Blob([source], {type: 'text/javascript'})))"


@pytest.fixture(scope="module")
def page(browser):
    page = browser.new_page()
    page.set_content("<!doctype html><title>rules</title>")
    page.evaluate(f"async (source) => {{ window.rules = await {IMPORT}; }}", front.module())
    yield page
    page.close()


@pytest.fixture(scope="module")
def module(page):
    """A function that calls an exported function of the module with each list of arguments."""

    def call(name, calls):
        run = "([name, calls]) => JSON.stringify(JSON.parse(calls).map((call) => window.rules[name](...call)))"
        return json.loads(page.evaluate(run, [name, json.dumps(calls)]))

    return call


def read(typed):
    """The number that was typed, or what is said of it, as the page's module gives it."""
    try:
        return number(typed)
    except McollabError as error:
        return str(error)


def test_numbers_are_read_alike(module):
    typed = [*(one for one, _ in TYPED["number"] + TYPED["refused"]), *TYPED["no number"]]
    assert module("number", [[one] for one in typed]) == [read(one) for one in typed]


def test_ten_thousand_random_numbers_are_read_alike(module):
    rng = random.Random(1)
    signs = "0123456789" * 3 + "..,,--+eE %%  \u00a0\u2212\uff11\uff0c\u0663\u00b2x'"
    typed = ["".join(rng.choice(signs) for _ in range(rng.randint(0, 8))) for _ in range(10_000)]
    ours = [read(one) for one in typed]
    differ = [
        pair for pair in zip(typed, ours, module("number", [[one] for one in typed]), strict=True) if pair[1] != pair[2]
    ]
    assert differ == []
    assert sum(isinstance(one, float) for one in ours) > 1000


def test_blank_and_words_agree(module):
    assert module("blank", [[one] for one, _ in TYPED["blank"]]) == [is_blank for _, is_blank in TYPED["blank"]]
    assert module("words", [[one] for one, _ in TYPED["words"]]) == [same for _, same in TYPED["words"]]


@pytest.mark.parametrize("kind", KINDS)
def test_cases_score_alike(page, kind):
    """JavaScript reads the file itself: it holds numbers that Python does not write as JSON."""
    worth = page.evaluate(
        "([question, text]) => JSON.parse(text).worth.map(([response]) => rules.score(question, response))",
        [made(kind).rules(), TEXTS[kind]],
    )
    assert worth == [
        pytest.approx(expected, abs=1e-12) if expected is not None else None for _, expected in CASES[kind]["worth"]
    ]


def test_merge_agrees(module):
    for one, other, response in TYPED["merge"]:
        assert [state["response"] for state in module("merge", [[one, other], [other, one]])] == [response, response]


def changed(value, rng, leaves):
    """Return JSON with a part of it taken away, moved, doubled or put in place of another."""
    if rng.random() < 0.25 or not isinstance(value, (list, dict)):
        return rng.choice(leaves) if rng.random() < 0.5 else value
    if isinstance(value, list):
        parts = [changed(part, rng, leaves) for part in rng.sample(value, len(value))]
        return parts[: rng.randint(0, len(parts))] if rng.random() < 0.3 else parts + parts[:1] * rng.randint(0, 1)
    return {key: changed(part, rng, leaves) for key, part in value.items() if rng.random() < 0.9}


def leaves_of(value):
    if isinstance(value, dict):
        value = [*value, *value.values()]
    return [leaf for part in value for leaf in leaves_of(part)] if isinstance(value, list) else [value]


@pytest.mark.parametrize("kind", KINDS)
def test_ten_thousand_random_responses_score_and_stand_alike(module, kind):
    question, rng = made(kind), random.Random(kind)
    finite = [one for one, _ in CASES[kind]["worth"] if "Infinity" not in json.dumps(one)]
    leaves = [*leaves_of(finite), *leaves_of(CASES[kind]["question"]), 0, 1, -1, 2.5, True, None, "", " ", [], {}]
    responses = [changed(rng.choice(finite), rng, leaves) for _ in range(10_000)]
    theirs = module("score", [[question.rules(), response] for response in responses])
    ours = [question.score(response) for response in responses]
    differ = [
        (response, a, b)
        for response, a, b in zip(responses, ours, theirs, strict=True)
        if (a is None) != (b is None) or (a is not None and abs(a - b) > 1e-9)
    ]
    assert differ == []
    assert len({None if worth is None else round(worth, 3) for worth in ours}) > 1  # not all alike for want of variety
    public = question.public()
    for asked in (question.asked, "0" * 12, ""):
        calls = [[public, {"response": response, "asked": asked}] for response in responses]
        states = [State(rev=1, response=response, asked=asked) for response in responses]
        assert module("standing", calls) == [standing(public, state) for state in states]
        assert module("lacking", calls) == [lacking(public, state) for state in states]


def test_hashes_agree(module):
    texts = ["", "a", "Zürich", "😀", "x" * 999]
    assert module("fnv1a", [[text] for text in texts]) == [hashing.fnv1a(text) for text in texts]
