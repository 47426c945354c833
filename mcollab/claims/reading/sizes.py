"""How many members an arrangement has."""

from __future__ import annotations

import re

from mcollab.claims.reading.names import OPEN
from mcollab.claims.reading.rules import Hit, Statement, rule
from mcollab.claims.reading.words import ARRANGEMENT, ASIDE, CLAUSE, NOUN, NUMBER, number_of

_PERIOD = r"(?:^|[,;] ?)(?:In|in|By the end of|As of|as of) (?P<in>[12]\d{3}), ?"
_STATES = "(?:member states|member countries|member nations|members)"
_MEMBERS = (
    "(?:participating states|member states|member countries|member nations|members|states|countries|nations|allies)"
)
_HAS = (
    "(?:(?P<past>had|comprised|counted|consisted of|numbered)|has|comprises|counts|numbers|consists of|includes"
    "|is made up of|is composed of|unites|brings together|groups"
    "|(?P<no_verb>comprising|consisting of|made up of|composed of|with))"
)
_END = (
    r"(?! (?:in|from|of|on|who|that|which|outside|bordering|along|near|with|to|have left|had left|left|joined"
    rf"|participat\w+|contribut\w+|or|at|as)\b)(?!-|,? ?(?:the )?{OPEN}c)"
    "(?!,? (?:and |including )?(?:associates?|observers?|(?:dialogue )?partners?|candidates?)\\b)"
)
"""Where a number of members ends: "two members in the Baltic" is not the number of all, nor "ten members and partners"
that of the members."""
_PAST = re.compile(
    r"\b(?:\w{2,}(?<!ne)ed|was|were|had|did|met|sent|took|gave|made|held|began|came|became|went|left|fought|chose)\b"
)
_CHANGE = re.compile(r"\b(?:[Ff]ounding|[Oo]riginal|grew|grown|expanded|rose|enlarged|from \w+ to)\b")


@rule(
    f"(?:{_PERIOD})?{CLAUSE.replace('(?:^|', '(?:^|(?<=, )|', 1)}{ARRANGEMENT}{NOUN}{ASIDE},? "
    f"(?:(?:which|that|now|currently|today|presently) )?{_HAS} "
    f"(?:(?:a total of|now|currently|today|only|just|exactly|its|grown to) )?{NUMBER} {_MEMBERS}"
    rf"\b(?: (?:in|as of|by) (?P<then>[12]\d{{3}})\b)?{_END}",
    "(?:^|[,;] )"
    "(?P<no_verb>[Cc]omprising|[Cc]onsisting of|[Ww]ith|[Cc]ounting|[Uu]niting|[Mm]ade up of|[Cc]omposed of) "
    f"(?:(?:now|currently|only|its) )?{NUMBER} {_MEMBERS}, (?:the )?{ARRANGEMENT}",
    rf"\b{NUMBER}-(?P<no_verb>member|nation|country|state) (?P<free_kind>\w+ )?{ARRANGEMENT}",
    rf"{ARRANGEMENT}(?:'s|s') (?:current |present )?{NUMBER} (?:current )?"
    rf"(?P<no_verb>member states|member countries|member nations|members|allies)\b{_END}",
    rf"\b(?P<no_verb>[Tt]he|[Aa]ll) (?:current )?{NUMBER} (?:current )?{_STATES} of (?:the )?{ARRANGEMENT}"
    r"(?! (?:that|who|which|in|from|with|bordering)\b)",
    rf"\b[Tt]here are (?:now |currently )?{NUMBER} (?:member states|member countries|members|countries|states) in "
    f"(?:the )?{ARRANGEMENT}(?=[.,;]|$| today| now)",
    f"(?:^|[,;:] ?)(?:[Tt]oday,? |[Cc]urrently,? )?{NUMBER} (?:countries|states|nations) are (?:now |currently )?"
    f"members of (?:the )?{ARRANGEMENT}",
)
def count(hit: Hit) -> Statement | None:
    """Return that an arrangement has, or had, so many members."""
    number, year = number_of(hit.match["number"]), hit.group("in") or hit.group("then")
    if number < 2 or hit.arrangement not in hit.names.listed or _CHANGE.search(hit.sentence.text):
        return None
    if hit.group("past") and not (year or hit.over):
        return None
    words = f"{hit.label} {'had' if year or hit.over else 'has'} {number} members"
    if year:
        return Statement(f"{words} in {year}", f"count {hit.arrangement} {number} {year}")
    # "The 28 members of NATO sent troops": as many as there were then.
    then = hit.group("no_verb") and _PAST.search(hit.sentence.text.replace(hit.match.group(), ""))
    return Statement(words, f"count {hit.arrangement} {number}", past=hit.past, sure=not then)


@rule(rf"\bits (?:current |now |present )?{NUMBER} (?:current )?{_STATES}\b{_END}")
def count_its(hit: Hit) -> Statement | None:
    """Return that the one thing that a sentence has named before, an arrangement, has so many members."""
    alone = len(hit.sentence.ids("a")) == 1 and not hit.sentence.ids("o")
    return count(hit) if alone and hit.sentence.text.index(OPEN) < hit.match.start() else None
