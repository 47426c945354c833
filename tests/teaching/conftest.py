"""Shared by the tests of teaching: a bank, an assignment released from it, and its key."""

import shutil

import classroom
import pytest

from mcollab import course
from mcollab.teaching import steady
from mcollab.teaching.release import release


@pytest.fixture(scope="session")
def shelf(tmp_path_factory):
    """The folder of the question bank."""
    return classroom.write_bank(tmp_path_factory.mktemp("bank"))


@pytest.fixture(autouse=True)
def own_bank(shelf, monkeypatch):
    """Questions come from that bank."""
    monkeypatch.setattr(course, "questions_dir", lambda: shelf)


@pytest.fixture(autouse=True)
def asked_once(request, monkeypatch):
    """Generators are asked again in one module only: each release would take a second more."""
    if not request.module.__name__.endswith("test_steady"):
        monkeypatch.setattr(steady, "check", lambda *asked: None)


@pytest.fixture(scope="session")
def original(shelf, tmp_path_factory):
    """The folder of an assignment that was released, and its key: made once, and copied for each test."""
    folder = tmp_path_factory.mktemp("original")
    (folder / "week3.yml").write_text(classroom.ASSIGNMENT, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(course, "questions_dir", lambda: shelf)
        patch.setattr(steady, "check", lambda *asked: None)
        return folder, release(folder / "week3.yml", folder / "week3").key


@pytest.fixture
def released(tmp_path, original):
    """An assignment as released: its key, the key's file and the folder for students."""
    folder, key = original
    shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    return key.model_copy(deep=True), tmp_path / "week3.key.yml", tmp_path / "week3"


@pytest.fixture
def week(released, tmp_path):
    """The key, its file, a folder for hand-ins and one for grades."""
    return released[0], released[1], tmp_path / "subs", tmp_path / "grades"


@pytest.fixture
def good(released):
    """A right hand-in as a document."""
    return classroom.hand_in(released[0], "u001", "Student")
