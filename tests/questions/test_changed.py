"""A question that changes after it was answered: an answer belongs to what was asked, and moves to no other option."""

import json

import pytest
from given import KINDS, made
from stage import HOST, answer, field, held, practice, progress, stored

pytestmark = pytest.mark.slow
WHICH = {"options": [{"text": "Oslo"}, {"text": "Bern", "correct": True}, {"text": "Rome"}]}


def note(page):
    """What is said of a change, without the button."""
    return page.locator(".mc-q-note p").inner_text()


def state(page, key="sample/single"):
    """The state of a question as the browser keeps it."""
    return next(json.loads(text) for name, text in stored(page).items() if name.endswith(key))


def checked(page):
    """What a check says first."""
    page.get_by_role("button", name="Check").click()
    return page.locator(".mc-q-told p").first.inner_text()


@pytest.mark.parametrize("kind", KINDS)
def test_a_question_that_did_not_change_says_nothing(stage, kind):
    page = stage.visit(practice(made(kind)))
    given = answer(page, kind)
    page = stage.visit(practice(made(kind, hints=["New."], explanation="Newly put.", points=3)), page=page)
    assert held(page, kind) == given
    assert page.locator(".mc-q-note").count() == 0
    assert "is back" in page.locator("[role=status]").inner_text()


def test_a_typo_mended_in_the_prompt_leaves_the_answer_where_it_was(stage):
    page = stage.visit(practice(made("single", prompt="Which has occured?", **WHICH)))
    page.get_by_label("Bern").check()
    before = state(page)
    page = stage.visit(practice(made("single", prompt="Which has occurred?", **WHICH)), page=page)
    assert held(page, "single") == [False, True, False]
    assert note(page) == (
        "The question changed since you answered it. It asked: “Which has occured?” "
        "Your answer is back: see whether it still stands."
    )
    assert state(page) == before, "until the student says so, it is an answer to what was asked then"
    page.get_by_role("button", name="Keep my answer").click()
    now = state(page)
    assert (now["response"], now["rev"], now["prompt"]) == ("Bern", before["rev"] + 1, "Which has occurred?")
    assert now["asked"] != before["asked"] and page.locator(".mc-q-note").count() == 0
    page.reload(wait_until="load")
    assert page.locator(".mc-q-note").count() == 0 and checked(page) == "Right."


def test_an_option_on_top_moves_nothing(stage):
    page = stage.visit(practice(made("single", **WHICH)))
    page.get_by_label("Bern").check()
    more = [{"text": "Wien"}, *WHICH["options"]]
    page = stage.visit(practice(made("single", options=more)), page=page)
    assert held(page, "single") == [False, False, True, False]
    assert "It asked" not in note(page), "the prompt is the same"
    assert checked(page) == "Right."


def test_an_option_that_is_gone_is_told_and_no_other_chosen(stage):
    page = stage.visit(practice(made("single", **WHICH)))
    page.get_by_label("Bern").check()
    other = [{"text": "Oslo"}, {"text": "Berne", "correct": True}, {"text": "Rome"}]
    page = stage.visit(practice(made("single", options=other)), page=page)
    assert held(page, "single") == [False, False, False]
    assert note(page).endswith("You answered: “Bern” Please answer again.")
    assert page.get_by_role("button", name="Keep my answer").count() == 0
    page.get_by_role("button", name="Check").click()
    assert page.locator("[role=status]").inner_text() == "Answer first, then check."
    assert state(page)["response"] == "Bern"
    page.get_by_label("Berne").check()
    assert state(page)["response"] == "Berne" and page.locator(".mc-q-note").count() == 0


