"""A kernel writes down what it reads and imports, and an input that changed is noticed."""

import pytest
from kernel import run

from mcollab.book import inputs, recorder
from mcollab.book.inputs import Inputs
from mcollab.book.invalidation import Made


def test_files_that_are_read_are_noted_and_no_others(book):
    found = run(book, "open('data/a.csv').read(); open('data/new.csv', 'w').write('x')")
    assert set(found.files) == {"data/a.csv"}
    assert found.changed(book) is None


def test_what_is_hidden_or_was_built_counts_too(book):
    assert set(run(book, "open('.hidden/secret'); open('_build/made')").files) == {".hidden/secret", "_build/made"}
    own = str(book / "_build")
    assert set(run(book, "open('.hidden/secret'); open('_build/made')", IPYTHONDIR=own).files) == {".hidden/secret"}


READING = ["open('data/a.csv', 'rb')", "open('data/a.csv', 'r+')", "open('data/a.csv', 'a+')"]


@pytest.mark.parametrize("reading", [*READING, "__import__('os').open(b'data/a.csv', 0)"])
def test_every_way_of_reading_counts(book, reading):
    assert set(run(book, reading).files) == {"data/a.csv"}


@pytest.mark.parametrize("mode", ["w", "w+", "a"])
def test_who_only_writes_a_file_reads_nothing(book, mode):
    found = run(book, f"open('data/a.csv', {mode!r}).write('3'); open('data/new.csv', 'x+').write('3')")
    assert (found.files, found.looked) == ({}, {})


def test_a_file_that_was_not_there_counts_once_it_is(book):
    code = "\ntry: open('data/none.csv')\nexcept OSError: pass\ntry: open('data/a.csv/b')\nexcept OSError: pass"
    found = run(book, code)
    assert found.looked == {"data/none.csv": False, "data/a.csv/b": False}
    assert found.changed(book) is None, "nothing was read, and nothing changed"
    (book / "data" / "none.csv").touch()
    assert found.changed(book) == "data/none.csv"


LOOKING = [
    "import os; os.path.lexists('data/none.csv'), os.lstat('.hidden/secret')",
    "import os; os.access('data/none.csv', os.R_OK), os.access('.hidden/secret', os.R_OK)",
    "from pathlib import Path; Path('data/none.csv').exists(), Path('.hidden/secret').exists()",
    "from pathlib import Path; Path('data/none.csv').is_file(), Path('.hidden/secret').is_file()",
    "from pathlib import Path; Path('data/none.csv').is_dir(), Path('.hidden/secret').is_dir()",
    "import os; os.path.exists(b'data/none.csv'), os.path.isfile('.hidden/secret')",
]


@pytest.mark.parametrize("looking", LOOKING)
def test_what_was_looked_for_counts_by_whether_it_was_there(book, looking):
    found = run(
        book, looking + "; open('data/a.csv'), os.path.exists('data/a.csv')".replace("os.", "__import__('os').")
    )
    assert found.looked == {"data/none.csv": False, ".hidden/secret": True}, "and what was read by its content"
    assert found.changed(book) is None
    (book / ".hidden" / "secret").write_text("another content is no matter of who looked")
    assert found.changed(book) is None
    (book / ".hidden" / "secret").unlink()
    assert found.changed(book) == ".hidden/secret"


def test_looking_works_as_ever(book):
    code = """
import os, shutil, tempfile
assert os.stat in os.supports_dir_fd & os.supports_fd & os.supports_follow_symlinks
os.symlink("nowhere", "link")
assert os.stat("link", follow_symlinks=False) and os.path.lexists("link") and not os.path.exists("link")
with tempfile.TemporaryDirectory() as folder:
    shutil.copytree("data", os.path.join(folder, "copy"))
    folder = os.open(folder, os.O_RDONLY)
    assert os.stat("copy", dir_fd=folder)
assert os.stat("data/a.csv").st_size == 1
for wrong in ("", "a\\0b"):
    assert not os.path.exists(wrong)
"""
    found = run(book, code)
    assert found.looked["link"] is False and "" not in found.looked


def test_a_text_that_is_no_path_is_none_that_was_looked_for(book):
    """IPython asks of each text that it shows as Markdown whether it is a file."""
    found = run(book, "import os; assert not os.path.exists('A text. ' * 1000); open('data/a.csv')")
    assert (found.looked, set(found.files)) == ({}, {"data/a.csv"})
    assert Inputs(looked={"A text. " * 1000: False}, variables=recorder.variables()).changed(book) is None
    assert Inputs(looked={"A text. " * 1000: True}).changed(book) == "A text. " * 1000


