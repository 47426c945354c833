"""From any text to its sentences."""

import pytest

from mcollab.claims.reading.text import clean, sentences


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("<p class='a'>One</p>", " One "),
        ("a < b", "a < b"),
        ("<" + "x" * 500 + ">a", " a"),
        ("<" + "x" * 501 + ">a", "<" + "x" * 501 + ">a"),
        ("[one](https://example.org/a)", "one"),
        ("[one](two three)", "[one](two three)"),
        ("*a* **b** _c_ `d` # e | f", "a b c d  e  f"),
        ("A&amp;B &lt; C&nbsp;D", "A&B < C\u00a0D"),
        ("a\tb\rc\nd\x00e\u200bf\u00adg", "a b\nc\ndefg"),
        ("e\u0301", "\u00e9"),
        ("\u2018a\u2019s", "'a's"),
        ("the U.S. and U.N. in U.S.A. and U.A.E. now", "the US and UN in USA and UAE now"),
        ("a U.S", "a U.S"),
        ("xU.S.", "xU.S."),
    ],
)
def test_what_is_no_text_goes(text, cleaned):
    assert clean(text) == cleaned


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("One is. Two are! Three? Four", ["One is.", "Two are!", "Three?", "Four"]),
        ("One is. two are.", ["One is. two are."]),
        ('He said "One." Then two.', ['He said "One.', "Then two."]),
        ("One. (Two.) 3 are.", ["One.", "(Two.", "3 are."]),
        ("One\ntwo.", ["One two."]),
        ("One\n\nTwo", ["One", "Two"]),
        ("One\n \t\nTwo", ["One", "Two"]),
        ("- One\n- Two\n• Three", ["One", "Two", "Three"]),
        ("1. One\n2) Two\n 10. Ten", ["One", "Two", "Ten"]),
        ("One\n-Two", ["One -Two"]),
        ("In 1949. 2 more", ["In 1949.", "2 more"]),
        ("One.Two", ["One.Two"]),
        ("  One.  ", ["One."]),
        (" -. •", []),
        ("", []),
        ("A. \u00c9t\u00e9.", ["A.", "\u00c9t\u00e9."]),
    ],
)
def test_a_sentence_ends_where_another_begins(text, found):
    assert list(sentences(text)) == found
