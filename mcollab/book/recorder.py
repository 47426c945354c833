"""What a chapter reads and imports while it runs, written down by its kernel.

The kernels of a build load this file as they start (:data:`STARTUP`), so that it imports nothing of ours. What it
writes is read by :mod:`mcollab.book.inputs`: ``{"files": {path: hash}, "folders": {path: hash}, "modules": [name]}``,
of the files and folders inside those that ``MCOLLAB_RECORD_ROOTS`` names, and the top-level names of all modules.
"""

from __future__ import annotations

import atexit
import hashlib
import importlib.util
import json
import os
import sys
from pathlib import Path

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
    """Notes which files are opened for reading, each with the time of its last change, and which folders are listed."""

    def __init__(self, roots: list[str]) -> None:
        self.roots = [os.path.realpath(root) + os.sep for root in roots]
        # Environments stand in a checkout as often as not; what is installed counts by its version.
        self.installed = [os.path.realpath(place) + os.sep for place in (sys.prefix, sys.base_prefix)]
        self.opened: dict[str, Stamp | None] = {}
        self.listed: set[str] = set()

    def hook(self, event: str, args: tuple[object, ...]) -> None:
        """Take an event of the interpreter (:func:`sys.addaudithook`)."""
        if event == "open":
            path, _, flags = args
            if isinstance(path, (str, bytes, os.PathLike)) and not int(str(flags or 0)) & (os.O_WRONLY | os.O_RDWR):
                place = self.place(path)
                if place and place not in self.opened:
                    self.opened[place] = stamp(place)
        # The import system lists the folders in which it looks for modules; those that it finds are noted as such.
        elif event in ("os.listdir", "os.scandir") and "importlib" not in sys._getframe(1).f_code.co_filename:
            place = self.place(args[0] or ".")
            if place:
                self.listed.add(place)

    def place(self, path: object) -> str | None:
        """Return the path of a file or folder of ours, of a compiled module that of its source; None for all others."""
        if not isinstance(path, (str, bytes, os.PathLike)):
            return None
        place = os.path.realpath(os.fsdecode(path))
        if not self.ours(place):
            return None
        return importlib.util.source_from_cache(place) if place.endswith(".pyc") and "__pycache__" in place else place

    def ours(self, place: str) -> bool:
        """Return whether a path is inside the folders that count; what is hidden or was built there does not."""
        root = next((root for root in self.roots if (place + os.sep).startswith(root)), None)
        if root is None or any(place.startswith(installed) for installed in self.installed):
            return False
        return not any(part.startswith(".") or part == "_build" for part in Path(place[len(root) :]).parts)

    def files(self) -> dict[str, str]:
        """Return the hashes of the files that were read or imported; one that changed after it was read gets none."""
        files = dict(self.opened)
        for module in list(sys.modules.values()):
            file = getattr(module, "__file__", None)
            if file and (place := self.place(file)):
                files.setdefault(place, stamp(place))
        return {place: hashed(place) if stamp(place) == then else "" for place, then in sorted(files.items())}

    def written(self) -> dict[str, object]:
        """Return what was noted."""
        folders = {place: listing(place) for place in sorted(self.listed)}
        modules = sorted({name.partition(".")[0] for name in sys.modules})
        return {"files": self.files(), "folders": folders, "modules": modules}


def stamp(place: str) -> Stamp | None:
    """Return when a file last changed, and its size; None if it is no file."""
    try:
        found = os.stat(place)  # noqa: PTH116 - on the way of every open(): as little as possible
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


def hashed(place: str) -> str:
    """Return the SHA-256 of a file; empty if it cannot be read."""
    try:
        return hashlib.sha256(Path(place).read_bytes()).hexdigest()
    except OSError:
        return ""


def listing(place: str) -> str:
    """Return the SHA-256 of the names in a folder, but for what is hidden or compiled; empty if there is none."""
    try:
        names = sorted(entry.name for entry in Path(place).iterdir() if entry.name[0] not in "._")
    except OSError:
        return ""
    return hashlib.sha256("\n".join(names).encode("utf-8", "surrogateescape")).hexdigest()


def start() -> None:
    """Begin to note, and write it down when the kernel ends, whole or not at all; one that is killed writes nothing."""
    target, roots = os.environ.get("MCOLLAB_RECORD"), os.environ.get("MCOLLAB_RECORD_ROOTS", "")
    if not target:
        return
    recorder = Recorder(roots.split(os.pathsep))
    sys.addaudithook(recorder.hook)

    def write() -> None:
        part = Path(f"{target}.{os.getpid()}.part")
        part.write_text(json.dumps(recorder.written()), encoding="utf-8")
        part.replace(target)

    atexit.register(write)
