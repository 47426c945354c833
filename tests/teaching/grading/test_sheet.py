"""What a student handed in, put together: the latest answers, one number and two people, corrections, versions."""

import random

import classroom
from classroom import put, rows, table

from mcollab.teaching import key as key_file
from mcollab.teaching.grading.run import grade
from mcollab.teaching.release import release


def test_the_latest_answer_wins_and_none_is_lost(week):
    key, path, subs, out = week
    wrong = lambda question: 3 if question.kind == "single" else classroom.right(question)  # noqa: E731
    put(subs, "a_first.json", classroom.hand_in(key, "u001", "A", answer=wrong, ts=1000))
    put(subs, "b_second.json", classroom.hand_in(key, "U001 ", "A", ts=2000, only=["sample/first-treaty"]))
    put(subs, "c_empty.json", classroom.hand_in(key, "u001", "A", ts=3000, answer=lambda question: None))
    grade(path, [subs], out)
    row = rows(out)["u001"]
    assert row["sample/first-treaty"] == "1"
    assert row["sample/members"] == "2"
    assert row["files"] == "a_first.json; b_second.json; c_empty.json"


def test_the_same_file_again_is_not_later(week):
    key, path, subs, out = week
    put(subs, "a.json", classroom.hand_in(key, "u001", "A"))
    put(subs, "b.json", classroom.hand_in(key, "u001", "A", submitted="2026-12-09T10:00:00Z"))
    grade(path, [subs], out)
    assert rows(out)["u001"]["days_late"] == "0"


def test_a_file_older_than_its_answers_is_looked_at(week):
    key, path, subs, out = week
    put(subs, "a.json", classroom.hand_in(key, "u001", ts=1_800_000_000_000))
    put(subs, "b.json", classroom.hand_in(key, "u002", submitted="2027-01-15T08:00:00Z", ts=1_800_000_000_000))
    assert [file for file, _ in grade(path, [subs], out).problems] == ["a.json"]
    assert {row["graded"] for row in table(out / "problems.csv")} == {"yes"} and len(rows(out)) == 2


def test_one_number_used_by_two_people(week):
    key, path, subs, out = week
    put(subs, "lee_1_50_week3.json", classroom.hand_in(key, "u001", "Lee"))
    put(subs, "kim_2_51_week3.json", classroom.hand_in(key, "u001", "Kim", ts=9000))
    put(subs, "ann.json", classroom.hand_in(key, "u002", "Ann"))
    put(subs, "bob.json", classroom.hand_in(key, "u002", "Bob"))
    summary = grade(path, [subs], out, with_feedback=True)
    assert len(list((out / "feedback").iterdir())) == 4
    assert [(row["student_id"], row["account"], row["name"]) for row in table(out / "grades.csv")] == [
        ("u001", "canvas:2", "Kim"),
        ("u001", "canvas:1", "Lee"),
        ("u002", "", "Ann"),
        ("u002", "", "Bob"),
    ]
    assert summary.problem_count == 4 and not summary.complete
    (out / "corrections.csv").write_text("file,student_id\nkim_2_51_week3.json,u009\nbob.json,\n", encoding="utf-8")
    summary = grade(path, [subs], out)
    assert set(rows(out)) == {"u001", "u002", "u009"}
    assert summary.complete and summary.left_out == 1


def test_an_edited_file_counts_once_it_is_accepted(week):
    key, path, subs, out = week
    document = classroom.hand_in(key, "u001", "A")
    document["student"]["name"] = "B"
    put(subs, "a.json", document)
    assert grade(path, [subs], out).problem_count == 1
    assert "corrections.csv" in table(out / "problems.csv")[0]["reason"]
    (out / "corrections.csv").write_text("file;student_id\na.json;u001\n", encoding="utf-16")
    assert grade(path, [subs], out).complete
    assert rows(out)["u001"]["grade"] == "12"


def test_a_key_that_was_corrected_grades_again(week):
    key, path, subs, out = week
    put(
        subs,
        "a.json",
        classroom.hand_in(
            key, "u001", answer=lambda question: 0 if question.id == "first-treaty" else classroom.right(question)
        ),
    )
    assert grade(path, [subs], out).reused == 0
    assert grade(path, [subs], out).reused == 1
    assert rows(out)["u001"]["grade"] == "11"
    question = key.questions["sample/first-treaty"].variants[0]
    for i, option in enumerate(question.options):
        option.correct = i == 0
    key_file.write(path, key)
    summary = grade(path, [subs], out)
    assert (summary.reused, summary.changed) == (0, 1)
    assert rows(out)["u001"]["grade"] == "12"


def test_files_of_a_version_released_before(week, released, tmp_path):
    key, path, subs, out = week
    put(subs, "a.json", classroom.hand_in(key, "u001"))
    (tmp_path / "week3.yml").write_text(classroom.ASSIGNMENT.replace("variants: 6", "variants: 7"), encoding="utf-8")
    fresh, _, _, kept = release(tmp_path / "week3.yml", tmp_path / "week3")
    assert kept.name == f"week3.{key.version}.key.yml"
    put(subs, "b.json", classroom.hand_in(fresh, "u002"))
    assert grade(path, [subs], out).complete
    assert {row["grade"] for row in table(out / "grades.csv")} == {"12"}
    kept.unlink()
    summary = grade(path, [subs], out)
    assert summary.problem_count == 1 and key.version in summary.problems[0][1]


def test_the_order_of_files_does_not_matter(week, tmp_path):
    key, path, _, _ = week
    documents = [
        (
            f"u{number % 20:02d}",
            classroom.hand_in(
                key,
                f"u{number % 20:02d}",
                "N",
                ts=1000 + number % 3,
                answer=lambda question, number=number: classroom.some(question, random.Random(number)),
            ),
        )
        for number in range(60)
    ]
    found = []
    for turn in range(3):
        folder, done = tmp_path / f"in{turn}", tmp_path / f"out{turn}"
        random.Random(turn).shuffle(documents)
        for number, (_, document) in enumerate(documents):
            put(folder, f"{number:02d}.json", document)
        grade(path, [folder], done)
        found.append(
            [
                {name: value for name, value in row.items() if name not in ("files", "handed_in")}
                for row in table(done / "grades.csv")
            ]
        )
    assert found[0] == found[1] == found[2]
