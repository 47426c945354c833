"""The answers of the questions on technology, derived from the tables."""

from itertools import combinations

import pandas as pd
from deriving import derives, rows

import mcollab as mc


def _sized():
    """Return the series with both numbers, by name, as pairs of people and states."""
    table = mc.load("military_exercises")
    return {
        row.name: (int(row.personnel), int(row.participants))
        for row in table.itertuples()
        if pd.notna(row.personnel) and pd.notna(row.participants)
    }


def _shields():
    table = mc.load("exercise_editions")
    return table[table["exercise"] == "locked-shields"].set_index("year")


@derives("technology/joint-buying")
def _(values):
    assert rows("programmes").loc[values["id"], "name"] == values["programme"]
    partners = mc.load("programme_partners")
    states = partners[(partners["programme"] == values["id"]) & (partners["role"] != "customer")]["country"]
    assert set(partners["role"]) <= {"lead", "partner", "customer", "observer"}
    assert len(set(states)) == values["n"]
    return len(list(combinations(states, 2)))


@derives("technology/size-and-flags")
def _():
    series = _sized()
    largest = sorted(series, key=series.get, reverse=True)[:6]
    lead = mc.load("military_exercises").set_index("name")["lead"]
    ranks = pd.DataFrame(series.values()).rank()
    statements = {
        "No series with more than forty states drew more than 10,000 people": all(
            people <= 10_000 for people, states in series.values() if states > 40
        ),
        "Half of the six largest are Russian strategic exercises": sum(
            lead[name].startswith("Russian") for name in largest
        )
        == 3,
        "Only two of the six largest have more than twenty states": sum(series[name][1] > 20 for name in largest) == 2,
        "In most series the number of states decides the number of people": abs(ranks[0].corr(ranks[1])) > 0.5,
    }
    return {text for text, holds in statements.items() if holds}


@derives("technology/people-for-a-flag")
def _():
    each = {name: people / states for name, (people, states) in _sized().items()}
    return sorted(["Vostok", "Keen Sword", "RIMPAC", "Steadfast Defender", "Locked Shields"], key=each.get)


@derives("technology/series-begun")
def _():
    decades = [f"{year // 10 * 10}s" for year in mc.load("military_exercises")["first_year"]]
    return {decade: decades.count(decade) for decade in ("1960s", "1970s", "1980s", "1990s", "2000s", "2010s", "2020s")}


@derives("technology/figure-that-stands-still")
def _():
    table = mc.load("exercise_editions")
    rimpac = table[(table["exercise"] == "rimpac") & table["year"].between(2012, 2024)].set_index("year")
    assert set(rimpac.drop(2020)["personnel"]) == {25_000} and rimpac.loc[2020, "personnel"] == 5_300
    assert len(rimpac) == 7 and list(rimpac.loc[[2012, 2024], "participants"]) == [22, 29]
    return {"It is a rounded plan or a phrase handed on, and trends must not be read from it"}


@derives("technology/tallinn-states")
def _():
    return {year: _shields().loc[year, "participants"] for year in (2014, 2016, 2018, 2022, 2023, 2024, 2026)}


@derives("technology/larger-teams")
def _(values):
    before, after = _shields().loc[values["year_a"]], _shields().loc[values["year_b"]]
    assert (values["people_a"], values["states_b"]) == (f"{before['personnel']:,}", after["participants"])
    return (after["personnel"] * before["participants"]) / (before["personnel"] * after["participants"])


@derives("technology/pledge-and-partners")
def _(values):
    shares = mc.load("spending").set_index(["country", "year"])["share_gdp"]

    def result(year):
        change = {code: shares[code, year] - shares[code, 2014] for code in ("DNK", "NOR", "FIN", "SWE")}
        return (change["DNK"] + change["NOR"] - change["FIN"] - change["SWE"]) / 2

    assert values["sweden"] == f"{shares['SWE', 2014]:.2f} and {shares['SWE', values['year']]:.2f}"
    assert (round(result(2020), 2), round(result(2022), 2)) == (0.25, -0.26)
    return result(values["year"])
