"""A question as HTML: readable with scripts off, brought to life by ``static/question.js``."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

    from mcollab.questions.question import Question


def inline(text: str) -> str:
    """Return an author's inline Markdown as HTML; raw HTML in it is shown as text.

    Examples
    --------
    >>> inline("*oldest* of <all>")
    '<em>oldest</em> of &lt;all&gt;'
    """
    return str(_markdown().renderInline(text))


def rendered(texts: dict[str, str]) -> dict[str, str]:
    """Return an author's texts as HTML, by the same names; empty ones are left out.

    Examples
    --------
    >>> rendered({"prompt": "Which is *older*?", "hint.0": ""})
    {'prompt': 'Which is <em>older</em>?'}
    """
    return {name: inline(text) for name, text in texts.items() if text}


def element(spec: dict[str, Any], questions: list[Question]) -> str:
    """Return the element of a page for a spec; without scripts it shows the first variant, its answer folded away."""
    blob = json.dumps(spec, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")
    still = _still(questions[0]) if questions else ""
    return f'<mc-question class="mc-question"><script type="application/json">{blob}</script>{still}</mc-question>'


def _still(question: Question) -> str:
    body = "".join(f"<li>{part}</li>" for part in question.parts())
    prompt = f'<p class="mc-q-prompt">{inline(question.prompt)}</p>{f"<ul>{body}</ul>" if body else ""}'
    answer = f"<p>{inline(question.right())}</p><p>{inline(question.explanation)}</p>"
    return f"{prompt}<details><summary>Answer</summary>{answer}</details>"


@cache
def _markdown() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("zero", {"html": False}).enable(["emphasis", "backticks", "link", "escape", "entity"])
