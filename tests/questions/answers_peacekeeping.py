"""The answers of the questions on peacekeeping, derived from the tables."""

import pandas as pd
from deriving import derives, rows_name

import mcollab as mc


def strength(year):
    """Return the row of a year in the table of personnel."""
    return mc.load("personnel").query("year == @year").iloc[0]


def deaths(years, *kinds):
    """Return how many died in some years, of the kinds or of all."""
    table = mc.load("fatalities")
    return sum(row.deaths for row in table.itertuples() if row.year in years and (not kinds or row.kind in kinds))


@derives("peacekeeping/fewer-or-smaller")
def _():
    before, after = strength(2015), strength(2024)
    assert [(row["personnel"], row["missions"]) for row in (before, after)] == [(107_088, 16), (61_788, 11)]
    size = before["personnel"] / before["missions"]
    return 100 * (before["missions"] - after["missions"]) * size / (before["personnel"] - after["personnel"])


@derives("peacekeeping/budget-path")
def _():
    table = mc.load("peacekeeping_budget").set_index("year")["budget"]
    return {year: table[year] / 1000 for year in range(2012, 2027, 2)}


@derives("peacekeeping/cap-on-payment")
def _():
    budget = mc.load("peacekeeping_budget").set_index("year").loc[2022, "budget"]
    assert budget == 6450
    return budget * 26.94 / 100 - budget / 4


@derives("peacekeeping/senders-in-order")
def _():
    table = mc.load("contributions").query("scope == 'un_total' and kind == 'uniformed'")
    table = table[table["date"] == pd.Timestamp("2014-03-31")].set_index("country")["personnel"]
    assert table["USA"] + table["JPN"] == 391
    return [
        rows_name(code) for code in table[["BGD", "RWA", "CHN", "FRA", "DEU", "USA"]].sort_values(ascending=False).index
    ]


@derives("peacekeeping/deaths-path")
def _(values):
    kinds = () if values["kind"] == "all" else (values["kind"],)
    periods = ((1990, 1994), (1995, 1999), (2000, 2004), (2005, 2009), (2010, 2014), (2015, 2019), (2020, 2022))
    found = {}
    for first, last in periods:
        years = range(first, last + 1)
        found[f"{first}–{last}"] = deaths(years, *kinds) / len(years)
    return found


@derives("peacekeeping/rate-of-deaths")
def _(values):
    assert values["count"] == deaths([values["year"]], "malicious_act")
    assert int(values["strength"].replace(",", "")) == strength(values["year"])["personnel"]
    return 10_000 * deaths([values["year"]], "malicious_act") / strength(values["year"])["personnel"]


@derives("peacekeeping/most-dangerous-year")
def _():
    killed = {year: deaths([year], "malicious_act") for year in (1995, 2017)}
    assert killed == {1995: 34, 2017: 59}
    risk = {year: killed[year] / strength(year)["personnel"] for year in killed}
    assert risk[1995] > 1.5 * risk[2017]
    return {"The risk of being killed was greater in 1995"}
