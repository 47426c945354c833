"""Every number that chapters/organizations.md states from the tables, computed again."""

from math import comb

import pandas as pd
import pytest

import mcollab as mc
from mcollab.questions import bank

DAY = pd.Timestamp("2026-11-01")
BODIES = [
    "un",
    "osce",
    "au",
    "nato",
    "eu",
    "arab-league",
    "oas",
    "ecowas",
    "sadc",
    "asean",
    "admm-plus",
    "sco",
    "csto",
    "gcc",
    "quad",
    "aukus",
    "fpda",
    "five-eyes",
]
IN_LAW = ("member", "suspended", "frozen")


@pytest.fixture(scope="module")
def arrangements():
    return mc.load("arrangements").set_index("id")


def held(arrangement, day=DAY, status=IN_LAW):
    """The countries in an arrangement on a day."""
    spells = mc.load("memberships")
    spells = spells[(spells["arrangement"] == arrangement) & spells["status"].isin(status)]
    return set(spells[(spells["joined"] <= day) & ~(spells["left"] <= day)]["country"])


def most_ever(arrangement):
    """The number of countries in an arrangement at the end of the year in which they were most."""
    spells = mc.load("memberships").query("arrangement == @arrangement and status in @IN_LAW")
    ends = pd.to_datetime([f"{year}-12-31" for year in range(1945, 2027)]).to_numpy()[:, None]
    joined, left = (spells[column].to_numpy() for column in ("joined", "left"))
    return ((joined <= ends) & ~(left <= ends)).sum(axis=1).max()


def running(day):
    """Operations under way on a day."""
    table = mc.load("operations")
    return table[(table["start"] <= day) & ~(table["end"] <= day)]


def test_promises(prose, arrangements):
    promised = arrangements.loc[BODIES, "obligation"]
    assert set(promised.index[promised == "defence"]) == {"nato", "eu", "csto"}
    assert set(promised.index[promised == "none"]) == {"admm-plus", "gcc", "quad", "aukus", "five-eyes"}
    prose.states(
        "Of eighteen bodies compared, three promise defence in their treaty or charter and five promise nothing"
        " military"
    )
    prose.states(
        "Only three of the eighteen, NATO, the EU and the CSTO, promise defence against outsiders in that text."
        " Five promise"
        " nothing military"
    )


def test_members_over_time(prose):
    assert (len(held("nato", pd.Timestamp("1949-12-31"))), len(held("nato"))) == (12, 32)
    prose.states("NATO went from 12 members to 32, the last being Sweden on 7 March 2024")
    assert (len(held("sco", pd.Timestamp("2001-12-31"))), len(held("sco"))) == (6, 10)
    prose.states("the SCO went from 6 to 10")
    csto, ecowas = mc.spells("csto"), mc.spells("ecowas")
    assert len(held("csto", pd.Timestamp("1994-12-31"))) == 9
    assert (len(held("csto")), held("csto", status=("frozen",))) == (6, {"ARM"})
    prose.states("the CSTO, 9 in 1994 and 6 in 2026, of which one has frozen its part")
    assert (most_ever("ecowas"), len(held("ecowas"))) == (16, 12) and not csto.empty and not ecowas.empty
    prose.states("ECOWAS, 16 at its widest and 12 since 29 January 2025")
    smaller = {body for body in set(BODIES) - {"un"} if len(held(body)) < most_ever(body)}
    assert smaller == {"csto", "ecowas", "eu", "oas"}
    prose.states("Four lines end lower than they once stood")
    left = {body: mc.departures(body).query("how == 'left'").set_index("country")["day"] for body in ("eu", "oas")}
    assert (left["eu"]["GBR"].year, left["oas"]["NIC"].year) == (2020, 2023)
    assert len(held("au")) == 55 and len(held("au", status=("suspended",))) == 6
    prose.states("six suspended states in the African Union")
    assert len(held("asean")) == 11
    prose.states("which became the eleventh member on 26 October 2025")


def test_rules_of_decision(prose):
    seats = {body: len(held(body, status=("member",))) for body in ("osce", "nato", "aukus", "asean")}
    assert seats["osce"] == 57 and round(0.95 ** seats["osce"], 2) == 0.05
    assert round(1 / 0.95 ** seats["nato"]) == 5 and round(0.95 ** seats["aukus"], 2) == 0.86
    prose.states(
        "the 57 states of the OSCE agree in one case of twenty and the 32 of NATO in one of five. A club of"
        " three agrees in"
        " six of seven"
    )
    prose.states("57 states that are each content with 95 proposals of 100 agree on five; three states agree on 86")
    council = 0.95**5 * sum(comb(10, k) * 0.95**k * 0.05 ** (10 - k) for k in range(4, 11))
    assert round(council, 2) == 0.77 and round(0.95 ** seats["asean"], 2) == 0.57


