"""Files written whole or not at all, and by one program at a time: nobody meets half a file, or writes over another."""

from __future__ import annotations

import os
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import IO, TYPE_CHECKING, Any

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

if TYPE_CHECKING:
    from collections.abc import Iterator

TRIES, PAUSE = 500, 0.01
"""How often to ask for a file that another writes, and seconds between: it takes some thousandths of one."""


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


@contextmanager
def alone(path: Path) -> Iterator[bool]:
    """Read a file, and write it, while no other program does: who asks for the same file waits until the block ends.

    The lock is a file of its own beside `path`, which is replaced whenever it is written. It ends with the program at
    the latest, however that ends.

    Yields
    ------
    bool
        Whether it is held: there are network drives on which no file can be locked, and there nobody waits.

    Raises
    ------
    OSError
        If nothing can be written there, or another program holds it for some seconds.

    Examples
    --------
    >>> target = Path(tempfile.mkdtemp()) / "answers.json"
    >>> with alone(target) as held:
    ...     write_text(target, "{}")
    >>> held
    True
    """
    with path.with_name(f".{path.name}.lock").open("a") as file:
        for _ in range(TRIES):
            if (held := _lock(file)) is not None:
                break
            Event().wait(PAUSE)
        else:
            raise TimeoutError(0, "another program holds it")
        try:
            yield held
        finally:
            if held:
                _unlock(file)


def _lock(file: IO[Any]) -> bool | None:
    """Return whether a lock was got; None where another has it, and False where there are none."""
    try:
        if sys.platform == "win32":
            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return None
    except OSError:  # ENOLCK, EOPNOTSUPP, EBADF: file systems say it in several ways
        return False
    return True


def _unlock(file: IO[Any]) -> None:
    if sys.platform == "win32":
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)
    else:
        fcntl.flock(file, fcntl.LOCK_UN)


def _permissions(path: Path) -> int:
    """Return the permissions of the file that is replaced, or those that a new file gets here."""
    try:
        return path.stat().st_mode & 0o777
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