def test_a_number_comes_back_only_if_the_student_says_so(stage):
    page = stage.visit(practice(made("numeric", prompt="How many in 2014?")))
    page.get_by_role("textbox").fill("12")
    page.get_by_label("How sure are you?").select_option("75")
    page = stage.visit(practice(made("numeric", prompt="How many in 2015?", answer=12)), page=page)
    assert held(page, "numeric") == [""]
    assert note(page) == (
        "The question changed since you answered it. It asked: “How many in 2014?” You answered: “12”"
    )
    page.get_by_label("How sure are you?").select_option("50")  # of an answer that is not given yet
    assert state(page, "sample/numeric")["response"] == "12" and page.locator(".mc-q-note").count() == 1
    page.get_by_role("button", name="Keep my answer").click()
    assert held(page, "numeric") == ["12"]
    assert (state(page, "sample/numeric")["confidence"], checked(page)) == (50, "Right.")


@pytest.mark.parametrize(
    ("kind", "changes", "back"),
    [
        ("multi", {"prompt": "Reworded?"}, True),
        ("multi", {"options": [{"text": "one", "correct": True}, {"text": "two"}]}, True),
        ("multi", {"options": [{"text": "one", "correct": True}, {"text": "deux"}]}, False),
        ("order", {"prompt": "Reworded?"}, True),
        ("order", {"items": ["first", "second", "third"]}, False),
        ("match", {"prompt": "Reworded?"}, True),
        ("match", {"distractors": []}, True),
        ("match", {"pairs": [{"left": "x", "right": "I"}, {"left": "y", "right": "II"}]}, False),
        ("short", {"prompt": "Reworded?"}, False),
        ("predict", {"prompt": "Reworded?"}, False),
        ("predict", {"given": [{"x": 2019, "y": 11}]}, False),
    ],
)
def test_what_names_its_choices_comes_back_if_all_are_there(stage, kind, changes, back):
    page = stage.visit(practice(made(kind)))
    given = answer(page, kind)
    page = stage.visit(practice(made(kind, **changes)), page=page)
    now = held(page, kind)
    if back:
        assert [one for one in now if one is True or isinstance(one, str)] == [
            one for one in given if one is True or isinstance(one, str)
        ]
    else:
        assert now != given and "You answered: " in note(page)


@pytest.mark.parametrize("kind", ["short", "predict"])
def test_what_was_written_can_be_kept(stage, kind):
    page = stage.visit(practice(made(kind)))
    given = answer(page, kind)
    page = stage.visit(practice(made(kind, prompt="Reworded?")), page=page)
    page.get_by_role("button", name="Keep my answer").click()
    assert held(page, kind) == given


def test_a_row_that_is_gone_takes_only_its_own_answers(stage):
    """Variants are kept by what was drawn, not by their number."""
    years = (1949, 1952, 1955, 1982)
    variants = [made("numeric", prompt=f"In {year}?", answer=year, variant=f"{year:08x}") for year in years]
    page = stage.visit(practice(*variants))
    for year in years:
        field(page, "numeric").get_by_role("textbox").fill(str(year))
        page.get_by_role("button", name="Another variant").click()
    page = stage.visit(practice(*variants[1:], key="sample/numeric"), page=page)
    for year in years[1:]:
        assert (page.locator("legend").inner_text(), held(page, "numeric")) == (f"In {year}?", [str(year)])
        page.get_by_role("button", name="Another variant").click()


def test_a_row_corrected_in_a_variant_is_told(stage):
    page = stage.visit(practice(made("numeric", prompt="12 of 40?", variant="0000000a")))
    page.get_by_role("textbox").fill("30")
    page = stage.visit(practice(made("numeric", prompt="12 of 41?", variant="0000000a")), page=page)
    assert held(page, "numeric") == [""] and "It asked: “12 of 40?” You answered: “30”" in note(page)


