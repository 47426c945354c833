"""The answers of the questions on the future, derived from the tables."""

from functools import cache

import pandas as pd
import pytest
from deriving import IN_LAW, derives, held, rows

import mcollab as mc

CLOSED = pd.Timestamp("2026-11-22")


def _money():
    """Return what each ally spends by its share of 2026 and its GDP of 2023, in billions."""
    gdp = mc.load("gdp").set_index(["country", "year"])["gdp"]
    return {
        row.country: row.share_gdp * gdp[row.country, 2023] / 100
        for row in mc.load("spending").itertuples()
        if row.year == 2026
    }


def _cost(year):
    budget, people = (
        mc.load(table).set_index("year")[column]
        for table, column in (("peacekeeping_budget", "budget"), ("personnel", "personnel"))
    )
    return budget[year] * 1e6 / people[year]


@derives("future/pace-of-pairs")
def _():
    pairs = mc.load("arrangements").query("model == 'bilateral'")
    began = pairs["in_force"].dropna()
    before, since = sum(2000 <= day.year < 2020 for day in began), sum(2020 <= day.year < 2026 for day in began)
    assert (before, since) == (15, 31)
    return (since / 6) / (before / 20)


@derives("future/groups-of-a-few")
def _(values):
    table = mc.load("arrangements").query("model == 'minilateral'")

    def standing(day):
        return sum(row.in_force <= day and not row.ended <= day for row in table.itertuples())

    years = (values["year"], 1995, 2000, 2005, 2010, 2015, 2020, 2026)
    assert values["number"] == standing(pd.Timestamp(values["year"], 11, 1))
    return {year: standing(pd.Timestamp(year, 11, 1)) for year in years}


@derives("future/which-promise")
def _():
    promised = rows("arrangements").set_index("short_name")["obligation"]
    names = [
        "Saudi–Pakistan",
        "Russia–DPRK",
        "Pukpuk Treaty",
        "AES",
        "Camp David trilateral",
        "UK-Ukraine security agreement",
    ]
    return {name for name in names if promised[name] == "defence"}


@derives("future/straight-line")
def _(values):
    name = mc.load("countries").set_index("name")["iso3"]
    share = mc.load("spending").set_index(["country", "year"])["share_gdp"][name[values["ally"]], 2026]
    left = (2035 - values["year"]) / 9
    return share * left + 3.5 * (1 - left)


@derives("future/one-leaves")
def _(values):
    money = _money()
    assert len(money) == 31
    part = money.pop(values["code"])
    return 100 * part / sum(money.values())


@derives("future/cost-per-head")
def _():
    people = mc.load("personnel").set_index("year")["personnel"]
    assert 1 - people[2024] / people[2015] == pytest.approx(0.4, abs=0.03)
    return {year: _cost(year) / 1000 for year in (2015, 2016, 2018, 2020, 2022, 2024)}


@derives("future/how-much-must-be-paid")
def _():
    budget = mc.load("peacekeeping_budget").set_index("year")["budget"][2026]
    assert round(_cost(2024)) == 90_471 and budget == 5100
    return 100 * 50_000 * _cost(2024) * 1.02**2 / (budget * 1e6)


@cache
def exits_in_a_thousand():
    """Return how many of a thousand years of membership ended with an exit, from 2003 to 2025."""
    table = rows("arrangements")
    table = table[
        table["kind"].isin(["alliance", "organization", "collective_security"])
        & (table["model"] != "bilateral")
        & table["ended"].isna()
    ]
    spells = mc.load("memberships")
    spells = spells[spells["arrangement"].isin(table["id"]) & spells["status"].isin(IN_LAW)]
    served = sum(
        len(
            {(row.arrangement, row.country) for row in spells.itertuples() if row.joined <= day and not row.left <= day}
        )
        for day in (pd.Timestamp(f"{year}-12-31") for year in range(2003, 2026))
    )
    gone = sum(
        group["left"].notna().all() and 2003 <= group["left"].max().year <= 2025
        for (_, country), group in spells.groupby(["arrangement", "country"])
        if country not in ("YUG", "SCG")
    )
    return round(1000 * gone / served, 1)


@derives("future/chance-of-an-exit")
def _(values):
    assert exits_in_a_thousand() == 1.4
    assert len(held(values["id"], CLOSED, IN_LAW)) == values["members"]
    return 100 * (1 - 2.718281828 ** (-1.4 / 1000 * values["members"] * values["years"]))


@derives("future/best-constant")
def _():
    spells = mc.load("memberships").query("arrangement == 'au' and status == 'suspended'")
    years = [year in set(spells["joined"].dt.year) for year in range(2003, 2026)]
    assert round(100 * sum(years) / 23) == 61

    def brier(text):
        return sum((int(text.removesuffix(" %")) / 100 - happened) ** 2 for happened in years) / 23

    return sorted(["0 %", "50 %", "61 %", "80 %", "100 %"], key=brier)
