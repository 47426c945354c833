"""Two courses with an assignment of one id, on one computer: their answers are kept apart, and so are their grades."""

import json
import re
import shutil

import classroom
import pytest
from classroom import put, rows
from playwright.sync_api import expect

import mcollab as mc
from mcollab.teaching import key as key_file
from mcollab.teaching.grading.run import grade
from mcollab.teaching.release import release

FIRST = "sample/first-treaty"


@pytest.fixture
def courses(tmp_path):
    """Two courses, each with its own folder, that released the same questions as week3; what each release did."""
    done = []
    for name, title in (("law", "Week 3: law"), ("history", "Week 3: history")):
        (tmp_path / name).mkdir()
        text = classroom.ASSIGNMENT.replace("Week 3: alliances", title)
        (tmp_path / name / "week3.yml").write_text(text, encoding="utf-8")
        done.append(release(tmp_path / name / "week3.yml", tmp_path / name / "week3"))
    return done


def shown(done):
    """What a release shows to students."""
    return json.loads(next(file for file in done.files if file.suffix == ".json").read_text(encoding="utf-8"))


def test_each_course_has_an_id_that_its_releases_keep(courses, tmp_path):
    law, history = courses
    assert law.key.course != history.key.course and len(law.key.course) == 8
    assert law.key.version == history.key.version  # the questions are the same
    assert key_file.read(law.key_path).course == law.key.course == shown(law)["course"]
    again = release(tmp_path / "law" / "week3.yml", tmp_path / "law" / "week3")
    assert again.key == law.key and shown(again) == shown(law)
    path = tmp_path / "law" / "week3.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("- sample/pick\n", ""), encoding="utf-8")
    other = release(path, tmp_path / "law" / "week3")
    assert other.key.version != law.key.version and other.key.course == law.key.course
    other.key_path.unlink()  # the key of a former version says it too
    assert release(path, tmp_path / "law" / "week3").key.course == law.key.course


@pytest.mark.parametrize("other", ["0a1b2c3d", "12345678"])  # digits alone are no text in a key, without quotes
def test_a_hand_in_of_the_other_course_is_told_and_not_graded(courses, tmp_path, other):
    law, history = courses[0], courses[1].key.model_copy(update={"course": other})
    put(tmp_path / "subs", "own.json", classroom.hand_in(law.key, "u001", "Ann", only=[FIRST]))
    put(tmp_path / "subs", "strange.json", classroom.hand_in(history, "u002", "Ben", only=[FIRST]))
    out = tmp_path / "grades"
    summary = grade(law.key_path, [tmp_path / "subs"], out)
    assert list(rows(out)) == ["u001"] and summary.problem_count == 1
    (problem,) = classroom.table(out / "problems.csv")
    assert problem["file"] == "strange.json" and problem["reason"].startswith(
        f"answers to 'week3' of another course, '{other}'; the key says '{law.key.course}'."
    )
    assert problem["tell_the_student"] == (
        "You handed in your answers to week3 of another course: please hand in those to Week 3: law."
    )
    # A key that was lost and made anew: the line that the sentence names makes it the key of that course.
    line = re.search("write (course: .*) into the key$", problem["reason"])[1]
    text = law.key_path.read_text(encoding="utf-8")
    law.key_path.write_text(re.sub("(?m)^course: .*$", line, text), encoding="utf-8")
    summary = grade(law.key_path, [tmp_path / "subs"], out)
    assert list(rows(out)) == ["u002"] and [file for file, _ in summary.problems] == ["own.json"]


def former(key):
    """A key as a former edition wrote it, which knew no courses."""
    return key.model_copy(update={"course": None})


def test_what_a_former_edition_released_stays_gradable(courses, tmp_path):
    law, history = courses
    put(tmp_path / "subs", "former.json", classroom.hand_in(former(law.key), "u001", "Ann", only=[FIRST]))
    assert "course" not in json.loads((tmp_path / "subs" / "former.json").read_text(encoding="utf-8"))
    out = tmp_path / "grades"
    assert grade(law.key_path, [tmp_path / "subs"], out).complete and rows(out)["u001"][FIRST] == "1"
    key_file.write(law.key_path, former(law.key))
    assert "\ncourse:" not in law.key_path.read_text(encoding="utf-8")
    again = release(tmp_path / "law" / "week3.yml", tmp_path / "law" / "week3")
    assert again.key.course is None and shown(again)["course"] is None  # what students have answered is still found
    put(tmp_path / "subs", "strange.json", classroom.hand_in(history.key, "u002", "Ben", only=[FIRST]))
    grade(law.key_path, [tmp_path / "subs"], out)
    assert list(rows(out)) == ["u001"]
    assert "; the key says none." in classroom.table(out / "problems.csv")[0]["reason"]


def test_a_course_cannot_be_changed_in_a_hand_in_without_a_word(courses, tmp_path):
    law, history = courses
    document = classroom.hand_in(history.key, "u002", "Ben", only=[FIRST])
    put(tmp_path / "subs", "changed.json", {**document, "course": law.key.course})
    summary = grade(law.key_path, [tmp_path / "subs"], tmp_path / "grades")
    assert rows(tmp_path / "grades") == {} and "its checksum does not fit" in summary.problems[0][1]


