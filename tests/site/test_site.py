"""The built site in a real browser, with everybody else's hosts out of reach."""

import json
from urllib.parse import urljoin

import pytest
from visit import NARROW

pytestmark = pytest.mark.slow

PHONE = {"width": 360, "height": 800}
FIRST_VISIT, HISTORY_ALIVE = 160_000, 430_000
# An observer that never sees anything: no chart is reached.
UNREACHED = "window.IntersectionObserver = class { observe() {} unobserve() {} disconnect() {} };"


def test_every_page_is_quiet_and_every_chart_comes_alive(visit, pages):
    charts = 0
    for path in pages:
        with visit() as there:
            there.open(path)
            charts += there.reach_every_chart()
            there.sound()
            for drawing in there.page.locator(".mc-drawing").all():
                assert len(drawing.get_attribute("aria-label")) >= 40, f"{path}: a chart without a description"
                assert drawing.locator("svg path, svg rect, svg text").count() > 0, f"{path}: an empty drawing"
    assert charts > 0, "the site has no chart at all"


def test_every_chart_says_what_it_stands_on(visit, pages):
    for path in pages:
        with visit() as there:
            there.open(path)
            for chart in there.page.locator(".mc-chart").all():
                caption = chart.locator("figcaption")
                assert "Source: " in caption.inner_text() and caption.locator("time").count() == 1
                links = caption.locator("a[download]").all()
                assert links
                for link in links:
                    answer = there.page.request.get(urljoin(there.served + path, link.get_attribute("href")))
                    assert answer.ok and "," in answer.text().splitlines()[0]


def test_search_finds(visit):
    with visit() as there:
        there.open("search.html?q=alliance")
        there.page.locator("ul.search li").first.wait_for()
        there.sound()


def test_without_scripts_every_chart_is_a_picture(visit, pages):
    for path in pages:
        with visit(java_script_enabled=False) as there:
            there.open(path)
            for chart in there.page.locator(".mc-chart").all():
                chart.scroll_into_view_if_needed()
                shown = [image for image in chart.locator("img").all() if image.is_visible()]
                assert len(shown) == 1, f"{path}: a chart must show one picture"
                assert len(shown[0].get_attribute("alt")) >= 40
                picture = there.page.request.get(urljoin(there.served + path, shown[0].get_attribute("src")))
                assert picture.ok and "<svg" in picture.text()
                assert chart.locator("figcaption a[download]").count() > 0
            assert there.elsewhere == []


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_no_page_scrolls_sideways_on_a_small_phone(visit, pages, scripts):
    wide = []
    for path in pages:
        with visit(viewport=NARROW, java_script_enabled=scripts) as there:
            there.open(path)
            if scripts:
                there.reach_every_chart()
            # Without scripts the page cannot be asked, but DevTools can measure it.
            metrics = there.context.new_cdp_session(there.page).send("Page.getLayoutMetrics")
            if metrics["cssContentSize"]["width"] > NARROW["width"]:
                wide.append((path, metrics["cssContentSize"]["width"]))
    assert wide == []


CUT = """chart => {
    const drawing = chart.querySelector('svg'), frame = drawing?.getBoundingClientRect();
    return [...(drawing?.querySelectorAll('text') ?? [])].map((text) => {
        const box = text.getBoundingClientRect();
        const cut = box.top < frame.top - 1 || box.bottom > frame.bottom + 1
            || box.left < frame.left - 1 || box.right > frame.right + 1;
        return cut && box.width ? text.textContent : null;
    }).filter(Boolean);
}"""


def test_no_text_of_a_chart_lies_outside_of_its_drawing_on_a_phone(visit, pages):
    cut = {}
    for path in (path for path in pages if path.startswith("chapters/")):
        with visit(viewport=PHONE) as there:
            there.open(path).reach_every_chart()
            there.page.wait_for_timeout(500)
            for number, chart in enumerate(there.page.locator(".mc-chart").all()):
                cut[f"{path}, chart {number}"] = chart.evaluate(CUT)
    assert {chart: texts for chart, texts in cut.items() if texts} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(visit, pages, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
    found = []
    for path in pages:
        with visit(color_scheme=scheme) as there:
            there.open(path + ("?q=alliance" if path == "search.html" else ""))
            there.reach_every_chart()
            assert there.page.evaluate("document.documentElement.dataset.theme") == scheme
            for fault in axe.run(there.page, options=rules).response["violations"]:
                nodes = [f"{node['html'][:160]} {node['failureSummary'][:200]}" for node in fault["nodes"][:3]]
                found.append(f"{path}: {fault['id']} ({len(fault['nodes'])}) {nodes}")
    assert found == [], "\n".join(found)


def test_dark_mode_needs_no_redraw(visit, history):
    """A live chart follows the button: its text is drawn in the colour of the page's text."""
    with visit(color_scheme="light") as there:
        there.open(history)
        there.reach_every_chart()
        ink = "() => getComputedStyle(document.querySelector('.mc-drawing svg text[fill=\"currentColor\"]')).fill"
        light = there.page.evaluate(ink)
        there.page.evaluate("document.documentElement.dataset.theme = 'dark'")
        assert there.page.evaluate(ink) != light


def test_controls_of_charts_work_from_the_keyboard(visit, pages):
    moved = 0
    for path in pages:
        with visit() as there:
            there.open(path)
            there.reach_every_chart()
            for control in there.page.locator(".mc-controls input[type=range]").all():
                before = control.input_value()
                control.focus()
                there.page.keyboard.press("ArrowLeft")
                if control.input_value() == before:
                    there.page.keyboard.press("ArrowRight")
                assert control.input_value() != before
                moved += 1
            there.sound()
    assert moved > 0, "no chart of the site has a slider"


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
