"""Texts as text2qti reads them, from which QTI 1.2 is made."""

from __future__ import annotations

import re

from mcollab.questions.scoring import CONTROLS

_OWN = re.compile(
    r"^(?:\d+(?=[.)](?:\s|$))|(?=[-+*](?:\s|$))|(?=[#>])|(?=([-*_])(?: *\1){2,}$)|(?=\[[^][]*\]:))", re.ASCII
)
"""Where a list, a heading, a quotation, a rule or an address of a link would begin: what comes next is made plain."""

_CODE = re.compile(r"(?<![\\`])(`+)(?!`).+?(?<!`)\1(?!`)")


def bare(value: str) -> str:
    r"""Return a text on one line, without controls.

    Examples
    --------
    >>> bare("two\n lines")
    'two lines'
    """
    return " ".join(CONTROLS.sub("", value).split())


def line(value: str) -> str:
    r"""Return inline Markdown on one line with what text2qti, or HTML, would take for its own made plain.

    Examples
    --------
    >>> line("1. costs < $5")
    '1\\. costs &lt; \\$5'
    >>> line("#1 is `a < b`")
    '\\#1 is `a < b`'
    """
    whole, plain, at = bare(value), "", 0
    for code in _CODE.finditer(whole):  # in which nothing is anybody's own
        plain += _plain(whole[at : code.start()]) + code[0]
        at = code.end()
    return _OWN.sub(r"\g<0>\\", plain + _plain(whole[at:]))


def _plain(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("$", r"\$").replace("![", r"\![")
