"""A question as an element of the page, which its own module brings to life."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bs4 import BeautifulSoup
from docutils import nodes

from mcollab.book.assets import OURS
from mcollab.questions.widget import MIME

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

__all__ = ["MIME", "Question", "question_node", "read_text", "setup"]


class Question(nodes.General, nodes.Element):
    """A question in a document; `html` is its element, its children the words that the search finds."""


def question_node(content: dict[str, str]) -> Question:
    """Return the node of a question: the HTML that `mcollab.questions` made of it."""
    return Question("", *map(nodes.Text, read_text(content["html"])), html=content["html"])


def read_text(html: str) -> list[str]:
    """Return what a reader of an element reads before answering, piece by piece: no script, and no folded answer.

    Examples
    --------
    >>> read_text("<p>Who <em>left</em>?</p><ul><li>DEU</li></ul><details>Answer: DEU</details><script>{}</script>")
    ['Who', 'left', '?', 'DEU']
    """
    page = BeautifulSoup(html, "html.parser")
    for hidden in page(["script", "style", "template", "details"]):
        hidden.decompose()
    return list(page.stripped_strings)


def _visit_html(self: HTML5Translator, node: Question) -> None:
    self.body.append(node["html"])
    raise nodes.SkipNode


def _visit_text(self: nodes.NodeVisitor, node: Question) -> None:
    """In builders without elements of our own: what a reader reads."""
    self.dispatch_visit(nodes.Text(" ".join(node.astext().split())))
    raise nodes.SkipNode


def setup(app: Sphinx) -> None:
    """Register the question's node, and name its style sheet and module; a page without questions drops them."""
    app.add_node(Question, html=(_visit_html, None), latex=(_visit_text, None), text=(_visit_text, None))
    app.add_css_file(f"{OURS}/question.css", priority=901)
    app.add_js_file(f"{OURS}/question.js", type="module")
