"""Short answers that a person reads."""

import csv

import classroom
from classroom import put, rows, table

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
