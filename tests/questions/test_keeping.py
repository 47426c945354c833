"""Answers in the browser: kept at once, through full and blocked storage, two tabs and other versions; and erased."""

import json

import pytest
from given import made
from stage import field, held, practice, progress, stored

from mcollab.questions import front, markup

pytestmark = pytest.mark.slow
BLOCKED = """Object.defineProperty(window, 'localStorage', {
    get() { throw new DOMException('blocked', 'SecurityError'); } });"""
FULL = """const put = Storage.prototype.setItem;
Storage.prototype.setItem = function (key, value) {
    if (key.startsWith('mcollab/')) throw new DOMException('full', 'QuotaExceededError');
    put.call(this, key, value);
};"""
SHORT = made("short")


def status(page):
    return page.locator("[role=status]").first


@pytest.mark.parametrize(("script", "said"), [(BLOCKED, "keeps nothing"), (FULL, "storage is full")])
def test_a_storage_that_keeps_nothing_is_told_and_the_answer_can_be_downloaded(stage, script, said):
    stage.context.add_init_script(script)
    page = stage.visit(practice(SHORT), progress(SHORT))
    page.locator("textarea").fill("Kept in the download")
    status(page).filter(has_text=said).wait_for()
    page.get_by_role("button", name="Check").click()
    assert "Compare with the model answer" in page.locator(".mc-q-told").inner_text()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download my answers").click()
    kept = json.loads(download.value.path().read_text(encoding="utf-8"))
    assert kept["answers"]["sample/short"]["response"] == "Kept in the download"


@pytest.mark.parametrize(("script", "said"), [(BLOCKED, "keeps nothing"), (FULL, "storage is full")])
def test_who_checks_at_once_is_told_too(stage, script, said):
    stage.context.add_init_script(script)
    page = stage.visit(practice(SHORT))
    page.locator("textarea").fill("typed and checked within a moment")
    page.get_by_role("button", name="Check").click()
    told = status(page).inner_text()
    assert told.startswith("Compare with the model answer. ") and said in told


WIDGET = """async ([text, spec]) => {
    const widget = await import(URL.createObjectURL(new Blob([text], { type: 'text/javascript' })));
    const heard = [], held = { spec, answers: {} };
    window.kernel = {
        get: (name) => held[name], set: (name, value) => { held[name] = value; }, save_changes() {},
        on: (event, then) => heard.push(then),
        says(notice) { held.spec = { ...held.spec, notice }; heard.forEach((then) => then()); },
    };
    widget.default.render({ model: window.kernel, el: document.querySelector('main') });
}"""


def test_what_the_kernel_cannot_keep_is_told_where_the_question_stands(stage):
    page = stage.visit()
    variant = {**SHORT.rules(), "html": markup.rendered(SHORT.texts())}
    spec = {"key": "sample/short", "practice": True, "link": None, "variants": [variant], "file": "~/answers.json"}
    page.evaluate(WIDGET, [front.module(), {**spec, "notice": "answers.json, line 1: no valid JSON."}])
    assert status(page).inner_text() == "answers.json, line 1: no valid JSON."
    page.locator("textarea").fill("mine")
    page.wait_for_timeout(700)
    assert status(page).inner_text() == "answers.json, line 1: no valid JSON.", "no answer wipes what still holds"
    page.evaluate("kernel.says('')")
    page.locator("textarea").fill("mine, again")
    status(page).filter(has_text="Saved in this browser and in ~/answers.json.").wait_for()
    page.evaluate("kernel.says('The answers cannot be kept in ~/answers.json (Read-only file system).')")
    status(page).filter(has_text="Read-only file system").wait_for()


def test_an_answer_of_another_version_is_put_aside_and_not_lost(stage):
    page = stage.visit(practice(SHORT))
    page.locator("textarea").fill("mine")
    (key,) = stored(page)
    page.evaluate('key => localStorage.setItem(key, \'{"version": 9, "text": "older"}\')', key)
    page.reload(wait_until="load")
    assert "An answer that this page cannot read was put aside, not erased: answer again." in status(page).inner_text()
    page.locator("textarea").fill("newer")
    kept = stored(page)
    assert sorted(json.loads(text).get("text", "newer") for text in kept.values()) == ["newer", "older"]
    assert any("unread/" in name for name in kept)


def test_a_hundred_thousand_characters_come_back(stage):
    page = stage.visit(practice(SHORT))
    page.locator("textarea").fill("é" * 100_000)
    page.reload(wait_until="load")
    assert len(page.locator("textarea").input_value()) == 100_000


def test_whoever_leaves_with_the_last_key_loses_nothing(stage):
    page = stage.visit(practice(SHORT), practice(made("single")))
    page.locator("textarea").press_sequentially("to the last letter")
    field(page, "single").get_by_label("Bern").check()
    page.close()
    page = stage.visit(practice(SHORT), practice(made("single")))
    assert held(page, "short") == ["to the last letter"] and held(page, "single").count(True) == 1


