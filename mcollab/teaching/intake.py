"""What was handed in, read as if it were hostile: folders, zips and zips in zips, notebooks; nothing is ever unpacked to disk.

Every file gives one result: its bytes, or a `Problem` in words. A file is read up to a cap and no further, whatever its
header claims.
"""

from __future__ import annotations

import io
import json
import lzma
import os
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from mcollab.errors import McollabError
from mcollab.teaching.files import CONTROLS
from mcollab.teaching.submission import FORMAT, MIME

CAP = 5_000_000
"""Bytes of the largest hand-in; one of a hundred long answers has less than a tenth of it."""

DEEPEST_ZIP = 3
"""A learning system's zip, a student's zip in it, and one more."""

_NESTED_CAP = 60_000_000
_NESTED_TOTAL = 600_000_000
_ENTRIES = 200_000
_RATIO = 300
_DEEPEST_JSON = 60
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_JUNK = re.compile(r"(^|/)(\.(?!\.)|__MACOSX/|Thumbs\.db$|desktop\.ini$|Icon\r$)", re.IGNORECASE)
_BROKEN_ZIP = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OSError,
    ValueError,
    OverflowError,
    KeyError,
    IndexError,
)
_AGAIN = "Please open the assignment again, press “Download my answers” and hand in that file."


class Problem(Exception):
    """Why a file is not graded, for the instructor, and what to tell the student."""

    def __init__(self, reason: str, tell: str = _AGAIN):
        super().__init__(reason)
        self.reason, self.tell = reason, tell


class _Bomb(Exception):
    """A zip that grows beyond reason as it is read: the whole of it is given up."""


# --- Files ---------------------------------------------------------------------------------------------------------------


def files(sources: list[Path], skip: Path) -> Iterator[tuple[str, bytes | Problem]]:
    """Yield each file of the sources under a name of its own, with its bytes or what is wrong with it.

    Parameters
    ----------
    sources
        Folders, zips or single files.
    skip
        The folder of grades, in case it lies among the hand-ins.

    Raises
    ------
    McollabError
        If a source is not there or cannot be read.
    """
    used: dict[str, int] = {}
    for source in sources:
        if not source.exists():
            raise McollabError(f"There is no {source}: expected a folder, a zip or a file of hand-ins.")
        if source.is_dir():
            try:
                os.listdir(source)
            except OSError as error:
                raise McollabError(
                    f"{source} cannot be read ({error.strerror}): expected a folder of hand-ins."
                ) from None
            found = _folder(source.resolve(), "", skip.resolve(), 0)
        else:
            found = _file(source.resolve(), source.name)
        for name, data in found:
            name = shown(name)
            used[name] = used.get(name, 0) + 1
            yield (name if used[name] == 1 else f"{name} ({used[name]})"), data


def count(sources: list[Path]) -> int:
    """Return about how many files there are, for a bar of progress: what zips hold in zips is not counted."""
    found = 0
    for source in sources:
        for path in source.rglob("*") if source.is_dir() else [source]:
            try:
                found += (
                    len(zipfile.ZipFile(path).namelist())
                    if path.suffix.lower() == ".zip" and path.is_file() and not path.is_symlink()
                    else 1
                )
            except _BROKEN_ZIP:
                found += 1
    return found


def shown(name: str) -> str:
    """Return a file's name as it can be printed on one line: strange characters become ``?``, a long one is cut."""
    text = (
        CONTROLS.sub("?", name.encode("utf-8", "replace").decode())
        .replace("\n", "?")
        .replace("\t", "?")
        .replace("\r", "?")
    )
    return text if len(text) <= 300 else f"{text[:200]}…{text[-90:]}"


def _folder(folder: Path, label: str, skip: Path, depth: int) -> Iterator[tuple[str, bytes | Problem]]:
    if folder == skip:
        return
    if depth > 50:
        yield label, Problem("more than 50 folders one in another", "")
        return
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: os.fsencode(entry.name))
    except OSError as error:
        yield label, Problem(f"the folder cannot be read ({error.strerror})", "")
        return
    for entry in entries:
        name = f"{label}{entry.name}"
        if _JUNK.search(entry.name + ("/" if entry.name == "__MACOSX" else "")):
            continue
        if entry.is_symlink():
            yield name, Problem("a symbolic link: links are not followed")
        elif entry.is_dir(follow_symlinks=False):
            yield from _folder(Path(entry.path), f"{name}/", skip, depth + 1)
        else:
            yield from _file(Path(entry.path), name)


