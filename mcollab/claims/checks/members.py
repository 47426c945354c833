"""Who belongs to an arrangement, how many they are and what else they share."""

from __future__ import annotations

import pandas as pd

from mcollab.claims.belonging import (
    alliances,
    as_far_as,
    codes,
    counts,
    history,
    known,
    last,
    members,
    names,
    reckonings,
    regular,
    unless_meant,
)
from mcollab.claims.registry import UNDECIDED, VERDICTS, Finding, register
from mcollab.claims.rows import UNCONFIRMED, finding, of_all, row, share
from mcollab.datapackage import load
from mcollab.errors import McollabError
from mcollab.membership import MEMBERS, spells

_OPEN = ("partnership", "coalition", "programme")
"""Kinds of arrangement in which others than states take part: the European Union in the ASEAN Regional Forum."""


@register
def count(arrangement: str, number: str, year: str | None = None) -> Finding:
    """Return whether it has so many members; with `year`, it had so many on some day of that year.

    Examples
    --------
    >>> count("nato", "31").found
    'NATO has 32 members; it had 31 last from 2023-04-04 until 2024-03-07.'
    >>> count("nato", "19", "1999").verdict
    'supported'
    """
    own, wanted = row("arrangements", arrangement), int(number)
    # Partners that are suspended are counted by some and not by others.
    ways = [counts(arrangement), *([counts(arrangement, ["partner"])] if regular(arrangement) != MEMBERS else [])]
    findings = [
        _count(own, numbers, wanted) if year is None else _count_in(own, numbers, wanted, year) for numbers in ways
    ]
    found = min(findings, key=lambda finding: VERDICTS.index(finding.verdict))
    if found.verdict != "supported" and (why := _may_be(own, ways[0], wanted, year)):
        return found._replace(verdict=UNDECIDED, found=f"{found.found} {why}")
    return as_far_as(known(arrangement), found, whole=True, date=year)


def _may_be(own: pd.Series, numbers: pd.Series, wanted: int, year: str | None) -> str:
    """Return why an arrangement may have, or have had, so many members all the same; else nothing."""
    if any(wanted in set(_then(own, other, year)) for other in reckonings(own["id"])):
        return "So many it has, or had, if signatories, associates, observers or the suspended are counted otherwise."
    at = numbers if year is None else numbers[numbers.index <= f"{year}-12-31"]
    if at.empty:
        return ""
    if wanted > at.iloc[-1] and own["kind"] in _OPEN and own["model"] in ("multilateral", "universal"):
        return "Others than states may take part in it, of whom the tables have none."
    if year == str(at.index[0].year) and wanted < at.iloc[-1]:
        return "In its first year it may have had fewer before all had ratified."
    return ""


def _count(own: pd.Series, numbers: pd.Series, wanted: int) -> Finding:
    """Return whether an arrangement has, or once had, so many members."""
    over, now, name = pd.notna(own["ended"]), numbers.iloc[-1], own["short_name"]
    found = f"{name} had at most {numbers.max()} members" if over else f"{name} has {now} members"
    right = numbers.index[numbers == wanted]
    if right.empty:
        return finding("wrong", f"{found}; it never had {wanted}.", own)
    if now == wanted:
        return finding("supported", f"{found}.", own)
    if over:
        return finding("supported", f"{found}; it had {wanted} from {right[0]:%F}.", own)
    until = numbers.index[numbers.index > right[-1]][0]
    return finding("outdated", f"{found}; it had {wanted} last from {right[-1]:%F} until {until:%F}.", own)


def _then(own: pd.Series, numbers: pd.Series, year: str | None) -> pd.Series:
    """Return how many members an arrangement had on the days of a year; else today, or ever if it is over."""
    if year is None:
        return numbers if pd.notna(own["ended"]) else numbers.tail(1)
    start, end = pd.Timestamp(int(year), 1, 1), pd.Timestamp(int(year), 12, 31)
    if own["ended"] <= start:
        return numbers.head(0)
    before = numbers[numbers.index <= start].tail(1)
    return pd.concat([before, numbers[(numbers.index > start) & (numbers.index <= end)]])


def _count_in(own: pd.Series, numbers: pd.Series, wanted: int, year: str) -> Finding:
    """Return whether an arrangement had so many members on some day of a year."""
    held = _then(own, numbers, year)
    if held.empty:
        return finding("wrong", f"{own['short_name']} had no members in {year}.", own)
    said = " and then ".join(str(value) for value in dict.fromkeys(held))
    verdict = "supported" if wanted in set(held) else "wrong"
    return finding(verdict, f"{own['short_name']} had {said} members in {year}.", own)


