"""Moodle: whose a file is, where its page goes back, and the worksheet with every other byte as it was."""

import pytest
from gradebooks import cells, without

from mcollab.errors import McollabError
from mcollab.teaching import lms
from mcollab.teaching.lms import moodle

MOODLE = (
    'Identifier,"Full name","ID number","Email address",Status,Grade,"Maximum Grade","Grade can be changed",'
    '"Last modified (submission)","Last modified (grade)","Feedback comments"\n'
    'Participant 4711,Ann,,ann@x.org,"Submitted for grading - Graded",8.00,12.00,Yes,'
    '"Monday, 1 December 2026, 10:00 AM",-,"well ""done"",\nnew line"\n'
    "Participant 4712,Kim,u002,kim@x.org,,,12.00,Yes,-,-,\n"
    "Participant 4713,Bo,,u001@x.org,,,12.00,Yes,-,-,\n"
    "Participant 4714,Nobody,,z@x.org,,,12.00,Yes,-,-,\n"
    "Participant 4715,Lee,00123,lee@x.org,,2,12.00,No,-,-,\n"
)


@pytest.mark.parametrize(
    ("name", "account", "prefix"),
    [
        ("Ann Lee_4711_assignsubmission_file_/week3.json", "moodle:4711", "Ann Lee_4711_assignsubmission_file_"),
        # Since Moodle 4 a folder's name ends without the last _.
        ("Ann Lee_6_assignsubmission_file/week3.json", "moodle:6", "Ann Lee_6_assignsubmission_file"),
        ("Ann_Lee-X_4711_assignsubmission_file_week3.json", "moodle:4711", "Ann_Lee-X_4711_assignsubmission_file_"),
        # Its importer knows the page by the very name that it gave.
        (
            "week3.zip/Lee, Ann (ü=1) นิด_7_assignsubmission_file/week3.json",
            "moodle:7",
            "Lee, Ann (ü=1) นิด_7_assignsubmission_file",
        ),
    ],
)
def test_whose_a_file_is(name, account, prefix):
    assert lms.whose(name) == lms.Whose(account, False, f"{prefix}/feedback.html")


def test_moodle_is_filled_and_otherwise_unchanged(folder):
    source, target = folder / "ws.csv", folder / "out.csv"
    for before in (MOODLE.encode(), b"\xef\xbb\xbf" + MOODLE.encode(), MOODLE.encode("utf-16")):
        source.write_bytes(before)
        done = moodle.fill(folder, source, target)
        after = target.read_bytes()
        if before.startswith(b"\xff\xfe"):
            before, after = (data.decode("utf-16").encode() for data in (before, after))
        assert without(after, 5) == without(before, 5) and after != before
        assert [row[5] for row in cells(after)][1:] == ["11", "12", "9.5", "", "2"]
        assert any("cannot be changed" in line for line in done.unmatched)


@pytest.mark.parametrize(("maximum", "written"), [("12,00", ["11", "9,5", "12"]), ("12.00", ["11", "9.5", "12"])])
def test_a_worksheet_in_another_language_has_its_own_decimal_sign(folder, maximum, written):
    heads = "ID;Vollständiger Name;ID-Nummer;Bewertung;Bestwertung;Bewertung kann geändert werden"
    people = [f"Teilnehmer/in{4711 + i};N, 1;{number};;{maximum};Ja" for i, number in enumerate(["", "u001", "u002"])]
    (folder / "ws.csv").write_text("\n".join([heads, *people]) + "\n", encoding="utf-8")
    with pytest.raises(McollabError, match="no column 'Grade': expected one of 'ID', 'Vollständiger Name'"):
        moodle.fill(folder, folder / "ws.csv", folder / "out.csv")
    moodle.fill(folder, folder / "ws.csv", folder / "out.csv", "Bewertung")
    assert [row[3] for row in cells((folder / "out.csv").read_bytes(), ";")][1:] == written


@pytest.mark.parametrize("name", ["ID number", "Username", "Email address", "Identifier"])
def test_a_number_may_stand_in_any_of_four_columns(folder, name):
    columns = [*dict.fromkeys(["Identifier", "ID number", "Username", "Email address"])]
    cells = ["u002" if column == name else f"x{i}y" for i, column in enumerate(columns)]
    (folder / "ws.csv").write_text(f"{','.join(columns)},Grade\n{','.join(cells)},\n")
    assert moodle.fill(folder, folder / "ws.csv", folder / "out.csv").filled == 1


@pytest.mark.parametrize(("said", "locked"), [("No", 1), ("0", 1), ("FALSE", 1), ("Yes", 0), ("1", 0), ("", 0)])
def test_a_grade_that_moodle_has_locked_is_left(folder, said, locked):
    (folder / "ws.csv").write_text(f"ID number,Grade,Grade can be changed\nu002,5,{said}\n")
    done = moodle.fill(folder, folder / "ws.csv", folder / "out.csv")
    assert cells((folder / "out.csv").read_bytes())[1][1] == ("5" if locked else "12")
    assert (done.filled, any("cannot be changed" in line for line in done.unmatched)) == (1 - locked, bool(locked))


def test_points_are_compared_with_the_maximum(folder):
    for maximum, notes in (("12.00", []), ("100.00", ["the gradebook counts 100.00 points, the key 12: "])):
        (folder / "ws.csv").write_text(f"ID number,Grade,Maximum Grade\nu002,,{maximum}\n")
        done = moodle.fill(folder, folder / "ws.csv", folder / "out.csv")
        assert [note.partition("grades")[0] for note in done.notes] == notes
    (folder / "ws.csv").write_text("ID number,Grade,Maximum Grade\n")
    assert moodle.fill(folder, folder / "ws.csv", folder / "out.csv").filled == 0
