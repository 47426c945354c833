"""Where the course stands: its tables, its questions and the order of its chapters.

In a checkout they stand at its top; in an installed wheel they travel inside the package.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mcollab.errors import McollabError

if TYPE_CHECKING:
    from collections.abc import Iterator

_PACKAGE = Path(__file__).resolve().parent


def root() -> Path:
    """Return the folder that holds ``_toc.yml``, ``data/`` and ``chapters/questions/``.

    Examples
    --------
    >>> (root() / "_toc.yml").is_file()
    True
    """
    packed = _PACKAGE / "_course"
    return packed if packed.is_dir() else _PACKAGE.parent


def data_dir() -> Path:
    """Return the folder of the tables: ``$MCOLLAB_DATA`` where that is set, else the course's own.

    Raises
    ------
    McollabError
        If there is no such folder or it has no ``datapackage.json``.

    Examples
    --------
    >>> (data_dir() / "datapackage.json").is_file()
    True
    """
    given = os.environ.get("MCOLLAB_DATA")
    folder = Path(given) if given else root() / "data"
    if not (folder / "datapackage.json").is_file():
        raise McollabError(
            f"No data: {folder} has no datapackage.json; expected the course's tables there, "
            "so install mcollab anew, work in a full checkout or set MCOLLAB_DATA to a folder that has them."
        )
    return folder


def questions_dir() -> Path:
    """Return the folder of the question files, ``<chapter>.yml`` and its generators ``<chapter>.py``.

    Examples
    --------
    >>> (questions_dir() / "history.yml").is_file()
    True
    """
    return root() / "chapters" / "questions"


def chapters() -> list[str]:
    """Return the names of the chapters in the order of ``_toc.yml``.

    Raises
    ------
    McollabError
        If the file is not there or is no YAML.

    Examples
    --------
    >>> chapters()[0]
    'history'
    """
    return chapters_of(root())


def chapters_of(folder: Path) -> list[str]:
    """Return the names of the chapters of the course in `folder`, in the order of its ``_toc.yml``.

    Raises
    ------
    McollabError
        If the file is not there or is no YAML.

    Examples
    --------
    >>> chapters_of(root()) == chapters()
    True
    """
    from mcollab import yamlfile

    entries = _entries(yamlfile.read(folder / "_toc.yml", "the table of contents").content or {})
    return [Path(entry).stem for entry in entries if entry.startswith("chapters/")]


def _entries(contents: dict[str, Any]) -> Iterator[str]:
    for part in contents.get("parts", []):
        yield from _entries(part)
    for entry in [*contents.get("chapters", []), *contents.get("sections", [])]:
        yield str(entry.get("file", ""))
        yield from _entries(entry)
