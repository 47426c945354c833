"""Grading as an instructor meets it: a class of 300 with 40 bad files, resubmissions, lateness, corrections, kills, full disks."""

import csv
import io
import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import classroom
import pytest

from mcollab.errors import McollabError
from mcollab.questions import scoring
from mcollab.teaching import reading
from mcollab.teaching.grade import account_of, grade
from mcollab.teaching.release import read_key, write_key

GRADE = [
    sys.executable,
    "-c",
    "from mcollab.cli import main; import sys; sys.argv = ['mcollab', 'grade', *sys.argv[1:]]; main()",
]


def table(path):
    """The rows of a CSV file as they stand there."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def rows(out):
    """The grades by student number."""
    return {row["student_id"]: row for row in table(out / "grades.csv")}


def put(folder, name, document):
    """Write a hand-in."""
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(json.dumps(document), encoding="utf-8")


def results(folder):
    """All that a run left, but for what it remembers."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith(".")
    }


@pytest.fixture
def week(released, tmp_path):
    """The key, its file, a folder for hand-ins and one for grades."""
    return released[0], released[1], tmp_path / "subs", tmp_path / "grades"


def bad_files(key):
    """Forty files that cannot be graded, by name."""
    whole = json.dumps(classroom.hand_in(key, "x001", "Bad"))
    edited = classroom.hand_in(key, "x002")
    edited["answers"]["sample/seats"]["rev"] = 7
    other = classroom.sealed({**classroom.hand_in(key, "x003"), "assignment": "week2"})
    version = classroom.sealed({**classroom.hand_in(key, "x004"), "version": "feedfeedfeed"})
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
    borrowed = classroom.hand_in(key, "x005")
    borrowed["student"]["id"] = "x006"
    borrowed["answers"]["sample/share"]["variant"] = (borrowed["answers"]["sample/share"]["variant"] + 1) % 6
    files = {f"cut{i}.json": whole[: len(whole) * i // 12].encode() for i in range(1, 12)}
    files |= {
        "empty.json": b"",
        "spaces.json": b"   \n",
        "page.html": b'<!doctype html><meta name="generator" content="mcollab assignment">',
        "login.html": b"<html>please log in",
        "photo.jpg": b"\xff\xd8\xff\xe0",
        "essay.pdf": b"%PDF-1.4",
        "essay.docx": packed.getvalue(),
        "essay.doc": b"\xd0\xcf\x11\xe0",
        "essay.rtf": b"{\\rtf1}",
        "notes.txt": b"my answers are a b c",
        "list.json": b"[1, 2]",
        "null.json": b"null",
        "number.json": b"1e999",
        "nested.json": b"[" * 5000,
        "key.json": b'{"format": "mcollab.key/1"}',
        "assignment.json": b'{"format": "mcollab.assignment/1"}',
        "answers.json": b'{"format": "mcollab.answers/1"}',
        "next.json": b'{"format": "mcollab.submission/2"}',
        "bare.ipynb": b'{"cells": [], "nbformat": 4}',
        "edited.json": json.dumps(edited).encode(),
        "week2.json": json.dumps(other).encode(),
        "version.json": json.dumps(version).encode(),
        "borrowed.json": json.dumps(classroom.sealed(borrowed)).encode(),
        "nameless.json": json.dumps(
            classroom.sealed({**classroom.hand_in(key, "x"), "student": {"id": " ", "name": "N"}})
        ).encode(),
        "noise.json": bytes(range(256)),
        "broken.zip": b"PK\x03\x04 no more",
        "packed.7z": b"7z\xbc\xaf\x27\x1c",
        "infinite.json": whole.replace("1000", "1e999", 1).encode(),
        "twice.json": (whole + whole).encode(),
    }
    assert len(files) == 40
    return files


def test_300_files_of_which_40_are_bad(week):
    key, path, subs, out = week
    subs.mkdir()
    expected = {}
    for number in range(260):
        rng = random.Random(number)
        student = f"u{number:03d}"
        document = classroom.hand_in(
            key,
            student,
            f'Student, "{number}" Ünï',
            answer=lambda question, rng=rng: classroom.some(question, rng),
            only=[f"sample/{name}" for name in classroom.NAMES if name != "why-ally"],
        )
        put(subs, f"{student}.json", document)
        expected[student] = sum(
            key.questions[name].points
            * scoring.score(key.questions[name].variants[answer["variant"]], answer["response"])
            for name, answer in document["answers"].items()
        )
    bad = bad_files(key)
    for name, data in bad.items():
        (subs / name).write_bytes(data)
    done = subprocess.run([*GRADE, str(path), str(subs), "-o", str(out)], capture_output=True, text=True)
    assert done.returncode == 2
    assert "260 students from 300 files" in done.stdout
    found = rows(out)
    assert set(found) == set(expected)
    for student, points in expected.items():
        assert float(found[student]["grade"]) == pytest.approx(points, abs=6e-4), student
    problems = table(out / "problems.csv")
    assert sorted(row["file"] for row in problems) == sorted(bad)
    assert all(row["reason"] and row["tell_the_student"] for row in problems)
    assert "\n" not in "".join(row["reason"] for row in problems)


def test_nothing_needs_a_person(week):
    key, path, subs, out = week
    put(subs, "a.json", classroom.hand_in(key, "u001", "A"))
    done = subprocess.run([*GRADE, str(path), str(subs), "-o", str(out)], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert rows(out)["u001"]["grade"] == "12"
    assert not (out / "to_read.csv").exists()


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


def test_lateness_by_the_day_with_grace_and_extensions(week):
    key, path, subs, out = week
    for student, moment in (
        ("u001", "2026-12-04T22:59:00Z"),
        ("u002", "2026-12-04T23:13:00Z"),
        ("u003", "2026-12-04T23:15:00Z"),
        ("u004", "2026-12-06T22:58:00Z"),
        ("u005", "2027-02-01T00:00:00Z"),
        ("u007", "2026-12-20T10:00:00+01:00"),
    ):
        put(subs, f"{student}.json", classroom.hand_in(key, student, submitted=moment))
    grade(path, [subs], out)
    found = rows(out)
    assert [found[student]["days_late"] for student in sorted(found)] == ["0", "0", "1", "2", "59", "0"]
    assert [found[student]["grade"] for student in sorted(found)] == ["12", "12", "10.8", "9.6", "6", "12"]


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
    write_key(path, key)
    summary = grade(path, [subs], out)
    assert (summary.reused, summary.changed) == (0, 1)
    assert rows(out)["u001"]["grade"] == "12"


def test_files_of_a_version_released_before(week, released, tmp_path):
    key, path, subs, out = week
    put(subs, "a.json", classroom.hand_in(key, "u001"))
    (tmp_path / "week3.yml").write_text(classroom.ASSIGNMENT.replace("variants: 6", "variants: 7"), encoding="utf-8")
    from mcollab.teaching.release import release

    fresh, _, _, kept = release(tmp_path / "week3.yml", tmp_path / "week3")
    assert kept.name == f"week3.{key.version}.key.yml"
    put(subs, "b.json", classroom.hand_in(fresh, "u002"))
    assert grade(path, [subs], out).complete
    assert {row["grade"] for row in table(out / "grades.csv")} == {"12"}
    kept.unlink()
    summary = grade(path, [subs], out)
    assert summary.problem_count == 1 and key.version in summary.problems[0][1]


def test_names_that_spreadsheets_and_terminals_obey(week):
    key, path, subs, out = week
    names = [
        "=1+1",
        "+A1",
        "-2+3",
        "@SUM(A1)",
        "\t=1",
        'Ann, "Bo"',
        "O'Neil; Bo",
        "😀 Ünï",
        "שלום",
        "\u202eevil",
        "a\x1b[31m",
        "<script>alert(1)</script>",
        "'=1",
    ]
    for number, name in enumerate(names):
        put(
            subs,
            f"{number}.json",
            classroom.hand_in(
                key,
                f"=u{number}",
                name,
                answer=lambda question, name=name: name if question.kind == "short" else classroom.right(question),
            ),
        )
    put(subs, "=cmd.json", {})
    grade(path, [subs], out, with_feedback=True)
    for name in ("grades.csv", "problems.csv", "to_read.csv", "answers.csv", "similarity.csv"):
        for line in csv.reader(io.StringIO((out / name).read_text(encoding="utf-8-sig"), newline="")):
            assert not any(
                cell.startswith(("=", "+", "@", "\t")) or (cell.startswith("-") and not cell[1:2].isdigit())
                for cell in line
            ), line
            assert not any(char in cell for cell in line for char in "\x1b\u202e\x00")
    assert {"'=1+1", "😀 Ünï", "שלום", "evil", "a[31m"} <= {row["name"] for row in table(out / "grades.csv")}
    for page in [out / "report.html", *(out / "feedback").iterdir()]:
        assert "<script" not in page.read_text(encoding="utf-8")
    assert all(place.parent == out / "feedback" for place in (out / "feedback").iterdir())


def test_the_order_of_files_does_not_matter(week, tmp_path):
    key, path, subs, out = week
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
    import statistics

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


@pytest.mark.parametrize(
    ("name", "account", "late"),
    [
        ("subs.zip/oneilbo_7000_9000_week3-u001.json", "canvas:7000", False),
        ("oneilbo_LATE_7000_9000_week3-u001-1.json", "canvas:7000", True),
        ("lee_12_34_mine.zip/inner/week3.json", "canvas:12", False),
        ("Ann Lee_4711_assignsubmission_file_/week3.json", "moodle:4711", False),
        ("Ann_Lee-X_4711_assignsubmission_file_week3.json", "moodle:4711", False),
        ("u001.json", "", False),
        ("week3-u001.json", "", False),
    ],
)
def test_whose_file_a_learning_system_says_it_is(name, account, late):
    assert account_of(name) == (account, late)


def test_a_kill_at_any_moment_is_mended_by_a_rerun(week):
    key, path, subs, out = week
    for number in range(120):
        put(
            subs,
            f"{number:03d}.json",
            classroom.hand_in(
                key,
                f"u{number:03d}",
                answer=lambda question, number=number: classroom.some(question, random.Random(number)),
            ),
        )
    command = [*GRADE, str(path), str(subs), "-o"]
    start = time.monotonic()
    assert subprocess.run([*command, str(out)], capture_output=True).returncode == 2
    whole, wanted = time.monotonic() - start, results(out)
    rng = random.Random(os.getpid())
    struck = 0
    for turn in range(6):
        fresh = out.with_name(f"killed{turn}")
        run = subprocess.Popen([*command, str(fresh)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(rng.uniform(0.3, 1) * whole)
        run.kill()
        struck += run.wait() == -signal.SIGKILL
        assert subprocess.run([*command, str(fresh)], capture_output=True).returncode == 2
        assert results(fresh) == wanted
    assert struck


def test_a_full_disk_is_one_sentence_and_harms_nothing(week):
    key, path, subs, out = week
    for number in range(60):
        put(subs, f"{number:03d}.json", classroom.hand_in(key, f"u{number:03d}"))
    grade(path, [subs], out)
    before = results(out)
    put(subs, "late.json", classroom.hand_in(key, "u999"))

    def little():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))

    done = subprocess.run(
        [*GRADE, str(path), str(subs), "-o", str(out)], capture_output=True, text=True, preexec_fn=little
    )
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1 and done.stderr.startswith("mcollab: ") and "cannot be written" in done.stderr
    assert results(out) == before
    grade(path, [subs], out)
    assert "u999" in rows(out)


def test_where_nothing_can_be_written(week, tmp_path):
    key, path, subs, _ = week
    put(subs, "a.json", classroom.hand_in(key, "u001"))
    (tmp_path / "file").write_text("x")
    with pytest.raises(McollabError, match="cannot be written"):
        grade(path, [subs], tmp_path / "file" / "grades")
    with pytest.raises(McollabError, match="folder of the hand-ins"):
        grade(path, [subs], subs)


def test_a_memory_that_was_spoilt_is_made_again(week):
    key, path, subs, out = week
    put(subs, "a.json", classroom.hand_in(key, "u001"))
    grade(path, [subs], out)
    wanted = results(out)
    (out / ".grading.sqlite").write_bytes(b"no database" * 1000)
    assert grade(path, [subs], out).reused == 0
    assert results(out) == wanted


def test_nothing_outside_the_folder_of_grades_is_touched(week, tmp_path, monkeypatch):
    key, path, subs, _ = week
    put(subs, "a.json", classroom.hand_in(key, "u001"))
    put(subs, "../week3.key.json", {})
    out = subs / "grades"  # among the hand-ins, as happens
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    seen = lambda: {
        file: (file.stat().st_mtime_ns, file.stat().st_size)
        for file in tmp_path.rglob("*")
        if out not in [file, *file.parents]
    }
    before = seen()
    del before[subs]
    subprocess.run([*GRADE, str(path), str(subs), "-o", str(out)], capture_output=True, check=True)
    subprocess.run([*GRADE, str(path), str(subs), "-o", str(out)], capture_output=True, check=True)
    after = seen()
    del after[subs]
    assert after == before
    assert len(rows(out)) == 1


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("format: mcollab.key/1", "format: mcollab.key/2", "line"),
        ("points: 2.0", "points: much", "points"),
        ("kind: multi", "kind: many", "kind"),
        ("assignment: week3", "assignment: *other", "alias"),
        ("assignment: week3", "assignment: week3\nassignment: week4", "stands twice"),
        ("questions:", "questions: [", "not valid YAML"),
        ("correct: true", "correct: false", "correct"),
    ],
)
def test_a_key_that_was_spoilt_is_told_with_its_line(week, old, new, says):
    _, path, subs, out = week
    subs.mkdir()
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(McollabError, match=says) as told:
        grade(path, [subs], out)
    assert str(told.value).startswith("week3.key.yml") and "\n" not in str(told.value)
    assert not out.exists()


def test_the_key_is_read_as_it_was_written(released):
    key, path, _ = released
    again = read_key(path)
    left_out = {
        "questions": {name: {"variants": {"__all__": {"generator", "variants", "section"}}} for name in key.questions}
    }
    assert again.model_dump(exclude=left_out) == key.model_dump(exclude=left_out)
    before = path.read_bytes()
    assert write_key(path, again) is None
    assert path.read_bytes() == before
    assert Path(path).stat().st_mode & 0o077 == 0
