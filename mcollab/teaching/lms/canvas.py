"""Canvas: the zip of *Download Submissions*, and the gradebook of *Grades → Export*."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from mcollab.errors import McollabError, require
from mcollab.questions import qti
from mcollab.teaching import gradebook, sheets
from mcollab.teaching.gradebook import Filled, Layout
from mcollab.teaching.lms import Gradebook, Loss, Names, Quiz, System

if TYPE_CHECKING:
    from pathlib import Path

    from mcollab.questions.question import Question
    from mcollab.teaching.key import Key, KeyQuestion
    from mcollab.teaching.sheets import Cells, Sheet

# Canvas passes over every column whose name has one of these in it, whatever else the name says.
_IGNORES = re.compile("(Current|Final) (Score|Points|Grade)|Override (Score|Grade|Status)")
_STUDENT = {
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


_NO_GRADE = ("ex", "n/a")
"""A student who is excused, or who was not given the assignment."""
_NUMBERS = ("sis login id", "sis user id", "id", "integration id")


def fill(folder: Path, export: Path, out: Path, column: str | None = None) -> Filled:
    """Fill the column of an assignment in a gradebook that Canvas exported; see `mcollab.teaching.gradebook.fill`.

    Raises
    ------
    McollabError
        If it is no such gradebook, or its column or its students cannot be told.
    """
    sheet = sheets.opened(export, "a gradebook exported from Canvas")
    if not {"id", "section"} <= set(sheet.folded) or not {"student", "lastname"} & set(sheet.folded):
        raise McollabError(
            f"{export} is no gradebook of Canvas: expected the columns Student, ID and Section in its first line, "
            "as Canvas exports them."
        )
    return gradebook.fill(folder, sheet, _layout(sheet), out, column)


def _layout(sheet: Sheet) -> Layout:
    id = sheet.folded.index("id")
    possible: Cells = next((cells for cells in sheet.cells if "Points Possible" in cells[0]), [])
    return Layout(
        columns={i for i, name in enumerate(sheet.folded) if name not in _STUDENT},
        people=[
            number
            for number, cells in enumerate(sheet.cells)
            if cells is not possible and len(cells) == len(sheet.header) and cells[id]
        ],
        ids=[sheet.folded.index(name) for name in _NUMBERS if name in sheet.folded],
        account=lambda cells: f"canvas:{cells[id]}",
        bare=lambda name: re.sub(r"\s*\(\d+\)\s*$", "", name),  # it adds its own number to a title: "Week 3 (4711)"
        refused={
            i: f"Canvas passes over columns with a name like {name!r} when it imports grades: "
            "rename the assignment in Canvas and export again."
            for i, name in enumerate(sheet.header)
            if _IGNORES.search(name)
        },
        out_of=lambda column: possible[column] if column < len(possible) else "",
        locked=lambda cells, column: (
            f"the gradebook says {cells[column]}, which stays" if sheets.fold(cells[column]) in _NO_GRADE else ""
        ),
    )


# --- The quiz -------------------------------------------------------------------------------------------------------


def qti12(key: Key) -> tuple[bytes, list[Loss]]:
    """Return an assignment as a QTI 1.2 zip that Canvas imports, written by text2qti, and what the format cannot say.

    Raises
    ------
    McollabError
        If text2qti is not installed, or refuses the quiz, or there is no question that QTI can ask.
    """
    require("teach", "text2qti")
    from text2qti import quiz as text2qti
    from text2qti.config import Config
    from text2qti.err import Text2qtiError
    from text2qti.qti import QTI

    quiz = _Qti()
    for name, asked in key.questions.items():
        quiz.add(name, asked)
    if not quiz.prompts:
        reasons = "; ".join(f"{loss.question}: {loss.what}" for loss in quiz.lost)
        raise McollabError(f"None of these questions can be said in QTI 1.2: {reasons}.")
    lines = [f"Quiz title: {qti.bare(key.title)}", "Shuffle answers: true", "", *quiz.lines]
    try:
        data = QTI(text2qti.Quiz("\n".join(lines), config=Config(), source_name=key.assignment)).zip_bytes()
    except Text2qtiError as error:
        raise McollabError(f"text2qti refuses the quiz: {' '.join(str(error).split())}") from None
    return _mended(data, quiz), quiz.lost


@dataclass
class _Qti:
    """A quiz in text2qti's own notation, question after question."""

    lines: list[str] = field(default_factory=list)
    lost: list[Loss] = field(default_factory=list)
    prompts: Counter[str] = field(default_factory=Counter)
    groups: list[str] = field(default_factory=list)
    points: float = 0

    def add(self, name: str, asked: KeyQuestion) -> None:
        """Add a question, with its variants as a group."""
        reasons = [one.not_in_qti() for one in asked.variants]
        if all(reasons) and len(set(reasons)) == 1:
            self.lost.append(Loss(name, reasons[0], left_out=True))
            return
        self.lost += [Loss(f"{name}, variant {i}", why, left_out=True) for i, why in enumerate(reasons, 1) if why]
        able = [(i, one) for i, one in enumerate(asked.variants, 1) if not one.not_in_qti()]
        if not able:
            return
        points = asked.points
        if not (2 * points).is_integer():
            what = "points are written as 1: QTI as Canvas reads it takes halves only, so set them there"
            self.lost.append(Loss(name, f"its {points:g} {what}"))
            points = 1.0
        self.points += points
        self.lost += [Loss(name, what) for what in dict.fromkeys(what for _, one in able for what in one.lost_in_qti())]
        if any(one.hints for _, one in able):
            self.lost.append(Loss(name, "its hints"))
        if len(able) == 1:
            title, *rest = self._one(able[0][1], name)
            self.lines += [title, f"Points: {points:g}", *rest]
            return
        self.groups.append(name)
        self.lines += ["GROUP", "pick: 1", f"points per question: {points:g}", ""]
        for i, one in able:
            self.lines += self._one(one, f"{name}, variant {i}")
        self.lines += ["END_GROUP", ""]

    def _one(self, question: Question, title: str) -> list[str]:
        prompt = qti.line(question.quiz_prompt())
        self.prompts[prompt] += 1
        if self.prompts[prompt] > 1:  # text2qti takes two questions for one if only their options differ
            prompt += f" <!-- {self.prompts[prompt]} -->"
        return [f"Title: {title}", f"1. {prompt}", f"... {qti.line(question.explanation)}", *question.to_qti(), ""]


