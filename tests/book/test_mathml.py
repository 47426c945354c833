"""Formulas, and dollars that are money."""

import pytest
from docutils import nodes

from mcollab.book import mathml


@pytest.fixture
def told(monkeypatch):
    """What was warned of."""
    sentences = []
    monkeypatch.setattr(mathml, "_warn", lambda node, sentence: sentences.append(sentence))
    return sentences


@pytest.mark.parametrize("formula", ["x^2", r"H = \sum_i s_i^2", "a b c", r"\text{share of all} = 5", "S(t)", "2 x"])
def test_a_formula_is_drawn_and_nothing_is_said(formula, told):
    assert mathml.mathml(formula, nodes.math()).startswith("<math")
    assert told == []


@pytest.mark.parametrize("text", ["5 billion in 2014 and ", "3 million a year, then ", "m to the UN and US"])
def test_a_sentence_between_dollars_is_told(text, told):
    mathml.mathml(text, nodes.math())
    assert [r"write \$ for money" in sentence for sentence in told] == [True]


@pytest.mark.parametrize(
    ("formula", "advice"),
    [
        ("3–4", "write - for –"),
        ("a − b", "write - for −"),
        ("50%", r"write \% for %"),
        ("5€", r"write \text{€} for €"),
        ("a∈b", 'Unsupported character: "∈"'),
        (r"\nonsense{a}", "nonsense"),
    ],
)
def test_what_a_formula_cannot_have_is_told_and_shown_as_code(formula, advice, told):
    assert mathml.mathml(formula, nodes.math()) == f"<code>{formula}</code>"
    assert len(told) == 1 and advice in told[0] and repr(formula) in told[0]


def test_a_warning_has_its_page_and_line(monkeypatch):
    found = []
    monkeypatch.setattr(mathml.logger, "warning", lambda text, **more: found.append(more))
    node = nodes.math()
    mathml.mathml("a€", node)
    assert found == [{"location": node, "type": "mcollab", "subtype": "math"}]


def test_text_for_money_is_escaped():
    assert "&lt;" in mathml.mathml(r"\nonsense<b", nodes.math())
