"""A class that answers one version, and a release after it: each answer is marked by what it was given to.

What the second version asks in the same words is marked by its key: a corrected row holds for who answered before it.
"""

import json

import classroom
import pytest
from classroom import put, rows

from mcollab import course
from mcollab.questions.hashing import fnv1a
from mcollab.teaching import handin
from mcollab.teaching import key as key_file
from mcollab.teaching.grading.run import grade
from mcollab.teaching.lms import table
from mcollab.teaching.release import release

CHANGES = {
    "a typo mended": lambda: (
        classroom.QUESTIONS.replace("is the *oldest*?", "is the *very oldest*?").replace(
            "is {a} times {b}?", "is {a} × {b}?"
        ),
        classroom.GENERATORS,
    ),
    "an option added": lambda: (
        classroom.QUESTIONS.replace(
            "      - {text: The Treaty of Windsor",
            "      - {text: The Holy Alliance}\n      - {text: The Treaty of Windsor",
        ).replace("      - {text: Austria}", "      - {text: Albania, correct: true}\n      - {text: Austria}"),
        classroom.GENERATORS,
    ),
    "rows corrected": lambda: (
        classroom.QUESTIONS.replace("OSCE, right: Vienna", "OSCE, right: Helsinki").replace("71.83", "72.83"),
        classroom.GENERATORS.replace("a * b + 0.25", "a * b + 0.5"),
    ),
    "a row removed": lambda: (
        classroom.QUESTIONS,
        classroom.GENERATORS.replace(
            "rng.randint(12, 97), rng.randint(12, 97)", "rng.randint(13, 97), rng.randint(14, 97)"
        ),
    ),
}
STUDENTS = [f"u{number:03d}" for number in range(24)]


@pytest.fixture(params=CHANGES)
def changed(request, week, tmp_path, monkeypatch):
    """The key of the first version, of the second, and where the keys, the hand-ins and the grades are."""
    first, path, subs, out = week
    shelf = tmp_path / "shelf"
    classroom.write_bank(shelf)
    questions, generators = CHANGES[request.param]()
    (shelf / "sample.yml").write_text(questions, encoding="utf-8")
    (shelf / "sample.py").write_text(generators, encoding="utf-8")
    monkeypatch.setattr(course, "questions_dir", lambda: shelf)
    done = release(tmp_path / "week3.yml", tmp_path / "week3")
    second, kept = done.key, done.former
    assert second.version != first.version and kept
    return first, second, path, subs, out


def worth(first, second, student, names=None):
    """The points of right answers to the first version: right now too, unless the second corrects the same question."""
    points = 0
    for name, asked in first.questions.items():
        one = classroom.asked(first, student, name)
        now = next((other for other in second.questions[name].variants if other.asked == one.asked), one)
        points += asked.points * (now.score(classroom.right(one)) if names is None or name in names else 1)
    return f"{round(points, 3):g}"


def test_each_answer_is_graded_by_what_it_answers(changed):
    first, second, path, subs, out = changed
    for student in STUDENTS[:12]:
        put(subs, f"{student}.json", classroom.hand_in(first, student))
    for student in STUDENTS[12:]:
        put(subs, f"{student}.json", classroom.hand_in(second, student))
    summary = grade(path, [subs], out, with_feedback=True)
    assert summary.complete and summary.similar == 0
    found = {student: row["grade"] for student, row in rows(out).items()}
    assert found == {one: worth(first, second, one) if one in STUDENTS[:12] else "12" for one in STUDENTS}
    assert (set(found.values()) == {"12"}) == (not _corrected(first, second))


def test_answers_to_the_former_version_handed_in_from_the_new_page(changed):
    """What was restored and not touched keeps what it was given to, whatever version the file is of."""
    first, second, path, subs, out = changed
    kept = {}
    for student in STUDENTS:
        mixed = classroom.hand_in(second, student, answer=classroom.right)
        before = classroom.hand_in(first, student)["answers"]
        kept[student] = [name for i, name in enumerate(mixed["answers"]) if (i + len(student)) % 2]
        mixed["answers"].update({name: before[name] for name in kept[student]})
        put(subs, f"{student}.json", classroom.sealed(mixed))
    assert grade(path, [subs], out).complete
    found = {student: row["grade"] for student, row in rows(out).items()}
    assert found == {one: worth(first, second, one, kept[one]) for one in STUDENTS}


def test_a_student_keeps_the_variant_unless_it_is_gone(changed):
    first, second, *_ = changed
    for name in ("sample/share", "sample/pick"):
        left = {one.variant for one in second.questions[name].variants}
        for student in STUDENTS:
            before, now = (classroom.asked(key, student, name) for key in (first, second))
            if before.variant in left and len(left & {one.variant for one in first.questions[name].variants}) == 6:
                assert now.variant == before.variant


def test_what_no_key_asked_is_not_graded_and_told(changed):
    first, second, path, subs, out = changed
    path.with_name(f"week3.{first.version}.key.yml").unlink()
    document = classroom.hand_in(first, "u001")
    put(subs, "a.json", classroom.sealed({**document, "version": second.version}))
    summary = grade(path, [subs], out)
    told = [reason for _, reason in summary.problems]
    known = {one.asked for asked in second.questions.values() for one in asked.variants}
    lost = [name for name, answer in document["answers"].items() if answer["asked"] not in known]
    assert lost and len(told) == len(lost)
    assert all(f"{name}: not graded, since no key here has the question" in " ".join(told) for name in lost)