def _file(path: Path, name: str) -> Iterator[tuple[str, bytes | Problem]]:
    try:
        status = path.lstat()
        if not stat.S_ISREG(status.st_mode):
            yield name, Problem("not a file but a device, a pipe or a socket", "")
            return
        with path.open("rb") as file:
            head = file.read(4)
            if head in _ZIP:
                yield from _top(file, name)
                return
            if status.st_size > CAP:
                yield name, _too_large(status.st_size)
                return
            data = head + file.read(
                status.st_size + 1 - len(head)
            )  # a buffer as large as the cap for every file would cost more than the rest
        yield (
            name,
            data
            if len(data) <= status.st_size
            else Problem("being written while it is read: grade again when it is whole", ""),
        )
    except OSError as error:
        yield name, Problem(f"cannot be read ({error.strerror})", "")


def _too_large(size: int) -> Problem:
    return Problem(f"too large for a hand-in ({size / 1e6:.0f} MB; at most {CAP / 1e6:.0f})")


# --- Zips ----------------------------------------------------------------------------------------------------------------


def _top(file, name: str) -> Iterator[tuple[str, bytes | Problem]]:
    try:
        yield from _zip(file, name, 1, [_NESTED_TOTAL])
    except _Bomb as bomb:
        yield name, Problem(str(bomb))


def _zip(file, name: str, depth: int, left: list[int]) -> Iterator[tuple[str, bytes | Problem]]:
    try:
        archive = zipfile.ZipFile(file)
        entries = archive.infolist()
    except _BROKEN_ZIP as error:
        yield (
            name,
            Problem(f"a damaged zip ({_short(error)})", "Please make the zip again, or hand in the file itself."),
        )
        return
    inside = {entry.filename for entry in entries}
    if "[Content_Types].xml" in inside or "mimetype" in inside:
        yield name, Problem("a document of Word, Excel or another office program, not a hand-in")
        return
    if len(entries) > _ENTRIES:
        raise _Bomb(f"a zip of {len(entries)} files")
    found = False
    for entry in entries:
        if entry.filename.endswith("/") or _JUNK.search(entry.filename):
            continue
        found = True
        label = f"{name}/{entry.filename}"
        try:
            data = _entry(archive, entry)
        except Problem as problem:
            yield label, problem
            continue
        if not data.startswith(_ZIP):
            yield label, data
            continue
        if depth == DEEPEST_ZIP:
            raise _Bomb(f"zips in zips, more than {DEEPEST_ZIP} deep")
        left[0] -= len(data)
        if left[0] < 0:
            raise _Bomb(f"zips in zips of more than {_NESTED_TOTAL / 1e6:.0f} MB")
        if depth > 1:
            yield from _zip(io.BytesIO(data), label, depth + 1, left)
            continue
        try:  # a student's zip that is a bomb is that student's one line
            yield from _zip(io.BytesIO(data), label, depth + 1, left)
        except _Bomb as bomb:
            yield label, Problem(str(bomb))
    if not found:
        yield name, Problem("an empty zip", "Your zip has no file in it. " + _AGAIN)


def _entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    parts = re.split(r"[/\\]", entry.filename)
    if (
        entry.filename.startswith(("/", "\\"))
        or ".." in parts
        or re.match(r"[A-Za-z]:", entry.filename)
        or "\x00" in entry.filename
    ):
        raise Problem("a name in the zip that points out of it")
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise Problem("a symbolic link: links are not followed")
    if entry.flag_bits & 0x1:
        raise Problem("locked with a password", "Your zip is locked with a password: hand in the file itself.")
    if entry.file_size > _NESTED_CAP:
        raise _too_large(entry.file_size)
    if entry.file_size > CAP / 5 and entry.file_size > _RATIO * max(entry.compress_size, 1):
        raise Problem(
            f"grows {entry.file_size // max(entry.compress_size, 1)} times when unpacked: a zip bomb, or no hand-in"
        )
    try:
        with archive.open(entry) as file:
            head = file.read(4)
            cap = _NESTED_CAP if head in _ZIP else CAP
            data = head + file.read(cap + 1 - len(head))
    except _BROKEN_ZIP as error:
        raise Problem(f"damaged in the zip ({_short(error)})") from None
    if len(data) > cap:
        raise _too_large(len(data))
    return data


