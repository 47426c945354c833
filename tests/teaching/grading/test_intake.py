"""Files that are wrong in every way we can think of, and in ways that hypothesis does: one line each, never a crash."""

import io
import json
import os
import socket
import stat
import struct
import zipfile

import classroom
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mcollab.errors import McollabError
from mcollab.teaching.grading import content, intake
from mcollab.teaching.grading.problem import Problem
from mcollab.teaching.handin import MIME


def zipped(files, **options):
    """A zip of names and bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, **options) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return out.getvalue()


def said(function, *arguments):
    """What a function returns, or the problem it tells."""
    try:
        return function(*arguments)
    except Problem as problem:
        return problem


def taken(folder):
    """What the intake makes of a folder, by name."""
    return dict(intake.files([folder], folder / "none"))


@pytest.mark.parametrize(
    "encode",
    [
        lambda text: text.encode(),
        lambda text: b"\xef\xbb\xbf" + text.encode(),
        lambda text: text.encode("utf-16"),
        lambda text: text.encode("utf-16-le"),
        lambda text: text.encode("utf-32"),
        lambda text: ("\r\n\r\n" + text + "\r\n").encode(),
        lambda text: text.replace("\\u00dc", "Ü").encode("cp1252"),
    ],
)
def test_any_encoding_is_read(released, encode):
    document = classroom.hand_in(released[0], "u001", "Ünal")
    assert classroom.marked(released, encode(json.dumps(document))).name == "Ünal"


def test_a_notebook_carries_the_latest_hand_in(released):
    first, last = (classroom.hand_in(released[0], "u001", name) for name in ("first", "last"))
    outputs = [{"output_type": "execute_result", "data": {"text/plain": "…", MIME: one}} for one in (first, last)]
    notebook = {
        "cells": [{"cell_type": "code", "outputs": outputs}, {"cell_type": "markdown"}, None, {"outputs": 3}],
        "nbformat": 4,
    }
    assert classroom.marked(released, json.dumps(notebook).encode()).name == "last"
    outputs.append({"data": {MIME: classroom.hand_in(released[0], "U001 ", "again")}})
    assert classroom.marked(released, json.dumps(notebook).encode()).name == "again"
    outputs.append({"data": {MIME: classroom.hand_in(released[0], "u002", "another")}})
    with pytest.raises(Problem, match="the hand-ins of several students"):
        classroom.marked(released, json.dumps(notebook).encode())
    with pytest.raises(Problem, match="without a hand-in"):
        classroom.marked(released, json.dumps({"cells": [], "nbformat": 4}).encode())


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b" \n\x00\x00", "empty"),
        (b"%PDF-1.7 \xff", "a PDF"),
        (b"\x89PNG\r\n", "a picture"),
        (b"{\\rtf1 hello}", "RTF"),
        (b"\xd0\xcf\x11\xe0\xa1", "old Word"),
        (b"\xff\xd8\xff\xe0", "a picture"),
        (b"GIF89a", "a picture"),
        (b"\x1f\x8b\x08", "a packed file .*gz"),
        (b"Rar!\x1a", "a packed file .*rar"),
        (b"7z\xbc\xaf\x27", "a packed file .*7z"),
        (b"SQLite format 3", "a database"),
        (b"\x7fELF\x02", "a program"),
        (b"MZ\x90", "a program"),
        (b"<!doctype html><p>Log in</p>", "a web page"),
        (b'<!doctype html><meta name="generator" content="mcollab assignment">', "the assignment's page"),
        (b"[]", "not a hand-in"),
        (b"3", "not a hand-in"),
        (b"{}", "not a hand-in of this course"),
        (b'{"nbformat": 4}', "^JSON, but not a hand-in of this course$"),
        (b'{"cells": []}', "^JSON, but not a hand-in of this course$"),
        (b'{"format": "mcollab.answers/1"}', "keeps answers"),
        (b'{"format": "mcollab.assignment/1"}', "the assignment itself"),
        (b'{"format": "mcollab.submission/9"}', "another version of mcollab"),
        (b'{"format": ["mcollab.submission/1"]}', "not a hand-in of this course"),
        (b'{"a": NaN}', "number"),
        (b'{"a": ' + b"9" * 5000 + b"}", "number"),
        (b"[" * 100_000, "nested"),
        (b'{"a":' * 100_000, "nested"),
        (b'{"a": "' + b"[" * 100_000 + b'"', "cut short"),
        (b'{"a": tru', "JSON"),
        (b'{"a" 1}', "not JSON: line 1, column 6"),
        (b"\x81\x8d\x8f\x90\x9d" * 9, "not text"),
        (b"dear teacher, here are my answers", "not JSON"),
    ],
)
def test_what_is_no_hand_in_is_named(data, says):
    with pytest.raises(Problem, match=says) as told:
        content.document(data)
    assert "\n" not in told.value.reason


def test_a_folder_with_what_is_no_file(tmp_path, good):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "good.json").write_text(json.dumps(good))
    (folder / ".DS_Store").write_bytes(b"x")
    (folder / "__MACOSX").mkdir()
    (folder / "__MACOSX" / "._good.json").write_bytes(b"x")
    (folder / "secret.json").symlink_to("/etc/passwd")
    (folder / "loop").symlink_to(folder)
    os.mkfifo(folder / "pipe")
    with socket.socket(socket.AF_UNIX) as plug:
        plug.bind(str(folder / "s"))
    (folder / "deep").mkdir()
    (folder / "deep" / "g\nood=1.json").write_bytes(b"")
    with (folder / "large.json").open("wb") as file:
        file.truncate(200_000_000)
    found = taken(folder)
    assert isinstance(found.pop("good.json"), bytes)
    assert found.pop("deep/g?ood=1.json") == b""
    assert {name: problem.reason.split(":")[0] for name, problem in found.items()} == {
        "secret.json": "a symbolic link",
        "loop": "a symbolic link",
        "pipe": "not a file but a device, a pipe or a socket",
        "s": "not a file but a device, a pipe or a socket",
        "large.json": "too large for a hand-in (200 MB; at most 5)",
    }
    with pytest.raises(McollabError, match="There is no"):
        list(intake.files([tmp_path / "none"], tmp_path))


def test_zips_in_zips_and_what_hides_in_them(tmp_path, good):
    data = json.dumps(good).encode()
    link = zipfile.ZipInfo("link.json")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    deep = data
    for _ in range(4):
        deep = zipped([("a.zip" if deep is not data else "a.json", deep)])
    files = [
        ("lee_12_34_week3.json", data),
        ("kim_13_35_mine.zip", zipped([("inner/week3.json", data), ("__MACOSX/._week3.json", b"x")])),
        ("../../evil.json", data),
        ("/etc/evil.json", data),
        ("C:\\evil.json", data),
        ("..\\evil.json", data),
        (link, b"/etc/passwd"),
        ("bomb.json", b"[" * 4_000_000),
        ("large.json", os.urandom(5_000_001)),
        ("deep.zip", deep),
        ("report.docx", zipped([("[Content_Types].xml", b"<x/>"), ("word/document.xml", b"<x/>")])),
        ("nothing.zip", zipped([])),
        ("broken.zip", b"PK\x03\x04 and no more"),
        ("same.json", data),
    ]
    path = tmp_path / "all.zip"
    raw = zipped(files)
    path.write_bytes(raw)
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(path, "a") as archive:
        archive.writestr("same.json", data)
    found = dict(intake.files([path], tmp_path / "none"))
    assert {name for name, one in found.items() if isinstance(one, bytes)} == {
        "all.zip/lee_12_34_week3.json",
        "all.zip/kim_13_35_mine.zip/inner/week3.json",
        "all.zip/same.json",
        "all.zip/same.json (2)",
    }
    reasons = {name.removeprefix("all.zip/"): one.reason for name, one in found.items() if isinstance(one, Problem)}
    assert "a zip bomb" in reasons.pop("bomb.json")
    assert {name: reason[:24] for name, reason in reasons.items()} == {
        "../../evil.json": "a name in the zip that p",
        "/etc/evil.json": "a name in the zip that p",
        "C:\\evil.json": "a name in the zip that p",
        "..\\evil.json": "a name in the zip that p",
        "link.json": "a symbolic link: links a",
        "large.json": "too large for a hand-in ",
        "deep.zip": "zips in zips, more than ",
        "report.docx": "a document of Word, Exce",
        "nothing.zip": "an empty zip",
        "broken.zip": "a damaged zip (File is n",
    }
    assert not list(tmp_path.parent.rglob("*evil*"))


def test_a_size_that_lies_is_not_believed(tmp_path):
    raw = bytearray(zipped([("a.json", b"[" * 50_000_000)]))
    for mark_, at in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        place = raw.index(mark_) + at
        raw[place : place + 4] = struct.pack("<I", 100)
    (tmp_path / "lie.zip").write_bytes(raw)
    ((_, one),) = intake.files([tmp_path / "lie.zip"], tmp_path / "none")
    assert isinstance(one, Problem) or len(one) <= intake.CAP


def test_a_billion_brackets_in_a_zip(tmp_path):
    raw = tmp_path / "nested.zip"
    with (
        zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("n.json", "w", force_zip64=True) as file,
    ):
        for _ in range(100):
            file.write(b"[" * 1_000_000)
    ((_, one),) = intake.files([raw], tmp_path / "none")
    assert one.reason == "too large for a hand-in (100 MB; at most 5)"


@settings(max_examples=400, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_give_a_document_or_a_problem(data):
    found = said(content.document, data)
    assert isinstance(found, dict) or (found.reason and "\n" not in found.reason)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(places=st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), max_size=12), cut=st.integers(0, 10_000))
def test_a_damaged_zip_gives_lines(tmp_path, places, cut):
    raw = bytearray(zipped([("a.json", b'{"format": 1}'), ("b/c.json", b"{}" * 50), ("d.zip", zipped([("e", b"e")]))]))
    for place, value in places:
        raw[place % len(raw)] = value
    path = tmp_path / "damaged.zip"
    path.write_bytes(bytes(raw[: len(raw) - cut % 40]))
    for name, one in intake.files([path], tmp_path / "none"):
        assert isinstance(one, (bytes, Problem)) and "\n" not in name
