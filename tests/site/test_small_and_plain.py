"""Every page on a small phone, and where scripts are off: nothing is cut, nothing is missing."""

from urllib.parse import urljoin

import pytest
from visit import NARROW

pytestmark = pytest.mark.slow

PHONE = {"width": 360, "height": 800}
CUT = """chart => {
    const drawing = chart.querySelector('svg'), frame = drawing?.getBoundingClientRect();
    return [...(drawing?.querySelectorAll('text') ?? [])].map((text) => {
        const box = text.getBoundingClientRect();
        const cut = box.top < frame.top - 1 || box.bottom > frame.bottom + 1
            || box.left < frame.left - 1 || box.right > frame.right + 1;
        return cut && box.width ? text.textContent : null;
    }).filter(Boolean);
}"""


def width(there):
    """Return how wide the content of a page is: DevTools measure it where scripts are off too."""
    metrics = there.context.new_cdp_session(there.page).send("Page.getLayoutMetrics")
    return metrics["cssContentSize"]["width"]


def settled(page, chart):
    """Return which texts of a chart are cut, once it is drawn in its width: it may be drawn twice as it comes alive."""
    for _ in range(10):
        if not (cut := chart.evaluate(CUT)):
            break
        page.wait_for_timeout(200)
    return cut


def test_no_page_scrolls_sideways_on_a_small_phone(visit, pages):
    wide = {}
    for path in pages:
        with visit(viewport=NARROW) as there:
            there.open(path).reach_every_chart()
            wide[path] = width(there)
    assert {path: pixels for path, pixels in wide.items() if pixels > NARROW["width"]} == {}


def test_no_text_of_a_chart_lies_outside_of_its_drawing_on_a_phone(visit, pages):
    cut = {}
    for path in (path for path in pages if path.startswith("chapters/")):
        with visit(viewport=PHONE) as there:
            there.open(path).reach_every_chart()
            there.page.wait_for_timeout(500)
            for number, chart in enumerate(there.page.locator(".mc-chart").all()):
                cut[f"{path}, chart {number}"] = settled(there.page, chart)
    assert {chart: texts for chart, texts in cut.items() if texts} == {}


def test_without_scripts_every_chart_is_a_picture_and_no_page_scrolls_sideways(visit, pages):
    wide = {}
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
            there.page.set_viewport_size(NARROW)
            wide[path] = width(there)
    assert {path: pixels for path, pixels in wide.items() if pixels > NARROW["width"]} == {}
