"""What is in a file: the hand-in as it stands there, out of its notebook if it is one, or what else it is."""

from __future__ import annotations

import json
import re
from typing import Any, NoReturn

from mcollab.questions.scoring import words
from mcollab.teaching.files import plain
from mcollab.teaching.grading.intake import shown
from mcollab.teaching.grading.problem import AGAIN, Problem
from mcollab.teaching.handin import FORMAT, FORMER, MIME

_DEEPEST = 60
_KINDS = {
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"{\\rtf": "a text document (RTF)",
    b"\xd0\xcf\x11\xe0": "an old Word or Excel file",
    b"\x1f\x8b": "a packed file (.gz)",
    b"Rar!": "a packed file (.rar)",
    b"7z\xbc\xaf": "a packed file (.7z)",
    b"SQLite": "a database",
    b"\x7fELF": "a program",
    b"MZ": "a program",
}
_KEEPS = (
    "You handed in the file that keeps your answers. "
    "Please press “Download my answers” in the assignment, or run mc.submit, and hand in that file."
)
_ANSWERS = ("a file in which the course keeps answers, not the hand-in made of it", _KEEPS)
_ASSIGNMENT = ("the assignment itself, without answers", f"You handed in the assignment, not your answers. {AGAIN}")
_OTHER_FORMATS = {"mcollab.answers": _ANSWERS, "mcollab.assignment": _ASSIGNMENT}
_STRING_OR_BRACKET = re.compile(r'"(?:[^"\\]|\\.)*"?|[\[{]|[\]}]', re.DOTALL)


def document(data: bytes) -> dict[str, Any]:
    """Return the hand-in of a file as it stands there, out of its notebook if it is one.

    Raises
    ------
    Problem
        If there is none.
    """
    content = _json(_text(data))
    if not isinstance(content, dict):
        raise Problem("JSON, but not a hand-in")
    if "cells" in content and "nbformat" in content:
        content = _of_notebook(content)
    kind = content.get("format")
    if kind in (FORMAT, FORMER):
        return content
    if isinstance(kind, str) and (other := _OTHER_FORMATS.get(kind.partition("/")[0])):
        raise Problem(*other)
    if isinstance(kind, str) and kind.startswith("mcollab.submission/"):
        raise Problem(
            f"made with another version of mcollab ({shown(kind)[:60]}; this reads {FORMAT}): install the newest one"
        )
    raise Problem("JSON, but not a hand-in of this course")


def _text(data: bytes) -> str:
    if not data.strip(b"\x00 \t\r\n"):
        raise Problem("empty")
    for head, kind in _KINDS.items():
        if data.startswith(head):
            raise Problem(f"{kind}, not a hand-in")
    try:
        text = data.decode(json.detect_encoding(data)).lstrip("\ufeff")
    except UnicodeDecodeError:
        try:
            text = data.decode("cp1252")  # a spreadsheet's or an old editor's way to save
        except UnicodeDecodeError:
            raise Problem("not text: damaged, or another kind of file") from None
    if not text.strip():
        raise Problem("empty")
    if text.lstrip().startswith("<"):
        if 'content="mcollab assignment"' in text[:3000]:
            raise Problem(
                "the assignment's page, not the answers",
                "You handed in the page itself; your answers are in your browser. " + AGAIN,
            )
        raise Problem("a web page, not a hand-in")
    return text


def _json(text: str) -> object:
    _refuse_depths(text)
    try:
        return json.loads(text, parse_constant=_refuse)
    except json.JSONDecodeError as error:
        if text[error.pos :].strip() in ("", "-") or error.msg.startswith("Unterminated string"):
            raise Problem(f"cut short: the file ends at line {error.lineno} in the middle of the answers") from None
        raise Problem(f"not JSON: line {error.lineno}, column {error.colno} ({error.msg.lower()})") from None
    except (ValueError, RecursionError):
        raise Problem("JSON with a number or a nesting that the course never writes") from None


def _refuse_depths(text: str) -> None:
    if text.count("[") + text.count("{") <= _DEEPEST:
        return
    depth = 0
    for match in _STRING_OR_BRACKET.finditer(text):
        sign = match[0]
        depth += (sign in "[{") - (sign in "]}") if len(sign) == 1 else 0
        if depth > _DEEPEST:
            raise Problem(f"brackets nested more than {_DEEPEST} deep: not made by the course")


def _refuse(name: str) -> NoReturn:
    raise ValueError(name)


def _of_notebook(content: dict[str, Any]) -> dict[str, Any]:
    cells = content["cells"] if isinstance(content["cells"], list) else []
    outputs = [
        output
        for cell in cells
        if isinstance(cell, dict) and isinstance(cell.get("outputs"), list)
        for output in cell["outputs"]
        if isinstance(output, dict)
    ]
    found: list[dict[str, Any]] = [
        output["data"][MIME]
        for output in outputs
        if isinstance(output.get("data"), dict) and isinstance(output["data"].get(MIME), dict)
    ]
    if not found:
        raise Problem(
            "a notebook without a hand-in in it",
            "Your notebook has no answers in it: run its last cell, mc.submit, and hand in the file it writes.",
        )
    if len({_whose(one) for one in found}) > 1:
        raise Problem(
            "a notebook with the hand-ins of several students: which one is meant cannot be told",
            "Your notebook holds hand-ins of several student numbers: run mc.submit, and hand in the file it writes.",
        )
    return found[-1]


def _whose(document: dict[str, Any]) -> str:
    """Return the student's number as it is compared, or what stands in its place."""
    student = document.get("student")
    number = student.get("id") if isinstance(student, dict) else None
    return words(plain(number)) if isinstance(number, str) else ""
