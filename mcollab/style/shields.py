"""The emblem of the course: two shields that interlock, each in front of the other once."""

from __future__ import annotations

from typing import Literal

from mcollab.style import tokens

_LEFT = "M3 3h17v13.5c0 7.6-4 11.6-8.5 14-4.5-2.4-8.5-6.4-8.5-14z"
_RIGHT = "M14.5 8h17v13.5c0 7.6-4 11.6-8.5 14-4.5-2.4-8.5-6.4-8.5-14z"
_FRAME = {"icon": 'viewBox="-1.5 0 38 38"', "light": 'viewBox="0 0 35 38" width="70" height="76"'}
_FRAME["dark"] = _FRAME["light"]
# A mask keeps what is white and cuts what is black: the gap where a shield passes behind the other.
_KEEP, _CUT = "white", "black"


def emblem(use: Literal["icon", "light", "dark"]) -> str:
    """Return the emblem as SVG text.

    Parameters
    ----------
    use
        The icon of a browser's tab, which stands on any ground, or the logo of a light or a dark page.

    Examples
    --------
    >>> emblem("icon").startswith("<svg ")
    True
    """
    left, right = {
        "icon": (tokens.NAVAL, tokens.SIGNAL),
        "light": tokens.LIGHT.emblem,
        "dark": tokens.DARK.emblem,
    }[use]
    return f"""<svg xmlns="http://www.w3.org/2000/svg" {_FRAME[use]} role="img" aria-label="Two interlocking shields">
  <defs>
    <clipPath id="low"><path d="M0 20h35v20H0z"/></clipPath>
    <clipPath id="high"><path d="M0 0h35v20H0z"/></clipPath>
    {_mask("behind-right", _RIGHT, "low")}
    {_mask("behind-left", _LEFT, "high")}
  </defs>
  <g fill="none" stroke-width="3.4" stroke-linejoin="round">
    <path d="{_LEFT}" stroke="{left}" mask="url(#behind-right)"/>
    <path d="{_RIGHT}" stroke="{right}" mask="url(#behind-left)"/>
  </g>
</svg>
"""


def _mask(name: str, other: str, half: str) -> str:
    return (
        f'<mask id="{name}"><path fill="{_KEEP}" d="M-4-4h40v48h-40z"/>'
        f'<path d="{other}" fill="none" stroke="{_CUT}" stroke-width="6.4" clip-path="url(#{half})"/></mask>'
    )