def test_two_tabs_lose_nothing(stage):
    page, other = stage.visit(practice(SHORT)), stage.visit(practice(SHORT))
    other.locator("textarea").press_sequentially("written in the other tab")
    page.locator("textarea").fill("written last, here")
    page.reload(wait_until="load")
    assert page.locator("textarea").input_value() == "written last, here"


def test_progress_counts_downloads_erases_and_restores(stage, tmp_path):
    asked = [made("single"), made("numeric"), SHORT]
    page = stage.visit(*map(practice, asked))
    field(page, "single").get_by_label("Bern").check()
    field(page, "single").get_by_label("How sure are you?").select_option("75")
    field(page, "numeric").get_by_role("textbox").fill("12")
    page = stage.visit(progress(*asked), path="/reference/progress.html", page=page)
    row = page.get_by_role("row", name="sample")
    assert row.locator("td").all_inner_texts() == ["3", "2", "1"]
    assert page.get_by_role("row", name="75 % 1 100 %").count() == 1
    with page.expect_download() as download:
        page.get_by_role("button", name="Download my answers").click()
    file = tmp_path / "answers.json"
    download.value.save_as(file)
    page.get_by_role("button", name="Erase my answers").click()
    assert row.locator("td").all_inner_texts() == ["3", "2", "1"]
    page.get_by_role("button", name="Erase for good?").click()
    assert row.locator("td").all_inner_texts() == ["3", "0", "0"]
    bad = tmp_path / "other.json"
    bad.write_text('{"format": "something else"}', encoding="utf-8")
    page.locator("input[type=file]").set_input_files(bad)
    page.get_by_role("status").filter(has_text="nothing was changed").wait_for()
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("status").filter(has_text="2 answers restored").wait_for()
    assert row.locator("td").all_inner_texts() == ["3", "2", "1"]


def test_a_file_is_restored_whole_or_not_at_all_and_replaces_nothing_later(stage, tmp_path):
    page = stage.visit(practice(SHORT), practice(made("numeric")))
    page.locator("textarea").fill("mine")
    (kept,) = (json.loads(text) for text in stored(page).values())
    page = stage.visit(progress(SHORT, made("numeric")), path="/reference/progress.html", page=page)

    def restored(**answers):
        path = tmp_path / f"{len([*tmp_path.iterdir()])}.json"
        path.write_text(json.dumps({"format": "mcollab.answers/2", "answers": answers}), encoding="utf-8")
        page.locator("input[type=file]").set_input_files(path)
        told = page.get_by_role("status").filter(has_text="changed" if None in answers.values() else "restored")
        told.wait_for()
        return told.inner_text()

    later, other = {**kept, "ts": kept["ts"] + 9, "response": "theirs"}, {**kept, "rev": 9, "ts": 5, "response": "old"}
    assert "nothing was changed" in restored(**{"sample/short": later, "sample/numeric": None})
    assert restored(**{"sample/short": other}).startswith("0 answers restored; 1 later ones were here and stay.")
    assert [json.loads(text)["response"] for text in stored(page).values()] == ["mine"]
    assert restored(**{"sample/short": later}).startswith("1 answers restored; 0 later ones were here")
    assert [json.loads(text)["response"] for text in stored(page).values()] == ["theirs"]


def test_a_file_of_another_course_takes_the_place_of_no_answer(stage, tmp_path):
    """Its questions may be named alike. What was asked otherwise is left out, or shown where nothing stands."""
    short, number = made("short"), made("numeric")
    page = stage.visit(practice(short), practice(number), practice(made("single")), progress(short, number))
    field(page, "short").get_by_role("textbox").fill("mine")
    field(page, "numeric").get_by_role("textbox").fill("27")
    mine = {key: json.loads(text) for key, text in stored(page).items()}
    asked = {key.rpartition("/")[2].rpartition("%2F")[2]: state["asked"] for key, state in mine.items()}
    later = max(state["ts"] for state in mine.values()) + 60_000

    def state(response, asked):
        return {"rev": 1, "ts": later, "response": response, "confidence": None, "asked": asked, "prompt": "Theirs?"}

    answers = {
        "sample/short": state("mine, from another machine", asked["short"]),
        "sample/numeric": state("99", "f" * 12),
        "sample/elsewhere": state("theirs", "e" * 12),
    }
    file = tmp_path / "answers.json"
    file.write_text(json.dumps({"format": "mcollab.answers/2", "answers": answers}), encoding="utf-8")
    page.locator("input[type=file]").set_input_files(file)
    said = page.get_by_role("status").filter(has_text="restored")
    said.wait_for()
    assert said.inner_text() == (
        "1 answers restored; 0 later ones were here and stay. 2 were left out: they answer other questions."
    )
    # What is shown is what is kept, at once.
    assert held(page, "short") == ["mine, from another machine"] and held(page, "numeric") == ["27"]
    kept = sorted(json.loads(text)["response"] for text in stored(page).values())
    assert kept == ["27", "mine, from another machine"]