def test_operations(prose):
    before, now = running(pd.Timestamp("1990-12-31")), running(DAY)
    prose.states(
        f"the UN ran {(before['lead'] == 'UN').sum()} of the {len(before)} operations under way at the end of 1990"
    )
    leads = now["lead"].value_counts()
    prose.states(
        f"Of the {len(now)} of which it knows no end, most of them last seen before 2026, the UN led {leads['UN']},"
        f" the EU {leads['EU']}, coalitions of the willing {leads['coalition']} and NATO {leads['NATO']}"
    )
    asked = (
        f"Of {len(now)} operations of which the table knows no end, the EU leads {leads['EU']} and the UN {leads['UN']}"
    )
    assert bank.question("organizations/counted-not-weighed").prompt.startswith(f"{asked}.")
    assert (now["as_of"] < "2026-01-01").mean() > 0.5
    prose.states(
        f"it ran {(before['lead'] == 'UN').sum()} of {len(before)} in 1990 and {leads['UN']} of the {len(now)} of which"
        " the table knows no end"
    )
    end_2015 = running(pd.Timestamp("2015-12-31"))["lead"].value_counts()
    assert end_2015["EU"] > end_2015["UN"]
    assert mc.load("personnel").set_index("year").loc[2025, "personnel"] == pytest.approx(60_000, rel=0.02)
    prose.states("somewhat over 60,000 in the field in September 2025")


def test_partnership_for_peace(prose):
    signed = set(mc.spells("pfp")["country"])
    became = signed & held("nato")
    partners, barred = held("pfp", status=("partner",)), held("pfp", status=("suspended",))
    assert barred == {"RUS", "BLR"} and len(signed) == len(became) + len(partners) + len(barred)
    prose.states(
        f"Of {len(signed)} states that signed the Partnership for Peace, {len(became)} became allies; the other"
        f" {len(partners) + len(barred)}"
    )
    assert len(partners) == 16


def test_europe(prose):
    nato, eu = held("nato"), held("eu")
    prose.states(
        f"The matrix shows {len(nato & eu)} states in both large circles. Four are in the EU only: Austria,"
        " Cyprus, Ireland"
        " and Malta; nine in NATO only"
    )
    assert eu - nato == {"AUT", "CYP", "IRL", "MLT"} and len(nato - eu) == 9
    assert eu - held("pesco") == {"MLT"} and len(held("pesco")) == 26
    prose.states("26 since Denmark, its opt-out given up, joined in 2023")
    circles = ["nato", "eu", "pesco", "jef", "ei2", "nordefco", "bucharest-nine", "visegrad-group", "eurocorps"]
    times = pd.Series([country for circle in circles for country in held(circle)]).value_counts()
    assert set(times.index[times == times.max()]) == {"DNK", "EST", "FIN", "POL", "SWE"} and times.max() == 6
    prose.states("Denmark, Estonia, Finland, Poland and Sweden are in six of the nine")
    assert [len(held(circle)) for circle in ("jef", "nordefco", "bucharest-nine", "ei2")] == [10, 5, 9, 13]
    prose.states(
        "the ten of the Joint Expeditionary Force under the United Kingdom, five Nordic states in NORDEFCO, nine"
        " on the"
        " eastern edge, the thirteen"
    )
    index = len(nato & eu) / len(nato | eu)
    prose.states(f"NATO and the EU stand at {index:.2f}")
    assert not held("nato") & held("csto")


def test_africa(prose):
    spells = mc.spells("au", "suspended")
    prose.states(f"The table has {len(spells)} spells for {spells['country'].nunique()} states")
    assert (spells["country"].value_counts().index[0], spells["country"].value_counts().iloc[0]) == ("MLI", 3)
    still = spells[spells["left"].isna()]
    assert len(still) == 6 and ((DAY - still["joined"]).dt.days > 3 * 365.25).sum() == 4
    prose.states("of the six suspensions of which no end is known, by lists of 2024 and 2025, four had lasted for more")
    assert set(still["as_of"].dt.year) <= {2024, 2025}
    assert "TCD" not in set(spells["country"])
    prose.states("for Chad, where officers took over in April 2021, the table has no suspension")
    regions = ["ecowas", "sadc", "eac", "igad", "eccas", "amu"]
    assert {country for country in held("au") if sum(country in held(region) for region in regions) == 3} == {"COD"}
    prose.states("the Democratic Republic of the Congo is in three of the six")
    assert not (mc.load("operations")["arrangement"] == "asf").any()
    prose.states("in the table of operations it leads none")


def test_gulf_and_league(prose):
    prose.states(f"{len(held('arab-jdt'))} of its {len(held('arab-league'))} members are parties to that treaty")
    told = mc.load("memberships").query("arrangement == 'arab-jdt' and left.isna() and not confirmed")
    prose.states(f"of {len(told)} of them one source says so")


