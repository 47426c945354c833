"""What something was made from: files by their content, folders by the names in them, packages by their version."""

from __future__ import annotations

import hashlib
import json
import os
import platform
from dataclasses import asdict, dataclass, field
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

from mcollab.book.recorder import Recorder, hashed, listing, variables
from mcollab.course import data_dir

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(frozen=True)
class Inputs:
    """All of it as it was; paths in the folder of the book are relative to it. `looked`: whether a path was there."""

    files: Mapping[str, str] = field(default_factory=dict)
    folders: Mapping[str, str] = field(default_factory=dict)
    looked: Mapping[str, bool] = field(default_factory=dict)
    variables: Mapping[str, str] = field(default_factory=dict)
    packages: Mapping[str, str] = field(default_factory=dict)

    def changed(self, root: Path) -> str | None:
        """Return the first of them that is not as it was, or None if all are; `root` is the folder of the book."""
        for now, then in ((_hashed, self.files), (_listing, self.folders)):
            for path, content in then.items():
                if not content or now(root / path) != content:
                    return path
        for path, there in self.looked.items():
            if os.path.exists(root / path) != there:  # noqa: PTH110 - of a name that is too long it says no
                return path
        now_set = variables()
        for name in sorted({*self.variables, *now_set}):
            if self.variables.get(name) != now_set.get(name):
                return f"the variable {name}"
        for name, version in self.packages.items():
            if _installed().get(name) != version:
                return f"{name} {version}"
        return None

    def json(self) -> dict[str, dict[str, str | bool]]:
        """Return them as plain data."""
        return asdict(self)

    @classmethod
    def recorded(cls, written: Mapping[str, Any], root: Path) -> Inputs:
        """Return what a :mod:`~mcollab.book.recorder` noted, with the versions of the packages as they are now."""
        files, folders, looked = (
            {_place(path, root): found for path, found in written[kind].items()}
            for kind in ("files", "folders", "looked")
        )
        return cls(files, folders, looked, written["variables"], packages(written["modules"]))

    @classmethod
    def of_this_process(cls, root: Path, more: Iterable[Path] = ()) -> Inputs:
        """Return what the build itself is made of: our modules imported here, `more` files, all that is installed."""
        recorder = Recorder(roots(root))
        for path in more:
            recorder.opens(str(path.resolve()))
        files = {_place(path, root): content for path, content in recorder.files().items()}
        return cls(files, variables=variables(), packages=_installed())


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


def _place(path: str, root: Path) -> str:
    """Return a path from the folder of the book, so that a checkout may be moved; others as they are."""
    place = Path(path)
    return place.relative_to(root).as_posix() if place.is_relative_to(root) else path
