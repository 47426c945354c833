"""Wrong facts: small changes to the tables, of the kinds that slip into them, each of which an invariant should notice.

What stands in one cell only, with no neighbour and no other statement of it, cannot be noticed and is not tried: the
period of a study, the day on which a partner joined a programme, the last digits of a figure.

``python tests/data/wrong_facts.py`` puts twenty of each kind into the tables, one at a time, and counts those noticed.
"""

import random
import sys
from collections.abc import Callable, Iterator
from typing import NamedTuple

import pandas as pd
from invariants import complaints, notices, tables
from invariants.core import BIB, Tables

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


def beside(value, column, chance):
    """What the row beside it has in its place."""
    cells = column.dropna().tolist()
    place = cells.index(value)
    return next((one for one in cells[place + 1 :] + cells[:place] if one != value), None)


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


COUNTED = "arrangement in ['un', 'nato', 'eu', 'osce', 'au', 'oas', 'asean']"
KINDS = [
    Kind("aliases", "kind", other, "kind == 'abbreviation'"),
    Kind("aliases", "country", gone, "country.notna()"),
    Kind("arrangements", "signed", years),
    Kind("arrangements", "signed", years, "id.str.contains('-[0-9]{4}$')"),
    Kind("arrangements", "in_force", years),
    Kind("arrangements", "ended", years),
    Kind("arrangements", "model", other),
    Kind("arrangements", "region", other),
    Kind("arrangements", "seat_country", other),
    Kind("arrangements", "obligation", other, "kind == 'alliance'"),
    Kind("arrangements", "obligation", other, "description.str.contains('attack on all|against all|on the others')"),
    Kind("arrangements", "kind", other, "kind == 'alliance' and model == 'bilateral'"),
    Kind("battlegroups", "host", other),
    Kind(BIB, "year", years, "type != 'misc'"),
    Kind(BIB, "year", years, "type == 'misc'"),
    Kind(BIB, "doi", beside),
    Kind(BIB, "url", digits, "key.str.startswith('un-sres')"),
    Kind(BIB, "url", other),
    Kind(BIB, "url", site, "howpublished.notna()"),
    Kind(BIB, "urldate", years),
    Kind("burden_1964", "gnp", tenfold),
    Kind("burden_1964", "country", other),
    Kind("case_features", "feature", other),
    Kind("case_features", "value", missing),
    Kind("case_features", "value", undecided, "feature == 'aim_reached' and case in ['isaf', 'minusma']"),
    Kind("cases", "began", years, "arrangement.notna() or operation.notna()"),
    Kind("claims", "article", other),
    Kind("claims", "claim", missing),
    Kind("clauses", "arrangement", other),
    Kind("clauses", "obligation", other),
    Kind("consent_withdrawals", "country", other),
    Kind("consent_withdrawals", "date", years),
    Kind("contributions", "country", other),
    Kind("contributions", "date", years),
    Kind("contributions", "personnel", digits, "scope == 'un_total' and date.dt.year == 2014"),
    Kind("contributions", "personnel", tenfold, "scope == 'un_total' and personnel > 200"),
    Kind("countries", "iso3", beside),
    Kind("countries", "numeric", digits),
    Kind("countries", "region", other),
    Kind("countries", "subregion", other),
    Kind("countries", "short_name", beside),
    Kind("countries", "short_name", typo, "kind != 'ended'"),
    Kind("countries", "longitude", degrees),
    Kind("countries", "latitude", degrees),
    Kind("countries", "kind", other),
    Kind("countries", "began", years, "began.dt.year > 1945"),
    Kind("eras", "first_year", years),
    Kind("eras", "last_year", years),
    Kind("exercise_editions", "year", years),
    Kind("exercise_editions", "participants", tenfold),
    Kind("fatalities", "deaths", digits, "deaths > 9"),
    Kind("fatalities", "kind", other),
    Kind("findings", "estimate", tenfold),
    Kind("gdp", "gdp", tenfold),
    Kind("gdp", "gdp", leading, "year >= 2014"),
    Kind("gdp", "year", years),
    Kind("gdp", "country", other),
    Kind("land_borders", "neighbour", other),
    Kind("memberships", "joined", years),
    Kind("memberships", "joined", years, COUNTED),
    Kind("memberships", "country", missing, COUNTED),
    Kind("memberships", "country", missing, "arrangement == 'nato'"),
    Kind("memberships", "left", years),
    Kind("memberships", "left", years, "note.str.match('Denounced|Notice of withdrawal 1').fillna(False)"),
    Kind("memberships", "left", gone, "note.str.match('Left with|Became an ally|End:').fillna(False)"),
    Kind("memberships", "confirmed", opposite, "arrangement in ['gcc-jda', 'gcc-umc']"),
    Kind("memberships", "joined_precision", other, "joined_precision == 'day' and founder"),
    Kind("memberships", "country", other),
    Kind("memberships", "arrangement", other),
    Kind("memberships", "status", other, "status == 'member'"),
    Kind("milestones", "arrangement", other, "kind == 'treaty'"),
    Kind("milestones", "date_precision", other, "date_precision == 'day' and not date.str.endswith('-01')"),
    Kind("memberships", "founder", opposite, "status == 'member'"),
    Kind("mentions", "row", other),
    Kind("milestones", "date", years),
    Kind("milestones", "date", years, "kind in ['accession', 'exit'] and arrangement.notna()"),
    Kind("milestones", "era", other),
    Kind("military_exercises", "first_year", years),
    Kind("military_exercises", "last_year", years),
    Kind("military_exercises", "last_year", years, "note.str.contains('are not recorded').fillna(False)"),
    Kind("military_exercises", "confirmed", opposite, "note.str.contains('No source was found').fillna(False)"),
    Kind("military_exercises", "largest_year", years),
    Kind("military_exercises", "participants", tenfold),
    Kind("military_exercises", "hosts", other, "arrangement.notna() and hosts.str.len() == 3"),
    Kind("operations", "start", years),
    Kind("operations", "end", years, "un_peacekeeping"),
    Kind("operations", "lead", other),
    Kind("operations", "mandate", other, "mandate.str.startswith('S/RES/').fillna(False)"),
    Kind("operations", "country", other),
    Kind("operations", "as_of", later, "end.isna() and note.str.contains('mandate to [0-9]+ [^;]*$').fillna(False)"),
    Kind("operations", "end", gone, "note.str.contains(' ended it on ').fillna(False)"),
    Kind("operations", "longitude", degrees, "country.notna()"),
    Kind("operations", "latitude", degrees, "country.notna()"),
    Kind("operations", "un_peacekeeping", opposite),
    Kind("operations", "peak", years),
    Kind("operations", "peak_strength", tenfold, "un_peacekeeping and peak.notna()"),
    Kind("operations", "start", missing, "un_peacekeeping"),
    Kind("operations", "deaths", digits, "deaths > 9"),
    Kind("organs", "votes", digits),
    Kind("peacekeeping_budget", "budget", leading, "year >= 2012"),
    Kind("peacekeeping_budget", "year", years),
    Kind("personnel", "personnel", tenfold),
    Kind("personnel", "personnel", leading, "year >= 1990"),
    Kind("personnel", "missions", other),
    Kind("personnel", "year", years),
    Kind("piracy", "kidnapped", tenfold),
    Kind("pledges", "date", years),
    Kind("programme_partners", "country", other),
    Kind("programme_partners", "left", gone, "note.str.match('Left|Withdrew|Terminated|Founder').fillna(False)"),
    Kind("programme_partners", "country", missing, "programme in ['nato-seasparrow', 'nato-awacs', 'nato-ags']"),
    Kind("programme_partners", "share", tenfold),
    Kind("programmes", "ended", gone),
    Kind("spending", "share_gdp", tenfold),
    Kind("spending", "share_gdp", leading),
    Kind("spending", "country", other),
    Kind("spending", "year", years),
    Kind("spending", "estimate", opposite),
    Kind("spending", "share_gdp", missing),
    Kind("state_numbers", "cow", tenfold),
    Kind("state_numbers", "gw", digits),
    Kind("state_numbers", "country", other),
    Kind("tiles", "column", tenfold),
    Kind("arrangements", "as_of", later),
    Kind("arrangements", "members_complete", opposite, "model == 'bilateral' and members_complete.notna()"),
    Kind("memberships", "as_of", later),
    Kind("operations", "as_of", later),
    Kind("evidence", "row", typo),
    Kind("evidence", "field", other),
    Kind("evidence", "seen", gone),
    Kind("evidence", "precision", gone),
    Kind("evidence", "as_of", later),
    Kind("evidence", "as_of", earlier, "field in ['joined', 'left', 'start', 'end'] and precision == 'day'"),
    Kind("evidence", "quotation", wordy),
    Kind("tiles", "country", missing),
    Kind("topics", "article", other),
    Kind("us_forces", "country", other),
    Kind("us_forces", "year", years),
    Kind("us_forces", "as_of", years),
    Kind("us_forces", "personnel", tenfold, "personnel > 2000"),
    Kind("us_forces", "personnel", leading, "personnel > 9999"),
    Kind("working_languages", "code", other),
    Kind("working_languages", "language", typo),
    Kind("working_languages", "code", missing),
]


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
    for kind in KINDS:
        made, missed = noticed(kind, times, known)
        of, seen = of + made, seen + made - len(missed)
        print(f"{made - len(missed):3d} of {made}  {kind}", *missed[:3], sep="\n             ")
    print(f"{seen} of {of} wrong facts of {len(KINDS)} kinds noticed ({seen / of:.0%})")