def test_tables_elsewhere_count_where_they_are(book, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "a.csv").write_text("1")
    found = run(book, f"open({str(elsewhere / 'a.csv')!r})", elsewhere)
    assert list(found.files) == [str(elsewhere / "a.csv")]
    (elsewhere / "a.csv").write_text("2")
    assert found.changed(book) == str(elsewhere / "a.csv")


def test_variables_are_noted_as_the_kernel_had_them(book, monkeypatch):
    for name in recorder.variables():
        monkeypatch.delenv(name)
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    found = run(book, "open('data/a.csv')")
    assert found.variables == {"LC_ALL": "C", "TZ": "Pacific/Kiritimati"}
    assert found.changed(book) is None
    monkeypatch.delenv("TZ")
    assert found.changed(book) == "the variable TZ"


def test_what_pandas_reads_is_noted(book):
    assert "data/b.csv" in run(book, "import pandas; pandas.read_csv('data/b.csv')").files


@pytest.mark.parametrize("again", [False, True], ids=["compiled", "from its compiled form"])
def test_a_module_counts_as_its_source(book, again):
    if again:
        run(book, "import helper")
        assert list((book / "lib" / "__pycache__").iterdir())
    assert set(run(book, "import helper").files) == {"lib/helper.py"}


def test_a_listed_folder_is_noted_but_not_where_modules_are_looked_for(book):
    found = run(book, "import helper, os, glob; os.listdir('data'); glob.glob('data/*.csv'); os.open('.hidden', 0)")
    assert set(found.folders) == {"data", ".hidden"}
    assert found.changed(book) is None
    (book / "data" / "a.csv").write_text("another content is no matter of the folder")
    assert found.changed(book) is None
    (book / "data" / "c.csv").touch()
    inputs._listing.cache_clear()
    assert found.changed(book) == "data"


def test_packages_count_by_their_version(book):
    found = run(book, "import yaml")
    assert found.packages["PyYAML"] and found.packages["python"].startswith("CPython 3.")
    assert "pandas" not in found.packages
    other = Inputs(variables=found.variables, packages={**found.packages, "PyYAML": "0.1"})
    assert other.changed(book) == "PyYAML 0.1"


def test_a_changed_file_and_a_removed_one_are_noticed(book):
    found = run(book, "open('data/a.csv'); open('data/b.csv')")
    (book / "data" / "b.csv").unlink()
    assert found.changed(book) == "data/b.csv"
    inputs._hashed.cache_clear()
    (book / "data" / "b.csv").write_text("2")
    assert found.changed(book) is None
    inputs._hashed.cache_clear()
    (book / "data" / "a.csv").write_text("3")
    assert found.changed(book) == "data/a.csv"


def test_a_file_that_changed_after_it_was_read_counts_as_changed(book):
    found = run(book, "open('data/a.csv').read(); open('data/a.csv', 'w').write('while the kernel ran')")
    assert found.files == {"data/a.csv": ""} and found.changed(book) == "data/a.csv"
    (book / "dated.csv").write_text("1")
    dated = "import os; then = os.stat('dated.csv').st_mtime_ns; open('dated.csv').read(); "
    found = run(book, dated + "open('dated.csv', 'w').write('2'); os.utime('dated.csv', ns=(then, then))")
    assert found.files == {"dated.csv": ""}, "as long, and of the same date"


def test_a_kernel_that_is_killed_writes_nothing(book):
    assert run(book, "import os, signal; open('data/a.csv'); os.kill(os.getpid(), signal.SIGKILL)") is None


def test_what_cannot_be_read_is_no_record(tmp_path):
    for text in ("", "{", '{"inputs": 1, "notebook": "a"}', '{"inputs": {}}', "[1]"):
        (tmp_path / "record.json").write_text(text)
        assert Made.read(tmp_path / "record.json") is None
    assert Made.read(tmp_path / "none.json") is None


def test_a_record_comes_back_as_it_was_written(tmp_path, book):
    made = Made(run(book, "open('data/a.csv'); import yaml"), "a-key")
    made.write(tmp_path / "record.json")
    assert Made.read(tmp_path / "record.json") == made


def test_a_moved_book_is_the_same_book(book, tmp_path_factory):
    found = run(book, "open('data/a.csv')")
    assert found.changed(book.rename(tmp_path_factory.mktemp("elsewhere") / "book")) is None
