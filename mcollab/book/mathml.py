"""LaTeX as MathML: browsers draw it themselves, so that no page needs MathJax.

A dollar sign is money more often than mathematics in this course, so what looks like a sentence between two of them,
and what a formula cannot have, is told with its page and line, and stands on the page as it was written.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from docutils import nodes
from docutils.utils.math import MathError
from docutils.utils.math.latex2mathml import tex2mathml
from sphinx.util import logging

from mcollab.book.latex import LatexError, check

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

logger = logging.getLogger(__name__)

WRITTEN = {
    "%": r"\%",
    "€": r"\text{€}",
    "$": r"\$",
    "−": "-",
    "–": "-",
    "×": r"\times",
    "·": r"\cdot",
    "≤": r"\le",
    "≥": r"\ge",
    "…": r"\ldots",
    "\u00a0": r"\,",
}
"""How a sign is written in a formula that LaTeX knows by another name."""

FAILURES = (ArithmeticError, AttributeError, LookupError, NameError, RecursionError, TypeError, ValueError)
"""What the converter raises besides its own MathError where it meets LaTeX that it does not foresee."""

_TEXT = re.compile(r"\\(?:text|mbox|mathrm|operatorname|textrm|textit|textbf)\s*\{[^{}]*\}")
_COMMAND = re.compile(r"\\(?:left|right|[bB]igg?[lr])\s*(?:\\?[^\s\w])|\\[a-zA-Z]+")
_SENTENCE = re.compile(
    r"[^\W\d_]{2,}[,;:]?\s+(?:[^\W\d_]{2,}|\d)|\d\s+[^\W\d_]{3,}"
    r"|(?<!\S)(?:and|or|to|vs|per|in|of|the|from|for|than|against)(?!\S)"
    r"|\d\s?(?:bn|mn|tn|trn|[mb]illion|trillion)\b"
    # The rest of an amount, of a rate or of a span: US$/€, ($), per $ (US$), $A20-$US15; a limit is 0^+
    r"|^\s*[/;)]|(?:[/(]|(?<!\^)[-+=,–−])\s*$|\b(?:US|AU|CA|NZ|HK)\s*$"
)


def looks_like_prose(formula: str) -> bool:
    r"""Return whether a formula holds what stands between two amounts of money, outside of ``\text{}``.

    Examples
    --------
    >>> looks_like_prose("5 billion in 2014 and")
    True
    >>> looks_like_prose("/barrel, US")
    True
    >>> looks_like_prose(r"H = \sum_i s_i^2 \text{ for all allies}")
    False
    """
    bare = _COMMAND.sub(" x ", _TEXT.sub(" x ", formula))
    opened, closed = (sum(map(bare.count, signs)) for signs in ("([", ")]"))
    return opened != closed or _SENTENCE.search(bare) is not None


def after_a_currency(node: nodes.Element) -> bool:
    """Return whether a formula follows a letter, as money does: US$, A$, R$."""
    if node.parent is None:
        return False
    before = node.parent[: node.parent.index(node)]
    return bool(before) and before[-1].astext()[-1:].isalpha()


def mathml(formula: str, node: nodes.Element, block: bool = False) -> str:
    """Return a formula as MathML; where it cannot be one, warn with page and line, and return it as code.

    Parameters
    ----------
    formula
        LaTeX, without dollar signs.
    node
        Where it stands, for the warning.
    block
        On a line of its own.
    """
    if not block and (looks_like_prose(formula) or after_a_currency(node)):
        _warn(
            node,
            f"${formula}$ reads as a part of a sentence between two dollar signs, or lacks a bracket: "
            r"write \$ for money, \text{…} for words",
        )
        return escape(f"${formula}$")
    try:
        check(formula, block)
        html: str = tex2mathml(formula, as_block=block)
    except (MathError, LatexError) as error:
        advice = next(
            (f"; write {written} for {sign}" for sign, written in WRITTEN.items() if f'"{sign}"' in str(error)), ""
        )
        reason = f"{str(error).rstrip('.!')}{advice}"
    except FAILURES:
        reason = "its commands do not fit together; write it with fewer of them"
    else:
        return html
    _warn(node, f"the formula {formula!r} cannot be read: {reason}")
    return f"<code>{escape(formula)}</code>"


def _warn(node: nodes.Element, sentence: str) -> None:
    logger.warning(sentence, location=node, type="mcollab", subtype="math")


def _visit_inline(self: HTML5Translator, node: nodes.math) -> None:
    self.body.append(mathml(node.astext(), node))
    raise nodes.SkipNode


def _visit_block(self: HTML5Translator, node: nodes.math_block) -> None:
    ident = f' id="{node["ids"][0]}"' if node.get("ids") else ""
    number = f'<span class="eqno">({node["number"]})</span>' if node.get("number") else ""
    self.body.append(f'<div class="math"{ident}>{number}{mathml(node.astext(), node, block=True)}</div>\n')
    raise nodes.SkipNode


def setup(app: Sphinx) -> None:
    """Offer the renderer to `html_math_renderer` in _config.yml."""
    app.add_html_math_renderer("mcollab_mathml", (_visit_inline, None), (_visit_block, None))
