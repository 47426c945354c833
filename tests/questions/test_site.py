"""Questions on the pages of the built site, in the theme's dress and with everybody else's hosts out of reach."""

import pytest
from stage import answer, beyond, field, held, press

from mcollab import course
from mcollab.questions import bank, kinds

pytestmark = pytest.mark.slow
HISTORY = "chapters/history.html"
ASKED = {one.kind for one in bank.read(course.questions_dir() / "history.yml").values()}
KINDS = [kind for kind in kinds.names() if kind in ASKED]
SMALL = {"width": 320, "height": 700}


@pytest.fixture
def opened(browser, served):
    """A function that opens a page of the site in a fresh browser profile, of which only the site can be reached."""
    contexts = []

    def there(path=HISTORY, **options):
        context = browser.new_context(**{"viewport": {"width": 1100, "height": 900}, **options})
        contexts.append(context)
        context.elsewhere = []
        context.route(
            lambda url: not url.startswith((served, "data:", "blob:")),
            lambda route: (context.elsewhere.append(route.request.url), route.abort()),
        )
        page = context.new_page()
        page.goto(served + path, wait_until="load")
        if options.get("java_script_enabled", True):
            page.locator("mc-question fieldset, mc-question table").first.wait_for()
        return page

    yield there
    for context in contexts:
        assert context.elsewhere == []
        context.close()


def test_the_right_answer_is_right_and_counted(opened, served):
    page = opened()
    right = next(option.text for option in bank.question("history/ships-or-money").options if option.correct)
    field(page, "single").get_by_text(right).click()
    field(page, "single").get_by_role("button", name="Check").click()
    assert field(page, "single").locator(".mc-q-told").inner_text().startswith("Right.")
    page.reload(wait_until="load")
    field(page, "single").wait_for()
    assert held(page, "single").count(True) == 1
    page.goto(served + "reference/progress.html", wait_until="load")
    row = page.get_by_role("row", name="history")
    assert row.locator("td").all_inner_texts() == [str(len(bank.names("history"))), "1", "1"]


def test_without_scripts_the_options_are_read(opened):
    page = opened(java_script_enabled=False)
    options = [option.text for option in bank.question("history/ships-or-money").options]
    assert page.locator("mc-question").first.locator("li").all_inner_texts() == options


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_before_and_after_checking(opened, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = opened(color_scheme=scheme)
    for kind in KINDS:
        answer(page, kind)
        press(page, "Check")
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
    found = axe.run(page, context={"include": [["mc-question"]]}, options=rules).response["violations"]
    faults = [(one["id"], one["nodes"][0]["html"][:200], one["nodes"][0]["failureSummary"]) for one in found]
    assert faults == []


@pytest.mark.parametrize("path", [HISTORY, "reference/progress.html"])
def test_everything_fits_on_a_small_phone(opened, path):
    page = opened(path, viewport=SMALL)
    if path == HISTORY:
        for kind in KINDS:
            answer(page, kind)
            press(page, "Check")
    assert beyond(page, "mc-question") == []
