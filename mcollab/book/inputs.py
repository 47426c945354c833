"""What something was made from: files by their content, folders by the names in them, packages by their version."""

from __future__ import annotations

import hashlib
import json
import os
import platform
from dataclasses import asdict, dataclass, field, replace
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

from mcollab.book.recorder import Recorder, hashed, importable, listing, stamp, variables
from mcollab.course import data_dir

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


@dataclass(frozen=True)
class Inputs:
    """All of it as it was; paths in the folder of the book are relative to it.

    `looked`: whether a path was there; `sought`: modules that were not in a folder.
    """

    files: Mapping[str, str] = field(default_factory=dict)
    folders: Mapping[str, str] = field(default_factory=dict)
    looked: Mapping[str, bool] = field(default_factory=dict)
    sought: Mapping[str, list[str]] = field(default_factory=dict)
    variables: Mapping[str, str | None] = field(default_factory=dict)
    packages: Mapping[str, str] = field(default_factory=dict)

    def changed(self, root: Path) -> str | None:
        """Return the first of them that is not as it was, or None if all are; `root` is the folder of the book."""
        return next(self._changes(root), None)

    def _changes(self, root: Path) -> Iterator[str]:
        """Yield what is not as it was."""
        for now, then in ((_hashed, self.files), (_listing, self.folders)):
            yield from (path for path, content in then.items() if not content or now(root / path) != content)
        for path, there in self.looked.items():
            if os.path.exists(root / path) != there:  # noqa: PTH110 - of a name that is too long it says no
                yield path
        for path, names in self.sought.items():
            for name in sorted(_importable(root / path).intersection(names)):
                yield os.path.join(path, name)  # noqa: PTH118
        for name in sorted({*self.variables, *variables()}):
            if self.variables.get(name) != os.environ.get(name):
                yield f"the variable {name}"
        yield from (f"{name} {was}" for name, was in self.packages.items() if _installed().get(name) != was)

    def json(self) -> dict[str, dict[str, Any]]:
        """Return them as plain data."""
        return asdict(self)

    @classmethod
    def recorded(cls, written: Mapping[str, Any], root: Path) -> Inputs:
        """Return what a :mod:`~mcollab.book.recorder` noted, with the versions of the packages as they are now."""
        files, folders, looked, sought = (
            {_place(path, root): found for path, found in written[kind].items()}
            for kind in ("files", "folders", "looked", "sought")
        )
        # A kernel has variables of its own, and a cell may set some.
        given = {name: value for name, value in written["variables"].items() if os.environ.get(name) == value}
        return cls(files, folders, looked, sought, given, packages(written["modules"]))

    @classmethod
    def of_this_process(cls, root: Path, more: Iterable[Path] = ()) -> Inputs:
        """Return what the build itself is made of: our modules imported here, `more` paths, all that is installed."""
        recorder = Recorder(roots(root))
        for place in filter(None, map(recorder.place, more)):
            recorder.opens(place)
        return replace(cls.recorded({**recorder.written(), "modules": []}, root), packages=_installed())

    @classmethod
    def of_files(cls, names: Iterable[str], root: Path, since: int, listed: Iterable[str] = ()) -> Inputs:
        """Return files by their content; one that has changed `since` (nanoseconds) was perhaps read before it did.

        Of the folders `listed`, the names in them count, or that there is none.
        """
        files = {name: hashed(str(root / name)) if touched(root / name) <= since else "" for name in sorted(names)}
        there = {name: listing(str(root / name)) for name in sorted(listed)}
        folders = {name: found for name, found in there.items() if found}
        return cls(files, folders, {name: False for name in there if name not in folders}, variables=variables())


def touched(path: Path) -> int:
    """Return when a file last changed in nanoseconds, whatever date it was given; 0 if it is none."""
    return max((stamp(str(path)) or (0, 0, 0))[:2])


def roots(book: Path) -> list[str]:
    """Return the folders in which files count by their content: the book, the tables, and code that is being worked on.

    Examples
    --------
    >>> roots(Path("/a/book"))[0]
    '/a/book'
    """
    urls = (_direct_url(distribution) for distribution in metadata.distributions())
    edited = [url2pathname(urlsplit(url["url"]).path) for url in urls if _is_edited(url)]
    return [str(book), str(Path(__file__).parents[1]), str(data_dir()), *sorted(edited)]


def packages(modules: Iterable[str]) -> dict[str, str]:
    """Return the installed packages that bring the modules, each with its version, and Python with its own.

    Examples
    --------
    >>> sorted(packages(["pandas", "json", "mcollab.course"]))
    ['pandas', 'python']
    """
    tops = {name.partition(".")[0] for name in modules} - {"mcollab"}
    names = {name for top in tops for name in _brought().get(top, ())} | {"python"}
    return {name: _installed()[name] for name in sorted(names)}


@cache
def _brought() -> Mapping[str, list[str]]:
    """Return the packages that bring each top-level module: looking through all that is installed takes a while."""
    return metadata.packages_distributions()


@cache
def _installed() -> dict[str, str]:
    """Return the version of every package that is installed here, and of Python.

    The version names the content of what came from an index; of what came from a folder or an address, the hashes of
    its files do.
    """
    found = {"python": f"{platform.python_implementation()} {platform.python_version()}"}
    for distribution in metadata.distributions():
        url, version = _direct_url(distribution), distribution.version
        if url and not _is_edited(url):
            version += f" {hashlib.sha256((distribution.read_text('RECORD') or '').encode()).hexdigest()}"
        found.setdefault(distribution.metadata["Name"], version)
    return found


def _direct_url(distribution: metadata.Distribution) -> dict[str, Any]:
    """Return from where a package was installed, if not from an index (PEP 610)."""
    found: dict[str, Any] = json.loads(distribution.read_text("direct_url.json") or "{}")
    return found


def _is_edited(url: Mapping[str, Any]) -> bool:
    """Return whether a package is used where it is worked on."""
    return bool(url.get("dir_info", {}).get("editable"))


# A build looks at each file once, however many chapters have read it.
@cache
def _hashed(path: Path) -> str:
    return hashed(str(path))


@cache
def _listing(path: Path) -> str:
    return listing(str(path))


@cache
def _importable(path: Path) -> set[str]:
    return importable(str(path))


def _place(path: str, root: Path) -> str:
    """Return a path from the folder of the book, so that a checkout may be moved; others as they are."""
    place = Path(path)
    return place.relative_to(root).as_posix() if place.is_relative_to(root) else path
