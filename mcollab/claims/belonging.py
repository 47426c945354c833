"""Who belonged to what, as the checks ask for it: sets of countries on a day, and over time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from mcollab.claims.registry import UNDECIDED, Finding
from mcollab.claims.rows import fresh_since, row, span
from mcollab.datapackage import load
from mcollab.errors import McollabError, nearest
from mcollab.membership import MEMBERS, holds, spells
from mcollab.membership.extent import complete, seen_until
from mcollab.membership.selection import latest_day

if TYPE_CHECKING:
    from collections.abc import Iterable


_ALIKE = 6
"""Letters in which the names of states of one country begin alike: Slovakia and the Slovak Republic."""


def codes(countries: Iterable[str]) -> set[str]:
    """Return alpha-3 codes as a set.

    Raises
    ------
    McollabError
        If one is not the code of a country of the tables.
    """
    known, wanted = set(load("countries")["iso3"]), set(countries)
    if unknown := sorted(wanted - known):
        raise McollabError(f"No country {unknown[0]!r}: expected an alpha-3 code{nearest(unknown[0], known)}")
    return wanted


def names(countries: Iterable[str]) -> str:
    """Return names of countries in alphabetical order, apart by commas.

    Examples
    --------
    >>> names(["POL", "FRA"])
    'France, Poland'
    """
    known = load("countries").set_index("iso3")["name"]
    return ", ".join(sorted(known[code] for code in countries))


def namesakes(country: str, among: Iterable[str]) -> set[str]:
    """Return which states of the past, among some, bore a name like a country's, and may be meant by it.

    Examples
    --------
    >>> namesakes("SVK", ["HUN", "XSK"]), namesakes("AUS", ["XAH"])
    ({'XSK'}, set())
    """
    known = load("countries").set_index("iso3")
    past = known.loc[[code for code in among if code != country and known["kind"][code] == "ended"], "name"]
    name = known["name"][country]
    if " " in name:  # "United Kingdom" begins as "United Arab Republic" does
        return set()
    return {str(code) for code, other in past.items() if re.search(rf"\b{name[:_ALIKE]}", other)}


def regular(arrangement: str) -> tuple[str, ...]:
    """Return the statuses of who belongs to an arrangement: a body that has no members has partners instead.

    Examples
    --------
    >>> regular("nato"), regular("pfp")
    (('member', 'suspended', 'frozen'), ('partner', 'suspended', 'frozen'))
    """
    rows = load("memberships")
    held = set(rows[rows["arrangement"] == arrangement]["status"])
    return ("partner", *MEMBERS[1:]) if "partner" in held and "member" not in held else MEMBERS


def members(arrangement: str, day: pd.Timestamp | None = None, statuses: Iterable[str] | None = None) -> set[str]:
    """Return who belongs to an arrangement on a day (today), in one of some statuses: perhaps nobody."""
    rows, statuses = spells(arrangement), regular(arrangement) if statuses is None else statuses
    return set(_held(rows[rows["status"].isin(set(statuses))], latest_day() if day is None else day)["country"])


def history(arrangement: str, statuses: Iterable[str] | None = None) -> dict[pd.Timestamp, set[str]]:
    """Return the members of an arrangement from each day on which they changed, while it had any."""
    return _changes(spells(arrangement, regular(arrangement) if statuses is None else statuses))


def _changes(rows: pd.DataFrame) -> dict[pd.Timestamp, set[str]]:
    days = sorted(day for day in {*rows["joined"], *rows["left"].dropna()} if day <= latest_day())
    then = {day: set(rows["country"][holds(rows["joined"], rows["left"], day)]) for day in days}
    return {day: group for day, group in then.items() if group}


def last(arrangement: str) -> tuple[pd.Timestamp, set[str]]:
    """Return the members of an arrangement today, or those whom it had when it ended, and the day of which that is.

    Examples
    --------
    >>> day, group = last("seato")
    >>> day.year, sorted(group)
    (1973, ['AUS', 'FRA', 'GBR', 'NZL', 'PHL', 'THA', 'USA'])
    """
    if group := members(arrangement):
        return latest_day(), group
    rows = spells(arrangement)
    return max(_changes(rows[rows["status"].isin(regular(arrangement))]).items(), default=(latest_day(), set()))


def counts(arrangement: str, statuses: Iterable[str] | None = None) -> pd.Series:
    """Return how many members an arrangement had from each day on which they changed."""
    then = history(arrangement, statuses)
    return pd.Series([len(group) for group in then.values()], index=pd.DatetimeIndex(then))


def reckonings(arrangement: str) -> list[pd.Series]:
    """Return how many belonged from each day of a change, by each way of counting that is in use.

    Some count the suspended and the frozen, associates and observers or leave them out, and founders from their
    signature.

    Examples
    --------
    >>> sorted({int(numbers.iloc[-1]) for numbers in reckonings("cis")})
    [9, 10, 11]
    """
    rows, own = spells(arrangement), row("arrangements", arrangement)
    first = rows["founder"].fillna(value=False).astype(bool) & rows["joined"].eq(
        rows.groupby("country")["joined"].transform("min")
    )
    signed = rows.assign(joined=rows["joined"].mask(first & (rows["joined"] > own["signed"]), own["signed"]))
    whole = regular(arrangement)
    ways = (whole[:1], whole, (*whole, "associate"), (*whole, "associate", "observer"))
    then = [_changes(every[every["status"].isin(set(way))]) for every in (rows, signed) for way in ways]
    return [pd.Series([len(group) for group in one.values()], index=pd.DatetimeIndex(one)) for one in then]


def alliances(day: pd.Timestamp) -> dict[str, set[str]]:
    """Return the members of every alliance on a day."""
    rows = load("memberships")
    rows = _held(rows[rows["status"].isin(MEMBERS)], day)
    kinds = load("arrangements").set_index("id")["kind"]
    return {str(id): set(group) for id, group in rows.groupby("arrangement")["country"] if kinds[id] == "alliance"}


def family(arrangement: str) -> set[str]:
    """Return the ids of an arrangement and of all its parts, directly or through others between.

    Examples
    --------
    >>> "asf" in family("au"), "au" in family("asf")
    (True, False)
    """
    rows, found = load("arrangements"), {str(row("arrangements", arrangement)["id"])}
    while more := set(rows[rows["parent"].isin(found)]["id"]) - found:
        found |= more
    return found


def _held(rows: pd.DataFrame, day: pd.Timestamp) -> pd.DataFrame:
    """Return the spells that hold on a day: on the day of joining, no longer on the day of leaving."""
    return rows[holds(rows["joined"], rows["left"], day)]


class Known(NamedTuple):
    """What a list of members can decide: nothing of the whole unless it is complete, nothing of a day after `until`."""

    name: str
    number: int
    complete: bool
    until: pd.Timestamp
    """The day on which it was last seen; missing where its members cannot have changed since."""

    @property
    def lacks(self) -> str:
        """What we know, where members are missing."""
        return f"Our list has {self.number} members of {self.name} and is not complete."

    @property
    def old(self) -> str:
        """What we know, where it is asked of a later day."""
        return f"Our list has {self.number} members of {self.name}; it was last seen on {self.until:%F}."


def known(arrangement: str) -> Known:
    """Return how far the list of members of an arrangement goes.

    Whoever all have left cannot change any more, nor can the two parties of a treaty.

    Examples
    --------
    >>> known("pif").complete, known("warsaw-pact").complete
    (False, True)
    """
    own, rows = row("arrangements", arrangement), spells(arrangement, regular(arrangement))
    until = pd.NaT if own["model"] == "bilateral" else seen_until(rows)[own["id"]]
    lasting = rows[rows["left"].isna()]
    number = (lasting if len(lasting) else rows)["country"].nunique()
    return Known(own["short_name"], number, own["id"] in complete(), until)


def unless_meant(found: Finding, arrangement: str, countries: Iterable[str]) -> Finding:
    """Return a finding, or that nothing is decided where a name may be that of a state of the past, which was in it.

    Examples
    --------
    >>> unless_meant(Finding("wrong", "No.", ""), "tripartite-pact-1940", ["SVK"]).found
    'No. Our list has another state of such a name: Slovak Republic (1939–1945).'
    """
    ever = set(spells(arrangement, regular(arrangement))["country"])
    meant = {other for country in set(countries) - ever for other in namesakes(country, ever)}
    if found.verdict == "supported" or not meant:
        return found
    return found._replace(
        verdict=UNDECIDED, found=f"{found.found} Our list has another state of such a name: {names(meant)}."
    )


def as_far_as(what: Known, found: Finding, *, whole: bool, date: str | None = None) -> Finding:
    """Return a finding, or that nothing is decided where the list does not go so far.

    Parameters
    ----------
    what
        How far the list goes.
    found
        What the list says.
    whole
        Whether the finding rests on all members: on how many they are, or that nobody else is one.
    date
        The year, month or day of which it is; by default the present.
    """
    first, last = span(date) if date else (fresh_since("memberships"),) * 2
    if whole and not what.complete:
        return found._replace(verdict=UNDECIDED, found=what.lacks)
    if (whole and date and first > what.until) or (last > what.until and found.verdict != "supported"):
        return found._replace(verdict=UNDECIDED, found=what.old)
    return found
