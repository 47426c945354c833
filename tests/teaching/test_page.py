"""The student's page in a browser, from a file and with no network: what it hands in is what grading takes."""

import json
import random
from pathlib import Path

import classroom
import pytest
from axe_playwright_python.sync_playwright import Axe
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import expect

from mcollab import course
from mcollab.teaching import handin, release
from mcollab.teaching.grading.mark import mark
from mcollab.teaching.grading.run import grade
from mcollab.teaching.key import Keys

pytestmark = pytest.mark.slow
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


@pytest.fixture
def page(browser, released):
    """The assignment's page, opened from disk; errors and requests are noted on it."""
    context = browser.new_context(viewport={"width": 1000, "height": 900}, accept_downloads=True, offline=True)
    page = context.new_page()
    page.errors, page.asked = [], []
    page.on("pageerror", lambda error: page.errors.append(str(error)))
    page.on("request", lambda request: page.asked.append(request.url))
    page.address = (released[2] / "week3.html").as_uri()
    page.goto(page.address)
    yield page
    assert page.errors == []
    assert [url for url in page.asked if not url.startswith(("data:", "blob:", page.address))] == []
    context.close()


def start(page, student="u001", name="Ünï “x” 😀"):
    """Type who one is."""
    page.get_by_label("Your student number").fill(student)
    page.get_by_label("Your name").fill(name)
    page.get_by_role("button", name="Show my questions").click()


def answer_all(page, key, student):
    """Give the right answer to every question, as a student would."""
    for number, (name, asked) in enumerate(key.questions.items(), 1):
        question = asked.variants[handin.variant(key.assignment, student, name, asked.variants)]
        box = page.locator(f"#q{number}")
        match question.kind:
            case "single" | "multi":
                for option in question.options:
                    if option.correct:
                        box.get_by_label(option.text).check()
            case "numeric":
                box.get_by_role("textbox").fill(str(question.answer).replace(".", ","))
            case "short":
                box.get_by_role("textbox").fill(question.accept[0])
            case "order":
                for place, item in enumerate(question.items):
                    while box.locator("li span").all_inner_texts().index(item) > place:
                        box.get_by_role("button", name=f"Move up: {item}").click()
                box.get_by_role("button", name="This is my order").click()
            case "match":
                for pair in question.pairs:
                    box.get_by_label(pair.left).select_option(pair.right)
            case "predict":
                for point in question.hidden:
                    box.get_by_label(str(point.x)).fill(str(point.y))


def downloaded(page, folder) -> Path:
    """Press the button, and return the file."""
    with page.expect_download() as download:
        page.get_by_role("button", name="Download my answers").click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def test_from_the_page_to_the_grade(page, released, tmp_path):
    key, path, _ = released
    (tmp_path / "subs").mkdir()
    start(page)
    answer_all(page, key, "u001")
    assert page.locator(".mc-a-progress").inner_text().startswith("8 of 8 answered. All done")
    file = downloaded(page, tmp_path / "subs")
    assert file.name == "week3-u001.json" and file.read_bytes().isascii()
    summary = grade(path, [tmp_path / "subs"], tmp_path / "grades")
    assert summary.complete
    line = (tmp_path / "grades" / "grades.csv").read_text(encoding="utf-8-sig").splitlines()[1]
    assert ",12," in line and "Ünï “x” 😀" in line


def test_what_is_open_is_said_and_nothing_is_lost_on_reload(page, released, tmp_path):
    start(page)
    page.locator("#q3").get_by_role("textbox").fill("1,234")
    page.locator("#q1").get_by_label("The Treaty of Windsor").check()
    assert "1 of 8 answered" in page.locator(".mc-a-progress").inner_text()
    assert "could mean 1234" in page.locator(".mc-a-progress").inner_text()
    page.reload()
    assert page.locator("#q1").get_by_label("The Treaty of Windsor").is_checked()
    assert page.get_by_label("Your student number").input_value() == "u001"
    first = downloaded(page, tmp_path)
    assert "Still open in it: 2, 3, 4" in page.locator(".mc-a-bar [role=status]").inner_text()
    # Another number has other questions, and does not see these answers; the file brings them back.
    start(page, "u002")
    assert not page.locator("#q1").get_by_label("The Treaty of Windsor").is_checked()
    page.get_by_label("Go on from a file").set_input_files(first)
    expect(page.get_by_label("Your student number")).to_have_value("u001")
    expect(page.locator("#q1").get_by_label("The Treaty of Windsor")).to_be_checked()
    other = tmp_path / "other.json"
    other.write_text("{}")
    page.get_by_label("Go on from a file").set_input_files(other)
    expect(page.locator(".mc-a-bar [role=status]")).to_contain_text("nothing was changed")


