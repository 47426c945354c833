"""The student's side in a notebook, without a browser: what the widget keeps and what submit writes."""

import errno
import json
import os
import tempfile
from pathlib import Path

import classroom
import pytest

import mcollab as mc
from mcollab.errors import McollabError
from mcollab.teaching.grading.mark import mark
from mcollab.teaching.grading.run import grade
from mcollab.teaching.key import Keys


@pytest.fixture
def desk(released, monkeypatch):
    """The folder of the notebook."""
    monkeypatch.chdir(released[2])
    return released


def given(key, student, only=None, answer=classroom.right):
    """The states that the widget sends for a student's answers."""
    states = {
        f"{key.course}/week3/student": {
            "rev": 1,
            "ts": 1,
            "response": {"id": student, "name": "Ünï"},
            "confidence": None,
        }
    }
    for name in key.questions:
        if only is None or name in only:
            one = classroom.asked(key, student, name)
            state = {"rev": 1, "ts": 2, "response": answer(one), "confidence": 75}
            states[classroom.place(key, student, name)] = {**state, "asked": one.asked, "prompt": one.prompt}
    return states


def test_answers_are_kept_handed_in_and_graded(desk, tmp_path):
    key, path, folder = desk
    widget = mc.assignment("week3")
    widget.answers = given(key, "U 001")
    assert (
        mc.assignment("week3").answers
        == json.loads((folder / "week3.answers.json").read_text(encoding="utf-8"))["answers"]
    )
    handed = mc.submit("week3")
    assert handed.lines == ["8 of 8 answered by Ünï U 001. Hand in week3-u-001.json."]
    subs = tmp_path / "subs"
    subs.mkdir()
    (folder / "week3-u-001.json").rename(subs / "a.json")
    assert grade(path, [subs], tmp_path / "grades").complete
    # The saved notebook carries the same.
    (subs / "a.json").unlink()
    outputs = [
        {"output_type": "execute_result", "metadata": {}, "execution_count": 1, "data": handed._repr_mimebundle_()}
    ]
    (subs / "week3.ipynb").write_text(json.dumps({"cells": [{"cell_type": "code", "outputs": outputs}], "nbformat": 4}))
    summary = grade(path, [subs], tmp_path / "grades")
    assert summary.complete and summary.changed == 0


def test_the_name_of_the_file_is_told_from_that_of_the_assignment(desk):
    for call in (mc.assignment, mc.submit):
        with pytest.raises(mc.McollabError, match=r"'week3\.json' is the name of a file: give the assignment's"):
            call("week3.json")


@pytest.mark.parametrize("path", ["week3/week3", "week3/week3.json", "week3\\week3.json"])
def test_what_is_said_of_a_path_leads_to_the_assignment(desk, monkeypatch, path):
    _, _, folder = desk
    (folder / "week3").mkdir()
    (folder / "week3.json").rename(folder / "week3/week3.json")
    with pytest.raises(mc.McollabError) as told:
        mc.assignment(path)
    assert str(told.value) == (
        f"{path!r} is the name of a file: give the assignment's, 'week3', and first run %cd \"week3\" in a cell."
    )
    monkeypatch.chdir(folder / "week3")
    assert mc.assignment("week3").spec["id"] == "week3"


def test_submit_lists_what_is_open(desk):
    key, _, _ = desk
    mc.assignment("week3").answers = given(
        key,
        "u001",
        only=["sample/first-treaty", "sample/share", "sample/seats"],
        answer=lambda question: {"numeric": "1,234", "match": {"NATO": "Brussels"}}.get(question.kind, "=HYPERLINK(1)"),
    )
    lines = mc.submit("week3").lines
    assert lines[0] == "1 of 8 answered by Ünï u001. Hand in week3-u001.json."
    assert [line.split(".")[0].strip() for line in lines[2:]] == ["2", "3", "4", "5", "6", "7", "8"]
    assert lines[2] == "  2. Which are members? (open)"
    assert "could mean 1234" in lines[3] and "Match every one." in lines[5]


