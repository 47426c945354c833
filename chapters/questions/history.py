"""Variants of the questions of the chapter on history."""

import pandas as pd

import mcollab as mc


def members_on_a_day(rng):
    """A day on which NATO grew, and how many members it had until then."""
    spells = mc.spells("nato")
    days = sorted(day for day in spells["joined"].unique() if day.year > 1949)
    day = rng.choice(days)
    held = spells[~(spells["left"] < day)]
    return {
        "day": f"{day.day} {day:%B %Y}",
        "year": day.year,
        "answer": len(mc.members("nato", on=day - pd.Timedelta(days=1))),
        "end": len(mc.members("nato", on=f"{day.year}-12-31")),
        "joining": int((held["joined"] == day).sum()),
    }


def spending_path(rng):
    """The spending of an Ally: three years shown, four to guess."""
    countries = {
        "DEU": "Germany",
        "POL": "Poland",
        "GRC": "Greece",
        "USA": "the United States",
        "LTU": "Lithuania",
        "ESP": "Spain",
    }
    code = rng.choice(sorted(countries))
    shares = mc.load("spending").query("country == @code").set_index("year")["share_gdp"]

    def points(years):
        return [{"x": year, "y": float(shares[year])} for year in years]

    return {
        "country": countries[code],
        "code": code,
        "given": points([2014, 2016, 2018]),
        "hidden": points([2020, 2022, 2024, 2026]),
    }


def share_of_pairs(rng):
    """Two decades, and how many of the arrangements that took effect in each bind two parties."""
    table = mc.load("arrangements")
    pairs = (table["model"] == "bilateral").groupby(table["in_force"].dt.year // 10 * 10).agg(["sum", "size"])
    decade = rng.choice([1980, 1990, 2000, 2010])
    (before, of_before), (after, of_after) = (map(int, pairs.loc[year]) for year in (decade, 2020))
    first, alone = 100 * before / of_before, 100 * after / of_after
    return {
        "decade": decade,
        "before": before,
        "of_before": of_before,
        "after": after,
        "of_after": of_after,
        "answer": round(alone - first, 1),
        "number": after - before,
        "relative": round(100 * (alone / first - 1), 1),
        "first": round(first, 1),
        "alone": round(alone, 1),
    }
