"""What a chapter reads, looks for and imports while it runs, written down by its kernel.

The kernels of a build load this file as they start (:data:`STARTUP`), so that it imports nothing of ours. What it
writes is read by :mod:`mcollab.book.inputs`: ``{"files": {path: hash}, "folders": {path: hash}, "looked": {path:
there}, "sought": {folder: [module]}, "variables": {name: value}, "modules": [name]}``.

It sees what Python itself opens, lists, looks for and asks for, in the book (the folders of ``MCOLLAB_RECORD_ROOTS``)
and outside, but for what is installed, devices, and temporary files of its own time. What it cannot see, chapters do
without: the clock, other programs, libraries that open files by themselves, sizes and dates of files
(``tests/book/test_seen.py``).
"""

from __future__ import annotations

import atexit
import hashlib
import importlib.util
import json
import os
import site
import sys
import tempfile
import time
from importlib.machinery import all_suffixes
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

Stamp = tuple[int, int, int]
DEVICES = ("/dev", "/proc", "/sys")
CACHES = "~/.cache"
"""Where libraries keep what they can make again."""

TICK = 0.02
"""Seconds by which the clock of a file system may be behind: what is made sooner would seem older than it is."""

_stat = os.stat  # before anything is put in its place

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
        self.roots = _folders(roots)
        # What is installed counts by its version, and kernels of a build keep their memory in an IPython of their own.
        own = os.environ.get("IPYTHONDIR", "")
        caches = os.path.expanduser(CACHES)  # noqa: PTH111 - it bears that there is no home
        self.aside = _folders([sys.prefix, sys.base_prefix, site.getusersitepackages(), own, caches, *DEVICES])
        self.temporary = _folders([tempfile.gettempdir()])
        self.began = time.time_ns()
        time.sleep(TICK)
        self.opened: dict[str, Stamp] = {}
        self.listed: set[str] = set()
        self.looked: dict[str, bool] = {}
        self.sought: dict[str, set[str]] = {}
        self.asked: dict[str, str | None] = {}

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
        elif Path(place).is_dir():
            self.listed.add(place)
        else:
            self.looks_for(place)

    def looks(self, look: Callable[..., Any]) -> Callable[..., Any]:
        """Return a function of :mod:`os` that asks for a path, so that it notes whether there was one."""

        def noted(path: Any, *args: Any, **named: Any) -> Any:
            try:
                return look(path, *args, **named)
            finally:
                # realpath() asks for each folder on the way, which is no matter of who asked it.
                if named.get("dir_fd") is None and "realpath" not in sys._getframe(1).f_code.co_name:
                    self.looks_for(path)

        return noted

    def looks_for(self, path: object) -> None:
        """Note whether a path is there; a text that is no path at all, as IPython asks of some, says nothing."""
        try:
            if place := self.place(path):
                self.looked.setdefault(place, _there(place))
        except (OSError, ValueError):
            return

    def find_spec(self, name: str, path: Sequence[str] | None = None, target: object = None) -> None:  # noqa: ARG002
        """Note in which folders a module is looked for, and find none: the first finder of :data:`sys.meta_path`."""
        self.seeks(sys.path if path is None else path, [name.rpartition(".")[2]])

    def seeks(self, folders: Iterable[str], modules: Iterable[str]) -> None:
        """Note modules that may come to stand in folders."""
        for place in filter(None, (self.place(folder or ".") for folder in folders)):
            self.sought.setdefault(place, set()).update(modules)

    def asks(self, name: str, value: str | None) -> None:
        """Note a variable that a cell, or what it brings, asks for; not one that a library does."""
        frame = sys._getframe(2)
        while frame.f_back and frame.f_globals.get("__name__") in ("os", "collections.abc"):
            frame = frame.f_back
        asker = frame.f_code.co_filename
        if not asker.startswith("<frozen ") and self.counts(os.path.realpath(asker)):
            self.asked.setdefault(name, value)

    def place(self, path: object) -> str | None:
        """Return the path of a file or folder that counts, of a compiled module that of its source; None for others.

        A link stays one, so that it is noticed if it leads elsewhere.
        """
        if not isinstance(path, (str, bytes, os.PathLike)) or not os.fspath(path):
            return None
        real = os.path.realpath(os.fsdecode(path))
        if not self.ours(real):
            return None
        place = os.path.abspath(os.fsdecode(path))  # noqa: PTH100 - resolve() would follow the link
        place = place if os.path.realpath(place) == real else real  # link/../file is not where it seems to be
        return importlib.util.source_from_cache(place) if place.endswith(".pyc") and "__pycache__" in place else place

    def ours(self, place: str) -> bool:
        """Return whether a path counts: of the temporary ones, files that were there before."""
        if _depth(place, self.temporary) > _depth(place, [*self.roots, *self.aside]):
            then = stamp(place)
            return bool(then and then[1] < self.began)
        return self.counts(place)

    def counts(self, place: str) -> bool:
        """Return whether a path is outside of all that is installed, or in a folder that counts within it."""
        within = _depth(place, self.aside)
        return not within or _depth(place, self.roots) > within

    def files(self) -> dict[str, str]:
        """Return the hashes of the files that were read or imported; one that changed after it was read gets none."""
        files = dict(self.opened)
        for module in list(sys.modules.values()):
            file = getattr(module, "__file__", None)
            if file and (place := self.place(file)) and (then := stamp(place)):
                files.setdefault(place, then)
        return {place: hashed(place) if stamp(place) == then else "" for place, then in sorted(files.items())}

    def modules(self) -> dict[str, list[str]]:
        """Return the modules that were looked for in each folder and are not there, so that they would be others."""
        self.seeks(sys.path, {name.partition(".")[0] for name in sys.modules})
        return {place: sorted(names - importable(place)) for place, names in sorted(self.sought.items())}

    def written(self) -> dict[str, object]:
        """Return what was noted."""
        files, folders = self.files(), {place: listing(place) for place in sorted(self.listed)}
        looked = {place: there for place, there in sorted(self.looked.items()) if place not in {**files, **folders}}
        asked = {name: value for name, value in sorted(self.asked.items()) if not name.startswith("MCOLLAB_RECORD")}
        return {
            "files": files,
            "folders": folders,
            "looked": looked,
            "sought": self.modules(),
            "variables": {**variables(), **asked},
            "modules": sorted({name.partition(".")[0] for name in sys.modules}),
        }


