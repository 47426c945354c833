"""An assignment as a quiz of a learning system: Moodle XML, and QTI 1.2 as Canvas imports it.

Each function returns what was written and, question by question, what the format cannot say. Nothing is left out in silence.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from xml.etree import ElementTree

from mcollab.errors import McollabError
from mcollab.questions import markup
from mcollab.questions.schema import AnyQuestion
from mcollab.teaching.files import CONTROLS
from mcollab.teaching.release import Key

# The shares of the points that Moodle's import takes; others make it refuse the question.
_FRACTIONS = (
    100,
    90,
    83.33333,
    80,
    75,
    70,
    66.66667,
    60,
    50,
    40,
    33.33333,
    30,
    25,
    20,
    16.66667,
    14.28571,
    12.5,
    11.11111,
    10,
    5,
)


def moodle_xml(key: Key) -> tuple[bytes, list[tuple[str, str]]]:
    """Return the quiz as Moodle XML, and (question, what is lost) for each loss; a question with variants is a category of its own."""
    root = ElementTree.Element("quiz")
    lost: list[tuple[str, str]] = []
    for number, (name, asked) in enumerate(key.questions.items(), 1):
        question = asked.variants[0]
        if question.kind == "predict":
            lost.append((name, "left out: Moodle has no question in which a guess is drawn and scored by its distance"))
            continue
        if question.kind == "multi" and any(
            sum(option.correct for option in one.options) > 10 for one in asked.variants
        ):
            lost.append((name, "left out: more right options than Moodle can share the points among"))
            continue
        _moodle_losses(name, question, asked.variants, lost)
        category = ElementTree.SubElement(root, "question", type="category")
        path = f"$course$/top/{_escape(key.title)}" + (f"/{number}. {_escape(name)}" if len(asked.variants) > 1 else "")
        _text(category, "category", path)
        for i, one in enumerate(asked.variants):
            label = f"{number}. {name}" + (f", variant {i + 1}" if len(asked.variants) > 1 else "")
            root.append(_moodle(label, one, asked.points))
        if len(asked.variants) > 1:
            lost.append(
                (
                    name,
                    f"its {len(asked.variants)} variants are a category: add one random question from it to the quiz",
                )
            )
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n", lost


def _moodle_losses(name: str, question: AnyQuestion, variants: list[AnyQuestion], lost: list) -> None:
    if question.kind == "order":
        lost.append((name, "needs Moodle 4.4 or later (question type ordering), which has its own partial credit"))
    if question.kind == "short" and question.rubric and question.accept:
        lost.append(
            (name, "accepted answers are scored by Moodle, others get 0 there instead of being read with the rubric")
        )
    if question.kind == "match" and len(question.pairs) + len(set(question.distractors)) < 3:
        lost.append((name, "Moodle wants two questions and three answers in a matching question: add a distractor"))


def _escape(name: str) -> str:
    return CONTROLS.sub("", name).replace("/", "//")


def _text(parent, tag: str, text: str, **attributes):
    element = ElementTree.SubElement(parent, tag, **attributes)
    ElementTree.SubElement(element, "text").text = CONTROLS.sub("", text)
    return element


def _moodle(label: str, question: AnyQuestion, points: float):
    kind = {
        "single": "multichoice",
        "multi": "multichoice",
        "numeric": "numerical",
        "order": "ordering",
        "match": "matching",
    }.get(question.kind) or ("shortanswer" if question.accept else "essay")
    element = ElementTree.Element("question", type=kind)
    _text(element, "name", label)
    unit = f" ({question.unit})" if question.kind == "numeric" and question.unit else ""
    _text(element, "questiontext", f"<p>{markup.inline(question.prompt)}{markup.inline(unit)}</p>", format="html")
    _text(element, "generalfeedback", f"<p>{markup.inline(question.explanation)}</p>", format="html")
    for tag, value in (("defaultgrade", f"{points:g}"), ("penalty", "0.3333333"), ("hidden", "0")):
        ElementTree.SubElement(element, tag).text = value

    def answer(text, fraction, feedback="", html=True):
        one = ElementTree.SubElement(
            element, "answer", fraction=f"{fraction:.7g}", format="html" if html else "moodle_auto_format"
        )
        ElementTree.SubElement(one, "text").text = CONTROLS.sub("", text)
        _text(one, "feedback", markup.inline(feedback), format="html")
        return one

    match question.kind:
        case "single" | "multi":
            several = question.kind == "multi"
            share = _share(sum(option.correct for option in question.options)) if several else 100
            for tag, value in (
                ("single", "false" if several else "true"),
                ("shuffleanswers", "true"),
                ("answernumbering", "abc"),
            ):
                ElementTree.SubElement(element, tag).text = value
            for option in question.options:
                answer(
                    markup.inline(option.text), share if option.correct else -share if several else 0, option.feedback
                )
        case "numeric":
            ElementTree.SubElement(
                answer(f"{question.answer:.12g}", 100, "", False), "tolerance"
            ).text = f"{question.tolerance:.12g}"
            for mistake in question.mistakes:
                ElementTree.SubElement(
                    answer(f"{mistake.answer:.12g}", 0, mistake.feedback, False), "tolerance"
                ).text = f"{question.tolerance:.12g}"
        case "order":
            for tag, value in (
                ("layouttype", "VERTICAL"),
                ("selecttype", "ALL"),
                ("selectcount", "0"),
                ("gradingtype", "RELATIVE_ALL_PREVIOUS_AND_NEXT"),
                ("showgrading", "SHOW"),
                ("numberingstyle", "none"),
            ):
                ElementTree.SubElement(element, tag).text = value
            for place, item in enumerate(question.items, 1):
                answer(markup.inline(item), place)
        case "match":
            ElementTree.SubElement(element, "shuffleanswers").text = "true"
            for left, right in [
                *((pair.left, pair.right) for pair in question.pairs),
                *(("", text) for text in question.distractors),
            ]:
                sub = _text(element, "subquestion", markup.inline(left), format="html")
                _text(sub, "answer", right)
        case "short":
            if question.accept:
                ElementTree.SubElement(element, "usecase").text = "0"
                for text in question.accept:
                    answer(text.replace("*", r"\*"), 100, "", False)
            else:
                answer("", 0)
                for tag, value in (
                    ("responseformat", "editor"),
                    ("responserequired", "1"),
                    ("responsefieldlines", "5"),
                    ("attachments", "0"),
                    ("attachmentsrequired", "0"),
                ):
                    ElementTree.SubElement(element, tag).text = value
                rubric = "".join(f"<li>{markup.inline(point)}</li>" for point in question.rubric)
                _text(
                    element,
                    "graderinfo",
                    f"<p>{markup.inline(question.model_answer)}</p>" + (f"<ul>{rubric}</ul>" if rubric else ""),
                    format="html",
                )
                _text(element, "responsetemplate", "", format="html")
    for hint in question.hints:
        _text(element, "hint", f"<p>{markup.inline(hint)}</p>", format="html")
    return element


def _share(right: int) -> float:
    return min(_FRACTIONS, key=lambda fraction: abs(fraction - 100 / right))


def qti12(key: Key) -> tuple[bytes, list[tuple[str, str]]]:
    """Return the quiz as a QTI 1.2 zip that Canvas imports, written by text2qti, and (question, what is lost) for each loss.

    Raises
    ------
    McollabError
        If text2qti is not installed, or refuses the quiz.
    """
    try:
        from text2qti.config import Config
        from text2qti.err import Text2qtiError
        from text2qti.qti import QTI
        from text2qti.quiz import Quiz
    except ImportError:
        raise McollabError("QTI needs text2qti, which is not installed: say pip install 'mcollab[teach]'.") from None
    lost: list[tuple[str, str]] = []
    prompts: Counter = Counter()
    lines = [f"Quiz title: {_bare(key.title)}", "Shuffle answers: true", ""]
    for name, asked in key.questions.items():
        written = []
        for i, question in enumerate(asked.variants):
            reason = _not_in_qti(question)
            if reason:
                lost.append((name if len(asked.variants) == 1 else f"{name}, variant {i + 1}", f"left out: {reason}"))
                if question.kind in ("order", "match", "predict"):
                    lost[-1] = (name, lost[-1][1])
                    break
                continue
            written.append(_qti(question, name, prompts))
        if not written:
            continue
        whole = 2 * asked.points == int(2 * asked.points)
        if not whole:
            lost.append(
                (
                    name,
                    f"its {asked.points:g} points are written as 1: QTI as Canvas reads it takes halves only, so set them there",
                )
            )
        points = f"{asked.points:g}" if whole else "1"
        if len(written) > 1:
            lines += [
                "GROUP",
                "pick: 1",
                f"points per question: {points}",
                "",
                *sum((block[1:] for block in written), []),
                "END_GROUP",
                "",
            ]
        else:
            lines += [written[0][0], f"Points: {points}", *written[0][1:]]
        kind = asked.variants[0].kind
        if kind == "multi":
            lost.append((name, "Canvas counts its partial credit by its own rule"))
        if kind == "numeric" and any(question.mistakes for question in asked.variants):
            lost.append((name, "what is said to known mistakes"))
        if kind == "short" and asked.variants[0].accept and asked.variants[0].rubric:
            lost.append(
                (name, "answers that are not among the accepted ones get 0 instead of being read with the rubric")
            )
        if any(question.hints for question in asked.variants):
            lost.append((name, "its hints"))
    if not any(line.startswith("1. ") for line in lines):
        raise McollabError(
            "None of these questions can be said in QTI 1.2: "
            + "; ".join(f"{name}: {reason}" for name, reason in lost)
            + "."
        )
    try:
        data = QTI(Quiz("\n".join(lines), config=Config(), source_name=key.assignment)).zip_bytes()
    except Text2qtiError as error:
        raise McollabError(f"text2qti refuses the quiz: {' '.join(str(error).split())}") from None
    return _dated(data), lost


def _not_in_qti(question: AnyQuestion) -> str:
    match question.kind:
        case "order" | "match":
            return f"text2qti writes no question of the kind {question.kind}"
        case "predict":
            return "QTI has no question in which a guess is drawn and scored by its distance"
        case "numeric":
            low, high = question.answer - question.tolerance, question.answer + question.tolerance
            if min(abs(low), abs(high)) < 1e-4:
                return "Canvas takes no numerical answer whose range begins or ends at 0"
            if any(abs(round(value, 4) - value) > 1e-9 for value in (low, question.answer, high)):
                return "QTI as Canvas reads it keeps four decimals, and its answer has more"
    return ""


def _line(text: str) -> str:
    """Return a text on one line with what text2qti, or HTML, would take for its own made plain."""
    line = _bare(text).replace("&", "&amp;").replace("<", "&lt;").replace("$", r"\$").replace("![", r"\![")
    return re.sub(
        r"^(\d+)([.)])(?=\s|$)|^([-+*#>])(?=\s|$)",
        lambda match: f"{match[1]}\\{match[2]}" if match[1] else f"\\{match[3]}",
        line,
    )


def _bare(text: str) -> str:
    return " ".join(CONTROLS.sub("", text).split())


def _qti(question: AnyQuestion, name: str, asked: Counter) -> list[str]:
    """Return a question in text2qti's own notation: its title, then its lines. `asked` counts the prompts before it."""
    unit = f" ({question.unit})" if question.kind == "numeric" and question.unit else ""
    prompt = _line(question.prompt + unit)
    asked[prompt] += 1
    if asked[prompt] > 1:  # text2qti takes two questions for one if only their options differ
        prompt += f" <!-- {asked[prompt]} -->"
    lines = [f"Title: {name}", f"1. {prompt}", f"... {_line(question.explanation)}"]
    match question.kind:
        case "single" | "multi":
            for i, option in enumerate(question.options):
                sign = (
                    ("[*]" if option.correct else "[ ]")
                    if question.kind == "multi"
                    else f"{'*' * option.correct}{chr(97 + i % 26)})"
                )
                lines.append(f"{sign} {_line(option.text)}")
                if option.feedback:
                    lines.append(f"... {_line(option.feedback)}")
        case "numeric":
            lines.append(f"= {question.answer:.12g} +- {question.tolerance:.12g}")
        case "short":
            lines += [f"* {_bare(text)}" for text in question.accept] if question.accept else ["____"]
    return [*lines, ""]


def _dated(data: bytes) -> bytes:
    """Return a zip with the date taken out of it, so that the same quiz gives the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(zipfile.ZipInfo(entry.filename, (1980, 1, 1, 0, 0, 0)), old.read(entry), zipfile.ZIP_DEFLATED)
    return out.getvalue()
