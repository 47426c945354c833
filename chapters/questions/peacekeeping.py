"""Variants of the questions of the chapter on peacekeeping."""

import mcollab as mc

PERIODS = [(1990, 1994), (1995, 1999), (2000, 2004), (2005, 2009), (2010, 2014), (2015, 2019), (2020, 2022)]


def deaths_path(rng):
    """Deaths of one kind in an average year, by period: three shown, four to guess."""
    kinds = {
        "malicious_act": "by malicious acts",
        "accident": "in accidents",
        "illness": "of illness",
        "all": "of all causes",
    }
    kind = rng.choice(sorted(kinds))
    deaths = mc.load("fatalities")
    by_year = (deaths if kind == "all" else deaths[deaths["kind"] == kind]).groupby("year")["deaths"].sum()
    points = [
        {"x": f"{first}–{last}", "y": round(float(by_year.loc[first:last].sum()) / (last - first + 1), 1)}
        for first, last in PERIODS
    ]
    return {
        "kind": kind,
        "how": kinds[kind],
        "given": points[:3],
        "hidden": points[3:],
        "high": 250 if kind == "all" else 120,
        "scale": 100 if kind == "all" else 50,
    }


def rate_of_deaths(rng):
    """A year's deaths by malicious acts and its strength."""
    year = rng.choice([1993, 1995, 2003, 2005, 2013, 2017, 2019, 2022])
    count = int(mc.load("fatalities").query("year == @year and kind == 'malicious_act'")["deaths"].item())
    strength = int(mc.load("personnel").set_index("year").loc[year, "personnel"])
    rate = 10_000 * count / strength
    return {
        "year": year,
        "count": count,
        "strength": f"{strength:,}",
        "answer": round(rate, 1),
        "thousand": round(rate / 10, 2),
    }
