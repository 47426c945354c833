"""Questions in a real JupyterLab: answered from the keyboard, kept when the kernel and the file beside it are gone."""

import pytest

from mcollab import course
from mcollab.questions import bank

KINDS = ["single", "multi", "numeric", "order", "match", "short", "predict"]
READY = "window.jupyterapp?.shell.currentWidget?.content?.model?.cells?.length > 1"
RUN = """async () => {
    const panel = jupyterapp.shell.currentWidget;
    await panel.context.ready;
    await panel.sessionContext.ready;
    panel.content.notebookConfig = {...panel.content.notebookConfig, windowingMode: 'none'};
    await jupyterapp.commands.execute('notebook:run-all-cells');
    return panel.content.model.toJSON().cells.flatMap(cell => cell.outputs ?? [])
        .filter(output => output.output_type === 'error').map(output => output.evalue);
}"""
WHERE = """() => {
    const notebook = jupyterapp.shell.currentWidget.content;
    return [notebook.activeCellIndex, notebook.model.cells.length];
}"""


@pytest.fixture(scope="module")
def asked():
    """A question of each kind, by name."""
    found = {}
    for id in bank.read(course.questions_dir() / "history.yml"):
        found.setdefault(bank.question(f"history/{id}").kind, f"history/{id}")
    return {kind: found[kind] for kind in KINDS}


@pytest.fixture(scope="module")
def page(lab, browser, asked):
    """A notebook that asks them, open in JupyterLab; nothing but the Lab can be reached."""
    context = browser.new_context(viewport={"width": 1200, "height": 1000})
    context.route(lambda url: not url.startswith((lab, "data:", "blob:")), lambda route: route.abort())
    page = context.new_page()
    page.goto(lab + "lab?reset", wait_until="load")
    page.wait_for_function("window.jupyterapp?.serviceManager?.isReady", timeout=60_000)
    cells = ["import mcollab as mc", *(f'mc.ask("{name}")' for name in asked.values())]
    notebook = {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3"}},
        "cells": [
            {
                "cell_type": "code",
                "id": f"cell-{i}",
                "metadata": {},
                "outputs": [],
                "execution_count": None,
                "source": cell,
            }
            for i, cell in enumerate(cells)
        ],
    }
    page.evaluate(
        "content => jupyterapp.serviceManager.contents.save('chapters/asked.ipynb', {type: 'notebook', format: "
        "'json', content})",
        notebook,
    )
    opened(page, lab)
    yield page
    context.close()


def opened(page, lab):
    """Open the notebook, run it and wait until all its questions are drawn."""
    page.goto(lab + "lab/tree/chapters/asked.ipynb?reset", wait_until="load")
    page.wait_for_function(READY, timeout=60_000)
    assert page.evaluate(RUN) == []
    page.wait_for_function(f"document.querySelectorAll('fieldset.mc-q').length === {len(KINDS)}", timeout=60_000)


def field(page, kind):
    return page.locator(f'fieldset.mc-q[data-kind="{kind}"]')


def held(page, kind):
    """What the controls of a question hold."""
    return field(page, kind).evaluate(
        """field => [...field.querySelectorAll(
            '.mc-q-options input, .mc-q-line input, .mc-q-match select, textarea, .mc-q-guess input')]
            .map(control => /radio|checkbox/.test(control.type) ? control.checked : control.value)
            .concat([...field.querySelectorAll('.mc-q-order li > span')].map(item => item.textContent))"""
    )


def file(page, lab):
    """Return answers.json beside the notebook, or None."""
    answer = page.request.get(lab + "files/chapters/answers.json", headers={"Referer": lab})
    assert answer.status in (200, 404)
    return answer.json() if answer.ok else None


def written(page, lab, asked):
    """Wait until the file holds an answer to each question, and return them."""
    for _ in range(80):
        content = (file(page, lab) or {"answers": {}})["answers"]
        answered = {key.partition("~")[0] for key, state in content.items() if state["rev"]}  # ~ names a variant
        if set(asked.values()) <= answered:
            return content
        page.wait_for_timeout(250)
    raise AssertionError(f"answers.json has only {sorted(content)}")


