"""A question without its answer: what an assignment may hand to a student.

`ordered` settles the order in which options are seen, `public` says what of a question is shown. Nothing of the key goes
through `public`: it names what it takes, so that a field added to the schema stays private until it is named here.
"""

from __future__ import annotations

from mcollab.questions.markup import inline
from mcollab.questions.schema import AnyQuestion


def fnv1a(text: str) -> int:
    """Return the 32-bit FNV-1a hash of a text's code points, as ``static/question.js`` takes it."""
    value = 2166136261
    for char in text:
        value = (value ^ ord(char)) * 16777619 & 0xFFFFFFFF
    return value


def shuffled(items, salt: str) -> list:
    """Return the items in an order that follows from their texts alone, and so gives no other order away."""
    return sorted(items, key=lambda item: (fnv1a(salt + item), item))


def ordered(question: AnyQuestion) -> AnyQuestion:
    """Return the question with its options in the order in which an assignment shows them; other kinds as they are."""
    if question.kind not in ("single", "multi"):
        return question
    place = {text: i for i, text in enumerate(shuffled([option.text for option in question.options], question.prompt))}
    return question.model_copy(update={"options": sorted(question.options, key=lambda option: place[option.text])})


def public(question: AnyQuestion) -> dict:
    """Return what a student is shown of a question that `ordered` gave.

    Returns
    -------
    dict
        ``id``, ``kind``, ``minutes``, ``html`` (prompt and options) and, by kind: ``options`` (empty, one for each text);
        ``unit``; ``items`` shuffled and ``ends``; ``lefts`` and ``rights`` shuffled apart; ``given``, ``hidden`` (places without
        values), ``unit``, ``low`` and ``high``.
    """
    shown = {
        "id": question.id,
        "kind": question.kind,
        "minutes": question.minutes,
        "html": {"prompt": inline(question.prompt)},
    }
    match question.kind:
        case "single" | "multi":
            shown["options"] = [{} for _ in question.options]
            shown["html"] |= {f"option.{i}": inline(option.text) for i, option in enumerate(question.options)}
        case "numeric":
            shown["unit"] = question.unit
        case "order":
            shown |= {"items": shuffled(question.items, question.id), "ends": list(question.ends)}
        case "match":
            rights = {pair.right for pair in question.pairs} | set(question.distractors)
            shown |= {
                "lefts": shuffled([pair.left for pair in question.pairs], question.id),
                "rights": shuffled(rights, question.id),
            }
        case "predict":
            hidden = [{"x": point.x} for point in question.hidden]
            shown |= {
                "given": [point.model_dump() for point in question.given],
                "hidden": hidden,
                "unit": question.unit,
                "low": question.low,
                "high": question.high,
            }
    return shown
