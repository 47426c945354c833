"""Rules: patterns in which something is said, and the statement that each makes of a sentence."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import pandas as pd

from mcollab.claims.reading.names import OPEN, WORD, Marked, Names
from mcollab.claims.reading.unread import unread

LONGEST = 1000
"""Characters of the longest sentence that is read; what is longer has no full stops and is hardly prose."""

_HEDGES = re.compile(
    r"\?|\b(?:[Ii]f|[Uu]nless|would|could|might|may|should|will|shall|[Nn]ot|[Nn]ever|[Nn]or|[Nn]either|[Nn]o longer"
    r"|cannot|\w+n't|[Ww]ithout|[Mm]yth|[Ff]alse\w*|[Uu]ntrue|[Ii]ncorrect\w*|[Mm]istaken\w*|[Ww]rong\w*|[Ff]iction\w*"
    r"|[Rr]ather than|[Ii]nstead of|[Hh]oped?|[Pp]lan\w*|[Pp]ropos\w+|[Ii]magin\w+|[Ss]uppos\w+|[Aa]lmost"
    r"|[Nn]early became|[Dd]en(?:y|ie[sd])|[Ww]as to be|[Ff]ailed|[Aa]ttempt\w*|[Hh]alf|[Ss]o-called|[Uu]nlike"
    r"|[Cc]ompared|[Tt]han)\b"
)
MORE_THAN = re.compile(r"\b(?:[Mm]ore|[Ff]ewer|[Ll]ess) than\b")
"""The one "than" that does not compare what is said with something else."""
_PRESENT = re.compile(r"\b(?:has|is|are|comprises|counts|numbers|consists|includes?|unites|groups|brings|remains?)\b")
_ENGLISH = {
    "the",
    "of",
    "and",
    "a",
    "an",
    "in",
    "to",
    "is",
    "are",
    "was",
    "were",
    "has",
    "have",
    "had",
    "its",
    "it",
    "by",
}
_ENGLISH |= {"for", "with", "that", "which", "on", "as", "at", "from", "this", "be", "been", "not"}


class Statement(NamedTuple):
    """A statement as words and as a check."""

    words: str
    line: str
    denial: str = ""
    """``not`` or ``no longer`` where the sentence says that it does not hold."""
    sure: bool = True
    """Whether the tables know enough to call it wrong, not only to call it right."""
    past: bool = False
    """Whether it is said in the present of something that has ended."""
    unread: str = ""
    """A day, a figure or a word elsewhere in the sentence that was not read and may change what it says."""


class Reading(NamedTuple):
    """The statements of a sentence, or why there are none."""

    statements: list[Statement]
    why: str = ""


@dataclass(frozen=True)
class Hit:
    """A place in a sentence that a pattern fits."""

    match: re.Match[str]
    sentence: Marked
    names: Names

    def group(self, name: str) -> str:
        """Return what a group of the pattern holds; empty if there is no such group, or it holds nothing."""
        return (self.match.groupdict().get(name) or "").strip()

    @property
    def denial(self) -> str:
        """The words that deny the statement, such as "not" or "no longer"; empty where nothing does."""
        return self.group("not")

    @cached_property
    def hedged(self) -> bool:
        """Whether the sentence doubts, denies or compares what it says, other than by its :attr:`denial`."""
        text, start, end = self.sentence.text, self.match.start(), self.match.end()
        within = text[start:end].replace(self.denial, "", 1)
        return _HEDGES.search(MORE_THAN.sub("", f"{text[:start]}{within}{text[end:]}")) is not None

    @cached_property
    def arrangement(self) -> str:
        """The id of the arrangement of which something is said: the one that the pattern marks, or the only one."""
        if mark := self.group("a"):
            return self.sentence.things[int(mark)].id
        (only,) = self.sentence.ids("a")
        return only

    @property
    def operation(self) -> str:
        """The id of the operation of which something is said."""
        return self.sentence.things[int(self.match["o"])].id

    @cached_property
    def countries(self) -> list[str]:
        """Codes of the countries in the list that the pattern holds."""
        marks = re.findall(rf"{OPEN}c(\d+)", self.match["list"])
        return list(dict.fromkeys(self.sentence.things[int(mark)].id for mark in marks))

    @property
    def who(self) -> str:
        """The names of :attr:`countries`."""
        return ", ".join(self.names.countries["name"][code] for code in self.countries)

    @property
    def label(self) -> str:
        """The short name of :attr:`arrangement`."""
        return str(self.names.arrangements["short_name"][self.arrangement])

    @property
    def over(self) -> bool:
        """Whether :attr:`arrangement` has ended."""
        return bool(pd.notna(self.names.arrangements["ended"][self.arrangement]))

    @property
    def past(self) -> bool:
        """Whether the sentence speaks in the present of an arrangement that has ended."""
        return self.over and _PRESENT.search(self.match.group()) is not None


Rule = Callable[[Hit], Statement | None]
RULES: list[tuple[re.Pattern[str], Rule]] = []
"""Every pattern and the rule that reads what it finds."""


def rule(*patterns: str) -> Callable[[Rule], Rule]:
    """Register a function as the rule that reads what some patterns find."""

    def register(function: Rule) -> Rule:
        RULES.extend((re.compile(pattern), function) for pattern in patterns)
        return function

    return register


def read(sentence: str, names: Names) -> Reading:
    """Return the statements of a sentence in the order in which they end, or why there are none."""
    if len(sentence) > LONGEST:
        return Reading([], f"The sentence is longer than {LONGEST} characters and is not read.")
    marked = names.mark(sentence)
    found: dict[Statement, list[re.Match[str]]] = {}
    every = []
    for pattern, function in RULES:
        for match in pattern.finditer(marked.text):
            hit = Hit(match, marked, names)
            if statement := function(hit):
                every.append(match)  # even where it is hedged: its day is said of it, and of nothing else
                if not hit.hedged:
                    found.setdefault(statement, []).append(match)
    if not found:
        return Reading([], _why(sentence, marked, names))
    ordered = sorted(found.items(), key=lambda item: item[1][0].end())
    return Reading([said._replace(unread=min(unread(match, every) for match in matches)) for said, matches in ordered])


def _why(sentence: str, marked: Marked, names: Names) -> str:
    """Return why a sentence says nothing that the tables decide."""
    known = {"a": names.arrangements["short_name"], "o": names.operations["acronym"]}
    if labels := [known[thing.kind][thing.id] for thing in dict.fromkeys(marked.things) if thing.kind in known]:
        named = ", ".join(labels[:5])
        return f"It names {named} but says nothing of a kind that the tables record, or not plainly enough."
    words = WORD.findall(sentence.casefold())
    if len(words) >= 8 and not _ENGLISH & set(words):
        return "It does not look like English; only English is read."
    return "It names no arrangement or operation of the tables."
