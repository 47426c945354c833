"""The tokens as custom properties of CSS: every style sheet of the course names ``var(--mc-…)`` and no colour."""

from __future__ import annotations

from dataclasses import fields
from typing import Literal

from mcollab.style import tokens

_CHOSEN = 'html[data-theme="dark"], [data-jp-theme-light="false"]'


def css_variables(dark: Literal["chosen", "system"] = "chosen") -> str:
    """Return a style sheet that declares every token: ``--mc-text``, ``--mc-link``, ``--mc-font-text`` and so on.

    Parameters
    ----------
    dark
        When the dark colours hold: where the book's reader or JupyterLab has *chosen* them, or where the reader's
        *system* asks for them, for pages that stand alone.

    Returns
    -------
    str
        To be put before a style sheet that uses the variables.

    Examples
    --------
    >>> f"--mc-link: {tokens.LIGHT.link};" in css_variables()
    True
    """
    type_of_text = {
        "font-text": tokens.FONT,
        "font-heading": tokens.HEADING_FONT,
        "text-size": tokens.TEXT_SIZE,
        "measure": tokens.MEASURE,
    }
    if dark == "chosen":
        night = _rule(_CHOSEN, _colours(tokens.DARK))
    else:
        night = f"@media (prefers-color-scheme: dark) {{ {_rule(':root', _colours(tokens.DARK))} }}\n"
    paper = _rule(f":root, {_CHOSEN}", _colours(tokens.PRINT))
    return f"{_rule(':root', type_of_text | _colours(tokens.LIGHT))}{night}@media print {{ {paper} }}\n"


def _colours(page: tokens.Page) -> dict[str, str]:
    return {part.name: colour for part in fields(page) if isinstance(colour := getattr(page, part.name), str)}


def _rule(selector: str, values: dict[str, str]) -> str:
    return f"{selector} {{ {' '.join(f'--mc-{name}: {value};' for name, value in values.items())} }}\n"