@register
def members_are(arrangement: str, *countries: str) -> Finding:
    """Return whether its members are these and no others; at least half of them in common is imprecise.

    Examples
    --------
    >>> members_are("aukus", "AUS", "GBR", "USA").verdict, members_are("aukus", "AUS", "GBR").verdict
    ('supported', 'imprecise')
    """
    own, wanted, groups = row("arrangements", arrangement), codes(countries), list(history(arrangement).values())
    now, over = groups[-1], pd.notna(own["ended"])
    if now == wanted or (over and wanted in groups):
        verdict = "supported"
    elif wanted in groups:
        verdict = "outdated"
    else:
        verdict = "imprecise" if 2 * len(now & wanted) >= len(now | wanted) else "wrong"
    held = "had at its end" if over else "has"
    found = finding(verdict, f"{own['short_name']} {held} {len(now)} members: {names(now)}.", own)
    return as_far_as(known(arrangement), found, whole=True)


@register
def includes(arrangement: str, *countries: str) -> Finding:
    """Return whether all of these are members of it at the same time; only some of them is imprecise.

    Examples
    --------
    >>> includes("nato", "FRA", "USA").found
    'Members of NATO together since 1949-08-24: France, United States of America.'
    >>> includes("eu", "GBR").verdict, includes("nato", "UKR").verdict
    ('outdated', 'wrong')
    """
    wanted = codes(countries)
    found = _included(row("arrangements", arrangement), wanted, history(arrangement))
    rows = spells(arrangement, regular(arrangement))
    if found.verdict == "supported" and not rows[rows["country"].isin(wanted) & rows["left"].isna()]["confirmed"].all():
        found = found._replace(found=f"{found.found} {UNCONFIRMED}")
    if found.verdict == "supported" and (barred := _barred(arrangement, wanted)):
        found = found._replace(found=f"{found.found} {barred}.")
        if regular(arrangement) != MEMBERS:  # a member in law is one while it is suspended; of a partner none can tell
            return found._replace(verdict=UNDECIDED)
    found = unless_meant(found, arrangement, wanted)
    return as_far_as(known(arrangement), found, whole=found.verdict != "supported")


def _barred(arrangement: str, countries: set[str]) -> str:
    """Return which of these are suspended, or have frozen their part, and since when; else nothing."""
    rows = spells(arrangement)
    rows = rows[rows["status"].isin(MEMBERS[1:]) & rows["left"].isna() & rows["country"].isin(countries)]
    return "; ".join(
        f"{names([one['country']])}: {one['status']} from {one['joined']:%F}" for _, one in rows.iterrows()
    )


def _included(own: pd.Series, wanted: set[str], then: dict[pd.Timestamp, set[str]]) -> Finding:
    """Return whether all of these were members at the same time, from the members on each day of a change."""
    days, name = list(then), own["short_name"]
    together = [day for day in days if wanted <= then[day]]
    if together and (pd.notna(own["ended"]) or together[-1] == days[-1]):
        return finding("supported", f"Members of {name} together since {together[0]:%F}: {names(wanted)}.", own)
    if together:
        until = days[days.index(together[-1]) + 1]
        return finding("outdated", f"Members of {name} together only until {until:%F}: {names(wanted)}.", own)
    now = then[days[-1]]
    verdict = "imprecise" if wanted & now else "wrong"
    return finding(verdict, f"Not members of {name}: {names(wanted - now)}.", own)


@register
def status(arrangement: str, wanted: str, *countries: str) -> Finding:
    """Return whether these have that status in it; only some of them is imprecise.

    Examples
    --------
    >>> status("pfp", "partner", "FIN", "SWE").verdict
    'outdated'
    """
    own, every, rows = row("arrangements", arrangement), codes(countries), spells(arrangement)
    rows = rows[rows["country"].isin(every)]
    held = rows[rows["status"] == wanted]
    still = set(held[held["left"].isna()]["country"])
    said = "; ".join(
        f"{names([spell['country']])}: {spell['status']} from {spell['joined']:%F}"
        + (f" to {spell['left']:%F}" if pd.notna(spell["left"]) else "")
        for _, spell in rows.iterrows()
    )
    if still == every:
        verdict = "supported"
    elif set(held["country"]) == every:
        verdict = "outdated"
    else:
        verdict = "imprecise" if len(held) else "wrong"
    found = finding(verdict, f"{own['short_name']}: {said or 'none of them'}.", own, rows)
    missing = not every <= set(rows["country"])
    # Whether a list is complete is said of members only.
    if wanted not in MEMBERS and missing:
        return found._replace(verdict=UNDECIDED, found=f"{found.found} Our list of them may not be complete.")
    return as_far_as(known(arrangement), found, whole=missing) if wanted in MEMBERS else found


