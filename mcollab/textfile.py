"""Text files from other machines: one form of text, whatever editor or spreadsheet wrote it."""

from __future__ import annotations

import codecs
import unicodedata
from typing import TYPE_CHECKING

from mcollab.errors import McollabError

if TYPE_CHECKING:
    from pathlib import Path

_MARKS = {
    codecs.BOM_UTF32_LE: "utf-32-le",  # before that of UTF-16, with which it begins
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
    codecs.BOM_UTF8: "utf-8",
}
_END = "\x1a"
"""Ctrl-Z, by which DOS ended a text; some programs still write it."""


def read(path: Path) -> str:
    """Return the text of a file, as :func:`decoded`.

    Raises
    ------
    McollabError
        If it is neither UTF-8 nor marked as UTF-16 or UTF-32.
    """
    return decoded(path.read_bytes(), path.name)


def decoded(data: bytes, name: str) -> str:
    r"""Return text in one form, in UTF-8 or marked as UTF-16 or UTF-32: no marks, lines end in LF, letters composed.

    Parameters
    ----------
    data
        The bytes of a file.
    name
        What a mistake calls it.

    Raises
    ------
    McollabError
        If it is neither UTF-8 nor marked as UTF-16 or UTF-32. No other encoding is tried: which one it was cannot be
        known, and a wrong guess changes names without a word.

    Examples
    --------
    >>> decoded(b"\xef\xbb\xbfid,name\r\nv4,Visegra\xcc\x81d\r\n", "bodies.csv")
    'id,name\nv4,Visegrád\n'
    """
    mark = next((mark for mark in _MARKS if data.startswith(mark)), b"")
    encoding = _MARKS.get(mark, "utf-8")
    if encoding == "utf-8" and b"\0" in data:
        raise McollabError(f"{name}: not a text in UTF-8, but perhaps UTF-16 without a mark; save the file as UTF-8.")
    try:
        text = data[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        if encoding != "utf-8":
            raise McollabError(
                f"{name}: marked as {encoding[:6].upper()}, but damaged or cut short; save the file as UTF-8."
            ) from None
        raise McollabError(_told(data, name, len(mark) + error.start)) from None
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").removesuffix(_END))


def _told(data: bytes, name: str, at: int) -> str:
    """Return where the first byte stands that is no letter: its line, and what is written around it."""
    before = data[:at].splitlines()
    around = (before[-1][-12:] if before and not data[:at].endswith((b"\n", b"\r")) else b"") + data[at : at + 8]
    seen = around.decode("ascii", "replace").replace("\ufffd", "?").partition("\n")[0].rstrip("\r")
    line = data.count(b"\n", 0, at) + 1
    how = "in a spreadsheet: as 'CSV UTF-8'" if name.endswith(".csv") else "an editor asks for it as the encoding"
    return f"{name}, line {line}: not UTF-8 at {seen!r}; save the file as UTF-8 ({how})."
