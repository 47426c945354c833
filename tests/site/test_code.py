"""Code on the pages, in a real browser: a reader at 1280 pixels scrolls no cell sideways."""

import pytest

OVERFLOWING = """() => [...document.querySelectorAll("div.cell_input pre, div.highlight pre")]
    .filter(box => box.scrollWidth > box.clientWidth)
    .map(box => box.textContent.split("\\n").reduce((a, b) => a.length < b.length ? b : a))"""


@pytest.mark.slow
@pytest.mark.parametrize("width", [1280, 1440])
def test_no_line_of_code_is_wider_than_its_box(browser, served, pages, width):
    page = browser.new_page(viewport={"width": width, "height": 900})
    found = {}
    for path in pages:
        page.goto(served + path, wait_until="domcontentloaded")
        found[path] = page.evaluate(OVERFLOWING)
    page.close()
    assert {path: lines for path, lines in found.items() if lines} == {}
