"""Where the course stands, and in which order its chapters come."""

import pytest

from mcollab import course, host
from mcollab.errors import McollabError


def test_the_course_is_that_of_the_checkout():
    assert (course.root() / "mcollab" / "course.py").is_file()
    assert course.data_dir() == course.root() / "data"
    assert course.questions_dir() == course.root() / "chapters" / "questions"


def test_in_a_wheel_it_travels_inside_the_package(monkeypatch, tmp_path):
    (tmp_path / "mcollab" / "_course").mkdir(parents=True)
    monkeypatch.setattr(course, "_PACKAGE", tmp_path / "mcollab")
    assert course.root() == tmp_path / "mcollab" / "_course"


def test_data_may_be_elsewhere(monkeypatch, tmp_path):
    (tmp_path / "datapackage.json").write_text("{}")
    monkeypatch.setenv("MCOLLAB_DATA", str(tmp_path))
    assert course.data_dir() == tmp_path
    (tmp_path / "datapackage.json").unlink()
    with pytest.raises(McollabError, match=r"has no datapackage\.json; expected the course's tables there") as told:
        course.data_dir()
    assert str(tmp_path) in str(told.value)
    monkeypatch.setenv("MCOLLAB_DATA", "")
    assert course.data_dir() == course.root() / "data"


def test_chapters_come_in_the_order_of_the_contents_and_reference_pages_are_none(tmp_path):
    (tmp_path / "_toc.yml").write_text(
        """
        root: index
        parts:
          - caption: One
            chapters:
              - file: chapters/second
                sections:
                  - file: chapters/within
              - file: reference/about
          - caption: Two
            chapters:
              - file: chapters/first
              - url: https://example.org
        """
    )
    assert course.chapters_of(tmp_path) == ["second", "within", "first"]
    (tmp_path / "_toc.yml").write_text("")
    assert course.chapters_of(tmp_path) == []


def test_every_chapter_has_its_text_and_its_questions():
    for name in course.chapters():
        assert (course.root() / "chapters" / f"{name}.md").is_file()
    questions = {path.stem for path in course.questions_dir().glob("*.yml")}
    assert questions == set(course.chapters())


def test_a_cell_knows_whether_the_book_is_being_built(monkeypatch):
    monkeypatch.delenv("MCOLLAB_RENDERER", raising=False)
    assert not host.building_book()
    monkeypatch.setenv("MCOLLAB_RENDERER", "notebook")
    assert not host.building_book()
    host.declare_book()
    assert host.building_book()
