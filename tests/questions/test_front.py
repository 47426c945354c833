"""The one module and the one style sheet: they say what their files say, and are light."""

import gzip
import re
from pathlib import Path

import tinycss2
from given import KINDS

import mcollab.questions
from mcollab.questions import front, kinds

STATIC = Path(mcollab.questions.__file__).with_name("static")
NOT_CODE = re.compile(r"/\*(?s:.*?)\*/|(?:^|(?<= ))// .*$|^import .*$", re.MULTILINE)


def test_the_whole_front_end_is_light():
    """12 kB for the seven kinds that there were first, and half a kilobyte for each that came after them."""
    budget = 12_000 + 500 * (len(KINDS) - 7)
    assert sum(len(gzip.compress(text.encode(), 9)) for text in (front.module(), front.styles())) <= budget


def said(code):
    """Return the words and signs of a program, apart from each other."""
    return " ".join(re.findall(r"\w+|[^\w\s]", code))


def test_the_module_says_what_its_files_say():
    """No word is lost or run into another, no comment is left, and nothing is to be imported."""
    text = front.module()
    assert not re.search(r"\bimport\b|/\*|// ", text)
    assert text.endswith(";\n") and text.count("\n") == 1
    whole = said(text)
    places = {}
    for path in STATIC.rglob("*.js"):
        code = said(NOT_CODE.sub("", path.read_text(encoding="utf-8")))
        assert whole.count(code) == 1, path.name
        places[path.stem] = whole.index(code)
    order = sorted(places, key=places.get)
    assert order[:4] == ["rules", "store", "parts", "_choice"] and order[-3:] == ["mount", "progress", "hosts"]
    assert order[4:-3] == sorted(kinds.names())
    for kind in kinds.names():  # each is a scope of its own
        assert whole[: places[kind]].endswith("{ ")


def declared(css):
    """Return what a style sheet says: its rules in their order, spaces and the last semicolon aside."""
    rules = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    return [re.sub(r"\s*([{};,>]|(?<=[\w-]):)\s*", r"\1", rule.serialize()).replace(";}", "}") for rule in rules]


def test_the_style_sheet_says_what_its_files_say():
    files = [STATIC / "question.css", *sorted(STATIC.glob("kinds/*.css"))]
    rules = [rule for path in files for rule in declared(path.read_text(encoding="utf-8"))]
    assert declared(front.styles()) == rules
    assert len(rules) > 40 and "/*" not in front.styles()
    assert front.widget_styles().endswith(front.styles()) and "--mc-text:" in front.widget_styles()
