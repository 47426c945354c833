"""A plain table, for any other gradebook."""

from gradebooks import cells

from mcollab.teaching.lms import table


def test_a_plain_table(folder):
    done = table.write(folder, folder / "export.csv")
    assert done.filled == 7 and done.waiting == ["u004"]
    assert cells((folder / "export.csv").read_bytes())[1] == ["u001", 'O\'Neil, "Bo"', "9.5", "12"]
