"""Moodle: the zip of *Download all submissions*, an assignment's *grading worksheet*, and its question bank."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from mcollab.questions import moodle
from mcollab.questions.markup import inline
from mcollab.teaching import gradebook, sheets
from mcollab.teaching.gradebook import Filled, Layout
from mcollab.teaching.lms import Gradebook, Loss, Names, Quiz, System

if TYPE_CHECKING:
    from pathlib import Path

    from mcollab.questions.question import Question
    from mcollab.teaching.key import Key
    from mcollab.teaching.sheets import Cells, Sheet

_NUMBERS = ("id number", "username", "email address", "identifier")
_NO = ("no", "0", "false")


def fill(folder: Path, worksheet: Path, out: Path, column: str | None = None) -> Filled:
    """Fill the grades of a worksheet that Moodle exported; see `mcollab.teaching.gradebook.fill`."""
    sheet = sheets.opened(worksheet, "a grading worksheet exported from Moodle")
    return gradebook.fill(folder, sheet, _layout(sheet), out, column or "Grade")


def _layout(sheet: Sheet) -> Layout:
    people = [number for number, cells in enumerate(sheet.cells) if len(cells) == len(sheet.header)]
    places = {name: i for i, name in enumerate(sheet.folded)}
    maximum, changeable = places.get("maximum grade"), places.get("grade can be changed")

    def locked(cells: Cells, _: int) -> str:
        no = changeable is not None and sheets.fold(cells[changeable]) in _NO
        return "the gradebook says that this grade cannot be changed" if no else ""

    return Layout(
        columns=set(range(len(sheet.header))),
        people=people,
        ids=[i for i, name in enumerate(sheet.folded) if name in _NUMBERS] or _telling_apart(sheet, people),
        account=lambda cells: f"moodle:{number[0]}" if (number := re.search(r"\d+$", cells[0])) else "",
        out_of=lambda _: "" if maximum is None or not people else sheet.cells[people[0]][maximum],
        locked=locked,
    )


def _telling_apart(sheet: Sheet, people: list[int]) -> list[int]:
    """Return the columns in which no two people have the same: in other languages numbers are known by nothing else."""
    columns = [[sheet.cells[number][i] for number in people] for i in range(len(sheet.header))]
    found = [[value for value in values if value] for values in columns]
    return [i for i, values in enumerate(found) if 0 < len(values) == len(set(values))]


# --- The quiz -------------------------------------------------------------------------------------------------------


def moodle_xml(key: Key) -> tuple[bytes, list[Loss]]:
    """Return an assignment as Moodle XML, for its question bank, and what the format cannot say.

    A question with variants is a category of its own.
    """
    root = ET.Element("quiz")
    lost: list[Loss] = []
    for number, (name, asked) in enumerate(key.questions.items(), 1):
        several = len(asked.variants) > 1
        reason = next((reason for one in asked.variants if (reason := one.not_in_moodle())), "")
        if reason:
            lost.append(Loss(name, reason, left_out=True))
            continue
        lost += [Loss(name, what) for what in asked.variants[0].lost_in_moodle()]
        category = ET.SubElement(root, "question", type="category")
        path = f"$course$/top/{_in_path(key.title)}" + (f"/{number}. {_in_path(name)}" if several else "")
        moodle.text(category, "category", path)
        for i, one in enumerate(asked.variants, 1):
            root.append(_moodle(f"{number}. {name}" + (f", variant {i}" if several else ""), one, asked.points))
        if several:
            what = f"its {len(asked.variants)} variants are a category: add one random question from it to the quiz"
            lost.append(Loss(name, what))
    ET.indent(root)
    return ET.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n", lost


def _in_path(name: str) -> str:
    return name.replace("/", "//")


def _moodle(label: str, question: Question, points: float) -> ET.Element:
    element = ET.Element("question", type=question.moodle_type)
    moodle.text(element, "name", label)
    moodle.text(element, "questiontext", f"<p>{inline(question.quiz_prompt())}</p>", format="html")
    moodle.text(element, "generalfeedback", f"<p>{inline(question.explanation)}</p>", format="html")
    moodle.settings(element, defaultgrade=f"{points:g}", penalty="0.3333333", hidden="0")
    question.to_moodle(element)
    for hint in question.hints:
        moodle.text(element, "hint", f"<p>{inline(hint)}</p>", format="html")
    return element


SYSTEM = System(
    name="moodle",
    title="Moodle",
    # <name>_<number of the participant>_assignsubmission_<type>_, as a folder or before a file's own name; since
    # Moodle 4 a folder's name ends without the last _.
    names=Names(
        re.compile(r"(?P<prefix>[^/]*_(?P<account>\d+)_assignsubmission_(?:\w+?_|\w+(?=/|$)))"),
        back="{prefix}/feedback.html",
    ),
    gradebook=Gradebook("The grading worksheet that Moodle exported.", fill),
    quiz=Quiz("moodle-xml", "For the question bank of Moodle.", "moodle.xml", moodle_xml),
)
