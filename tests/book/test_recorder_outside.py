"""What a kernel reads outside the book, looks for in vain and asks of its environment counts as well."""

import os
import time
from pathlib import Path

import pytest
from kernel import run

from mcollab.book import inputs, recorder
from mcollab.book.inputs import Inputs
from mcollab.book.recorder import Recorder


@pytest.fixture
def elsewhere(tmp_path_factory):
    """A folder outside the book, with a table, that is not where temporary files are."""
    folder = tmp_path_factory.mktemp("elsewhere")
    (folder / "temporary").mkdir()
    (folder / "big.csv").write_text("1")
    return folder


@pytest.mark.parametrize("temporary", ["temporary", "."], ids=["a shared folder", "among temporary files"])
def test_a_table_outside_the_book_counts(book, elsewhere, temporary):
    table = elsewhere / "big.csv"
    found = run(book, f"open({str(table)!r})", TMPDIR=str(elsewhere / temporary))
    assert set(found.files) == {str(table)} and found.changed(book) is None
    table.write_text("2")
    inputs._hashed.cache_clear()
    assert found.changed(book) == str(table)


def test_a_link_counts_by_what_it_leads_to(book, elsewhere):
    (book / "data" / "link.csv").symlink_to(elsewhere / "big.csv")
    (elsewhere / "other.csv").write_text("2")
    found = run(book, "open('data/link.csv')", TMPDIR=str(elsewhere / "temporary"))
    assert set(found.files) == {"data/link.csv"} and found.changed(book) is None
    (elsewhere / "big.csv").write_text("2")
    inputs._hashed.cache_clear()
    assert found.changed(book) == "data/link.csv"
    (elsewhere / "big.csv").write_text("1")
    (book / "data" / "link.csv").unlink()
    (book / "data" / "link.csv").symlink_to(elsewhere / "other.csv")
    inputs._hashed.cache_clear()
    assert found.changed(book) == "data/link.csv"


def test_a_path_through_a_link_and_back_is_the_file_that_was_read(book, elsewhere):
    (book / "out").symlink_to(elsewhere / "temporary")
    assert set(run(book, "open('out/../big.csv')", TMPDIR=str(book)).files) == {str(elsewhere / "big.csv")}


def test_temporary_files_that_a_chapter_makes_are_no_inputs(book, elsewhere):
    code = """
import os, tempfile
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "a.csv")
    open(path, "w").close()
    assert os.path.exists(path) and os.listdir(folder) and open(path).read() == ""
open("/dev/null").close()
"""
    found = run(book, code, TMPDIR=str(elsewhere))
    assert (found.files, found.folders, found.looked) == ({}, {}, {})


@pytest.mark.parametrize(
    "place", ["/dev/null", "/proc/self/stat", "/sys/a", str(Path("~/.cache/altair/a").expanduser())]
)
def test_devices_and_what_libraries_keep_are_no_inputs(place):
    assert not Recorder([]).ours(place) and Recorder([]).ours("/srv/shared/a.csv")


def test_what_is_made_as_soon_as_it_records_is_no_older_than_that(tmp_path, monkeypatch):
    monkeypatch.setattr(recorder.tempfile, "gettempdir", lambda: str(tmp_path))
    for name in "abcdefgh":
        found, made = Recorder([]), tmp_path / name
        made.touch()
        assert not found.ours(str(made))


def test_a_temporary_file_is_as_old_as_it_is_and_not_as_its_date_says(tmp_path, monkeypatch):
    monkeypatch.setattr(recorder.tempfile, "gettempdir", lambda: str(tmp_path))
    before, after = tmp_path / "before", tmp_path / "after"
    before.touch()
    time.sleep(0.02)  # clocks of file systems tick
    found = Recorder([])
    after.touch()
    os.utime(after, (1, 1))
    assert found.ours(str(before)) and not found.ours(str(after)) and not found.ours(str(tmp_path / "none"))


