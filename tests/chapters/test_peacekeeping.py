"""Every number that chapters/peacekeeping.md states from the tables, computed again."""

import pandas as pd
import pytest

import mcollab as mc


@pytest.fixture(scope="module")
def operations():
    return mc.load("operations")


@pytest.fixture(scope="module")
def missions(operations):
    return operations[operations["un_peacekeeping"]]


@pytest.fixture(scope="module")
def strength():
    return mc.load("personnel").set_index("year")["personnel"]


@pytest.fixture(scope="module")
def deaths():
    return mc.load("fatalities").pivot_table(index="year", columns="kind", values="deaths", aggfunc="sum", fill_value=0)


def led(operations, year):
    """How many operations were under way at the end of a year, by leader."""
    end = pd.Timestamp(year, 12, 31)
    return operations[(operations["start"] <= end) & ~(operations["end"] <= end)]["lead"].value_counts()


def test_who_leads(prose, operations, missions):
    counts = {year: led(operations, year) for year in (1995, 2005, 2025)}
    prose.states(
        f"At the end of 1995 the UN led {counts[1995]['UN']} of the {counts[1995].sum()} under way, at the end"
        f" of 2005 {counts[2005]['UN']} of "
        f"{counts[2005].sum()}, at the end of 2025 {counts[2025]['UN']} of {counts[2025].sum()}, and the EU"
        f" {counts[2025]['EU']}."
    )
    assert max(led(operations, year).sum() for year in range(1948, 1988)) <= 10
    kinds = missions["kind"].value_counts()
    prose.states(
        f"Of the {len(missions)} operations the table codes {kinds['enforcement']} as enforcement, by their"
        f" mandates, and {kinds['observation']} as observation"
    )
    prose.states(f"the table codes {kinds['enforcement']} of {len(missions)} operations as enforcement")


def test_strength(prose, strength):
    prose.states(f"from {strength[1959]:,} at the end of 1959 to {strength[1960]:,} a year later")
    prose.states(f"from {strength[1990]:,} at the end of 1990 to {strength[1994]:,} at the end of 1994")
    prose.states(f"{strength[1998]:,} by 1998")
    prose.states(f"climbs to {strength[2015]:,} at the end of 2015")
    prose.states(
        f"{strength[1994]:,} at the end of 1994, {strength[1998]:,} in 1998, {strength[2015]:,} in 2015,"
        f" somewhat over {strength[2025]:,} in September 2025"
    )
    assert strength.idxmax() == 2015


def test_no_large_mission_since_minusca(missions):
    minusca = missions.set_index("id")["start"]["minusca"]
    later = missions[missions["start"] > minusca]
    assert (later["peak_strength"] < 2000).all()


def test_generations(prose, missions):
    first = missions["start"].dt.year
    years = (missions["end"].fillna(missions["as_of"].max()) - missions["start"]).dt.days / 365.25
    period = pd.cut(first, [1947, 1987, 1998, 2026], labels=["early", "middle", "late"]).astype(str)
    curves = mc.measures.survival(years, missions["end"].notna(), period)
    half = curves[curves["survival"] <= 0.5].groupby("group")["time"].min().round()
    size, going = period.value_counts(), missions["end"].isna().groupby(period).sum()
    prose.states(
        f"Of the {size['early']} that began before 1988, {going['early']} are still there: UNTSO, UNMOGIP,"
        " UNFICYP in Cyprus, UNDOF and UNIFIL"
    )
    prose.states(f"The {size['middle']} begun between 1988 and 1998 were short")
    assert list(missions[(period == "middle") & missions["end"].isna()]["id"]) == ["minurso"]
    assert half["middle"] == 2 and half["late"] == 8
    prose.states(f"The {size['late']} begun since are long again, half lasting eight years or more")
    seen = missions["as_of"][missions["end"].isna()]
    prose.states(
        f"The table knows no end of {len(seen)}; the last word on them is of {seen.min():%B %Y} to {seen.max():%B %Y}"
    )


def test_senders(prose):
    sent = mc.load("contributions").query("scope == 'un_total' and kind == 'uniformed'")
    leaders = sent.sort_values("personnel", ascending=False).groupby("date")["country"].apply(list)
    first = leaders[pd.Timestamp("1999-10-01")]
    assert first[:4] == ["POL", "BGD", "GHA", "IND"] and {"IRL", "ARG", "AUT", "USA"} <= set(first[4:10])
    prose.states("In October 1999 the largest contributor was Poland, before Bangladesh, Ghana and India; Ireland,")
    for day in ("2006-12-31", "2009-12-31", "2014-03-31"):
        assert set(leaders[pd.Timestamp(day)][:3]) == {"PAK", "BGD", "IND"}, day
    assert (
        leaders[pd.Timestamp("2014-03-31")][3:5] == ["ETH", "RWA"] and leaders[pd.Timestamp("2023-11-30")][0] == "NPL"
    )
    march = sent[sent["date"] == "2014-03-31"].set_index("country")["personnel"]
    five = march[["CHN", "FRA", "GBR", "RUS", "USA"]]
    share = f"{march.nlargest(10).sum() / march.sum():.0%}".replace("%", " per cent")
    prose.states(f"all {len(march)} contributors, the first ten sent {share} of {march.sum():,} people")
    prose.states(f"together {five.sum():,}, or {100 * five.sum() / march.sum():.0f} per cent")
    assert five["CHN"] > five.sum() / 2
    prose.states(f"is {mc.measures.gini(march):.2f}.")
    gdp = mc.load("gdp").query("year == 2014").set_index("country")["gdp"]
    assert round(100 * gdp["BGD"] / gdp["USA"]) == 1
    prose.states(f"sent {march['BGD'] / march['USA']:.0f} times as many people as the United States")