def answered(key, student):
    """The states that the form sends for a student who answered one question of a course."""
    one = classroom.asked(key, student, FIRST)
    state = {"rev": 1, "ts": 2, "response": classroom.right(one), "confidence": None, "asked": one.asked}
    who = {"rev": 1, "ts": 1, "response": {"id": student, "name": "Ann"}, "confidence": None}
    return {f"{key.course}/week3/student": who, classroom.place(key, student, FIRST): state}


def test_a_notebooks_folder_keeps_two_courses_apart(courses, tmp_path, monkeypatch):
    law, history = courses
    desk = tmp_path / "desk"
    shutil.copytree(tmp_path / "law" / "week3", desk)
    monkeypatch.chdir(desk)
    mc.assignment("week3").answers = answered(law.key, "u001")
    handed = mc.submit("week3")
    assert handed.lines[0] == "1 of 8 answered by Ann u001. Hand in week3-u001.json."
    assert handed.document["course"] == law.key.course
    shutil.copy(tmp_path / "history" / "week3" / "week3.json", desk)
    handed = mc.submit("week3", student="u001")
    assert handed.lines[0] == "0 of 8 answered by student u001. Hand in week3-u001.json."
    assert (handed.document["course"], handed.document["answers"]) == (history.key.course, {})
    shutil.copy(tmp_path / "law" / "week3" / "week3.json", desk)
    assert list(mc.submit("week3").document["answers"]) == [FIRST]


# --- In a browser ---------------------------------------------------------------------------------------------------

HOST = "https://school.test/"


@pytest.fixture
def page(browser, tmp_path):
    """A page of a browser to which the folder of the test is a web server: one origin for both courses."""
    context = browser.new_context(accept_downloads=True)

    def serve(route):
        path = tmp_path / route.request.url.removeprefix(HOST)
        return route.fulfill(path=path) if path.is_file() else route.abort()

    context.route(f"{HOST}**", serve)
    page = context.new_page()
    page.errors = []
    page.on("pageerror", lambda error: page.errors.append(str(error)))
    yield page
    assert page.errors == []
    context.close()


def begin(page, address, student="u001"):
    """Open an assignment and type who one is."""
    page.goto(HOST + address)
    page.get_by_label("Your student number").fill(student)
    page.get_by_role("button", name="Show my questions").click()
    return page.locator("#q1").get_by_label("The Treaty of Windsor")


def downloaded(page, path):
    """Press the button, and keep the file at `path`."""
    with page.expect_download() as download:
        page.get_by_role("button", name="Download my answers").click()
    download.value.save_as(path)
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.mark.slow
def test_two_courses_on_one_host_keep_apart(page, courses, tmp_path):
    law, history = courses
    begin(page, "law/week3/week3.html").check()
    page.goto(HOST + "history/week3/week3.html")
    assert page.get_by_label("Your student number").input_value() == ""
    assert not begin(page, "history/week3/week3.html").is_checked()
    assert page.locator(".mc-a-progress").inner_text().startswith("0 of 8 answered")
    document = downloaded(page, tmp_path / "history.json")
    assert (document["course"], document["answers"]) == (history.key.course, {})
    page.locator("#q1").get_by_label("The Entente Cordiale").check()
    # The first course has its own answer still, also where the page has moved to and after it was released again.
    release(tmp_path / "law" / "week3.yml", tmp_path / "moved")
    page.goto(HOST + "moved/week3.html")
    assert page.locator("#q1").get_by_label("The Treaty of Windsor").is_checked()
    (tmp_path / "subs").mkdir()
    document = downloaded(page, tmp_path / "subs" / "law.json")
    assert document["course"] == law.key.course
    assert grade(law.key_path, [tmp_path / "subs"], tmp_path / "grades").complete
    assert rows(tmp_path / "grades")["u001"][FIRST] == "1"
    # A file of the other course is told, and changes nothing.
    page.get_by_label("Go on from a file").set_input_files(tmp_path / "history.json")
    told = page.locator(".mc-a-bar .mc-a-told")
    expect(told).to_have_text("history.json has your answers to week3 of another course; nothing was changed.")
    page.get_by_label("Go on from a file").set_input_files(tmp_path / "subs" / "law.json")
    page.wait_for_function("document.querySelector('.mc-a-bar .mc-a-told').textContent.includes('taken from law.json')")


@pytest.mark.slow
def test_what_was_answered_in_a_former_edition_is_found_after_it_is_released_again(page, courses, tmp_path):
    law, _ = courses
    key_file.write(law.key_path, former(law.key))
    release(tmp_path / "law" / "week3.yml", tmp_path / "law" / "week3")
    begin(page, "law/week3/week3.html").check()
    kept = page.evaluate("Object.keys(localStorage)")
    assert "mcollab/2/assignment/week3/u001/sample/first-treaty" in kept  # as the former edition names it
    release(tmp_path / "law" / "week3.yml", tmp_path / "law" / "week3")
    page.reload()
    assert page.locator("#q1").get_by_label("The Treaty of Windsor").is_checked()