def test_a_later_answer_to_what_is_asked_now_takes_the_place_of_one_to_what_was_asked(stage, tmp_path):
    old, new = made("numeric", prompt="How many were there?"), made("numeric", prompt="How many were there in all?")
    page = stage.visit(practice(old))
    field(page, "numeric").get_by_role("textbox").fill("27")
    (kept,) = (json.loads(text) for text in stored(page).values())
    page = stage.visit(practice(new), progress(new), page=page)
    state = {**kept, "ts": kept["ts"] + 9, "response": "31", "asked": new.asked}
    file = tmp_path / "answers.json"
    file.write_text(json.dumps({"format": "mcollab.answers/2", "answers": {"sample/numeric": state}}), encoding="utf-8")
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("status").filter(has_text="1 answers restored").wait_for()
    assert held(page, "numeric") == ["31"] and page.locator(".mc-q-note").count() == 0


def test_two_answers_of_one_revision_ask_which_counts(stage):
    page = stage.visit(practice(SHORT))
    page.locator("textarea").fill("browser")
    said = page.evaluate(
        """async (module) => {
            const { mount } = await import(URL.createObjectURL(new Blob([module], {type: 'text/javascript'})));
            const element = document.querySelector('mc-question'), [name] = Object.keys(localStorage);
            const mine = JSON.parse(localStorage[name]);
            let kept = {...mine, ts: mine.ts - 1, response: 'notebook'};
            const host = {name: 'answers.json', read: () => kept, all: () => ({}), write: (_, one) => { kept = one; }};
            mount(element, JSON.parse(element.dataset.spec), host);
            const asked = element.querySelector('[role=alert] p').textContent;
            element.querySelector('[role=alert] button:last-child').click();
            await new Promise(resolve => setTimeout(resolve, 400));
            return [asked, element.querySelector('textarea').value, kept.rev - mine.rev, kept.response,
                element.querySelector('[role=alert]')];
        }""".replace("JSON.parse(element.dataset.spec)", json.dumps(spec(SHORT))),
        module(),
    )
    assert said == ["Two different answers are kept. Which one counts?", "notebook", 1, "notebook", None]


def spec(question):
    """What a page draws a question from."""
    return json.loads(practice(question).partition('json">')[2].partition("</script>")[0].replace("<\\/", "</"))


def module():
    from mcollab.questions import front

    return front.module()


def test_held_tells_an_empty_field_from_a_filled_one(stage):
    page = stage.visit(practice(made("single")))
    assert held(page, "single") == [False, False, False]


def erase(page):
    page.get_by_role("button", name="Erase my answers").click()
    page.get_by_role("button", name="Erase for good?").click()


def empty(page, kind="short"):
    """Wait until a question of a kind shows no answer; neither does the next visit."""
    page.locator(f'fieldset.mc-q[data-kind="{kind}"] .mc-q-status:empty').wait_for()
    assert set(held(page, kind)) <= {"", False}


def test_what_is_erased_is_no_longer_shown_beside_the_table_nor_in_another_tab(stage):
    single, numeric = made("single"), made("numeric")
    tab = stage.visit(practice(SHORT), practice(single))
    page = stage.visit(
        practice(SHORT), practice(numeric), progress(SHORT, single, numeric), path="/reference/progress.html"
    )
    tab.locator("textarea").fill("typed in the other tab")
    field(tab, "single").get_by_label("Bern").check()
    field(page, "numeric").get_by_role("textbox").fill("12")
    page.wait_for_function("document.querySelector('textarea').value === 'typed in the other tab'")
    erase(page)
    for there, kinds in ((page, ("short", "numeric")), (tab, ("short", "single"))):
        for kind in kinds:
            empty(there, kind)
    assert [name for name in stored(tab) if not name.endswith("!erased")] == []
    field(tab, "short").get_by_role("textbox").fill("answered again")
    tab.reload(wait_until="load")
    assert held(tab, "short") == ["answered again"]
    page.get_by_role("row", name="sample 3 1 0").wait_for()


def test_what_is_erased_is_not_shown_on_the_page_that_the_browser_goes_back_to(stage):
    """A browser keeps a page as it was left, and tells it nothing but that it is shown again."""
    stage.context.add_init_script("addEventListener('storage', (event) => event.stopImmediatePropagation())")
    page = stage.visit(practice(SHORT))
    page.locator("textarea").fill("mine")
    erase(stage.visit(progress(SHORT), path="/reference/progress.html"))
    assert held(page, "short") == ["mine"]
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    empty(page)
