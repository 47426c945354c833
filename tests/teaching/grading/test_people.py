"""Who handed in what: one number and two people, several files of one, corrections of the instructor."""

import re

import classroom
import pytest
from classroom import put, rows, table

from mcollab.errors import McollabError
from mcollab.teaching.grading.run import grade

FIRST = "sample/first-treaty"


def test_one_number_used_by_two_people(week):
    key, path, subs, out = week
    put(subs, "lee_1_50_week3.json", classroom.hand_in(key, "u001", "Lee"))
    put(subs, "kim_2_51_week3.json", classroom.hand_in(key, "u001", "Kim", ts=9000))
    put(subs, "ann.json", classroom.hand_in(key, "u002", "Ann"))
    put(subs, "bob.json", classroom.hand_in(key, "u002", "Bob"))
    summary = grade(path, [subs], out, with_feedback=True)
    assert len(list((out / "feedback").iterdir())) == 4
    assert [(row["student_id"], row["account"], row["name"], row["note"]) for row in table(out / "grades.csv")] == [
        ("u001", "canvas:2", "Kim", "the number u001 was used by 2: canvas:1, canvas:2"),
        ("u001", "canvas:1", "Lee", "the number u001 was used by 2: canvas:1, canvas:2"),
        ("u002", "", "Ann", "the number u002 was used by 2: ann, bob"),
        ("u002", "", "Bob", "the number u002 was used by 2: ann, bob"),
    ]
    assert [(row["file"], row["student_id"], row["graded"]) for row in table(out / "problems.csv")] == [
        ("kim_2_51_week3.json", "u001", "yes"),
        ("lee_1_50_week3.json", "u001", "yes"),
        ("ann.json", "u002", "yes"),
        ("bob.json", "u002", "yes"),
    ]
    assert summary.problem_count == 4 and not summary.complete
    (out / "corrections.csv").write_text("file,student_id\nkim_2_51_week3.json,u009\nbob.json,\n", encoding="utf-8")
    summary = grade(path, [subs], out)
    assert set(rows(out)) == {"u001", "u002", "u009"}
    assert rows(out)["u009"]["note"] == "handed in as u001, corrected to u009"
    assert summary.complete and summary.left_out == 1 and summary.students == 3 and summary.files == 4


def test_two_people_of_one_name_have_a_row_each(week):
    key, path, subs, out = week
    put(subs, "linethan_1_50_week3.json", classroom.hand_in(key, "u001", "Ethan Lin"))
    put(subs, "linethan_2_51_week3.json", classroom.hand_in(key, "u002", "Ethan Lin", answer=lambda _: None))
    summary = grade(path, [subs], out, with_feedback=True)
    assert [(row["student_id"], row["name"], row["grade"]) for row in table(out / "grades.csv")] == [
        ("u001", "Ethan Lin", "12"),
        ("u002", "Ethan Lin", "0"),
    ]
    assert summary.complete and len(list((out / "feedback").iterdir())) == 2


def test_files_of_one_person_are_one_row(week):
    key, path, subs, out = week
    put(subs, "ann_1_50_a.json", classroom.hand_in(key, "u001", "Ann Lee"))
    put(subs, "ann_1_51_b.json", classroom.hand_in(key, "U001", "Ann"))  # another name, the same account
    put(subs, "c.json", classroom.hand_in(key, "u001", "ann  LEE"))  # no account, the same name
    put(subs, "d.json", classroom.hand_in(key, "u001", ""))  # neither
    put(subs, "e.json", classroom.hand_in(key, "u001", "Eve"))
    grade(path, [subs], out)
    assert [(row["account"], row["files"]) for row in table(out / "grades.csv")] == [
        ("canvas:1", "ann_1_50_a.json; ann_1_51_b.json; c.json; d.json"),
        ("", "e.json"),
    ]
    assert table(out / "grades.csv")[1]["note"].endswith("was used by 2: canvas:1, eve")


def test_an_account_is_known_though_its_file_comes_later(week):
    key, path, subs, out = week
    put(subs, "a.json", classroom.hand_in(key, "u001", "Ann"))
    put(subs, "b_1_50_x.json", classroom.hand_in(key, "u001", "Ann"))
    grade(path, [subs], out)
    assert [(row["account"], row["files"]) for row in table(out / "grades.csv")] == [
        ("canvas:1", "b_1_50_x.json; a.json")
    ]


def test_who_has_no_name_is_called_so(week):
    key, path, subs, out = week
    put(subs, "a.json", classroom.hand_in(key, "u001", ""))
    put(subs, "b.json", classroom.hand_in(key, "u001", "Bo"))
    grade(path, [subs], out)
    assert [row["note"] for row in table(out / "grades.csv")] == ["the number u001 was used by 2: bo, no name"] * 2


