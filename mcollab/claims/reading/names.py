"""Names in a sentence: what the tables have names for, found word by word."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from mcollab.course import data_dir
from mcollab.datapackage import load
from mcollab.membership import MEMBERS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WORD = re.compile(r"[^\W_]+")
OPEN, SHUT = "\ue000", "\ue001"
"""What encloses a mark: private-use characters, which no cleaned text holds."""

_TABLES = ("arrangements", "operations", "countries", "memberships", "aliases", "foundings")


class Thing(NamedTuple):
    """What a name stands for: its kind (``a`` an arrangement, ``o`` an operation, ``c`` a country) and its id."""

    kind: str
    id: str


class _Name(NamedTuple):
    """A name as it is written and as a run of words, and what it stands for."""

    written: str
    words: tuple[str, ...]
    thing: Thing


class Marked(NamedTuple):
    """A sentence with a mark for each name, and what the marks stand for, in their order."""

    text: str
    things: list[Thing]

    def ids(self, kind: str) -> set[str]:
        """Return the ids of the things of a kind."""
        return {thing.id for thing in self.things if thing.kind == kind}


class Names:
    """The names of the tables; the time to find them does not depend on how many there are.

    Attributes
    ----------
    arrangements, operations, countries
        The tables, by id.
    listed
        Ids of the arrangements of which members are recorded.
    disputed
        Ids of those that have more than one founding date in use, or none that is known to the month.
    """

    def __init__(self) -> None:
        self.arrangements = load("arrangements").set_index("id")
        self.operations = load("operations").set_index("id")
        self.countries = load("countries").set_index("iso3")
        memberships = load("memberships")
        self.listed = set(memberships[memberships["status"].isin([*MEMBERS, "partner"])]["arrangement"])
        vague = (self.arrangements[["signed_precision", "in_force_precision"]] == "year").any(axis=1)
        self.disputed = set(load("foundings")["arrangement"]) | set(self.arrangements[vague].index)
        self._by_word = self._clear()

    def _clear(self) -> dict[str, list[_Name]]:
        """Return the names by their first word, the longest first; a name that two things bear decides nothing."""
        every = {name for name in self._every() if name.words}
        bearers: dict[tuple[str, ...], set[Thing]] = {}
        for name in every:
            bearers.setdefault(name.words, set()).add(name.thing)
        found: dict[str, list[_Name]] = {}
        for name in sorted(every, key=lambda name: (-len(name.words), name)):
            if len(bearers[name.words]) == 1:
                found.setdefault(name.words[0], []).append(name)
        return found

    def _every(self) -> Iterator[_Name]:
        """Yield every name of every thing, with and without what stands in brackets."""
        aliases = load("aliases")
        for kind, column, rows in (("a", "arrangement", self.arrangements), ("c", "country", self.countries)):
            for id, row in rows.iterrows():
                others = aliases[aliases[column] == id]["name"]
                for written in {row["short_name"], row["name"], re.sub(r"\s*\(.*\)$", "", row["name"]), *others}:
                    yield _Name(written, _words(written), Thing(kind, str(id)))
        for id, row in self.operations.iterrows():
            thing = Thing("o", str(id))
            if re.fullmatch(r"[A-Z]{4,}(?: I{1,3})?", row["acronym"]):  # three letters mean too many other things
                yield _Name(row["acronym"], _words(row["acronym"]), thing)
            if len(row["name"].split()) > 2:
                yield _Name(row["name"], _words(row["name"]), thing)

    def mark(self, sentence: str) -> Marked:
        """Return a sentence with a mark in the place of each name: kind and number between OPEN and SHUT."""
        tokens = list(WORD.finditer(sentence))
        out: list[str] = []
        things: list[Thing] = []
        at = i = 0
        while i < len(tokens):
            name = self._at(sentence, tokens, i)
            if name is None:
                i += 1
                continue
            out.append(f"{sentence[at : tokens[i].start()]}{OPEN}{name.thing.kind}{len(things)}{SHUT}")
            things.append(name.thing)
            i += len(name.words)
            at = tokens[i - 1].end()
        marked = "".join([*out, sentence[at:]])
        for i in range(1, len(things)):  # a name and its abbreviation beside it are one
            if things[i] == things[i - 1]:
                here, again = (rf"{OPEN}\w{j}{SHUT}" for j in (i - 1, i))
                marked = re.sub(rf"({here})(?: ?\({again}\)|, (?:or )?(?:the )?{again},)", r"\1", marked)
        return Marked(marked, things)

    def _at(self, sentence: str, tokens: list[re.Match[str]], i: int) -> _Name | None:
        """Return the name that begins with one of the words, if one does."""
        for name in self._by_word.get(spelling(tokens[i].group()), ()):
            run = tokens[i : i + len(name.words)]
            if tuple(spelling(token.group()) for token in run) != name.words:
                continue
            gaps = (sentence[a.end() : b.start()] for a, b in pairwise(run))
            if all(re.fullmatch(r"[-–—' /]{1,2}", gap) for gap in gaps) and _capital(name, run[0].group()):
                return name
        return None


def names() -> Names:
    """Return the names of the tables, read again when a table has changed."""
    folder = data_dir()
    return _names_of(tuple((folder / f"{table}.csv").stat().st_mtime_ns for table in _TABLES), folder)


@cache
def _names_of(_stamps: tuple[int, ...], _folder: Path) -> Names:
    return Names()


def spelling(word: str) -> str:
    """Return a word as it is compared: in small letters, and spelt the British way.

    Examples
    --------
    >>> [spelling(word) for word in ("Organizations", "DEFENSE", "Programs", "programme")]
    ['organisations', 'defence', 'programmes', 'programme']
    """
    word = word.casefold().replace("organization", "organisation").replace("defense", "defence")
    return re.sub(r"program(?!me)", "programme", word)


def _words(name: str) -> tuple[str, ...]:
    return tuple(spelling(word) for word in WORD.findall(name))


def _capital(name: _Name, first: str) -> bool:
    """Whether the first word of a name in a sentence has the capitals without which it is a word like others."""
    one = len(name.words) == 1
    if (one or name.thing.kind == "c") and not first[0].isupper():
        return False
    if one and len(first) <= 5 and name.thing.kind != "c":  # "Nato" may be a name, "Quad" is one as it stands
        return first == name.written or sum(char.isupper() or char.isdigit() for char in first) >= 2
    return True
