"""Variants of the questions of the chapter on organisations."""

import mcollab as mc

DAY = "2026-11-01"


def chance_to_agree(rng):
    """A body that decides by consensus, how content each member is, and how often all are."""
    bodies = {
        "osce": "the OSCE",
        "nato": "NATO",
        "asean": "ASEAN",
        "sco": "the SCO",
        "aukus": "AUKUS",
        "csto": "the CSTO without its frozen member",
    }
    id = rng.choice(sorted(bodies))
    p = rng.choice([95, 97, 99])
    n = len(mc.members(id, DAY, "member"))
    answer = round(p**n / 100 ** (n - 1), 1)
    return {"id": id, "body": bodies[id], "n": n, "p": p, "answer": answer, "blocked": round(100 - answer, 1)}


def operations_by_leader(rng):
    """Operations under way by who led them: three years shown, four to guess."""
    leaders = {"UN": "the UN", "EU": "the EU", "NATO": "NATO", "coalition": "coalitions of the willing"}
    lead = rng.choice(sorted(leaders))
    operations = mc.load("operations").query("lead == @lead")

    def points(years):
        days = {year: f"{year}-12-31" for year in years}
        return [
            {"x": year, "y": int(((operations["start"] <= day) & ~(operations["end"] <= day)).sum())}
            for year, day in days.items()
        ]

    return {
        "lead": lead,
        "leader": leaders[lead],
        "given": points([1995, 2000, 2005]),
        "hidden": points([2010, 2015, 2020, 2025]),
    }


def likeness(rng):
    """Two bodies that share members, and how alike their lists are."""
    names = mc.load("arrangements").set_index("id")["short_name"]
    one, other = rng.choice(
        [("nato", "eu"), ("csto", "sco"), ("quad", "aukus"), ("five-eyes", "fpda"), ("cis", "sco"), ("jef", "nato")]
    )
    a, b = (set(mc.members(body, DAY)["country"]) for body in (one, other))
    both, either = len(a & b), len(a | b)
    return {
        "ids": (one, other),
        "one": names[one],
        "other": names[other],
        "a": len(a),
        "b": len(b),
        "both": both,
        "either": either,
        "answer": round(both / either, 2),
        "doubled": round(both / (len(a) + len(b)), 2),
        "smaller": round(both / min(len(a), len(b)), 2),
    }
