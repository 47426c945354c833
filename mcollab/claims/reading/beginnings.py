"""When an arrangement began and ended."""

from __future__ import annotations

from mcollab.claims.reading.rules import Hit, Statement, rule
from mcollab.claims.reading.words import (
    ADVERB,
    ARRANGEMENT,
    ASIDE,
    BRACKETS,
    BY,
    CLAUSE,
    DATE,
    DONE,
    NO_SPAN,
    NOUN,
    ON,
    date_of,
    in_words,
)

_FOUNDED = "(?:founded|established|created|formed|set up|launched|inaugurated|instituted)"
_FIRST_WORD = "(?:[Ff]ounded|[Ee]stablished|[Cc]reated|[Ff]ormed|[Ss]et up|[Ll]aunched|inaugurated|instituted)"


@rule(
    f"{CLAUSE}{ARRANGEMENT}{NOUN}{ASIDE}{DONE}{ADVERB}{_FOUNDED}{BY} {ON}",
    rf"\b(?:is|was|including|includes|such as|like|namely) (?:the )?{ARRANGEMENT}{NOUN}{BRACKETS}(?:, | \()"
    rf"(?:which was |that was )?{ADVERB}{_FOUNDED}{BY} {ON}",
    rf"{CLAUSE}{ARRANGEMENT}{NOUN} ?\((?:est\.?|established|founded|created|formed)(?: in)? {DATE}\)",
    f"{CLAUSE}{ARRANGEMENT}{NOUN}{ASIDE} (?:was born|came into (?:being|existence)|dates (?:back to|from)"
    f"|has existed since|originated|began) ?(?:in )?(?:the year )?{DATE}{NO_SPAN}",
    f"(?:^|[,;] ){_FIRST_WORD}{BY} {ON}, (?:the )?{ARRANGEMENT}",
    f"(?:founding|foundation|establishment|creation|formation|launch) of (?:the )?{ARRANGEMENT}{BRACKETS} {ON}",
    rf"\b(?:founded|established|created|formed|set up|launched) (?:the )?{ARRANGEMENT}{BRACKETS} {ON}",
)
def founded(hit: Hit) -> Statement:
    """Return that an arrangement was founded on a date, or in a decade."""
    if not hit.group("decade"):
        return _on(hit, "was founded", "founded")
    year = int(date_of(hit.match))
    line = f"founded {hit.arrangement} {year} {year + 9}"
    return Statement(f"{hit.label} was founded in the {year}s", line, sure=hit.arrangement not in hit.names.disputed)


@rule(f"{CLAUSE}{ARRANGEMENT}{NOUN}{ASIDE}{DONE}{ADVERB}(?:signed|concluded){BY} {ON}")
def signed(hit: Hit) -> Statement | None:
    """Return that a treaty was signed on a date."""
    return None if hit.group("decade") else _on(hit, "was signed", "signed")


@rule(
    f"{CLAUSE}{ARRANGEMENT}{NOUN}{ASIDE} (?:entered|came|has been|went) (?:into|in) (?:force|effect) "
    f"?(?:in|on|since|from)? ?{DATE}{NO_SPAN}"
)
def in_force_since(hit: Hit) -> Statement | None:
    """Return that a treaty entered into force on a date."""
    return None if hit.group("decade") else _on(hit, "entered into force", "in_force_since")


@rule(
    f"{CLAUSE}{ARRANGEMENT}{NOUN}{ASIDE},? (?:(?:which|that) )?(?:(?:was|were|had been) )?{ADVERB}"
    "(?:dissolved|disbanded|ended|terminated|abolished|wound up|ceased to exist|collapsed)(?: itself)?"
    f"{BY} {ON}",
    f"(?:dissolution|disbandment|end) of (?:the )?{ARRANGEMENT} {ON}",
)
def ended(hit: Hit) -> Statement | None:
    """Return that an arrangement ended on a date."""
    return None if hit.group("decade") else _on(hit, "ended", "ended")


def _on(hit: Hit, words: str, check: str) -> Statement:
    """Return that something befell an arrangement on a date; where dates are disputed, ours do not make it wrong."""
    date, sure = date_of(hit.match), hit.arrangement not in hit.names.disputed
    return Statement(f"{hit.label} {words} {in_words(date)}", f"{check} {hit.arrangement} {date}", sure=sure)