def test_number_and_name_are_those_of_the_last_file(week):
    key, path, subs, out = week
    put(subs, "b.json", classroom.hand_in(key, "u001", "Ann", submitted="2026-12-01T10:00:00Z"))
    put(subs, "a.json", classroom.hand_in(key, "U001", "ANN", submitted="2026-12-01T10:00:01Z"))
    grade(path, [subs], out)
    (row,) = table(out / "grades.csv")
    assert (row["student_id"], row["name"], row["note"]) == ("U001", "ANN", "")


def test_an_edited_file_counts_once_it_is_accepted(week):
    key, path, subs, out = week
    document = classroom.hand_in(key, "u001", "A")
    document["student"]["name"] = "B"
    put(subs, "a.json", document)
    assert grade(path, [subs], out).problem_count == 1
    (line,) = table(out / "problems.csv")
    assert (line["student_id"], line["graded"]) == ("", "no")
    assert line["reason"] == (
        "changed after it was made: its checksum does not fit. "
        "If you accept it, put it with its student number into corrections.csv and grade again"
    )
    assert line["tell_the_student"].startswith("Your file was changed after it was made")
    assert rows(out) == {}
    (out / "corrections.csv").write_text("file;student_id\na.json;u001\n", encoding="utf-16")
    assert grade(path, [subs], out).complete
    assert rows(out)["u001"]["grade"] == "12" and rows(out)["u001"]["note"] == ""


def test_a_name_may_be_written_in_either_form(week):
    _, path, subs, out = week
    put(subs, "Visegra\u0301d.json", {})
    out.mkdir()
    (out / "corrections.csv").write_text("file,student_id\nVisegr\u00e1d.json,\n", encoding="utf-8")
    assert grade(path, [subs], out).left_out == 1


def test_a_file_that_cannot_be_read_may_be_left_out(week):
    key, path, subs, out = week
    put(subs, "a.json", classroom.hand_in(key, "u001", "A"))
    (subs / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    assert [row["file"] for row in (grade(path, [subs], out), table(out / "problems.csv"))[1]] == ["photo.jpg"]
    (out / "corrections.csv").write_text("file,student_id\nphoto.jpg,\n,u5\n", encoding="utf-8")
    summary = grade(path, [subs], out)
    assert (summary.complete, summary.files, summary.left_out, summary.reused) == (True, 2, 1, 1)
    (out / "corrections.csv").write_text("datei,nummer\nphoto.jpg,\n", encoding="utf-8")
    with pytest.raises(
        McollabError, match=r"corrections.csv has the columns datei, nummer: expected file and student_id"
    ):
        grade(path, [subs], out)


def test_one_account_that_used_two_numbers(week):
    """Its pages would have one name, and one student would get the other's."""
    key, path, subs, out = week
    put(subs, "ann_1_50_week3.json", classroom.hand_in(key, "u001", "Ann"))
    put(subs, "ann_1_51_again.json", classroom.hand_in(key, "u010", "Ann"))
    put(subs, "bo_2_52_week3.json", classroom.hand_in(key, "u002", "Bo"))
    summary = grade(path, [subs], out, with_feedback=True)
    told = "the account canvas:1 used 2 numbers: u001, u010"
    assert summary.problems == [("ann_1_50_week3.json", told), ("ann_1_51_again.json", told)]
    assert [row["note"] for row in table(out / "grades.csv")] == [told, "", told]
    names = sorted(re.sub("-[0-9a-f]{8}", "-#", page.name) for page in (out / "feedback").iterdir())
    assert names == ["bo_2_52_feedback.html", "u001-#.html", "u010-#.html"]
    (out / "corrections.csv").write_text("file,student_id\nann_1_51_again.json,u001\n", encoding="utf-8")
    summary = grade(path, [subs], out)
    assert (summary.problem_count, summary.students, summary.gone) == (0, 2, ["u010"])


def test_a_file_that_is_corrected_twice_is_told_unless_both_say_the_same(week):
    key, path, subs, out = week
    put(subs, "a.json", classroom.hand_in(key, "u001"))
    out.mkdir()
    (out / "corrections.csv").write_text("file,student_id\na.json,u5\n\nb.json,\na.json, U5\n", encoding="utf-8")
    assert grade(path, [subs], out).complete and set(rows(out)) == {"u5"}
    (out / "corrections.csv").write_text("file,student_id\na.json,u5\n\nb.json,\na.json,\n", encoding="utf-8")
    with pytest.raises(McollabError) as told:
        grade(path, [subs], out)
    assert str(told.value) == "corrections.csv: lines 2 and 5 say different things of a.json: leave one of them."
    text = "\ufeff\ufeff\r\n \r\nfile,student_id\r\na.json,u5\r\na.json,\r\n"
    (out / "corrections.csv").write_bytes(text.encode())
    with pytest.raises(McollabError, match=r"corrections\.csv: lines 4 and 5 say different things of a\.json"):
        grade(path, [subs], out)
