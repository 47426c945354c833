"""Words of which statements are made: dates, numbers, and parts of patterns that several rules share."""

from __future__ import annotations

import calendar
from typing import TYPE_CHECKING

from mcollab.claims.reading.names import OPEN, SHUT

if TYPE_CHECKING:
    import re

_MONTHS = {name: number for number, name in enumerate(calendar.month_name) if name}
_MONTH = "|".join(_MONTHS)
_NTH = r"(?:st|nd|rd|th)?"
_YEAR = r"[12]\d{3}"

ARRANGEMENT, OPERATION = (rf"{OPEN}{kind}(?P<{kind}>\d+){SHUT}" for kind in "ao")
"""The mark of what something is said of."""
COUNTRY = rf"(?:[Tt]he )?(?:Kingdom of |Republic of )?{OPEN}c\d+{SHUT}"
COUNTRIES = rf"(?P<list>{COUNTRY}(?:(?:, (?:and |plus )?| and | as well as ){COUNTRY}){{0,60}})"
"""One country, or a list of one or more."""

DATE = (
    rf"(?:(?P<day>\d{{1,2}}){_NTH} (?P<month>{_MONTH}),? (?P<year>{_YEAR})"
    rf"|(?P<month2>{_MONTH}) (?P<day2>\d{{1,2}}){_NTH}, (?P<year2>{_YEAR})"
    rf"|(?P<month3>{_MONTH}),? (?:of )?(?P<year3>{_YEAR})"
    rf"|(?P<year4>{_YEAR})(?P<decade>s)?)"
)
"""A day, a month, a year or a decade."""
ON = (
    rf"(?:in|on|from|of|dating from|back in) (?:the )?(?:year |early |mid[- ]?|late )?{DATE}"
    rf"(?![\d–-]|s\b| (?:or|to|and) {_YEAR}| BCE?\b)"
)
"""A date with its preposition; not a span, nor one of two."""
NO_SPAN = r"(?![\d–-]|s\b)"

_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_UNITS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_TEENS = ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
NUMBER_WORD = (
    rf"(?i:(?:{'|'.join(_TENS)})(?:-(?:{'|'.join(_UNITS)}))?"
    rf"|{'|'.join(sorted(_UNITS + _TEENS, key=len, reverse=True))})"
)
"""A number below a hundred in words."""
NUMBER = rf"(?P<number>\d{{1,3}}|{NUMBER_WORD})"
"""A number below a thousand, in figures, or below a hundred in words."""
OR_MORE = "more than|over|about|around|some|roughly|approximately|up to|at least"
"""What a number that is said roughly may have before it."""

CLAUSE = (
    r"(?:^|[,;:(–—] ?)(?:(?:[Tt]oday|[Cc]urrently|[Nn]ow|[Aa]t present),? )?"
    r"(?:(?:and|but|while|whereas|although|though|since|as|when) )?(?:[Tt]he )?"
)
"""The beginning of a clause, where a subject stands."""
# What stands in a group whose name begins with "free" is taken for granted and not read: see ``unread``.
BRACKETS = r"(?P<free_brackets> ?\([^()]{1,60}\))?"
NOUN = r"(?: (?:treaty|pact|agreement|alliance|organi[sz]ation|bloc|partnership|mission|operation|force))?"
ASIDE = rf"(?P<free_aside>(?: ?\([^(){OPEN}]{{1,80}}\))?(?:, (?!which|that)[^,;(){OPEN}]{{1,100}},)?)"
DONE = r"(?: (?:was|were|had been|has been|being) |, (?:which|that) (?:was|were|had been) |, | \()"
ADVERB = r"(?:(?:first|formally|officially|originally|initially|jointly|also|finally|later|itself) )?"
BY = rf"(?P<free_by>(?: by [^,.;:(){OPEN}-{SHUT}]{{1,60}})?(?: (?:at|in) [A-Z][\w .]{{1,30}}?)?)"


def date_of(match: re.Match[str]) -> str:
    """Return the date that a pattern found, as a year, a month or a day; empty where it found none.

    Examples
    --------
    >>> import re
    >>> [date_of(re.search(DATE, text)) for text in ("4 April 1949", "April 4, 1949", "May of 1955", "1949")]
    ['1949-04-04', '1949-04-04', '1955-05', '1949']
    """
    groups = {name: value for name, value in match.groupdict().items() if value}
    year, month, day = (
        next((groups[name] for name in groups if name.rstrip("234") == part), "") for part in ("year", "month", "day")
    )
    return "-".join(filter(None, [year, f"{_MONTHS[month]:02}" if month else "", f"{int(day):02}" if day else ""]))


def in_words(date: str) -> str:
    """Return a date with its preposition.

    Examples
    --------
    >>> in_words("1949"), in_words("1949-04"), in_words("1949-04-04")
    ('in 1949', 'in 1949-04', 'on 1949-04-04')
    """
    return f"{'on' if len(date) > 7 else 'in'} {date}"


def number_of(word: str) -> int:
    """Return a number from figures or words.

    Examples
    --------
    >>> number_of("31"), number_of("nine"), number_of("Thirty"), number_of("forty-two")
    (31, 9, 30, 42)
    """
    if word.isdigit():
        return int(word)
    tens, _, units = word.lower().rpartition("-")
    small = ["", *_UNITS, *_TEENS]
    if units in small:
        return small.index(units) + (20 + 10 * _TENS.index(tens) if tens else 0)
    return 20 + 10 * _TENS.index(units)