@pytest.mark.parametrize(("variant", "offered"), [("0000000a", 1), ("0000000b", 0)])
def test_of_an_assignment_a_number_is_kept_for_its_own_variant_alone(stage, variant, offered):
    """A row removed gives a student another variant: the answer to the former one stays an answer to that."""
    page = stage.visit(practice(made("numeric", prompt="How many in 2004?", variant="0000000a"), checked=False))
    page.get_by_role("textbox").fill("44")
    before = state(page, "sample/numeric")
    page = stage.visit(practice(made("numeric", prompt="How many in 2001?", variant=variant), checked=False), page=page)
    assert held(page, "numeric") == [""] and state(page, "sample/numeric") == before
    assert note(page).endswith("You answered: “44”" if offered else "“44” Please answer again.")
    assert page.get_by_role("button", name="Keep my answer").count() == offered
    page.get_by_role("textbox").fill("45")
    now = state(page, "sample/numeric")
    assert (now["response"], now["variant"], now["prompt"]) == ("45", variant, "How many in 2001?")


def test_a_choice_that_another_variant_has_too_is_not_taken_for_it(stage):
    page = stage.visit(practice(made("single", prompt="In 2004?", variant="0000000a", **WHICH), checked=False))
    page.get_by_label("Bern").check()
    before = state(page)
    other = made("single", prompt="In 2001?", variant="0000000b", **WHICH)
    page = stage.visit(practice(other, checked=False), page=page)
    assert held(page, "single") == [False, False, False] and state(page) == before
    assert page.get_by_role("button", name="Keep my answer").count() == 0


FORMER = {
    "single": ({"rev": 2, "ts": 5, "response": 1, "confidence": 75}, "You answered: “option 2 at that time”"),
    "multi": (
        {"rev": 2, "ts": 5, "response": [0, 2]},
        "“option 1 at that time; option 3 at that time”",
    ),
    "numeric": ({"rev": 2, "ts": 5, "response": "12"}, "You answered: “12”"),
    "short": ({"rev": 2, "ts": 5, "response": "Because."}, "You answered: “Because.”"),
    "predict": ({"rev": 2, "ts": 5, "response": {"guess": [1, 2.5], "why": "w"}}, "You answered: “1; 2.5”"),
}


@pytest.mark.parametrize("kind", FORMER)
def test_an_answer_of_the_former_format_is_shown_and_moved_nowhere(stage, kind):
    former, told = FORMER[kind]
    page = stage.visit(practice(made(kind)))
    empty = held(page, kind)
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [f"mcollab/1/sample/{kind}", json.dumps(former)])
    page.reload(wait_until="load")
    assert held(page, kind) == empty
    assert note(page).startswith("You answered this in an older version of the course.") and told in note(page)
    given = answer(page, kind)
    page.reload(wait_until="load")
    assert held(page, kind) == given and page.locator(".mc-q-note").count() == 0
    assert json.loads(stored(page)[f"mcollab/1/sample/{kind}"]) == former


def test_a_former_order_names_its_items_and_is_back(stage):
    page = stage.visit(practice(made("order")))
    former = {"rev": 1, "ts": 5, "response": ["fourth", "third", "second", "first"], "confidence": None}
    page.evaluate("text => localStorage.setItem('mcollab/1/sample/order', text)", json.dumps(former))
    page.reload(wait_until="load")
    assert held(page, "order") == former["response"] and "older version" in note(page)


@pytest.mark.parametrize("version", [1, 2])
def test_a_file_is_restored_by_content(stage, tmp_path, version):
    old, new = made("single", **WHICH), made("single", options=[{"text": "Wien"}, *WHICH["options"]])
    states = {
        1: {"rev": 9, "ts": 5, "response": 1, "confidence": None},
        2: {"rev": 9, "ts": 5, "response": "Bern", "confidence": None, "asked": old.asked, "prompt": old.prompt},
    }
    content = {"format": f"mcollab.answers/{version}", "answers": {"sample/single": states[version]}}
    file = tmp_path / "answers.json"
    file.write_text(json.dumps(content), encoding="utf-8-sig")
    page = stage.visit(progress(new), path="/reference/progress.html")
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("status").filter(has_text="1 answers restored").wait_for()
    assert counted(page) == ["1", "0", "0"], "what was asked then was another question"
    page = stage.visit(practice(new), page=page)
    assert held(page, "single") == ([False] * 4 if version == 1 else [False, False, True, False])
    assert ("older version" if version == 1 else "question changed") in note(page)


