"""The commands as an instructor types them, from a new assignment to the gradebook."""

import csv
import importlib.util
import json
import os
import re
import subprocess
import sys

import classroom
import pytest
from typer.testing import CliRunner

from mcollab.cli import shown
from mcollab.cli.app import app
from mcollab.errors import McollabError
from mcollab.teaching import key as key_file
from mcollab.teaching import lms
from mcollab.version import __version__

pytestmark = pytest.mark.wide


@pytest.fixture
def say(tmp_path, monkeypatch):
    """A function that runs a command in a folder of its own and returns its exit code and what it said."""
    monkeypatch.chdir(tmp_path)

    def run(*words, typed=None):
        done = CliRunner().invoke(app, list(words), input=typed)
        if isinstance(done.exception, McollabError):
            return 2, f"mcollab: {done.exception}"
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        return done.exit_code, done.output

    return run


def test_a_week_from_new_to_the_gradebook(say, tmp_path):
    code, said = say("new", "week3.yml", "--chapter", "sample", "--count", "8")
    assert code == 0 and "8 questions (2 single, 1 multi" in said and "about 20 minutes" in said
    code, said = say("release", "week3.yml", "-o", "week3")
    assert code == 0 and "For you alone" in said
    key = key_file.read(tmp_path / "week3.key.yml")
    (tmp_path / "subs").mkdir()
    for number in range(3):

        def answer(question, number=number):
            return "shelter" if question.kind == "short" and number else classroom.right(question)

        (tmp_path / "subs" / f"s_{number}_9_x.json").write_text(
            json.dumps(classroom.hand_in(key, f"u{number}", answer=answer))
        )
    code, said = say("grade", "week3.key.yml", "subs", "-o", "grades")
    assert code == 2 and "Answers still to be read: 1." in said
    (tmp_path / "gradebook.csv").write_text("Student,ID,SIS Login ID,Section,Week 3 (1)\nA,0,,S,\nB,1,,S,\nC,2,,S,\n")
    code, said = say("export", "grades", "--canvas", "gradebook.csv")
    assert code == 2 and "1 grades in column 'Week 3 (1)'" in said
    assert "2 wait for an answer to be read or graded" in said
    code, said = say("read", "grades", typed="9\n\nq\n")
    assert "between 0 and 3" in said
    code, said = say("read", "grades", typed="2,5\nGood.\n")
    assert code == 0 and "Answer of 2 students: shelter" in said and "Grade again" in said
    code, said = say("grade", "week3.key.yml", "subs", "-o", "grades", "--feedback")
    assert code == 0 and "3 files unchanged since the last run, 2 grades changed" in said
    code, said = say("export", "grades", "--canvas", "gradebook.csv")
    assert code == 0 and (tmp_path / "grades" / "gradebook-filled.csv").read_text().splitlines()[1:] == [
        "A,0,,S,11",
        "B,1,,S,10.5",
        "C,2,,S,10.5",
    ]
    assert (tmp_path / "grades" / "feedback" / "s_1_9_feedback.html").exists()
    code, said = say("export", "grades", "--csv")
    assert code == 0 and len(list(csv.reader((tmp_path / "grades" / "export.csv").open()))) == 4


def test_who_is_gone_since_the_run_before_is_said(say, released, tmp_path):
    key = released[0]
    for number in range(14):
        classroom.put(tmp_path / "subs", f"{number}.json", classroom.hand_in(key, f"u{number:03d}"))
    classroom.put(tmp_path / "new", "x.json", classroom.hand_in(key, "x"))
    assert say("grade", "week3.key.yml", "subs", "-o", "grades")[0] == 0
    code, said = say("grade", "week3.key.yml", "new", "-o", "grades")
    assert code == 2
    assert "14 graded in the run before have no file among these and left the grades:\n  u000\n  u001\n" in said
    assert "  … and 2 more\nIf they should stay, name every folder and zip in one run.\n" in said


@pytest.mark.parametrize(("people", "last"), [(12, "  s11\n"), (13, "  … and 1 more\n")])
def test_twelve_people_are_named_and_of_more_how_many_there_are(capsys, people, last):
    shown._some([f"s{i}" for i in range(people)], "wait")
    said = capsys.readouterr().out
    assert said.startswith(f"{people} wait:\n  s0\n") and said.endswith(last) and said.count("\n  s") == 12


def test_eight_questions_are_proposed_where_no_number_is_said(say):
    code, said = say("new", "week3.yml", "--chapter", "sample")
    assert code == 0 and "\n8 questions (" in said


