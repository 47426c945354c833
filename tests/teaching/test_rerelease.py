"""A class that answers version 1, and a release of version 2: every grade is right, nothing moves to another option.

Between the two a typo was mended, an option added, another word chosen; of the data one row was corrected, one removed.
What is still asked in the same words is graded by the corrected key: whoever gave the former, wrong number was wrong.
"""

import json
from pathlib import Path

import classroom
import pytest
from classroom import put, rows, table

import mcollab as mc
from mcollab.questions import state
from mcollab.teaching import key as key_file
from mcollab.teaching.grading.run import grade
from mcollab.teaching.release import release

BANK = """\
chapter: mine
questions:
  - id: attack
    kind: single
    prompt: Who finds that an attack has occured?
    outcome: say who decides
    explanation: Each party decides.
    options:
      - {text: The Secretary General}
      - {text: Each party, correct: true}
      - {text: A majority}
  - id: members
    kind: multi
    prompt: Which were founders?
    outcome: name founders
    explanation: See the table.
    options: [{text: Norway, correct: true}, {text: Iceland, correct: true}, {text: Spain}, {text: Turkey}]
  - id: founded
    kind: numeric
    prompt: "In which year was {name} founded?"
    outcome: date it
    explanation: It was {year}.
    generator: founding
    answer: "{year}"
  - id: order
    kind: order
    prompt: Order these.
    outcome: order
    explanation: By year.
    items: [First, Second, Third, Fourth]
  - id: seats
    kind: match
    prompt: Match.
    outcome: match
    explanation: Seats.
    pairs: [{left: NATO, right: Brussels}, {left: OSCE, right: Vienna}]
    distractors: [Geneva]
  - id: why
    kind: short
    prompt: Why?
    outcome: explain
    explanation: For shelter.
    accept: [shelter]
    model_answer: Shelter.
  - id: guess
    kind: predict
    prompt: Guess.
    outcome: guess
    explanation: It rose.
    hidden: [{x: 2014, y: 70}, {x: 2015, y: 80}]
    unit: "%"
    low: 0
    high: 100
    scale: 40
    why: Why the gap?
"""
GENERATOR = """\
import csv
from pathlib import Path

def founding(rng):
    with Path(__file__).with_name("rows.csv").open() as file:
        row = rng.choice(list(csv.DictReader(file)))
    return {"name": row["name"], "year": int(row["year"])}
"""
ROWS = {"NATO": 1949, "WEU": 1955, "SEATO": 1955, "CSTO": 2002, "ANZUS": 1952, "OSCE": 1975, "CENTO": 1956, "EU": 1993}
MENDED = [
    ("has occured?", "has occurred?"),  # a typo in a prompt
    (
        "    options:\n      - {text: The Secretary",
        "    options:\n      - {text: Nobody}\n      - {text: The Secretary",
    ),
    ("{text: Spain}", "{text: The Kingdom of Spain}"),  # an option in other words
    ("[Geneva]", "[Geneva, Oslo]"),
    ("{x: 2015, y: 80}", "{x: 2015, y: 90}"),  # a figure that nobody sees before answering
]
CLASS = [f"u{number:02d}" for number in range(40)]


@pytest.fixture
def desk(tmp_path):
    """A folder with a bank of one's own, its data and an assignment."""
    (tmp_path / "mine.yml").write_text(BANK, encoding="utf-8")
    (tmp_path / "mine.py").write_text(GENERATOR, encoding="utf-8")
    data(tmp_path, ROWS)
    names = ", ".join(f"mine/{name}" for name in ("attack", "members", "founded", "order", "seats", "why", "guess"))
    text = f"id: week5\ntitle: Week 5\nbanks: [mine.yml]\nquestions: [{names}]\nvariants: 60\n"
    (tmp_path / "week5.yml").write_text(text, encoding="utf-8")
    return tmp_path


def data(folder, table_):
    """Write the rows from which the variants are drawn."""
    (folder / "rows.csv").write_text("name,year\n" + "".join(f"{name},{year}\n" for name, year in table_.items()))


def released(folder):
    """Release, and return the key."""
    return release(folder / "week5.yml", folder / "week5").key


def mended(folder):
    """Mend the bank and the data, release again, and return the new key."""
    text = (folder / "mine.yml").read_text(encoding="utf-8")
    for old, new in MENDED:
        assert text.count(old) == 1
        text = text.replace(old, new)
    (folder / "mine.yml").write_text(text, encoding="utf-8")
    data(folder, {name: year + (name == "SEATO") for name, year in ROWS.items() if name != "WEU"})
    return released(folder)


def halves(student):
    """How a student answers: the even ones right, the odd ones wrong where there is a wrong."""
    wrong = {
        "single": "A majority",
        "multi": ["Norway", "Spain"],
        "numeric": "1900",
        "order": ["Fourth", "Third", "Second", "First"],
        "match": {"NATO": "Vienna", "OSCE": "Geneva"},
        "short": "shelter",
        "predict": None,
    }
    return classroom.right if int(student[1:]) % 2 == 0 else lambda question: wrong[question.kind]


