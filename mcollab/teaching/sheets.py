"""A CSV file by its bytes: cells are found and changed, and every other byte stays as it was."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from mcollab.questions.scoring import words
from mcollab.teaching import files
from mcollab.yamlfile import read_bytes

if TYPE_CHECKING:
    from pathlib import Path

Cells = list[str]


def spans(text: str, separator: str) -> list[list[tuple[int, int]]]:
    r"""Return where each cell of a CSV text begins and ends, quotes included, row by row; an empty line is one cell.

    Examples
    --------
    >>> spans('a,"b,c"\n', ",")
    [[(0, 1), (2, 7)]]
    """
    rows, row, start = [], list[tuple[int, int]](), 0
    quoted = False
    for at, char in enumerate(text):
        if quoted:
            quoted = char != '"'
        elif char == '"':
            quoted = True
        elif char == separator:
            row.append((start, at))
            start = at + 1
        elif char == "\n" or (char == "\r" and text[at + 1 : at + 2] != "\n"):
            end = at - 1 if char == "\n" and text[at - 1 : at] == "\r" and at > start else at
            rows.append([*row, (start, end)])
            row, start = [], at + 1
    if start < len(text) or row:
        rows.append([*row, (start, len(text))])
    return rows


@dataclass
class Sheet:
    """A gradebook as a CSV text that gives the same bytes back; `head` is the row in which the columns are named."""

    path: Path
    text: str
    encoding: str
    separator: str
    head: int = 0

    @cached_property
    def spans(self) -> list[list[tuple[int, int]]]:
        """Where each cell stands."""
        return spans(self.text, self.separator)

    @cached_property
    def header(self) -> Cells:
        """The names of the columns."""
        return self._values(self.spans[self.head]) if self.spans else []

    @cached_property
    def folded(self) -> Cells:
        """The names of the columns as they are compared."""
        return [fold(name) for name in self.header]

    @cached_property
    def cells(self) -> list[Cells]:
        """The rows under the header."""
        return [self._values(row) for row in self.spans[self.head + 1 :]]

    def changed(self, column: int, values: dict[int, str]) -> bytes:
        """Return the file with cells of a column changed, by row; a cell that was quoted stays quoted."""
        parts, last = list[str](), 0
        for row, value in sorted(values.items()):
            start, end = self.spans[self.head + 1 + row][column]
            quoted = self.text[start:end].strip().startswith('"')
            parts += [self.text[last:start], f'"{value}"' if quoted else value]
            last = end
        return "".join([*parts, self.text[last:]]).encode(self.encoding, _lenient(self.encoding))

    def _values(self, row: list[tuple[int, int]]) -> Cells:
        return [self._value(span) for span in row]

    def _value(self, span: tuple[int, int]) -> str:
        raw = self.text[slice(*span)].removeprefix("\ufeff").strip()
        return raw[1:-1].replace('""', '"') if len(raw) > 1 and raw[0] == raw[-1] == '"' else raw


def opened(path: Path, what: str) -> Sheet:
    """Return a gradebook that a learning system exported.

    Raises
    ------
    McollabError
        If it cannot be read; `what` says what is expected.
    """
    data = read_bytes(path, what)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16-le" if data.startswith(b"\xff") else "utf-16-be"
    else:
        encoding = "utf-8"
    text = data.decode(encoding, _lenient(encoding))
    return Sheet(path, text, encoding, files.separator(text))


def _lenient(encoding: str) -> str:
    return "surrogateescape" if encoding == "utf-8" else "surrogatepass"


def fold(text: str) -> str:
    """Return a text as names and numbers are compared.

    Examples
    --------
    >>> fold("  Week  3 ")
    'week 3'
    """
    return words(text.encode("utf-8", "replace").decode())
