"""Questions on the built page, in a real browser, with everybody else's hosts out of reach."""

import json

import pytest

from mcollab.questions import bank

HISTORY = "chapters/history.html"
BLOCKED = (
    "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('blocked', 'SecurityError'); }});"
)
FULL = """const put = Storage.prototype.setItem;
Storage.prototype.setItem = function (key, value) { if (key.startsWith('mcollab/')) throw new DOMException('full', 'QuotaExceededError'); put.call(this, key, value); };"""
KINDS = ["single", "multi", "numeric", "order", "match", "short", "predict"]
SMALL = {"width": 320, "height": 700}


@pytest.fixture
def opened(browser, served):
    """A function that opens a page of the site in a fresh browser profile, of which only the site can be reached."""
    contexts = []

    def there(path=HISTORY, script="", **options):
        context = browser.new_context(**{"viewport": {"width": 1100, "height": 900}, **options})
        contexts.append(context)
        context.elsewhere = []
        context.route(
            lambda url: not url.startswith((served, "data:", "blob:")),
            lambda route: (context.elsewhere.append(route.request.url), route.abort()),
        )
        if script:
            context.add_init_script(script)
        page = context.new_page()
        page.goto(served + path, wait_until="load")
        if options.get("java_script_enabled", True):
            page.locator("mc-question fieldset, mc-question table").first.wait_for()
        return page

    yield there
    for context in contexts:
        context.close()


def one(page, kind):
    """The first question of a kind."""
    return page.locator(f'mc-question fieldset[data-kind="{kind}"]').first


def answer(page, kind):
    """Answer a question of a kind with the keyboard alone, and return what its controls then hold."""
    field, keys = one(page, kind), page.keyboard
    control = field.locator(
        "input:not([disabled]), select:not([disabled]), textarea:not([disabled]), button:not([disabled])"
    ).first
    control.focus()
    match kind:
        case "single":
            keys.press("ArrowDown")
            keys.press("ArrowDown")
        case "multi":
            keys.press("Space")
            keys.press("Tab")
            keys.press("Space")
        case "numeric":
            keys.type("31,5")
        case "order":
            keys.press("Enter")
            keys.press("Enter")
        case "match":
            keys.press("ArrowDown")
            keys.press("Tab")
            keys.press("ArrowDown")
            keys.press("ArrowDown")
        case "short":
            keys.type("The records of what was considered")
        case "predict":
            for _ in field.locator(".mc-q-guess input").all():
                keys.type("20")
                keys.press("Tab")
    return held(page, kind)


def held(page, kind):
    """What the controls of a question hold, in the order of the page."""
    return one(page, kind).evaluate(
        """field => [...field.querySelectorAll('.mc-q-options input, .mc-q-line input, .mc-q-match select, textarea, .mc-q-guess input')]
            .map(control => /radio|checkbox/.test(control.type) ? control.checked : control.value)
            .concat([...field.querySelectorAll('.mc-q-order li > span')].map(item => item.textContent))"""
    )


def press(page, name):
    """Go with Tab to a button and press it."""
    for _ in range(40):
        if page.evaluate("document.activeElement.textContent") == name:
            return page.keyboard.press("Enter")
        page.keyboard.press("Tab")
    raise AssertionError(f"no button {name!r} is reached with Tab")


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_answered_checked_and_there_after_a_reload(opened, kind):
    page = opened()
    empty = held(page, kind)
    given = answer(page, kind)
    assert given != empty
    press(page, "Check")
    told = one(page, kind).locator(".mc-q-told")
    told.locator("p b").first.wait_for()
    verdict = told.locator("p b").first.inner_text()
    page.wait_for_timeout(600)
    assert one(page, kind).locator("[role=status]").inner_text() == verdict.strip(), (
        "the verdict is announced, and not written over"
    )
    page.reload(wait_until="load")
    one(page, kind).wait_for()
    assert held(page, kind) == given
    assert "is back" in one(page, kind).locator("[role=status]").inner_text()
    assert page.context.elsewhere == []


