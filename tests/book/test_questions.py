"""A question of a page: its HTML for the page, its words for the search."""

from mcollab.book.questions import question_node, read_text
from mcollab.questions import bank, pages

NAME = "history/ships-or-money"


def element():
    """Return a question of the course as a page has it."""
    questions = bank.page(NAME)
    return pages.element({"key": NAME, "answer": "a secret"}, questions), questions[0]


def test_the_search_reads_what_a_reader_reads():
    html, question = element()
    node = question_node({"html": html})
    assert node["html"] == html
    words = node.astext()
    assert question.prompt in words
    for option in question.options:
        assert option.text in words
        assert option.feedback not in words
    assert question.explanation not in words and "a secret" not in words


def test_words_are_not_glued_together():
    assert read_text("<ul><li>Germany</li><li>Kingdom</li></ul>") == ["Germany", "Kingdom"]
    node = question_node({"html": "<ul><li>Germany</li><li>Kingdom</li></ul>"})
    assert [child.astext() for child in node.children] == ["Germany", "Kingdom"]
