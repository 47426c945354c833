"""What is made and paid together."""

from __future__ import annotations

import pandas as pd

from mcollab.claims.belonging import members, names
from mcollab.claims.registry import Finding, register
from mcollab.claims.rows import finding, of_all, row
from mcollab.datapackage import load
from mcollab.errors import McollabError


@register
def runs(arrangement: str, programme: str) -> Finding:
    """Return whether the programme is run under the arrangement.

    Examples
    --------
    >>> runs("aukus", "aukus-submarines").verdict
    'supported'
    """
    own = row("programmes", programme)
    under = row("arrangements", arrangement)["id"]
    verdict = "supported" if own["arrangement"] == under else "wrong"
    return finding(verdict, f"{own['name']}: {own['product']}, under {own['arrangement']}.", own)


@register
def partners_within(programme: str, arrangement: str) -> Finding:
    """Return whether all partners of the programme are members of the arrangement; most of them is imprecise.

    Examples
    --------
    >>> partners_within("f-35", "nato").verdict
    'imprecise'
    """
    rows = _partners(programme)
    outside = sorted(set(rows["country"]) - members(arrangement))
    verdict = of_all(len(outside), len(rows))
    name = row("arrangements", arrangement)["short_name"]
    found = f"Of its {len(rows)} partners, {len(outside)} are outside {name}"
    return finding(verdict, f"{found}: {names(outside)}." if outside else f"{found}.", rows)


@register
def cost_spread(programme: str) -> Finding:
    """Return whether no partner of the programme bears more than half of the cost; over nine tenths makes it wrong.

    Examples
    --------
    >>> cost_spread("f-35").verdict
    'imprecise'
    """
    rows = _partners(programme)
    rows = rows[rows["share_basis"] == "cost"].sort_values("share", ascending=False)
    if rows.empty:
        raise McollabError(
            f"No cost shares of {programme!r} are recorded: expected a programme with share_basis 'cost'."
        )
    most = rows.iloc[0]
    verdict = "supported" if most["share"] <= 50 else "wrong" if most["share"] > 90 else "imprecise"
    found = f"{names([most['country']])} bears {most['share']:.1f} per cent of the cost, the others the rest."
    return finding(verdict, found, rows)


@register
def spends(share: str, year: str) -> Finding:
    """Return whether all allies spent that share of GDP (per cent) or more on defence in the year; most is imprecise.

    Examples
    --------
    >>> spends("2", "2014").verdict, spends("2", "2025").verdict
    ('wrong', 'imprecise')
    """
    rows, least = load("spending"), float(share)
    rows = rows[(rows["year"] == int(year)) & rows["country"].isin(members("nato", pd.Timestamp(int(year), 12, 31)))]
    if rows.empty:
        raise McollabError(f"No spending of allies in {year} is recorded: expected a year of the table spending.")
    below = rows[rows["share_gdp"] < least]
    verdict = of_all(len(below), len(rows))
    found = f"In {year}, {len(rows) - len(below)} of {len(rows)} spent at least {share} per cent"
    return finding(verdict, f"{found}; below: {names(below['country'])}." if len(below) else f"{found}.", rows)


def _partners(programme: str) -> pd.DataFrame:
    """Return those who take part in a programme today, other than by buying."""
    own, rows = row("programmes", programme), load("programme_partners")
    rows = rows[(rows["programme"] == own["id"]) & (rows["role"] != "customer") & rows["left"].isna()]
    if rows.empty:
        raise McollabError(f"No partners of {programme!r} are recorded: expected a programme with partners today.")
    return rows
