"""A release that asks more, or less, or by another name: what a version did not ask is no wrong answer in it."""

import re

import classroom
import pytest
from classroom import put, rows, table

from mcollab import course
from mcollab.teaching import key as key_file
from mcollab.teaching.grading.run import grade
from mcollab.teaching.lms import table as plain
from mcollab.teaching.release import release

FIRST, SHARE, WHY, SEATS = "sample/first-treaty", "sample/share", "sample/why-ally", "sample/seats"
OLD = "id: week3\ntitle: Week 3\nvariants: 6\nquestions: [{}]\n"


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A function that releases questions of a bank of our own, and where the hand-ins and the grades are."""
    shelf = tmp_path / "shelf"
    classroom.write_bank(shelf)
    monkeypatch.setattr(course, "questions_dir", lambda: shelf)

    def do(*names, rename=(), more=""):
        text = classroom.QUESTIONS
        for old, new in rename:
            assert f"- id: {old}\n" in text
            text = text.replace(f"- id: {old}\n", f"- id: {new}\n")
        (shelf / "sample.yml").write_text(text, encoding="utf-8")
        (tmp_path / "week3.yml").write_text(OLD.format(", ".join(names)) + more, encoding="utf-8")
        return release(tmp_path / "week3.yml", tmp_path / "week3")

    return do, tmp_path / "subs", tmp_path / "grades"


def other(question):
    """A response that is wrong, of the kinds that this module asks."""
    return "-1" if question.kind == "numeric" else {} if question.kind == "match" else classroom.other(question)


def test_a_question_that_is_new_does_not_count_for_who_was_not_asked(desk):
    again, subs, out = desk
    first = again(FIRST, SHARE)
    for n, answer in enumerate((classroom.right, other)):
        put(subs, f"old{n}.json", classroom.hand_in(first.key, f"u{n}", answer=answer))
    put(subs, "old2.json", classroom.hand_in(first.key, "u2", only=[FIRST]))
    second = again(FIRST, SHARE, WHY, more="points: {sample/why-ally: 2, sample/first-treaty: 3}\n")
    assert first.told == [] and second.told == [
        "New: sample/why-ally. Who hands in a version without it is graded in proportion to what that asked."
    ]
    put(subs, "new.json", classroom.hand_in(second.key, "u3", only=[FIRST, SHARE]))
    summary = grade(second.key_path, [subs], out, with_feedback=True)
    assert summary.complete and summary.unasked == ["u0", "u1", "u2"]
    found = {id: [row[name] for name in (FIRST, SHARE, WHY, "total", "grade")] for id, row in rows(out).items()}
    assert found == {
        "u0": ["3", "1", "", "6", "6"],
        "u1": ["0", "0", "", "0", "0"],
        "u2": ["3", "0", "", "4.5", "4.5"],
        "u3": ["3", "1", "0", "4", "4"],
    }
    said = "graded in proportion to the 4 of 6 points that were asked, without sample/why-ally"
    assert [row["note"] for row in table(out / "grades.csv")] == [said, said, said, ""]
    assert [row["out_of"] for row in table(out / "grades.csv")] == ["6"] * 4
    assert (plain.write(out, out / "export.csv").filled, summary.unread) == (4, 0)
    page = (out / "feedback" / "u2.html").read_text(encoding="utf-8")
    assert "<b>4.5 of 6 points</b>" in page and "asks 1 question more" in page and "small states" not in page
    assert "question more" not in (out / "feedback" / "u3.html").read_text(encoding="utf-8")
    report = (out / "report.html").read_text(encoding="utf-8")
    assert re.search(r"graded in proportion to what it asked: u0, u1, u2\.", report)
    items = {row["question"]: (row["students"], row["no_answer"]) for row in table(out / "items.csv")}
    assert items == {FIRST: ("4", "0"), SHARE: ("4", "1"), WHY: ("1", "1")}


def test_whoever_hands_in_the_new_version_too_is_asked_what_is_new(desk):
    again, subs, out = desk
    first = again(FIRST)
    put(subs, "a.json", classroom.hand_in(first.key, "u1"))
    second = again(FIRST, SHARE)
    put(subs, "b.json", classroom.hand_in(second.key, "u1", only=[]))
    summary = grade(second.key_path, [subs], out)
    assert summary.unasked == [] and rows(out)["u1"]["grade"] == "1" and rows(out)["u1"][SHARE] == "0"


def test_a_student_of_whom_nothing_is_asked_any_more_has_no_grade(desk):
    again, subs, out = desk
    first = again(FIRST)
    put(subs, "a.json", classroom.hand_in(first.key, "u1"))
    second = again(SHARE)
    assert second.told == [
        f"New: {SHARE}. Who hands in a version without it is graded in proportion to what that asked.",
        f"Asked no more: {FIRST}. Answers to it are not counted.",
    ]
    summary = grade(second.key_path, [subs], out, with_feedback=True)
    why = "not graded, since the version that was handed in asked nothing of what is asked now"
    assert summary.problems == [("a.json", why)] and rows(out)["u1"]["grade"] == ""
    assert f"answers '{FIRST}', which is asked no more" in rows(out)["u1"]["note"]


@pytest.mark.parametrize("name", [FIRST, SEATS])
def test_a_question_that_was_renamed_is_the_same(desk, name):
    again, subs, out = desk
    first = again(name, "sample/members")
    for n in range(4):
        put(subs, f"{n}.json", classroom.hand_in(first.key, f"u{n}", answer=classroom.right if n % 2 else other))
    second = again("sample/other-name", "sample/members", rename=[(name.partition("/")[2], "other-name")])
    said = f"Renamed: {name} is sample/other-name now. Answers under either name are answers to the same question."
    assert second.told == [said]
    summary = grade(second.key_path, [subs], out, with_feedback=True)
    assert summary.complete and not summary.unasked
    assert [row["sample/other-name"] for row in table(out / "grades.csv")] == ["0", "1"] * 2
    assert {row["note"] for row in table(out / "grades.csv")} == {""}
    assert "no answer" not in (out / "feedback" / "u1.html").read_text(encoding="utf-8")


def test_a_question_that_is_drawn_anew_under_another_name_is_another(desk):
    """Its seeds follow from its name: of nearly a thousand numbers it draws six others."""
    again, *_ = desk
    again("sample/pick", FIRST)
    told = again("sample/other-name", FIRST, rename=[("pick", "other-name")]).told
    assert [sentence.partition(".")[0] for sentence in told] == ["New: sample/other-name", "Asked no more: sample/pick"]


def test_what_was_renamed_is_found_by_some_of_its_variants(released):
    """Names decide first; of those that are left, whatever asked some of the same, and each once."""
    key = released[0]
    variants = key.questions["sample/pick"].variants
    parts = {
        "sample/a": key.questions["sample/pick"].model_copy(update={"variants": variants[:2]}),
        "sample/b": key.questions["sample/pick"].model_copy(update={"variants": variants[1:3]}),
        FIRST: key.questions[FIRST],
    }
    now = key.model_copy(update={"questions": parts})
    assert key_file.formerly(key, now) == {FIRST: FIRST, "sample/a": "sample/pick"}
    assert key_file.formerly(now, key) == {FIRST: FIRST, "sample/pick": "sample/a"}
    assert key_file.formerly(key, key) == {name: name for name in key.questions}


def test_the_variant_of_a_renamed_question_is_whose_it_was(released):
    """Dealt under its former name: an answer to it is nobody else's."""
    key = released[0]
    questions = {name.replace("pick", "choose"): asked for name, asked in key.questions.items()}
    now = key.model_copy(update={"version": "later", "questions": questions})
    keys = key_file.Keys.of(now, [key])
    asked = [(student, classroom.asked(key, student, "sample/pick").asked) for student in ("u1", "u2", "u3", "u4")]
    assert len(set(dict(asked).values())) > 1
    assert all(keys.dealt(student, "sample/choose", one) for student, one in asked)
    dealt = {asked[0][1], classroom.asked(now, "u1", "sample/choose").asked}
    others = [one.asked for one in key.questions["sample/pick"].variants if one.asked not in dealt]
    assert len(others) >= 4 and not any(keys.dealt("u1", "sample/choose", one) for one in others)
    assert all(keys.place("sample/choose", one, key.version) is not None for _, one in asked)
