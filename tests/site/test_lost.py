"""Nothing that was lost on the way kills a chart; where it cannot live, it says so and shows no control."""

from urllib.parse import urlsplit

import pytest
from visit import TOLD

pytestmark = pytest.mark.slow

FAULT = ".mc-fault"


@pytest.fixture
def lost(visit, history):
    """A visit to a chapter whose first chart was reached while Vega could not be had."""
    with visit() as there:
        there.context.route("**/vega.js*", lambda route: route.abort())
        there.open(history)
        first = there.page.locator(".mc-chart").first
        first.scroll_into_view_if_needed()
        first.locator(FAULT).wait_for()
        yield there, first


def live(there, chart):
    there.page.wait_for_function("chart => 'live' in chart.dataset", arg=chart.element_handle(), timeout=60_000)


def test_a_chart_that_cannot_live_is_a_picture_and_says_so(lost):
    _, chart = lost
    assert chart.locator(FAULT).get_attribute("role") == "status"
    assert "This is a picture" in chart.locator(FAULT).inner_text()
    assert [image.is_visible() for image in chart.locator("img").all()].count(True) == 1
    assert chart.locator(".mc-drawing").count() == 0
    assert chart.locator(".mc-controls").count() == 0, "a control that cannot work"


def test_it_lives_when_asked_again(lost):
    there, chart = lost
    there.context.unroute("**/vega.js*")
    chart.get_by_role("button", name="Try again").click()
    live(there, chart)
    assert chart.locator(FAULT).count() == 0 and chart.locator("img").count() == 0


def test_it_lives_by_itself_after_a_while(lost):
    there, chart = lost
    there.context.unroute("**/vega.js*")
    live(there, chart)
    assert chart.locator(FAULT).count() == 0


def test_it_lives_when_the_line_is_back(visit, history):
    with visit() as there:
        there.open(history)
        there.context.set_offline(True)
        last = there.page.locator(".mc-chart").last
        last.scroll_into_view_if_needed()
        last.locator(FAULT).wait_for()
        there.context.set_offline(False)
        live(there, last)
        assert last.locator(FAULT).count() == 0


def test_a_lost_specification_kills_its_own_chart_only(visit, history):
    with visit() as there:
        charts = there.open(history).page.locator(".mc-chart")
        mine = charts.nth(1).locator(".mc-plot").get_attribute("data-chart").rpartition("/")[2]
        there.context.route(f"**/{mine}", lambda route: route.fulfill(status=503, body="busy"))
        charts.nth(1).scroll_into_view_if_needed()
        charts.nth(1).locator(FAULT).wait_for()
        charts.nth(2).scroll_into_view_if_needed()
        live(there, charts.nth(2))
        assert charts.nth(1).locator("img").count() == 2


@pytest.mark.parametrize(
    "viewport", [{"width": 1280, "height": 800}, {"width": 360, "height": 700}], ids=["wide", "phone"]
)
def test_without_scripts_no_button_is_shown(visit, history, viewport):
    with visit(java_script_enabled=False, viewport=viewport) as there:
        there.open(history)
        buttons = there.page.locator("button, input, select, [onclick]").all()
        assert [one.get_attribute("class") for one in buttons if one.is_visible()] == []


def test_from_a_disk_the_page_says_why_nothing_responds(browser, site):
    context = browser.new_context()
    page = context.new_page()
    said = "getComputedStyle(document.querySelector('.bd-article'), '::before').content"
    page.goto((site / "chapters" / "history.html").resolve().as_uri())
    assert "Opened from a disk: charts are pictures" in page.evaluate(said)
    page.goto((site / "reference" / "glossary.html").resolve().as_uri())
    assert page.evaluate(said) == "none", "a page on which nothing would respond"
    context.close()


def lose_once(there, *patterns):
    """Lose the first request for each file of these patterns; return the paths of what was lost."""
    gone = []

    def answer(route):
        path = urlsplit(route.request.url).path
        if path in gone:
            return route.continue_()
        gone.append(path)
        return route.abort()

    for pattern in patterns:
        there.context.route(pattern, answer)
    return gone


