"""What is done together: operations, the people in them, and military exercises."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from mcollab.claims.belonging import codes, family
from mcollab.claims.registry import Finding, register
from mcollab.claims.rows import dated, doubted, finding, goes_on, row, share, written
from mcollab.datapackage import load

if TYPE_CHECKING:
    from collections.abc import Iterable


@register
def led(operation: str, lead: str, country: str) -> Finding:
    """Return whether the operation was led by it, in that country; one of the two is imprecise.

    Examples
    --------
    >>> led("isaf", "NATO", "AFG").verdict, led("isaf", "UN", "AFG").verdict
    ('supported', 'imprecise')
    """
    own = row("operations", operation)
    found = f"{own['acronym']} ({own['name']}) was led by {own['lead']}, in {own['place']}."
    return finding(share([own["lead"] == lead, own["country"] == country]), found, own)


@register
def under_way(operation: str) -> Finding:
    """Return whether the operation is under way.

    Examples
    --------
    >>> under_way("minusma").verdict
    'outdated'
    """
    own = row("operations", operation)
    start = written(own, "start")
    if pd.isna(own["end"]):
        return finding("supported", f"{own['acronym']} has been under way since {start}.", own)
    return finding("outdated", f"{own['acronym']} ran from {start} to {written(own, 'end')}.", own)


@register
def began(operation: str, date: str) -> Finding:
    """Return whether the operation was established, or began, on that date (a year, a month or a day).

    Examples
    --------
    >>> began("untso", "1948").verdict
    'supported'
    """
    own = row("operations", operation)
    found = f"{own['acronym']} was established on {written(own, 'start')}."
    return doubted(finding(dated(own, "start", date), found, own), own, date)


@register
def closed(operation: str, date: str) -> Finding:
    """Return whether the operation ended on that date (a year, a month or a day).

    Examples
    --------
    >>> closed("minusma", "2023-12").verdict, closed("minusma", "2022").verdict
    ('supported', 'wrong')
    """
    own = row("operations", operation)
    if pd.isna(own["end"]):
        return goes_on("operations", own, "acronym", date)
    found = f"{own['acronym']} ended on {written(own, 'end')}."
    return doubted(finding(dated(own, "end", date), found, own), own, date)


@register
def leads(*arrangements: str) -> Finding:
    """Return whether each of these, or a part of it, has led operations; only some of them is imprecise.

    Examples
    --------
    >>> leads("nato", "un").verdict
    'supported'
    """
    rows = _of("operations", arrangements)
    found = "; ".join(f"{name}: {len(own)}" for name, own in rows.items())
    return finding(share([len(own) > 0 for own in rows.values()]), f"Operations recorded, {found}.", *rows.values())


@register
def present(*countries: str) -> Finding:
    """Return whether UN peacekeeping operations are under way in each of these; that they once were is outdated.

    Examples
    --------
    >>> present("CYP").found
    'UN operations under way there: UNFICYP in Cyprus since 1964-03-04.'
    """
    rows = load("operations")
    rows = rows[rows["un_peacekeeping"] & rows["country"].isin(codes(countries))]
    now = rows[rows["end"].isna()]
    verdict = share([country in set(now["country"]) for country in countries])
    if verdict == "wrong" and len(rows):
        verdict = "outdated"
    found = ", ".join(f"{own['acronym']} in {own['place']} since {own['start']:%F}" for _, own in now.iterrows())
    return finding(verdict, f"UN operations under way there: {found or 'none'}.", now)


@register
def personnel(number: str) -> Finding:
    """Return whether UN peacekeeping has so many uniformed people: right within a tenth, imprecise within a half.

    Examples
    --------
    >>> personnel("12000").verdict
    'wrong'
    """
    said = int(number)
    if said < 1:
        raise ValueError(number)
    own = load("personnel").sort_values("date").iloc[-1]
    ratio = own["personnel"] / said
    verdict = "supported" if 0.9 <= ratio <= 1.1 else "imprecise" if 0.5 <= ratio <= 1.5 else "wrong"
    people = f"about {own['personnel']:,} in {own['missions']} operations"
    return finding(verdict, f"On {own['date']:%F} there were {people}, {ratio:.1f} times as many.", own)


@register
def exercises(*arrangements: str) -> Finding:
    """Return whether each of these, or a part of it, has held military exercises; only some of them is imprecise.

    Examples
    --------
    >>> exercises("nato", "eu", "un").verdict
    'imprecise'
    """
    rows = _of("military_exercises", arrangements)
    found = "; ".join(f"{name}: {', '.join(own['name']) or 'none'}" for name, own in rows.items())
    return finding(share([len(own) > 0 for own in rows.values()]), f"Exercises recorded, {found}.", *rows.values())


@register
def regular_exercises(arrangement: str) -> Finding:
    """Return whether it holds exercises every year or every other year; irregular ones only are imprecise.

    Examples
    --------
    >>> regular_exercises("asean").verdict
    'imprecise'
    """
    (rows,) = _of("military_exercises", [arrangement]).values()
    regular = rows["rhythm"].isin(["annual", "biennial"]) & ~rows["ended"]
    verdict = "supported" if regular.any() else "imprecise" if len(rows) else "wrong"
    found = ", ".join(f"{own['name']} ({own['rhythm']}, since {own['first_year']})" for _, own in rows.iterrows())
    return finding(verdict, f"Exercises recorded: {found or 'none'}.", rows)


def _of(table: str, arrangements: Iterable[str]) -> dict[str, pd.DataFrame]:
    """Return the rows of a table that belong to an arrangement or to a part of it, by its short name."""
    rows = load(table)
    every = (row("arrangements", arrangement) for arrangement in arrangements)
    return {own["short_name"]: rows[rows["arrangement"].isin(family(own["id"]))] for own in every}
