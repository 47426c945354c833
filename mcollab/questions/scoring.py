"""What a learner typed, read alike in both languages: numbers, words, and nothing at all."""

from __future__ import annotations

import math
import re
import unicodedata

from mcollab.errors import McollabError

CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""What no text needs and a terminal or a spreadsheet may obey: controls, overrides of direction, half characters."""

# Spaces, named one by one: Python and JavaScript differ on what \s is.
_SPACES = re.compile("[\t-\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]+")
# The forms of a keyboard of East Asia, and the signs that stand for a minus.
_PLAIN = {0xFF01 + i: 0x21 + i for i in range(94)} | {0x2212: "-", 0x2013: "-"}
_GROUPED = re.compile(r"([+-]?)([1-9][0-9]{0,2}(?: [0-9]{3})+)(?![0-9 ])")
_NUMBER = re.compile(r"[+-]?([0-9]+([.,][0-9]*)?|[.,][0-9]+)(e[+-]?[0-9]+)?")
_SEVERAL = re.compile(r"[0-9.,+-]+( [0-9.,+-]+)+")
_THOUSANDS = re.compile(r"[+-]?[1-9][0-9]{0,2}[.,][0-9]{3}")


def number(text: str) -> float:
    """Return the number that a learner typed.

    Accepts a decimal point or comma, an exponent, thousands set apart by spaces, a per cent sign and the Unicode minus.

    Raises
    ------
    McollabError
        If it is no number, could be read as two (``1,234`` and ``1.234``, which either mark may group or divide, or
        ``1 2``), or is too large; the sentence is for the learner.

    Examples
    --------
    >>> number("1 234,5"), number("−4 %")
    (1234.5, -4.0)
    """
    typed = _SPACES.sub(" ", text).strip(" ")
    plain = re.sub("^([+-]) ", r"\1", re.sub(" ?%$", "", typed.translate(_PLAIN).lower()))
    if not plain:
        raise McollabError("Type a number.")
    plain = _GROUPED.sub(lambda found: found[0].replace(" ", ""), plain, count=1) if _GROUPED.match(plain) else plain
    if _SEVERAL.fullmatch(plain):
        raise McollabError(f"{typed} could be one number or several: write one, without spaces.")
    if _THOUSANDS.fullmatch(plain):
        whole, shown = re.sub("[.,]", "", plain), plain.replace(",", ".")
        short = shown.rstrip("0").rstrip(".")
        clear = f"{shown}0" if short == shown else short
        raise McollabError(f"{typed} could mean {whole} or {short}: write {whole}, or {clear}.")
    if not _NUMBER.fullmatch(plain):
        raise McollabError(
            "Type one number with the digits 0 to 9, such as 31.5 or 1200, without thousands separators."
        )
    value = float(plain.replace(",", "."))
    if not math.isfinite(value):
        raise McollabError("That number is too large.")
    return value


def words(text: str) -> str:
    """Return a text as short answers are compared: compatibility forms, case and spaces made alike.

    Examples
    --------
    >>> words(" North\u00a0Atlantic  TREATY ")
    'north atlantic treaty'
    """
    return _SPACES.sub(" ", unicodedata.normalize("NFKC", text)).strip(" ").lower()


def blank(response: object) -> bool:
    """Return whether there is no answer: nothing, or an empty text, list or map.

    Examples
    --------
    >>> blank(None), blank(" "), blank(0)
    (True, True, False)
    """
    return response is None or response in ("", [], {}) or (isinstance(response, str) and not _SPACES.sub("", response))


def shown(response: object, most: int) -> str:
    r"""Return the beginning of a response for a sentence: on one line, and without what a terminal may obey.

    Examples
    --------
    >>> shown("about\x07 thirty", 8)
    'about th'
    """
    return CONTROLS.sub("", _SPACES.sub(" ", str(response)))[:most]


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
