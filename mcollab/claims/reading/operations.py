"""Operations: when they began and ended, whether they are under way, and how many serve in them."""

from __future__ import annotations

import re

from mcollab.claims.reading.names import OPEN, SHUT
from mcollab.claims.reading.rules import MORE_THAN, Hit, Statement, rule
from mcollab.claims.reading.words import (
    ADVERB,
    ASIDE,
    BY,
    CLAUSE,
    DATE,
    DONE,
    NOUN,
    ON,
    OPERATION,
    OR_MORE,
    date_of,
    in_words,
)

_OPENED = "(?:founded|established|created|authori[sz]ed|launched|started|set up)"
_NO_SPAN = r"(?![\d–-])"
_OTHERS = re.compile(
    r"\b(?:died|killed|deaths?|lost|cut|reduc\w+|withdr\w+|peak\w*|more|fewer|were|was|had|since|of whom|women"
    r"|mission in|operation in|additional|police|sent|sends|contributes|provides|NATO|African Union)\b"
)
"""What shows that a number is not of all who serve now."""


@rule(
    f"{CLAUSE}{OPERATION}{NOUN}{ASIDE}(?:{DONE}{ADVERB}{_OPENED}| (?:began|started)){BY} {ON}",
    f"(?:^|[,;] )(?:[Ee]stablished|[Cc]reated|[Ll]aunched|[Aa]uthori[sz]ed){BY} {ON}, (?:the )?{OPERATION}",
)
def began(hit: Hit) -> Statement | None:
    """Return that an operation began on a date."""
    return _on(hit, "began", "began", "start")


@rule(
    f"{CLAUSE}{OPERATION}{NOUN}{ASIDE},? (?:(?:which|that) )?(?:(?:was|were|had been) )?{ADVERB}"
    "(?:ended|terminated|closed|completed|concluded|withdrawn|shut down|wound up)"
    f"(?: its (?:mission|mandate|work|operations))?{BY} {ON}"
)
def closed(hit: Hit) -> Statement | None:
    """Return that an operation ended on a date."""
    return _on(hit, "ended", "closed", "end")


def _on(hit: Hit, verb: str, check: str, column: str) -> Statement | None:
    """Return that an operation began or ended on a date.

    A mandate, the first troops and the last may lie in neighbouring years: a year more or less decides nothing.
    """
    if hit.group("decade"):
        return None
    row, date = hit.names.operations.loc[hit.operation], date_of(hit.match)
    near = abs(row[column].year - int(date[:4])) <= 1
    words = f"{row['acronym']} {verb} {in_words(date)}"
    return Statement(words, f"{check} {hit.operation} {date}", sure=not near)


@rule(
    f"{CLAUSE}{OPERATION}{ASIDE} (?:(?:is|remains|continues to be) (?:(?:still|currently) )?(?P<not>no longer )?"
    "(?:under way|underway|ongoing|active|in operation|operating|deployed|at work)"
    r"|continues(?: to operate| its work)?)\b"
)
def under_way(hit: Hit) -> Statement:
    """Return that an operation is under way, or no longer."""
    words = ["is", hit.denial, "under way"] if hit.denial else ["is under way"]
    acronym = hit.names.operations["acronym"][hit.operation]
    return Statement(" ".join([acronym, *words]), f"under_way {hit.operation}", hit.denial)


@rule(
    rf"\b[Ff]irst (?:{OPEN}a\d+{SHUT} )?peacekeeping (?:mission|operation)(?: was| were)? ?"
    "(?:(?:established|created|launched|deployed|authori[sz]ed|set up|began|started|took place) )?"
    f"(?:in|dates from) (?:the )?{DATE}{_NO_SPAN}",
    rf"{OPEN}a\d+{SHUT} has (?:conducted|run|deployed|carried out|mounted|led|been conducting|been running) "
    f"peacekeeping (?:missions|operations) since {DATE}{_NO_SPAN}",
)
def first_operation(hit: Hit) -> Statement | None:
    """Return that UN peacekeeping began in a year or decade."""
    if hit.sentence.ids("a") != {"un"}:
        return None
    year, decade = date_of(hit.match)[:4], hit.group("decade")
    last = int(year) + 9 if decade else year
    words = f"The first UN peacekeeping operation was in {year}{decade}"
    return Statement(words, f"first operations un_peacekeeping=true {year} {last}")


@rule(
    rf"(?:\b(?i:{OR_MORE}) )?\b(?P<people>\d{{1,3}}(?:,\d{{3}})+|\d{{4,6}}) (?:{OPEN}a\d+{SHUT} )?"
    r"(?:uniformed |military )?(?:peacekeepers|blue helmets|troops|soldiers|personnel|military personnel)\b"
)
def personnel(hit: Hit) -> Statement | None:
    """Return that so many people serve in UN peacekeeping as a whole, now."""
    text, number = hit.sentence.text, int(hit.match["people"].replace(",", ""))
    whole = re.search(r"\b(?:[Pp]eacekeep\w+|blue helmets|active missions)\b", text)
    others = {thing.id for thing in hit.sentence.things} - {"un"}
    if not whole or others or number < 1000 or _OTHERS.search(MORE_THAN.sub("", text)):
        return None
    return Statement(f"About {number:,} serve in UN peacekeeping", f"personnel {number}")
