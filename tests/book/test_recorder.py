"""A kernel writes down what it reads and imports, and an input that changed is noticed."""

import json
import os
import subprocess
import sys

import pytest

from mcollab.book import inputs, recorder
from mcollab.book.inputs import Inputs
from mcollab.book.invalidation import Made


@pytest.fixture
def book(tmp_path):
    """A folder with two tables, a module and an environment."""
    for name in ("data", "lib", ".hidden", "_build"):
        (tmp_path / name).mkdir()
    (tmp_path / "data" / "a.csv").write_text("1")
    (tmp_path / "data" / "b.csv").write_text("2")
    (tmp_path / "lib" / "helper.py").write_text("value = 1\n")
    (tmp_path / ".hidden" / "secret").write_text("x")
    (tmp_path / "_build" / "made").write_text("x")
    return tmp_path


@pytest.fixture(autouse=True)
def forgetful():
    """Let what a build looks at once be looked at again."""
    yield
    for cached in (inputs._hashed, inputs._listing, inputs._installed):
        cached.cache_clear()


def run(book, code):
    """Return what a kernel that runs `code` in the book has written, as inputs; None if it wrote nothing."""
    startup = recorder.STARTUP.format(path=recorder.__file__)
    target = book / "noted.json"
    environment = {**os.environ, "MCOLLAB_RECORD": str(target), "MCOLLAB_RECORD_ROOTS": str(book)}
    environment |= {"PYTHONPATH": str(book / "lib"), "PYTHONDONTWRITEBYTECODE": ""}
    names = "assert not {'recorder', 'os', 'Path', '_record'} & set(globals()), globals()\n"
    subprocess.run([sys.executable, "-c", startup + names + code], cwd=book, env=environment, check=False)
    if not target.exists():
        return None
    written = json.loads(target.read_text())
    target.unlink()
    return Inputs.recorded(written, book)


def test_files_that_are_read_are_noted_and_no_others(book):
    found = run(book, "open('data/a.csv').read(); open('data/new.csv', 'w').write('x'); open('.hidden/secret').read()")
    assert set(found.files) == {"data/a.csv"}
    assert found.changed(book) is None


@pytest.mark.parametrize("reading", ["open('data/a.csv', 'rb')", "__import__('os').open(b'data/a.csv', 0)"])
def test_every_way_of_reading_counts(book, reading):
    assert set(run(book, reading).files) == {"data/a.csv"}


def test_what_pandas_reads_is_noted(book):
    assert "data/b.csv" in run(book, "import pandas; pandas.read_csv('data/b.csv')").files


@pytest.mark.parametrize("again", [False, True], ids=["compiled", "from its compiled form"])
def test_a_module_counts_as_its_source(book, again):
    if again:
        run(book, "import helper")
        assert list((book / "lib" / "__pycache__").iterdir())
    assert set(run(book, "import helper").files) == {"lib/helper.py"}


def test_a_listed_folder_is_noted_but_not_where_modules_are_looked_for(book):
    found = run(book, "import helper, os, glob; os.listdir('data'); glob.glob('data/*.csv')")
    assert set(found.folders) == {"data"}
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
    other = Inputs(packages={**found.packages, "PyYAML": "0.1"})
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


def test_this_process_is_made_of_its_modules_and_of_what_is_named(book):
    found = Inputs.of_this_process(book, [book / "data" / "a.csv"])
    assert found.files["data/a.csv"]
    assert any(path.endswith("mcollab/book/inputs.py") for path in found.files)
    assert {"Sphinx", "PyYAML", "python"} <= set(found.packages), "what is installed counts, imported or not"