@pytest.mark.parametrize("brings", ["helper11.py", "helper11/__init__.py"])
@pytest.mark.parametrize("code", ["import helper11", "from importlib import import_module as i; i('helper11')"])
def test_a_module_that_was_looked_for_in_vain_counts_once_it_is_there(book, code, brings):
    found = run(book, f"\ntry:\n    {code}\nexcept ImportError:\n    pass")
    assert found.changed(book) is None
    (book / "lib" / "other.py").touch()
    (book / "lib" / "helper11.txt").touch()
    assert found.changed(book) is None, "nobody looked for these"
    (book / "lib" / brings).parent.mkdir(exist_ok=True)
    (book / "lib" / brings).touch()
    inputs._importable.cache_clear()
    assert found.changed(book) == "lib/helper11"


@pytest.mark.parametrize("name", ["colorsys", "json"])
def test_a_module_that_would_stand_before_another_counts(book, name):
    found = run(book, "import colorsys, helper")
    assert found.changed(book) is None
    (book / "lib" / f"{name}.py").touch()
    inputs._importable.cache_clear()
    assert found.changed(book) == f"lib/{name}"


def test_a_part_of_a_package_of_ours_counts_where_it_would_be(book):
    (book / "lib" / "pack").mkdir()
    (book / "lib" / "pack" / "__init__.py").touch()
    found = run(book, "\ntry:\n    from pack import part\nexcept ImportError:\n    pass")
    (book / "lib" / "part.py").touch()
    assert found.changed(book) is None
    (book / "lib" / "pack" / "part.py").touch()
    inputs._importable.cache_clear()
    assert found.changed(book) == "lib/pack/part"


ASKING = ["os.environ['COURSE_YEAR']", "os.environ.get('COURSE_YEAR')", "os.getenv('COURSE_YEAR')"]


@pytest.mark.parametrize("asking", [*ASKING, "'COURSE_YEAR' in os.environ", "dict(os.environ)"])
def test_a_variable_that_a_cell_asks_for_counts(book, monkeypatch, asking):
    monkeypatch.setenv("COURSE_YEAR", "2024")
    found = run(book, f"import os; {asking}")
    assert found.variables["COURSE_YEAR"] == "2024" and found.changed(book) is None
    for value in ("2031", None):
        monkeypatch.setenv("COURSE_YEAR", value) if value else monkeypatch.delenv("COURSE_YEAR")
        assert found.changed(book) == "the variable COURSE_YEAR"


def test_a_variable_that_was_not_set_counts_once_it_is(book, monkeypatch):
    code = (
        "\nimport os\nassert os.environ.get('COURSE_YEAR', '1') == '1'\ntry: os.environ['YEAR']\nexcept KeyError: pass"
    )
    for name in ("COURSE_YEAR", "YEAR"):
        found = run(book, code)
        assert found.variables[name] is None and found.changed(book) is None
        monkeypatch.setenv(name, "2031")
        assert found.changed(book) == f"the variable {name}"
        monkeypatch.delenv(name)


def test_variables_that_libraries_ask_for_or_a_kernel_has_of_its_own_are_no_inputs(book, monkeypatch):
    monkeypatch.setenv("HOME", "/home/somebody")
    found = run(
        book,
        "import os; os.path.expanduser('~'); os.environ['OWN'] = '1'; os.environ['OWN'], os.environ['JPY']",
        JPY="1",
    )
    assert not {"HOME", "OWN", "JPY"} & set(found.variables)
    assert found.changed(book) is None


def test_a_file_that_changed_while_it_was_read_counts_as_changed_whatever_its_date(tmp_path):
    (tmp_path / "old.md").write_text("1")
    time.sleep(0.02)  # clocks of file systems tick
    since = time.time_ns()
    time.sleep(0.02)
    assert Inputs.of_files(["old.md"], tmp_path, since).changed(tmp_path) is None
    (tmp_path / "new.md").write_text("1")
    os.utime(tmp_path / "new.md", (1, 1))
    found = Inputs.of_files(["old.md", "new.md", "none.md"], tmp_path, since)
    assert found.files["old.md"] and (found.files["new.md"], found.files["none.md"]) == ("", "")
    assert found.changed(tmp_path) == "new.md"