def takes_an_answer(page):
    """Answer the first question of choice of a page, and have it checked."""
    question = page.locator("fieldset.mc-q[data-kind=single]").first
    question.locator("input[type=radio]").first.check()
    question.get_by_role("button", name="Check").click()
    question.locator(".mc-q-told").get_by_text("ight").first.wait_for()


def test_whatever_is_lost_once_is_asked_for_again(visit, history):
    """Under the page's own policy: its scripts, styles, pictures, Vega and the specifications of charts."""
    with visit() as there:
        there.context.add_init_script(TOLD)
        gone = lose_once(there, "**/_static/**", "**/_charts/**")
        page = there.open(history).page
        takes_an_answer(page)
        chart = page.locator(".mc-chart").first
        chart.scroll_into_view_if_needed()
        live(there, chart)
        assert chart.locator(FAULT).count() == 0
        sheets = "() => [...document.querySelectorAll('link[rel=stylesheet]')].every((one) => one.sheet)"
        page.wait_for_function(sheets)
        logo = page.locator("img.logo__image.only-light")
        page.wait_for_function("(one) => one.naturalWidth > 0", arg=logo.element_handle())
        for name in ("charts.js", "question.js", "question.css", "mcollab.css", "vega.js", "logo.svg"):
            assert any(path.endswith(f"/{name}") for path in gone), name
        assert any("/_charts/" in path for path in gone)
        assert page.evaluate("violations") == []


def test_what_is_lost_is_asked_for_once_the_line_is_back_without_waiting(visit, history):
    with visit() as there:
        there.context.add_init_script("window.setTimeout = () => 0")
        gone = lose_once(there, "**/question.js*", "**/charts.js*")
        page = there.open(history).page
        assert len(gone) == 2 and page.locator("mc-question fieldset").count() == 0
        there.context.set_offline(True)
        there.context.set_offline(False)
        takes_an_answer(page)
        page.wait_for_function("'charts' in document.documentElement.dataset")


SAYS = """question => {
    const { visibility, content } = getComputedStyle(question, '::before');
    return `${visibility} ${content}`;
}"""


def says(page, element, text):
    """Wait until a text stands before an element; it comes when a module had some seconds to arrive."""
    page.wait_for_function(f"([one, text]) => ({SAYS})(one).startsWith(text)", arg=[element.element_handle(), text])


def test_a_question_whose_module_is_lost_says_so_and_one_that_lives_does_not(visit, history):
    with visit() as there:
        there.open(history)
        assert there.page.locator("mc-question").first.evaluate(SAYS).endswith(" none")
        there.context.route("**/question.js*", lambda route: route.abort())
        there.open(history)
        question = there.page.locator("mc-question").first
        assert question.evaluate(SAYS).startswith("hidden"), "the module may only be late"
        says(there.page, question, 'visible "This question cannot take an answer')
        assert question.locator("summary").is_visible(), "its text and its answer are there all the same"


def test_a_page_whose_module_of_charts_is_lost_says_so_and_one_that_lives_does_not(visit, history):
    said = f"() => ({SAYS})(document.querySelector('.bd-article'))"
    with visit() as there:
        there.open(history)
        assert there.page.evaluate(said).endswith(" none")
        there.context.route("**/charts.js*", lambda route: route.abort())
        there.open(history)
        assert there.page.evaluate(said).startswith("hidden"), "the module may only be late"
        article = there.page.locator(".bd-article")
        says(there.page, article, 'visible "Charts are pictures in which there is nothing to choose')


def test_where_scripts_are_off_nobody_is_left_to_look_for_what_to_choose(visit, history):
    with visit(java_script_enabled=False) as there:
        there.open(history)
        client = there.context.new_cdp_session(there.page)
        client.send("DOM.enable")
        client.send("CSS.enable")
        root = client.send("DOM.getDocument")["root"]["nodeId"]
        node = client.send("DOM.querySelector", {"nodeId": root, "selector": ".bd-article"})["nodeId"]
        described = client.send("DOM.describeNode", {"nodeId": node})["node"]
        before = [part["nodeId"] for part in described.get("pseudoElements", []) if part["pseudoType"] == "before"]
        assert before, "nothing is said at the top of the page"
