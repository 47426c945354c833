"""The answers of the questions on history, derived from the tables."""

import pandas as pd
from deriving import allied, derives, held, rows, rows_name

import mcollab as mc
from mcollab.questions import bank


@derives("history/long-peace")
def _():
    powers = {"GBR", "FRA", "RUS", "XPR", "XAH", "AUT"}
    members = mc.load("memberships")
    years = 0
    for id, row in rows("arrangements").iterrows():
        bound = row["obligation"] == "defence" and row["kind"] in ("alliance", "coalition")
        if (
            bound
            and len(set(members[members["arrangement"] == id]["country"]) & powers) > 1
            and row["in_force"] < pd.Timestamp("1879-09-30")
        ):
            start, end = max(row["in_force"], pd.Timestamp("1825-01-01")), min(row["ended"], pd.Timestamp("1879-09-30"))
            years += max(0, (end - start).days) / 365.25
    assert years < 0.05 * 54
    return {"Almost none, and so none of those alliances can have kept the peace of those years"}


@derives("history/bound-in-1914")
def _():
    codes = {
        "Germany": "DEU",
        "Austria-Hungary": "XAH",
        "France": "FRA",
        "Russia": "RUS",
        "Japan": "JPN",
        "the United Kingdom": "GBR",
    }
    table = rows("arrangements")
    bound = [held(id, "1914-07-27") for id in table[table["obligation"] == "defence"]["id"]]
    texts = [option.text for option in bank.question("history/bound-in-1914").options]
    return {
        text for text in texts if any({codes[name] for name in text.split(" and ")} <= members for members in bound)
    }


@derives("history/league-members")
def _():
    assert len(held("league-of-nations", "1934-12-31")) == 60
    assert {
        code
        for code in ("JPN", "DEU")
        if code in held("league-of-nations", "1934-12-31") - held("league-of-nations", "1935-12-31")
    } == {"JPN", "DEU"}
    joined = mc.spells("league-of-nations")["joined"]
    assert not ((joined >= "1934-12-01") & (joined <= "1934-12-31")).any()
    return {"Two states that had given notice were still members in law"}


@derives("history/who-left")
def _():
    powers = {
        "GBR": "United Kingdom",
        "FRA": "France",
        "ITA": "Italy",
        "JPN": "Japan",
        "DEU": "Germany",
        "SUN": "Soviet Union",
    }
    return {name for code, name in powers.items() if code not in held("league-of-nations", "1939-12-31")}


@derives("history/interwar-promises")
def _():
    words = {
        "defence": "help in war",
        "non_aggression": "not to attack",
        "consultation": "to consult",
        "neutrality": "to stay neutral",
        "collective_security": "to act against whichever party attacks",
    }
    table = rows("arrangements").set_index("short_name")["obligation"]
    return {
        name: words[table[name]]
        for name in (
            "Little Entente",
            "Kellogg–Briand Pact",
            "Anti-Comintern Pact",
            "Molotov–Ribbentrop Pact",
            "Locarno Pact",
        )
    }


@derives("history/peacekeepers-since-1990")
def _():
    counts = mc.load("personnel").set_index("year")["personnel"]
    return {year: counts[year] / 1000 for year in (1990, 1992, 1994, 1996, 1998, 2000, 2005, 2010, 2015, 2020, 2024)}


@derives("history/states-with-allies")
def _():
    return {year: len(allied(f"{year}-12-31")) for year in (1946, 1955, 1975, 1990, 2005, 2026)}


@derives("history/postwar-order")
def _():
    table = rows("arrangements").loc[["rio-treaty", "nato", "anzus", "seato", "warsaw-pact"]]
    return list(table.sort_values("in_force")["short_name"])


@derives("history/members-on-a-day")
def _(values):
    day = pd.Timestamp(values["day"])
    before, after = held("nato", day - pd.Timedelta(days=1)), held("nato", day)
    assert values["joining"] == len(after - before) > 0
    assert values["end"] == len(held("nato", f"{values['year']}-12-31"))
    return len(before)


@derives("history/share-of-pairs")
def _(values):
    table = rows("arrangements")
    before, after = (
        table[table["in_force"].dt.year.between(decade, decade + 9)]["model"] for decade in (values["decade"], 2020)
    )
    assert (values["of_before"], values["of_after"]) == (len(before), len(after))
    assert (values["before"], values["after"]) == tuple((model == "bilateral").sum() for model in (before, after))
    return 100 * ((after == "bilateral").mean() - (before == "bilateral").mean())


@derives("history/spending-path")
def _(values):
    table = mc.load("spending")
    table = table[table["country"] == values["code"]]
    assert rows_name(values["code"]).startswith(values["country"].removeprefix("the "))
    return {
        year: table.loc[table["year"] == year, "share_gdp"].item()
        for year in (2014, 2016, 2018, 2020, 2022, 2024, 2026)
    }


@derives("history/oldest-in-force")
def _():
    table = rows("arrangements")
    table = table[(table["kind"] == "alliance") & (table["obligation"] == "defence") & table["ended"].isna()]
    return table.loc[table["in_force"].idxmin(), "short_name"]
