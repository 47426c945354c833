"""What invariants have in common: their registry, the tables, and the evidence that a row's sources hold."""

import csv
import math
import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from mcollab.datapackage import load, package
from mcollab.references import surnames
from mcollab.sources import bibliography

Tables = dict[str, pd.DataFrame]
BIB = "bibliography"
FIELDS = ["title", "year", "url", "urldate", "doi", "howpublished", "note", "journal", "volume", "number", "pages"]
FIELDS += ["copy"]
MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November"]
MONTHS += ["December"]
_DAY = re.compile(rf"(?<!\d)(\d{{1,2}}) ({'|'.join(MONTHS)}) (\d{{4}})")
_YEAR = re.compile(r"(?<!\d)(1[0-9]{3}|20[0-2][0-9])(?!\d)")


class Complaint(NamedTuple):
    """What is wrong, found by which invariant, in which row."""

    invariant: str
    key: str
    says: str


Found = Iterator[tuple[str, str]]
"""The key of a row and what is wrong with it."""


class Invariant(NamedTuple):
    """A function from the tables to what is wrong, the tables that it reads, and those that it judges one by one."""

    find: Callable[..., Found]
    reads: frozenset[str]
    each: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    """Tables that it reads whichever it judges."""
    sound: bool = False
    """Whether the others rely on it: where it finds something wrong, they are not asked."""

    def of(self, tables: Tables, changed: str | None) -> Found:
        """Yield what is wrong, in all tables or where the change of one can matter."""
        if not self.each:
            yield from self.find(tables)
        for table in [changed] if changed in self.each and changed not in self.beside else self.each:
            yield from self.find(tables, table)


INVARIANTS: dict[str, Invariant] = {}


def invariant(*reads: str):
    """Register a function as an invariant that reads those tables."""

    def register(find):
        INVARIANTS[find.__name__] = Invariant(find, frozenset(reads))
        return find

    return register


def invariant_of_each(*tables: str, reads: tuple[str, ...] = (), sound: bool = False):
    """Register a function of the tables and the name of one as an invariant of each of those tables by itself."""

    def register(find):
        INVARIANTS[find.__name__] = Invariant(
            find, frozenset([*tables, *reads]), tuple(dict.fromkeys(tables)), reads, sound
        )
        return find

    return register


def complaints(tables: Tables, *, changed: str | None = None) -> Iterator[Complaint]:
    """Yield what the invariants find wrong, all of them or those that read the table `changed`."""
    broken = False
    for name, one in sorted(INVARIANTS.items(), key=lambda item: not item[1].sound):
        if (changed is None or changed in one.reads) and (one.sound or not broken):
            for key, says in one.of(tables, changed):
                broken |= one.sound
                yield Complaint(name, key, says)


