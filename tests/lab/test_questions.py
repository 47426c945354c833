"""Questions in a real JupyterLab: answered from the keyboard, kept when the kernel and the file beside it are gone."""

import pytest
from notebooks import READY, run, saved
from playwright.sync_api import expect
from stage import answer, field, held, press

from mcollab import course
from mcollab.questions import bank, kinds

FIRST = {
    one.kind: f"{chapter}/{id}"
    for chapter in reversed(bank.chapters())
    for id, one in reversed(bank.read(course.questions_dir() / f"{chapter}.yml").items())
}
ASKED = {kind: FIRST[kind] for kind in kinds.names() if kind in FIRST}
"""The first question of each kind that the course asks, by kind."""

WHERE = """() => {
    const notebook = jupyterapp.shell.currentWidget.content;
    return [notebook.activeCellIndex, notebook.model.cells.length];
}"""


@pytest.fixture(scope="module")
def page(lab, browser):
    """A notebook that asks them, open in JupyterLab; nothing but the Lab can be reached."""
    page = saved(lab, browser, "asked", ["import mcollab as mc", *(f'mc.ask("{name}")' for name in ASKED.values())])
    opened(page, lab)
    yield page
    page.context.close()


def opened(page, lab):
    """Open the notebook, run it and wait until all its questions are drawn."""
    run(page, lab, "asked")
    page.wait_for_function(f"document.querySelectorAll('fieldset.mc-q').length === {len(ASKED)}", timeout=60_000)


def file(page, lab):
    """Return answers.json beside the notebook, or None."""
    answer = page.request.get(lab + "files/chapters/answers.json", headers={"Referer": lab})
    assert answer.status in (200, 404)
    return answer.json() if answer.ok else None


def written(page, lab):
    """Wait until the file holds an answer to each question, and return them."""
    for _ in range(240):
        content = (file(page, lab) or {"answers": {}})["answers"]
        answered = {key.partition("~")[0] for key, state in content.items() if state["rev"]}  # ~ names a variant
        if set(ASKED.values()) <= answered:
            return content
        page.wait_for_timeout(250)
    raise AssertionError(f"answers.json has only {sorted(content)}")


# One test after the other: each goes on from where the one before left the Lab.


@pytest.mark.parametrize("kind", ASKED)
def test_a_question_is_answered_by_keyboard_and_the_lab_takes_no_key(page, kind):
    before, first = held(page, kind), field(page, kind).locator(":is(input, select, textarea, button):enabled").first
    first.scroll_into_view_if_needed()
    first.focus()
    where = page.evaluate(WHERE)
    assert answer(page, kind) != before
    assert page.evaluate(WHERE) == where
    press(page, "Check")
    field(page, kind).locator(".mc-q-told p").first.wait_for()
    assert page.evaluate(WHERE) == where


def test_answers_are_back_after_the_kernel_died_and_the_file_was_deleted(page, lab):
    given = {kind: held(page, kind) for kind in ASKED}
    kept = written(page, lab)
    page.evaluate("jupyterapp.shell.currentWidget.context.save()")
    page.evaluate("jupyterapp.shell.currentWidget.sessionContext.shutdown()")
    page.evaluate("jupyterapp.serviceManager.contents.delete('chapters/answers.json')")
    assert file(page, lab) is None
    opened(page, lab)
    assert {kind: held(page, kind) for kind in ASKED} == given
    assert written(page, lab) == kept


def test_answers_are_back_in_another_browser(browser, page, lab):
    """The file beside the notebook is enough."""
    given = {kind: held(page, kind) for kind in ASKED}
    context = browser.new_context(viewport={"width": 1200, "height": 1000})
    try:
        other = context.new_page()
        opened(other, lab)
        assert {kind: held(other, kind) for kind in ASKED} == given
    finally:
        context.close()


def test_a_notebook_that_is_opened_without_its_kernel_says_what_to_do(browser, page, lab):
    """The widgets cannot be drawn then; a line before each says to run the cell, and is gone once they are."""
    expect(page.locator(".mc-asleep")).to_have_count(len(ASKED))
    expect(page.locator(".mc-asleep:visible")).to_have_count(0)
    page.evaluate("jupyterapp.shell.currentWidget.context.save()")
    page.evaluate("jupyterapp.shell.currentWidget.sessionContext.shutdown()")
    context = browser.new_context(viewport={"width": 1200, "height": 1000})
    try:
        other = context.new_page()
        other.goto(lab + "lab/tree/chapters/asked.ipynb?reset", wait_until="load")
        other.wait_for_function(READY, timeout=60_000)
        lines = other.locator(".mc-asleep")
        lines.first.wait_for(timeout=60_000)
        assert 1 <= lines.count() <= len(ASKED)  # the Lab draws those that are near
        said = lines.first.inner_text()
        assert said.startswith("No question here? Run this cell: your answers are kept, in this browser and in ")
        assert said.endswith("chapters/answers.json.")
        opened(other, lab)
        expect(other.locator(".mc-asleep:visible")).to_have_count(0)
    finally:
        context.close()


def test_axe_finds_nothing_in_the_lab(page):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}
    found = axe.run(page, context={"include": [["fieldset.mc-q"]]}, options=rules).response["violations"]
    assert found == [], [
        (fault["id"], fault["nodes"][0]["html"][:200], fault["nodes"][0]["failureSummary"]) for fault in found
    ]
