"""Colours and type are written once: the style sheets, the charts and the emblem follow the tokens."""

import re
import xml.etree.ElementTree as ET
from dataclasses import asdict, fields, replace
from pathlib import Path

import pytest
import tinycss2
import tinycss2.color3

import mcollab
from mcollab.style import css, css_variables, emblem, shields, tokens

PACKAGE = Path(mcollab.__file__).parent
ROOT = Path(__file__).parents[2]
SHEETS = sorted(PACKAGE.rglob("*.css"))
NAMES = [part.name for part in fields(tokens.Page) if part.name != "emblem"]


def luminance(colour):
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def declared(sheet):
    """Return the custom properties of a style sheet by selector, those of a media query under its condition."""
    found = {}
    for rule in tinycss2.parse_stylesheet(sheet, skip_whitespace=True, skip_comments=True):
        assert rule.type != "error", rule.message
        if rule.type == "at-rule":
            condition = tinycss2.serialize(rule.prelude).strip()
            inner = declared(tinycss2.serialize(rule.content))
            found |= {f"{condition} {selector}": values for selector, values in inner.items()}
        else:
            values = tinycss2.parse_declaration_list(rule.content, skip_whitespace=True)
            assert all(one.type == "declaration" for one in values)
            selector = tinycss2.serialize(rule.prelude).strip()
            found[selector] = {one.name: tinycss2.serialize(one.value).strip() for one in values}
    return found


def page(values):
    return {name.removeprefix("--mc-"): value for name, value in values.items() if name.removeprefix("--mc-") in NAMES}


def colours(part):
    return {name: getattr(part, name) for name in NAMES}


def test_a_style_sheet_declares_every_token():
    sheet = declared(css_variables())
    assert list(sheet) == [":root", css._CHOSEN, f"print :root, {css._CHOSEN}"]
    light, dark, paper = sheet.values()
    assert (page(light), page(dark), page(paper)) == tuple(map(colours, (tokens.LIGHT, tokens.DARK, tokens.PRINT)))
    fonts = [light[f"--mc-font-{name}"].replace('"', "'") for name in ("text", "heading")]
    assert fonts == [tokens.FONT, tokens.HEADING_FONT]
    assert (light["--mc-text-size"], light["--mc-measure"]) == (tokens.TEXT_SIZE, tokens.MEASURE)


def test_a_page_that_stands_alone_follows_the_system():
    sheet = declared(css_variables(dark="system"))
    assert page(sheet["(prefers-color-scheme: dark) :root"]) == colours(tokens.DARK)


def test_one_changed_token_is_enough(monkeypatch):
    monkeypatch.setattr(tokens, "LIGHT", replace(tokens.LIGHT, signal="#123456", emblem=("#abcdef", "#fedcba")))
    assert declared(css_variables())[":root"]["--mc-signal"] == "#123456"
    assert 'stroke="#abcdef"' in emblem("light") and 'stroke="#fedcba"' in emblem("light")


def test_all_that_is_of_the_accent_follows_it():
    text = Path(tokens.__file__).read_text(encoding="utf-8")
    for colour in (tokens.SIGNAL, tokens.ACCENT, tokens.ACCENT_ON_DARK):
        assert text.count(colour) == 1
        text = text.replace(colour, "#008000")
    other = {"__name__": tokens.__name__}
    exec(compile(text, tokens.__file__, "exec"), other)
    for side in ("LIGHT", "DARK"):
        before, after = asdict(getattr(tokens, side)), asdict(other[side])
        changed = {part for part in before if before[part] != after[part]}
        assert changed == {"wash", "code", "signal", "target", "emblem"}
        assert all(green(after[part]) for part in changed - {"emblem"}) and after["emblem"][1] == "#008000"
    assert green(other["DIVERGING"][1]) and other["DIVERGING"][2:] == tokens.DIVERGING[2:]