def test_the_right_answer_is_right(opened):
    page = opened()
    field = one(page, "single")
    options = bank.question("history/ships-or-money").options
    field.get_by_text(next(option.text for option in options if option.correct)).click()
    field.get_by_role("button", name="Check").click()
    assert field.locator(".mc-q-told").inner_text().startswith("Right.")


def test_hints_come_one_by_one_and_variants_keep_their_own_answers(opened):
    page = opened()
    field = one(page, "numeric")
    field.get_by_role("button", name="Hint", exact=True).click()
    field.get_by_role("button", name="Hint", exact=True).click()
    assert field.locator(".mc-q-told p").all_inner_texts()[1].startswith("Hint 2.")
    assert field.get_by_role("button", name="Hint", exact=True).is_disabled()
    field.locator("input").fill("15")
    first = field.locator("legend").inner_text()
    field.get_by_role("button", name="Another variant").click()
    assert field.locator("legend").inner_text() != first
    assert field.locator("input").input_value() == ""
    for _ in range(3):
        field.get_by_role("button", name="Another variant").click()
    assert (field.locator("legend").inner_text(), field.locator("input").input_value()) == (first, "15")


@pytest.mark.parametrize(
    ("typed", "said"),
    [("1,234", "could mean"), ("٣", "digits 0 to 9"), ("1e309", "too large"), ("twelve", "digits 0 to 9")],
)
def test_a_number_that_is_none_is_told_and_kept(opened, typed, said):
    page = opened()
    field = one(page, "numeric")
    field.locator("input").fill(typed)
    field.get_by_role("button", name="Check").click()
    assert said in field.locator("[role=status]").inner_text()
    assert field.locator("input").get_attribute("aria-invalid") == "true"
    assert field.locator(".mc-q-told").inner_text() == ""
    page.reload(wait_until="load")
    assert one(page, "numeric").locator("input").input_value() == typed


def test_nothing_is_checked_before_an_answer(opened):
    page = opened()
    one(page, "multi").get_by_role("button", name="Check").click()
    assert one(page, "multi").locator("[role=status]").inner_text() == "Answer first, then check."


@pytest.mark.parametrize(("script", "said"), [(BLOCKED, "keeps nothing"), (FULL, "storage is full")])
def test_a_storage_that_keeps_nothing_is_told_and_the_answer_can_be_downloaded(opened, script, said):
    page = opened(script=script)
    field = one(page, "short")
    field.locator("textarea").fill("Kept in the download")
    field.locator("[role=status]").filter(has_text=said).wait_for()
    assert field.locator("textarea").input_value() == "Kept in the download"
    field.get_by_role("button", name="Check").click()
    assert "Compare with the model answer" in field.locator(".mc-q-told").inner_text()


def test_an_answer_of_another_version_is_put_aside_and_not_lost(opened):
    page = opened()
    page.evaluate('localStorage.setItem(\'mcollab/1/history/what-would-tell\', \'{"version": 9, "text": "older"}\')')
    page.reload(wait_until="load")
    field = one(page, "short")
    assert "another version" in field.locator("[role=status]").inner_text()
    field.locator("textarea").fill("newer")
    page.wait_for_timeout(500)
    stored = page.evaluate("localStorage.getItem('mcollab/1/unread/history/what-would-tell')")
    assert json.loads(stored)["text"] == "older"


def test_a_hundred_thousand_characters_come_back(opened):
    page = opened()
    one(page, "short").locator("textarea").fill("é" * 100_000)
    page.reload(wait_until="load")
    assert len(one(page, "short").locator("textarea").input_value()) == 100_000


def test_two_tabs_lose_nothing(opened):
    page = opened()
    other = page.context.new_page()
    other.goto(page.url, wait_until="load")
    one(other, "short").locator("textarea").press_sequentially("written in the other tab")
    one(page, "short").locator("textarea").fill("written last, here")
    page.reload(wait_until="load")
    assert one(page, "short").locator("textarea").input_value() == "written last, here"


