"""A chapter's cells: short enough to read, and no figure in a chart's words that nothing computes.

What a cell states in words (a chart's title, subtitle, description and note) is computed in it, or the test of its
chapter computes it: ``figures()`` there returns the phrases with their figures, ``CITED`` has those that no table
holds, with the source of each, and ``PLAIN`` those that are no facts but definitions or terms of a model.
"""

import ast
import importlib.util
import re
from functools import cache
from pathlib import Path

import jupytext
import pytest

from mcollab.sources import bibliography

ROOT = Path(__file__).parents[2]
LINES, WIDTH = 12, 88
"""Most lines of a cell, blank ones and comments included, and most characters of a line: what a box on a page holds."""

LONG = 600
"""Most lines of a chapter."""

WORDS = {"title", "subtitle", "description", "note"}
NUMERALS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
NUMERALS += ["thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"]
_OTHERS = "thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|half|halves|thirds|quarters?|fifths"
_OTHERS += "|tenths?|twice|dozen"
_SPELT = "|".join([*NUMERALS[:1], *NUMERALS[2:], _OTHERS])
# "One" is a number where it counts ("one of", "One alliance"), not where it points ("choose one").
NUMBER = re.compile(rf"(?<![\w-])\d(?:[\d.,]*\d)?|\b(?i:{_SPELT})\b|\bone(?= of\b| in\b)|\bOne\b")
MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November"]
MONTHS += ["December"]
# Without a year "May" and "March" are words too.
MONTH = re.compile(rf"(?P<month>{'|'.join(MONTHS)}) (?P<year>\d{{4}})|(?<=\d )(?:{'|'.join(MONTHS)})\b")
_NAMES = re.compile(r"Articles? \d+(?:\(\d+\))*|95 % intervals?|Five Eyes|Bucharest Nine|3\.5 %|2 %")


def notebooks():
    """Every page with cells, by its path from the root."""
    pages = [ROOT / "index.md", *sorted((ROOT / "chapters").glob("*.md")), *sorted((ROOT / "reference").glob("*.md"))]
    return [page.relative_to(ROOT).as_posix() for page in pages if "\nkernelspec:" in page.read_text(encoding="utf-8")]


CHAPTERS = [Path(page).stem for page in notebooks() if page.startswith("chapters/")]


@cache
def cells(page):
    """The code of a page's cells."""
    return [cell.source for cell in jupytext.read(ROOT / page).cells if cell.cell_type == "code"]


@cache
def module_of(chapter):
    """The module that tests a chapter."""
    path = Path(__file__).with_name(f"test_{chapter}.py")
    spec = importlib.util.spec_from_file_location(f"figures_of_{chapter}", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def word(number):
    """Return a whole number as a chart writes it in words."""
    return NUMERALS[number]


@cache
def phrases_of(chapter):
    """Return the phrases with figures that the test of a chapter accounts for."""
    module = module_of(chapter)
    return [*module.figures(word), *getattr(module, "CITED", {}), *getattr(module, "PLAIN", [])]


def literal(node):
    """Return the words of an expression that stand in it as they are, with a mark where something is computed."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(literal(part) for part in node.values)
    if isinstance(node, ast.BinOp):
        return literal(node.left) + literal(node.right)
    return "\0"


def spoken(node):
    """Return the constants of an expression that stand in it as they are."""
    if isinstance(node, ast.Constant):
        return [node]
    if isinstance(node, ast.JoinedStr):
        return [part for value in node.values for part in spoken(value)]
    return [*spoken(node.left), *spoken(node.right)] if isinstance(node, ast.BinOp) else []


@cache
def words(chapter):
    """Return every title, subtitle, description and note of a chapter's cells, with the years and months of its cell.

    Where the cell before only prepares what is drawn, its years and months count too. A month is written 1914-07.
    """
    found, before = [], set()
    for code in cells(f"chapters/{chapter}.md"):
        tree = ast.parse(code)
        given = [
            keyword.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Call)
            for keyword in node.keywords
            if keyword.arg in WORDS
        ]
        apart = {id(part) for value in given for part in spoken(value)}
        rest = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in apart]
        years = {time for value in rest for time in re.findall(r"\b\d{4}\b|\b\d{4}-\d\d\b", str(value))}
        years |= {day[:7] for value in rest for day in re.findall(r"\b\d{4}-\d\d-\d\d\b", str(value))}
        found += [(literal(value), years | before) for value in given]
        before = set() if given else years
    return found


@pytest.mark.parametrize("page", notebooks())
def test_a_cell_can_be_read(page):
    for code in cells(page):
        lines = code.splitlines()
        assert len(lines) <= LINES, f"{page}: a cell of {len(lines)} lines:\n{code}"
        assert max(map(len, lines), default=0) <= WIDTH, f"{page}: {max(lines, key=len)!r}"


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_chapter_is_not_too_long(chapter):
    lines = (ROOT / "chapters" / f"{chapter}.md").read_text(encoding="utf-8").splitlines()
    assert len(lines) <= LONG


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_every_figure_in_a_charts_words_is_computed(chapter):
    phrases = phrases_of(chapter)
    for text, years in words(chapter):
        held = [match.span() for phrase in phrases for match in re.finditer(re.escape(phrase), text)]
        held += [match.span() for match in _NAMES.finditer(text)]
        for number in NUMBER.finditer(text):
            # A year that the code names too is no second fact: change one of both and this fails.
            assert number.group() in years or any(
                first <= number.start() and number.end() <= last for first, last in held
            ), (
                f"chapters/{chapter}.md: {number.group()!r} in {text!r} is neither computed in the cell nor among"
                f" figures() of tests/chapters/test_{chapter}.py"
            )
        for month in MONTH.finditer(text):
            day = f"{month['year']}-{MONTHS.index(month['month']) + 1:02d}" if month["month"] else None
            assert day in years or any(first <= month.start() and month.end() <= last for first, last in held), (
                f"chapters/{chapter}.md: {month.group()!r} in {text!r} is neither a month that the cell names nor among"
                f" figures() of tests/chapters/test_{chapter}.py"
            )


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_figures_computed_here_are_those_that_the_charts_state(chapter):
    for phrase in phrases_of(chapter):
        assert any(phrase in text for text, _ in words(chapter)), (
            f"chapters/{chapter}.md: a chart should say {phrase!r}: so the tables have it"
        )
    for phrase, key in getattr(module_of(chapter), "CITED", {}).items():
        assert key in bibliography().entries, f"{phrase!r} cites {key}, which is not in sources.bib"


def test_numbers_are_seen_in_words_and_figures():
    found = [
        match.group() for match in NUMBER.finditer("One of 12,000: twice 3.5, F-35, choose one; two thirds in 1999.")
    ]
    assert found == ["One", "12,000", "twice", "3.5", "two", "thirds", "1999"]


def test_months_are_seen_in_words_and_days():
    found = [
        match.group() for match in MONTH.finditer("1815 to July 1914, on 3 May, in March of that year; may 1 march?")
    ]
    assert found == ["July 1914", "May"]
