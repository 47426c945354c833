"""A gradebook by its bytes: cells are found as the csv module writes them."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mcollab.errors import McollabError
from mcollab.teaching import gradebook, sheets

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
    rows = sheets.spans(text, ",")
    assert [len(row) for row in rows] == [3] * len(table)
    for row, wanted in zip(rows, table, strict=True):
        for span, cell in zip(row, wanted, strict=True):
            raw = text[slice(*span)]
            assert (raw[1:-1].replace('""', '"') if raw.startswith('"') else raw) == cell


# --- Which row is whose ------------------------------------------------------------------------------------------

SHEET = "number,mail,locked,Score\n"


def filled(tmp_path, grades, rows, column="Score", **layout):
    """Fill grades (number, name, account, grade) into rows of a gradebook; what was done, and the column."""
    head = "student_id,name,account,grade,out_of\n"
    lines = "".join(f"{','.join(map(str, row))},10\n" for row in grades)
    (tmp_path / "grades.csv").write_text(head + lines, encoding="utf-8")
    (tmp_path / "book.csv").write_text(SHEET + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    sheet = sheets.opened(tmp_path / "book.csv", "a gradebook")
    means = gradebook.Layout(
        **{
            "columns": {3},
            "people": list(range(len(rows))),
            "ids": [0, 1],
            "account": lambda cells: f"sys:{cells[0]}" if cells[0].startswith("p") else "",
            "locked": lambda cells, column: "locked" if (cells[2], column) == ("yes", 3) else "",
        }
        | layout
    )
    done = gradebook.fill(tmp_path, sheet, means, tmp_path / "out.csv", column)
    text = (tmp_path / "out.csv").read_text(encoding="utf-8")
    return done, [row[3] for row in csv.reader(io.StringIO(text))][1:]


def test_a_number_is_looked_for_where_it_is_surest(tmp_path):
    # u2 stands in both columns: the first decides, though the other stands before it in the file.
    done, column = filled(tmp_path, [("u2", "B", "", 2)], ["u1,u2,,", "U2 ,x,,"])
    assert (column, done.filled, done.without, done.unmatched) == (["", "2"], 1, 1, [])


def test_a_number_may_stand_before_the_at_or_lose_its_zeros(tmp_path):
    done, column = filled(tmp_path, [("ann", "", "", 1), ("007", "", "", 2)], ["x,Ann@uni.org,,", "7,,,", "70,,,"])
    assert column == ["1", "2", ""] and not done.unmatched


def test_zeros_at_the_end_of_a_number_are_digits(tmp_path):
    done, column = filled(tmp_path, [("007", "", "", 1), ("0080", "", "", 2)], ["70,,,", "7,,,", "8,,,", "80,,,"])
    assert column == ["", "1", "", "2"] and not done.unmatched


def test_a_number_as_it_stands_outweighs_one_that_lost_its_zeros(tmp_path):
    _, column = filled(tmp_path, [("7", "", "", 1)], ["07,,,", "7,,,"])
    assert column == ["", "1"]


def test_a_gradebook_that_is_not_utf8_is_named_as_such_where_a_column_is_not_found(tmp_path):
    path = tmp_path / "book.csv"
    path.write_bytes("number,mail,locked,Wéek\nu1,Zoë,,\n".encode("cp1252"))
    (tmp_path / "grades.csv").write_text("student_id,name,account,grade,out_of\nu1,,,3,10\n")
    layout = gradebook.Layout(columns={3}, people=[0], ids=[0])
    sheet = sheets.opened(path, "a gradebook")
    with pytest.raises(McollabError, match=r"^book\.csv, line 1: not UTF-8 at .*'CSV UTF-8'"):
        gradebook.fill(tmp_path, sheet, layout, tmp_path / "out.csv", "Wéek")
    # A name of a person that cannot be read is nobody's harm: its bytes stay.
    path.write_bytes("number,mail,locked,Score\nu1,Zoë,,\n".encode("cp1252"))
    gradebook.fill(tmp_path, sheets.opened(path, "a gradebook"), layout, tmp_path / "out.csv", "Score")
    assert (tmp_path / "out.csv").read_bytes() == "number,mail,locked,Score\nu1,Zoë,,3\n".encode("cp1252")


def test_letters_are_no_zeros(tmp_path):
    done, column = filled(tmp_path, [("u07", "", "", 1)], ["u7,,,"])
    assert column == [""] and done.unmatched == ["u07: not there"]


def test_two_rows_of_one_number_are_nobodys(tmp_path):
    done, column = filled(tmp_path, [("u1", "Ann", "", 1)], ["u1,,,", "u1,,,"])
    assert column == ["", ""] and done.unmatched == ["u1 (Ann): 2 rows fit"] and done.without == 2


def test_two_students_of_one_number_are_told_apart_by_account_only(tmp_path):
    grades = [("u1", "A", "sys:p1", 1), ("u1", "B", "", 2), ("u1", "C", "other:p1", 3)]
    done, column = filled(tmp_path, grades, ["p1,,,", "u1,,,"])
    assert column == ["1", ""]
    assert done.unmatched == ["u1 (B): this number stands for 3 students", "u1 (C): this number stands for 3 students"]


def test_one_row_is_given_once(tmp_path):
    done, column = filled(tmp_path, [("u1", "A", "", 1), ("x1", "B", "", 2)], ["u1,x1,,"])
    assert column == ["1"] and done.unmatched == ["x1 (B): the same row as u1"]


def test_a_grade_that_waits_or_is_locked(tmp_path):
    grades = [("u1", "A", "", ""), ("u2", "B", "", 2), ("u3", "C", "", ""), ("u4", "D", "", 0)]
    done, column = filled(tmp_path, grades, ["u1,,,7", "u2,,yes,8", "u3,,yes,9", "u4,,,5"])
    assert column == ["7", "8", "9", "0"]
    assert done.waiting == ["u1 (A)", "u3 (C)"] and done.filled == 1 and done.without == 1
    assert done.unmatched == ["u2 (B): locked"]


def test_the_column_by_its_name_its_title_or_the_assignments(tmp_path):
    grades, rows = [("u1", "", "", 1)], ["u1,,,"]
    bare = {"bare": lambda name: name.removesuffix("re")}
    assert filled(tmp_path, grades, rows, "score")[0].column == "Score"
    assert filled(tmp_path, grades, rows, "sco", **bare)[0].column == "Score"
    (tmp_path / "assignment.json").write_text('{"title": " SCORE"}')
    assert filled(tmp_path, grades, rows, None)[0].column == "Score"
    with pytest.raises(
        McollabError, match=r"book.csv has no column 'Skore': expected one of 'Score'; did you mean 'Score'"
    ):
        filled(tmp_path, grades, rows, "Skore")
    (tmp_path / "assignment.json").write_text('{"title": "Week"}')
    with pytest.raises(McollabError, match="no column 'Week': expected one of 'Score'; name it with --column"):
        filled(tmp_path, grades, rows, None)
    with pytest.raises(McollabError, match=r"no column 'Score': expected one of none$"):
        filled(tmp_path, grades, rows, "Score", columns=set())
    with pytest.raises(McollabError, match="not this one"):
        filled(tmp_path, grades, rows, "score", refused={3: "not this one"})


def test_points_are_compared_where_both_say_them(tmp_path):
    grades, rows = [("u1", "", "", 1)], ["u1,,,"]
    for theirs, notes in (("10", 0), ("10,0", 0), ("10.001", 1), ("9", 1), ("", 0), ("(read only)", 0)):
        done, _ = filled(tmp_path, grades, rows, out_of=lambda _, theirs=theirs: theirs)
        assert len(done.notes) == notes, theirs


def test_a_decimal_comma_only_where_the_gradebook_has_one(tmp_path):
    for cells, value in ((";3,5", "7,25"), (";3.5", "7.25")):
        (tmp_path / "grades.csv").write_text("student_id,account,grade\nu1,,7.25\n")
        (tmp_path / "b.csv").write_text(f"number;Score\nu1;\nu2{cells}\n")
        sheet = sheets.opened(tmp_path / "b.csv", "a gradebook")
        gradebook.fill(tmp_path, sheet, gradebook.Layout({1}, [0, 1], [0]), tmp_path / "o.csv", "Score")
        assert (tmp_path / "o.csv").read_text() == f"number;Score\nu1;{value}\nu2{cells}\n"


def test_a_folder_with_no_grades(tmp_path):
    with pytest.raises(McollabError, match="holds no grades"):
        gradebook.title(tmp_path)
    (tmp_path / "grades.csv").write_text("a,b\n1,2\n")
    with pytest.raises(McollabError, match="has lost its columns student_id, account or grade"):
        gradebook.grades(tmp_path)


@pytest.mark.parametrize("lost", ["student_id", "grade", "account"])
def test_grades_without_one_of_their_columns_are_not_taken(tmp_path, lost):
    row = {"student_id": "u1", "grade": "3", "account": "", "out_of": "4"}
    kept = {name: value for name, value in row.items() if name != lost}
    (tmp_path / "grades.csv").write_text(f"{','.join(row)}\n{','.join(row.values())}\n")
    assert gradebook.grades(tmp_path) == [row]
    (tmp_path / "grades.csv").write_text(f"{','.join(kept)}\n{','.join(kept.values())}\n")
    with pytest.raises(McollabError, match="has lost its columns student_id, account or grade: grade again"):
        gradebook.grades(tmp_path)