def worth(first, student):
    """What a student's answers to the first version are worth after the second: what was corrected holds for all."""
    if int(student[1:]) % 2:
        return "1"  # the reason alone, which did not change
    founded = classroom.asked(first, student, "mine/founded").prompt
    # SEATO's former year was wrong; the guess is 10 away in one of two years, of a scale of 40.
    return "5.875" if "SEATO" in founded else "6.875"


def test_the_class_is_graded_by_what_it_was_asked(desk):
    first = released(desk)
    assert {one.prompt for one in first.questions["mine/founded"].variants} >= {
        f"In which year was {n} founded?" for n in ROWS
    }
    for student in CLASS:
        put(desk / "subs", f"{student}.json", classroom.hand_in(first, student, student, answer=halves(student)))
    assert grade(desk / "week5.key.yml", [desk / "subs"], desk / "grades").complete
    before = table(desk / "grades" / "grades.csv")
    assert {row["grade"] for row in before[::2]} == {"7"} and {row["grade"] for row in before[1::2]} == {"1"}
    second = mended(desk)
    assert second.version != first.version
    assert (desk / f"week5.{first.version}.key.yml").exists()
    summary = grade(desk / "week5.key.yml", [desk / "subs"], desk / "grades")
    assert summary.complete and summary.changed == len(CLASS) / 2
    found = rows(desk / "grades")
    assert {student: found[student]["grade"] for student in CLASS} == {one: worth(first, one) for one in CLASS}
    assert {"5.875", "6.875"} <= {row["grade"] for row in found.values()}


def test_a_class_half_of_which_goes_on_in_the_new_version(desk, monkeypatch):
    first = released(desk)
    answered = {student: classroom.hand_in(first, student, student, answer=halves(student)) for student in CLASS}
    second = mended(desk)
    monkeypatch.chdir(desk / "week5")
    (desk / "subs").mkdir()
    for student, document in answered.items():
        # What a browser or a notebook kept of version 1 is handed in from version 2, and answered anew by nobody.
        # A browser keeps the variant's name too, which no hand-in has.
        variant = classroom.asked(first, student, "mine/founded").variant
        kept = {
            classroom.place(second, student, name): state.State(
                **answer, variant=variant if name == "mine/founded" else ""
            )
            for name, answer in document["answers"].items()
        }
        state.save(Path("week5.answers.json"), kept)
        handed = mc.submit("week5", student, student)
        assert handed.document["version"] == second.version
        (desk / "week5" / f"week5-{student}.json").rename(desk / "subs" / f"{student}.json")
    assert grade(desk / "week5.key.yml", [desk / "subs"], desk / "grades").complete
    found = rows(desk / "grades")
    assert {student: found[student]["grade"] for student in CLASS} == {one: worth(first, one) for one in CLASS}


def test_a_corrected_row_grades_all_alike_whenever_they_answered(desk):
    """The former year was wrong: who gave the true one before it was corrected is right, who gave the false one not."""
    first = released(desk)
    seato = [f"s{n}" for n in range(300) if "SEATO" in classroom.asked(first, f"s{n}", "mine/founded").prompt]
    second = mended(desk)
    still = next(one for one in seato if "SEATO" in classroom.asked(second, one, "mine/founded").prompt)
    given = {"1955": "0", "1956": "1"}
    for key in (first, second):
        for year, points in given.items():
            document = classroom.hand_in(key, still, answer=lambda _, year=year: year, only=["mine/founded"])
            put(desk / f"{key.version}-{year}", "a.json", document)
            assert grade(desk / "week5.key.yml", [desk / f"{key.version}-{year}"], desk / "grades").complete
            assert rows(desk / "grades")[still]["mine/founded"] == points


def test_a_class_that_answers_five_releases_is_graded_by_what_each_was_asked(desk):
    """A typo mended, an option added, a row corrected, a row removed, one after the other; ten answer each release."""
    keys = [released(desk)]
    for old, new in MENDED[:2]:
        text = (desk / "mine.yml").read_text(encoding="utf-8")
        (desk / "mine.yml").write_text(text.replace(old, new), encoding="utf-8")
        keys.append(released(desk))
    for table_ in (
        {**ROWS, "SEATO": 1956},
        {name: year for name, year in ROWS.items() if name not in ("SEATO", "WEU")},
    ):
        data(desk, table_)
        keys.append(released(desk))
    assert [len(keys[-1].earlier), len({key.version for key in keys})] == [4, 5]
    wanted = {}
    for number, key in enumerate(keys):
        for student in (f"u{number}{place:02d}" for place in range(10)):
            put(desk / "subs", f"{student}.json", classroom.hand_in(key, student, student, answer=halves(student)))
            # Whoever was asked of SEATO before its row was corrected gave the former, wrong year: 1 of 7 points.
            wrong = number < 3 and "SEATO" in classroom.asked(key, student, "mine/founded").prompt
            wanted[student] = "1" if int(student[1:]) % 2 else "6" if wrong else "7"
    assert grade(desk / "week5.key.yml", [desk / "subs"], desk / "grades").complete
    assert {student: row["grade"] for student, row in rows(desk / "grades").items()} == wanted
    assert set(wanted.values()) == {"1", "6", "7"}


