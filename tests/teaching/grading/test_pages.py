"""The pages: what a student is given back, and what an instructor reads."""

import re

import classroom
import pytest
from classroom import put

from mcollab.teaching.grading import report
from mcollab.teaching.grading.items import Statistics
from mcollab.teaching.grading.run import Summary, grade

FIRST = "sample/first-treaty"


def plain(path):
    """A page's text, with the tags taken out and spaces made alike."""
    text = re.sub(r"<(script|style)>.*?</\1>", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


@pytest.fixture
def graded(week):
    """Two students, one right in all and late, one wrong and unread; the folder of grades."""
    key, path, subs, out = week
    late = "2026-12-06T00:00:00Z"
    put(subs, "a.json", classroom.hand_in(key, "u001", "Ann <b>", submitted=late))
    wrong = {"short": "For <i>shelter</i>", "numeric": "", "multi": None, "predict": None}

    def answer(question):
        if question.kind == "numeric":
            return str(question.mistakes[0].answer)
        return classroom.other(question) if question.kind == "single" else wrong.get(question.kind)

    put(subs, "b.json", classroom.hand_in(key, "u002", "Bo", answer=answer))
    grade(path, [subs], out, with_feedback=True)
    return key, path, subs, out


def test_a_page_for_who_was_right_and_late(graded):
    text = plain(graded[3] / "feedback" / "u001.html")
    assert "Ann &lt;b&gt; (u001): 9.6 of 12 points" in text
    assert "Handed in 2 days late: 20% less." in text
    assert text.count("Your answer:") == 8 and "3. 2 of 2" in text and "6. 3 of 3" in text
    assert (
        "1. 1 of 1 Which of these treaties is the oldest ? Your answer: The Treaty of Windsor SECRETFEEDBACK right so"
        in text
    )
    assert "Right: Norway; Poland SECRETEXPLANATION see the table of members." in text
    assert "Your answer: 2014: 71.83; 2015: 83.91" in text
    assert "Your answer: African Union: Addis Ababa; NATO: Brussels; OSCE: Vienna" in text


def test_a_page_for_who_was_wrong_and_is_still_read(graded):
    text = plain(graded[3] / "feedback" / "u002.html")
    assert "Bo (u002): not complete: an answer is still to be read" in text
    assert "late" not in text.split("1. ")[0]
    assert (
        "6. to be read Why do small states ally? Your answer: For &lt;i&gt;shelter&lt;/i&gt; Right: SECRETMODEL" in text
    )
    assert "SECRETMISTAKE that is the sum" in text and "per cent (± 0.137 counts as right)" in text
    assert "2. 0 of 2" in text and text.count("Your answer: no answer") == 4


def test_a_day_is_one_day(week):
    key, path, subs, out = week
    put(subs, "a.json", classroom.hand_in(key, "u001", "A", submitted="2026-12-05T00:00:00Z"))
    grade(path, [subs], out, with_feedback=True)
    assert "Handed in 1 day late: 10% less." in plain(out / "feedback" / "u001.html")


def test_where_pages_go(week):
    key, path, subs, out = week
    for file, number in (
        ("ann_1_50_week3.json", "u001"),
        ("Bo Lee_7_assignsubmission_file/w.json", "u002"),
        ("c.json", "u003"),
        ("d.json", "Ü 4/5"),
        ("e.json", "???"),
    ):
        (subs / file).parent.mkdir(parents=True, exist_ok=True)
        put((subs / file).parent, (subs / file).name, classroom.hand_in(key, number, number))
    grade(path, [subs], out, with_feedback=True)
    found = sorted(page.relative_to(out / "feedback").as_posix() for page in (out / "feedback").rglob("*.html"))
    named = [re.sub("-[0-9a-f]{8}(?=.html)", "-#", name) for name in found]
    assert named == [
        "4-5-#.html",
        "Bo Lee_7_assignsubmission_file/feedback.html",
        "ann_1_50_feedback.html",
        "student-#.html",
        "u003.html",
    ]


def test_a_long_number_is_cut_and_still_its_own(week):
    key, path, subs, out = week
    for end in "ab":
        put(subs, f"{end}.json", classroom.hand_in(key, "x" * 60 + end, end))
    grade(path, [subs], out, with_feedback=True)
    names = [page.name for page in (out / "feedback").iterdir()]
    assert len(set(names)) == 2 and {name[:41] for name in names} == {"x" * 40 + "-"}


def test_the_report_says_how_it_went(graded):
    out = graded[3]
    text = plain(out / "report.html")
    assert text.startswith("Week 3: alliances: report In Common Defence Week 3: alliances: how it went 2 students")
    assert "9.6 points on average, of 12 0 standard deviation 1 late 1 answers to read 0 lines in problems.csv" in text
    assert "1 sample/first-treaty single 1 50% – 0 0" in text
    assert "6 sample/why-ally short 3 100% – 0 1" in text
    assert "The Treaty of Windsor yes 1 50%" in text and "They said Answers Reached on average 50 % 11 73%" in text
    page = (out / "report.html").read_text(encoding="utf-8")
    assert 'aria-label="Number of students by share of the points. 80 to 90 %: 1."' in page
    assert "What needs a person" not in page and "Similarity" not in page


def test_the_report_with_nobody(week):
    _, path, subs, out = week
    subs.mkdir()
    grade(path, [subs], out)
    text = plain(out / "report.html")
    assert "0 students – points on average, of 12 – standard deviation" in text and "No grade is complete yet." in text
    assert text.count("Nobody answered.") == 4 and "How sure they were" not in text


def shown(key, tmp_path, stats=None, **values):
    """A report for a summary."""
    report.write(tmp_path / "r.html", key, stats or Statistics(key), Summary(**values))
    return (tmp_path / "r.html").read_text(encoding="utf-8")


def test_problems_are_listed_up_to_200(released, tmp_path):
    problems = [(f"f{i}.json", "a <reason>") for i in range(200)]
    page = shown(released[0], tmp_path, problems=problems, problem_count=200)
    assert page.count("a &lt;reason&gt;") == 200 and "more in problems.csv" not in page
    page = shown(released[0], tmp_path, problems=[*problems, ("last", "x")], problem_count=201)
    assert "1 more in problems.csv" in page and "<td>last</td>" not in page


def test_those_who_answered_with_others_numbers_are_counted(released, tmp_path):
    assert "3 students answered two or more questions with" in shown(released[0], tmp_path, similar=3)


def test_a_page_has_nothing_that_runs_or_fetches(graded):
    for page in [graded[3] / "report.html", *(graded[3] / "feedback").iterdir()]:
        text = page.read_text(encoding="utf-8")
        assert "<script" not in text and "http" not in re.sub(r"<style>.*?</style>", "", text, flags=re.DOTALL)
        assert "Ann <b>" not in text and "<i>shelter" not in text


class Item:
    """An item as the scatter of the report sees it."""

    def __init__(self, difficulty, discrimination):
        self.difficulty, self.discrimination = difficulty, discrimination


def test_bars_and_dots_stand_where_the_numbers_are(released):
    stats = Statistics(released[0])
    assert report._bars(stats) == []
    stats.shares.update({0: 1, 9: 4})
    bars = report._bars(stats)
    assert [(bar.x, bar.height, bar.n, bar.percent) for bar in (bars[0], bars[1], bars[9])] == [
        (40, 37.5, 1, 0),
        (100, 0, 0, 10),
        (580, 150, 4, 90),
    ]
    stats.items = {"a": Item(0.5, 0.25), "b": Item(1, None), "c": Item(0, -0.5)}
    assert [(dot.number, dot.easy, dot.discrimination) for dot in report._dots(stats)] == [(1, 0.5, 0.25), (3, 0, -0.5)]


def test_the_report_has_the_eight_answers_given_most(released):
    item = Statistics(released[0]).items[FIRST]
    item.n, item.blank = 50, 5
    for number in range(9):
        item.answers[(0, f"answer {number}", "no")] = number + 1
    item.answers[(0, "also eight", "yes")] = 8
    found = report._answers(item)
    assert [(text, right, n) for text, right, n, _ in found[:3]] == [
        ("answer 8", "no", 9),
        ("also eight", "yes", 8),
        ("answer 7", "no", 8),
    ]
    assert len(found) == 8 and found[0][3] == 0.2


def test_feedback_is_said_of_the_variant_that_was_asked(week):
    key, path, subs, out = week
    students = [f"u{number:03d}" for number in range(12)]
    for student in students:
        put(subs, f"{student}.json", classroom.hand_in(key, student, student))
    grade(path, [subs], out, with_feedback=True)
    prompts = set()
    for student in students:
        asked = classroom.asked(key, student, "sample/share")
        text = plain(out / "feedback" / f"{student}.html")
        assert f"{asked.prompt} Your answer: {asked.answer} per cent" in text
        prompts.add(asked.prompt)
    assert len(prompts) > 3


def test_a_question_that_was_left_out_is_shown_as_it_was_asked(week):
    key, path, subs, out = week
    students = [f"u{number:03d}" for number in range(8)]
    for student in students:
        put(subs, f"{student}.json", classroom.hand_in(key, student, student, only=[FIRST]))
    grade(path, [subs], out, with_feedback=True)
    for student in students:
        text = plain(out / "feedback" / f"{student}.html")
        asked = classroom.asked(key, student, "sample/share")
        assert f"3. 0 of 2 {asked.prompt} Your answer: no answer Right: {asked.answer:g}" in text
        assert text.count("Your answer: no answer") == 7