def test_a_page_released_again_moves_no_answer_and_says_what_changed(page, released, tmp_path, monkeypatch):
    _, path, folder = released
    start(page)
    page.locator("#q1").get_by_label("The Treaty of Windsor").check()
    page.locator("#q2").get_by_label("Austria").check()
    bank = classroom.write_bank(tmp_path / "bank")
    text = (bank / "sample.yml").read_text(encoding="utf-8")
    for old, new in (
        ("is the *oldest*?", "is the oldest of all?"),
        (
            "    options:\n      - {text: The Treaty",
            "    options:\n      - {text: A new one}\n      - {text: The Treaty",
        ),
        ("{text: Austria}", "{text: Malta}"),
    ):
        assert old in text
        text = text.replace(old, new, 1)
    (bank / "sample.yml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(course, "questions_dir", lambda: bank)
    assert release.release(tmp_path / "week3.yml", folder).former is not None
    page.reload()
    first, second = page.locator("#q1"), page.locator("#q2")
    assert first.get_by_label("The Treaty of Windsor").is_checked() and first.locator("input:checked").count() == 1
    assert "The question changed since you answered it. It asked: “Which of these treaties is the oldest?”" in (
        first.locator(".mc-q-note").inner_text()
    )
    assert second.locator("input:checked").count() == 0
    assert "You answered: “Austria”" in second.locator(".mc-q-note").inner_text()
    (tmp_path / "subs").mkdir()
    downloaded(page, tmp_path / "subs")
    grade(path, [tmp_path / "subs"], tmp_path / "grades")
    row = classroom.rows(tmp_path / "grades")["u001"]
    assert (row["sample/first-treaty"], row["sample/members"]) == ("1", "0")


def test_what_nobody_sees_in_a_number_is_no_part_of_it(page, tmp_path):
    start(page, "\ufeffu\u200b001\u200e")
    document = json.loads(downloaded(page, tmp_path).read_bytes())
    assert document["student"]["id"] == "u001"
    start(page, "\u200b")
    assert "student number first" in page.locator(".mc-a-told").first.inner_text()


def test_what_the_page_cannot_read_is_neither_counted_nor_handed_in(page, tmp_path):
    """Another version may have written it: the question is open, and who one is can be typed."""
    start(page)
    page.locator("#q3").get_by_role("textbox").fill("1200")
    page.locator("#q1").get_by_label("The Treaty of Windsor").check()
    assert page.locator(".mc-a-progress").inner_text().startswith("2 of 8 answered.")
    page.evaluate(
        """() => { for (const [key, text] of Object.entries(localStorage)) {
            const state = JSON.parse(text);
            localStorage[key] = JSON.stringify(key.endsWith("/student") ? { ...state, response: 5 }
                : key.endsWith("first-treaty") ? { ...state, ts: -5 } : state);
        } }"""
    )
    page.reload()
    assert page.get_by_label("Your student number").input_value() == ""
    start(page)
    assert page.locator(".mc-a-progress").inner_text().startswith("1 of 8 answered. Open: 1 2 ")
    assert "put aside, not erased: answer again" in page.locator("#q1 [role=status]").inner_text()
    assert len(json.loads(downloaded(page, tmp_path).read_bytes())["answers"]) == 1


def test_a_notebooks_form_speaks_of_no_button_that_it_has_not(page, released):
    key, _, folder = released
    shown = json.loads((folder / "week3.json").read_text(encoding="utf-8"))
    page.evaluate(
        """async ([module, spec]) => {
            const { open } = await import(URL.createObjectURL(new Blob([module], { type: "text/javascript" })));
            const kept = {}, host = { name: "a file", read: (key) => kept[key] ?? null,
                write: (key, state) => { kept[key] = state; }, all: () => kept };
            open(document.getElementById("assignment"), spec, host);
        }""",
        [release.module(), shown],
    )
    start(page)
    assert page.get_by_role("button", name="Download my answers").count() == 0
    answer_all(page, key, "u001")
    assert page.locator(".mc-a-progress").inner_text() == (
        "8 of 8 answered. All done: run the last cell, and hand in the file that it writes."
    )


def test_a_number_is_needed_first(page):
    page.get_by_label("Your student number").fill("   ")
    page.get_by_role("button", name="Show my questions").click()
    assert page.locator("#q1").count() == 0
    assert "student number first" in page.locator(".mc-a-told").first.inner_text()


def test_answers_outlast_a_browser_that_keeps_nothing(browser, released, tmp_path):
    context = browser.new_context(accept_downloads=True)
    context.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });"
    )
    page = context.new_page()
    page.goto((released[2] / "week3.html").as_uri())
    start(page)
    page.locator("#q1").get_by_label("The Treaty of Windsor").check()
    assert "keeps nothing" in page.locator("#q1 [role=status]").inner_text()
    document = json.loads(downloaded(page, tmp_path).read_bytes())
    assert list(document["answers"]) == ["sample/first-treaty"] and document["student"]["id"] == "u001"
    context.close()


