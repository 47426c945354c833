"""How an assignment went: the statistics of questions, and who answered with whose numbers."""

import random
import statistics

import classroom
import pytest
from classroom import put, table

from mcollab.teaching.grading.run import grade


def test_who_answered_with_other_students_numbers(week):
    key, path, subs, out = week
    shares = key.questions["sample/share"].variants
    for number in range(12):
        student = f"u{number:03d}"
        put(subs, f"{student}.json", classroom.hand_in(key, student))
    mine = classroom.hand_in(key, "cheat")
    index = mine["answers"]["sample/share"]["variant"]
    mine["answers"]["sample/share"]["response"] = str(shares[(index + 1) % 6].answer)
    put(subs, "cheat.json", classroom.sealed(mine))
    grade(path, [subs], out)
    (line,) = table(out / "similarity.csv")
    assert (line["student_id"], line["question"], line["right_for_variant"]) == (
        "cheat",
        "sample/share",
        str((index + 1) % 6),
    )


def test_item_statistics_are_those_of_the_formulas(week):
    key, path, subs, out = week
    for number in range(30):
        put(
            subs,
            f"{number}.json",
            classroom.hand_in(
                key,
                f"u{number}",
                answer=lambda question, number=number: (
                    classroom.some(question, random.Random(number * 7))
                    if question.kind != "short"
                    else "SECRETACCEPTED"
                ),
            ),
        )
    grade(path, [subs], out)
    grades = table(out / "grades.csv")
    for item in table(out / "items.csv"):
        name, of = item["question"], key.questions[item["question"]].points
        share = [float(row[name]) / of for row in grades]
        rest = [float(row["total"]) - float(row[name]) for row in grades]
        assert float(item["difficulty"]) == pytest.approx(statistics.mean(share), abs=2e-3)
        if item["discrimination"]:
            assert float(item["discrimination"]) == pytest.approx(statistics.correlation(share, rest), abs=5e-3)
        else:
            assert len(set(share)) == 1
