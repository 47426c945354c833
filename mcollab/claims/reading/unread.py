"""What a sentence says besides a statement: a day, a figure or a word that the pattern did not take in.

A day elsewhere in the sentence ("On 1955-05-09, …", "(1955)", "…, until 1990") may make another statement of what is
read, as may a figure, or a word such as "once". Where a pattern passes over words (a group whose name begins with
"free"), they are not read either.
"""

from __future__ import annotations

import calendar
import re
from typing import TYPE_CHECKING

from mcollab.claims.reading.names import OPEN
from mcollab.claims.reading.words import NUMBER_WORD

if TYPE_CHECKING:
    from collections.abc import Iterable

_MONTH = rf"(?:{'|'.join(filter(None, calendar.month_name))})"
_DAY = (
    rf"\b\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTH}\b|\b{_MONTH} (?:the )?\d{{1,2}}\b"
    r"|(?<![\d,])(?<!\d\.)[12]\d{3}(?:[./–-]\d+)*(?![\d,]\d)|\b\d{1,2}([./])\d{1,2}\1\d{2,4}\b|'\d\d\b"
    r"|\b[Nn]ineteen[- ](?:hundred|oh|\w+ty|\w+ties|\w+teen)\b|\b[Tt]wo thousand\b"
)
_DOUBT = (
    r"\b(?i:nobody|no one|none|it is said"
    r"|allegedly|reportedly|perhaps|maybe|possibly|probably|presumably|apparently|seemingly|arguably"
    r"|hypothetically|unofficially|rumou?red|by no means|in no way|far from|anything but|hardly|scarcely|barely"
    r"|virtually|practically|nearly|partly|partially|quasi|no more|in name|but name|or so|more or less|give or take"
    r"|at the (?:latest|earliest|least|most))\b"
)
_FIGURE = (
    r"(?<![\w.,[])(?<![A-Za-z]-)(?<![Aa]rticle )\d(?:[\d.,:/–-]*\d)?"
    rf"|\b{NUMBER_WORD} (?:\w+ )?(?:members?|allies|states|countries|nations|days|weeks|months|years)\b"
)
_DEGREE = (
    r"\b(?i:at least|at most|up to|more than|fewer than|less than|roughly|approximately|circa"
    r"|(?:about|around|over|under|some)(?=[ -]\d))\b"
)
_TIME = (
    r"\b(?i:when|whenever|since|until|till|before|after|during|throughout|ago|once|formerly|previously|originally"
    r"|initially|earlier|then|former|previous|erstwhile|ex|temporarily|briefly|yesterday|tomorrow|soon|eventually"
    r"|century|centuries|decades?|nineties|eighties|seventies|sixties|fifties|forties|thirties|twenties|cold war"
    r"|(?:last|next|past|that) (?:year|month|week|spring|summer|autumn|winter)"
    r"|(?:the|that|those|these|its|their) (?:\w+ )?(?:past|future|time|times|days|years|ages?|era|period|outset)"
    rf"|(?:in|by|of|last|next) {_MONTH}|historically)\b"
)
_PHRASE = (
    r"(?:^|(?<=, ))(?i:in|at|on|by|under|amid|around|over|within|for|from|through|upon|with (?=the|his|her)) "
    r"(?!(?:contrast|addition|fact|short|total|particular|present|the other hand|the contrary)\b)"
    rf"(?:[^,;:.{OPEN}]{{1,60}}(?=[,;:.]))?"
)
"""A phrase before the subject, or set off by a comma, says when or where."""
_OF_A_DAY = re.compile(f"{_DAY}|{_DOUBT}")
_OF_NOW = re.compile(f"{_DAY}|{_FIGURE}|{_DOUBT}|{_DEGREE}|{_TIME}|{_PHRASE}")
_FRAME = "in"
"""The group of a day that is said of one statement only: "In 1999, …"; others are said of one verb."""


def unread(match: re.Match[str], others: Iterable[re.Match[str]]) -> str:
    """Return the first words of a sentence that may change a statement and were not read; empty where all were.

    Parameters
    ----------
    match
        What the pattern of the statement found in the sentence.
    others
        What other patterns found that made statements: what is the day or the figure of one is not that of another,
        unless that says something without a verb of its own.
    """
    dated = any(value and re.fullmatch(r"in|then|year\d?", name) for name, value in match.groupdict().items())
    if match.groupdict().get("no_verb"):  # "the 12-member NATO was founded in 1949": the day of the verb is its own
        others = ()
    for word in (_OF_A_DAY if dated else _OF_NOW).finditer(match.string):
        span = word.span()
        of_another = re.search(r"\d", word.group()) and any(
            _holds(other, span) and not _meets(other, [_FRAME], span) for other in others
        )
        if not _holds(match, span) and not of_another:
            return word.group().strip()
    return ""


def _holds(match: re.Match[str], span: tuple[int, int]) -> bool:
    """Whether a pattern took in what lies in a span of the sentence, and did not pass over any of it."""
    free = [name for name in match.re.groupindex if name.startswith("free")]
    return match.start() <= span[0] and span[1] <= match.end() and not _meets(match, free, span)


def _meets(match: re.Match[str], groups: Iterable[str], span: tuple[int, int]) -> bool:
    """Whether a span shares anything with what one of some groups of a pattern found, where it has them."""
    found = (match.span(group) for group in groups if group in match.re.groupindex)
    return any(start < span[1] and span[0] < end for start, end in found)