def exceptions() -> list[dict[str, str]]:
    """Return the rows of ``exceptions.csv``: complaints about the tables as they are, each with a reason."""
    with (Path(__file__).parents[1] / "exceptions.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def notices(tables: Tables, changed: str, known: set[Complaint]) -> Complaint | None:
    """Return the first complaint about tables of which one was changed that is not among the known ones."""
    return next((one for one in complaints(tables, changed=changed) if one not in known), None)


@cache
def _tables() -> Tables:
    frames = {resource["name"]: load(resource["name"]) for resource in package()["resources"]}
    for frame in frames.values():
        frame.attrs = {}  # copied whole with every step of pandas
    entries = bibliography().entries
    frames[BIB] = pd.DataFrame(
        [
            {
                "key": key,
                "type": entry.type,
                "persons": len(entry.persons),
                "people": ";".join(surnames(entry)),
                **{name: entry.fields.get(name) for name in FIELDS},
            }
            for key, entry in entries.items()
        ]
    )
    return frames


def tables() -> Tables:
    """Return every table of the package by its name, and the bibliography as one more."""
    return dict(_tables())


class Evidence(NamedTuple):
    """The years and the days that the text of an entry of the bibliography holds."""

    years: frozenset[int]
    days: frozenset[tuple[int, int, int]]


_READ: dict[int, tuple[pd.DataFrame, dict[str, Evidence]]] = {}


def evidence(frames: Tables) -> dict[str, Evidence]:
    """Return for each key of the bibliography the years and days in its key, title and other fields."""
    frame = frames[BIB]
    if _READ.get(id(frame), (None,))[0] is not frame:
        _READ[id(frame)] = frame, {row.key: _evidence(row) for row in frame.itertuples()}
    return _READ[id(frame)][1]


def _evidence(row) -> Evidence:
    parts = (row.key, row.title, row.year, row.howpublished, row.note, row.url)
    text = " ".join(str(part) for part in parts if isinstance(part, str)).replace("{", "").replace("}", "")
    days = frozenset((int(year), MONTHS.index(month) + 1, int(day)) for day, month, year in _DAY.findall(text))
    return Evidence(frozenset(map(int, _YEAR.findall(text))), days)


def near_miss(frames: Tables, source: str, year: int) -> int | None:
    """Return a year that the sources name and that is near `year`, where none of them names `year` itself.

    Near is up to ten years before, since a source does not know what comes after it, and up to five after: what was
    written later than that tells of many years.
    """
    known = evidence(frames)
    years = {y for key in source.split(";") for y in known[key].years}
    near = sorted((abs(y - year), y) for y in years if -10 <= y - year <= 5)
    return near[0][1] if near and near[0][0] else None


def distance(lon: float, lat: float, lon2: float, lat2: float) -> float:
    """Return the length of the great circle between two points in kilometres."""
    a, b = math.radians(lat), math.radians(lat2)
    cosine = math.sin(a) * math.sin(b) + math.cos(a) * math.cos(b) * math.cos(math.radians(lon - lon2))
    return 6371 * math.acos(max(-1.0, min(1.0, cosine)))


def kinked(values: pd.Series, factor: float) -> Iterator[int]:
    """Yield the labels of values that stand out from both neighbours, or from one at an end, by more than a factor."""
    logs = [math.log(max(value, 1e-9)) for value in values]
    for i, label in enumerate(values.index):
        beside = [logs[j] for j in (i - 1, i + 1) if 0 <= j < len(logs)]
        above = all(logs[i] - one > math.log(factor) for one in beside)
        below = all(one - logs[i] > math.log(factor) for one in beside)
        if beside and (above or below):
            yield label


def year_of(date) -> int:
    """Return the year of a date, of one written as text (with a minus sign before the common era), or of a year."""
    if isinstance(date, str):
        return int(date[:-6])
    return date.year if hasattr(date, "year") else int(date)


DULL = {"of", "the", "and", "for", "in", "on", "to", "treaty", "agreement", "organization", "security"}
DULL |= {"united", "nations", "states", "operation", "mission", "force", "international", "nan", "none"}
DULL |= {"alliance", "pact"}


def folded(text: str) -> str:
    """Return a text in small letters without accents."""
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()


def akin(name: str, *texts) -> bool:
    """Return whether a name and texts begin a telling word alike, or one is made of initials."""
    known = [folded(text) for text in texts if isinstance(text, str)]
    if {word[:3] for word in _telling(folded(name))} & {word[:3] for text in known for word in _telling(text)}:
        return True
    initials = ["".join(word[0] for word in re.findall(r"[a-z0-9]+", text)) for text in known]
    return any(_within(part, letters) for part in re.findall(r"[a-z0-9]{2,6}", folded(name)) for letters in initials)


def _telling(text: str) -> set[str]:
    return set(re.findall(r"[a-z0-9]{2,}", text)) - DULL


def _within(part: str, letters: str) -> bool:
    left = iter(letters)
    return all(letter in left for letter in part)


def words(*texts) -> set[str]:
    """Return the words of names that tell them from others."""
    text = " ".join(str(one) for one in texts if isinstance(one, str))
    return set(re.findall(r"\w{2,}", text.casefold().replace("-", " "))) - DULL
