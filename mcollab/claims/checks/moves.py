"""Who joined an arrangement, who left it, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from mcollab.claims.belonging import as_far_as, codes, known, names, regular, unless_meant
from mcollab.claims.registry import UNDECIDED, Finding, register
from mcollab.claims.rows import best, dated, doubted, finding, near, row, written
from mcollab.datapackage import load
from mcollab.membership import spells

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_ACCESSION = 3
"""Years between the signature of an accession and the last ratification of it."""


@register
def joined(arrangement: str, date: str, *countries: str) -> Finding:
    """Return whether each of these joined it on that date (a year, a month or a day); only some of them is imprecise.

    A year that is up to three off decides nothing, nor does for a founder any date since the signature, nor one since
    a predecessor began: some accounts count when one was admitted or signed, and the tables when it was bound.

    Examples
    --------
    >>> joined("nato", "2024-03-07", "SWE").found
    'NATO: Sweden: a member from 2024-03-07.'
    """
    return _moved("joined", arrangement, date, countries)


@register
def left(arrangement: str, date: str, *countries: str) -> Finding:
    """Return whether each of these left it on that date (a year, a month or a day); only some of them is imprecise.

    That it was suspended then, or froze its part, is imprecise. A year or two off decides nothing, nor does any of one
    that has frozen its part: some accounts count the notice, and the tables count when it took effect.

    Examples
    --------
    >>> left("eu", "2020", "GBR").verdict, left("eu", "2010", "GBR").verdict
    ('supported', 'wrong')
    """
    return _moved("left", arrangement, date, countries)


def _moved(column: str, arrangement: str, date: str, countries: Sequence[str]) -> Finding:
    """Return what the spells of members say of the date on which countries joined or left."""
    own, every = row("arrangements", arrangement), spells(arrangement, regular(arrangement))
    every = every[every["country"].isin(codes(countries))]
    rows = every[~_meeting(every, column)]
    each = {country: _verdict(rows[rows["country"] == country], column, date) for country in countries}
    said = [_said(spell, column) for _, spell in rows.iterrows()]
    if column == "left" and (stopped := _stopped(every, date)):
        said += [stopped[country] for country in countries if country in stopped]
        each |= {country: "imprecise" for country in stopped if each[country] == "wrong"}
    verdicts = set(each.values())
    verdict = verdicts.pop() if len(verdicts) == 1 else "imprecise"
    found = finding(verdict, f"{own['short_name']}: {'; '.join(said) or 'none of these was a member'}.", own, rows)
    for _, spell in rows.iterrows():
        found = doubted(found, spell, date, near=_otherwise(own, every, spell, column, date))
    missing = not set(countries) <= set(rows["country"])
    if found.verdict == "wrong" and missing and _seats_apart(countries):
        return found._replace(verdict=UNDECIDED, found=f"{found.found} Whose seat it held is told in several ways.")
    return as_far_as(known(arrangement), unless_meant(found, arrangement, countries), whole=missing, date=date)


def _otherwise(own: pd.Series, every: pd.DataFrame, spell: pd.Series, column: str, date: str) -> bool:
    """Return whether other accounts may date a joining or a leaving so: by a signature, a predecessor or a notice."""
    year, day = int(date[:4]), spell[column]
    if column == "left":
        frozen = every[(every["country"] == spell["country"]) & every["left"].isna()]["status"].eq("frozen").any()
        return bool(frozen) or near([day], date)
    before = load("foundings")
    before = before[(before["arrangement"] == own["id"]) & before["date"].lt(own["signed"])]["date"]
    since = min([own["signed"], *before]) if spell["founder"] or year < own["signed"].year else day
    return since.year <= year <= day.year or (len(date) == 4 and near([day], date, years=_ACCESSION))


def _seats_apart(countries: Iterable[str]) -> bool:
    """Return whether one of these is no member of the United Nations: what it was a member of is disputed."""
    kinds = load("countries").set_index("iso3")["kind"]
    return any(kinds[country] == "other" for country in countries)


def _meeting(rows: pd.DataFrame, column: str) -> pd.Series[bool]:
    """Return which spells meet another of the same country: who is suspended neither leaves nor comes back."""
    other = "left" if column == "joined" else "joined"
    days = [set(rows[rows["country"] == country][other].dropna()) for country in rows["country"]]
    met = [day in theirs for day, theirs in zip(rows[column], days, strict=True)]
    return pd.Series(met, index=rows.index, dtype=bool)


def _verdict(rows: pd.DataFrame, column: str, date: str) -> str:
    """Return the mildest verdict on the spells of one country."""
    return best(dated(spell, column, date) for _, spell in rows.iterrows())


def _said(spell: pd.Series, column: str) -> str:
    """Return when a country joined or left, in words."""
    who, word = names([spell["country"]]), {"joined": "a member from", "left": "a member until"}[column]
    return f"{who}: {word} {written(spell, column)}" if pd.notna(spell[column]) else f"{who} is a member"


def _stopped(rows: pd.DataFrame, date: str) -> dict[str, str]:
    """Return who was suspended, or froze its part, in the year of a date, and that in words."""
    rows = rows[rows["status"].isin(["suspended", "frozen"]) & rows["joined"].dt.year.eq(int(date[:4]))]
    return {
        one["country"]: f"{names([one['country']])}: {one['status']} from {one['joined']:%F}"
        for _, one in rows.iterrows()
    }