@register
def within(inner: str, outer: str) -> Finding:
    """Return whether every member of the one is a member of the other; most of them is imprecise.

    Of something that has ended, the members at its end count.

    Examples
    --------
    >>> within("csto", "cis").found
    'All 6 members of CSTO are in CIS.'
    """
    a, b = row("arrangements", inner), row("arrangements", outer)
    day, ours = last(inner)
    outside = ours - members(outer, day)
    if not outside:
        found = finding("supported", f"All {len(ours)} members of {a['short_name']} are in {b['short_name']}.", a, b)
        return as_far_as(known(inner), found, whole=True)
    verdict = of_all(len(outside), len(ours))
    found = finding(verdict, f"{names(outside)} in {a['short_name']} are not in {b['short_name']}.", a, b)
    return as_far_as(known(outer), found, whole=True)


@register
def apart(one: str, other: str) -> Finding:
    """Return whether no country belongs to both today, as member or partner.

    Examples
    --------
    >>> apart("aukus", "quad").found
    'AUKUS and Quad share Australia, United States of America today.'
    """
    a, b = row("arrangements", one), row("arrangements", other)
    ours, theirs = (members(id, None, (*MEMBERS, "partner")) for id in (one, other))
    shared = ours & theirs
    found = f"{a['short_name']} and {b['short_name']} share {names(shared) if shared else 'no country'} today."
    if shared:
        return finding("wrong", found, a, b)
    nobody = as_far_as(known(one), finding("supported", found, a, b), whole=True)
    return as_far_as(known(other), nobody, whole=True)


@register
def regions(arrangement: str, *wanted: str) -> Finding:
    """Return whether it has members in each of these M49 regions; in only some of them is imprecise.

    Examples
    --------
    >>> regions("nato", "Americas", "Europe").verdict
    'supported'
    """
    own, where = row("arrangements", arrangement), load("countries").set_index("iso3")["region"]
    numbers = where[sorted(last(arrangement)[1])].value_counts()
    found = ", ".join(f"{region} {number}" for region, number in numbers.items())
    verdict = share([name in numbers.index for name in wanted])
    said = finding(verdict, f"Members of {own['short_name']} by region: {found}.", own)
    return as_far_as(known(arrangement), said, whole=verdict != "supported")


@register
def allied_since(one: str, other: str, year: str) -> Finding:
    """Return whether an alliance has bound the two since `year`; merely a coalition in common by then is imprecise.

    Examples
    --------
    >>> allied_since("AUS", "USA", "1952").found
    'Their first alliance is ANZUS, of 1952-04-29.'
    """
    day, rows = pd.Timestamp(int(year), 12, 31), load("memberships")
    rows = rows[rows["status"].isin(MEMBERS) & rows["country"].isin(codes([one, other]))]
    mine, yours = (rows[rows["country"] == country] for country in (one, other))
    pairs = mine.merge(yours, on="arrangement", suffixes=("", "_other"))
    pairs["since"] = pairs[["joined", "joined_other"]].max(axis=1)
    labels = load("arrangements")[["id", "short_name", "kind"]]
    pairs = pairs.merge(labels, left_on="arrangement", right_on="id").sort_values("since")
    allied, joint = (pairs[pairs["kind"] == kind] for kind in ("alliance", "coalition"))
    found = "No alliance of the two is recorded."
    if len(allied):
        found = f"Their first alliance is {allied.iloc[0]['short_name']}, of {allied.iloc[0]['since']:%F}."
    if (allied["since"] <= day).any():
        return finding("supported", found, allied.head(1))
    joint = joint[joint["since"] <= day].head(1)
    if joint.empty:
        return finding("wrong", found, allied.head(1))
    name = joint.iloc[0]["short_name"]
    return finding("imprecise", f"By then they were together in a coalition ({name}). {found}", joint, allied.head(1))


@register
def sides(one: str, other: str, day: str) -> Finding:
    """Return whether each member of the United Nations was allied to one of two powers on a day.

    Supported above nine tenths, wrong below one.

    Examples
    --------
    >>> sides("USA", "SUN", "1962-01-01").verdict
    'imprecise'
    """
    when, powers = pd.Timestamp(day), codes([one, other])
    states = members("un", when)
    if not states:
        raise McollabError(f"The UN had no members on {when:%F}: expected a day from 24 October 1945 on.")
    aligned = powers.union(*(group for group in alliances(when).values() if group & powers)) & states
    part = len(aligned) / len(states)
    verdict = "supported" if part > 0.9 else "wrong" if part < 0.1 else "imprecise"
    found = (
        f"Of {len(states)} members of the UN on {day}, {len(aligned)} were in an alliance "
        f"with {names([one])} or {names([other])}."
    )
    return finding(verdict, found, row("arrangements", "un"))
