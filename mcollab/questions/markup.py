"""An author's inline Markdown as HTML."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt


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


@cache
def _markdown() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("zero", {"html": False}).enable(["emphasis", "backticks", "link", "escape", "entity"])
