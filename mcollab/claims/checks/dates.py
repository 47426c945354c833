"""When something began, was signed, entered into force or ended."""

from __future__ import annotations

import pandas as pd

from mcollab.claims.registry import UNDECIDED, Finding, register
from mcollab.claims.rows import best, dated, doubted, finding, goes_on, meets, near, row, written, year_of
from mcollab.datapackage import load
from mcollab.errors import McollabError, nearest

_BEGINNINGS = {
    "arrangements": "signed",
    "operations": "start",
    "milestones": "date",
    "programmes": "began",
    "military_exercises": "first_year",
}
"""The column of each table that says when a row began."""


@register
def founded(arrangement: str, first: str, last: str | None = None) -> Finding:
    """Return whether it was founded on the date `first`, or in the years `first` to `last`: signed or in force then.

    A date is a year, a month (``1949-04``) or a day. The right year with a wrong day or month is imprecise; so is a
    year in which only a later stage of it was founded or signed, as ``milestones`` has it. A year or two from both
    decides nothing: founders decide, sign, ratify and set to work on days apart.

    Examples
    --------
    >>> founded("nato", "1949-04-04").verdict, founded("csto", "2002").verdict
    ('supported', 'imprecise')
    """
    own = row("arrangements", arrangement)
    found = f"{own['short_name']} was signed or declared on {written(own, 'signed')}"
    if pd.notna(own["in_force"]) and own["in_force"] != own["signed"]:
        found += f" and has been in force, or at work, since {written(own, 'in_force')}"
    verdict = best(dated(own, column, first, last) for column in ("signed", "in_force"))
    if verdict == "wrong":
        stages = load("milestones")
        stages = stages[(stages["arrangement"] == own["id"]) & stages["kind"].isin(["treaty", "institution"])]
        stages = stages[stages["date"].map(year_of).between(int(first[:4]), int((last or first)[:4]))]
        if len(stages):
            stage = stages.iloc[0]
            return finding("imprecise", f"{found}; {stage['date']} is the day of: {stage['title']}.", own, stages)
        if len(others := _of_that_name(own, int(first[:4]), int((last or first)[:4]))):
            other = others.iloc[0]
            said = f"{found}. Another of that name may be meant: {other['title']}, {other['date']}."
            return finding(UNDECIDED, said, own, others)
    return doubted(
        finding(verdict, f"{found}.", own),
        own,
        None if last else first,
        near=near(own[["signed", "in_force"]], first, last),
    )


def _of_that_name(own: pd.Series, first: int, last: int) -> pd.DataFrame:
    """Return what else, in the years of `first` to `last`, bore the name: the Grand Alliance of 1689, not of 1701."""
    others = load("milestones")
    others = others[others["kind"].isin(["treaty", "institution"]) & others["date"].map(year_of).between(first, last)]
    return others[[name.startswith(f"{own['short_name']} ") for name in others["title"]]]


@register
def signed(arrangement: str, date: str) -> Finding:
    """Return whether it was signed, or declared, on that date (a year, month or day); merely in force is imprecise.

    Examples
    --------
    >>> signed("nato", "1949-04").found
    'NATO was signed or declared on 1949-04-04.'
    """
    own = row("arrangements", arrangement)
    merely = "imprecise" if dated(own, "in_force", date) == "supported" else "wrong"
    found = f"{own['short_name']} was signed or declared on {written(own, 'signed')}."
    return doubted(finding(best([dated(own, "signed", date), merely]), found, own), own, date)


@register
def in_force_since(arrangement: str, date: str) -> Finding:
    """Return whether it has been in force since that date (a year, month or day); merely signed then is imprecise.

    Examples
    --------
    >>> in_force_since("anzus", "1952").verdict, in_force_since("anzus", "1951").verdict
    ('supported', 'imprecise')
    """
    own = row("arrangements", arrangement)
    name, then = own["short_name"], written(own, "signed")
    if pd.isna(own["in_force"]):
        found = finding("wrong", f"No entry into force of {name} is recorded; it was signed on {then}.", own)
        return doubted(found, own, date)
    merely = "imprecise" if dated(own, "signed", date) == "supported" else "wrong"
    verdict = best([dated(own, "in_force", date), merely])
    found = finding(verdict, f"{name} was signed on {then} and in force from {written(own, 'in_force')}.", own)
    return doubted(found, own, date)


@register
def ended(arrangement: str, date: str | None = None) -> Finding:
    """Return whether it has ended, on that date where one is given (a year, a month or a day).

    A year or two from its end decides nothing: what is given up ends later, with its term or its last organ.

    Examples
    --------
    >>> ended("warsaw-pact", "1991").verdict, ended("nato").verdict
    ('supported', 'wrong')
    """
    own = row("arrangements", arrangement)
    if pd.isna(own["ended"]):
        return goes_on("arrangements", own, "short_name", date)
    verdict = "supported" if date is None else dated(own, "ended", date)
    found = finding(verdict, f"{own['short_name']} ended on {written(own, 'ended')}.", own)
    return doubted(found, own, date, near=date is not None and near([own["ended"]], date))


@register
def after(arrangement: str, earliest: str, latest: str) -> Finding:
    """Return whether it began after a turning point that lies between two days: wrong before both, imprecise between.

    Examples
    --------
    >>> after("csto", "1989-11-09", "1991-12-26").verdict
    'supported'
    """
    own = row("arrangements", arrangement)
    start, low, high = own["signed"], pd.Timestamp(earliest), pd.Timestamp(latest)
    verdict = "supported" if start >= high else "wrong" if start < low else "imprecise"
    return finding(
        verdict, f"{own['short_name']} began on {written(own, 'signed')}, to be set against {low:%F} to {high:%F}.", own
    )


@register
def first(table: str, *arguments: str) -> Finding:
    """Return whether the first row of a table that meets ``column=value`` (or ``!=``) is of a year, or a span of years.

    Examples
    --------
    >>> first("operations", "un_peacekeeping=true", "1948").found
    'The first of them is UNTSO, of 1948.'
    """
    if table not in _BEGINNINGS:
        expected = f"{', '.join(_BEGINNINGS)}{nearest(table, _BEGINNINGS)}"
        raise McollabError(f"No first row of {table!r} can be told: expected one of {expected}")
    conditions = [argument for argument in arguments if "=" in argument]
    span = [int(argument) for argument in arguments if "=" not in argument]
    low, high = min(span), max(span)
    rows = load(table)
    for condition in conditions:
        rows = rows[meets(rows, condition)]
    if rows.empty:
        raise McollabError(f"No row of {table} meets {' '.join(conditions)}: expected conditions that some row meets.")
    years = rows[_BEGINNINGS[table]].map(year_of)
    earliest, year = rows.loc[years.idxmin()], int(years.min())
    verdict = "supported" if low <= year <= high else "wrong"
    name = next(earliest[label] for label in ("short_name", "acronym", "title", "name") if label in earliest)
    return finding(verdict, f"The first of them is {name}, of {f'{1 - year} BCE' if year < 1 else year}.", earliest)


@register
def milestone(id: str, year: str) -> Finding:
    """Return whether the event was in that year.

    Examples
    --------
    >>> milestone("operation-unified-response", "2010").verdict
    'supported'
    """
    own = row("milestones", id)
    verdict = "supported" if year_of(own["date"]) == int(year) else "wrong"
    return finding(verdict, f"{own['title']}: {own['date']}.", own)
