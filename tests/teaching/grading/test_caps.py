"""How much is read of what is handed in, and where it stops: sizes, depths, names."""

import io
import os
import zipfile
from pathlib import Path

import pytest

from mcollab.errors import McollabError
from mcollab.teaching.grading import intake
from mcollab.teaching.grading.content import document
from mcollab.teaching.grading.problem import Problem

TOO_LARGE = "too large for a hand-in (5 MB; at most 5)"


def zipped(*files):
    """A zip of names and bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return out.getvalue()


def taken(*sources, skip=None):
    """What the intake makes of sources: how many bytes, or the reason."""
    found = intake.files(list(sources), skip or sources[0] / "none")
    return {name: one.reason if isinstance(one, Problem) else len(one) for name, one in found}


@pytest.fixture
def folder(tmp_path):
    """A folder of hand-ins."""
    (tmp_path / "in").mkdir()
    return tmp_path / "in"


def test_the_largest_file_and_one_byte_more(folder):
    for more in (0, 1):
        data = os.urandom(intake.CAP + more)
        (folder / f"{more}.json").write_bytes(data)
        (folder / f"{more}.zip").write_bytes(zipped(("a.json", data)))
    assert taken(folder) == {
        "0.json": intake.CAP,
        "0.zip/a.json": intake.CAP,
        "1.json": TOO_LARGE,
        "1.zip/a.json": TOO_LARGE,
    }


def test_a_zip_is_read_whatever_its_size_or_name(folder):
    parts = [(f"{i}.json", os.urandom(3_000_000)) for i in range(2)]
    (folder / "all.dat").write_bytes(zipped(*parts))
    assert taken(folder) == {"all.dat/0.json": 3_000_000, "all.dat/1.json": 3_000_000}
    (folder / "all.dat").write_bytes(zipped(("mine.dat", zipped(*parts))))
    assert taken(folder) == {"all.dat/mine.dat/0.json": 3_000_000, "all.dat/mine.dat/1.json": 3_000_000}


def test_zips_in_zips_to_the_third(folder):
    inner = zipped(("a.json", b"{}"))
    for depth in (2, 3, 4):
        inner = zipped(("z.zip", inner))
        (folder / f"{depth}.zip").write_bytes(inner)
    assert taken(folder) == {
        "2.zip/z.zip/a.json": 2,
        "3.zip/z.zip/z.zip/a.json": 2,
        "4.zip/z.zip": "zips in zips, more than 3 deep",
    }


def test_a_bomb_of_one_student_stops_only_that_student(folder, monkeypatch):
    monkeypatch.setattr(intake, "_NESTED_TOTAL", 5000)
    bomb = zipped(*((f"{i}.zip", zipped(("a.json", os.urandom(1000)))) for i in range(3)))
    (folder / "all.zip").write_bytes(zipped(("bob.zip", bomb), ("z.json", b"{}")))
    found = taken(folder)
    assert found["all.zip/bob.zip"] == "zips in zips of more than 0 MB" and found["all.zip/z.json"] == 2


def test_zips_in_a_zip_share_one_measure(folder, monkeypatch):
    packed = zipped(("a.json", b"{}"))
    with pytest.raises(intake._BombError, match=r"^zips in zips of more than 600 MB$"):
        list(intake._nested(packed, "a.zip", 1, [len(packed) - 1]))
    monkeypatch.setattr(intake, "_NESTED_TOTAL", 3 * len(packed))
    for count in (3, 4):
        (folder / f"{count}.zip").write_bytes(zipped(*((f"{i}.zip", packed) for i in range(count))))
    found = taken(folder)
    assert found["3.zip/2.zip/a.json"] == 2 and "3.zip" not in found
    assert found["4.zip"] == "zips in zips of more than 0 MB"  # the last of them was one too many


def test_a_zip_of_too_many_files(folder, monkeypatch):
    monkeypatch.setattr(intake, "_ENTRIES", 3)
    for count in (3, 4):
        (folder / f"{count}.zip").write_bytes(zipped(*((f"{i}.json", b"{}") for i in range(count))))
    assert taken(folder) == {"3.zip/0.json": 2, "3.zip/1.json": 2, "3.zip/2.json": 2, "4.zip": "a zip of 4 files"}


def test_what_grows_beyond_reason(folder):
    (folder / "a.zip").write_bytes(zipped(("bomb.json", b"[" * 2_000_000), ("small.json", b"[" * 900_000)))
    found = taken(folder)
    assert "times when unpacked: a zip bomb, or no hand-in" in found["a.zip/bomb.json"]
    assert found["a.zip/small.json"] == 900_000


def test_a_zip_that_says_it_was_packed_into_nothing(folder):
    raw = bytearray(zipped(("bomb.json", b"[" * 2_000_000)))
    for sign, at in ((b"PK\x01\x02", 20), (b"PK\x03\x04", 18)):
        place = raw.index(sign) + at
        raw[place : place + 4] = bytes(4)
    (folder / "a.zip").write_bytes(raw)
    found = taken(folder)["a.zip/bomb.json"]
    assert found == "grows 2000000 times when unpacked: a zip bomb, or no hand-in"


def test_a_locked_zip(folder):
    raw = bytearray(zipped(("a.json", b"{}")))
    for sign, at in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        raw[raw.index(sign) + at] |= 1
    (folder / "a.zip").write_bytes(raw)
    ((_, one),) = intake.files([folder], folder / "none")
    assert (one.reason, one.tell) == (
        "locked with a password",
        "Your zip is locked with a password: hand in the file itself.",
    )


def test_folders_in_folders_to_the_fiftieth(folder):
    deep = folder
    for _ in range(51):
        deep /= "d"
    deep.mkdir(parents=True)
    (deep / "a.json").write_bytes(b"{}")
    (deep.parent / "b.json").write_bytes(b"{}")
    found = taken(folder)
    assert found["d/" * 50 + "b.json"] == 2
    assert found["d/" * 51] == "more than 50 folders one in another"


def test_the_folder_of_grades_is_passed_over(folder):
    (folder / "grades").mkdir()
    (folder / "grades" / "x.json").write_bytes(b"{}")
    (folder / "a.json").write_bytes(b"{}")
    assert taken(folder, skip=folder / "grades") == {"a.json": 2}
    assert set(taken(folder)) == {"a.json", "grades/x.json"}


@pytest.mark.parametrize(
    ("name", "passed"),
    [
        (".DS_Store", True),
        ("__MACOSX/a.json", True),
        ("Thumbs.db", True),
        ("desktop.ini", True),
        ("Icon\r", True),
        ("sub/.hidden", True),
        ("._week3.json", True),
        (".ipynb_checkpoints/week3.ipynb", True),
        (".week3.json.x1.part", True),
        (".mid-x.json", False),
        ("sub/.week3.ipynb", False),
        (".mine.zip", False),
        (".week3.json.icloud", False),
        ("Thumbs.dbx", False),
        ("MACOSX/a.json", False),
        ("a.json", False),
    ],
)
def test_what_systems_leave_is_no_hand_in(folder, name, passed):
    (folder / "a.zip").write_bytes(zipped((name, b"{}"), ("real.json", b"{}")))
    found = taken(folder)
    assert len(found) == 2 - passed and "a.zip/real.json" in found


def test_a_file_that_icloud_has_is_not_passed_over(folder):
    (folder / ".week3.json.icloud").write_bytes(b"bplist00\xd3")
    (folder / ".DS_Store").write_bytes(b"x")
    (folder / ".git").mkdir()
    (folder / ".git" / "a.json").write_bytes(b"{}")
    told = "a mark of iCloud, which has the file itself: open the folder in the Finder and download it"
    assert taken(folder) == {".week3.json.icloud": told}


def test_files_are_counted_before_they_are_read(folder):
    (folder / "a.zip").write_bytes(zipped(("a.json", b"{}"), ("b.json", b"{}"), ("c.json", b"{}")))
    (folder / "broken.zip").write_bytes(b"PK")
    (folder / "d.json").write_bytes(b"{}")
    (folder / "link.zip").symlink_to(folder / "a.zip")
    (folder / "E.ZIP").write_bytes((folder / "a.zip").read_bytes())
    assert intake.count([folder]) == 9 and intake.count([folder / "a.zip"]) == 3
    assert intake.count([folder / "d.json", folder / "d.json"]) == 2


def test_names_are_shown_on_one_line_and_cut():
    assert intake.shown("a\tb\nc\rd\x07e\u202ef\ud800") == "a?b?c?d?e?f?"
    assert intake.shown("x" * 300) == "x" * 300
    assert intake.shown("x" * 200 + "y" * 11 + "z" * 90) == "x" * 200 + "…" + "z" * 90


def test_a_source_that_cannot_be_read(tmp_path, monkeypatch):
    (tmp_path / "in").mkdir()

    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(type(tmp_path), "iterdir", refuse)
    with pytest.raises(McollabError, match=r"in cannot be read \(Permission denied\): expected a folder of hand-ins"):
        list(intake.files([tmp_path / "in"], tmp_path / "none"))


def test_a_folder_among_them_that_cannot_be_read_is_a_line(folder, monkeypatch):
    (folder / "a").mkdir()
    (folder / "b.json").write_bytes(b"{}")
    scan = os.scandir

    def refuse(path):
        if Path(path).name == "a":
            raise PermissionError(13, "Permission denied")
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert taken(folder) == {"a/": "the folder cannot be read (Permission denied)", "b.json": 2}


def test_a_file_that_grows_by_a_byte_while_it_is_read_waits_for_the_next_run(folder, monkeypatch):
    (folder / "grows.json").write_bytes(b"{}\n\n\n")
    looked = Path.lstat

    def before(path):
        found = looked(path)
        return os.stat_result([*found[:6], found.st_size - 1, *found[7:]])

    monkeypatch.setattr(Path, "lstat", before)
    assert taken(folder) == {"grows.json": "being written while it is read: grade again when it is whole"}


def test_brackets_sixty_deep_and_one_more():
    for depth, reason in (
        (60, "JSON, but not a hand-in"),
        (61, "brackets nested more than 60 deep: not made by the course"),
    ):
        with pytest.raises(Problem) as told:
            document(b"[" * depth + b"]" * depth)
        assert told.value.reason == reason
    with pytest.raises(Problem, match="JSON, but not a hand-in"):
        document(b"[" + b"[[]]," * 99 + b'"[[[", []]')  # many, but not deep; brackets in a text are none


@pytest.mark.parametrize(
    ("data", "reason", "tell"),
    [
        (b"PK", "not JSON: line 1, column 1 (expecting value)", "Please open the assignment again"),
        (b'{"a": 1,\n "b": tru}', "not JSON: line 2, column 7 (expecting value)", "Please open the assignment again"),
        (b'{"a": 1,\n "b": 2', "cut short: the file ends at line 2 in the middle of the answers", "Please open"),
        (b'{"a": 1,}', "not JSON: line 1, column 9 (", "Please open the assignment again"),
        (b'{"a": 1,', "cut short: the file ends at line 1 in the middle of the answers", "Please open"),
        (b'{"a": -', "cut short: the file ends at line 1 in the middle of the answers", "Please open"),
        (b"\xef\xbb\xbf", "empty", "Please open"),
        (b"\xef\xbb\xbf \r\n", "empty", "Please open"),
        (b'{"a": "b', "cut short: the file ends at line 1 in the middle of the answers", "Please open"),
        (
            b'{"format": "mcollab.answers/1"}',
            "a file in which the course keeps answers",
            "You handed in the file that keeps",
        ),
        (
            b'{"format": "mcollab.assignment/1"}',
            "the assignment itself, without answers",
            "You handed in the assignment, not",
        ),
        (
            b'{"format": "mcollab.submission/9"}',
            "made with another version of mcollab (mcollab.submission/9; ",
            "Please",
        ),
        (
            b'<p>x<meta content="mcollab assignment">',
            "the assignment's page, not the answers",
            "You handed in the page itself",
        ),
        (b"<p>" + b" " * 3000 + b'content="mcollab assignment"', "a web page, not a hand-in", "Please open"),
        (b'{"cells": 3, "nbformat": 4}', "a notebook without a hand-in in it", "Your notebook has no answers in it"),
    ],
)
def test_what_is_wrong_and_what_the_student_is_told(data, reason, tell):
    with pytest.raises(Problem) as told:
        document(data)
    assert told.value.reason.startswith(reason) and told.value.tell.startswith(tell)
