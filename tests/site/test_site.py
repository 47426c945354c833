"""The built site in a real browser, with everybody else's hosts out of reach."""

import json

import pytest

pytestmark = pytest.mark.slow

FIRST_VISIT, HISTORY_ALIVE = 160_000, 430_000
# An observer that never sees anything: no chart is reached.
UNREACHED = "window.IntersectionObserver = class { observe() {} unobserve() {} disconnect() {} };"


def test_search_finds(visit):
    with visit() as there:
        there.open("search.html?q=alliance")
        there.page.locator("ul.search li").first.wait_for()
        there.sound()


def test_search_finds_a_year(visit):
    """Sphinx passes over words of digits alone: a year was on no page, and two words were a search for one."""
    found = {}
    with visit() as there:
        for query in ("1949", "treaty", "treaty 1949"):
            there.open(f"search.html?q={query}")
            there.page.wait_for_function(
                "/finished|not match/.test(document.querySelector('.search-summary')?.innerText)"
            )
            found[query] = set(there.page.locator("ul.search li > a").evaluate_all("all => all.map((a) => a.pathname)"))
        there.page.locator("ul.search li p.context", has_text="1949").first.wait_for()
        there.sound()
    assert "/chapters/history.html" in found["1949"]
    assert found["treaty"] > found["treaty 1949"] > set()


def test_search_finds_where_nothing_can_be_kept(visit):
    """Sphinx keeps the words before it searches; a browser that keeps nothing for the page found nothing."""
    with visit() as there:
        denied = "{get() { throw new DOMException('denied', 'SecurityError'); }}"
        there.page.add_init_script(f"Object.defineProperty(window, 'localStorage', {denied})")
        there.open("search.html?q=alliances")
        there.page.locator("ul.search li p.context", has_text="alliance").first.wait_for()


def test_dark_mode_needs_no_redraw(visit, history):
    """A live chart follows the button: its text is drawn in the colour of the page's text."""
    with visit(color_scheme="light") as there:
        there.open(history)
        there.reach_every_chart()
        ink = "() => getComputedStyle(document.querySelector('.mc-drawing svg text[fill=\"currentColor\"]')).fill"
        light = there.page.evaluate(ink)
        there.page.evaluate("document.documentElement.dataset.theme = 'dark'")
        assert there.page.evaluate(ink) != light


def test_a_first_visit_is_light(visit, pages):
    heavy = {}
    for path in pages:
        with visit() as there:
            there.context.add_init_script(UNREACHED)
            there.open(path)
            weight = sum(there.weights.values())
            if weight > FIRST_VISIT:
                heavy[path] = weight, sorted(there.weights.items(), key=lambda item: -item[1])[:12]
    assert heavy == {}


def test_history_with_every_chart_alive_is_light(visit, history):
    with visit() as there:
        there.open(history)
        assert there.reach_every_chart() >= 7
        weights = sorted(there.weights.items(), key=lambda item: -item[1])
        assert sum(there.weights.values()) <= HISTORY_ALIVE, json.dumps(weights[:15], indent=1)
