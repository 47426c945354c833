"""Grades into the instructor's own gradebook: one column is filled in, and every other byte stays as it was."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path

from mcollab.errors import McollabError, nearest
from mcollab.questions.scoring import words
from mcollab.teaching import files
from mcollab.yamlfile import read_bytes

ABOUT = "assignment.json"
"""What was graded into a folder of grades."""

# Canvas passes over every column whose name has one of these in it, whatever else the name says.
_CANVAS_IGNORES = re.compile("(Current|Final) (Score|Points|Grade)|Override (Score|Grade|Status)")
_CANVAS_STUDENT = {
    "student",
    "lastname",
    "firstname",
    "id",
    "sis user id",
    "sis login id",
    "integration id",
    "root account",
    "section",
}


@dataclass
class Filled:
    """What an export did."""

    path: Path
    column: str = ""
    filled: int = 0
    unmatched: list[str] = field(default_factory=list)
    """Graded students who are not in the gradebook, or cannot be told apart there."""
    waiting: list[str] = field(default_factory=list)
    """Students with an answer still to read: their cell was left as it was."""
    without: int = 0
    """Students of the gradebook who handed nothing in: their cell was left as it was."""
    notes: list[str] = field(default_factory=list)


def grades(folder: Path) -> list[dict[str, str]]:
    """Return the rows of ``grades.csv``.

    Raises
    ------
    McollabError
        If the folder has none.
    """
    found = files.read_csv(folder / "grades.csv", "the grades that `mcollab grade` writes")
    if found and not {"student_id", "grade", "account"} <= set(found[0]):
        raise McollabError(f"{folder / 'grades.csv'} has lost its columns student_id, account or grade: grade again.")
    return found


def title(folder: Path) -> str:
    """Return the title of the assignment that was graded into a folder."""
    try:
        return json.loads((folder / ABOUT).read_text(encoding="utf-8"))["title"]
    except (OSError, ValueError, KeyError, TypeError):
        raise McollabError(
            f"{folder} holds no grades: expected the folder that `mcollab grade` wrote; or name the column with --column."
        ) from None


# --- A CSV file by its bytes -----------------------------------------------------------------------------------------------


def spans(text: str, separator: str) -> list[list[tuple[int, int]]]:
    """Return where each cell of a CSV text begins and ends, quotes included, row by row; lines that are empty have one empty cell."""
    rows, row, at, start = [], [], 0, 0
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


def _open(path: Path, what: str) -> tuple[str, str, str]:
    """Return a CSV file as text that gives the same bytes back, with its encoding and what separates its cells."""
    data = read_bytes(path, what)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16-le" if data.startswith(b"\xff") else "utf-16-be"
    else:
        encoding = "utf-8"
    text = data.decode(encoding, "surrogateescape" if encoding == "utf-8" else "surrogatepass")
    return text, encoding, files.separator(text)


def _value(text: str, span: tuple[int, int]) -> str:
    raw = text[slice(*span)].removeprefix("\ufeff").strip()
    return raw[1:-1].replace('""', '"') if len(raw) > 1 and raw[0] == raw[-1] == '"' else raw


def _fold(text: str) -> str:
    return words(text.encode("utf-8", "replace").decode())


def _put(text: str, changes: dict[tuple[int, int], str]) -> str:
    parts, last = [], 0
    for (start, end), value in sorted(changes.items()):
        old = text[start:end].strip()
        parts += [text[last:start], f'"{value}"' if old.startswith('"') else value]
        last = end
    return "".join([*parts, text[last:]])


# --- The systems -----------------------------------------------------------------------------------------------------------


def canvas(folder: Path, export: Path, out: Path, column: str, by_title: bool = False) -> Filled:
    """Fill the column of an assignment in a gradebook that Canvas exported.

    Parameters
    ----------
    folder
        The grades.
    export
        Canvas's file; it is only read.
    out
        The file to write.
    column
        The column's name, with or without the number that Canvas adds to it.
    by_title
        Whether that name is only the assignment's title, so that another may be the right one.

    Raises
    ------
    McollabError
        If it is no such file, or has no such column.
    """
    text, encoding, separator = _open(export, "a gradebook exported from Canvas")
    rows = spans(text, separator)
    header = [_value(text, span) for span in rows[0]] if rows else []
    folded = [_fold(name) for name in header]
    if "id" not in folded or not {"student", "lastname"} & set(folded) or "section" not in folded:
        raise McollabError(
            f"{export} is no gradebook of Canvas: expected the columns Student, ID and Section in its first line, as Canvas exports them."
        )
    assignments = {
        i: name
        for i, name in enumerate(header)
        if folded[i] not in _CANVAS_STUDENT and not _CANVAS_IGNORES.search(name)
    }
    at = _column(export, header, assignments, column, by_title)
    done = Filled(out, header[at])
    keys = [("account", folded.index("id"))] + [
        ("id", folded.index(name)) for name in ("sis login id", "sis user id", "id", "integration id") if name in folded
    ]
    people = []
    for row in rows[1:]:
        cells = [_value(text, span) for span in row]
        if "Points Possible" in (cells[0] if cells else ""):
            _points_possible(done, cells, at, folder)
        elif len(row) == len(header) and any(cells) and cells[folded.index("id")]:
            people.append((row, cells))
    _match(done, folder, people, keys, "canvas", at, text, separator, encoding, lambda cells: True)
    return done


def moodle(folder: Path, worksheet: Path, out: Path, column: str | None = None) -> Filled:
    """Fill the grades of an offline grading worksheet that Moodle exported; parameters and errors as for `canvas`."""
    text, encoding, separator = _open(worksheet, "a grading worksheet exported from Moodle")
    rows = spans(text, separator)
    header = [_value(text, span) for span in rows[0]] if rows else []
    folded = [_fold(name) for name in header]
    at = _column(worksheet, header, dict(enumerate(header)), column or "Grade", False)
    done = Filled(out, header[at])
    keys = [("account", 0)] + [
        ("id", i) for i, name in enumerate(folded) if name in ("id number", "username", "email address", "identifier")
    ]
    changeable = folded.index("grade can be changed") if "grade can be changed" in folded else None
    people = [
        (row, cells) for row in rows[1:] if len(row) == len(header) for cells in [[_value(text, span) for span in row]]
    ]
    if "maximum grade" in folded and people:
        _points_possible(done, people[0][1], folded.index("maximum grade"), folder)
    _match(
        done,
        folder,
        people,
        keys,
        "moodle",
        at,
        text,
        separator,
        encoding,
        lambda cells: changeable is None or _fold(cells[changeable]) not in ("no", "0", "false"),
    )
    return done


def plain(folder: Path, out: Path) -> Filled:
    """Write number, name, grade and points possible, for a gradebook that takes any CSV file."""
    done, found = Filled(out, "grade"), grades(folder)
    with files.told_where(out), files.writing_csv(out, ["student_id", "name", "grade", "out_of"]) as write:
        for row in found:
            if row["grade"] == "":
                done.waiting.append(row["student_id"])
                continue
            write([row["student_id"], row.get("name", ""), row["grade"], row.get("out_of", "")])
            done.filled += 1
    return done


def _column(path: Path, header: list[str], options: dict[int, str], wanted: str, by_title: bool) -> int:
    def bare(name):  # Canvas adds its own number to a title: "Week 3 (4711)"
        return _fold(re.sub(r"\s*\(\d+\)\s*$", "", name))

    for test in (
        lambda name: name == wanted,
        lambda name: _fold(name) == _fold(wanted),
        lambda name: bare(name) == bare(wanted),
    ):
        found = [i for i, name in options.items() if test(name)]
        if len(found) == 1:
            return found[0]
        if found:
            raise McollabError(
                f"{path.name} has {len(found)} columns {wanted!r}: name the right one in full with --column, such as {header[found[0]]!r}."
            )
    ignored = next((name for name in header if _CANVAS_IGNORES.search(name) and bare(name) == bare(wanted)), None)
    if ignored:
        raise McollabError(
            f"Canvas passes over columns with a name like {ignored!r} when it imports grades: rename the assignment in Canvas and export again."
        )
    hint = "; name it with --column" if by_title else ""
    raise McollabError(
        f"{path.name} has no column {wanted!r}: expected one of {', '.join(repr(name) for name in options.values()) or 'none'}{nearest(wanted, options.values()) or hint}"
    )


def _points_possible(done: Filled, cells: list[str], at: int, folder: Path) -> None:
    ours = next((row["out_of"] for row in grades(folder) if row.get("out_of")), "")
    try:
        theirs = float(cells[at].replace(",", "."))
        if ours and abs(theirs - float(ours)) > 1e-6:
            done.notes.append(
                f"the gradebook counts {cells[at]} points, the key {ours}: grades go in as points, unscaled"
            )
    except (ValueError, IndexError):
        pass


def _match(
    done: Filled, folder: Path, people, keys, system: str, at: int, text: str, separator: str, encoding: str, may
) -> None:
    """Give each graded student the one row that is theirs, and write the file."""
    by_account: dict[str, list[int]] = {}
    by_id: list[dict[str, list[int]]] = [{} for _ in keys[1:]]
    for number, (_row, cells) in enumerate(people):
        digits = re.search(r"(\d+)\s*$", cells[keys[0][1]])
        if digits:
            by_account.setdefault(f"{system}:{digits[1]}", []).append(number)
        for index, (_name, column) in zip(by_id, keys[1:], strict=True):
            name = _fold(cells[column])
            for one in {name, name.partition("@")[0]} - {
                ""
            }:  # a number is often what stands before the @ of an address
                index.setdefault(one, []).append(number)
    rows = grades(folder)
    numbers = [_fold(row["student_id"]) for row in rows]
    taken: dict[int, dict] = {}
    for row, number in zip(rows, numbers, strict=True):
        name = f"{row['student_id']} ({row['name']})" if row.get("name") else row["student_id"]
        found = by_account.get(row["account"], []) if row["account"].startswith(system) else []
        if not found and numbers.count(number) > 1:
            done.unmatched.append(f"{name}: this number stands for {numbers.count(number)} students")
            continue
        for index in by_id:
            found = found or index.get(number, [])
        if not found:  # a spreadsheet takes the zeros off a number
            found = next(
                (
                    places
                    for index in by_id
                    for id, places in index.items()
                    if id.isdigit() and number.isdigit() and id.lstrip("0") == number.lstrip("0")
                ),
                [],
            )
        if len(found) != 1:
            done.unmatched.append(f"{name}: {'not there' if not found else f'{len(found)} rows fit'}")
        elif found[0] in taken:
            done.unmatched.append(f"{name}: the same row as {taken[found[0]]['student_id']}")
        elif row["grade"] == "":
            done.waiting.append(name)
            taken[found[0]] = row
        elif not may(people[found[0]][1]):
            done.unmatched.append(f"{name}: the gradebook says that this grade cannot be changed")
        else:
            taken[found[0]] = row
    done.without = len(people) - len(taken)
    comma = separator == ";" and any("," in cells[at] for _row, cells in people)
    changes = {}
    for number, row in taken.items():
        if row["grade"] != "":
            value = row["grade"].replace(".", ",") if comma else row["grade"]
            changes[people[number][0][at]] = value
    done.filled = len(changes)
    data = _put(text, changes).encode(encoding, "surrogateescape" if encoding == "utf-8" else "surrogatepass")
    with files.told_where(done.path):
        part = done.path.with_name(f".{done.path.name}.part")
        part.write_bytes(data)
        part.replace(done.path)
