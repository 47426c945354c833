"""What an answer is worth: pure functions, the same rules as in ``static/question.js``.

``tests/questions/cases.json`` runs through both.
"""

from __future__ import annotations

import math
import re
import unicodedata
from itertools import combinations

from mcollab.errors import McollabError
from mcollab.questions.schema import AnyQuestion, Match, Multi, Numeric, Order, Predict, Short, Single

# Spaces, named one by one: Python and JavaScript differ on what \s is.
_SPACES = re.compile("[\t-\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]+")
_NUMBER = re.compile(r"[+-]?([0-9]+([.,][0-9]*)?|[.,][0-9]+)(e[+-]?[0-9]+)?")
_THOUSANDS = re.compile(r"[+-]?[1-9][0-9]{0,2},[0-9]{3}")


def number(text: str) -> float:
    """Return the number that a learner typed.

    Accepts a decimal point or comma, an exponent, spaces between digits, a per cent sign and the Unicode minus.

    Raises
    ------
    McollabError
        If it is no number, could be read as two numbers (``1,234``), or is too large; the sentence is for the learner.
    """
    plain = unicodedata.normalize("NFKC", str(text)).replace("\u2212", "-").replace("\u2013", "-")
    plain = _SPACES.sub("", plain).lower().removesuffix("%")
    if not plain:
        raise McollabError("Type a number.")
    if _THOUSANDS.fullmatch(plain):
        raise McollabError(
            f"{text.strip()} could mean {plain.replace(',', '')} or {plain.replace(',', '.')}: write it without the comma, or with a point."
        )
    if not _NUMBER.fullmatch(plain):
        raise McollabError(
            "Type one number with the digits 0 to 9, such as 31.5 or 1200, without thousands separators."
        )
    value = float(plain.replace(",", "."))
    if not math.isfinite(value):
        raise McollabError("That number is too large.")
    return value


def words(text: str) -> str:
    """Return a text as short answers are compared: compatibility forms, case and spaces made alike."""
    return _SPACES.sub(" ", unicodedata.normalize("NFKC", text)).strip(" ").lower()


def blank(response) -> bool:
    """Return whether there is no answer: nothing, or an empty text, list or map."""
    return response is None or response in ("", [], {}) or (isinstance(response, str) and not _SPACES.sub("", response))


def score(question: AnyQuestion, response) -> float | None:
    """Return what a response is worth, 0 to 1, or None where a person must read it.

    ``single``: the option's number from 0; 1 if correct. ``multi``: their numbers; correct ones chosen less wrong ones
    chosen, as a share of the correct ones, not below 0. ``numeric``: a text or number; 1 within the tolerance.
    ``order``: the items as placed; Kendall's tau with the right order, not below 0. ``match``: for each left-hand side the
    right-hand text; the share that is right. ``short``: a text; 1 if it is accepted, else None. ``predict``: ``guess``, a
    number for each hidden point, and ``why``; 1 less the mean error as a share of the scale, not below 0.

    A response that is not of the question's form is worth 0.
    """
    if blank(response):
        return 0.0
    match question:
        case Single():
            right = next(i for i, option in enumerate(question.options) if option.correct)
            return float(_whole(response) and response == right)
        case Multi():
            if not isinstance(response, list) or not all(
                _whole(i) and 0 <= i < len(question.options) for i in response
            ):
                return 0.0
            chosen = [question.options[int(i)].correct for i in set(response)]
            return max(
                0.0, (chosen.count(True) - chosen.count(False)) / sum(option.correct for option in question.options)
            )
        case Numeric():
            try:
                value = number(response) if isinstance(response, str) else float(response)
            except (McollabError, TypeError, ValueError):
                return 0.0
            return float(
                math.isfinite(value)
                and not isinstance(response, bool)
                and abs(value - question.answer) <= question.tolerance + 1e-9
            )
        case Order():
            if (
                not isinstance(response, list)
                or not all(isinstance(item, str) for item in response)
                or sorted(response) != sorted(question.items)
            ):
                return 0.0
            at = [response.index(item) for item in question.items]
            pairs = [1 if one < other else -1 for one, other in combinations(at, 2)]
            return max(0.0, sum(pairs) / len(pairs))
        case Match():
            if not isinstance(response, dict):
                return 0.0
            return sum(response.get(pair.left) == pair.right for pair in question.pairs) / len(question.pairs)
        case Short():
            if not isinstance(response, str):
                return 0.0
            return 1.0 if words(response) in {words(text) for text in question.accept} else None
        case Predict():
            guess = response.get("guess") if isinstance(response, dict) else None
            if not isinstance(guess, list) or len(guess) != len(question.hidden):
                return 0.0
            if not all(isinstance(y, (int, float)) and not isinstance(y, bool) and math.isfinite(y) for y in guess):
                return 0.0
            gap = sum(abs(y - point.y) for y, point in zip(guess, question.hidden, strict=True)) / len(guess)
            return max(0.0, 1 - gap / question.scale)


def _whole(value) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and value % 1 == 0
