"""Checks: statements that the tables decide, and what the tables say.

A check is a line such as ``count nato 31`` or ``founded seato 1960 1969``: the name of a function of this module and
its arguments (ids, alpha-3 codes, years, ``column=value``). :func:`check` computes it. The table ``claims`` names a
check wherever the tables can decide a claim.

Verdicts
    supported
        It holds on the day of the data; of something that has ended: it held at some time.
    outdated
        It held once and holds no longer.
    imprecise
        A part of it holds, and a part does not.
    wrong
        It does not hold and never did.
    no_such_thing
        Nothing by that name exists.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from difflib import get_close_matches
from typing import NamedTuple

import pandas as pd

from mcollab.datapackage import load, package
from mcollab.errors import McollabError, nearest
from mcollab.membership import MEMBERS, spells

VERDICTS = ("supported", "imprecise", "outdated", "wrong", "unverifiable", "no_such_thing")
"""Verdicts of the ledger; no check yields ``unverifiable``, which says that nothing could decide the claim."""


class Finding(NamedTuple):
    """What a check found: the ``verdict``, what the tables say in a sentence (``found``), and BibTeX keys (``source``)."""

    verdict: str
    found: str
    source: str


CHECKS: dict[str, Callable[..., Finding]] = {}
"""Every check by the name that a line begins with."""


def check(line: str) -> Finding:
    """Return what the tables say about a statement written as a check.

    Parameters
    ----------
    line
        A name of :data:`CHECKS` and its arguments, apart by blanks; several checks apart by ``;``. Several that
        agree give their common verdict; where some hold and some do not, the whole is ``imprecise``.

    Raises
    ------
    McollabError
        If a check, a table's row or a column that the line names is unknown, or an argument is missing.
    """
    findings = [_one(part) for part in line.split(";")]
    verdicts = {finding.verdict for finding in findings}
    if len(verdicts) == 1:
        verdict = findings[0].verdict
    else:
        verdict = "imprecise" if verdicts & {"supported", "imprecise"} else "wrong"
    keys = dict.fromkeys(key for finding in findings for key in finding.source.split(";") if key)
    return Finding(verdict, " ".join(finding.found for finding in findings), ";".join(keys))


def _one(part: str) -> Finding:
    name, *arguments = part.split() or [""]
    if name not in CHECKS:
        raise McollabError(f"No check {name!r}: expected one of {', '.join(CHECKS)}{nearest(name, CHECKS)}")
    try:
        return CHECKS[name](*arguments)
    except (TypeError, ValueError) as error:
        if isinstance(error, McollabError):
            raise
        expected = " ".join(CHECKS[name].__code__.co_varnames[: CHECKS[name].__code__.co_argcount])
        raise McollabError(f"The check {part.strip()!r} cannot be read: expected {name} {expected}") from error


def _check(function: Callable[..., Finding]) -> Callable[..., Finding]:
    CHECKS[function.__name__] = function
    return function


# When an arrangement began and ended


@_check
def founded(arrangement: str, first: str, last: str | None = None) -> Finding:
    """It was founded on the date `first`, or in the years `first` to `last`: signed or in force then.

    A date is a year, a month (``1949-04``) or a day. The right year with a wrong day or month is imprecise; so is a
    year in which only a later stage of it was founded or signed, as ``milestones`` has it.
    """
    row = _row("arrangements", arrangement)
    found = f"{row['short_name']} was signed or declared on {_date(row, 'signed')}"
    if pd.notna(row["in_force"]) and row["in_force"] != row["signed"]:
        found += f" and has been in force, or at work, since {_date(row, 'in_force')}"
    verdict = min((_dated(row, column, first, last) for column in ("signed", "in_force")), key=VERDICTS.index)
    if verdict == "wrong":
        stages = load("milestones")
        stages = stages[(stages["arrangement"] == row["id"]) & stages["kind"].isin(["treaty", "institution"])]
        stages = stages[stages["date"].map(_year).between(int(first[:4]), int((last or first)[:4]))]
        if len(stages):
            return _finding(
                "imprecise", f"{found}; {stages.iloc[0]['date']} is the day of: {stages.iloc[0]['title']}.", row, stages
            )
    return _finding(verdict, f"{found}.", row)


@_check
def signed(arrangement: str, date: str) -> Finding:
    """It was signed, or declared, on that date (a year, a month or a day)."""
    row = _row("arrangements", arrangement)
    return _finding(
        _dated(row, "signed", date), f"{row['short_name']} was signed or declared on {_date(row, 'signed')}.", row
    )


@_check
def in_force_since(arrangement: str, date: str) -> Finding:
    """It has bound its parties since that date (a year, a month or a day); when it was merely signed is imprecise."""
    row = _row("arrangements", arrangement)
    if pd.isna(row["in_force"]):
        return _finding(
            "wrong",
            f"No entry into force of {row['short_name']} is recorded; it was signed on {_date(row, 'signed')}.",
            row,
        )
    verdict = min(
        _dated(row, "in_force", date),
        "imprecise" if _dated(row, "signed", date) == "supported" else "wrong",
        key=VERDICTS.index,
    )
    return _finding(
        verdict,
        f"{row['short_name']} was signed on {_date(row, 'signed')} and in force from {_date(row, 'in_force')}.",
        row,
    )


@_check
def ended(arrangement: str, date: str | None = None) -> Finding:
    """It has ended, on that date where one is given (a year, a month or a day)."""
    row = _row("arrangements", arrangement)
    if pd.isna(row["ended"]):
        return _finding("wrong", f"{row['short_name']} has not ended.", row)
    verdict = "supported" if date is None else _dated(row, "ended", date)
    return _finding(verdict, f"{row['short_name']} ended on {_date(row, 'ended')}.", row)


@_check
def after(arrangement: str, earliest: str, latest: str) -> Finding:
    """It began after a turning point that lies, as one counts, between two days: wrong before both, imprecise between."""
    row = _row("arrangements", arrangement)
    start, earliest, latest = row["signed"], pd.Timestamp(earliest), pd.Timestamp(latest)
    verdict = "supported" if start >= latest else "wrong" if start < earliest else "imprecise"
    return _finding(
        verdict,
        f"{row['short_name']} began on {_date(row, 'signed')}, to be set against {earliest:%F} to {latest:%F}.",
        row,
    )


@_check
def first(table: str, *arguments: str) -> Finding:
    """The first row of `table` that meets ``column=value`` (or ``!=``) conditions is of a year, or of a span of years."""
    column = {
        "arrangements": "signed",
        "operations": "start",
        "milestones": "date",
        "programmes": "began",
        "military_exercises": "first_year",
    }[table]
    conditions = [argument for argument in arguments if "=" in argument]
    years = [int(argument) for argument in arguments if "=" not in argument]
    rows = load(table)
    for condition in conditions:
        rows = rows[_meets(rows, condition)]
    if rows.empty:
        raise McollabError(f"No row of {table} meets {' '.join(conditions)}: expected conditions that some row meets.")
    dates = rows[column].map(_year)
    earliest = rows.loc[dates.idxmin()]
    verdict = "supported" if years[0] <= dates.min() <= years[-1] else "wrong"
    name = next(earliest[label] for label in ("short_name", "acronym", "title", "name") if label in earliest)
    year = f"{1 - dates.min()} BCE" if dates.min() < 1 else dates.min()
    return _finding(verdict, f"The first of them is {name}, of {year}.", earliest)


# What an arrangement is


@_check
def coded(arrangement: str, *conditions: str) -> Finding:
    """Its row in ``arrangements`` meets every ``column=value`` (or ``!=``); meeting some of them is imprecise."""
    row = _row("arrangements", arrangement)
    met = [bool(_meets(row.to_frame().T, condition).iloc[0]) for condition in conditions]
    coding = ", ".join(
        f"{column} {row[column]}" for column in dict.fromkeys(_split(condition)[0] for condition in conditions)
    )
    return _finding(_share(met), f"{row['short_name']} is coded: {coding}.", row)


@_check
def alliance(arrangement: str) -> Finding:
    """It is an alliance; if it is not, but an alliance binds every member to another member of it, that is imprecise."""
    row = _row("arrangements", arrangement)
    if row["kind"] == "alliance":
        return _finding("supported", f"{row['short_name']} is an alliance: {row['description']}", row)
    members = _members(row["id"])
    pacts = [group & members for group in _alliances(_today()).values()]
    unbound = sorted(country for country in members if not any(country in group and len(group) > 1 for group in pacts))
    found = f"{row['short_name']} is not an alliance but a case of {row['kind'].replace('_', ' ')}, its obligation {row['obligation'].replace('_', ' ')}"
    if unbound:
        return _finding("wrong", f"{found}; no alliance binds {_names(unbound)} to another of its members.", row)
    return _finding(
        "imprecise", f"{found}; each of its members is bound to another of them by an alliance of its own.", row
    )


@_check
def clause(id: str, trigger: str, obligation: str) -> Finding:
    """The clause has this trigger and this obligation."""
    row = _row("clauses", id)
    treaty = _row("arrangements", row["arrangement"])
    met = [row["trigger"] == trigger, row["obligation"] == obligation]
    found = f"{treaty['short_name']}, article {row['article']}: {row['obligation']} on {row['trigger'].replace('_', ' ')}, {row['automaticity']}."
    return _finding(_share(met), found, row)


@_check
def first_with(id: str) -> Finding:
    """Its treaty was the first with such a clause; that others of its kind had one before makes it imprecise."""
    row = _row("clauses", id)
    treaties = load("arrangements").set_index("id")
    own = treaties.loc[row["arrangement"]]
    alike = load("clauses")
    alike = alike[(alike["trigger"] == row["trigger"]) & (alike["obligation"] == row["obligation"])].merge(
        treaties, left_on="arrangement", right_index=True, suffixes=("", "_treaty")
    )
    alike = alike[
        (alike["signed"] < own["signed"]) & ((alike["model"] == "bilateral") == (own["model"] == "bilateral"))
    ].sort_values("signed")
    if alike.empty:
        return _finding("supported", f"No treaty before {own['short_name']} is recorded with such a clause.", row)
    before = ", ".join(f"{name} ({day.year})" for name, day in zip(alike["short_name"], alike["signed"]))
    return _finding("imprecise", f"Such a clause stood before in: {before}.", row, alike)


@_check
def part_of(part: str, whole: str) -> Finding:
    """It is a part of the other, directly or through one between."""
    row, other = _row("arrangements", part), _row("arrangements", whole)
    if row["id"] != other["id"] and row["id"] in _family(other["id"]):
        return _finding("supported", f"{row['short_name']} is a part of {other['short_name']}.", row)
    return _finding("wrong", f"{row['short_name']} is not recorded as a part of {other['short_name']}.", row)


@_check
def beside(one: str, other: str) -> Finding:
    """They stand beside each other; that one is a part of the other makes it imprecise."""
    a, b = _row("arrangements", one), _row("arrangements", other)
    for part, whole in ((a, b), (b, a)):
        if part["id"] in _family(whole["id"]):
            return _finding("imprecise", f"{part['short_name']} is a part of {whole['short_name']}.", part)
    return _finding("supported", f"Neither {a['short_name']} nor {b['short_name']} is a part of the other.", a, b)


@_check
def parts(whole: str, number: str) -> Finding:
    """It has so many parts."""
    rows = load("arrangements")
    rows = rows[rows["parent"] == _row("arrangements", whole)["id"]]
    return _finding(
        "supported" if len(rows) == int(number) else "wrong",
        f"It has {len(rows)}: {', '.join(rows['short_name'])}.",
        rows,
    )


@_check
def mostly(*conditions: str) -> Finding:
    """Most arrangements that exist meet the conditions: supported above half, wrong below a tenth."""
    rows = load("arrangements")
    rows = rows[rows["ended"].isna()]
    met = rows
    for condition in conditions:
        met = met[_meets(met, condition)]
    share = len(met) / len(rows)
    verdict = "supported" if share > 0.5 else "wrong" if share < 0.1 else "imprecise"
    return _finding(
        verdict, f"So are {len(met)} of the {len(rows)} arrangements recorded that exist ({share:.0%}).", met.head(0)
    )


@_check
def shift(old: str, new: str, year: str) -> Finding:
    """Since `year`, arrangements of kind `new` have grown in number and those of kind `old` have declined."""
    rows = load("arrangements")
    days = pd.Timestamp(int(year), 12, 31), _today()
    held = [rows[(rows["signed"] <= day) & (rows["ended"].isna() | (rows["ended"] > day))] for day in days]
    before, now = ({kind: int(_meets(frame, f"kind={kind}").sum()) for kind in (old, new)} for frame in held)
    verdict = "wrong" if now[new] <= before[new] else "supported" if now[old] < before[old] else "imprecise"
    found = "; ".join(
        f"kind {kind.replace('|', ' or ')}: {before[kind]} at the end of {year}, {now[kind]} today"
        for kind in (old, new)
    )
    return _finding(verdict, f"Of those recorded, {found}.", rows.head(0))


@_check
def exists(*words: str) -> Finding:
    """Something of that name exists; a slip for a name that does makes it wrong."""
    name = " ".join(words)
    known = {}
    for table, columns in {
        "arrangements": ["id", "short_name", "name"],
        "operations": ["acronym", "name"],
        "programmes": ["name"],
        "military_exercises": ["name"],
    }.items():
        frame = load(table)
        for column in columns:
            known |= {value.casefold(): (value, row) for value, (_, row) in zip(frame[column], frame.iterrows())}
    if name.casefold() in known:
        return _finding("supported", f"{name} is in the tables.", known[name.casefold()][1])
    close = get_close_matches(name.casefold(), known, n=1, cutoff=0.8)
    if close:
        return _finding(
            "wrong", f"Nothing is called {name}; the nearest name is {known[close[0]][0]}.", known[close[0]][1]
        )
    return Finding("no_such_thing", f"Nothing in the tables is called {name} or nearly so.", "")


# Who belongs to it


@_check
def count(arrangement: str, number: str, year: str | None = None) -> Finding:
    """It has so many members; with `year`, it had so many on some day of that year."""
    row, numbers = _row("arrangements", arrangement), _counts(arrangement)
    number = int(number)
    if year is not None:
        start, end = pd.Timestamp(int(year), 1, 1), pd.Timestamp(int(year), 12, 31)
        before = numbers[numbers.index <= start].tail(1)
        held = pd.concat([before, numbers[(numbers.index > start) & (numbers.index <= end)]])
        if (pd.notna(row["ended"]) and row["ended"] <= start) or held.empty:
            return _finding("wrong", f"{row['short_name']} had no members in {year}.", row)
        said = " and then ".join(str(value) for value in dict.fromkeys(held))
        return _finding(
            "supported" if number in set(held) else "wrong", f"{row['short_name']} had {said} members in {year}.", row
        )
    right = numbers[numbers == number]
    now = numbers.iloc[-1]
    found = (
        f"{row['short_name']} has {now} members"
        if pd.isna(row["ended"])
        else f"{row['short_name']} had at most {numbers.max()} members"
    )
    if right.empty:
        return _finding("wrong", f"{found}; it never had {number}.", row)
    if now == number or pd.notna(row["ended"]):
        return _finding(
            "supported", f"{found}." if now == number else f"{found}; it had {number} from {right.index[0]:%F}.", row
        )
    later = numbers.index[numbers.index > right.index[-1]][0]
    return _finding("outdated", f"{found}; it had {number} last from {right.index[-1]:%F} until {later:%F}.", row)


@_check
def joined(arrangement: str, date: str, *countries: str) -> Finding:
    """Each of these joined it on that date (a year, a month or a day)."""
    return _moved("joined", arrangement, date, countries)


@_check
def left(arrangement: str, date: str, *countries: str) -> Finding:
    """Each of these left it on that date (a year, a month or a day)."""
    return _moved("left", arrangement, date, countries)


@_check
def members_are(arrangement: str, *countries: str) -> Finding:
    """Its members are these and no others; at least half of them in common is imprecise."""
    row, wanted, history = _row("arrangements", arrangement), _codes(countries), list(_history(arrangement).values())
    now = history[-1]
    if now == wanted or (pd.notna(row["ended"]) and wanted in history):
        verdict = "supported"
    elif wanted in history:
        verdict = "outdated"
    else:
        verdict = "imprecise" if 2 * len(now & wanted) >= len(now | wanted) else "wrong"
    held = "has" if pd.isna(row["ended"]) else "had at its end"
    return _finding(verdict, f"{row['short_name']} {held} {len(now)} members: {_names(now)}.", row)


@_check
def includes(arrangement: str, *countries: str) -> Finding:
    """All of these are members of it at the same time; only some of them is imprecise."""
    row, wanted, history = _row("arrangements", arrangement), _codes(countries), _history(arrangement)
    days = list(history)
    together = [day for day in days if wanted <= history[day]]
    over = pd.notna(row["ended"])
    if together and (over or together[-1] == days[-1]):
        return _finding(
            "supported", f"Members of {row['short_name']} together since {together[0]:%F}: {_names(wanted)}.", row
        )
    if together:
        return _finding(
            "outdated",
            f"Members of {row['short_name']} together only until {days[days.index(together[-1]) + 1]:%F}: {_names(wanted)}.",
            row,
        )
    return _finding(
        "imprecise" if wanted & history[days[-1]] else "wrong",
        f"Not members of {row['short_name']}: {_names(wanted - history[days[-1]])}.",
        row,
    )


@_check
def status(arrangement: str, wanted: str, *countries: str) -> Finding:
    """These have that status in it."""
    row, rows = _row("arrangements", arrangement), spells(arrangement)
    rows = rows[rows["country"].isin(_codes(countries))]
    held = rows[rows["status"] == wanted]
    still = set(held[held["left"].isna()]["country"])
    said = "; ".join(
        f"{_names([spell.country])}: {spell.status} from {spell.joined:%F}"
        + (f" to {spell.left:%F}" if pd.notna(spell.left) else "")
        for spell in rows.itertuples()
    )
    if still == set(countries):
        verdict = "supported"
    elif set(held["country"]) == set(countries):
        verdict = "outdated"
    else:
        verdict = "imprecise" if len(held) else "wrong"
    return _finding(verdict, f"{row['short_name']}: {said or 'none of them'}.", row, rows)


@_check
def within(inner: str, outer: str) -> Finding:
    """Every member of the one is a member of the other; most of them is imprecise."""
    ours, theirs = _members(inner), _members(outer)
    a, b = _row("arrangements", inner), _row("arrangements", outer)
    left = ours - theirs
    verdict = "supported" if not left else "imprecise" if 2 * len(left) < len(ours) else "wrong"
    found = (
        f"All {len(ours)} members of {a['short_name']} are in {b['short_name']}."
        if not left
        else f"{_names(left)} in {a['short_name']} are not in {b['short_name']}."
    )
    return _finding(verdict, found, a, b)


@_check
def apart(one: str, other: str) -> Finding:
    """No country belongs to both today, as member or partner."""
    a, b = _row("arrangements", one), _row("arrangements", other)
    shared = _members(one, None, ("member", "partner")) & _members(other, None, ("member", "partner"))
    found = f"{a['short_name']} and {b['short_name']} share {_names(shared) if shared else 'no country'} today."
    return _finding("wrong" if shared else "supported", found, a, b)


@_check
def regions(arrangement: str, *names: str) -> Finding:
    """It has members in each of these M49 regions."""
    row = _row("arrangements", arrangement)
    where = load("countries").set_index("iso3")["region"]
    numbers = where[sorted(_members(arrangement))].value_counts()
    found = ", ".join(f"{region} {number}" for region, number in numbers.items())
    return _finding(
        _share([name in numbers.index for name in names]), f"Members of {row['short_name']} by region: {found}.", row
    )


@_check
def allied_since(one: str, other: str, year: str) -> Finding:
    """An alliance has bound the two since `year`; a coalition in common by then, and no alliance yet, is imprecise."""
    day = pd.Timestamp(int(year), 12, 31)
    rows = load("memberships")
    rows = rows[rows["status"].isin(MEMBERS) & rows["country"].isin(_codes([one, other]))]
    pairs = rows[rows["country"] == one].merge(
        rows[rows["country"] == other], on="arrangement", suffixes=("", "_other")
    )
    pairs["since"] = pairs[["joined", "joined_other"]].max(axis=1)
    pairs = pairs.merge(
        load("arrangements")[["id", "short_name", "kind"]], left_on="arrangement", right_on="id"
    ).sort_values("since")
    alliances = pairs[pairs["kind"] == "alliance"]
    found = (
        f"Their first alliance is {alliances.iloc[0]['short_name']}, of {alliances.iloc[0]['since']:%F}."
        if len(alliances)
        else "No alliance of the two is recorded."
    )
    if (alliances["since"] <= day).any():
        return _finding("supported", found, alliances.head(1))
    coalitions = pairs[(pairs["kind"] == "coalition") & (pairs["since"] <= day)]
    if len(coalitions):
        return _finding(
            "imprecise",
            f"By then they were together in a coalition ({coalitions.iloc[0]['short_name']}). {found}",
            pairs.head(1),
            alliances.head(1),
        )
    return _finding("wrong", found, alliances.head(1))


@_check
def sides(one: str, other: str, day: str) -> Finding:
    """The members of the United Nations were each allied to one of two powers on a day: wrong if hardly any was."""
    when = pd.Timestamp(day)
    states = _members("un", when)
    aligned = {one, other}.union(*(group for group in _alliances(when).values() if group & {one, other})) & states
    share = len(aligned) / len(states)
    verdict = "supported" if share > 0.9 else "wrong" if share < 0.1 else "imprecise"
    return _finding(
        verdict,
        f"Of {len(states)} members of the UN on {day}, {len(aligned)} were in an alliance with {_names([one])} or {_names([other])}.",
        _row("arrangements", "un"),
    )


# What it does


@_check
def led(operation: str, lead: str, country: str) -> Finding:
    """The operation was led by it, in that country."""
    row = _row("operations", operation)
    return _finding(
        _share([row["lead"] == lead, row["country"] == country]),
        f"{row['acronym']} ({row['name']}) was led by {row['lead']}, in {row['place']}.",
        row,
    )


@_check
def under_way(operation: str) -> Finding:
    """The operation is under way."""
    row = _row("operations", operation)
    if pd.isna(row["end"]):
        return _finding("supported", f"{row['acronym']} has been under way since {_date(row, 'start')}.", row)
    return _finding("outdated", f"{row['acronym']} ran from {_date(row, 'start')} to {_date(row, 'end')}.", row)


@_check
def began(operation: str, date: str) -> Finding:
    """The operation was established, or began, on that date (a year, a month or a day)."""
    row = _row("operations", operation)
    return _finding(_dated(row, "start", date), f"{row['acronym']} was established on {_date(row, 'start')}.", row)


@_check
def closed(operation: str, date: str) -> Finding:
    """The operation ended on that date (a year, a month or a day)."""
    row = _row("operations", operation)
    if pd.isna(row["end"]):
        return _finding("wrong", f"{row['acronym']} has not ended.", row)
    return _finding(_dated(row, "end", date), f"{row['acronym']} ended on {_date(row, 'end')}.", row)


@_check
def leads(*arrangements: str) -> Finding:
    """Each of these has led operations."""
    rows = load("operations")
    numbers = {id: rows[rows["arrangement"].isin(_family(_row("arrangements", id)["id"]))] for id in arrangements}
    found = "; ".join(f"{_row('arrangements', id)['short_name']}: {len(led)}" for id, led in numbers.items())
    return _finding(
        _share([len(led) > 0 for led in numbers.values()]), f"Operations recorded, {found}.", *numbers.values()
    )


@_check
def present(*countries: str) -> Finding:
    """UN peacekeeping operations are under way in each of these."""
    rows = load("operations")
    rows = rows[rows["un_peacekeeping"] & rows["country"].isin(_codes(countries))]
    now = rows[rows["end"].isna()]
    met = [country in set(now["country"]) for country in countries]
    verdict = _share(met)
    if verdict == "wrong" and len(rows):
        verdict = "outdated"
    found = ", ".join(f"{row.acronym} in {row.place} since {row.start:%F}" for row in now.itertuples()) or "none"
    return _finding(verdict, f"UN operations under way there: {found}.", now)


@_check
def personnel(number: str) -> Finding:
    """UN peacekeeping has about so many uniformed personnel: right within a tenth, imprecise within a half."""
    row = load("personnel").sort_values("date").iloc[-1]
    ratio = row["personnel"] / int(number)
    verdict = "supported" if 0.9 <= ratio <= 1.1 else "imprecise" if 0.5 <= ratio <= 1.5 else "wrong"
    return _finding(
        verdict,
        f"On {row['date']:%F} there were about {row['personnel']:,} in {row['missions']} operations, {ratio:.1f} times as many.",
        row,
    )


@_check
def exercises(*arrangements: str) -> Finding:
    """Each of these, or a part of it, has held military exercises."""
    rows = load("military_exercises")
    held = {id: rows[rows["arrangement"].isin(_family(_row("arrangements", id)["id"]))] for id in arrangements}
    found = "; ".join(
        f"{_row('arrangements', id)['short_name']}: {', '.join(frame['name']) or 'none'}" for id, frame in held.items()
    )
    return _finding(
        _share([len(frame) > 0 for frame in held.values()]), f"Exercises recorded, {found}.", *held.values()
    )


@_check
def regular_exercises(arrangement: str) -> Finding:
    """It holds exercises every year or every other year; irregular ones only are imprecise."""
    rows = load("military_exercises")
    rows = rows[rows["arrangement"].isin(_family(_row("arrangements", arrangement)["id"]))]
    regular = rows["rhythm"].isin(["annual", "biennial"]) & ~rows["ended"]
    verdict = "supported" if regular.any() else "imprecise" if len(rows) else "wrong"
    found = (
        ", ".join(
            f"{row.name} ({row.rhythm}, since {row.first_year})"
            for row in rows[["name", "rhythm", "first_year"]].itertuples(index=False)
        )
        or "none"
    )
    return _finding(verdict, f"Exercises recorded: {found}.", rows)


@_check
def runs(arrangement: str, programme: str) -> Finding:
    """The programme is run under the arrangement."""
    row = _row("programmes", programme)
    return _finding(
        "supported" if row["arrangement"] == arrangement else "wrong",
        f"{row['name']}: {row['product']}, under {row['arrangement']}.",
        row,
    )


@_check
def partners_within(programme: str, arrangement: str) -> Finding:
    """All partners of the programme are members of the arrangement; most of them is imprecise."""
    rows = _partners(programme)
    outside = sorted(set(rows["country"]) - _members(arrangement))
    verdict = "supported" if not outside else "imprecise" if 2 * len(outside) < len(rows) else "wrong"
    return _finding(
        verdict,
        f"Of its {len(rows)} partners, {len(outside)} are outside {_row('arrangements', arrangement)['short_name']}: {_names(outside)}.",
        rows,
    )


@_check
def cost_spread(programme: str) -> Finding:
    """The cost of the programme is spread: no partner bears more than half; one that bears over nine tenths makes it wrong."""
    rows = _partners(programme)
    rows = rows[rows["share_basis"] == "cost"].sort_values("share", ascending=False)
    if rows.empty:
        raise McollabError(
            f"No cost shares of {programme!r} are recorded: expected a programme with share_basis 'cost'."
        )
    most = rows.iloc[0]
    verdict = "supported" if most["share"] <= 50 else "wrong" if most["share"] > 90 else "imprecise"
    return _finding(
        verdict,
        f"{_names([most['country']])} bears {most['share']:.1f} per cent of the cost, the others the rest.",
        rows,
    )


@_check
def spends(share: str, year: str) -> Finding:
    """All allies spend at least that share of GDP (per cent) on defence in the year; most of them is imprecise."""
    rows = load("spending")
    rows = rows[(rows["year"] == int(year)) & rows["country"].isin(_members("nato"))]
    below = rows[rows["share_gdp"] < float(share)]
    verdict = "supported" if below.empty else "imprecise" if 2 * len(below) < len(rows) else "wrong"
    found = f"In {year}, {len(rows) - len(below)} of {len(rows)} spent at least {share} per cent"
    return _finding(verdict, f"{found}; below: {_names(below['country'])}." if len(below) else f"{found}.", rows)


@_check
def milestone(id: str, year: str) -> Finding:
    """The event was in that year."""
    row = _row("milestones", id)
    return _finding("supported" if _year(row["date"]) == int(year) else "wrong", f"{row['title']}: {row['date']}.", row)


# Helpers


def _today() -> pd.Timestamp:
    return pd.Timestamp(package()["created"][:10])


def _row(table: str, id: str) -> pd.Series:
    frame = load(table)
    found = frame[frame["id"] == id]
    if found.empty:
        raise McollabError(f"No row {id!r} in {table}: expected an id of that table{nearest(id, frame['id'])}")
    return found.iloc[0]


def _finding(verdict: str, found: str, *rows: pd.Series | pd.DataFrame) -> Finding:
    """Return a finding with the sources of the rows that it rests on."""
    cells = [cell for row in rows for cell in ([row["source"]] if isinstance(row, pd.Series) else row["source"])]
    return Finding(verdict, found, ";".join(dict.fromkeys(key for cell in cells for key in cell.split(";"))))


def _share(met: list[bool]) -> str:
    return "supported" if all(met) else "imprecise" if any(met) else "wrong"


def _split(condition: str) -> tuple[str, list[str], bool]:
    column, _, values = condition.partition("=")
    return column.rstrip("!"), values.split("|"), column.endswith("!")


def _meets(frame: pd.DataFrame, condition: str) -> pd.Series:
    column, values, negated = _split(condition)
    if column not in frame:
        raise McollabError(
            f"No column {column!r}: expected one of {', '.join(frame.columns)}{nearest(column, frame.columns)}"
        )
    return frame[column].map(lambda value: str(value).lower()).isin([value.lower() for value in values]) != negated


def _date(row: pd.Series, column: str) -> str:
    return f"{row[column]:{ {'day': '%F', 'month': '%Y-%m'}.get(row[f'{column}_precision'], '%Y') }}"


def _dated(row: pd.Series, column: str, first: str, last: str | None = None) -> str:
    """Whether a date of a row is `first`, as exactly as both are known, or in the years `first` to `last`."""
    day, precision = row[column], row[f"{column}_precision"]
    if pd.isna(day):
        return "wrong"
    if last is not None:
        return "supported" if int(first) <= day.year <= int(last) else "wrong"
    known = {"day": 10, "month": 7}.get(precision, 4)
    exact = min(known, len(first))
    int(first[:4])  # a year at least, or the check cannot be read
    if f"{day:%F}"[:exact] == first[:exact]:
        return "supported"
    return "imprecise" if f"{day:%Y}" == first[:4] else "wrong"


def _moved(column: str, arrangement: str, date: str, countries: Iterable[str]) -> Finding:
    """What the spells of members say of the date on which countries joined or left."""
    row, rows = _row("arrangements", arrangement), spells(arrangement, MEMBERS)
    rows = rows[rows["country"].isin(_codes(countries))]
    # A member that is suspended, or freezes its part, does not leave, nor join when it comes back: such spells meet.
    meeting = {(spell.country, spell.joined) for spell in rows.itertuples()} & {
        (spell.country, spell.left) for spell in rows.itertuples()
    }
    rows = rows[~pd.MultiIndex.from_frame(rows[["country", column]]).isin(list(meeting))]
    verdicts = []
    for country in countries:
        own = rows[rows["country"] == country]
        verdicts.append(
            min((_dated(spell, column, date) for _, spell in own.iterrows()), key=VERDICTS.index, default="wrong")
        )
    verdict = verdicts[0] if len(set(verdicts)) == 1 else "imprecise"
    word = {"joined": "a member from", "left": "a member until"}[column]
    said = "; ".join(
        f"{_names([spell['country']])}: {word} {_date(spell, column)}"
        if pd.notna(spell[column])
        else f"{_names([spell['country']])} is a member"
        for _, spell in rows.iterrows()
    )
    return _finding(verdict, f"{row['short_name']}: {said or 'none of these was a member'}.", row, rows)


def _year(value) -> int:
    return value.year if isinstance(value, pd.Timestamp) else int(str(value)[:-6] if "-" in str(value)[1:] else value)


def _codes(countries: Iterable[str]) -> set[str]:
    known = set(load("countries")["iso3"])
    for code in (wanted := set(countries)):
        if code not in known:
            raise McollabError(f"No country {code!r}: expected an alpha-3 code{nearest(code, known)}")
    return wanted


def _names(countries: Iterable[str]) -> str:
    names = load("countries").set_index("iso3")["name"]
    return ", ".join(sorted(names[code] for code in countries))


def _members(arrangement: str, day: pd.Timestamp | None = None, statuses=MEMBERS) -> set[str]:
    day = _today() if day is None else day
    rows = spells(arrangement)
    return set(
        rows[rows["status"].isin(statuses) & (rows["joined"] <= day) & (rows["left"].isna() | (rows["left"] > day))][
            "country"
        ]
    )


def _history(arrangement: str) -> dict[pd.Timestamp, set[str]]:
    """Its members from each day on which they changed, while it had any."""
    rows = spells(arrangement, MEMBERS)
    countries, joined = rows["country"].to_numpy(), rows["joined"].to_numpy()
    left = rows["left"].fillna(pd.Timestamp.max.floor("D")).to_numpy()
    days = sorted(day for day in {*rows["joined"], *rows["left"].dropna()} if day <= _today())
    history = {day: set(countries[(joined <= day.to_datetime64()) & (left > day.to_datetime64())]) for day in days}
    return {day: members for day, members in history.items() if members}


def _counts(arrangement: str) -> pd.Series:
    history = _history(arrangement)
    return pd.Series([len(members) for members in history.values()], index=pd.DatetimeIndex(history))


def _family(arrangement: str) -> set[str]:
    """Ids of an arrangement and all its parts."""
    rows, family = load("arrangements"), {arrangement}
    while more := set(rows[rows["parent"].isin(family)]["id"]) - family:
        family |= more
    return family


def _alliances(day: pd.Timestamp) -> dict[str, set[str]]:
    """Members of every alliance on a day."""
    rows = load("memberships")
    rows = rows[rows["status"].isin(MEMBERS) & (rows["joined"] <= day) & (rows["left"].isna() | (rows["left"] > day))]
    kinds = load("arrangements").set_index("id")["kind"]
    return {id: set(group) for id, group in rows.groupby("arrangement")["country"] if kinds[id] == "alliance"}


def _partners(programme: str) -> pd.DataFrame:
    _row("programmes", programme)
    rows = load("programme_partners")
    return rows[(rows["programme"] == programme) & (rows["role"] != "customer") & rows["left"].isna()]