def reads(flags: int) -> bool:
    """Return whether who opens a file so can read in it what was there before."""
    return not flags & (os.O_WRONLY | os.O_TRUNC | os.O_EXCL)


def stamp(place: str) -> Stamp | None:
    """Return when a file last changed, by its date and truly, and its size; None if it is no file."""
    try:
        found = _stat(place)
    except (OSError, ValueError):
        return None
    return (found.st_mtime_ns, found.st_ctime_ns, found.st_size) if S_ISREG(found.st_mode) else None


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


def _there(place: str) -> bool:
    """Return whether a path is there, without a note."""
    try:
        return bool(_stat(place))
    except (FileNotFoundError, NotADirectoryError):
        return False


def importable(place: str) -> set[str]:
    """Return the names of the modules and packages that stand in a folder."""
    found, suffixes = set(), {"", *all_suffixes()}
    try:
        for entry in Path(place).iterdir():
            name, dot, rest = entry.name.partition(".")
            if dot + rest in suffixes:
                found.add(name)
    except OSError:
        return set()
    return found


def _folders(paths: Iterable[str]) -> list[str]:
    """Return folders by their real paths, so that what is in them begins alike."""
    return [os.path.realpath(path) + os.sep for path in paths if path]


def _depth(place: str, folders: Iterable[str]) -> int:
    """Return how deep the deepest of the folders is that a path is in; 0 if it is in none."""
    return max((len(folder) for folder in folders if (place + os.sep).startswith(folder)), default=0)


def variables() -> dict[str, str]:
    """Return the variables of the environment by which what a cell gives may be another: language, zone, our own."""
    named = ("LANG", "LANGUAGE", "TZ", "SOURCE_DATE_EPOCH")
    ours = {name: value for name, value in os.environ.items() if name in named or name.startswith(("LC_", "MCOLLAB_"))}
    return {name: value for name, value in sorted(ours.items()) if not name.startswith("MCOLLAB_RECORD")}


def _noting(recorder: Recorder) -> type[os._Environ[str]]:
    """Return what os.environ is, with a note of each variable that it is asked for."""

    class Noting(os._Environ[str]):
        def __getitem__(self, name: str) -> str:
            try:
                value = super().__getitem__(name)
            except KeyError:
                recorder.asks(name, None)
                raise
            recorder.asks(name, value)
            return value

    return Noting


def start() -> None:
    """Begin to note, and write it down when the kernel ends, whole or not at all; one that is killed writes nothing."""
    target, roots = os.environ.get("MCOLLAB_RECORD"), os.environ.get("MCOLLAB_RECORD_ROOTS", "")
    if not target:
        return
    recorder = Recorder(roots.split(os.pathsep))
    sys.addaudithook(recorder.hook)
    sys.meta_path.insert(0, recorder)
    for name in ("stat", "lstat", "access"):
        look = getattr(os, name)
        noting = recorder.looks(look)
        for able in (os.supports_dir_fd, os.supports_fd, os.supports_follow_symlinks, os.supports_effective_ids):
            if look in able:
                able.add(noting)
        setattr(os, name, noting)
    os.environ.__class__ = _noting(recorder)

    def write() -> None:
        part = Path(f"{target}.{os.getpid()}.part")
        part.write_text(json.dumps(recorder.written()), encoding="utf-8")
        part.replace(target)

    atexit.register(write)
