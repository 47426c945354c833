"""A question as an element of a page: readable with scripts off, brought to life by the front end."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from mcollab.questions.markup import inline

if TYPE_CHECKING:
    from mcollab.questions.question import Question


def element(spec: dict[str, Any], questions: list[Question]) -> str:
    """Return the element of a page for a spec; without scripts it shows the first variant, its answer folded away."""
    blob = json.dumps(spec, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")
    still = _still(questions[0]) if questions else ""
    return f'<mc-question class="mc-question"><script type="application/json">{blob}</script>{still}</mc-question>'


def _still(question: Question) -> str:
    body = "".join(f"<li>{part}</li>" for part in question.parts())
    prompt = f'<p class="mc-q-prompt">{inline(question.prompt)}</p>{f"<ul>{body}</ul>" if body else ""}'
    answer = f"<p>{inline(question.right())}</p><p>{inline(question.explanation)}</p>"
    return f"{prompt}<details><summary>Answer</summary>{answer}</details>"