def test_a_number_may_be_given_to_submit(desk):
    with pytest.raises(McollabError, match="No student number"):
        mc.submit("week3")
    assert mc.submit("week3", student="u9", name="N").document["answers"] == {}


def test_small_numbers_keep_their_checksum(desk):
    key, _, folder = desk
    mc.assignment("week3").answers = given(
        key,
        "u001",
        answer=lambda question: (
            {"guess": {"2014": 1e-05, "2015": 3.0}, "why": ""}
            if question.kind == "predict"
            else classroom.right(question)
        ),
    )
    mc.submit("week3")
    assert mark((folder / "week3-u001.json").read_bytes(), Keys.of(key)).held == ""


def test_what_is_not_there_is_named(desk, monkeypatch, tmp_path):
    with pytest.raises(McollabError, match="did you mean 'week3'"):
        mc.assignment("week33")
    (desk[2] / "other.json").write_text("[]")
    with pytest.raises(McollabError, match="is not the assignment"):
        mc.assignment("other")
    for call in (mc.assignment, mc.submit):
        with pytest.raises(McollabError, match="An assignment is named by a text, as in its notebook, but got None"):
            call(None)


def test_the_folder_that_was_looked_in_is_named(desk, monkeypatch):
    folder = desk[2]
    (folder / "notes").mkdir()
    monkeypatch.chdir(folder / "notes")
    with pytest.raises(McollabError) as told:
        mc.assignment("week3")
    assert str(told.value) == (
        f"There is no week3.json in {folder / 'notes'}, where this notebook's kernel works; there is one in {folder}: "
        f'run %cd "{folder}" in a cell, and this cell again.'
    )
    monkeypatch.chdir(folder.parent)
    with pytest.raises(McollabError, match=f"there is one in {folder}:"):
        mc.submit("week3")
    with pytest.raises(McollabError, match=f"There is no week4.json in {folder.parent}, where .* put the assignment"):
        mc.assignment("week4")


def test_answers_stay_where_they_were_begun(desk, monkeypatch):
    key, _, folder = desk
    widget = mc.assignment("week3")
    monkeypatch.chdir(folder.parent)
    widget.answers = given(key, "u001")
    assert (folder / "week3.answers.json").exists() and not (folder.parent / "week3.answers.json").exists()


def test_a_folder_in_which_nothing_can_be_kept(desk, monkeypatch):
    def refuse(*_, **__):
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), ".week3.answers.json.x1.part")

    key, _, folder = desk
    widget = mc.assignment("week3")
    monkeypatch.setattr(tempfile, "mkstemp", refuse)  # as a folder refuses that cannot be written, root or not
    monkeypatch.setattr(Path, "write_text", refuse)
    monkeypatch.setattr(Path, "unlink", refuse)
    widget.answers = given(key, "u001")
    assert "cannot be kept in" in widget.spec["notice"] and "Read-only" in widget.spec["notice"]
    with pytest.raises(McollabError, match=r"week3-u001.json cannot be written in .* \(Read-only file system\)"):
        mc.submit("week3", student="u001")
    assert not list(folder.glob("*.part")) and not list(folder.glob("week3-*"))


def test_answers_that_cannot_be_read_are_left_alone(desk):
    (desk[2] / "week3.answers.json").write_text("[]")
    widget = mc.assignment("week3")
    assert "is not a file of answers" in widget.spec["notice"] and widget.answers == {}
    assert (desk[2] / "week3.answers.json").read_text() == "[]"


def test_importing_the_package_loads_nothing_of_this():
    import subprocess
    import sys

    heavy = "name.startswith('mcollab.teaching') or name in ('anywidget', 'pydantic')"
    code = f"import mcollab, sys; assert not [name for name in sys.modules if {heavy}]"
    subprocess.run([sys.executable, "-c", code], check=True)