# One test after the other: each goes on from where the one before left the Lab.


@pytest.mark.parametrize("kind", KINDS)
def test_a_question_is_answered_by_keyboard_and_the_lab_takes_no_key(page, kind):
    keys, before = page.keyboard, held(page, kind)
    control = (
        field(page, kind)
        .locator("input:not([disabled]), select:not([disabled]), textarea:not([disabled]), button:not([disabled])")
        .first
    )
    control.scroll_into_view_if_needed()
    control.focus()
    where = page.evaluate(WHERE)
    match kind:
        case "single" | "match":
            keys.press("ArrowDown")
            keys.press("ArrowDown")
        case "multi":
            keys.press("Space")
        case "order":
            keys.press("Enter")
        case "short":
            keys.type("add jokes, x and z: dd 00 ii")  # each of these is a shortcut of the Lab in command mode
        case "numeric":
            keys.type("17")
        case "predict":
            for _ in field(page, kind).locator(".mc-q-guess input").all():
                keys.type("20")
                keys.press("Tab")
    assert held(page, kind) != before
    assert page.evaluate(WHERE) == where
    for _ in range(40):
        if page.evaluate("document.activeElement.textContent") == "Check":
            break
        keys.press("Tab")
    keys.press("Enter")
    field(page, kind).locator(".mc-q-told p").first.wait_for()
    assert page.evaluate(WHERE) == where


def test_answers_are_back_after_the_kernel_died_and_the_file_was_deleted(page, lab, asked):
    given = {kind: held(page, kind) for kind in KINDS}
    kept = written(page, lab, asked)
    page.evaluate("jupyterapp.shell.currentWidget.context.save()")
    page.evaluate("jupyterapp.shell.currentWidget.sessionContext.shutdown()")
    page.evaluate("jupyterapp.serviceManager.contents.delete('chapters/answers.json')")
    assert file(page, lab) is None
    opened(page, lab)
    assert {kind: held(page, kind) for kind in KINDS} == given
    assert written(page, lab, asked) == kept


def test_answers_are_back_in_another_browser(browser, page, lab, asked):
    """The file beside the notebook is enough."""
    given = {kind: held(page, kind) for kind in KINDS}
    context = browser.new_context(viewport={"width": 1200, "height": 1000})
    try:
        other = context.new_page()
        opened(other, lab)
        assert {kind: held(other, kind) for kind in KINDS} == given
    finally:
        context.close()


def test_a_notebook_that_is_opened_without_its_kernel_says_what_to_do(browser, page, lab, asked):
    """The widgets cannot be drawn then; a line before each says to run the cell, and is gone once they are."""
    assert page.locator(".mc-asleep").count() == len(KINDS)
    assert not page.locator(".mc-asleep:visible").count()
    page.evaluate("jupyterapp.shell.currentWidget.context.save()")
    page.evaluate("jupyterapp.shell.currentWidget.sessionContext.shutdown()")
    context = browser.new_context(viewport={"width": 1200, "height": 1000})
    try:
        other = context.new_page()
        other.goto(lab + "lab/tree/chapters/asked.ipynb?reset", wait_until="load")
        other.wait_for_function(READY, timeout=60_000)
        lines = other.locator(".mc-asleep")
        lines.first.wait_for(timeout=60_000)
        assert 1 <= lines.count() <= len(KINDS)  # the Lab draws those that are near
        said = lines.first.inner_text()
        assert said.startswith("No question here? Run this cell: your answers are kept, in this browser and in ")
        assert said.endswith("chapters/answers.json.")
        opened(other, lab)
        assert not other.locator(".mc-asleep:visible").count()
    finally:
        context.close()


def test_axe_finds_nothing_in_the_lab(page):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}
    found = axe.run(page, context={"include": [["fieldset.mc-q"]]}, options=rules).response["violations"]
    assert found == [], [
        (fault["id"], fault["nodes"][0]["html"][:200], fault["nodes"][0]["failureSummary"]) for fault in found
    ]
