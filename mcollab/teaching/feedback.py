"""A page for each student: what was asked, what was answered, what it is worth, and what is right."""

from __future__ import annotations

import hashlib
import re
from html import escape
from pathlib import Path

from mcollab.errors import McollabError
from mcollab.questions import markup, scoring
from mcollab.questions.schema import AnyQuestion
from mcollab.teaching import files
from mcollab.teaching.release import Key, page_styles

_SYSTEM = re.compile(r"^(.*_\d+_assignsubmission_\w+?_|[^_/]+(?:_LATE)?_\d+_\d+_)")


def place(row) -> str:
    """Return a student's file within ``feedback/``: named as Moodle or Canvas named the hand-in, so that it can go back that way."""
    for part in row.files[-1].split("/"):
        if found := _SYSTEM.match(part):
            prefix = re.sub(r"[^\w .\-]", "_", found[1])
            return f"{prefix}/feedback.html" if "assignsubmission" in prefix else f"{prefix}feedback.html"
    safe = re.sub(r"[^a-z0-9]+", "-", row.student).strip("-")[:40] or "student"
    if safe != row.student or row.check:  # two numbers must not meet in one file
        safe += (
            "-"
            + hashlib.sha256(f"{row.student}\x1f{row.account}\x1f{row.name}".encode("utf-8", "replace")).hexdigest()[:8]
        )
    return f"{safe}.html"


def said(question: AnyQuestion, response) -> str:
    """Return a response in words."""
    if scoring.blank(response):
        return "no answer"
    match question.kind:
        case "single" | "multi":
            numbers = response if isinstance(response, list) else [response]
            texts = [question.options[i].text for i in numbers if isinstance(i, int) and 0 <= i < len(question.options)]
            return "; ".join(texts) or "an answer that is none of the options"
        case "order":
            return " → ".join(map(str, response)) if isinstance(response, list) else str(response)
        case "match":
            return (
                "; ".join(f"{left}: {right}" for left, right in response.items())
                if isinstance(response, dict)
                else str(response)
            )
        case "numeric":
            return f"{response} {question.unit}".strip()
        case "predict":
            guess = response.get("guess") if isinstance(response, dict) else None
            return (
                "; ".join(f"{point.x}: {y}" for point, y in zip(question.hidden, guess, strict=False))
                if isinstance(guess, list)
                else str(response)
            )
    return str(response)


def comments_on(question: AnyQuestion, response) -> list[str]:
    """Return the author's words, as HTML, on what was chosen or on a number that is a known mistake."""
    if question.kind in ("single", "multi"):
        numbers = response if isinstance(response, list) else [response]
        chosen = [
            question.options[i]
            for i in numbers
            if isinstance(i, int) and not isinstance(i, bool) and 0 <= i < len(question.options)
        ]
        return [markup.inline(option.feedback) for option in chosen if option.feedback]
    if question.kind == "numeric" and not scoring.blank(response):
        try:
            value = scoring.number(response) if isinstance(response, str) else float(response)
        except (McollabError, TypeError, ValueError, OverflowError):
            return []
        return [
            markup.inline(mistake.feedback)
            for mistake in question.mistakes
            if abs(mistake.answer - value) <= (question.tolerance or 1e-9)
        ][:1]
    return []


def write(folder: Path, key: Key, row) -> None:
    """Write a student's page."""
    parts = []
    for number, (name, asked) in enumerate(key.questions.items(), 1):
        answer = row.answers.get(name)
        question = asked.variants[answer[2] if answer and answer[2] < len(asked.variants) else 0]
        response = answer[4] if answer else None
        points = row.points[name]
        worth = "to be read" if points is None else f"{files.number(points)} of {files.number(asked.points)}"
        lines = [
            f"<h2>{number}. <small>{worth}</small></h2><p>{markup.inline(question.prompt)}</p>",
            f"<p><b>Your answer:</b> {escape(said(question, response))}</p>",
            *(f"<p>{text}</p>" for text in comments_on(question, response)),
            *([f"<p><b>From your teacher:</b> {escape(row.comments[name])}</p>"] if name in row.comments else []),
            f"<p><b>Right:</b> {markup.inline(markup.right_answer(question))}</p><p>{markup.inline(question.explanation)}</p>",
        ]
        parts.append("\n".join(lines))
    grade = (
        "not complete: an answer is still to be read"
        if row.grade is None
        else f"{files.number(row.grade)} of {files.number(key.out_of)} points"
    )
    late = (
        f"<p>Handed in {row.days_late} day{'s' * (row.days_late != 1)} late: {row.lost:.0%} less.</p>"
        if row.days_late and row.lost
        else ""
    )
    style = page_styles()
    text = f"""<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(key.title)}: {escape(row.id)}</title><style>{style}</style>
<main><p class="course">In Common Defence</p><h1>{escape(key.title)}</h1>
<p>{escape(row.name)} ({escape(row.id)}): <b>{grade}</b></p>{late}
{"".join(parts)}
</main></html>
"""
    path = folder / place(row)
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(".part")
    part.write_text(files.CONTROLS.sub("", text), encoding="utf-8")
    part.replace(path)
