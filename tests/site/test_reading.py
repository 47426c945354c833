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
