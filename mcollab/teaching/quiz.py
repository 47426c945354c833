"""An assignment as a quiz of a learning system: Moodle XML, and QTI 1.2 as Canvas imports it.

What a question of a kind becomes there stands with the kind (`mcollab.questions.kinds`); here the questions are walked.
Each function returns what was written and, question by question, what the format cannot say. Nothing is left out in
silence.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET
from xml.sax.saxutils import quoteattr

from mcollab.errors import McollabError, require
from mcollab.questions import moodle, qti
from mcollab.questions.markup import inline

if TYPE_CHECKING:
    from mcollab.questions.question import Question
    from mcollab.teaching.key import Key, KeyQuestion

Lost = list[tuple[str, str]]
"""What a format cannot say: the question, and what of it."""


# --- Moodle ----------------------------------------------------------------------------------------------------------


def moodle_xml(key: Key) -> tuple[bytes, Lost]:
    """Return the quiz as Moodle XML, and what is lost; a question with variants is a category of its own."""
    root = ET.Element("quiz")
    lost: Lost = []
    for number, (name, asked) in enumerate(key.questions.items(), 1):
        several = len(asked.variants) > 1
        reason = next((reason for one in asked.variants if (reason := one.not_in_moodle())), "")
        if reason:
            lost.append((name, f"left out: {reason}"))
            continue
        lost += [(name, what) for what in asked.variants[0].lost_in_moodle()]
        category = ET.SubElement(root, "question", type="category")
        path = f"$course$/top/{_in_path(key.title)}" + (f"/{number}. {_in_path(name)}" if several else "")
        moodle.text(category, "category", path)
        for i, one in enumerate(asked.variants, 1):
            root.append(_moodle(f"{number}. {name}" + (f", variant {i}" if several else ""), one, asked.points))
        if several:
            what = f"its {len(asked.variants)} variants are a category: add one random question from it to the quiz"
            lost.append((name, what))
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


# --- Canvas ----------------------------------------------------------------------------------------------------------


def qti12(key: Key) -> tuple[bytes, Lost]:
    """Return the quiz as a QTI 1.2 zip that Canvas imports, written by text2qti, and what is lost.

    Raises
    ------
    McollabError
        If text2qti is not installed, or refuses the quiz, or there is no question that QTI can ask.
    """
    require("teach", "text2qti")
    from text2qti.config import Config
    from text2qti.err import Text2qtiError
    from text2qti.qti import QTI
    from text2qti.quiz import Quiz

    quiz = _Qti()
    for name, asked in key.questions.items():
        quiz.add(name, asked)
    if not quiz.prompts:
        reasons = "; ".join(f"{name}: {reason}" for name, reason in quiz.lost)
        raise McollabError(f"None of these questions can be said in QTI 1.2: {reasons}.")
    lines = [f"Quiz title: {qti.bare(key.title)}", "Shuffle answers: true", "", *quiz.lines]
    try:
        data = QTI(Quiz("\n".join(lines), config=Config(), source_name=key.assignment)).zip_bytes()
    except Text2qtiError as error:
        raise McollabError(f"text2qti refuses the quiz: {' '.join(str(error).split())}") from None
    return _mended(data, quiz), quiz.lost


@dataclass
class _Qti:
    """A quiz in text2qti's own notation, question after question."""

    lines: list[str] = field(default_factory=list)
    lost: Lost = field(default_factory=list)
    prompts: Counter[str] = field(default_factory=Counter)
    groups: list[str] = field(default_factory=list)
    points: float = 0

    def add(self, name: str, asked: KeyQuestion) -> None:
        """Add a question, with its variants as a group."""
        reasons = [one.not_in_qti() for one in asked.variants]
        if all(reasons) and len(set(reasons)) == 1:
            self.lost.append((name, f"left out: {reasons[0]}"))
            return
        self.lost += [(f"{name}, variant {i}", f"left out: {reason}") for i, reason in enumerate(reasons, 1) if reason]
        able = [(i, one) for i, (one, reason) in enumerate(zip(asked.variants, reasons, strict=True), 1) if not reason]
        if not able:
            return
        points = asked.points
        if not (2 * points).is_integer():
            what = "points are written as 1: QTI as Canvas reads it takes halves only, so set them there"
            self.lost.append((name, f"its {points:g} {what}"))
            points = 1.0
        self.points += points
        self.lost += [(name, what) for what in dict.fromkeys(what for _, one in able for what in one.lost_in_qti())]
        if any(one.hints for _, one in able):
            self.lost.append((name, "its hints"))
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

    text2qti 0.8 adds up the points of a group's variants, of which each student gets one, and calls every group "Group".
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
