"""A question as HTML: readable with scripts off, brought to life by ``static/question.js``."""

from __future__ import annotations

import json
from functools import cache
from html import escape

from mcollab.questions.schema import AnyQuestion


def inline(text: str) -> str:
    """Return an author's inline Markdown as HTML; raw HTML in it is shown as text."""
    return _markdown().renderInline(text)


def rendered(question: AnyQuestion) -> dict[str, str]:
    """Return the question's texts as HTML by name: ``prompt``, ``option.0``, ``feedback.0``, ``hint.0`` and so on."""
    texts = {"prompt": question.prompt, "explanation": question.explanation}
    texts |= {f"hint.{i}": hint for i, hint in enumerate(question.hints)}
    if question.kind in ("single", "multi"):
        texts |= {f"option.{i}": option.text for i, option in enumerate(question.options)}
        texts |= {f"feedback.{i}": option.feedback for i, option in enumerate(question.options)}
    if question.kind == "numeric":
        texts |= {f"mistake.{i}": mistake.feedback for i, mistake in enumerate(question.mistakes)}
    if question.kind == "predict":
        texts["why"] = question.why
    return {name: inline(text) for name, text in texts.items() if text}


def right_answer(question: AnyQuestion) -> str:
    """Return the right answer in words."""
    match question.kind:
        case "single" | "multi":
            return "; ".join(option.text for option in question.options if option.correct)
        case "numeric":
            within = f" (± {question.tolerance:g} counts as right)" if question.tolerance else ""
            return f"{question.answer:g} {question.unit}".strip() + within
        case "order":
            return " → ".join(question.items)
        case "match":
            return "; ".join(f"{pair.left}: {pair.right}" for pair in question.pairs)
        case "short":
            return question.model_answer
        case "predict":
            return "; ".join(f"{point.x}: {point.y:g}" for point in question.hidden) + f" ({question.unit})"


def element(spec: dict, questions: list[AnyQuestion]) -> str:
    """Return the element of a page for a spec; without scripts it shows the first variant, its answer folded away."""
    blob = json.dumps(spec, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")
    still = _still(questions[0]) if questions else ""
    return f'<mc-question class="mc-question"><script type="application/json">{blob}</script>{still}</mc-question>'


def _still(question: AnyQuestion) -> str:
    body = "".join(f"<li>{part}</li>" for part in _parts(question))
    answer = f"<p>{inline(right_answer(question))}</p><p>{inline(question.explanation)}</p>"
    return f'<p class="mc-q-prompt">{inline(question.prompt)}</p>{f"<ul>{body}</ul>" if body else ""}<details><summary>Answer</summary>{answer}</details>'


def _parts(question: AnyQuestion) -> list[str]:
    match question.kind:
        case "single" | "multi":
            return [inline(option.text) for option in question.options]
        case "order":
            return [escape(item) for item in sorted(question.items)]
        case "match":
            rights = sorted({pair.right for pair in question.pairs} | set(question.distractors))
            return [escape(pair.left) for pair in question.pairs] + [escape("To match: " + "; ".join(rights))]
        case "predict":
            return [escape(f"{point.x}: {point.y:g} {question.unit}") for point in question.given]
    return []


@cache
def _markdown():
    from markdown_it import MarkdownIt

    return MarkdownIt("zero", {"html": False}).enable(["emphasis", "backticks", "link", "escape", "entity"])