def test_progress_counts_downloads_restores_and_erases(opened, served, tmp_path):
    page = opened()
    options = bank.question("history/ships-or-money").options
    one(page, "single").get_by_text(next(option.text for option in options if option.correct)).click()
    one(page, "single").get_by_label("How sure are you?").select_option("75")
    page.goto(served + "reference/progress.html", wait_until="load")
    row = page.locator("mc-question tbody tr").filter(has_text="history").first
    assert row.locator("td").all_inner_texts()[1:] == ["1", "1"]
    assert page.get_by_role("row", name="75 % 1 100 %").count() == 1
    with page.expect_download() as download:
        page.get_by_role("button", name="Download my answers").click()
    file = tmp_path / "answers.json"
    download.value.save_as(file)
    kept = json.loads(file.read_text(encoding="utf-8"))
    assert kept["answers"]["history/ships-or-money"]["confidence"] == 75
    erase = page.get_by_role("button", name="Erase my answers")
    erase.click()
    page.get_by_role("button", name="Erase for good?").click()
    assert row.locator("td").all_inner_texts()[1:] == ["0", "0"]
    bad = tmp_path / "other.json"
    bad.write_text('{"format": "something else"}', encoding="utf-8")
    page.locator("input[type=file]").set_input_files(bad)
    page.get_by_role("status").filter(has_text="nothing was changed").wait_for()
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("status").filter(has_text="1 answers restored").wait_for()
    assert row.locator("td").all_inner_texts()[1:] == ["1", "1"]


def test_two_answers_of_one_revision_ask_which_counts(opened):
    page = opened()
    said = page.evaluate(
        """async () => {
            const {mount} = await import([...document.scripts].find(script => script.src.includes('question.js')).src);
            const spec = {key: 'sample/conflict', practice: true, variants: [{kind: 'short', id: 'conflict', html: {prompt: 'Which?'}, model_answer: 'x'}]};
            const state = response => ({rev: 3, ts: response === 'browser' ? 5 : 4, response, confidence: null});
            localStorage.setItem('mcollab/1/sample/conflict', JSON.stringify(state('browser')));
            let kept = state('notebook');
            const element = document.createElement('div');
            document.querySelector('main').append(element);
            mount(element, spec, {name: 'answers.json', read: () => kept, all: () => ({}), write: (key, one) => { kept = one; }});
            element.querySelector('[role=alert] button:last-child').click();
            await new Promise(resolve => setTimeout(resolve, 400));
            return [element.querySelector('textarea').value, kept.rev, kept.response, element.querySelector('[role=alert]')];
        }"""
    )
    assert said == ["notebook", 4, "notebook", None]


def test_without_scripts_a_question_is_readable_and_its_answer_in_a_fold(opened):
    page = opened(java_script_enabled=False)
    for question in page.locator("mc-question").all():
        assert len(question.locator(".mc-q-prompt").inner_text()) > 20
        assert not question.locator("details p").first.is_visible()
        question.locator("summary").click()
        assert question.locator("details p").first.is_visible()
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
    assert found == [], [
        (fault["id"], fault["nodes"][0]["html"][:200], fault["nodes"][0]["failureSummary"]) for fault in found
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_every_control_fits_on_a_small_phone(opened, kind):
    page = opened(viewport=SMALL)
    answer(page, kind)
    press(page, "Check")
    beyond = one(page, kind).evaluate(
        """field => [...field.querySelectorAll('*')].filter(part => { const box = part.getBoundingClientRect(); return box.width && (box.right > innerWidth + 1 || box.left < -1); }).map(part => part.outerHTML.slice(0, 120))"""
    )
    assert beyond == []
    small = one(page, kind).evaluate(
        """field => [...field.querySelectorAll('button, select, input')].map(part => [part.closest('.mc-q-options > div') ?? part, part]).filter(([box]) => box.getBoundingClientRect().height < 24).map(([, part]) => part.outerHTML.slice(0, 120))"""
    )
    assert small == []


def test_progress_fits_on_a_small_phone(opened):
    page = opened("reference/progress.html", viewport=SMALL)
    beyond = page.locator("mc-question").evaluate(
        "element => [...element.querySelectorAll('*')].filter(part => part.getBoundingClientRect().right > innerWidth + 1).map(part => part.outerHTML.slice(0, 120))"
    )
    assert beyond == []
