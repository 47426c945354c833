"""Blackboard: whose a file is, and the gradebook with every other byte as it was."""

import pytest
from gradebooks import cells, without

from mcollab.errors import McollabError
from mcollab.teaching import lms
from mcollab.teaching.lms import blackboard

GRADEBOOK = (
    '"Last Name","First Name","Username","Student ID","Last Access","Availability",'
    '"Week 3: alliances [Total Pts: 12 Score] |664617",'
    '"Week 4 [Total Pts: 10 Score] |664618","Total [Total Pts: up to 22 Score] |1260434"\r\n'
    '"O\'Neil","Bo","u001","777","","Yes","","1",""\r\n'
    '"Kim","Ann","akim","u002","","Yes","4","",""\r\n'
    '"Lee","Kai","klee","123","","Yes","","",""\r\n'
    '"Nobody","No","zz","z9","","No","","",""\r\n'
)


@pytest.fixture
def download(folder):
    """A gradebook as Blackboard writes it for a spreadsheet: cells by tabs, UTF-16 with its mark."""
    path = folder / "gc.xls"
    path.write_bytes(GRADEBOOK.replace('","', '"\t"').encode("utf-16"))
    return path


@pytest.mark.parametrize(
    ("name", "account"),
    [
        ("gradebook_C1_Week3.zip/Week 3_akim_attempt_2026-12-01-10-00-00_week3-u002.json", "blackboard:akim"),
        ("Week_3_12_34_2012001_attempt_2026-12-01-10-00-00_week3.json", "blackboard:2012001"),
        ("Week 3_ann.lee_attempt_2026-12-01-10-00-00.txt", "blackboard:ann.lee"),
    ],
)
def test_whose_a_file_is(name, account):
    assert lms.whose(name) == lms.Whose(account)


def test_the_gradebook_is_filled_and_otherwise_unchanged(folder, download):
    before = download.read_bytes()
    done = blackboard.fill(folder, download, folder / "out.xls")
    after = (folder / "out.xls").read_bytes()
    plain = [data.decode("utf-16").encode() for data in (before, after)]
    assert after.startswith(b"\xff\xfe") and without(plain[0], 6, "\t") == without(plain[1], 6, "\t")
    assert [row[6] for row in cells(plain[1], "\t")][1:] == ["9.5", "12", "7.333", ""]
    assert done.column == "Week 3: alliances [Total Pts: 12 Score] |664617" and done.without == 1 and not done.notes


def test_as_csv_an_account_and_the_points(folder):
    source = folder / "gc.csv"
    source.write_text(GRADEBOOK.replace("Pts: 12", "Pts: 100"), encoding="utf-8-sig")
    (folder / "grades.csv").write_text("student_id,name,account,grade,out_of\nx,Kim,blackboard:akim,3,12\n")
    done = blackboard.fill(folder, source, folder / "out.csv")
    assert [row[6] for row in cells((folder / "out.csv").read_bytes())][1:] == ["", "3", "", ""]
    assert done.notes == ["the gradebook counts 100 points, the key 12: grades go in as points, unscaled"]


def test_columns_that_it_does_not_take(folder, download):
    with pytest.raises(McollabError, match="Blackboard calculates 'Total"):
        blackboard.fill(folder, download, folder / "out.csv", "Total")
    with pytest.raises(McollabError, match="no column 'Username'"):
        blackboard.fill(folder, download, folder / "out.csv", "Username")
    (folder / "other.csv").write_text("Username,Week 3\n")
    with pytest.raises(McollabError, match="no gradebook of Blackboard"):
        blackboard.fill(folder, folder / "other.csv", folder / "out.csv")


@pytest.mark.parametrize("name", ["Username", "Student ID"])
def test_a_number_may_stand_in_either_column(folder, name):
    cells = ["u002" if column == name else "x" for column in ("Username", "Student ID")]
    (folder / "gc.csv").write_text(f"Username,Student ID,Week 3: alliances |7\n{','.join(cells)},\n")
    assert blackboard.fill(folder, folder / "gc.csv", folder / "out.csv").filled == 1
