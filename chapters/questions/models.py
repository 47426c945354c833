"""Variants of the questions of the chapter on models."""

import pandas as pd

import mcollab as mc


def count_the_brakes(rng):
    """A promise of defence since 1945, as it is coded, and how many of the four brakes it has."""
    known = {
        "nato-5": "NATO",
        "anzus-4": "ANZUS",
        "weu-5": "the Western European Union",
        "csto-4": "the CSTO",
        "warsaw-pact-4": "the Warsaw Pact",
        "soviet-dprk-1": "the USSR and the DPRK",
        "arab-jdt-2": "the Arab League's Joint Defence Treaty",
        "us-japan-5": "the United States and Japan",
        "russia-dprk-4": "the Russian Federation and the DPRK",
        "china-dprk-2": "China and the DPRK",
    }
    id = rng.choice(sorted(known))
    row = mc.load("clauses").set_index("id").loc[id]
    months = row["exit_notice_months"]
    has_exit = pd.notna(months)
    unnamed = row["means"] == "unspecified"
    others = (row["automaticity"] != "automatic") + (row["area"] != "unlimited") + int(has_exit)
    return {
        "id": id,
        "pact": known[id],
        "article": row["article"],
        "automaticity": row["automaticity"],
        "area": row["area"],
        "means": row["means"].replace("_", " "),
        "exit": f"on {months} months' notice" if has_exit else "without a clause",
        "answer": others + unnamed,
        "confused": others + (not unnamed),
    }


def pairs_in_asia(rng):
    """Pairs of states of Asia and the Pacific that share an arrangement: all of them, or of one sort."""
    sort = rng.choice(["all", "hub", "rim", "defence"])
    table = mc.load("arrangements")
    table = table[
        (table["region"] == "Asia-Pacific")
        & table["model"].isin(["bilateral", "minilateral"])
        & (table["kind"] != "organization")
    ]
    if sort == "defence":
        table = table[table["obligation"] == "defence"]

    pairs = mc.panel(by="dyad", years=(1955, 2026), arrangements=list(table["id"]))
    with_hub = (pairs["a"] == "USA") | (pairs["b"] == "USA")
    counted = pairs[{"hub": with_hub, "rim": ~with_hub}.get(sort, with_hub | ~with_hub)].groupby("year").size()

    def points(years):
        return [{"x": year, "y": int(counted.get(year, 0))} for year in years]

    return {
        "sort": sort,
        "what": {
            "all": "every pair counts",
            "hub": "only pairs that include the United States count",
            "rim": "only pairs without the United States count",
            "defence": "only pairs bound by a promise of defence count",
        }[sort],
        "given": points([1955, 1975, 1990]),
        "hidden": points([2000, 2010, 2020, 2026]),
        "high": {"all": 100, "hub": 25, "rim": 100, "defence": 25}[sort],
        "scale": {"all": 40, "hub": 10, "rim": 40, "defence": 10}[sort],
    }
