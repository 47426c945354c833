"""Brightspace: whose a file is, and the gradebook with every other byte as it was."""

import pytest
from gradebooks import cells, without

from mcollab.errors import McollabError
from mcollab.teaching import lms
from mcollab.teaching.lms import brightspace

GRADEBOOK = (
    "OrgDefinedId,Username,Last Name,First Name,Week 3: alliances Points Grade <Numeric MaxPoints:12 Weight:10>,"
    "Week 4 Points Grade,Adjusted Final Grade Numerator,End-of-Line Indicator\r\n"
    "#777,#u001,O'Neil,Bo,,1,,#\r\n"
    "#u002,#akim,Kim,Ann,4,,,#\r\n"
    "#123,#klee,Lee,Kai,,,,#\r\n"
    "#z9,#zz,Nobody,No,,,,#\r\n"
)


@pytest.fixture
def export(folder):
    """A gradebook as Brightspace exports it."""
    path = folder / "gb.csv"
    path.write_bytes(GRADEBOOK.encode())
    return path


@pytest.mark.parametrize(
    ("name", "account"),
    [
        ("w.zip/397063-2557369 - Mary-Ann Smith - Sep 24, 2026 926 PM/week3-u001.json", "brightspace:Mary-Ann Smith"),
        ("12345-67890 - Bo O'Neil- Dec 1, 2026 1000 AM - week3-u001.json", "brightspace:Bo O'Neil"),
    ],
)
def test_whose_a_file_is(name, account):
    assert lms.whose(name) == lms.Whose(account)


def test_the_gradebook_is_filled_and_otherwise_unchanged(folder, export):
    done = brightspace.fill(folder, export, folder / "out.csv")
    after = (folder / "out.csv").read_bytes()
    assert without(after, 4) == without(GRADEBOOK.encode(), 4)
    assert [row[4] for row in cells(after)][1:] == ["9.5", "12", "7.333", ""]
    assert [row[-1] for row in cells(after)][1:] == ["#"] * 4
    assert done.column.startswith("Week 3: alliances") and done.filled == 3 and not done.notes


def test_points_that_differ_are_said(folder, export):
    export.write_bytes(GRADEBOOK.replace("MaxPoints:12", "MaxPoints:100").encode())
    assert "counts 100 points" in brightspace.fill(folder, export, folder / "out.csv").notes[0]
    assert not brightspace.fill(folder, export, folder / "out.csv", "week 4").notes


def test_columns_that_it_does_not_take(folder, export):
    with pytest.raises(McollabError, match="no column 'Adjusted Final Grade Numerator'"):
        brightspace.fill(folder, export, folder / "out.csv", "Adjusted Final Grade Numerator")
    for old, new in ((",End-of-Line Indicator", ",End"), ("OrgDefinedId,Username", "Id,User")):
        export.write_bytes(GRADEBOOK.replace(old, new).encode())
        with pytest.raises(McollabError, match="no gradebook of Brightspace"):
            brightspace.fill(folder, export, folder / "out.csv")


def test_of_two_people_the_one_with_that_org_defined_id_is_meant(folder):
    head = "Username,OrgDefinedId,Email,Week 3: alliances Points Grade,End-of-Line Indicator"
    (folder / "gb.csv").write_text(f"{head}\n#u002,#x,,,#\n#y,#u002,,,#\n#u001,#z,,,#\n#a,#b,u001@x.org,,#\n")
    brightspace.fill(folder, folder / "gb.csv", folder / "out.csv")
    assert [row[3] for row in cells((folder / "out.csv").read_bytes())][1:] == ["", "12", "9.5", ""]


def test_one_sign_is_taken_from_a_number_and_no_more(folder):
    with (folder / "grades.csv").open("a", encoding="utf-8") as file:
        file.write("#7,Ann,,6,12,0\n")
    (folder / "gb.csv").write_text("Username,Week 3: alliances Points Grade,End-of-Line Indicator\n##7,,#\n#7,,#\n")
    brightspace.fill(folder, folder / "gb.csv", folder / "out.csv")
    assert [row[1] for row in cells((folder / "out.csv").read_bytes())][1:] == ["6", ""]


@pytest.mark.parametrize("name", ["OrgDefinedId", "Username"])
def test_one_of_its_two_numbers_is_enough(folder, name):
    (folder / "gb.csv").write_text(f"{name},Email,Week 3: alliances Points Grade,End-of-Line Indicator\n#u002,,,#\n")
    assert brightspace.fill(folder, folder / "gb.csv", folder / "out.csv").filled == 1
    (folder / "gb.csv").write_text(
        f"{name},Email,Week 3: alliances Points Grade,End-of-Line Indicator\n#x,u002@y.z,,#\n"
    )
    assert brightspace.fill(folder, folder / "gb.csv", folder / "out.csv").filled == 1
