"""What something was made from: files by their content, folders by the names in them, packages by their version."""

from __future__ import annotations

import platform
from dataclasses import asdict, dataclass, field
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mcollab.book.recorder import Recorder, hashed, listing, stamp

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(frozen=True)
class Inputs:
    """Files, folders and packages as they were; paths in the folder of the book are relative to it."""

    files: Mapping[str, str] = field(default_factory=dict)
    folders: Mapping[str, str] = field(default_factory=dict)
    packages: Mapping[str, str] = field(default_factory=dict)

    def changed(self, root: Path) -> str | None:
        """Return the first of them that is not as it was, or None if all are; `root` is the folder of the book."""
        for now, then in ((_hashed, self.files), (_listing, self.folders)):
            for path, content in then.items():
                if not content or now(root / path) != content:
                    return path
        for name, version in self.packages.items():
            if _installed().get(name) != version:
                return f"{name} {version}"
        return None

    def json(self) -> dict[str, dict[str, str]]:
        """Return them as plain data."""
        return asdict(self)

    @classmethod
    def recorded(cls, written: Mapping[str, Any], root: Path) -> Inputs:
        """Return what a :mod:`~mcollab.book.recorder` noted, with the versions of the packages as they are now."""
        files, folders = (
            {_place(path, root): content for path, content in written[kind].items()} for kind in ("files", "folders")
        )
        return cls(files, folders, packages(written["modules"]))

    @classmethod
    def of_this_process(cls, root: Path, more: Iterable[Path] = ()) -> Inputs:
        """Return what the build itself is made of: our modules imported here, `more` files, all that is installed."""
        recorder = Recorder([str(root), str(Path(__file__).parents[1])])
        recorder.opened = {str(path.resolve()): stamp(str(path)) for path in more}
        return cls({_place(path, root): content for path, content in recorder.files().items()}, {}, _installed())


def packages(modules: Iterable[str]) -> dict[str, str]:
    """Return the installed packages that bring the modules, each with its version, and Python with its own.

    Examples
    --------
    >>> sorted(packages(["pandas", "json", "mcollab.course"]))
    ['pandas', 'python']
    """
    brought = metadata.packages_distributions()
    tops = {name.partition(".")[0] for name in modules} - {"mcollab"}
    names = {name for top in tops for name in brought.get(top, ())} | {"python"}
    return {name: _installed()[name] for name in sorted(names)}


@cache
def _installed() -> dict[str, str]:
    """Return the version of every package that is installed here, and of Python."""
    found = {"python": f"{platform.python_implementation()} {platform.python_version()}"}
    for distribution in metadata.distributions():
        found.setdefault(distribution.metadata["Name"], distribution.version)
    return found


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
