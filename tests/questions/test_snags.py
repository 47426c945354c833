"""What the author of a question would not expect of it, and is told at a release."""

import pytest

from mcollab.questions.kinds import QUESTION

BASE = {"id": "a", "prompt": "?", "outcome": "o", "explanation": "e"}


def snag(kind, **fields):
    """What is said of a question."""
    return QUESTION.validate_python({**BASE, "kind": kind, **fields}).snag()


@pytest.mark.parametrize(
    ("mistake", "tolerance", "said"),
    [
        (5, 0, "5 is among its mistakes and counts as right."),
        (5.5, 0.5, "5.5 is among its mistakes and counts as right."),
        (5.6, 0.5, ""),
        (4, 0, ""),
    ],
)
def test_a_mistake_that_counts_as_right(mistake, tolerance, said):
    found = snag("numeric", answer=5, tolerance=tolerance, mistakes=[{"answer": mistake, "feedback": "No."}])
    assert found == said


@pytest.mark.parametrize("other", ["A\u00a0B", "A  B", "A\u200bB".replace("A", "A "), "*A B*", "A `B`", "&#65; B"])
@pytest.mark.parametrize("kind", ["single", "order", "match", "match right"])
def test_texts_that_look_the_same(other, kind):
    texts = ["A B", "C", other, "D"]
    match kind:
        case "single":
            what, found = "options", snag("single", options=[{"text": text, "correct": text == "C"} for text in texts])
        case "order":
            what, found = "items", snag("order", items=texts, ends=["a", "b"])
        case "match":
            pairs = [{"left": text, "right": str(n)} for n, text in enumerate(texts)]
            what, found = "left-hand sides", snag("match", pairs=pairs)
        case _:
            pairs = [{"left": str(n), "right": text} for n, text in enumerate(texts[:3])]
            what, found = "right-hand sides", snag("match", pairs=pairs, distractors=["D"])
    assert found == f"two {what} look the same: 'A B'."


def test_texts_that_differ_are_none():
    assert snag("single", options=[{"text": "NATO", "correct": True}, {"text": "Nato"}, {"text": "<NATO>"}]) == ""
