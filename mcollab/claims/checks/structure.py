"""What is a part of what."""

from __future__ import annotations

from mcollab.claims.belonging import family
from mcollab.claims.registry import Finding, register
from mcollab.claims.rows import finding, row
from mcollab.datapackage import load


@register
def part_of(part: str, whole: str) -> Finding:
    """Return whether it is a part of the other, directly or through one between.

    Examples
    --------
    >>> part_of("asf", "au").verdict, part_of("au", "asf").verdict
    ('supported', 'wrong')
    """
    own, other = row("arrangements", part), row("arrangements", whole)
    if own["id"] != other["id"] and own["id"] in family(other["id"]):
        return finding("supported", f"{own['short_name']} is a part of {other['short_name']}.", own)
    return finding("wrong", f"{own['short_name']} is not recorded as a part of {other['short_name']}.", own)


@register
def beside(one: str, other: str) -> Finding:
    """Return whether they stand beside each other; that one is a part of the other makes it imprecise.

    Examples
    --------
    >>> beside("nato", "eu").verdict, beside("apsa", "asf").verdict
    ('supported', 'imprecise')
    """
    a, b = row("arrangements", one), row("arrangements", other)
    for part, whole in ((a, b), (b, a)):
        if part["id"] in family(whole["id"]):
            return finding("imprecise", f"{part['short_name']} is a part of {whole['short_name']}.", part)
    return finding("supported", f"Neither {a['short_name']} nor {b['short_name']} is a part of the other.", a, b)


@register
def parts(whole: str, number: str) -> Finding:
    """Return whether it has so many parts, those of its parts not counted.

    Examples
    --------
    >>> parts("asf", "5").verdict
    'supported'
    """
    rows = load("arrangements")
    rows = rows[rows["parent"] == row("arrangements", whole)["id"]]
    verdict = "supported" if len(rows) == int(number) else "wrong"
    return finding(verdict, f"It has {len(rows)}: {', '.join(rows['short_name'])}.", rows)