def test_exits(prose, arrangements):
    countries = mc.load("countries").set_index("iso3")
    kinds = arrangements["kind"].isin(["alliance", "organization", "collective_security"])
    bodies = set(arrangements.index[kinds & (arrangements["model"] != "bilateral")]) - {
        "csdp",
        "ecowas-defence-protocol",
        "eccas-assistance-pact-2000",
    }
    rows = mc.load("memberships")
    rows = rows[rows["arrangement"].isin(bodies) & rows["status"].isin(IN_LAW)]
    left = []
    for (arrangement, country), spells in rows.groupby(["arrangement", "country"]):
        begun, over, gone = (
            set(spells["joined"]),
            arrangements.loc[arrangement, "ended"],
            countries.loc[country, "ended"],
        )
        for day in spells["left"].dropna():
            ended = over <= day or gone - day <= pd.Timedelta(31, "D") or (country == "SYR" and day.year == 1958)
            if day not in begun and not ended and day.year >= 1946:
                left.append((arrangement, country, day))
    half = rows[(rows["status"] != "member") & (rows["joined"].dt.year >= 1946)]
    barred = half[half["status"] == "suspended"]
    prose.states(
        f"the table has {len(left)} departures from standing bodies, {len(barred)} suspensions and"
        f" {len(half) - len(barred)} freezes"
    )
    prose.states(f"{len(left)} departures against {len(half)} suspensions and freezes since 1946")
    years = pd.Series([day.year for *_, day in left] + list(half["joined"].dt.year))
    assert round((years >= 2010).mean(), 1) == 0.6
    by_body = barred["arrangement"].value_counts()
    prose.states(
        f"the African Union with {by_body['au']} and ECOWAS with {by_body['ecowas']}, make nearly three quarters"
        " of the"
        " suspensions"
    )
    assert 0.7 < (by_body["au"] + by_body["ecowas"]) / len(barred) < 0.75
    unasur = [day for arrangement, _, day in left if arrangement == "unasur"]
    prose.states("a body that dissolves in a wave, like UNASUR in 2019 and 2020, counts seven times")
    assert len(unasur) == 7 and {day.year for day in unasur} == {2019, 2020}
    assert barred["left"].isna().sum() == 9
    prose.states("of 47, nine have no end that is known and three")
    out = {
        (arrangement, country)
        for arrangement, country, day in left
        for end in barred[(barred["arrangement"] == arrangement) & (barred["country"] == country)]["left"]
        if end == day
    }
    assert out == {("ecowas", "BFA"), ("ecowas", "MLI"), ("ecowas", "NER")}
    assert not any(arrangement == "nato" for arrangement, *_ in left)
    prose.states("Nobody has left NATO")


def figures(word):
    """Return what the words of the charts state in figures, computed from the tables."""
    sizes = mc.panel(arrangements=BODIES[1:]).groupby(["arrangement", "year"]).size()
    last, most = sizes.xs(2026, level="year"), sizes.groupby("arrangement").max()
    assert (last > sizes.groupby("arrangement").first()).sum() > len(last) / 2
    ends = {year: running(pd.Timestamp(year, 12, 31))["lead"].value_counts() for year in range(1948, 2026)}
    assert (
        all(ends[year]["EU"] > ends[year]["UN"] for year in range(2017, 2026)) and ends[2016]["EU"] < ends[2016]["UN"]
    )
    assert set(ends[1948].index) == {"UN"}
    circles = mc.panel(
        years=2026, arrangements=["jef", "ei2", "nordefco", "bucharest-nine", "visegrad-group", "eurocorps"]
    )
    assert set(circles["country"]) <= held("nato") | held("eu")
    assert (mc.overlap(DAY, [*BODIES[1:], "pesco", "cis", "rio-treaty"])["shared"] == 0).mean() > 0.5
    partners = mc.panel(years=(1994, 2026), arrangements="pfp", status="partner").groupby("year").size()
    assert partners.idxmax() == 1995
    told = (
        f"NATO rises from {sizes['nato'].iloc[0]} to {last['nato']}, the EU from {sizes['eu'].iloc[0]} to"
        f" {most['eu']}"
        f" and falls to {last['eu']}, the African Union stands at {last['au']}, ASEAN at {last['asean']}, ECOWAS"
        " falls"
        f" from {most['ecowas']} to {last['ecowas']}, the CSTO from {most['csto']} to {last['csto']}"
    )
    return [
        f"Step lines of {word(len(last))} bodies",
        told,
        "since 2017 the EU has run more",
        "The 2020s are not over",
    ]


PLAIN = ["content with 95 per cent", "training mission of fifty", "force of ten thousand"]
