"""A run: what it counts, what it does again, and what it leaves."""

import json
import sqlite3

import classroom
import pytest
from classroom import put, rows, table

from mcollab.errors import McollabError
from mcollab.teaching import key as key_file
from mcollab.teaching.grading import run
from mcollab.teaching.grading.run import grade
from mcollab.teaching.grading.summary import Summary

FIRST = "sample/first-treaty"


def test_what_a_run_counts(week):
    key, path, subs, out = week
    told = []
    put(subs, "a.json", classroom.hand_in(key, "u001", "A"))
    put(subs, "b.json", classroom.hand_in(key, "u002", "B", submitted="2026-12-09T10:00:00Z"))
    put(subs, "c.json", {})
    summary = grade(path, [subs], out, lambda *count: told.append(count))
    assert summary == Summary(
        files=3,
        students=2,
        late=1,
        problem_count=1,
        problems=[("c.json", "JSON, but not a hand-in of this course")],
        unused=["u007"],
    )
    assert told == [(1, 3), (2, 3), (3, 3)]
    again = grade(path, [subs], out)
    assert (again.files, again.reused, again.students, again.changed) == (3, 3, 2, 0)
    assert not again.complete
    (subs / "c.json").unlink()
    assert grade(path, [subs], out).complete


def test_bytes_that_were_marked_are_not_marked_again_under_another_name(week):
    key, path, subs, out = week
    put(subs, "a.json", classroom.hand_in(key, "u001", "A"))
    grade(path, [subs], out)
    (subs / "a.json").rename(subs / "b.json")
    assert grade(path, [subs], out).reused == 1
    assert rows(out)["u001"]["files"] == "b.json"


def test_what_changes_no_mark_marks_nothing_again(week):
    key, path, subs, out = week
    put(subs, "a.json", classroom.hand_in(key, "u001", "A"))
    grade(path, [subs], out)
    for change in ({"title": "Other"}, {"due": None, "late": None}, {"extensions": {}}):
        key_file.write(path, key.model_copy(update=change))
        assert grade(path, [subs], out).reused == 1
    first = key.questions[FIRST].model_copy(update={"points": 5})
    key_file.write(path, key.model_copy(update={"questions": {**key.questions, FIRST: first}}))
    summary = grade(path, [subs], out)
    assert (summary.reused, summary.changed, rows(out)["u001"]["grade"]) == (0, 1, "16")


def test_a_grade_that_became_complete_has_changed(week):
    key, path, subs, out = week
    unread = lambda question: "I think" if question.kind == "short" else classroom.right(question)  # noqa: E731
    put(subs, "a.json", classroom.hand_in(key, "u001", "A", answer=unread))
    put(subs, "b.json", classroom.hand_in(key, "u002", "B"))
    assert grade(path, [subs], out).changed == 0  # nobody had a grade before
    (line,) = table(out / "to_read.csv")
    run.reading.give(out / "to_read.csv", line["answer_id"], "3", "")
    summary = grade(path, [subs], out)
    assert (summary.changed, summary.complete) == (1, True)


def test_what_was_graded_is_noted_for_the_export(week):
    _, path, subs, out = week
    subs.mkdir()
    grade(path, [subs], out)
    assert json.loads((out / "assignment.json").read_text()) == {
        "assignment": "week3",
        "title": "Week 3: alliances",
        "out_of": 12,
    }


def test_problems_are_counted_beyond_those_that_are_kept():
    summary = Summary()
    for number in range(1001):
        summary.problem(str(number), "why")
    assert (summary.problem_count, len(summary.problems), summary.problems[-1]) == (1001, 1000, ("999", "why"))
    assert not summary.complete and Summary().complete and not Summary(unread=1).complete


def test_several_sources_and_the_same_name_twice(week, tmp_path):
    key, path, subs, out = week
    other = tmp_path / "more"
    put(subs, "a.json", classroom.hand_in(key, "u001", "A"))
    put(other, "a.json", classroom.hand_in(key, "u002", "B"))
    put(other, "b.json", classroom.hand_in(key, "u003", "C"))
    assert grade(path, [subs, other / "a.json", other], out).files == 4
    assert {student: row["files"] for student, row in rows(out).items()} == {
        "u001": "a.json",
        "u002": "a.json (2); a.json (3)",
        "u003": "b.json",
    }


def test_the_folder_of_hand_ins_is_not_the_folder_of_grades(week):
    _, path, subs, _ = week
    subs.mkdir()
    with pytest.raises(McollabError, match="is the folder of the hand-ins"):
        grade(path, [subs], subs / ".." / "subs")
    assert not list(subs.iterdir())


def test_what_was_marked_outlasts_a_run_that_was_killed(week, monkeypatch):
    key, path, subs, out = week
    for number in range(6):
        put(subs, f"{number}.json", classroom.hand_in(key, f"u{number}"))
    monkeypatch.setattr(run, "_EVERY", 2)

    def killed(done, _):
        if done == 6:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        grade(path, [subs], out, killed)
    assert grade(path, [subs], out).reused == 4  # five were marked, and kept two by two


def test_what_was_marked_outlasts_results_that_could_not_be_written(week, monkeypatch):
    key, path, subs, out = week
    for number in range(3):
        put(subs, f"{number}.json", classroom.hand_in(key, f"u{number}"))

    def full(*_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(run.report, "write", full)
        with pytest.raises(McollabError, match=r"cannot be written \(No space left on device\)"):
            grade(path, [subs], out)
    assert grade(path, [subs], out).reused == 3


def test_what_was_marked_by_other_keys_is_forgotten(week):
    key, path, subs, out = week
    put(subs, "a.json", classroom.hand_in(key, "u001"))
    for points in (5, 6):
        first = key.questions[FIRST].model_copy(update={"points": points})
        key_file.write(path, key.model_copy(update={"questions": {**key.questions, FIRST: first}}))
        grade(path, [subs], out)
    with sqlite3.connect(out / ".grading.sqlite") as memory:
        assert memory.execute("select count(*) from graded").fetchone() == (1,)
    memory.close()


def test_who_was_graded_before_and_is_not_among_the_files_is_told(week, tmp_path):
    """With the new files alone forty rows became one, without a word."""
    key, path, subs, out = week
    for student in ("U001", "u002", "u003"):
        put(subs, f"{student}.json", classroom.hand_in(key, student))
    put(tmp_path / "new", "u004.json", classroom.hand_in(key, "u004"))
    put(tmp_path / "new", "u002.json", classroom.hand_in(key, "U002"))
    assert grade(path, [subs], out).complete
    summary = grade(path, [tmp_path / "new"], out)
    assert (summary.gone, summary.complete, summary.problem_count) == (["U001", "u003"], False, 0)
    summary = grade(path, [subs, tmp_path / "new"], out)
    assert summary.gone == [] and summary.complete and len(rows(out)) == 4
