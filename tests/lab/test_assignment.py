"""An assignment's notebook in a real JupyterLab: typed in, handed in, graded."""

import json

import pytest
from playwright.sync_api import expect

from mcollab import course
from mcollab.questions import bank
from mcollab.teaching.grading.mark import mark
from mcollab.teaching.handin import variant
from mcollab.teaching.key import Keys
from mcollab.teaching.release import release

NAMES = ["history/ships-or-money", "history/members-on-a-day"]
RUN = """async (only) => {
    const panel = jupyterapp.shell.currentWidget;
    await panel.context.ready;
    await panel.sessionContext.ready;
    panel.content.notebookConfig = {...panel.content.notebookConfig, windowingMode: 'none'};
    if (only !== null) panel.content.activeCellIndex = only;
    await jupyterapp.commands.execute(only === null ? 'notebook:run-all-cells' : 'notebook:run-cell');
    return panel.content.model.toJSON().cells.map(
        cell => (cell.outputs ?? []).map(output => output.evalue ?? output.data?.['text/plain'] ?? ''));
}"""


@pytest.fixture
def task(tmp_path):
    """An assignment of the course's own questions, as released."""
    (tmp_path / "week1.yml").write_text(
        "id: week1\ntitle: Week 1\nquestions:\n" + "".join(f"- {name}\n" for name in NAMES), encoding="utf-8"
    )
    done = release(tmp_path / "week1.yml", tmp_path / "week1")
    return done.key, {file.name: file.read_text(encoding="utf-8") for file in done.files}


def test_from_the_notebook_to_the_grade(lab, browser, task):
    key, files = task
    context = browser.new_context(viewport={"width": 1200, "height": 1000})
    context.route(lambda url: not url.startswith((lab, "data:", "blob:")), lambda route: route.abort())
    page = context.new_page()
    page.goto(lab + "lab?reset", wait_until="load")
    page.wait_for_function("window.jupyterapp?.serviceManager?.isReady", timeout=60_000)
    for name in ("week1.json", "week1.ipynb"):
        save = """([name, text]) => jupyterapp.serviceManager.contents.save(name, name.endsWith('ipynb')
            ? {type: 'notebook', format: 'json', content: JSON.parse(text)}
            : {type: 'file', format: 'text', content: text})"""
        page.evaluate(save, [name, files[name]])
    page.goto(lab + "lab/tree/week1.ipynb?reset", wait_until="load")
    page.wait_for_function(
        "window.jupyterapp?.shell.currentWidget?.content?.model?.cells?.length === 5", timeout=60_000
    )
    said = page.evaluate(RUN, None)
    assert "No student number" in said[4][0]
    page.get_by_label("Your student number").fill("u042")
    page.get_by_label("Your name").fill("Ünï")
    page.get_by_role("button", name="Show my questions").click()
    assert page.get_by_role("button", name="Download my answers").count() == 0  # the last cell hands in
    single = key.questions[NAMES[0]].variants[0]
    page.get_by_label(next(option.text for option in single.options if option.correct)).check()
    numeric = key.questions[NAMES[1]].variants[variant("week1", "u042", NAMES[1], key.questions[NAMES[1]].variants)]
    page.locator("#q2").get_by_role("textbox").fill(f"{numeric.answer:g}")
    page.wait_for_function("document.querySelector('.mc-a-progress').textContent.startsWith('2 of 2')")
    for _ in range(60):  # until the kernel has all that it was sent: it hears of one change at a time
        said = page.evaluate(RUN, 4)
        if said[4][0].startswith("2 of 2"):
            break
        page.wait_for_timeout(500)
    assert said[4] == ["2 of 2 answered by Ünï u042. Hand in week1-u042.json."]
    handed = page.evaluate(
        "async () => (await jupyterapp.serviceManager.contents.get('week1-u042.json', {format: 'text', type: 'file', "
        "content: true})).content"
    )
    saved = page.evaluate("() => jupyterapp.shell.currentWidget.content.model.toJSON()")
    for data in (handed, json.dumps(saved)):
        record = mark(data.encode(), Keys.of(key))
        assert record.held == ""
        assert [answer.worth for answer in record.answers.values()] == [1, 1]
    # A new kernel, and the answers are there.
    page.goto(lab + "lab/tree/week1.ipynb?reset", wait_until="load")
    page.wait_for_function(
        "window.jupyterapp?.shell.currentWidget?.content?.model?.cells?.length === 5", timeout=60_000
    )
    page.evaluate(RUN, None)
    page.wait_for_selector("#q2")
    expect(page.locator("#q2").get_by_role("textbox")).to_have_value(f"{numeric.answer:g}")
    context.close()


def test_the_questions_of_this_test_are_in_the_bank():
    assert {name.partition("/")[2] for name in NAMES} <= set(bank.read(course.questions_dir() / "history.yml"))