def test_what_is_not_graded_is_no_zero(changed):
    """Neither a cell nor the grade has a number, and no export writes one; an empty answer is worth nothing anyway."""
    first, second, path, subs, out = changed
    path.with_name(f"week3.{first.version}.key.yml").unlink()
    known = {one.asked for asked in second.questions.values() for one in asked.variants}
    for student, answer in (("u002", lambda _: ""), ("u001", classroom.right)):
        document = {**classroom.hand_in(first, student, answer=answer), "version": second.version}
        put(subs, f"{student}.json", classroom.sealed(document))
    lost = [name for name, answer in document["answers"].items() if answer["asked"] not in known]
    summary = grade(path, [subs], out, with_feedback=True)
    row = rows(out)["u001"]
    assert lost and {name for name in first.questions if row[name] == ""} == set(lost)
    assert (row["grade"], row["to_read"], summary.unread) == ("", "0", 0)
    assert rows(out)["u002"]["grade"] == "0" and {reason.split(":")[0] for _, reason in summary.problems} == set(lost)
    page = next((out / "feedback").glob("u001*.html")).read_text(encoding="utf-8")
    assert (
        page.count("<small>not graded</small>")
        == page.count("an older version of this question")
        == summary.problem_count
    )
    done = table.write(out, out / "export.csv")
    assert (done.waiting, done.filled) == (["u001"], 1)
    assert [line.split(",")[0] for line in (out / "export.csv").read_text().splitlines()[1:]] == ["u002"]


def test_an_answer_that_is_not_graded_gives_way_to_a_later_one(changed):
    first, second, path, subs, out = changed
    path.with_name(f"week3.{first.version}.key.yml").unlink()
    put(subs, "a.json", classroom.sealed({**classroom.hand_in(first, "u001"), "version": second.version}))
    document = classroom.hand_in(second, "u001")
    for answer in document["answers"].values():
        answer["ts"], answer["rev"] = 2000, 2
    put(subs, "b.json", classroom.sealed(document))
    summary = grade(path, [subs], out)
    assert summary.complete and rows(out)["u001"]["grade"] == "12"


def test_a_file_of_the_former_format_is_read_by_the_key_of_its_version(week):
    """Then answers said by number which variant and which options; the key has the options as they were shown."""
    key, path, subs, out = week
    for asked in key.questions.values():
        for one in asked.variants:
            one.asked = one.variant = ""
    key_file.write(path, key)
    key = key_file.read(path)
    answers = {}
    for name, asked in key.questions.items():
        index = handin.variant(key.assignment, "u001", name, asked.variants)
        assert index == fnv1a(f"week3\x1fu001\x1f{name}") % len(asked.variants)
        one = asked.variants[index]
        texts = [option.text for option in one.options] if one.kind in ("single", "multi") else []
        response = classroom.right(one)
        match one.kind:
            case "single":
                response = texts.index(response)
            case "multi":
                response = [texts.index(text) for text in response]
            case "predict":
                response = {"guess": list(response["guess"].values()), "why": ""}
        answers[name] = {"variant": index, "rev": 1, "ts": 1000, "response": response, "confidence": None}
    document = {**classroom.hand_in(key, "u001"), "format": handin.FORMER, "answers": answers}
    put(subs, "a.json", classroom.sealed(document))
    assert grade(path, [subs], out).complete
    assert rows(out)["u001"]["grade"] == "12"


def test_points_that_were_read_stay_when_the_wording_changes(changed):
    first, second, path, subs, out = changed
    answer = lambda one: "For shelter." if one.kind == "short" else classroom.right(one)  # noqa: E731
    put(subs, "a.json", classroom.hand_in(first, "u001", answer=answer))
    put(subs, "b.json", classroom.hand_in(second, "u002", answer=answer))
    assert grade(path, [subs], out).unread == (1 if _same_short(first, second) else 2)
    text = (out / "to_read.csv").read_text(encoding="utf-8-sig")
    lines = text.splitlines()
    points = lines[0].split(",").index("points")
    filled = [
        lines[0],
        *(",".join([*cells[:points], "2", *cells[points + 1 :]]) for cells in (line.split(",") for line in lines[1:])),
    ]
    (out / "to_read.csv").write_text("\n".join(filled) + "\n", encoding="utf-8-sig")
    assert grade(path, [subs], out).complete
    found = rows(out)
    assert found["u001"]["grade"] == f"{round(float(worth(first, second, 'u001')) - 1, 3):g}"
    assert found["u002"]["grade"] == "11"


def _corrected(first, second):
    """Whether the second version answers otherwise what both ask in the same words."""
    answers = [
        {(name, one.asked): one.right() for name, asked in key.questions.items() for one in asked.variants}
        for key in (first, second)
    ]
    return any(answers[1].get(asked, right) != right for asked, right in answers[0].items())


def _same_short(first, second):
    name = "sample/why-ally"
    return first.questions[name].variants[0].asked == second.questions[name].variants[0].asked


def test_a_key_corrected_by_hand_still_finds_its_answers(week):
    key, path, subs, out = week
    put(subs, "a.json", classroom.hand_in(key, "u001"))
    text = path.read_text(encoding="utf-8")
    assert text.count("asked: ") == sum(len(asked.variants) for asked in key.questions.values())
    path.write_text(text.replace("Why do small states ally?", "Why do small states make alliances?"), encoding="utf-8")
    assert grade(path, [subs], out).complete
    assert json.loads(json.dumps(rows(out)))["u001"]["grade"] == "12"
