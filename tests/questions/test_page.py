"""Each kind of question in a browser: answered, checked, told about, and there again after a reload."""

import pytest
from given import CASES, KINDS, made
from stage import Stage, answer, beyond, field, held, practice, press

pytestmark = pytest.mark.slow
SMALL = {"width": 320, "height": 700}


def every():
    """A practice question of each kind."""
    return [practice(made(kind)) for kind in KINDS]


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_is_answered_by_keyboard_checked_and_there_after_a_reload(stage, kind):
    page = stage.visit(*every())
    empty = held(page, kind)
    given = answer(page, kind)
    assert given != empty
    press(page, "Check")
    told = field(page, kind).locator(".mc-q-told p b").first
    told.wait_for()
    verdict = told.inner_text()
    page.wait_for_timeout(600)
    status = field(page, kind).locator("[role=status]")
    assert status.inner_text() == verdict.strip(), "the verdict is announced, and not written over"
    page.reload(wait_until="load")
    assert held(page, kind) == given
    assert "is back" in status.inner_text()


def test_a_host_may_ask_for_trusted_types(stage):
    """Then no text becomes HTML but by a policy that has a name."""
    stage.headers["content-security-policy"] = "require-trusted-types-for 'script'"
    page = stage.visit(*every())
    assert page.locator("fieldset.mc-q").count() == len(KINDS)
    assert page.evaluate("() => { try { document.body.innerHTML = 'x'; } catch (error) { return error.name; } }")
    field(page, "single").get_by_label("Bern").check()
    field(page, "single").get_by_role("button", name="Check").click()
    assert field(page, "single").locator(".mc-q-told p").first.inner_text() == "Right."


def test_what_is_said_follows_from_what_was_chosen(stage):
    page = stage.visit(*every())

    def checked(kind, do):
        do(field(page, kind))
        field(page, kind).get_by_role("button", name="Check").click()
        return field(page, kind).locator(".mc-q-told p").first.inner_text()

    assert checked("single", lambda q: q.get_by_label("Bern").check()) == "Right."
    assert checked("single", lambda q: q.get_by_label("Oslo").check()) == "Not right. In Norway."
    assert checked("multi", lambda q: q.get_by_label("one").check()) == "Partly right (33 %). Yes."
    assert checked("numeric", lambda q: q.get_by_role("textbox").fill("31")) == "Not right. That leaves one out."
    assert checked("numeric", lambda q: q.get_by_role("textbox").fill("32,5")) == "Right."
    assert checked("match", lambda q: q.get_by_label("x").select_option("1")) == "Partly right (33 %)."
    assert checked("short", lambda q: q.get_by_role("textbox").fill("a seat")) == "Compare with the model answer."
    assert checked("short", lambda q: q.get_by_role("textbox").fill("The  seat")) == "Right."
    assert checked("numeric", lambda q: q.get_by_role("textbox").fill("33")) == "Not right."


def test_the_answer_is_in_a_fold_unless_it_is_to_be_compared(stage):
    page = stage.visit(*every())
    field(page, "numeric").get_by_role("textbox").fill("30")
    field(page, "numeric").get_by_role("button", name="Check").click()
    fold = field(page, "numeric").locator("details")
    assert not fold.locator("p").is_visible()
    assert fold.locator("p").text_content() == CASES["numeric"]["right"]
    answer(page, "predict")
    press(page, "Check")
    told = field(page, "predict").locator(".mc-q-told")
    assert told.locator("p b").first.inner_text() == "Off by 15.5 on average (%)."
    assert told.locator("details p").inner_text() == "2020: 15; next year: 20"
    assert field(page, "predict").get_by_text("Why the gap?").is_visible()


def test_hints_come_one_by_one(stage):
    page = stage.visit(practice(made("numeric")))
    hint = page.get_by_role("button", name="Hint", exact=True)
    hint.click()
    hint.click()
    assert page.locator(".mc-q-told p").all_inner_texts() == ["Hint 1. Count.", "Hint 2. Count again."]
    assert hint.is_disabled()


def test_variants_keep_their_own_answers(stage):
    variants = [made("numeric", prompt=f"How many in {year}?", answer=year) for year in (1949, 1952, 1955)]
    page = stage.visit(practice(*variants))
    field(page, "numeric").get_by_role("textbox").fill("15")
    for prompt in ("How many in 1952?", "How many in 1955?", "How many in 1949?"):
        page.get_by_role("button", name="Another variant").click()
        assert page.locator("legend").inner_text() == prompt
        assert held(page, "numeric") == ["15" if "1949" in prompt else ""]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("1,234", "1,234 could mean 1234 or 1.234: write 1234, or 1.2340."),
        ("1.844", "1.844 could mean 1844 or 1.844: write 1844, or 1.8440."),
        ("1 2", "could be one number or several"),
        ("12 %", "No per cent are asked for"),
        ("٣", "digits 0 to 9"),
        ("1e309", "too large"),
        ("twelve", "digits 0 to 9"),
    ],
)
def test_a_number_that_is_none_is_told_and_kept(stage, typed, said):
    page = stage.visit(practice(made("numeric")))
    box = page.get_by_role("textbox")
    box.fill(typed)
    page.get_by_role("button", name="Check").click()
    assert said in page.locator("[role=status]").inner_text()
    assert box.get_attribute("aria-invalid") == "true"
    assert page.locator(".mc-q-told").inner_text() == ""
    page.reload(wait_until="load")
    assert page.get_by_role("textbox").input_value() == typed


