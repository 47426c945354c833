"""Short answers that a person reads."""

import csv

import classroom
import pytest
from classroom import put, rows, table

from mcollab.errors import McollabError
from mcollab.teaching.grading import reading
from mcollab.teaching.grading.run import grade


def test_short_answers_are_read_once_and_merged_back(week):
    key, path, subs, out = week
    for number in range(4):
        put(
            subs,
            f"u{number}.json",
            classroom.hand_in(
                key,
                f"u{number}",
                answer=lambda question, number=number: (
                    f"Shelter {number % 2}\n=1" if question.kind == "short" else classroom.right(question)
                ),
            ),
        )
    summary = grade(path, [subs], out)
    assert (summary.unread, rows(out)["u0"]["grade"]) == (2, "")
    to_read = table(out / "to_read.csv")
    assert [row["students"] for row in to_read] == ["2", "2"]
    assert {row["question"] for row in to_read} == {"sample/why-ally"}
    # Read in a spreadsheet that saves with semicolons, decimal commas and a code page of its own.
    text = (out / "to_read.csv").read_text(encoding="utf-8-sig").splitlines(keepends=True)
    lines = list(csv.DictReader(text))
    lines[0]["points"], lines[0]["comment"], lines[1]["points"] = "1,5", "Wägt ab", "7"
    with (out / "to_read.csv").open("w", encoding="cp1252", newline="") as file:
        writer = csv.DictWriter(file, lines[0].keys(), delimiter=";")
        writer.writeheader()
        writer.writerows(lines)
    summary = grade(path, [subs], out, with_feedback=True)
    assert summary.unread == 1 and "not between 0 and 3" in summary.problems[0][1]
    reading.give(out / "to_read.csv", lines[1]["answer_id"], "3", "")
    summary = grade(path, [subs], out, with_feedback=True)
    assert summary.complete
    assert sorted(row["grade"] for row in table(out / "grades.csv")) == ["10.5", "10.5", "12", "12"]
    assert sum("Wägt ab" in page.read_text(encoding="utf-8") for page in (out / "feedback").iterdir()) == 2
    # Points outlast the answer they were given for.
    for file in subs.iterdir():
        file.unlink()
    put(subs, "u9.json", classroom.hand_in(key, "u9"))
    grade(path, [subs], out)
    assert len(table(out / "to_read.csv")) == 2


def test_points_stay_with_the_answer_they_were_given_for_and_a_later_one_waits(week):
    key, path, subs, out = week

    def hands_in(text, **more):
        answer = lambda question: text if question.kind == "short" else classroom.right(question)  # noqa: E731
        put(subs, f"{text[:3]}.json", classroom.hand_in(key, "u1", answer=answer, **more))
        return grade(path, [subs], out)

    hands_in("For shelter, at a price")
    (row,) = table(out / "to_read.csv")
    reading.give(out / "to_read.csv", row["answer_id"], "3", "")
    assert grade(path, [subs], out).complete and rows(out)["u1"]["grade"] == "12"
    summary = hands_in("No idea", ts=9000)
    assert summary.unread == 1 and rows(out)["u1"]["grade"] == "", "no points of the former answer"
    assert {row["answer"]: row["points"] for row in table(out / "to_read.csv")} == {
        "For shelter, at a price": "3",
        "No idea": "",
    }


@pytest.fixture
def to_read(week):
    """The file of three short answers that wait to be read, with its folder and how to grade again."""
    key, path, subs, out = week
    for number, text in enumerate(("Shelter", "shelter ", "Voice", "Wealth")):
        answer = lambda question, text=text: text if question.kind == "short" else None  # noqa: E731
        put(subs, f"u{number}.json", classroom.hand_in(key, f"u{number}", answer=answer))
    grade(path, [subs], out)
    return out / "to_read.csv", lambda: grade(path, [subs], out)


def by_answer(path):
    """The lines of to_read.csv by answer."""
    return {row["answer"].strip().lower(): row for row in table(path)}


def test_every_cell_of_what_is_to_read(to_read, released):
    asked = released[0].questions["sample/why-ally"].variants[0].asked
    row = by_answer(to_read[0])["shelter"]
    assert list(row.items()) == [
        ("answer_id", reading.answer_id("sample/why-ally", asked, "Shelter")),
        ("question", "sample/why-ally"),
        ("prompt", "Why do small states ally?"),
        ("answer", row["answer"]),
        ("students", "2"),
        ("points", ""),
        ("out_of", "3"),
        ("comment", ""),
        ("model_answer", "SECRETMODEL they seek shelter at a price they can bear."),
        ("rubric", "SECRETRUBRIC names shelter | SECRETRUBRIC names a price"),
    ]
    assert [one["students"] for one in by_answer(to_read[0]).values()].count("1") == 2