def _mended(data: bytes, quiz: _Qti) -> bytes:
    """Return text2qti's zip without dates, with the points of the quiz and the names of its groups.

    text2qti 0.8 adds up the points of all variants of a group, of which a student gets one, and calls it "Group".
    """
    names = iter(quiz.groups)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            text = old.read(entry).decode()
            text = re.sub(r"(?<=<points_possible>)[^<]*", str(quiz.points), text)
            text = re.sub('(<section [^>]*title=)"Group"', lambda found: found[1] + quoteattr(next(names)), text)
            new.writestr(zipfile.ZipInfo(entry.filename, (1980, 1, 1, 0, 0, 0)), text, zipfile.ZIP_DEFLATED)
    return out.getvalue()


SYSTEM = System(
    name="canvas",
    title="Canvas",
    # <name>[_LATE]_<number of the user>_<number of the file>_<its own name>; a page goes back under the same beginning.
    names=Names(
        re.compile(r"(?P<prefix>[^_/]+(?P<late>_LATE)?_(?P<account>\d+)_\d+_)[^/]"), back="{prefix}feedback.html"
    ),
    gradebook=Gradebook("The gradebook that Canvas exported.", fill),
    quiz=Quiz("qti12", "QTI 1.2, as Canvas imports it.", "qti.zip", qti12),
)