def green(colour):
    red, most, blue = bytes.fromhex(colour[1:])
    return most > max(red, blue)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_style_sheets_use_what_is_declared_and_no_colour_of_their_own(sheet):
    known = set(declared(css_variables())[":root"])
    text = sheet.read_text(encoding="utf-8")
    rules = tinycss2.parse_stylesheet(text, skip_whitespace=True, skip_comments=True)
    assert set(re.findall(r"var\((--mc-[\w-]+)", text)) <= known
    assert list(literal(rules)) == []


def literal(nodes):
    """Yield every colour that a style sheet writes itself, named ones and functions of colour too."""
    for node in nodes:
        if node.type == "error":
            raise AssertionError(node.message)
        if node.type == "qualified-rule" or (node.type == "at-rule" and node.content):
            declarations = tinycss2.parse_blocks_contents(node.content, skip_whitespace=True, skip_comments=True)
            yield from literal(declarations)
        elif node.type == "declaration":
            yield from literal(node.value)
        elif node.type == "function":
            if node.name in {"rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch", "color"}:
                yield tinycss2.serialize([node])
            yield from literal(node.arguments)
        elif node.type in ("hash", "ident") and node.value not in ("transparent", "currentColor"):
            colour = tinycss2.color3.parse_color(node)
            yield from [tinycss2.serialize([node])] if colour else []


def test_nobody_else_writes_a_colour():
    sources = [
        *(path for path in PACKAGE.rglob("*") if path.suffix in {".py", ".js", ".html", ".jinja", ".svg"}),
        *ROOT.glob("chapters/**/*.md"),
        *ROOT.glob("chapters/**/*.py"),
        *ROOT.glob("reference/*.md"),
        *ROOT.glob("*.md"),
        *ROOT.glob("*.yml"),
        *ROOT.glob("assets/*.svg"),
    ]
    hexadecimal = re.compile(r"""["'(: ]#(?:[0-9a-fA-F]{8}|[0-9a-fA-F]{6}|[0-9a-fA-F]{3})["'); ,]""")
    own = Path(tokens.__file__)
    found = [
        f"{path.relative_to(ROOT)}: {colour}"
        for path in sources
        if path != own
        for colour in hexadecimal.findall(path.read_text(encoding="utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize("use", ["icon", "light", "dark"])
def test_the_emblem_wears_the_colours_of_its_page(use):
    shapes = [node for node in ET.fromstring(emblem(use)).iter() if node.get("mask")]
    expected = {"icon": (tokens.NAVAL, tokens.SIGNAL), "light": tokens.LIGHT.emblem, "dark": tokens.DARK.emblem}[use]
    assert tuple(node.get("stroke") for node in shapes) == expected
    assert [node.get("d") for node in shapes] == [shields._LEFT, shields._RIGHT]
    # Each is cut by the other, in one half of the height.
    assert [node.get("mask") for node in shapes] == ["url(#behind-right)", "url(#behind-left)"]


@pytest.mark.parametrize("ground", ["background", "surface", "raised", "wash"])
@pytest.mark.parametrize("ink", ["text", "muted", "link", "signal", "heading", "code", "right", "wrong"])
@pytest.mark.parametrize("side", [tokens.LIGHT, tokens.DARK, tokens.PRINT], ids=["light", "dark", "print"])
def test_text_is_readable_on_every_ground(side, ink, ground):
    assert contrast(getattr(side, ink), getattr(side, ground)) >= 4.5


@pytest.mark.parametrize("side", [tokens.LIGHT, tokens.DARK], ids=["light", "dark"])
def test_what_can_be_pressed_has_an_edge(side):
    assert contrast(side.control, side.background) >= 3


def test_the_ink_of_charts_is_that_of_the_light_page():
    assert tokens.LIGHT.text == tokens.INK
    assert (tokens.DIVERGING[0], tokens.DIVERGING[-1]) == (tokens.SIGNAL, tokens.NAVAL)