def test_nothing_is_checked_before_an_answer(stage):
    page = stage.visit(*every())
    for kind in KINDS:
        field(page, kind).get_by_role("button", name="Check").click()
        assert field(page, kind).locator("[role=status]").inner_text() == "Answer first, then check."
    field(page, "predict").get_by_label("2020").fill("12")
    field(page, "predict").get_by_role("button", name="Check").click()
    assert field(page, "predict").locator("[role=status]").inner_text() == "Guess every point."


def test_a_guess_is_drawn_with_the_pointer(stage):
    page = stage.visit(practice(made("predict")))
    box = page.locator(".mc-q-plot rect").bounding_box()
    page.mouse.move(box["x"] + box["width"] / 4, box["y"] + box["height"] * 3 / 4)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 3 / 4, box["y"] + 1, steps=4)
    page.mouse.up()
    low, high = (float(page.get_by_label(year).input_value()) for year in ("2020", "next year"))
    assert 0 < low < 25 < 35 < high <= 40
    page.mouse.move(box["x"] + box["width"] / 4, box["y"] + 1)  # the button is up: nothing is drawn any more
    assert float(page.get_by_label("2020").input_value()) == low


def test_a_guess_names_its_points_as_they_are_written(stage):
    points = {"given": [{"x": "R&D", "y": 1}], "hidden": [{"x": "<2 %", "y": 2}], "low": 0, "high": 4}
    page = stage.visit(practice(made("predict", **points)))
    labels = page.locator(".mc-q-plot svg text").all_text_contents()
    assert labels == ["0", "2", "4", "R&D", "<2 %"]
    assert page.locator(".mc-q-guess label").inner_text() == "<2 %"


def test_without_scripts_a_question_is_readable_and_its_answer_in_a_fold(browser):
    stage = Stage(browser, java_script_enabled=False)
    page = stage.visit(*every())
    for kind, element in zip(KINDS, page.locator("mc-question").all(), strict=True):
        assert element.locator(".mc-q-prompt").inner_text() == f"A question of the kind {kind}?"
        assert not element.locator("details p").first.is_visible()
        element.locator("summary").click()
        assert element.locator("details p").first.is_visible()
    elements = dict(zip(KINDS, page.locator("mc-question").all(), strict=True))
    shown = {kind: element.locator("li").all_inner_texts() for kind, element in elements.items()}
    assert shown["single"] == ["Oslo", "Bern", "Rome & Milan"]
    assert shown["match"] == ["x", "y", "z", "To match: 1; 2; 3"]
    assert shown["predict"] == ["2019: -10 %"] and shown["short"] == []
    stage.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_before_and_after_checking(browser, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    stage = Stage(browser, color_scheme=scheme)
    page = stage.visit(*every())
    page.evaluate("scheme => { document.documentElement.dataset.theme = scheme; }", scheme)
    page.add_style_tag(content="body { background: var(--mc-background); color: var(--mc-text); }")
    for kind in KINDS:
        answer(page, kind)
        press(page, "Check")
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
    found = axe.run(page, context={"include": [["mc-question"]]}, options=rules).response["violations"]
    faults = [(one["id"], one["nodes"][0]["html"][:200], one["nodes"][0]["failureSummary"]) for one in found]
    assert faults == []
    stage.context.close()


def test_every_control_fits_on_a_small_phone(browser):
    stage = Stage(browser, viewport=SMALL)
    page = stage.visit(*every())
    for kind in KINDS:
        answer(page, kind)
        press(page, "Check")
    assert beyond(page, "fieldset") == []
    small = page.evaluate(
        """() => [...document.querySelectorAll('fieldset :is(button, select, input)')].filter(part => {
            const box = (part.closest('.mc-q-options > div') ?? part).getBoundingClientRect();
            return box.height && box.height < 24;
        }).map(part => part.outerHTML.slice(0, 120))"""
    )
    assert small == []
    stage.context.close()


def test_a_telephone_has_a_button_for_the_sign(browser):
    """The decimal pad of some telephones has no minus. The button is always there, and so gives nothing away."""
    stage = Stage(browser, viewport=SMALL, has_touch=True, is_mobile=True)
    page = stage.visit(practice(made("numeric")), practice(made("predict")))
    numeric = field(page, "numeric")
    box, sign = numeric.get_by_role("textbox"), numeric.get_by_role("button", name="Change the sign")
    assert box.get_attribute("inputmode") == "decimal"
    box.fill("13,9")
    sign.click()
    assert box.input_value() == "-13,9"
    numeric.get_by_role("button", name="Check").click()
    page.reload(wait_until="load")
    assert held(page, "numeric") == ["-13,9"]
    sign.click()
    assert box.input_value() == "13,9"
    box.fill("\u221232,5")
    sign.click()
    assert box.input_value() == "32,5"
    guesses = field(page, "predict").locator(".mc-q-guess")
    guesses.get_by_label("2020").fill("4")
    guesses.get_by_role("button", name="Change the sign").first.click()
    assert guesses.get_by_label("2020").input_value() == "-4"
    stage.context.close()


def test_where_there_is_a_keyboard_there_is_no_button_for_the_sign(stage):
    page = stage.visit(practice(made("numeric")))
    assert not page.locator(".mc-q-sign").is_visible()


def test_an_axis_without_negative_values_needs_no_sign(browser):
    stage = Stage(browser, has_touch=True, is_mobile=True)
    positive = {"given": [], "hidden": [{"x": 1, "y": 2}], "low": 0, "high": 4}
    page = stage.visit(practice(made("predict", **positive)))
    assert page.locator(".mc-q-sign").count() == 0
    stage.context.close()
