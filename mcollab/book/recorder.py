"""What a chapter reads, looks for and imports while it runs, written down by its kernel.

The kernels of a build load this file as they start (:data:`STARTUP`), so that it imports nothing of ours. What it
writes is read by :mod:`mcollab.book.inputs`: ``{"files": {path: hash}, "folders": {path: hash}, "looked": {path:
there}, "variables": {name: value}, "modules": [name]}``, of paths in the folders that ``MCOLLAB_RECORD_ROOTS`` names.

It sees what Python itself opens, lists and looks for. What it cannot see, chapters do without: the clock, other
programs, libraries that open files by themselves (``tests/book/test_seen.py``).
"""

from __future__ import annotations

import atexit
import hashlib
import importlib.util
import json
import os
import sys
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

Stamp = tuple[int, int]

STARTUP = """\
def _record():
    import importlib.util

    spec = importlib.util.spec_from_file_location("mcollab_recorder", {path!r})
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.start()


_record()
del _record
"""
"""What IPython runs as a kernel starts: no name stays behind, on which a chapter might lean."""


class Recorder:
    """Notes which files are opened for reading, with the time of their last change; what is listed and looked for."""

    def __init__(self, roots: list[str]) -> None:
        self.roots = [os.path.realpath(root) + os.sep for root in roots if root]
        # Environments stand in a checkout as often as not; what is installed counts by its version.
        self.installed = [os.path.realpath(place) + os.sep for place in (sys.prefix, sys.base_prefix)]
        # Kernels of a build have an IPython of their own, and keep its memory there.
        self.own = os.path.realpath(os.environ.get("IPYTHONDIR") or os.devnull) + os.sep
        self.opened: dict[str, Stamp] = {}
        self.listed: set[str] = set()
        self.looked: dict[str, bool] = {}

    def hook(self, event: str, args: tuple[object, ...]) -> None:
        """Take an event of the interpreter (:func:`sys.addaudithook`)."""
        if event == "open":
            path, _, flags = args
            if reads(int(str(flags or 0))) and (place := self.place(path)):
                self.opens(place)
        # The import system lists the folders in which it looks for modules; those that it finds are noted as such.
        elif event in ("os.listdir", "os.scandir") and "importlib" not in sys._getframe(1).f_code.co_filename:
            place = self.place(args[0] or ".")
            if place:
                self.listed.add(place)

    def opens(self, place: str) -> None:
        """Note a file that is read, a folder that is opened to be listed, or that there is neither."""
        if then := stamp(place):
            self.opened.setdefault(place, then)
        elif os.path.lexists(place):
            self.listed.add(place)
        else:
            self.looked.setdefault(place, False)

    def looks(self, stat: Callable[..., os.stat_result]) -> Callable[..., os.stat_result]:
        """Return :func:`os.stat`, to which exists() and is_file() come down, so that it notes what it was asked."""

        def noted(path: Any, *args: Any, **named: Any) -> os.stat_result:
            there: bool | None = None
            try:
                found = stat(path, *args, **named)
                there = True
            except (FileNotFoundError, NotADirectoryError):
                there = False
                raise
            finally:  # a text that is no path at all, as IPython asks whether one is a file, says nothing
                usual = named.get("follow_symlinks", True) and named.get("dir_fd") is None
                if there is not None and usual and (place := self.place(path)):
                    self.looked.setdefault(place, there)
            return found

        return noted

    def place(self, path: object) -> str | None:
        """Return the path of a file or folder of ours, of a compiled module that of its source; None for all others."""
        if not isinstance(path, (str, bytes, os.PathLike)) or not os.fspath(path):
            return None
        place = os.path.realpath(os.fsdecode(path))
        if not self.ours(place):
            return None
        return importlib.util.source_from_cache(place) if place.endswith(".pyc") and "__pycache__" in place else place

    def ours(self, place: str) -> bool:
        """Return whether a path is in a folder that counts, and no environment is in between."""
        around, within = (
            max((len(folder) for folder in folders if (place + os.sep).startswith(folder)), default=0)
            for folders in (self.roots, [*self.installed, self.own])
        )
        return around > within

    def files(self) -> dict[str, str]:
        """Return the hashes of the files that were read or imported; one that changed after it was read gets none."""
        files = dict(self.opened)
        for module in list(sys.modules.values()):
            file = getattr(module, "__file__", None)
            if file and (place := self.place(file)) and (then := stamp(place)):
                files.setdefault(place, then)
        return {place: hashed(place) if stamp(place) == then else "" for place, then in sorted(files.items())}

    def written(self) -> dict[str, object]:
        """Return what was noted."""
        files, folders = self.files(), {place: listing(place) for place in sorted(self.listed)}
        looked = {place: there for place, there in sorted(self.looked.items()) if place not in {**files, **folders}}
        modules = sorted({name.partition(".")[0] for name in sys.modules})
        return {"files": files, "folders": folders, "looked": looked, "variables": variables(), "modules": modules}


def reads(flags: int) -> bool:
    """Return whether who opens a file so can read in it what was there before."""
    return not flags & (os.O_WRONLY | os.O_TRUNC | os.O_EXCL)


def stamp(place: str) -> Stamp | None:
    """Return when a file last changed, and its size; None if it is no file."""
    try:
        found = os.lstat(place)
    except OSError:
        return None
    return (found.st_mtime_ns, found.st_size) if S_ISREG(found.st_mode) else None


def hashed(place: str) -> str:
    """Return the SHA-256 of a file; empty if it cannot be read."""
    try:
        return hashlib.sha256(Path(place).read_bytes()).hexdigest()
    except OSError:
        return ""


def listing(place: str) -> str:
    """Return the SHA-256 of the names in a folder, but for what is compiled; empty if there is none."""
    try:
        names = sorted(entry.name for entry in Path(place).iterdir() if entry.name != "__pycache__")
    except OSError:
        return ""
    return hashlib.sha256("\n".join(names).encode("utf-8", "surrogateescape")).hexdigest()


def variables() -> dict[str, str]:
    """Return the variables of the environment by which what a cell gives may be another: language, zone, our own."""
    named = ("LANG", "LANGUAGE", "TZ", "SOURCE_DATE_EPOCH")
    ours = {name: value for name, value in os.environ.items() if name in named or name.startswith(("LC_", "MCOLLAB_"))}
    return {name: value for name, value in sorted(ours.items()) if not name.startswith("MCOLLAB_RECORD")}


def start() -> None:
    """Begin to note, and write it down when the kernel ends, whole or not at all; one that is killed writes nothing."""
    target, roots = os.environ.get("MCOLLAB_RECORD"), os.environ.get("MCOLLAB_RECORD_ROOTS", "")
    if not target:
        return
    recorder = Recorder(roots.split(os.pathsep))
    sys.addaudithook(recorder.hook)
    noting = recorder.looks(os.stat)
    for able in (os.supports_dir_fd, os.supports_fd, os.supports_follow_symlinks):
        able.add(noting)
    os.stat = noting

    def write() -> None:
        part = Path(f"{target}.{os.getpid()}.part")
        part.write_text(json.dumps(recorder.written()), encoding="utf-8")
        part.replace(target)

    atexit.register(write)