def _short(error: Exception) -> str:
    return shown(str(error) or type(error).__name__)[:80]


# --- What is in a file ---------------------------------------------------------------------------------------------------

_KINDS = {
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"{\\rtf": "a text document (RTF)",
    b"\xd0\xcf\x11\xe0": "an old Word or Excel file",
    b"\x1f\x8b": "a packed file (.gz)",
    b"Rar!": "a packed file (.rar)",
    b"7z\xbc\xaf": "a packed file (.7z)",
    b"SQLite": "a database",
    b"\x7fELF": "a program",
    b"MZ": "a program",
}
_STRING_OR_BRACKET = re.compile(r'"(?:[^"\\]|\\.)*"?|[\[{]|[\]}]', re.DOTALL)


def document(data: bytes) -> dict:
    """Return the hand-in of a file as it stands there, out of its notebook if it is one.

    Raises
    ------
    Problem
        If there is none.
    """
    content = _json(_text(data))
    if not isinstance(content, dict):
        raise Problem("JSON, but not a hand-in")
    if "cells" in content and "nbformat" in content:
        content = _of_notebook(content)
    kind = content.get("format")
    if kind == FORMAT:
        return content
    if kind == "mcollab.answers/1":
        raise Problem(
            "a file in which the course keeps answers, not the hand-in made of it",
            "You handed in the file that keeps your answers. Please press “Download my answers” in the assignment, or run mc.submit, and hand in that file.",
        )
    if kind == "mcollab.assignment/1":
        raise Problem(
            "the assignment itself, without answers", "You handed in the assignment, not your answers. " + _AGAIN
        )
    if isinstance(kind, str) and kind.startswith("mcollab.submission/"):
        raise Problem(f"a hand-in of another edition of the course ({shown(kind)[:60]}; expected {FORMAT})")
    raise Problem("JSON, but not a hand-in of this course")


def _text(data: bytes) -> str:
    if not data.strip(b"\x00 \t\r\n"):
        raise Problem("empty")
    for head, kind in _KINDS.items():
        if data.startswith(head):
            raise Problem(f"{kind}, not a hand-in")
    try:
        text = data.decode(json.detect_encoding(data)).lstrip("\ufeff")
    except UnicodeDecodeError:
        try:
            text = data.decode("cp1252")  # a spreadsheet's or an old editor's way to save
        except UnicodeDecodeError:
            raise Problem("not text: damaged, or another kind of file") from None
    if text.lstrip().startswith("<"):
        if 'content="mcollab assignment"' in text[:3000]:
            raise Problem(
                "the assignment's page, not the answers",
                "You handed in the page itself; your answers are in your browser. " + _AGAIN,
            )
        raise Problem("a web page, not a hand-in")
    return text


def _json(text: str):
    if text.count("[") + text.count("{") > _DEEPEST_JSON:
        depth = 0
        for match in _STRING_OR_BRACKET.finditer(text):
            sign = match[0]
            depth += (sign in "[{") - (sign in "]}") if len(sign) == 1 else 0
            if depth > _DEEPEST_JSON:
                raise Problem(f"brackets nested more than {_DEEPEST_JSON} deep: not made by the course")
    try:
        return json.loads(text, parse_constant=_refuse)
    except json.JSONDecodeError as error:
        if error.pos >= len(text.rstrip()) - 1 or error.msg.startswith("Unterminated string"):
            raise Problem(f"cut short: the file ends at line {error.lineno} in the middle of the answers") from None
        raise Problem(f"not JSON: line {error.lineno}, column {error.colno} ({error.msg.lower()})") from None
    except (ValueError, RecursionError):
        raise Problem("JSON with a number or a nesting that the course never writes") from None


def _refuse(name: str):
    raise ValueError(name)


def _of_notebook(content: dict) -> dict:
    cells = content["cells"] if isinstance(content["cells"], list) else []
    outputs = [
        output
        for cell in cells
        if isinstance(cell, dict) and isinstance(cell.get("outputs"), list)
        for output in cell["outputs"]
        if isinstance(output, dict)
    ]
    found = [
        output["data"][MIME]
        for output in outputs
        if isinstance(output.get("data"), dict) and isinstance(output["data"].get(MIME), dict)
    ]
    if not found:
        raise Problem(
            "a notebook without a hand-in in it",
            "Your notebook has no answers in it: run its last cell, mc.submit, and hand in the file it writes.",
        )
    return found[-1]
