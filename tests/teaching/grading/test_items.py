"""How an assignment went: the statistics of questions, and who answered with whose numbers."""

import random
import statistics

import classroom
import pytest
from classroom import put, table

from mcollab.teaching import key as key_file
from mcollab.teaching.grading import items, similarity
from mcollab.teaching.grading.items import Item, Mean, Statistics
from mcollab.teaching.grading.mark import Marked
from mcollab.teaching.grading.run import grade
from mcollab.teaching.grading.store import Store

FIRST, SHARE = "sample/first-treaty", "sample/share"


@pytest.fixture
def wrong():
    """An answer that is worth nothing to a choice, and right to all else."""
    return lambda question: classroom.other(question) if question.kind == "single" else classroom.right(question)


def by_question(out):
    """The lines of items.csv by question."""
    return {row["question"]: row for row in table(out / "items.csv")}


def test_an_item_by_hand():
    # Shares 1, 1, 0, 0 against the rest of the points 4, 2, 2, 0: r = 2 / (2 * sqrt(2)).
    item = Item("single", 1)
    assert (item.difficulty, item.discrimination) == (None, None)
    for share, rest in ((1, 4), (1, 2), (0, 2), (0, 0)):
        item.add(share, rest)
    assert item.difficulty == 0.5
    assert item.discrimination == pytest.approx(0.7071068)


def test_no_discrimination_where_nothing_varies_or_two_are_too_few():
    same, few = Item("single", 1), Item("single", 1)
    for rest in (1, 2, 3):
        same.add(1, rest)
    for share in (0, 1):
        few.add(share, share)
    assert same.discrimination is None and few.discrimination is None
    few.add(1, 1)
    assert few.discrimination == pytest.approx(1)


def test_a_mean():
    mean = Mean()
    assert mean.value is None
    mean.add(1)
    mean.add(2)
    assert (mean.n, mean.value) == (2, 1.5)


def test_item_statistics_are_those_of_the_formulas(week):
    key, path, subs, out = week
    for number in range(30):
        rng = random.Random(number * 7)
        answer = lambda question, rng=rng: (  # noqa: E731
            classroom.some(question, rng) if question.kind != "short" else "SECRETACCEPTED"
        )
        put(subs, f"{number}.json", classroom.hand_in(key, f"u{number}", answer=answer))
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


def test_every_cell_of_items_and_answers(week, wrong):
    key, path, subs, out = week
    for number, answer in enumerate((classroom.right, classroom.right, wrong, lambda _: None)):
        put(subs, f"{number}.json", classroom.hand_in(key, f"u{number}", answer=answer))
    put(subs, "x.json", classroom.hand_in(key, "x", answer=lambda q: "why" if q.kind == "short" else None))
    grade(path, [subs], out)
    found = by_question(out)
    assert list(found) == list(key.questions)
    assert list(found[FIRST].values()) == [
        FIRST,
        "single",
        "1",
        "1",
        "5",
        "0.4",
        found[FIRST]["discrimination"],
        "2",
        "0",
        "",
        "",
    ]
    assert found["sample/why-ally"]["students"] == "4" and found["sample/why-ally"]["to_read"] == "1"
    assert found["sample/members"]["points"] == "2" and found["sample/members"]["no_answer"] == "2"
    answers = [row for row in table(out / "answers.csv") if row["question"] == FIRST]
    right = next(option for option in key.questions[FIRST].variants[0].options if option.correct).text
    assert [(row["right"], row["students"], row["share"]) for row in answers] == [
        ("yes", "2", "0.667"),
        ("no", "1", "0.333"),
    ]
    assert answers[0]["answer"] == right and answers[1]["answer"] != right
    members = [row for row in table(out / "answers.csv") if row["question"] == "sample/members"]
    assert [(row["answer"], row["right"], row["students"], row["share"]) for row in members] == [
        ("Norway", "yes", "3", "1"),
        ("Poland", "yes", "3", "1"),
    ]
    seats = [row for row in table(out / "answers.csv") if row["question"] == "sample/seats"]
    assert {(row["answer"], row["right"]) for row in seats} == {
        ("NATO: Brussels", "yes"), ("African Union: Addis Ababa", "yes"), ("OSCE: Vienna", "yes")
    }  # fmt: skip
    assert not [row for row in table(out / "answers.csv") if row["question"] in ("sample/why-ally", "sample/spending")]


