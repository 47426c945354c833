"""Variants of the questions of the chapter on the future."""

import math

import mcollab as mc


def _names():
    return mc.load("countries").set_index("iso3")["name"]


def straight_line(rng):
    """An ally below 3.5 per cent, and a year on its straight way there."""
    shares = mc.load("spending").query("year == 2026").set_index("country")["share_gdp"]
    code = rng.choice(sorted(shares.index[shares < 2.7]))
    share, year = float(shares[code]), rng.choice([2029, 2030, 2031, 2032])
    gap, steps = 3.5 - share, year - 2026
    return {
        "ally": _names()[code],
        "share": f"{share:.2f}",
        "gap": f"{gap:.2f}",
        "year": year,
        "steps": steps,
        "answer": round(share + gap * steps / 9, 2),
        "from_zero": round(3.5 * steps / 9, 2),
        "early": round(share + gap * steps / 10, 2),
    }


def one_leaves(rng):
    """An ally that leaves, and what the others would have to add."""
    # The smaller an ally, the less do the loss and the rise to replace it differ.
    names = {"USA": "the United States", "DEU": "Germany", "GBR": "the United Kingdom", "FRA": "France"}
    code = rng.choice(sorted(names))
    shares = mc.load("spending").query("year == 2026").set_index("country")["share_gdp"]
    money = shares / 100 * mc.load("gdp").query("year == 2023").set_index("country")["gdp"].reindex(shares.index)
    part, total = round(float(money[code])), round(float(money.sum()))
    return {
        "ally": names[code],
        "code": code,
        "total": f"{total:,}",
        "part": part,
        "rest": total - part,
        "share": round(100 * part / total, 1),
        "by_head": round(100 / 30, 1),
        "answer": round(float(100 * money[code] / money.drop(code).sum()), 1),
    }


def chance_of_an_exit(rng):
    """A body, a number of years, and the chance of an exit by the base rate."""
    bodies = {
        "nato": "NATO",
        "eu": "The European Union",
        "au": "The African Union",
        "osce": "The OSCE",
        "asean": "ASEAN",
        "gcc": "The Gulf Cooperation Council",
    }
    id, short = rng.choice(sorted(bodies)), rng.choice([True, False])
    members = mc.members(id, "2026-11-22")["country"].nunique()
    # Long enough for the chance to differ from the number of exits to be expected by more than the tolerance.
    years = (6 if short else 10) if members > 20 else (20 if short else 30)
    expected = 0.0014 * members * years
    return {
        "body": bodies[id],
        "id": id,
        "members": members,
        "years": years,
        "expected": f"{expected:.2f}",
        "answer": round(100 * (1 - math.exp(-expected)), 1),
        "one": round(100 * (1 - math.exp(-0.0014 * years)), 1),
        "shortcut": round(100 * expected, 1),
    }


def groups_of_a_few(rng):
    """The minilateral arrangements in force on a day of each year: the first shown, the later ones to guess."""
    year = rng.choice([1980, 1985, 1990])
    points = [
        {"x": after, "y": len(mc.in_force(f"{after}-11-01", model="minilateral"))}
        for after in (year, 1995, 2000, 2005, 2010, 2015, 2020, 2026)
    ]
    return {"year": year, "number": points[0]["y"], "given": points[:1], "hidden": points[1:]}
