"""The instructor's own gradebook: one column filled, every other byte as it was."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mcollab.errors import McollabError
from mcollab.teaching import gradebook

GRADES = '''\
student_id,name,account,grade,out_of,to_read
u001,"O'Neil, ""Bo""",canvas:7001,9.5,12,0
u002,Kim,,12,12,0
00123,Lee,,7.333,12,0
u004,Unread,,,12,1
u005,Twice,,3,12,0
u005,Other,,4,12,0
u999,Nowhere,,5,12,0
ann,Ann,moodle:4711,11,12,0
'''
CANVAS = (
    "Student,ID,SIS User ID,SIS Login ID,Section,Week  3: Alliances (884213),Week 4 (884214),Unposted Final Score,Final Score\r\n"
    "    Manual Posting,,,,,,,,\r\n"
    "    Points Possible,,,,,12,10,(read only),(read only)\r\n"
    '"O\'Neil, ""Bo"" Ünï 😀",7001,,other,S1,,1,,50\r\n'
    'Kim,7002,,  U002 ,"S1, S2","4","",,\r\n'
    "Lee,7003,123,,S1,3.5,,,\r\n"
    "Unread,7004,,u004,S1,,,,\r\n"
    "Twice,7005,,u005,S1,,,,\r\n"
    "שלום,7006,,u006,S1,EX,,,\r\n"
    '"    Student, Test",7999,,abcdef,S1,,,,\r\n'
)
MOODLE = (
    'Identifier,"Full name","ID number","Email address",Status,Grade,"Maximum Grade","Grade can be changed","Last modified (submission)","Last modified (grade)","Feedback comments"\n'
    'Participant 4711,Ann,,ann@x.org,"Submitted for grading - Graded",8.00,12.00,Yes,"Monday, 1 December 2026, 10:00 AM",-,"well ""done"",\nnew line"\n'
    "Participant 4712,Kim,u002,kim@x.org,,,12.00,Yes,-,-,\n"
    "Participant 4713,Bo,,u001@x.org,,,12.00,Yes,-,-,\n"
    "Participant 4714,Nobody,,z@x.org,,,12.00,Yes,-,-,\n"
    "Participant 4715,Lee,00123,lee@x.org,,2,12.00,No,-,-,\n"
)


@pytest.fixture
def folder(tmp_path):
    """A folder of grades."""
    (tmp_path / "grades.csv").write_text(GRADES, encoding="utf-8-sig")
    (tmp_path / "assignment.json").write_text('{"title": "Week 3: alliances"}', encoding="utf-8")
    return tmp_path


def cells(data, separator=","):
    """The cells of a CSV file."""
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=separator))


def without(data, column, separator=","):
    """The bytes of a CSV file with the cells of a column cut out, found by the standard library's own reader of each line's end."""
    text = data.decode("utf-8", "surrogateescape")
    rows = gradebook.spans(text, separator)
    for row in reversed(rows):
        if len(row) > column:
            start, end = row[column]
            text = text[:start] + text[end:]
    return text


@pytest.mark.parametrize(
    "encode",
    [
        lambda text: text.encode(),
        lambda text: b"\xef\xbb\xbf" + text.encode(),
        lambda text: text.replace("\r\n", "\n").encode(),
        lambda text: text.rstrip().encode(),
        lambda text: text.replace("\r\n", "\r").encode(),
    ],
)
def test_canvas_is_filled_and_otherwise_unchanged(folder, encode):
    source, target = folder / "gb.csv", folder / "out.csv"
    before = encode(CANVAS)
    source.write_bytes(before)
    done = gradebook.canvas(folder, source, target, gradebook.title(folder))
    after = target.read_bytes()
    assert source.read_bytes() == before
    assert without(after, 5) == without(before, 5) and after != before
    assert [row[5] for row in cells(after)] == [
        "Week  3: Alliances (884213)",
        "",
        "12",
        "9.5",
        "12",
        "7.333",
        "",
        "",
        "EX",
        "",
    ]
    assert b'"12"' in after  # a cell that was quoted stays quoted
    assert (done.filled, done.without, done.waiting) == (3, 3, ["u004 (Unread)"])
    assert [line.split(" (")[0] for line in done.unmatched] == ["u005", "u005", "u999", "ann"]


def test_a_column_that_is_not_there_or_that_canvas_passes_over(folder):
    source = folder / "gb.csv"
    source.write_bytes(CANVAS.encode())
    for column, says in (
        ("Week 33: alliance", "did you mean 'Week  3: Alliances"),
        ("Final Score", "passes over"),
        ("Student", "no column 'Student'"),
        ("Unposted Final Score", "passes over"),
    ):
        with pytest.raises(McollabError, match=says):
            gradebook.canvas(folder, source, folder / "out.csv", column)
    assert gradebook.canvas(folder, source, folder / "out.csv", "week 4").column == "Week 4 (884214)"
    source.write_bytes(CANVAS.replace("Week 4 (884214)", "Week 3: alliances (9)").encode())
    with pytest.raises(McollabError, match="2 columns"):
        gradebook.canvas(folder, source, folder / "out.csv", "Week 3: alliances")
    for text in ("", "a,b,c\n1,2,3\n", "\x00\x01"):
        source.write_text(text)
        with pytest.raises(McollabError, match="no gradebook of Canvas"):
            gradebook.canvas(folder, source, folder / "out.csv", "x")
    with pytest.raises(McollabError, match="There is no file"):
        gradebook.canvas(folder, folder / "none.csv", folder / "out.csv", "x")


def test_canvas_with_semicolons_and_commas(folder):
    source = folder / "gb.csv"
    source.write_bytes(
        CANVAS.replace('"S1, S2"', "S1")
        .replace('"O\'Neil, ""Bo"" Ünï 😀"', "Bo")
        .replace('"    Student, Test"', "T")
        .replace(",", ";")
        .replace("3.5", "3,5")
        .encode()
    )
    gradebook.canvas(folder, source, folder / "out.csv", gradebook.title(folder))
    assert [row[5] for row in cells((folder / "out.csv").read_bytes(), ";")][3:6] == ["9,5", "12", "7,333"]


def test_points_that_differ_are_said(folder):
    source = folder / "gb.csv"
    source.write_bytes(CANVAS.replace(",,,,,12,10", ",,,,,100,10").encode())
    assert (
        "counts 100 points, the key 12"
        in gradebook.canvas(folder, source, folder / "out.csv", gradebook.title(folder)).notes[0]
    )


def test_moodle_is_filled_and_otherwise_unchanged(folder):
    source, target = folder / "ws.csv", folder / "out.csv"
    for before in (MOODLE.encode(), b"\xef\xbb\xbf" + MOODLE.encode(), MOODLE.encode("utf-16")):
        source.write_bytes(before)
        done = gradebook.moodle(folder, source, target)
        after = target.read_bytes()
        if before.startswith(b"\xff\xfe"):
            before, after = (data.decode("utf-16").encode() for data in (before, after))
        assert without(after, 5) == without(before, 5) and after != before
        assert [row[5] for row in cells(after)][1:] == ["11", "12", "9.5", "", "2"]
        assert any("cannot be changed" in line for line in done.unmatched)


def test_an_account_outweighs_a_number(folder):
    (folder / "grades.csv").write_text(
        "student_id,name,account,grade,out_of\nu002,A,canvas:7001,1,12\nu002,B,canvas:7002,2,12\n"
    )
    source = folder / "gb.csv"
    source.write_bytes(CANVAS.encode())
    done = gradebook.canvas(folder, source, folder / "out.csv", gradebook.title(folder))
    assert not done.unmatched
    assert [row[5] for row in cells((folder / "out.csv").read_bytes())][3:5] == ["1", "2"]


def test_a_plain_table(folder):
    done = gradebook.plain(folder, folder / "export.csv")
    assert done.filled == 7 and done.waiting == ["u004"]
    assert cells((folder / "export.csv").read_bytes())[1] == ["u001", 'O\'Neil, "Bo"', "9.5", "12"]


CELL = st.text(st.characters(exclude_characters="\x00\r", exclude_categories=["Cs"]), max_size=8)


@settings(max_examples=300, deadline=None)
@given(
    table=st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=1, max_size=6),
    ending=st.sampled_from(["\n", "\r\n"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
)
def test_cells_are_found_as_the_csv_module_writes_them(table, ending, quoting):
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator=ending, quoting=quoting).writerows(table)
    text = out.getvalue()
    rows = gradebook.spans(text, ",")
    assert [len(row) for row in rows] == [3] * len(table)
    for row, wanted in zip(rows, table, strict=True):
        for span, cell in zip(row, wanted, strict=True):
            raw = text[slice(*span)]
            assert (raw[1:-1].replace('""', '"') if raw.startswith('"') else raw) == cell
