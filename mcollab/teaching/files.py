"""How this room reads and writes: YAML with line numbers, CSV that no spreadsheet runs, files written whole or not at all."""

from __future__ import annotations

import csv
import io
import os
import re
import sqlite3
from collections.abc import Iterable
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from mcollab.errors import McollabError

LARGEST = 50_000_000
"""Bytes of the largest YAML or CSV file that is read."""

CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""What no name needs and a terminal or a spreadsheet may obey: controls, overrides of direction, halves of characters."""

_TRIGGERS = tuple("=+-@\t\r＝＋－＠")
_Model = TypeVar("_Model", bound=BaseModel)


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
    """Plain YAML in which no key stands twice, of which one would be lost."""

    def construct_mapping(self, node, deep=False):
        seen = set()
        for key, _ in node.value:
            if key.value in seen:
                raise yaml.MarkedYAMLError(problem=f"the key {key.value!r} stands twice", problem_mark=key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep)


def read_bytes(path: Path, what: str) -> bytes:
    """Return a file of the instructor's.

    Raises
    ------
    McollabError
        If it is not there, cannot be read, or is too large to be `what`.
    """
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise McollabError(f"There is no file {path}: expected {what}.") from None
    except OSError as error:
        raise McollabError(f"{path} cannot be read ({error.strerror}): expected {what}.") from None
    if len(data) > LARGEST:
        raise McollabError(f"{path} is larger than {LARGEST // 1_000_000} MB: expected {what}.")
    return data


def read_yaml(path: Path, model: type[_Model], what: str) -> _Model:
    """Return a YAML file as the model it must fit.

    Raises
    ------
    McollabError
        With file and line, if it cannot be read or does not fit.
    """
    data = read_bytes(path, what)
    try:
        text = data.decode("utf-8-sig")
        for event in yaml.parse(text, Loader=_Loader):
            if isinstance(event, yaml.AliasEvent):  # they could unfold to any size
                raise yaml.MarkedYAMLError(problem="aliases (*name) are not read here", problem_mark=event.start_mark)
        content = yaml.load(text, Loader=_Loader)
    except UnicodeDecodeError as error:
        raise McollabError(f"{path.name}: not UTF-8 at byte {error.start}; save the file as UTF-8.") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise McollabError(f"{path.name}{f', line {mark.line + 1}' if mark else ''}: not valid YAML: {getattr(error, 'problem', None) or error}.") from None
    except (RecursionError, ValueError) as error:
        raise McollabError(f"{path.name}: not a file that can be read as YAML: {str(error) or 'nested too deeply'}.") from None
    try:
        return model.model_validate(content)
    except ValidationError as error:
        raise McollabError(_told(path, text, error)) from None


def _told(path: Path, text: str, error: ValidationError) -> str:
    """Return the first thing that does not fit, with its line and its place in the file."""
    first = error.errors()[0]
    node = yaml.compose(text, Loader=_Loader)
    line, at = (node.start_mark.line + 1 if node else 1), []
    for step in first["loc"]:  # pydantic adds names of models and branches, which are not in the file
        if isinstance(node, yaml.MappingNode):
            pair = next(((key, value) for key, value in node.value if key.value == str(step)), None)
            if pair is None:
                continue
            line, node = pair[0].start_mark.line + 1, pair[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
            line = node.start_mark.line + 1
        else:
            continue
        at.append(str(step))
    if first["type"] == "missing":
        at.append(str(first["loc"][-1]))
    message = first["msg"].removeprefix("Value error, ")
    if first["type"] == "string_type" and isinstance(first["input"], (int, float)):
        message = f"{first['input']!r} is no text to YAML; put it in quotes"
    if first["type"] == "timezone_aware":
        message = "a time needs its distance from UTC, such as 2026-12-04T23:59:00+01:00"
    return f"{path.name}, line {line}{': ' if at else ''}{' → '.join(at)}: {message}."


# --- CSV ---------------------------------------------------------------------------------------------------------------


def plain(text) -> str:
    """Return a text without controls, halves of characters or overrides of direction."""
    return CONTROLS.sub("", str(text)).strip()


def cell(value):
    """Return a value as a cell that a spreadsheet shows and does not run: a text that would start a formula gets a ``'``."""
    if not isinstance(value, str):
        return "" if value is None else value
    text = CONTROLS.sub("", value)
    return f"'{text}" if text.startswith(_TRIGGERS) else text


def uncell(text: str) -> str:
    """Return the text that `cell` was given."""
    return text[1:] if text.startswith("'") and text[1:].startswith(_TRIGGERS) else text


def number(value: float | None) -> int | float | str:
    """Return a number of points as it is shown: at most three decimals, no trailing zeros; empty if there is none."""
    if value is None:
        return ""
    rounded = round(value + 1e-12, 3)
    return int(rounded) if rounded == int(rounded) else rounded


def decoded(data: bytes) -> str:
    """Return a CSV file's text, whatever spreadsheet saved it: UTF-8, UTF-16 with its mark, or Windows-1252."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def separator(text: str) -> str:
    """Return what separates the cells of a CSV file, by its first line: a comma, a semicolon or a tab."""
    return max(",;\t", key=text.partition("\n")[0].count)


def read_csv(path: Path, what: str) -> list[dict[str, str]]:
    """Return the rows of a CSV file that a spreadsheet may have saved, by column.

    Raises
    ------
    McollabError
        If it cannot be read.
    """
    text = decoded(read_bytes(path, what))
    csv.field_size_limit(LARGEST)
    try:
        rows = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=separator(text), restval=""))
    except csv.Error as error:
        raise McollabError(f"{path} is not a CSV file that can be read ({error}): expected {what}.") from None
    return [{(name or "").strip(): uncell((value if isinstance(value, str) else "").strip()) for name, value in row.items()} for row in rows]


# --- Writing -----------------------------------------------------------------------------------------------------------


@contextmanager
def replacing(path: Path, **options):
    """Open a file for writing that takes the place of `path` when it is whole; a kill leaves the former one."""
    part = path.with_name(f".{path.name}.part")
    with part.open("w", **{"encoding": "utf-8", "newline": "", **options}) as file:
        yield file
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


def write_text(path: Path, text: str) -> None:
    """Write a text file whole or not at all."""
    with replacing(path) as file:
        file.write(CONTROLS.sub("", text) if "\ud800" <= max(text, default="") <= "\udfff" else text)


@contextmanager
def writing_csv(path: Path, header: Iterable[str]):
    """Open a CSV file for writing, and yield what writes a row; it has the mark by which spreadsheets know UTF-8."""
    with replacing(path, encoding="utf-8-sig") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([cell(name) for name in header])
        yield lambda row: writer.writerow([cell(value) for value in row])


@contextmanager
def told_where(folder: Path):
    """Turn a folder that cannot be written (no permission, a full disk) into one sentence."""
    try:
        yield
    except OSError as error:
        name = getattr(error, "filename", None) or folder
        raise McollabError(f"{name} cannot be written ({error.strerror or error}): make room or choose another folder with -o, and run the command again.") from None
    except sqlite3.Error as error:
        raise McollabError(f"{folder} cannot be written ({error}): make room, let other runs end, or choose another folder with -o; nothing is lost.") from None