def test_a_corrected_row_stays_corrected_when_the_words_are_mended_later(desk):
    """The latest key that asked the same words decides, in whatever order the files are read."""
    (desk / "week5.yml").write_text("id: week5\ntitle: W\nbanks: [mine.yml]\nquestions: [mine/many]\n")

    def asking(prompt, answer):
        about = f"kind: numeric, prompt: {prompt}, outcome: o, explanation: e, answer: {answer}"
        (desk / "mine.yml").write_text(f"chapter: mine\nquestions:\n  - {{id: many, {about}}}\n")
        return released(desk)

    def right():
        assert grade(desk / "week5.key.yml", [desk / "subs"], desk / "grades").complete
        return {student for student, row in rows(desk / "grades").items() if row["mine/many"] == "1"}

    given = (("How many membrs?", 30), ("How many membrs?", 32), ("How many membrs?", 31))
    keys = [asking(*one) for one in given]
    for key, first in zip(keys, "abc", strict=True):
        for number in ("30", "31", "32"):
            document = classroom.hand_in(key, f"{first}{number}", answer=lambda _, number=number: number)
            put(desk / "subs", f"{first}{number}.json", document)
    assert right() == {"a31", "b31", "c31"}
    keys += [asking("How many members?", 31), asking("How many members are there?", 31)]
    assert right() == {"a31", "b31", "c31"}
    assert keys[-1].earlier == [key.version for key in keys[:-1]]
    # Released again as it was at first: that key is the latest now, and decides.
    back = asking(*given[0])
    assert back.version == keys[0].version and back.earlier == [key.version for key in keys[1:]]
    assert right() == {"a30", "b30", "c30"}


def test_a_question_whose_kind_changed_is_graded_by_the_former_key(desk):
    first = released(desk)
    for student in CLASS[:4]:
        put(desk / "subs", f"{student}.json", classroom.hand_in(first, student, answer=halves(student)))
    text = (desk / "mine.yml").read_text(encoding="utf-8")
    (desk / "mine.yml").write_text(text.replace("kind: single", "kind: multi"), encoding="utf-8")
    second = released(desk)
    assert second.questions["mine/attack"].variants[0].kind == "multi"
    put(desk / "subs", "new.json", classroom.hand_in(second, "new", answer=classroom.right))
    assert grade(desk / "week5.key.yml", [desk / "subs"], desk / "grades", with_feedback=True).complete
    assert {one: row["mine/attack"] for one, row in rows(desk / "grades").items()} == {
        **dict.fromkeys(CLASS[:4:2], "1"),
        **dict.fromkeys(CLASS[1:4:2], "0"),
        "new": "1",
    }


def test_what_changed_is_said_and_nothing_stands_for_another(desk, monkeypatch):
    first = released(desk)
    document = classroom.hand_in(first, "u00", "A")
    second = mended(desk)
    monkeypatch.chdir(desk / "week5")
    kept = {name: state.State(**answer) for name, answer in document["answers"].items()}
    state.save(Path("week5.answers.json"), {classroom.place(second, "u00", name): one for name, one in kept.items()})
    spec = json.loads(Path("week5.json").read_text())
    shown = {
        question["name"]: question["variants"][0] for question in spec["questions"] if len(question["variants"]) == 1
    }
    how = {name: state.standing(one, kept[name]) for name, one in shown.items()}
    assert how == {
        "mine/attack": "named",  # a typo and an option more: what was chosen is still there
        "mine/members": "named",
        "mine/order": "same",
        "mine/seats": "named",
        "mine/why": "same",
        "mine/guess": "same",
    }
    wrong = kept["mine/members"].model_copy(update={"response": ["Norway", "Spain"]})
    assert state.standing(shown["mine/members"], wrong) == "changed"  # Spain is no option any more


def test_a_row_that_was_removed_moves_only_who_had_it(desk):
    first, second = released(desk), mended(desk)
    changed = {"WEU", "SEATO"}
    moved = 0
    for student in CLASS:
        one, other = (classroom.asked(key, student, "mine/founded").prompt for key in (first, second))
        name = one.removeprefix("In which year was ").removesuffix(" founded?")
        if name in changed:
            moved += one != other
        else:
            assert one == other or "SEATO" in other, student
    assert moved


def test_the_key_of_the_first_version_is_needed_and_asked_for(desk):
    first = released(desk)
    put(desk / "subs", "a.json", classroom.hand_in(first, "u00", "A"))
    mended(desk)
    (desk / f"week5.{first.version}.key.yml").unlink()
    summary = grade(desk / "week5.key.yml", [desk / "subs"], desk / "grades")
    assert summary.problem_count == 1 and f"week5.{first.version}.key.yml" in summary.problems[0][1]
    assert key_file.read(desk / "week5.key.yml").version != first.version
