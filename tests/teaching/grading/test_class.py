"""A class of 300 with 40 bad files, and what an instructor sees of it."""

import csv
import io
import json
import random
import subprocess
import zipfile

import classroom
import pytest
from classroom import GRADE, put, rows, table

from mcollab.teaching.grading.run import grade


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
    theirs = classroom.asked(key, "x006", "sample/share")
    not_theirs = next(one for one in key.questions["sample/share"].variants if one.asked != theirs.asked)
    borrowed["answers"]["sample/share"]["asked"] = not_theirs.asked
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


@pytest.mark.slow
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
            key.questions[name].points * classroom.asked(key, student, name).score(answer["response"])
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


@pytest.mark.slow
def test_nothing_needs_a_person(week):
    key, path, subs, out = week
    put(subs, "a.json", classroom.hand_in(key, "u001", "A"))
    done = subprocess.run([*GRADE, str(path), str(subs), "-o", str(out)], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert rows(out)["u001"]["grade"] == "12"
    assert not (out / "to_read.csv").exists()


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