def test_points_from_nothing_to_all_are_taken(to_read):
    path, again = to_read
    for answer, value in (("shelter", "0"), ("voice", "3"), ("wealth", "2,5 ")):
        reading.give(path, by_answer(path)[answer]["answer_id"], value, f"on {answer}")
    assert again().complete
    assert [rows(path.parent)[f"u{number}"]["sample/why-ally"] for number in range(4)] == ["0", "0", "3", "2.5"]
    assert [(row["points"], row["comment"]) for row in by_answer(path).values()].count(("3", "on voice")) == 1


def test_points_of_no_kind_are_told_and_kept_as_they_are(to_read):
    path, again = to_read
    ids = {answer: row["answer_id"] for answer, row in by_answer(path).items()}
    for answer, value in (("shelter", "3.1"), ("voice", "-1"), ("wealth", "two")):
        reading.give(path, ids[answer], value, "")
    summary = again()
    assert summary.unread == 3 and summary.problem_count == 3
    not_a_number = "Type one number with the digits 0 to 9, such as 31.5 or 1200, without thousands separators."
    assert {file for file, _ in summary.problems} == {"to_read.csv"}
    assert sorted(reason for _, reason in summary.problems) == sorted(
        [
            f"answer {ids['shelter']}: the points were not taken: 3.1 is not between 0 and 3",
            f"answer {ids['voice']}: the points were not taken: -1 is not between 0 and 3",
            f"answer {ids['wealth']}: the points were not taken: {not_a_number}",
        ]
    )
    assert by_answer(path)["wealth"]["points"] == "two"


def test_an_answer_keeps_the_name_under_which_points_were_given():
    assert reading.answer_id("sample/why-ally", "0a1b", "Shelter ") == "a8d5645c429"


def test_which_rows_wait():
    rows_ = [{"answer_id": "a", "points": " "}, {"answer_id": "b", "points": "0"}, {"answer_id": "", "points": ""}]
    assert reading.waiting(rows_) == rows_[:1]


def test_a_file_that_lost_its_columns_is_told(to_read):
    path, again = to_read
    path.write_text("a;b\n1;2\n")
    with pytest.raises(McollabError, match="has lost its columns answer_id and points"):
        again()


def test_points_given_to_a_question_that_is_gone_are_kept(to_read):
    path, again = to_read
    with path.open("a", encoding="utf-8", newline="") as file:
        file.write("a123,sample/gone,Why?,Because,1,2,3,Good,,\n")
        file.write("a124,sample/gone,Why?,Unread,1,,3,,,\n")
    again()
    kept = {row["answer_id"]: row["comment"] for row in table(path)}
    assert kept["a123"] == "Good" and "a124" not in kept and len(kept) == 4


def twice(path, *given):
    """Put the line of an answer into the file once for each pair of points and comment."""
    line = by_answer(path)["shelter"]
    first, *others = given
    path.write_text(path.read_text(encoding="utf-8-sig"), encoding="utf-8")
    with path.open("a", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, line)
        for points, comment in others:
            writer.writerow({**line, "points": points, "comment": comment})
    lines = table(path)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, line)
        writer.writeheader()
        for row in lines:
            here = row == line
            writer.writerow({**row, "points": first[0], "comment": first[1]} if here else row)
    return line["answer_id"], [n for n, row in enumerate(table(path), 2) if row["answer_id"] == line["answer_id"]]


@pytest.mark.parametrize(
    "given", [(("1", ""), ("2", "")), (("1", "Good"), ("1", "Fair")), (("1", ""), ("", "Good"))], ids=str
)
def test_lines_that_differ_on_an_answer_are_told_and_none_is_taken_or_lost(to_read, given):
    """Two people read, and their files were put together."""
    path, again = to_read
    id, numbers = twice(path, *given)
    for _ in range(2):  # what the first run writes, the second still tells
        summary = again()
        told = "other points or another comment: leave one of them"
        reason = f"answer {id}: the points were not taken, since lines {numbers[0]} and {numbers[1]} give it {told}"
        assert summary.problems == [("to_read.csv", reason)] and summary.unread == 3
        assert rows(path.parent)["u0"]["grade"] == ""
        kept = [(row["points"], row["comment"]) for row in table(path) if row["answer_id"] == id]
        assert kept == list(given)
        numbers = [n for n, row in enumerate(table(path), 2) if row["answer_id"] == id]
    reading.give(path, id, "3", "")
    assert again().unread == 2 and rows(path.parent)["u0"]["grade"] == "3"


@pytest.mark.parametrize("given", [(("2", "Ok"), ("2.0 ", "Ok")), (("", ""), ("2", "Ok")), (("2", "Ok"), ("", ""))])
def test_lines_that_agree_on_an_answer_are_one(to_read, given):
    path, again = to_read
    id, _ = twice(path, *given)
    assert [row["answer_id"] for row in reading.waiting(reading.rows(path))].count(id) == 0
    summary = again()
    assert summary.unread == 2 and not summary.problem_count
    assert [row["points"] for row in table(path) if row["answer_id"] == id] == ["2"]
    assert rows(path.parent)["u0"]["grade"] == "2"