def test_answers_beyond_so_many_are_counted_together(week, monkeypatch):
    monkeypatch.setattr(items, "_MOST_ANSWERS", 2)
    key, path, subs, out = week
    seen = key.questions[FIRST].variants[0]
    typed = [option.text for option in seen.options]
    for number, place in enumerate((0, 1, 2, 3, 1)):
        answer = classroom.choosing(seen, typed[place])
        put(subs, f"{number}.json", classroom.hand_in(key, f"u{number}", only=[FIRST], answer=lambda _, a=answer: a))
    grade(path, [subs], out)
    lines = [row for row in table(out / "answers.csv") if row["question"] == FIRST]
    assert [(row["variant"], row["answer"], row["students"]) for row in lines] == [
        ("", "rarer answers", "2"),
        ("0", typed[1], "2"),
        ("0", typed[0], "1"),
    ]


class Reached:
    """A row that reached a share of the points; nothing else of it is counted."""

    def __init__(self, key, share):
        self.total = share * key.out_of
        self.grade = self.total
        self.points = {name: share * question.points for name, question in key.questions.items()}
        self.answers = {}


def test_tenths_mean_and_deviation(released):
    key = released[0]
    stats = Statistics(key)
    assert (stats.grades.value, stats.deviation) == (None, None)
    for share in (0, 0.1, 0.19, 0.3, 0.7, 0.99, 1):
        stats.add(Reached(key, share))
    assert dict(stats.shares) == {0: 1, 1: 2, 3: 1, 7: 1, 9: 2}
    points = [12 * share for share in (0, 0.1, 0.19, 0.3, 0.7, 0.99, 1)]
    assert stats.grades.value == pytest.approx(statistics.mean(points))
    assert stats.deviation == pytest.approx(statistics.pstdev(points))


def test_a_grade_that_is_not_complete_is_not_in_the_mean(released):
    stats = Statistics(released[0])
    row = Reached(released[0], 1)
    row.grade = None
    stats.add(row)
    assert stats.grades.n == 0 and not stats.shares


def test_who_answered_with_other_students_numbers(week):
    key, path, subs, out = week
    shares = key.questions[SHARE].variants
    for number in range(12):
        put(subs, f"u{number:03d}.json", classroom.hand_in(key, f"u{number:03d}"))
    mine = classroom.hand_in(key, "cheat")
    index = shares.index(classroom.asked(key, "cheat", SHARE))
    mine["answers"][SHARE]["response"] = str(shares[(index + 1) % 6].answer)
    put(subs, "cheat.json", classroom.sealed(mine))
    assert grade(path, [subs], out).similar == 0  # one question may be chance
    (line,) = table(out / "similarity.csv")
    assert (line["student_id"], line["question"], line["right_for_variant"]) == ("cheat", SHARE, str((index + 1) % 6))


def test_two_variants_are_enough_to_borrow(week):
    key, path, subs, out = week
    key.questions[SHARE].variants[2:] = []
    key_file.write(path, key)
    mine = classroom.asked(key, "u001", SHARE)
    other = next(one for one in key.questions[SHARE].variants if one is not mine)
    document = classroom.hand_in(key, "u001", only=[SHARE], answer=lambda _: str(other.answer))
    put(subs, "a.json", document)
    grade(path, [subs], out)
    assert [row["answer"] for row in table(out / "similarity.csv")] == [f"{other.answer} per cent"]


