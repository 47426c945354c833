"""Files written whole or not at all: a reader, or a kill half-way, never meets half a file."""

from __future__ import annotations

import os
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def replacing(path: Path, mode: str = "w", **options: Any) -> Iterator[IO[Any]]:
    """Open a file that takes the place of `path` once it is whole; until then, and after an error, the old one stands.

    Parameters
    ----------
    path
        What to replace, or to make.
    mode
        ``"w"`` for text, ``"wb"`` for bytes.
    **options
        As for :func:`open`; text is UTF-8 with its line ends as they are given, if nothing else is said.

    Raises
    ------
    OSError
        If it cannot be written (no permission, a full disk); nothing is left behind.

    Examples
    --------
    >>> target = Path(tempfile.mkdtemp()) / "answers.json"
    >>> with replacing(target) as file:
    ...     _ = file.write("{}")
    >>> target.read_text()
    '{}'
    """
    if "b" not in mode:
        options = {"encoding": "utf-8", "newline": "", **options}
    # Its own name for each writer: two that write at once must not share a half-written file.
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, mode, **options) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.chmod(_permissions(path))
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def write_text(path: Path, text: str, **options: Any) -> None:
    r"""Write a text file whole or not at all.

    Parameters
    ----------
    path, text
        Where, and what.
    **options
        As for :func:`replacing`.

    Raises
    ------
    OSError
        As :func:`replacing`.

    Examples
    --------
    >>> target = Path(tempfile.mkdtemp()) / "names.txt"
    >>> write_text(target, "Visegrád\n")
    >>> target.read_bytes()
    b'Visegr\xc3\xa1d\n'
    """
    with replacing(path, **options) as file:
        file.write(text)


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file whole or not at all.

    Parameters
    ----------
    path, data
        Where, and what.

    Raises
    ------
    OSError
        As :func:`replacing`.

    Examples
    --------
    >>> target = Path(tempfile.mkdtemp()) / "chart.png"
    >>> write_bytes(target, b"PNG")
    >>> target.read_bytes()
    b'PNG'
    """
    with replacing(path, "wb") as file:
        file.write(data)


def _permissions(path: Path) -> int:
    """Return the permissions of the file that is replaced, or those that a new file gets here."""
    try:
        return path.stat().st_mode & 0o777
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
