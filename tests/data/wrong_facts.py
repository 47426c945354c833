"""Wrong facts: small changes to the tables, of the kinds that slip into them, each of which an invariant should notice.

What stands in one cell only, with no neighbour and no other statement of it, cannot be noticed and is not tried: the
language in which a body works, the day on which a partner joined a programme, the last digits of a figure.
``wrong_facts.csv`` names the kinds.

``python tests/data/wrong_facts.py`` puts twenty of each kind into the tables, one at a time, and counts those noticed.
"""

import csv
import inspect
import random
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pandas as pd
from invariants import complaints, notices, tables
from invariants.core import Tables

Change = Callable[[object, pd.Series, random.Random], object]


def years(value, column, chance):
    """A year or a date, off by one to ten years."""
    off = chance.choice([-1, 1]) * chance.randint(1, 10)
    if isinstance(value, pd.Timestamp):
        return value + pd.DateOffset(years=off)
    text = str(value)
    if len(text) <= 4:
        return type(value)(int(text) + off)
    return f"{'-' if text[0] == '-' else ''}{abs(int(text[:-6]) + off):04d}{text[-6:]}"


def tenfold(value, column, chance):
    """A number with a nought too many."""
    return value * 10


def doubled(value, column, chance):
    """A number twice as large."""
    return value * 2


def doubled_throughout(value, column, chance):
    """A number twice as large, and so are the others of its country."""
    return value * 2


def half_more(value, column, chance):
    """A number half as large again."""
    return int(value * 1.5)


def mirrored(value, column, chance):
    """A coordinate on the other side of the equator, where that is far away."""
    return -value if abs(value) > 4 else None


def backwards(value, column, chance):
    """Pages of which the last come first."""
    return "--".join(reversed(value.split("--")))


def lead(value, column, chance):
    """Who leads, in place of a partner."""
    return "lead" if value != "lead" else None


def digits(value, column, chance):
    """A number two digits of which changed places."""
    text = str(value)
    places = [i for i in range(len(text) - 1) if text[i : i + 2].isdigit() and text[i] != text[i + 1]]
    if not places:
        return None
    i = chance.choice(places)
    return type(value)(text[:i] + text[i + 1] + text[i] + text[i + 2 :])


def leading(value, column, chance):
    """A number the first two digits of which changed places, where they differ by a fifth of it or more."""
    text = str(value)
    after = (
        type(value)(text[1] + text[0] + text[2:])
        if text[:2].isdigit()
        else type(value)(text[2] + "." + text[0] + text[3:])
    )
    return after if not 0.8 < after / value < 1.25 else None


def other(value, column, chance):
    """What another row has in its place."""
    return chance.choice([one for one in column.dropna().unique() if one != value])


def site(value, column, chance):
    """The address of the whole site."""
    return "/".join(value.split("/")[:3]) if value.count("/") > 2 else None


def proxied(value, column, chance):
    """An address by way of a machine that has no name."""
    return f"http://40.74.122.252/{value}"


def elsewhere(value, column, chance):
    """A place at the end of the world."""
    return "the Antarctic"


def foreign(value, column, chance):
    """A state that leads nothing."""
    return "Bhutan"


def beside(value, column, chance):
    """What the row beside it has in its place."""
    cells = column.dropna().tolist()
    place = cells.index(value)
    return next((one for one in cells[place + 1 :] + cells[:place] if one != value), None)


def overturned(value, column, chance):
    """The verdict of those who hold the contrary."""
    return {"supports": "against", "against": "supports"}.get(value)


def opposite(value, column, chance):
    """True for false."""
    return not value


def degrees(value, column, chance):
    """A coordinate, off by ten to forty degrees."""
    return value + chance.choice([-1, 1]) * chance.uniform(10, 40)


def undecided(value, column, chance):
    """Open what was decided."""
    return "open"


def typo(value, column, chance):
    """A word with a letter less."""
    i = chance.randrange(len(value))
    return value[:i] + value[i + 1 :]


def later(value, column, chance):
    """A day a century later or more."""
    return value + pd.DateOffset(years=chance.randint(100, 200))


def earlier(value, column, chance):
    """A day three centuries earlier."""
    return value - pd.DateOffset(years=300)


def dated(value, column, chance):
    """A place in a work that tells a year of the work too."""
    return f"{value}, from 1955"


def wordy(value, column, chance):
    """A text three dozen times over."""
    return " ".join([value] * 36)


def missing(value, column, chance):
    """No row where there was one."""


def gone(value, column, chance):
    """Nothing where there was something."""
    return pd.NaT if isinstance(value, pd.Timestamp) else None


class Kind(NamedTuple):
    """A kind of wrong fact: which cell, what happens to it, in which rows."""

    table: str
    column: str
    change: Change
    where: str = ""

    def __str__(self) -> str:
        return f"{self.table}.{self.column} {self.change.__name__}{' if ' + self.where if self.where else ''}"


CHANGES: dict[str, Change] = {name: found for name, found in list(globals().items()) if inspect.isfunction(found)}


@cache
def kinds() -> list[Kind]:
    """Return the kinds of wrong facts that ``wrong_facts.csv`` names."""
    with Path(__file__).with_suffix(".csv").open(encoding="utf-8", newline="") as file:
        return [Kind(row["table"], row["column"], CHANGES[row["change"]], row["where"]) for row in csv.DictReader(file)]


def wrong(frames: Tables, kind: Kind, chance: random.Random) -> tuple[Tables, str] | None:
    """Return the tables with one wrong fact of a kind in them, and what it is; none where it cannot be made."""
    frame = frames[kind.table]
    rows = frame.query(kind.where, engine="python") if kind.where else frame
    rows = rows[rows[kind.column].notna()]
    index = chance.choice(list(rows.index))
    before = frame.at[index, kind.column]
    after = kind.change(before, frame[kind.column], chance)
    if kind.change is missing:
        return {**frames, kind.table: frame.drop(index=index)}, f"{kind.table} row {index} ({before}) missing"
    if after is None and kind.change is not gone:
        return None
    changed = frame.copy()
    if kind.change is doubled_throughout:
        changed[kind.column] *= (changed["country"] == changed.at[index, "country"]) + 1
        return {**frames, kind.table: changed}, f"{kind.table} {frame.at[index, 'country']}: {kind.column} doubled"
    if changed[kind.column].dtype.kind in "iu" and isinstance(after, float):
        changed[kind.column] = changed[kind.column].astype(float)
    changed.at[index, kind.column] = after
    return {**frames, kind.table: changed}, f"{kind.table} row {index}: {kind.column} {before} → {after}"


def several(kind: Kind, times: int) -> Iterator[tuple[Tables, str]]:
    """Yield the tables with one wrong fact of a kind in them, and what it is, some times, the same on each run."""
    chance, frames = random.Random(f"{kind}"), tables()
    made = 0
    while made < times:
        result = wrong(frames, kind, chance)
        if result:
            made += 1
            yield result


def noticed(kind: Kind, times: int, known: set) -> tuple[int, list[str]]:
    """Return how many wrong facts of a kind were made, and those that no invariant noticed."""
    return times, [says for changed, says in several(kind, times) if not notices(changed, kind.table, known)]


if __name__ == "__main__":
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    known, of, seen = set(complaints(tables())), 0, 0
    for kind in kinds():
        made, missed = noticed(kind, times, known)
        of, seen = of + made, seen + made - len(missed)
        print(f"{made - len(missed):3d} of {made}  {kind}", *missed[:3], sep="\n             ")
    print(f"{seen} of {of} wrong facts of {len(kinds())} kinds noticed ({seen / of:.0%})")