def test_who_did_so_twice_is_counted_and_five_others_are_named(tmp_path):
    with Store(tmp_path) as store:
        for student in "abcdef":
            store.asked(SHARE, 3, student)
        store.asked("sample/pick", 1, "b")
        store.asked(SHARE, 3, "cheat")
        for question, variant, response in ((SHARE, 3, "12"), ("sample/pick", 1, "x"), (SHARE, 4, "12")):
            store.borrowed("cheat", question, variant, response)
        store.borrowed("once", SHARE, 3, "=12")
        assert similarity.write(store, tmp_path) == 1
    assert [list(row.values()) for row in table(tmp_path / "similarity.csv")] == [
        ["cheat", "2", "sample/pick", "x", "1", "1", "b"],
        ["cheat", "2", SHARE, "12", "3", "6", "a; b; c; d; e; …"],
        ["cheat", "2", SHARE, "12", "4", "0", ""],
        ["once", "1", SHARE, "'=12", "3", "7", "a; b; c; cheat; d; …"],
    ]


def test_five_holders_are_named_with_no_dots(tmp_path):
    with Store(tmp_path) as store:
        for student in "abcde":
            store.asked(SHARE, 0, student)
        store.borrowed("x", SHARE, 0, "1")
        similarity.write(store, tmp_path)
    assert table(tmp_path / "similarity.csv")[0]["such_as"] == "a; b; c; d; e"


def test_the_hardest_and_the_easiest_variant(released, tmp_path):
    stats = Statistics(released[0])
    item = stats.items[SHARE]
    assert item.ends() == []
    item.of_variant = {0: Mean(1, 1.0), 1: Mean(3, 1.0), 2: Mean(2, 1.0)}
    assert item.ends() == [(1 / 3, 1, 3), (1.0, 0, 1)]
    stats.write(tmp_path)
    row = by_question(tmp_path)[SHARE]
    assert (row["hardest_variant"], row["easiest_variant"]) == ("1 (33%)", "0 (100%)")


@pytest.mark.parametrize(
    ("name", "response", "longest", "how_many"),
    [(SHARE, "9" * 300, 200, 1), ("sample/seats", {f"x{i}": "Vienna" for i in range(60)}, len("x59: Vienna"), 50)],
)
def test_of_one_long_answer_so_much_is_counted(released, name, response, longest, how_many):
    stats, row = Statistics(released[0]), Reached(released[0], 0)
    row.answers = {name: Marked(1, 1, 0, 0.0, response, None, [])}
    stats.add(row)
    found = stats.items[name].answers
    assert (max(len(text) for _, text, _ in found), len(found)) == (longest, how_many)


def test_answers_stand_by_variant_then_by_number_then_by_text(week):
    key, path, subs, out = week
    seen = key.questions[FIRST].variants[0]
    typed = sorted(option.text for option in seen.options)
    for number, place in enumerate((3, 2, 1, 3)):
        answer = lambda one, text=typed[place]: text if one.id == "first-treaty" else classroom.right(one)  # noqa: E731
        put(subs, f"{number}.json", classroom.hand_in(key, f"u{number}", answer=answer))
    grade(path, [subs], out)
    lines = [row["answer"] for row in table(out / "answers.csv") if row["question"] == FIRST]
    assert lines == [typed[3], typed[1], typed[2]]
    variants = [int(row["variant"]) for row in table(out / "answers.csv") if row["question"] == "sample/pick"]
    assert variants == sorted(variants) and len(set(variants)) > 1


def test_the_mean_guess_is_of_those_that_scored(released):
    key = released[0]
    stats = Statistics(key)
    name = "sample/spending"
    for guess in ((71.83, 83.91), (61.83, 93.91), (0, 0)):
        row = Reached(key, 0)
        response = {"guess": dict(zip(("2014", "2015"), guess, strict=True)), "why": ""}
        worth = key.questions[name].variants[0].score(response)
        row.points[name], row.answers = worth, {name: Marked(1, 1, 0, worth, response, None, [])}
        stats.add(row)
    assert [round(mean.value, 2) for mean in stats.items[name].guesses] == [66.83, 88.91]
    assert (stats.items[name].n, stats.items[name].blank) == (3, 0)
