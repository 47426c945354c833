"""A small folder that a kernel reads: for tests of what is noted and what has changed."""

import pytest

from mcollab.book import inputs


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
    for cached in (inputs._hashed, inputs._listing, inputs._importable):
        cached.cache_clear()