def test_money(prose):
    budget = mc.load("peacekeeping_budget").set_index("year")["budget"]
    prose.states(
        f"about {budget[2014] / 1000} billion dollars in 2014/15 and {budget[2026] / 1000} billion for 2026/27"
    )
    prose.states(f"{100 * (1 - budget[2026] / budget[2014]):.0f} per cent less")
    prose.states(f"The budget of 2016/17, {budget[2016] / 1000} billion dollars")
    assert budget.idxmax() == 2014


def test_deaths(prose, deaths, operations):
    total = deaths.sum()
    prose.states(
        f"had recorded {total.sum():,} deaths in its operations {{cite:p}}`un-psdh-fatalities-2023`:"
        f" {total['illness']:,} by illness, "
        f"{total['accident']:,} by accident, {total['malicious_act']:,} by malicious acts"
    )
    assert set(deaths["malicious_act"].nlargest(2).index) == {1961, 1993} and deaths["accident"].idxmax() == 2010
    by_id = operations.set_index("id")["deaths"]
    assert list(by_id.nlargest(2).index) == ["unifil", "minusma"]
    prose.states(f"UNIFIL has lost most, {by_id['unifil']} in 45 years, then MINUSMA, {by_id['minusma']} in ten")


def test_death_rates(prose, deaths, strength):
    def rate(counts, first, last):
        return counts.loc[first:last].sum() / strength.loc[first:last].sum() * 10_000

    every, hostile = deaths.sum(axis=1), deaths["malicious_act"]
    prose.states(
        f"fell from {rate(every, 1992, 1995):.0f} for every 10,000 in 1992–1995 to {rate(every, 2010, 2019):.0f}"
        " in 2010–2019"
    )
    prose.states(f"fell as well, from {rate(hostile, 1992, 1995):.0f} to {rate(hostile, 2010, 2019):.0f}")
    prose.states(f"from {rate(hostile, 2000, 2009):.1f} in 2000–2009 to {rate(hostile, 2013, 2022):.1f} in 2013–2022")
    assert deaths.loc[2017, "malicious_act"] == 59
    prose.states("which counted 56 killed by violence in 2017 (59 by the later count of the UN)")


def test_haiti_and_relief(prose, operations):
    haiti = operations[operations["country"] == "HTI"]
    assert len(haiti) == 11 and list(haiti[haiti["kind"] == "relief"]["id"]) == ["unified-response"]
    assert operations.set_index("id")["peak_strength"]["unified-response"] == 22_000
    assert (operations["kind"] == "relief").sum() == 5
    prose.states("Which of the five were led by a national command?")
    prose.states(f"authorised up to {operations.set_index('id')['peak_strength']['amisom']:,}")


def test_old_missions(missions):
    ages = missions.set_index("id")["start"].dt.year
    assert ages["untso"] == 1948 and ages["unficyp"] == 1964 and ages["unifil"] == 1978


def figures(word):
    """Return what the words of the charts state in figures, computed from the tables."""
    strength = mc.load("personnel").set_index("year")["personnel"]
    deaths = mc.load("fatalities").pivot_table(index="year", columns="kind", values="deaths", aggfunc="sum").fillna(0)

    def rate(counts, first, last):
        return counts.loc[first:last].sum() / strength.loc[first:last].sum()

    assert rate(deaths.sum(axis=1), 1992, 1995) > rate(deaths.sum(axis=1), 2010, 2019)
    assert rate(deaths["malicious_act"], 2000, 2009) < rate(deaths["malicious_act"], 2013, 2022)
    assert abs(mc.load("personnel").set_index("year").loc[2025, "personnel"] - 60_000) < 1000
    sent = mc.load("contributions").query("scope == 'un_total' and kind == 'uniformed'").groupby("date").size()
    assert sent.idxmax() == pd.Timestamp("2014-03-31") and sent.max() > 120 and sent["1999-10-01"] < 15
    relief = mc.load("operations").query("country == 'HTI' and kind == 'relief'")
    return [
        f"relief operation of {relief['start'].dt.year.item()}",
        f"'more than {60_000:,}'",
        f"on {sent.idxmax():%d %B %Y}",
        "but since 2000 not from attack",
        "Half of the missions begun",
    ]


CITED = {
    "of September 2025, before a cut of about a quarter": "un-news-cuts-2025",
    "incomplete before 2000": "un-psdh-fatalities-2023",
    "For the AU before 2002": "treaty-au-psc-protocol-2002",
}

PLAIN = [
    "ten largest senders",
    "the ten largest contributors",
    "first ten from a newspaper",
    "over in 18 months",
    "Twenty years old",
    "missions that had 10,000 people",
    "every 10,000 in uniform",
    "million US dollars",
]
