"""Formulas, and dollars that are money."""

import xml.etree.ElementTree as ET

import pytest
from docutils import nodes
from hypothesis import given, settings
from hypothesis import strategies as st

from mcollab.book import mathml


@pytest.fixture
def told(monkeypatch):
    """What was warned of."""
    sentences = []
    monkeypatch.setattr(mathml, "_warn", lambda node, sentence: sentences.append(sentence))
    return sentences


@pytest.mark.parametrize(
    "formula", ["x^2", r"H = \sum_i s_i^2", "a b c", r"\text{share of all} = 5", "S(t)", "2 x", "0^+", "0^-", "-x"]
)
def test_a_formula_is_drawn_and_nothing_is_said(formula, told):
    assert mathml.mathml(formula, nodes.math()).startswith("<math")
    assert told == []


@pytest.mark.parametrize(
    "text",
    [
        "5 billion in 2014 and ",
        "3 million a year, then ",
        "m to the UN and US",
        "/US",
        "/€",
        "/barrel, US",
        "-bonds, €/",
        ", £/",
        "), US(",
        "m), A(",
        "m (A",
        "5bn, A",
        "k vs A",
        "7–US",
        "x = AU",
        "A20-",
        "5+",
        "20–",
        "A20,",
    ],
)
def test_a_sentence_between_dollars_is_told(text, told):
    assert mathml.mathml(text, nodes.math()) == f"${text}$"
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


@pytest.mark.parametrize(
    ("before", "money"), [("The A", True), ("R", True), ("the rate ", False), ("(", False), ("", False)]
)
def test_what_follows_a_letter_is_money(before, money, told):
    node = nodes.math(text="m/x")
    _paragraph = nodes.paragraph("", "", nodes.strong(text="$"), nodes.Text(before), node, nodes.Text(" a day"))
    assert mathml.mathml("m/x", node).startswith("$m/x$" if money else "<math")
    assert len(told) == money


@pytest.mark.parametrize(
    "formula", ["[0, 1)", "]0, 1[", r"\left. x \right|_{t=0}", r"\left[ 0, x \right.", r"x \text{ and } y", r"x \ne 3"]
)
def test_brackets_and_words_of_mathematics_are_no_prose(formula, told):
    assert mathml.mathml(formula, nodes.math()).startswith("<math")
    assert told == []


def test_a_formula_may_begin_a_paragraph(told):
    node = nodes.math(text="x")
    _paragraph = nodes.paragraph("", "", node, nodes.Text(" grows"))
    assert mathml.mathml("x", node).startswith("<math")
    assert told == []


def test_words_in_a_block_are_no_money(told):
    assert mathml.mathml("a of b", nodes.math_block(), block=True).startswith("<math")
    assert told == []


def test_rows_are_drawn_in_a_block(told):
    assert mathml.mathml(r"a &= b \\ &= c", nodes.math_block(), block=True).count("<mtr>") == 2
    assert told == []


@pytest.mark.parametrize(
    ("formula", "block", "reason"),
    [
        ("R & D", False, r"& stands outside of the cells of \begin{…} … \end{…}; write \& for the sign"),
        (r"A\\B", False, r"\\ stands outside of the cells of \begin{…} … \end{…}"),
        (r"\hspace{mu}", False, "its commands do not fit together; write it with fewer of them"),
        (r"a & \left( b", True, "& stands outside"),
    ],
)
def test_what_stops_the_converter_is_one_sentence(formula, block, reason, told):
    assert mathml.mathml(formula, nodes.math(), block).startswith("<code>")
    assert len(told) == 1 and f"the formula {formula!r} cannot be read: {reason}" in told[0]


PIECES = (
    "x", "2", "12", "{", "}", "_", "^", "'", "+", "&", r"\\", "{x}", r"\frac", r"\sqrt", "[3]", r"\left(",
    r"\right)", r"\bigl(", r"\bigr)", r"\limits", r"\sum", r"\text{a}", r"\text", r"\hat", r"\hat{x}", r"\bar",
    r"\mathbf", r"\overset", r"\underbrace", r"\pmod", r"\not", r"\log", r"\lim", r"\binom", r"\phantom",
    r"\displaystyle", r"\xrightarrow", r"\idotsint", r"\hspace{mu}", r"\boldsymbol", r"\begin{matrix}",
    r"\end{matrix}", r"\begin{cases}", r"\end{cases}", r"\begin{pmatrix}", r"\end{pmatrix}",
)  # fmt: skip
PARTS = {"msub": 2, "msup": 2, "mfrac": 2, "mroot": 2, "munder": 2, "mover": 2, "msubsup": 3, "munderover": 3}


@settings(deadline=None, max_examples=150)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=7).map("".join), st.booleans())
def test_a_formula_is_drawn_whole_or_told(formula, block):
    sentences = []
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(mathml, "_warn", lambda node, sentence: sentences.append(sentence))
        html = mathml.mathml(formula, nodes.math(), block)
    if sentences:
        assert not html.startswith("<math")
        return
    for element in ET.fromstring(html.replace("&ApplyFunction;", "ƒ")).iter():
        name = element.tag.rpartition("}")[2]
        assert len(element) == PARTS.get(name, len(element)), (formula, name)
        assert element.text or name not in ("mi", "mo", "mn"), formula
