"""Rows of made-up tables, from short lines."""

from mcollab.claims import Finding, check


def countries(**names):
    """Return rows of countries: ``AAA="Alphaland, Europe"``."""
    return [
        {"iso3": code, "name": name, "short_name": name, "region": region}
        for code, (name, region) in ((code, text.split(", ")) for code, text in names.items())
    ]


def spells(arrangement, *lines):
    """Return rows of memberships from lines such as ``AAA 2000-01-01 2010-06-15 suspended``."""
    rows = []
    for line in lines:
        country, joined, *rest = line.split()
        left = [word for word in rest if word[0].isdigit()]
        status = [word for word in rest if not word[0].isdigit()]
        row = {"arrangement": arrangement, "country": country, "joined": joined, "source": f"{arrangement}-{country}"}
        rows.append(row | ({"left": left[0]} if left else {}) | ({"status": status[0]} if status else {}))
    return rows


ACCOUNTS = "A date like this is not called wrong: an account may count a decision, a signature, a notice or the effect."
"""What is said of a date that may be another account of the same event."""


def decides(line, verdict, found, *source):
    """Check a line of which all that it must say is known."""
    assert check(line) == Finding(verdict, found, ";".join(source))
