"""Going on with an assignment: from a file, in two tabs, where a browser keeps nothing. What is shown is handed in."""

import copy
import json

import classroom
import pytest
from playwright.sync_api import expect

from mcollab.teaching import handin

pytestmark = pytest.mark.slow
FULL = """const put = Storage.prototype.setItem;
Storage.prototype.setItem = function (key, value) {
    if (key.startsWith('mcollab/')) throw new DOMException('full', 'QuotaExceededError');
    put.call(this, key, value);
};"""
UNHEARD = """(response) => {
    const name = Object.keys(localStorage).find((one) => one.includes("sample/share"));
    const state = JSON.parse(localStorage[name]);
    localStorage[name] = JSON.stringify({ ...state, ts: state.ts + 1, response });
}"""
"""Another tab answers, and this one does not hear of it: it was in the history, or asleep, meanwhile."""


@pytest.fixture
def context(browser):
    context = browser.new_context(accept_downloads=True, offline=True)
    yield context
    context.close()


@pytest.fixture
def opened(context, released):
    """A function that opens the assignment in a new tab, as a student if one is named."""

    def visit(student="u001"):
        page = context.new_page()
        page.goto((released[2] / "week3.html").as_uri())
        if student:
            page.get_by_label("Your student number").fill(student)
            page.get_by_role("button", name="Show my questions").click()
        return page

    return visit


def field(page):
    """The field of the question that asks for a number."""
    return page.locator("[data-kind=numeric] input[type=text]").first


def downloaded(page):
    """The file to hand in."""
    with page.expect_download() as download:
        page.get_by_role("button", name="Download my answers").click()
    return json.loads(download.value.path().read_bytes())


def restored(page, folder, document):
    """What is said when it goes on from a file with that in it."""
    (folder / "mine.json").write_text(json.dumps(document), encoding="utf-8")
    said = page.locator(".mc-a-bar [role=status]")
    before = said.inner_text()
    page.locator(".mc-a-file input").set_input_files(folder / "mine.json")
    expect(said).not_to_have_text(before)
    return said.inner_text()


def numeric(document):
    """The response to the question that asks for a number."""
    return next(one["response"] for one in document["answers"].values() if isinstance(one["response"], str))


def test_a_full_storage_keeps_what_a_file_brought_on_the_page_and_in_the_download(context, opened, released, tmp_path):
    key = released[0]
    file = classroom.hand_in(key, "u001", "Ann", only=[name for name, one in key.questions.items() if _numeric(one)])
    context.add_init_script(FULL)
    page = opened("u001")
    said = restored(page, tmp_path, file)
    assert said.startswith(f"{len(file['answers'])} answers were taken from mine.json. They are on this page alone: ")
    assert "this browser does not keep them. This browser's storage is full: download your answers" in said
    assert field(page).input_value() == numeric(file)
    assert downloaded(page)["answers"] == file["answers"]


def _numeric(question):
    return question.variants[0].kind == "numeric"


def test_an_older_file_replaces_no_later_answer_however_many_keys_were_pressed(opened, tmp_path):
    page = opened()
    field(page).fill("27")
    old = downloaded(page)
    name = next(iter(old["answers"]))
    old["answers"][name] |= {"rev": 9, "ts": 1000, "response": "12"}
    assert restored(page, tmp_path, classroom.sealed(old)) == (
        "0 answers were taken from mine.json. 1 that are here are later, and stay."
    )
    assert field(page).input_value() == "27" and numeric(downloaded(page)) == "27"
    old["answers"][name]["ts"] = 2**52
    assert restored(page, tmp_path, classroom.sealed(old)) == "1 answers were taken from mine.json."
    field(page).fill("31")  # typed after what a clock that was set ahead calls later
    page.reload()
    assert field(page).input_value() == "31" and numeric(downloaded(page)) == "31"


@pytest.mark.parametrize(
    "damage",
    [
        lambda file, one: file.update(answers=None),
        lambda file, one: file.update(answers=[]),
        lambda file, one: file.update(student={"id": "", "name": "X"}),
        lambda file, one: file.update(student={"id": 7, "name": "X"}),
        lambda file, one: file.update(student={"id": "u99"}),
        lambda file, one: one.update(rev="7"),
        lambda file, one: one.update(ts=0.5),
        lambda file, one: one.update(confidence=400),
        lambda file, one: one.update(confidence=-1),
        lambda file, one: file["answers"].update(more=None),
    ],
)
def test_a_damaged_file_changes_neither_the_number_nor_an_answer(opened, tmp_path, damage):
    page = opened()
    field(page).fill("27")
    before = downloaded(page)
    file = copy.deepcopy(before) | {"student": {"id": "u99", "name": "X"}}
    one = next(iter(file["answers"].values()))
    one |= {"rev": 9, "ts": one["ts"] + 9, "response": "5"}
    damage(file, one)
    _nothing_changed(page, tmp_path, file | {"checksum": handin.checksum(file)}, before)


def test_a_file_whose_checksum_does_not_fit_changes_nothing(opened, tmp_path):
    page = opened()
    field(page).fill("27")
    before = downloaded(page)
    file = copy.deepcopy(before)
    one = next(iter(file["answers"].values()))
    one |= {"ts": one["ts"] + 9, "response": ["5"]}
    _nothing_changed(page, tmp_path, file, before)


def _nothing_changed(page, folder, file, before):
    assert "mine.json is damaged, or no file of answers to" in restored(page, folder, file)
    for _ in range(2):
        assert page.get_by_label("Your student number").input_value() == "u001"
        assert field(page).input_value() == "27"
        now = downloaded(page)
        assert (now["answers"], now["student"]) == (before["answers"], before["student"])
        page.reload()


def test_what_a_tab_shows_is_what_it_downloads(opened):
    one, other = opened(), opened(None)
    field(one).fill("27")
    expect(field(other)).to_have_value("27")  # the other shows it too
    field(other).fill("28")
    expect(field(one)).to_have_value("28")
    expect(one.locator(".mc-a-progress")).to_contain_text("1 of 8 answered")
    assert numeric(downloaded(one)) == "28"


def test_a_tab_opened_before_the_number_was_given_follows_unless_somebody_types_there(opened):
    one, other, typing = opened(None), opened(None), opened(None)
    typing.get_by_label("Your student number").fill("u002")
    one.get_by_label("Your student number").fill("u001")
    one.get_by_label("Your name").fill("Ann")
    one.get_by_role("button", name="Show my questions").click()
    field(one).fill("27")
    expect(field(other)).to_have_value("27")
    expect(other.get_by_label("Your student number")).to_have_value("u001")
    expect(other.get_by_label("Your name")).to_have_value("Ann")
    expect(typing.get_by_label("Your student number")).to_have_value("u002")
    expect(field(typing)).to_have_count(0)


def test_how_sure_in_one_tab_changes_no_answer_of_another(opened):
    one = opened()
    field(one).fill("27")
    one.evaluate(UNHEARD, "28")
    sure = one.locator("[data-kind=numeric] select").first
    sure.select_option("50")
    assert field(one).input_value() == "28" and sure.input_value() == ""
    assert numeric(downloaded(one)) == "28"
    sure.select_option("50")
    (answer,) = downloaded(one)["answers"].values()
    assert (answer["response"], answer["confidence"]) == ("28", 50)
    one.evaluate(UNHEARD, "29")
    assert numeric(downloaded(one)) == "29" and field(one).input_value() == "29"
