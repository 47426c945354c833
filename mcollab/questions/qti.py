"""Texts as text2qti reads them, from which QTI 1.2 is made."""

from __future__ import annotations

import re

from mcollab.questions.scoring import CONTROLS

_OWN = re.compile(r"^(\d+)([.)])(?=\s|$)|^([-+*#>])(?=\s|$)")


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
    """
    plain = bare(value).replace("&", "&amp;").replace("<", "&lt;").replace("$", r"\$").replace("![", r"\![")
    return _OWN.sub(lambda match: f"{match[1]}\\{match[2]}" if match[1] else f"\\{match[3]}", plain)
