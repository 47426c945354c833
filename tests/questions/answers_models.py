"""The answers of the questions on models, derived from the tables."""

from itertools import combinations

import pandas as pd
from deriving import IN_LAW, derives, rows

import mcollab as mc
from mcollab.questions import bank


def named():
    """Return the clauses by what the chapter calls them: short name and article."""
    table = rows("clauses")
    short = rows("arrangements")["short_name"]
    return table.set_index(table["arrangement"].map(short) + ", " + table["article"])


@derives("models/place-them")
def _():
    words = {"defence": "defence", "consultation": "to consult", "none": "nothing military"}
    table = rows("arrangements").loc[["aes", "fpda", "aukus", "pesco"]]
    return {
        row[
            "short_name"
        ]: f"a{'n' if row['kind'] == 'alliance' else ''} {row['kind']} that promises {words[row['obligation']]}"
        for _, row in table.iterrows()
    }


@derives("models/only-access-of-many")
def _():
    table = rows("arrangements").query("kind == 'access' and model != 'bilateral'")
    return table["short_name"].item()


@derives("models/count-the-brakes")
def _(values):
    row = rows("clauses").loc[values["id"]]
    assert row["article"] == values["article"] and row["obligation"] == "defence"
    brakes = [
        row["automaticity"] in ("discretionary", "constitutional", "collective"),
        not row["area"].startswith("unlimited"),
        row["means"] not in ("including_force", "any"),
        not pd.isna(row["exit_notice_months"]),
    ]
    assert abs(values["confused"] - sum(brakes)) == 1
    return brakes.count(True)


@derives("models/brake-of-article-5")
def _():
    row = rows("clauses").loc["nato-5"]
    lacking = {
        "A response left to each party's judgement": row["automaticity"] == "automatic",
        "A bounded area": row["area"] == "unlimited",
        "Silence about armed force": row["means"] == "including_force",
        "A way out on notice": pd.isna(row["exit_notice_months"]),
    }
    return {text for text, lacks in lacking.items() if lacks}


@derives("models/from-most-to-least")
def _():
    duty = {"defence": 0, "consultation": 10, "non_aggression": 20}
    judged = {"automatic": 0, "discretionary": 1, "none": 2}
    table = named().loc[bank.question("models/from-most-to-least").items]
    return list((table["obligation"].map(duty) + table["automaticity"].map(judged)).sort_values(kind="stable").index)


@derives("models/an-organ-decides")
def _():
    table = named()
    texts = [option.text for option in bank.question("models/an-organ-decides").options]
    return {text for text in texts if table.loc[text, "automaticity"] == "collective"}


@derives("models/automatic-again")
def _():
    signed = rows("arrangements")["signed"].dt.year
    periods = {"1800–1944": [], "1945–1959": [], "1960–1989": [], "1990–2026": []}
    counted = set()
    for _, row in rows("clauses").iterrows():
        # One article for each arrangement; the Union's clause came with the Treaty of Lisbon.
        if row["obligation"] != "defence" or row["arrangement"] in counted:
            continue
        counted.add(row["arrangement"])
        year = 2007 if row["arrangement"] == "eu" else signed[row["arrangement"]]
        for name, found in periods.items():
            first, last = map(int, name.split("–"))
            if first <= year <= last:
                found.append(row["automaticity"] == "automatic")
    assert [(sum(found), len(found)) for found in periods.values()] == [(7, 8), (6, 14), (5, 7), (6, 11)]
    return {name: 100 * sum(found) / len(found) for name, found in periods.items()}


@derives("models/pairs-in-asia")
def _(values):
    table = rows("arrangements").query(
        "region == 'Asia-Pacific' and model in ['bilateral', 'minilateral'] and kind != 'organization'"
    )
    if values["sort"] == "defence":
        table = table.query("obligation == 'defence'")

    spells = mc.load("memberships")
    spells = spells[spells["arrangement"].isin(table["id"]) & spells["status"].isin(IN_LAW)]

    def count(year):
        day = min(f"{year}-12-31", "2026-11-01")
        on = spells[(spells["joined"] <= day) & ~(spells["left"] <= day)]
        held = [sorted(set(countries)) for _, countries in on.groupby("arrangement")["country"]]
        pairs = {pair for countries in held for pair in combinations(countries, 2)}
        hub = {pair for pair in pairs if "USA" in pair}
        return len({"hub": hub, "rim": pairs - hub}.get(values["sort"], pairs))

    return {year: count(year) for year in (1955, 1975, 1990, 2000, 2010, 2020, 2026)}