@pytest.mark.parametrize(("scheme", "width"), [("light", 1000), ("dark", 1000), ("light", 360), ("dark", 320)])
def test_everybody_can_use_it(browser, released, tmp_path, scheme, width):
    key, path, folder = released
    (tmp_path / "subs").mkdir()
    for number in range(12):
        (tmp_path / "subs" / f"{number}.json").write_text(
            json.dumps(
                classroom.hand_in(
                    key,
                    f"u{number}",
                    answer=lambda question, number=number: classroom.some(question, random.Random(number)),
                )
            )
        )
    (tmp_path / "subs" / "bad.json").write_text("{")
    grade(path, [tmp_path / "subs"], tmp_path / "grades", with_feedback=True)
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    for file in (
        folder / "week3.html",
        tmp_path / "grades" / "report.html",
        tmp_path / "grades" / "feedback" / "u3.html",
    ):
        page = context.new_page()
        page.goto(file.as_uri())
        if file.name == "week3.html":
            start(page)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, file
        found = Axe().run(page, options=RULES).response["violations"]
        assert not found, [(one["id"], [node["html"][:200] for node in one["nodes"]]) for one in found]
        page.close()
    context.close()


# --- Both languages say the same ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def rules(browser):
    """The script's rules, as a function of a name and arguments."""
    context = browser.new_context()
    page = context.new_page()
    page.goto("about:blank")
    page.evaluate(
        "async (text) => { globalThis.rules = await import(URL.createObjectURL("
        "new Blob([text], {type: 'text/javascript'}))); }",
        release.module(),
    )
    # As JSON, which is how a page meets what others made: a name such as __proto__ is then one like all others.
    call = "([name, given]) => rules[name](...JSON.parse(given))"
    yield lambda name, *arguments: page.evaluate(call, [name, json.dumps(arguments)])
    context.close()


NUMBERS = (
    st.integers(-(2**53) + 1, 2**53 - 1)
    | st.floats(allow_nan=False, allow_infinity=False, min_value=-1e15, max_value=1e15)
    | st.floats(min_value=-1e-3, max_value=1e-3)
)
JSON = st.recursive(
    st.none() | st.booleans() | NUMBERS | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=10,
)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(value=JSON, id=st.text(max_size=12), count=st.integers(1, 200))
def test_canonical_text_checksum_and_variant(rules, value, id, count):
    value = json.loads(
        json.dumps(value), parse_float=lambda text: int(float(text)) if float(text).is_integer() else float(text)
    )  # 1.0 is 1 to JavaScript
    text = handin.canonical(value)
    assert rules("canonical", value) == text
    import hashlib

    assert rules("sha256", text) == hashlib.sha256(text.encode()).hexdigest()
    names = [f"{number:08x}" for number in range(count)]
    ours = handin.variant("week3", id, "sample/share", [{"variant": name} for name in names])
    assert rules("variant", "week3", id, "sample/share", names) == ours


@pytest.mark.parametrize("length", [0, 1, 54, 55, 56, 57, 63, 64, 65, 119, 120, 1000])
def test_sha256_at_the_ends_of_blocks(rules, length):
    import hashlib

    assert rules("sha256", "x" * length) == hashlib.sha256(b"x" * length).hexdigest()


def test_the_page_hands_in_what_grading_marks(rules, released):
    key, _, folder = released
    spec = json.loads((folder / "week3.json").read_text(encoding="utf-8"))
    asked, states = [], {}
    for name, question in key.questions.items():
        one = question.variants[handin.variant("week3", "ü 7", name, question.variants)]
        asked.append({"name": name, "key": name})
        given = {"rev": 2, "ts": 5, "response": classroom.right(one), "confidence": 90}
        states[name] = {**given, "asked": one.asked, "prompt": one.prompt}
    states["sample/spending"]["response"] = {"guess": {"2014": 0.00001, "2015": 7e-7}, "why": ""}
    document = rules("handIn", spec, {"id": "ü 7", "name": "N"}, asked, states, "2026-12-01T10:00:00Z")
    record = mark(json.dumps(document).encode(), Keys.of(key))
    assert record.held == ""
    assert sum(answer.worth == 1 for answer in record.answers.values()) == 7
