"""A question as an element of the page, which its own module brings to life."""

from docutils import nodes

from mcollab.book.assets import OURS
from mcollab.questions.widget import MIME

__all__ = ["MIME", "question_node", "setup"]


def question_node(content):
    """Return the node of a question: the HTML that `mcollab.questions` made of it."""
    return nodes.raw(text=content["html"], format="html")


def setup(app):
    """Name the questions' style sheet and module; a page without questions drops them (`lean_pages`)."""
    app.add_css_file(f"{OURS}/question.css", priority=901)
    app.add_js_file(f"{OURS}/question.js", type="module")
