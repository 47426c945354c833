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
