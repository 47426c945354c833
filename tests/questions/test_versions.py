"""Tabs of several versions of one page, of which the older ones were opened before the course was published again."""

import json

import pytest
from given import made
from stage import field, held, practice, progress, stored

pytestmark = pytest.mark.slow
CITIES = ["Oslo", "Bern", "Rome"]


def asking(prompt, *options, **more):
    """A question of choice; Bern is right."""
    return made("single", prompt=prompt, options=[{"text": one, "correct": one == "Bern"} for one in options], **more)


VERSIONS = [
    asking("Which has occured?", *CITIES),
    asking("Which has occurred?", *CITIES),  # a typo mended
    asking("Which has occurred?", "Wien", *CITIES),  # an option on top
    asking("Which has occurred?", "Wien", "Oslo", "Rome", "Bern", "Graz"),  # another order, and one more
]


CHOSEN = "() => document.querySelector('fieldset.mc-q input:checked')?.labels[0].textContent ?? ''"


def chosen(page):
    """What is chosen, in its words."""
    return page.evaluate(CHOSEN)


def comes(page, word):
    """Wait until a tab shows what was chosen in another."""
    page.wait_for_function(f"word => ({CHOSEN})() === word", arg=word)


def kept(page):
    """The state of the question as the browser keeps it."""
    return next(json.loads(text) for name, text in stored(page).items() if name.endswith("sample/single"))


def test_an_answer_stays_at_its_words_through_every_release(stage):
    page = stage.visit(practice(VERSIONS[0]))
    page.get_by_label("Bern").check()
    first = kept(page)
    for version in VERSIONS[1:]:
        page = stage.visit(practice(version), page=page)
        assert chosen(page) == "Bern"
        assert page.locator(".mc-q-note").get_by_text("It asked: “Which has occured?”").count() == 1
        assert kept(page) == first, "until the student says so, it is an answer to what was asked then"
        table = stage.visit(progress(version), path="/reference/progress.html")
        assert table.get_by_role("row", name="sample 1 0 0").count() == 1
        assert table.get_by_role("listitem").all_inner_texts() == ["sample: Which has occured?"]
        table.close()
    page.get_by_role("button", name="Keep my answer").click()
    assert kept(page)["asked"] == VERSIONS[-1].asked
    page.get_by_role("button", name="Check").click()
    assert page.locator(".mc-q-told").inner_text().startswith("Right.")


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (3, 2, 1, 0), (2, 0, 3, 1)])
def test_what_is_chosen_last_in_any_tab_is_what_every_tab_shows(stage, order):
    """Each tab shows it at its own option of the same words, or says that the question is another now."""
    tabs = [stage.visit(practice(version)) for version in VERSIONS]
    for turn, number in enumerate(order):
        word = ("Rome", "Bern", "Oslo", "Bern")[turn]
        tabs[number].get_by_label(word).check()
        assert kept(tabs[number])["asked"] == VERSIONS[number].asked
        for tab in tabs:
            comes(tab, word)
            assert tab.locator(".mc-q-note").count() == (tab is not tabs[number])
    last = kept(tabs[0])
    assert (last["response"], last["prompt"]) == ("Bern", VERSIONS[order[-1]].prompt)


def test_an_option_that_an_older_tab_has_not_is_told_there_and_no_other_chosen(stage):
    old, new = stage.visit(practice(VERSIONS[0])), stage.visit(practice(VERSIONS[3]))
    old.get_by_label("Bern").check()
    comes(new, "Bern")
    new.get_by_label("Graz").check()
    old.locator(".mc-q-note").get_by_text("You answered: “Graz” Please answer again.").wait_for()
    assert chosen(old) == "" and kept(old)["response"] == "Graz"
    old.get_by_label("Rome").check()
    comes(new, "Rome")
    assert new.locator(".mc-q-note").get_by_text("It asked: “Which has occured?”").count() == 1


def test_a_row_corrected_moves_no_number_to_another_variant(stage):
    """Of a question with variants each tab has its own; an older tab's number stands for what it was given to."""

    def variants(*rows):
        return [made("numeric", prompt=f"When was {name}?", answer=year, variant=f"{year:08x}") for name, year in rows]

    old = stage.visit(practice(*variants(("NATO", 1949), ("SEATO", 1955))))
    new = stage.visit(practice(*variants(("NATO", 1949), ("SEATO", 1954), ("ANZUS", 1952))))
    for page in (old, new):
        page.get_by_role("button", name="Another variant").click()
    field(old, "numeric").get_by_role("textbox").fill("1955")
    assert held(new, "numeric") == [""], "SEATO's row was corrected: that is another variant"
    field(new, "numeric").get_by_role("textbox").fill("1954")
    assert held(old, "numeric") == ["1955"]
    answers = {name.rpartition("~")[2]: json.loads(text)["response"] for name, text in stored(new).items()}
    assert answers == {f"{1955:08x}": "1955", f"{1954:08x}": "1954"}
