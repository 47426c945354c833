"""What stands on a page can be read, found and taken away."""

import pytest

from mcollab.book import api
from mcollab.questions import bank

pytestmark = pytest.mark.slow


def test_a_hundred_characters_fit_a_box_of_code(visit, history):
    with visit() as there:
        there.open(history)
        room = """() => {
            const pre = document.querySelector("div.cell_input div.highlight pre"), style = getComputedStyle(pre);
            const line = Object.assign(document.createElement("span"), { textContent: "x".repeat(100) });
            pre.append(line);
            const width = line.getBoundingClientRect().width;
            line.remove();
            return pre.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight) - width;
        }"""
        assert there.page.evaluate(room) >= 0


def test_what_is_copied_has_no_prompt(visit):
    with visit() as there:
        there.context.grant_permissions(["clipboard-read", "clipboard-write"])
        there.open("reference/instructors.html")
        for block in there.page.locator("div.highlight-console").all():
            block.hover()
            block.locator("button.copybtn").click()
            copied = there.page.evaluate("navigator.clipboard.readText()")
            assert copied and not any(line.startswith("$") for line in copied.splitlines())


def test_the_search_quotes_no_answer_and_glues_no_words(visit, site, history):
    question = bank.page("history/ships-or-money")[0]
    with visit() as there:
        there.open("search.html?q=Delian")
        there.page.locator("ul.search li p.context").first.wait_for()
        there.page.wait_for_load_state("networkidle")
        read = "async (path) => Search.htmlToText(await (await fetch(path)).text(), undefined)"
        text = there.page.evaluate(read, history)
        options = [option.text for option in question.options]
        assert question.prompt in text and all(f"{option} " in text for option in options)
        assert question.explanation not in text and options[0] + options[1] not in text
        there.sound()
    index = (site / "searchindex.js").read_text(encoding="utf-8")
    assert "kingdomanswergermani" not in index and "waversmost" not in index


def test_the_search_finds_words_of_charts(visit, site, pages):
    """A word that stands in the description of a chart only."""
    with visit() as there:
        there.open("chapters/history.html")
        described = there.page.locator(".mc-chart img").first.get_attribute("alt")
    assert described
    words = max(described.split(), key=len).strip(".,:;").lower()
    with visit() as there:
        there.open(f"search.html?q={words}")
        there.page.locator("ul.search li").first.wait_for()


def test_the_package_has_a_page_with_all_that_is_public(visit):
    with visit() as there:
        there.open("reference/api.html")
        shown = set(there.page.evaluate("[...document.querySelectorAll('dl.py > dt')].map(one => one.id)"))
        assert set(api.public()) <= shown
        there.sound()


def test_a_chart_that_was_hidden_has_the_width_of_its_page_once_it_is_shown(visit, history):
    """In a closed fold a chart has no width; neither does one whose fold is closed while it lives."""
    width = "figure => figure.querySelector('.mc-drawing svg')?.getBoundingClientRect().width ?? 0"
    with visit() as there:
        page = there.open(history).page
        chart = page.locator(".mc-chart:has([data-responsive])").last
        chart.evaluate(
            "figure => { const fold = document.createElement('details'); figure.before(fold); fold.append(figure); }"
        )
        page.locator("details:has(.mc-chart)").last.scroll_into_view_if_needed()
        page.wait_for_timeout(300)
        assert chart.locator(".mc-drawing").count() == 0
        for _ in range(2):
            chart.evaluate("figure => { figure.parentElement.open = true; figure.scrollIntoView(); }")
            page.wait_for_function(f"figure => ({width})(figure) > 300", arg=chart.element_handle())
            page.wait_for_function("figure => 'live' in figure.dataset", arg=chart.element_handle())
            chart.evaluate("figure => { figure.parentElement.open = false; }")
            page.set_viewport_size({"width": 1200, "height": 900})
        there.sound()
