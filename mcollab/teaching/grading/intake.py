"""What was handed in, read as if it were hostile: folders, zips, zips in zips, what is no file; never unpacked to disk.

Every file gives one result: its bytes, or a `Problem` in words. A file is read up to a cap and no further, whatever its
header claims.
"""

from __future__ import annotations

import io
import lzma
import os
import re
import stat
import struct
import zipfile
import zlib
from pathlib import Path
from typing import IO, TYPE_CHECKING

from mcollab.errors import McollabError
from mcollab.teaching.files import CONTROLS
from mcollab.teaching.grading.problem import AGAIN, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

CAP = 5_000_000
"""Bytes of the largest hand-in; one of a hundred long answers has less than a tenth of it."""

DEEPEST_ZIP = 3
"""A learning system's zip, a student's zip in it, and one more."""

_NESTED_CAP = 60_000_000
_NESTED_TOTAL = 600_000_000
_ENTRIES = 200_000
_RATIO = 300
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_JUNK = re.compile(
    r"(^|/)(\._|\.(?!\.)[^/]*/|\.(?!\.)[^/]*(?<!\.json)(?<!\.ipynb)(?<!\.zip)(?<!\.icloud)$"
    r"|__MACOSX/|Thumbs\.db$|desktop\.ini$|Icon\r$)",
    re.IGNORECASE,
)
"""What systems leave beside files. A hidden file that could be a hand-in is none: it must not go without a line."""
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


Taken = tuple[str, bytes | Problem]
"""A file under a name of its own: its bytes, or what is wrong with it."""


class _BombError(Exception):
    """A zip that grows beyond reason as it is read: the whole of it is given up."""


# --- Files ----------------------------------------------------------------------------------------------------------


def files(sources: list[Path], skip: Path) -> Iterator[Taken]:
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
                next(source.iterdir(), None)
            except OSError as error:
                raise McollabError(
                    f"{source} cannot be read ({error.strerror}): expected a folder of hand-ins."
                ) from None
            found = _folder(source.resolve(), "", skip.resolve(), 0)
        else:
            found = _file(source.resolve(), source.name)
        for name, data in found:
            label = shown(name)
            used[label] = used.get(label, 0) + 1
            yield (label if used[label] == 1 else f"{label} ({used[label]})"), data


def count(sources: list[Path]) -> int:
    """Return about how many files there are, for a bar of progress: what zips hold in zips is not counted."""
    found = 0
    for source in sources:
        for path in source.rglob("*") if source.is_dir() else [source]:
            try:
                packed = path.suffix.lower() == ".zip" and path.is_file() and not path.is_symlink()
                found += len(zipfile.ZipFile(path).namelist()) if packed else 1
            except _BROKEN_ZIP:
                found += 1
    return found


def shown(name: str) -> str:
    """Return a file's name as it can be printed on one line: strange characters become ``?``, a long one is cut."""
    text = re.sub(r"[\n\t\r]", "?", CONTROLS.sub("?", name.encode("utf-8", "replace").decode()))
    return text if len(text) <= 300 else f"{text[:200]}…{text[-90:]}"


def _folder(folder: Path, label: str, skip: Path, depth: int) -> Iterator[Taken]:
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


def _file(path: Path, name: str) -> Iterator[Taken]:
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
            if path.suffix == ".icloud":
                told = "a mark of iCloud, which has the file itself: open the folder in the Finder and download it"
                yield name, Problem(told, "")
                return
            if status.st_size > CAP:
                yield name, _too_large(status.st_size)
                return
            # A buffer as large as the cap for every file would cost more than the rest.
            data = head + file.read(status.st_size + 1 - len(head))
        whole = len(data) <= status.st_size
        yield name, data if whole else Problem("being written while it is read: grade again when it is whole", "")
    except OSError as error:
        yield name, Problem(f"cannot be read ({error.strerror})", "")


def _too_large(size: int) -> Problem:
    return Problem(f"too large for a hand-in ({size / 1e6:.0f} MB; at most {CAP / 1e6:.0f})")


# --- Zips -----------------------------------------------------------------------------------------------------------


def _top(file: IO[bytes], name: str) -> Iterator[Taken]:
    try:
        yield from _zip(file, name, 1, [_NESTED_TOTAL])
    except _BombError as bomb:
        yield name, Problem(str(bomb))


def _zip(file: IO[bytes], name: str, depth: int, left: list[int]) -> Iterator[Taken]:
    try:
        archive = zipfile.ZipFile(file)
        entries = archive.infolist()
    except _BROKEN_ZIP as error:
        tell = "Please make the zip again, or hand in the file itself."
        yield name, Problem(f"a damaged zip ({_short(error)})", tell)
        return
    inside = {entry.filename for entry in entries}
    if "[Content_Types].xml" in inside or "mimetype" in inside:
        yield name, Problem("a document of Word, Excel or another office program, not a hand-in")
        return
    if len(entries) > _ENTRIES:
        raise _BombError(f"a zip of {len(entries)} files")
    wanted = [entry for entry in entries if not entry.filename.endswith("/") and not _JUNK.search(entry.filename)]
    for entry in wanted:
        label = f"{name}/{entry.filename}"
        try:
            data = _entry(archive, entry)
        except Problem as problem:
            yield label, problem
            continue
        if data.startswith(_ZIP):
            yield from _nested(data, label, depth, left)
        else:
            yield label, data
    if not wanted:
        yield name, Problem("an empty zip", "Your zip has no file in it. " + AGAIN)


def _nested(data: bytes, label: str, depth: int, left: list[int]) -> Iterator[Taken]:
    if depth == DEEPEST_ZIP:
        raise _BombError(f"zips in zips, more than {DEEPEST_ZIP} deep")
    left[0] -= len(data)
    if left[0] < 0:
        raise _BombError(f"zips in zips of more than {_NESTED_TOTAL / 1e6:.0f} MB")
    try:
        yield from _zip(io.BytesIO(data), label, depth + 1, left)
    except _BombError as bomb:
        if depth > 1:
            raise
        yield label, Problem(str(bomb))  # a student's zip that is a bomb is that student's one line


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
    grows = entry.file_size / (entry.compress_size or 1)
    if entry.file_size > CAP / 5 and grows > _RATIO:
        raise Problem(f"grows {grows:.0f} times when unpacked: a zip bomb, or no hand-in")
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