def test_nothing_is_read_in_a_folder_that_is_not_there(say, tmp_path):
    assert say("read", "none") == (
        2,
        "mcollab: There is no folder none: expected the grades that `mcollab grade` wrote.",
    )
    (tmp_path / "grades").mkdir()
    code, said = say("read", "grades")
    assert code == 0 and said == "Nothing to read in grades.\n"


def test_a_quiz_says_what_it_cannot(say):
    say("new", "week3.yml", "--from", "sample/members", "sample/spending")
    code, said = say("quiz", "week3.yml", "--moodle-xml")
    assert code == 2 and "1 of 2 questions in week3.moodle.xml" in said and "sample/spending: left out" in said
    say("new", "easy.yml", "--from", "sample/members")
    assert say("quiz", "easy.yml", "--moodle-xml")[0] == 0
    assert say("quiz", "easy.yml", "--qti12")[0] == 0


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["new", "a.yml"], "Say which questions"),
        (["new", "a.yml", "--from", "sample/membrs"], "did you mean 'members'"),
        (["new", "a.yml", "--chapter", "simple"], "did you mean 'sample'"),
        (["release", "none.yml", "-o", "x"], "There is no file none.yml"),
        (["grade", "none.key.yml", "x", "-o", "y"], "There is no file none.key.yml"),
        (["export", "grades"], "Say where to"),
        (["export", "grades", "--csv"], "There is no file grades/grades.csv"),
        (["quiz", "none.yml"], "Say which format"),
        (["read", "grades"], "There is no folder grades"),
    ],
)
def test_a_mistake_is_one_sentence(say, words, says):
    _, said = say(*words)
    assert says in said and said.strip().count("\n") == 0


def test_its_version(say):
    assert say("--version") == (0, f"mcollab {__version__}\n")


def test_serving_without_what_builds_books_is_one_sentence(say, monkeypatch):
    installed = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name, *rest: None if name == "livereload" else installed(name, *rest)
    )
    code, said = say("serve")
    assert code == 2 and "needs livereload" in said and "'book'" in said and said.count("\n") == 0


def test_every_learning_system_has_its_options(say):
    _, said = say("export", "--help")
    assert {f"--{one.name}" for one in lms.systems() if one.gradebook} < set(re.findall(r"--[\w-]+", said))
    _, said = say("quiz", "--help")
    assert {"--moodle-xml", "--qti12"} < set(re.findall(r"--[\w-]+", said))


def test_an_export_is_never_written_over(say, tmp_path):
    (tmp_path / "gb.csv").write_text("Student,ID,Section,Week 3\n")
    code, said = say("export", "grades", "--canvas", "gb.csv", "-o", "gb.csv")
    assert (code, said) == (2, "mcollab: gb.csv is your own export and is not written over: name another file with -o.")
    code, said = say("export", "grades", "--canvas", "gb.csv", "--csv")
    assert (
        said.startswith("mcollab: Say where to: one of --") and "--canvas FILE, " in said and said.endswith("or --csv.")
    )


def test_an_assignment_that_cannot_be_written_is_told_by_its_name(say):
    code, said = say("new", "sub/week3.yml", "--from", "sample/members")
    assert code == 2 and said.startswith("mcollab: sub/week3.yml cannot be written (No such file or directory)")
    assert "-o" not in said and ".part" not in said


def test_folders_that_are_not_there(say, tmp_path):
    say("new", "week3.yml", "--from", "sample/members")
    say("release", "week3.yml", "-o", "week3")
    assert say("grade", "week3.key.yml", "none", "-o", "grades") == (
        2,
        "mcollab: There is no none: expected a folder, a zip or a file of hand-ins.",
    )
    (tmp_path / "empty").mkdir()
    code, said = say("grade", "week3.key.yml", "empty", "-o", "grades")
    assert code == 0 and "0 students from 0 files" in said


def test_a_terminal_without_the_letters_of_a_name(say, tmp_path):
    say("new", "week3.yml", "--from", "sample/members")
    say("release", "week3.yml", "-o", "week3")
    (tmp_path / "subs").mkdir()
    (tmp_path / "subs" / "Ünï 😀.json").write_text("{")
    done = subprocess.run(
        [sys.executable, "-m", "mcollab", "grade", "week3.key.yml", "subs", "-o", "grades"],
        capture_output=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONIOENCODING": "cp1252"},
    )
    assert done.returncode == 2 and done.stderr == b"" and "Ünï ?.json: cut short".encode("cp1252") in done.stdout


def test_the_commands_end_with_a_code_and_no_traceback(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "mcollab", "grade", "none.yml", "x", "-o", "y"],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env=os.environ,
    )
    assert (
        done.returncode == 2
        and done.stderr == "mcollab: There is no file none.yml: expected a key, such as `mcollab release` writes.\n"
    )
