"""The page's module: the same rules as in Python, on the table of cases and on random responses."""

import gzip
import json
import random
import re
from pathlib import Path

import pytest

import mcollab.questions
from mcollab.errors import McollabError
from mcollab.questions import front, kinds
from mcollab.questions.kinds import QUESTION
from mcollab.questions.scoring import number

pytestmark = pytest.mark.slow
STATIC = Path(mcollab.questions.__file__).with_name("static")
CASES = json.loads(Path(__file__).with_name("cases.json").read_text(encoding="utf-8"))
COMMON = {"id": "case", "prompt": "?", "outcome": "pass", "explanation": "."}
KINDS = {case["question"]["kind"]: case["question"] for case in CASES["score"]}


def made(raw):
    return QUESTION.validate_python({**COMMON, **raw})


@pytest.fixture(scope="module")
def module(browser):
    """A function that calls an exported function of question.js with each list of arguments."""
    page = browser.new_page()
    page.set_content("<!doctype html><title>rules</title>")
    page.evaluate(
        """async (source) => {
            window.rules = await import(URL.createObjectURL(new Blob([source], {type: 'text/javascript'})));
        }""",
        front.module(),
    )

    def call(name, calls):
        return json.loads(
            page.evaluate(
                "([name, calls]) => JSON.stringify(JSON.parse(calls).map((call) => window.rules[name](...call)))",
                [name, json.dumps(calls)],
            )
        )

    yield call
    page.close()


def test_numbers_are_read_alike(module):
    for (typed, value), read in zip(
        CASES["number"], module("number", [[typed] for typed, _ in CASES["number"]]), strict=True
    ):
        if value is None:
            with pytest.raises(McollabError) as told:
                number(typed)
            assert read == str(told.value)  # the learner is told the same on the page and by the grader
        else:
            assert read == value


@pytest.mark.parametrize("case", CASES["score"], ids=lambda case: case["question"]["kind"])
def test_cases_score_alike(module, case):
    question = made(case["question"]).model_dump()
    worth = module("score", [[question, response] for response, _ in case["responses"]])
    for (response, expected), one in zip(case["responses"], worth, strict=True):
        assert one == (None if expected is None else pytest.approx(expected)), response


def test_merge_agrees(module):
    for one, other, response in CASES["merge"]:
        assert [state["response"] for state in module("merge", [[one, other], [other, one]])] == [response, response]


def invented(question, rng):
    """Return a response: now and then a good one, a near one, or something of another form altogether."""
    anything = [
        None,
        "",
        " ",
        "x",
        0,
        1,
        -1,
        2.5,
        True,
        [],
        {},
        [1],
        ["a"],
        {"a": 1},
        "1e309",
        "\u0663",
        "\ufeff",
        "\u2009",
    ]
    if rng.random() < 0.2:
        return rng.choice(anything)
    match question["kind"]:
        case "single":
            return rng.randint(-1, 4)
        case "multi":
            return [rng.randint(-1, 5) for _ in range(rng.randint(0, 5))]
        case "numeric":
            digits = "0123456789.,-+eE %\u00a0\u2212"
            return rng.choice(
                [
                    rng.uniform(30, 34),
                    "".join(rng.choice(digits) for _ in range(rng.randint(0, 7))),
                    f"{rng.uniform(30, 34):.2f}",
                ]
            )
        case "order":
            return (
                rng.sample(["a", "b", "c", "d", "e"], rng.randint(3, 5))
                if rng.random() < 0.3
                else rng.sample(["a", "b", "c", "d"], 4)
            )
        case "match":
            return {
                left: rng.choice(["1", "2", "3", 1, None])
                for left in rng.sample(["x", "y", "z", "w"], rng.randint(0, 4))
            }
        case "short":
            text = rng.choice(
                [
                    "Washington Treaty",
                    "washington\u00a0treaty",
                    "\ufb01eld",
                    "WASHINGTON  TREATY",
                    "other",
                    "\u1e9e",
                    "\u0130",
                ]
            )
            return rng.choice(["", " ", "\n", "\u3000"]) + text + rng.choice(["", " ", "\t", "\u2003"])
        case "predict":
            guess = [
                rng.choice([rng.uniform(0, 40), rng.randint(0, 40), None, "9"])
                if rng.random() < 0.2
                else rng.uniform(0, 40)
                for _ in range(rng.choice([2, 2, 2, 1, 3]))
            ]
            return {"guess": guess, "why": "because"}


@pytest.mark.parametrize("kind", KINDS)
def test_ten_thousand_random_responses_score_alike(module, kind):
    question = made(KINDS[kind])
    rng = random.Random(kind)
    responses = [invented(KINDS[kind], rng) for _ in range(10_000)]
    theirs = module("score", [[question.model_dump(), response] for response in responses])
    ours = [question.score(response) for response in responses]
    differ = [
        (response, a, b)
        for response, a, b in zip(responses, ours, theirs, strict=True)
        if (a is None) != (b is None) or (a is not None and abs(a - b) > 1e-9)
    ]
    assert differ == []
    assert len({None if worth is None else round(worth, 3) for worth in ours}) > 1  # not all alike for want of variety


def test_the_whole_front_end_is_light():
    assert sum(len(gzip.compress(text.encode(), 9)) for text in (front.module(), front.styles())) <= 12_000


def test_the_module_is_one_whole(module):
    """Nothing is left to import, and every file is in it: each says something that the others do not."""
    text = front.module()
    assert not re.search(r"^import |\bimport\(", text, re.MULTILINE)
    for path in STATIC.rglob("*.js"):
        lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
        code = [line for line in lines if not line.startswith(("//", "/*", "*", "import "))]
        assert max(code, key=len) in text, path.name
    assert all(path.read_text(encoding="utf-8") in front.styles() for path in STATIC.rglob("*.css"))
    assert {path.stem for path in STATIC.glob("kinds/[a-z]*.js")} == set(kinds.names())
