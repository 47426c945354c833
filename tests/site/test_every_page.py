"""Every page of the site in a real browser, with other hosts out of reach: each is opened once, and looked at whole."""

from types import SimpleNamespace
from urllib.parse import urljoin

import pytest
from visit import TOLD, Visit, faults

pytestmark = pytest.mark.slow

WIDE_CODE = """() => [...document.querySelectorAll("div.highlight pre")]
    .filter(one => one.scrollWidth > one.clientWidth).map(one => one.textContent.slice(0, 80))"""

BROKEN_WORDS = """() => [...document.querySelectorAll(".bd-article table code.literal")]
    .filter(one => /^\\w+$/.test(one.textContent) && one.getClientRects().length > 1).map(one => one.textContent)"""

WITHOUT_SLIDER = """() => [...document.querySelectorAll(".mc-chart")]
    .filter(one => /slider/.test(one.innerText) && !one.querySelector("[type=range]")).map(one => one.innerText)"""


def address(path):
    """Where a page is opened: the search with something to look for."""
    return path + ("?q=alliance" if path == "search.html" else "")


@pytest.fixture(scope="module")
def seen(browser, served, pages):
    """What was seen of each page, by its path; first as it is read, then as its controls are moved."""
    tables, found = {}, {}
    for path in pages:
        with Visit(browser, served, color_scheme="light") as there:
            there.context.add_init_script(TOLD)
            there.open(address(path))
            found[path] = SimpleNamespace(
                code=there.page.evaluate(WIDE_CODE),
                broken=there.page.evaluate(BROKEN_WORDS),
                captions=captions(there, path, tables),
                charts=there.reach_every_chart(),
                without_slider=there.page.evaluate(WITHOUT_SLIDER),
                drawings=drawings(there.page),
                moved=[moves(there.page, slider) for slider in there.page.locator(".mc-controls [type=range]").all()],
                violations=there.page.evaluate("violations"),
                elsewhere=there.elsewhere,
                errors=[*there.errors],  # of the page: what follows puts something of its own on it
                faults=faults(there.page),
            )
    return found


def captions(there, path, tables):
    """Return of each chart what its caption says, the dates in it, and the first lines of the tables it links to."""
    found = []
    for caption in there.page.locator(".mc-chart figcaption").all():
        links = [urljoin(there.served + path, a.get_attribute("href")) for a in caption.locator("a[download]").all()]
        for link in links:
            if link not in tables:
                answer = there.page.request.get(link)
                tables[link] = answer.text().partition("\n")[0] if answer.ok else ""
        found.append((caption.inner_text(), caption.locator("time").count(), [tables[link] for link in links]))
    return found


def drawings(page):
    """Return of each chart that is alive its description and how many marks it has."""
    return [
        (drawing.get_attribute("aria-label"), drawing.locator("svg path, svg rect, svg text").count())
        for drawing in page.locator(".mc-drawing").all()
    ]


def moves(page, slider):
    """Return whether a slider moves as an arrow is pressed, in one direction at least."""
    before = slider.input_value()
    slider.focus()
    for key in ("ArrowLeft", "ArrowRight"):
        page.keyboard.press(key)
        if slider.input_value() != before:
            return True
    return False


def test_every_page_is_quiet_and_every_chart_comes_alive(seen):
    assert {path: page.elsewhere for path, page in seen.items() if page.elsewhere} == {}
    assert {path: page.errors for path, page in seen.items() if page.errors} == {}
    for path, page in seen.items():
        assert len(page.drawings) >= page.charts, f"{path}: a chart without a drawing"
        for description, marks in page.drawings:
            assert len(description) >= 40, f"{path}: a chart without a description"
            assert marks > 0, f"{path}: an empty drawing"
    assert sum(page.charts for page in seen.values()) > 0, "the site has no chart at all"


def test_every_chart_says_what_it_stands_on(seen):
    for path, page in seen.items():
        assert len(page.captions) == page.charts, f"{path}: a chart without a caption"
        for text, dates, tables in page.captions:
            told = 1 + ("half of the rows" in text)  # the latest day, and the one by which half of the rows were seen
            assert "Source: " in text and dates == told, f"{path}: {text}"
            assert tables and all("," in head for head in tables), f"{path}: a table that is not there"


def test_nothing_on_any_page_goes_against_its_policy(seen):
    assert {path: page.violations for path, page in seen.items() if page.violations} == {}


def test_no_line_of_code_is_wider_than_its_box(seen):
    """In a window of 1280 pixels."""
    assert {path: page.code for path, page in seen.items() if page.code} == {}


def test_no_name_in_a_table_is_broken_in_two(seen):
    """In a window of 1280 pixels: on a phone the text beside it needs the room."""
    assert {path: page.broken for path, page in seen.items() if page.broken} == {}


def test_a_chart_that_speaks_of_a_slider_has_one(seen):
    assert {path: page.without_slider for path, page in seen.items() if page.without_slider} == {}


def test_controls_of_charts_work_from_the_keyboard(seen):
    moved = {path: page.moved for path, page in seen.items() if page.moved}
    assert moved, "no chart of the site has a slider"
    assert {path: those for path, those in moved.items() if not all(those)} == {}


def test_axe_finds_nothing(seen):
    assert {path: page.faults for path, page in seen.items() if page.faults} == {}


def test_axe_finds_nothing_in_the_dark(visit, pages):
    found = {}
    for path in pages:
        with visit(color_scheme="dark") as there:
            there.open(address(path)).reach_every_chart()
            assert there.page.evaluate("document.documentElement.dataset.theme") == "dark"
            found[path] = faults(there.page)
    assert {path: told for path, told in found.items() if told} == {}
