"""What a student handed in, put together: the latest answers, the points, versions of the key."""

import random

import classroom
import pytest
from classroom import put, rows, table

from mcollab.teaching import key as key_file
from mcollab.teaching.grading.run import grade
from mcollab.teaching.grading.sheet import Row, header, line
from mcollab.teaching.release import release

FIRST = "sample/first-treaty"


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


@pytest.mark.parametrize(
    ("first", "second", "points"),
    [
        ({"ts": 1000}, {"ts": 1001}, "0"),
        ({"ts": 1001}, {"ts": 1000}, "1"),
        ({"ts": 1000, "rev": 1}, {"ts": 1000, "rev": 2}, "0"),
        ({"ts": 1000, "rev": 2}, {"ts": 1000, "rev": 1}, "1"),
        ({"ts": 1000, "rev": 9}, {"ts": 1001, "rev": 1}, "0"),
    ],
)
def test_of_two_answers_the_later_by_time_then_by_changes(week, first, second, points):
    key, path, subs, out = week
    wrong = lambda _: classroom.other(key.questions[FIRST].variants[0])  # noqa: E731
    for name, state, answer in (("a.json", first, classroom.right), ("b.json", second, wrong)):
        document = classroom.hand_in(key, "u001", "A", only=[FIRST], answer=answer)
        document["answers"][FIRST] |= state
        put(subs, name, classroom.sealed(document))
    grade(path, [subs], out)
    assert rows(out)["u001"][FIRST] == points


def test_of_two_answers_of_one_moment_the_same_one_counts_in_whatever_order(week, tmp_path):
    key, path, _, _ = week
    found = set()
    for turn, names in enumerate((["a.json", "b.json"], ["b.json", "a.json"])):
        folder = tmp_path / f"in{turn}"
        wrong = lambda _: classroom.other(key.questions[FIRST].variants[0])  # noqa: E731
        for name, answer in zip(names, (classroom.right, wrong), strict=True):
            put(folder, name, classroom.hand_in(key, "u001", "A", only=[FIRST], answer=answer))
        grade(path, [folder], tmp_path / f"out{turn}")
        found.add(rows(tmp_path / f"out{turn}")["u001"][FIRST])
    assert len(found) == 1


def test_every_cell_of_a_row(week):
    key, path, subs, out = week
    only = [FIRST, "sample/members", "sample/order-of-founding"]
    answers = {
        "order": ["League of Nations", "Concert of Europe", "United Nations", "African Union"],  # 5 of 6 pairs
        "multi": classroom.right(key.questions["sample/members"].variants[0])[:1],
    }
    document = classroom.hand_in(
        key, "u001", "Ann", only=only, answer=lambda question: answers.get(question.kind) or classroom.right(question)
    )
    put(subs, "a.json", document)
    grade(path, [subs], out)
    assert list(rows(out)["u001"].items()) == [
        ("student_id", "u001"),
        ("name", "Ann"),
        ("account", ""),
        ("handed_in", "2026-12-01T10:00:00Z"),
        ("days_late", "0"),
        (FIRST, "1"),
        ("sample/members", "1"),  # one of two, two points
        ("sample/share", "0"),
        ("sample/order-of-founding", "0.667"),
        ("sample/seats", "0"),
        ("sample/why-ally", "0"),
        ("sample/spending", "0"),
        ("sample/pick", "0"),
        ("to_read", "0"),
        ("total", "2.667"),
        ("late_lost", "0"),
        ("grade", "2.667"),
        ("out_of", "12"),
        ("note", ""),
        ("files", "a.json"),
    ]


def test_what_a_person_should_settle_stands_before_what_is_only_said(released):
    key = released[0]
    row = Row("u1", "u1", "", "", [], 0, {}, dict.fromkeys(key.questions, 1.0), notes=["said"], check=["settle", "too"])
    assert dict(zip(header(key), line(row, key), strict=True))["note"] == "settle; too; said"


def test_a_grade_is_empty_while_an_answer_is_unread(week):
    key, path, subs, out = week
    unread = lambda question: "I think" if question.kind == "short" else classroom.right(question)  # noqa: E731
    put(subs, "a.json", classroom.hand_in(key, "u001", "A", answer=unread))
    summary = grade(path, [subs], out)
    row = rows(out)["u001"]
    assert (row["sample/why-ally"], row["to_read"], row["total"], row["grade"]) == ("", "1", "9", "")
    assert summary.unread == 1 and not summary.problem_count and not summary.complete


def test_a_file_older_than_its_answers_is_looked_at(week):
    key, path, subs, out = week
    put(subs, "a.json", classroom.hand_in(key, "u001", ts=1_800_000_000_000))
    put(subs, "b.json", classroom.hand_in(key, "u002", submitted="2027-01-15T08:00:00Z", ts=1_800_000_000_000))
    assert [file for file, _ in grade(path, [subs], out).problems] == ["a.json"]
    assert [row["graded"] for row in table(out / "problems.csv")] == ["yes"] and len(rows(out)) == 2


def test_a_clock_may_be_an_hour_wrong(week):
    key, path, subs, out = week
    made = 1_796_119_200  # 2026-12-01T10:00:00Z
    for name, after in (("a", 3600), ("b", 3601)):
        put(subs, f"{name}.json", classroom.hand_in(key, name, ts=(made + after) * 1000))
    assert [file for file, _ in grade(path, [subs], out).problems] == ["b.json"]


def test_a_key_that_was_corrected_grades_again(week):
    key, path, subs, out = week
    put(
        subs,
        "a.json",
        classroom.hand_in(
            key, "u001", answer=lambda one: "The Entente Cordiale" if one.id == "first-treaty" else classroom.right(one)
        ),
    )
    assert grade(path, [subs], out).reused == 0
    assert grade(path, [subs], out).reused == 1
    assert rows(out)["u001"]["grade"] == "11"
    question = key.questions["sample/first-treaty"].variants[0]
    for option in question.options:
        option.correct = option.text == "The Entente Cordiale"
    key_file.write(path, key)
    summary = grade(path, [subs], out)
    assert (summary.reused, summary.changed) == (0, 1)
    assert rows(out)["u001"]["grade"] == "12"


def test_files_of_a_version_released_before(week, released, tmp_path):
    key, path, subs, out = week
    put(subs, "a.json", classroom.hand_in(key, "u001"))
    (tmp_path / "week3.yml").write_text(classroom.ASSIGNMENT.replace("variants: 6", "variants: 7"), encoding="utf-8")
    done = release(tmp_path / "week3.yml", tmp_path / "week3")
    fresh, kept = done.key, done.former
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
