"""Canvas: whose a file is, where its page goes back, and the gradebook with every other byte as it was."""

import pytest
from gradebooks import cells, without

from mcollab.errors import McollabError
from mcollab.teaching import lms
from mcollab.teaching.lms import canvas

CANVAS = (
    "Student,ID,SIS User ID,SIS Login ID,Section,Week  3: Alliances (884213),Week 4 (884214),"
    "Unposted Final Score,Final Score\r\n"
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


@pytest.mark.parametrize(
    ("name", "account", "late", "back"),
    [
        ("subs.zip/oneilbo_7000_9000_week3-u001.json", "canvas:7000", False, "oneilbo_7000_9000_feedback.html"),
        ("oneilbo_LATE_7000_9000_week3-1.json", "canvas:7000", True, "oneilbo_LATE_7000_9000_feedback.html"),
        ("lee_12_34_mine.zip/inner/week3.json", "canvas:12", False, "lee_12_34_feedback.html"),
    ],
)
def test_whose_a_file_is(name, account, late, back):
    assert lms.whose(name) == lms.Whose(account, late, back)


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
    done = canvas.fill(folder, source, target)
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


@pytest.mark.parametrize(
    ("rows", "filled"),
    [
        # Integration ID, ID, SIS User ID, SIS Login ID: the same number stands in two columns, of two people.
        (("x,1,,900", "x,2,900,"), ["7", ""]),
        (("x,900,,", "x,1,,900"), ["", "7"]),
        (("x,900,,", "x,1,900,"), ["", "7"]),
        (("900,1,,", "x,900,,"), ["", "7"]),
        (("x,1,,", "900,2,,"), ["", "7"]),
    ],
)
def test_a_login_is_surer_than_a_number_of_the_school_and_that_than_one_of_canvas(folder, rows, filled):
    (folder / "grades.csv").write_text("student_id,name,account,grade,out_of\n900,Ann,,7,12\n", encoding="utf-8")
    head = "Student,Integration ID,ID,SIS User ID,SIS Login ID,Section,Week 3\n"
    (folder / "gb.csv").write_text(head + "".join(f"A,{row},S1,\n" for row in rows), encoding="utf-8")
    canvas.fill(folder, folder / "gb.csv", folder / "out.csv", "Week 3")
    assert [row[6] for row in cells((folder / "out.csv").read_bytes())][1:] == filled


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
            canvas.fill(folder, source, folder / "out.csv", column)
    assert canvas.fill(folder, source, folder / "out.csv", "week 4").column == "Week 4 (884214)"
    source.write_bytes(CANVAS.replace("Week 4 (884214)", "Week 3: alliances (9)").encode())
    with pytest.raises(McollabError, match="2 columns"):
        canvas.fill(folder, source, folder / "out.csv", "Week 3: alliances")
    for text in ("", "a,b,c\n1,2,3\n", "\x00\x01"):
        source.write_text(text)
        with pytest.raises(McollabError, match="no gradebook of Canvas"):
            canvas.fill(folder, source, folder / "out.csv", "x")
    with pytest.raises(McollabError, match="There is no file"):
        canvas.fill(folder, folder / "none.csv", folder / "out.csv", "x")


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
    canvas.fill(folder, source, folder / "out.csv")
    assert [row[5] for row in cells((folder / "out.csv").read_bytes(), ";")][3:6] == ["9,5", "12", "7,333"]


def test_points_that_differ_are_said(folder):
    source = folder / "gb.csv"
    source.write_bytes(CANVAS.replace(",,,,,12,10", ",,,,,100,10").encode())
    assert "counts 100 points, the key 12" in canvas.fill(folder, source, folder / "out.csv").notes[0]


def test_an_account_outweighs_a_number(folder):
    (folder / "grades.csv").write_text(
        "student_id,name,account,grade,out_of\nu002,A,canvas:7001,1,12\nu002,B,canvas:7002,2,12\n"
    )
    source = folder / "gb.csv"
    source.write_bytes(CANVAS.encode())
    done = canvas.fill(folder, source, folder / "out.csv")
    assert not done.unmatched
    assert [row[5] for row in cells((folder / "out.csv").read_bytes())][3:5] == ["1", "2"]


def test_a_title_with_a_number_of_its_own(folder):
    # Canvas adds its number to a title: "Quiz (1)" is the column "Quiz (1) (884213)", and not "Quiz (884214)".
    source = folder / "gb.csv"
    text = "Student,ID,Section,Quiz (884214),Quiz (1) (884213)\r\nKim,7002,S,,\r\n"
    source.write_bytes(text.encode())
    assert canvas.fill(folder, source, folder / "out.csv", "Quiz (1)").column == "Quiz (1) (884213)"
    assert canvas.fill(folder, source, folder / "out.csv", "Quiz").column == "Quiz (884214)"
    source.write_bytes(text.replace(",Quiz (1) (884213)", "").replace("S,,", "S,").encode())
    with pytest.raises(McollabError, match=r"no column 'Quiz \(1\)'"):
        canvas.fill(folder, source, folder / "out.csv", "Quiz (1)")


WHOSE = ["Student", "LastName", "FirstName", "ID", "SIS User ID", "SIS Login ID", "Integration ID", "Root Account"]


@pytest.mark.parametrize("name", [*WHOSE, "Section"])
def test_what_says_whose_a_row_is_holds_no_grades(folder, name):
    source = folder / "gb.csv"
    source.write_text(",".join([*WHOSE, "Section", "Week 3: Alliances (8)"]) + "\n" + "," * 9 + "\n")
    with pytest.raises(McollabError, match=rf"no column '{name}': expected one of 'Week 3: Alliances \(8\)'"):
        canvas.fill(folder, source, folder / "out.csv", name)


@pytest.mark.parametrize("name", ["SIS Login ID", "SIS User ID", "ID", "Integration ID"])
def test_a_number_may_stand_in_any_of_four_columns(folder, name):
    columns = ["Student", "ID", "SIS User ID", "SIS Login ID", "Integration ID", "Section"]
    cells = ["u002" if column == name else f"{i}x" for i, column in enumerate(columns)]
    (folder / "gb.csv").write_text(f"{','.join(columns)},Week 3: Alliances\n{','.join(cells)},\n")
    assert canvas.fill(folder, folder / "gb.csv", folder / "out.csv").filled == 1


def test_either_form_of_names_is_a_gradebook_of_canvas(folder):
    for names in ("Student", "LastName,FirstName"):
        cells = "," * names.count(",")
        (folder / "gb.csv").write_text(f"{names},ID,Section,Week 3: Alliances\nKim{cells},u002,S,\n")
        assert canvas.fill(folder, folder / "gb.csv", folder / "out.csv").filled == 1


@pytest.mark.parametrize(("cell", "stays"), [("EX", True), ("n/a", True), ("3", False), ("-", False)])
def test_who_is_excused_keeps_that(folder, cell, stays):
    (folder / "gb.csv").write_text(f"Student,ID,SIS Login ID,Section,Week 3: Alliances\nKim,1,u002,S,{cell}\n")
    done = canvas.fill(folder, folder / "gb.csv", folder / "out.csv")
    assert cells((folder / "out.csv").read_bytes())[1][4] == (cell if stays else "12")
    assert [line for line in done.unmatched if "Kim" in line] == [
        f"u002 (Kim): the gradebook says {cell}, which stays"
    ] * stays
