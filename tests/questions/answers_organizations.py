"""The answers of the questions on organisations, derived from the tables."""

from itertools import product
from math import comb, prod

import pandas as pd
from deriving import IN_LAW, derives, held, rows

import mcollab as mc
from mcollab.questions import bank

DAY = "2026-11-01"


@derives("organizations/promise-in-the-text")
def _():
    table = rows("arrangements").set_index("short_name")["obligation"]
    texts = [option.text for option in bank.question("organizations/promise-in-the-text").options]
    return {text for text in texts if table[text] == "defence"}


@derives("organizations/chance-to-agree")
def _(values):
    members = held(values["id"], DAY)
    assert values["n"] == len(members)
    return 100 * prod(values["p"] / 100 for _ in members)


@derives("organizations/content-for-half")
def _():
    n = len(held("nato", DAY))
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if middle**n < 0.5 else (low, middle)
    return 100 * low


@derives("organizations/likelihood-to-agree")
def _():
    p = 0.95
    chances = {
        name: p ** len(held(id, DAY))
        for name, id in {"AUKUS": "aukus", "ASEAN": "asean", "NATO": "nato", "OSCE": "osce"}.items()
    }
    chances["UN Security Council"] = p**5 * sum(comb(10, k) * p**k * (1 - p) ** (10 - k) for k in range(4, 11))
    return sorted(chances, key=chances.get, reverse=True)


@derives("organizations/operations-by-leader")
def _(values):
    table = mc.load("operations")
    table = table[table["lead"] == values["lead"]]
    spans = list(zip(table["start"], table["end"], strict=True))
    days = {year: pd.Timestamp(year, 12, 31) for year in (1995, 2000, 2005, 2010, 2015, 2020, 2025)}
    return {year: sum(start <= day and not end <= day for start, end in spans) for year, day in days.items()}


@derives("organizations/partners-left")
def _():
    return {
        year: len(held("pfp", min(f"{year}-12-31", DAY), ("partner",)))
        for year in (1994, 1995, 1998, 2003, 2004, 2008, 2026)
    }


@derives("organizations/outside-all-three")
def _():
    [code] = held("eu", DAY) - held("nato", DAY) - held("pesco", DAY)
    return mc.load("countries").set_index("iso3").loc[code, "name"]


@derives("organizations/still-members-in-law")
def _():
    states = {"Armenia": "ARM", "Mali": "MLI", "France": "FRA", "Mexico": "MEX", "United Kingdom": "GBR"}
    bodies = {
        "the CSTO": "csto",
        "the African Union": "au",
        "ECOWAS": "ecowas",
        "NATO": "nato",
        "the Rio Treaty": "rio-treaty",
        "the EU": "eu",
    }
    texts = {option.text for option in bank.question("organizations/still-members-in-law").options}
    every = {
        f"{state}, of {body}": states[state] in held(bodies[body], DAY, IN_LAW)
        for state, body in product(states, bodies)
    }
    assert texts <= set(every)
    return {text for text in texts if every[text]}


@derives("organizations/likeness")
def _(values):
    one, other = (held(id, DAY, IN_LAW) for id in values["ids"])
    shared = sum(code in other for code in one)
    assert (values["a"], values["b"], values["both"]) == (len(one), len(other), shared)
    return mc.measures.jaccard(one, other)


@derives("organizations/compare-the-sums")
def _():
    year = mc.load("peacekeeping_budget").set_index("year").loc[2025, "budget"]
    assert year == 5380
    return 100 * 17_000 * 1.10 / 7 / year
