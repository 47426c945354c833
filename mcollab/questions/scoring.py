"""What a learner typed, read alike in both languages: numbers, words, and nothing at all."""

from __future__ import annotations

import math
import re
import unicodedata

from mcollab.errors import McollabError

# Spaces, named one by one: Python and JavaScript differ on what \s is.
_SPACES = re.compile("[\t-\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]+")
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""What no text needs and a terminal or a spreadsheet may obey: controls, overrides of direction, half characters."""
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
            f"{text.strip()} could mean {plain.replace(',', '')} or {plain.replace(',', '.')}: "
            "write it without the comma, or with a point."
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


def blank(response: object) -> bool:
    """Return whether there is no answer: nothing, or an empty text, list or map."""
    return response is None or response in ("", [], {}) or (isinstance(response, str) and not _SPACES.sub("", response))


def finite(value: object) -> float | None:
    """Return a JSON number as a float, or None if it is another value, infinite, or too large for one.

    Examples
    --------
    >>> finite(3), finite(True), finite(10**400)
    (3.0, None, None)
    """
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    try:
        return float(value) if math.isfinite(value) else None
    except OverflowError:
        return None
