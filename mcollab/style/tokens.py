"""The colours, type and sizes of the course, each named once.

Charts take them from here through :mod:`mcollab.charts.theme`, style sheets as custom properties through
:func:`mcollab.style.css_variables`, the emblem through :func:`mcollab.style.emblem`. Nothing else writes a colour.
"""

from __future__ import annotations

from dataclasses import dataclass, replace


def _mixed(ground: str, ink: str, share: float) -> str:
    """Return a colour between two: of `ink` its share, the rest of `ground`."""
    parts = zip(*(bytes.fromhex(colour[1:]) for colour in (ground, ink)), strict=True)
    return "#" + bytes(round(one + (other - one) * share) for one, other in parts).hex()


# --- Colours of data: one set for both pages, at least 3:1 on either (tests/style measures it) ----------------------

NAVAL, SIGNAL, TEAL, OCHRE, CRIMSON, VIOLET, SLATE = (
    "#2869af",
    "#ca5a2a",
    "#129a84",
    "#c88505",
    "#d42e5c",
    "#774fd1",
    "#65738a",
)

CATEGORICAL = (NAVAL, SIGNAL, TEAL, OCHRE, CRIMSON, VIOLET, SLATE)
"""Colours of categories, in the order in which they are given out."""

SEQUENTIAL = ("#c68608", "#d0701f", "#cf5347", "#b9477c", "#8f4da3", "#5a5abf")
"""Little to much: ochre to indigo, ever darker and ever bluer."""

_MIDDLE = "#877d80"
DIVERGING = (SIGNAL, _mixed(_MIDDLE, SIGNAL, 0.5), _MIDDLE, "#5f7f8f", NAVAL)
"""Below to above: from `SIGNAL` through what is neither to `NAVAL`."""

MEANING = {
    "defence": NAVAL,
    "collective security": VIOLET,
    "consultation": TEAL,
    "non-aggression": OCHRE,
    "neutrality": CRIMSON,
    "assistance": SIGNAL,
    "no obligation": SLATE,
    "bilateral": SIGNAL,
    "minilateral": OCHRE,
    "multilateral": NAVAL,
    "universal": TEAL,
    "supported": NAVAL,
    "imprecise": TEAL,
    "outdated": OCHRE,
    "unverifiable": SLATE,
    "wrong": CRIMSON,
    "no such thing": VIOLET,
}
"""Categories of the tables that keep one colour throughout the course, as charts write them."""

# --- Colours of pages -----------------------------------------------------------------------------------------------

ACCENT, ACCENT_ON_DARK = "#b14a1c", "#f59a70"
"""What calls, as ink on the light page and on the dark one: `SIGNAL` so dark, or so light, that it reads as text."""


@dataclass(frozen=True)
class Page:
    """The colours of a page by the part they play; text has at least 4.5:1 on each ground it stands on.

    Attributes
    ----------
    background, raised, surface, wash : str
        Grounds: of the page, of what floats over it, of code and asides, of what invites to try.
    text, muted, heading, code, link, signal : str
        Inks: of prose, of what recedes, of headings, of code in prose, of links, of what calls (the accent).
    strong, border, control : str
        Lines: that open a part, that part, that bound what can be typed into or pressed.
    target, hover : str
        Grounds of what was jumped to, and of the row under the pointer.
    right, wrong : str
        Verdicts on answers.
    shadow : str
        Under what floats.
    emblem : tuple of str
        The two shields.
    """

    background: str
    raised: str
    surface: str
    wash: str
    text: str
    muted: str
    heading: str
    code: str
    link: str
    signal: str
    strong: str
    border: str
    control: str
    target: str
    hover: str
    right: str
    wrong: str
    shadow: str
    emblem: tuple[str, str]


LIGHT = Page(
    background="#ffffff",
    raised="#ffffff",
    surface="#f3f6f9",
    wash=_mixed("#ffffff", SIGNAL, 0.08),
    text="#1b2631",
    muted="#55626f",
    heading="#12355b",
    code=_mixed("#1b2631", ACCENT, 0.75),
    link="#1d5596",
    signal=ACCENT,
    strong="#12355b",
    border="#d3dbe3",
    control="#7d8a97",
    target=_mixed("#ffffff", SIGNAL, 0.16),
    hover="#eaf1f8",
    right="#18703b",
    wrong="#b3261e",
    shadow="#00000033",
    emblem=("#12355b", SIGNAL),
)

DARK = Page(
    background="#14181f",
    raised="#191f28",
    surface="#1c232d",
    wash=_mixed("#14181f", SIGNAL, 0.1),
    text="#dde4ec",
    muted="#a6b3c1",
    heading="#eef3f8",
    code=_mixed("#dde4ec", ACCENT_ON_DARK, 0.72),
    link="#8dbbf0",
    signal=ACCENT_ON_DARK,
    strong="#b9d4f2",
    border="#34404d",
    control="#7b8794",
    target=_mixed("#14181f", SIGNAL, 0.31),
    hover="#222c38",
    right="#6bd08f",
    wrong="#ff9d94",
    shadow="#00000033",
    emblem=("#86b6ec", ACCENT_ON_DARK),
)

_BLACK, _WHITE = "#000000", "#ffffff"
PRINT = replace(
    LIGHT,
    surface=_WHITE,
    wash=_WHITE,
    text=_BLACK,
    muted="#333333",
    heading=_BLACK,
    signal=_BLACK,
    strong=_BLACK,
    border="#999999",
)
"""Paper: black, and no grounds that cost ink."""

INK = LIGHT.text
"""What is not data in a chart (text, axes, rules); a page that knows its own text colour puts that in its place."""

ON_PALE, ON_DEEP = _BLACK, _WHITE
"""Letters on a ground of a data colour, whichever of the two reads better."""

FAINT = 0.14
"""Opacity of ink for grids, empty cells and whatever only holds its place."""

SOFT = 0.78
"""Opacity of ink for axis labels and secondary text (still above 4.5:1 on both pages)."""

# --- Type and sizes -------------------------------------------------------------------------------------------------

FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', sans-serif"
"""The reader's own: nothing to fetch."""

HEADING_FONT = (
    "'Iowan Old Style', 'Palatino Linotype', Palatino, 'URW Palladio L', P052, Charter, 'Noto Serif', Georgia, serif"
)

TITLE, BODY, SMALL = 16, 12, 11
"""Type scale of charts in pixels: titles; subtitles and headings; labels."""

TEXT_SIZE = "1.0625rem"
"""Size of prose."""

MEASURE = "44rem"
"""Width of a column of prose."""

WIDTH = 660
"""Width of a chart in pixels where there is no page to take it from: JupyterLab and still pictures."""
