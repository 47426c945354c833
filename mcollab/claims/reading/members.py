"""Who belongs to an arrangement, who joined it and who left."""

from __future__ import annotations

import re

from mcollab.claims.reading.names import OPEN
from mcollab.claims.reading.rules import Hit, Statement, rule
from mcollab.claims.reading.words import (
    ADVERB,
    ARRANGEMENT,
    ASIDE,
    CLAUSE,
    COUNTRIES,
    COUNTRY,
    NOUN,
    ON,
    date_of,
    in_words,
)

_SUBJECT = "(?:^|[,;:] ?(?:and |but |while |whereas )?)"
_BUT = re.compile(",? (?:but|only|since|until) ")
"""What changes the whole, after its first half: "a member, but joined in 1999"."""
_AS = r"(?P<free_as> as (?!an? (?:partner|observer|associate))[^,.;]{1,40})?"
_NO_OTHER = rf"(?!'s? |-| [A-Z]|(?:,|,? and|,? or) (?:of )?(?:the )?{OPEN}a)"
"""Where the name ends of what one is a member of: "NATO's Partnership for Peace" and "NATO and the EU" are others."""
_AS_PARTNER = "(?! as an? (?:observer|partner|associate))"


@rule(
    f"{_SUBJECT}(?:Both |[Tt]oday,? |Currently,? )?{COUNTRIES},? (?:is|are|remains?|(?P<past>was|were))"
    "(?: (?:also|both|all|still|now|currently|already|today))?(?P<not> not(?: yet)?| no longer| never)? "
    "(?:an? |the )?(?:(?:full|current|active) )?(?:members?|member states?|member countr(?:y|ies)) of (?:the )?"
    f"{ARRANGEMENT}{_NO_OTHER}",
    f"{CLAUSE}{ARRANGEMENT}(?:'s|s')? (?:members|member states|member countries) (?:currently )?include {COUNTRIES}",
    rf"{CLAUSE}{ARRANGEMENT} includes {COUNTRIES}(?: among (?:its|the) members)?(?='?[,.;]|$| among| and other)",
)
def includes(hit: Hit) -> Statement | None:
    """Return that some countries are, or are not, members of an arrangement."""
    several = len(hit.countries) > 1
    if hit.arrangement not in hit.names.listed or _BUT.match(hit.sentence.text, hit.match.end()):
        return None
    if hit.denial and (hit.over or several or hit.denial not in ("not", "no longer")):
        return None
    if hit.group("past") and not hit.over:
        return None
    past = hit.over and not hit.past
    verb = ("were" if several else "was") if past else "are" if several else "is"
    words = [
        hit.who,
        verb,
        *([hit.denial] if hit.denial else []),
        "members" if several else "a member",
        "of",
        hit.label,
    ]
    return Statement(
        " ".join(words),
        f"includes {hit.arrangement} {' '.join(hit.countries)}",
        hit.denial,
        sure=not (past and _successors(hit)),
        past=hit.past,
    )


@rule(
    f"{CLAUSE}{ARRANGEMENT}{NOUN}{ASIDE},? (?:(?:which|that|now|currently) )?"
    "(?:is made up of|made up of|is composed of|composed of|consists of|consisting of|comprises|comprising|groups"
    r"|is a (?P<free_kind>(?:\w+ ){0,3})(?:pact|partnership|agreement|grouping|dialogue) (?:of|between|among)) "
    rf"{COUNTRIES}(?=\.?$|[;.)]|, (?:was|is|has)\b)"
)
def members_are(hit: Hit) -> Statement | None:
    """Return that the members of an arrangement are some countries and no others."""
    if hit.arrangement not in hit.names.listed or len(hit.countries) < 2:
        return None
    line = f"members_are {hit.arrangement} {' '.join(hit.countries)}"
    return Statement(f"The members of {hit.label} are {hit.who}", line, past=hit.past)


@rule(
    "(?:^|[,;:] ?(?:and |but |while |whereas )?|[Ww]hen |[Aa]fter |[Ss]ince )(?:Both )?"
    f"{COUNTRIES},? (?:has |have |had )?{ADVERB}(?:joined|acceded to|entered"
    r"|became (?:an? |the )?(?:\d+(?:st|nd|rd|th) |full |new |newest |latest )?members? of|(?:was|were) admitted to) "
    rf"(?:the )?{ARRANGEMENT}{_AS},? {ON}{_AS_PARTNER}",
    rf"(?P<list>{COUNTRY})'s? (?:accession to|admission to|entry into) (?:the )?{ARRANGEMENT} {ON}",
)
def joined(hit: Hit) -> Statement | None:
    """Return that some countries joined an arrangement on a date."""
    return _moved(hit, "joined")


@rule(
    "(?:^|[,;:] ?(?:and |but |while |whereas )?|[Ww]hen |[Aa]fter )(?:Both )?"
    f"{COUNTRIES},? (?:has |have |had )?{ADVERB}(?:left|quit|withdrew from|exited|pulled out of) "
    f"(?:the )?{ARRANGEMENT},? {ON}"
)
def left(hit: Hit) -> Statement | None:
    """Return that some countries left an arrangement on a date."""
    return _moved(hit, "left")


def _moved(hit: Hit, verb: str) -> Statement | None:
    """Return that some countries joined or left on a date.

    A state that continues another has joined, as one may say, when the other did.
    """
    if hit.group("decade") or hit.arrangement not in hit.names.listed:
        return None
    date, codes = date_of(hit.match), hit.countries
    sure = not _successors(hit)
    words = f"{hit.who} {verb} {hit.label} {in_words(date)}"
    return Statement(words, f"{verb} {hit.arrangement} {date} {' '.join(codes)}", sure=sure)


def _successors(hit: Hit) -> set[str]:
    """Return which of the countries continue another, and may be named in its place."""
    return set(hit.countries) & set(hit.names.countries["successor"].dropna())