def counted(page):
    """What the table says of the one chapter: all, answered, right."""
    return page.get_by_role("row", name="sample").locator("td").all_inner_texts()


@pytest.mark.parametrize(("chosen", "right"), [("Bern", 1), ("Rome", 0)])
def test_an_answer_to_another_wording_is_not_scored_by_the_new_one(stage, chosen, right):
    """What was right of the oldest may be wrong of the youngest, and the other way round."""
    others = [made("numeric"), made("order")]
    oldest = made("single", prompt="Which is the oldest?", **WHICH)
    others_right = [{"text": "Oslo"}, {"text": "Bern"}, {"text": "Rome", "correct": True}]
    youngest = made("single", prompt="Which is the youngest?", options=others_right)
    page = stage.visit(practice(oldest), *map(practice, others))
    page.get_by_label(chosen).check()
    field(page, "single").get_by_label("How sure are you?").select_option("90")
    field(page, "numeric").get_by_role("textbox").first.fill("32.5")
    there = {"path": "/reference/progress.html", "page": page}
    page = stage.visit(progress(oldest, *others), **there)
    assert counted(page) == ["3", "2", str(1 + right)] and page.get_by_role("listitem").count() == 0
    page = stage.visit(progress(youngest, *others), **there)
    assert counted(page) == ["3", "1", "1"]
    assert page.get_by_role("listitem").all_inner_texts() == ["sample: Which is the oldest?"]
    assert "these questions changed since you answered" in page.locator("main").inner_text().lower()
    assert page.get_by_role("row", name="90 %").count() == 0, "nor does it tell how well one knows what one knows"
    page = stage.visit(practice(youngest), page=page)
    page.get_by_role("button", name="Keep my answer").click()
    page = stage.visit(progress(youngest, *others), **there)
    assert counted(page) == ["3", "2", str(2 - right)] and page.get_by_role("listitem").count() == 0


def test_what_another_tab_answers_is_counted_at_once(stage):
    table, page = (
        stage.visit(progress(made("short")), path="/reference/progress.html"),
        stage.visit(practice(made("short"))),
    )
    page.get_by_role("textbox").fill("The seat")
    table.get_by_role("row", name="sample 1 1 1").wait_for()


def test_two_courses_on_one_host_share_nothing(stage):
    here = {"path": "/one/chapters/sample.html", "root": "../"}
    there = {"path": "/two/chapters/sample.html", "root": "../"}
    top = {"path": "/sample.html", "root": "./"}
    for where, text in ((here, "mine"), (there, "theirs"), (top, "at the top")):
        stage.visit(practice(made("short")), **where).get_by_role("textbox").fill(text)
    page = stage.visit(progress(made("short")), path="/one/reference/progress.html", root="../")
    page.get_by_role("button", name="Erase my answers").click()
    page.get_by_role("button", name="Erase for good?").click()
    said = [held(stage.visit(practice(made("short")), **where), "short") for where in (here, there, top)]
    assert said == [[""], ["theirs"], ["at the top"]]
    # Another page of the same site, deeper down, is the same course.
    assert held(stage.visit(practice(made("short")), path="/two/a/b/c.html", root="../../"), "short") == ["theirs"]


def test_erased_is_erased_though_a_former_format_had_it(stage):
    page = stage.visit(practice(made("short")))
    former = json.dumps({"rev": 1, "ts": 5, "response": "older", "confidence": None})
    page.evaluate("text => localStorage.setItem('mcollab/1/sample/short', text)", former)
    page.reload(wait_until="load")
    assert "older" in note(page)
    page = stage.visit(progress(made("short")), path="/reference/progress.html", page=page)
    page.get_by_role("button", name="Erase my answers").click()
    page.get_by_role("button", name="Erase for good?").click()
    page = stage.visit(practice(made("short")), page=page)
    assert page.locator(".mc-q-note").count() == 0
    assert stored(page)["mcollab/1/sample/short"] == former, "another course may have it still to read"
    assert page.url.startswith(HOST)
