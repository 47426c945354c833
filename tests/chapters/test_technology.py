"""Every number that chapters/technology.md states from the tables, computed again."""

import pandas as pd
import pytest

import mcollab as mc


@pytest.fixture(scope="module")
def exercises():
    return mc.load("military_exercises").set_index("id")


@pytest.fixture(scope="module")
def editions():
    return mc.load("exercise_editions").set_index(["exercise", "year"])


def test_pooled_capabilities(prose):
    programmes = mc.load("programmes").set_index("id")
    assert programmes.loc["nato-awacs", "began"].year == 1978
    prose.states("The radar aircraft at Geilenkirchen, agreed in 1978")
    owners = mc.load("programme_partners").query("programme == 'strategic-airlift-capability'")
    assert len(owners) == 12
    prose.states("a share of hours that twelve states have bought")


def test_exercise_series(prose, exercises):
    new = exercises["first_year"].between(2000, 2019).sum()
    american = exercises["lead"].str.contains("United States").sum()
    prose.states(
        f"Of the {len(exercises)} series in the table {new} began between 2000 and 2019, and in {american} the "
        "United States leads"
    )
    assert exercises.loc[["freedom-shield", "ulchi-freedom-shield"], "last_year"].tolist() == [2026, 2026]
    assert exercises.loc[["foal-eagle", "key-resolve"], "ended"].all()
    quad = mc.members("quad", on="2026-01-01")
    assert exercises.loc["malabar", "participants"] == len(quad) == 4 and pd.isna(
        exercises.loc["malabar", "arrangement"]
    )
    assert (exercises.loc["amani-africa", "first_year"], exercises.loc["amani-africa", "last_year"]) == (2010, 2015)
    prose.states("tested its Standby Force in 2010 and 2015")
    assert exercises.loc["asean-solidarity-exercise", "first_year"] == 2023


def test_size_and_breadth(prose, exercises):
    sized = exercises.dropna(subset=["personnel", "participants"])
    broad = sized[sized["participants"] > 40]
    assert len(broad) == 4 and broad["personnel"].max() <= 10_000
    prose.states("Four series drew more than forty states, and none of them more than 10,000 people")
    largest = set(sized["personnel"].nlargest(6).index)
    assert largest == {"vostok", "tsentr", "kavkaz", "team-spirit", "steadfast-defender", "trident-juncture"}
    assert set(sized.loc[list(largest), "arrangement"].dropna()) == {"nato", "us-rok"}
    prose.states(f"for the {sized.loc['vostok', 'personnel']:,} of Vostok in {sized.loc['vostok', 'largest_year']}")
    assert sized["personnel"].astype(float).corr(sized["participants"].astype(float), method="spearman") < 0


def test_editions_of_pacific_exercises(prose, editions):
    rimpac = editions.loc["rimpac"]
    assert set(rimpac.drop(index=2020)["personnel"]) == {25_000}
    prose.states(f"RIMPAC has been announced with 25,000 people since {rimpac.index.min()}")
    prose.states(f"{rimpac.loc[2012, 'participants']} in 2012 and {rimpac.loc[2024, 'participants']} in 2024")
    sabre = editions.loc["talisman-sabre"]
    prose.states(
        f"went from {sabre.loc[2021, 'participants']} states in 2021 to {sabre.loc[2025, 'participants']} in 2025"
    )
    assert rimpac["personnel"].idxmin() == 2020 and sabre["personnel"].idxmin() == 2021


def test_locked_shields(prose, editions):
    shields = editions.loc["locked-shields"]
    first, last = shields["participants"].iloc[0], shields["participants"].iloc[-1]
    assert last > 2 * first and shields.index.max() - shields.index.min() == 12
    prose.states("In twelve years the number of states has more than doubled")
    people = shields["personnel"].dropna()
    prose.states(f"from about {people.iloc[0]} to about {people.iloc[-1]:,}")
    prose.states(f"from {first} states to {last} at one exercise")


def test_an_edition_agrees_with_its_series(exercises, editions):
    for (exercise, year), row in editions.iterrows():
        series = exercises.loc[exercise]
        assert series["first_year"] <= year <= series["last_year"], exercise
        if year == series["largest_year"]:
            assert row["personnel"] == series["personnel"] and row["participants"] == series["participants"], exercise


def test_circles():
    circles = ["five-eyes", "abca", "aukus", "fpda", "quad", "us-japan-rok", "squad", "nato", "norad"]
    held = mc.panel(years=(2026, 2026), arrangements=circles)
    count = held["country"].value_counts()
    assert set(count[count >= 2].index) == {"USA", "GBR", "CAN", "AUS", "NZL", "JPN"}
    assert count["USA"] == count.max() and count["JPN"] == 3


def test_who_builds_with_whom(prose):
    programmes = mc.load("programmes").set_index("id")
    rows = mc.load("programme_partners").query("role != 'customer'")
    rows = rows[rows["programme"].map(programmes["kind"]) == "development"]
    together = (
        rows.merge(rows, on="programme").query("country_x < country_y").groupby(["country_x", "country_y"]).size()
    )
    assert together.idxmax() == ("DEU", "FRA")
    core = set(together[together >= 5].index.to_flat_index())
    assert {state for pair in core for state in pair} <= {"DEU", "ITA", "FRA", "ESP", "GBR", "NLD"}
    assert str(programmes.loc["fcas", "ended"])[:7] == "2026-06"
    assert rows[rows["programme"] == "eurodrone"]["country"].nunique() == 4
    assert programmes.loc["eurodrone", "began"].year == 2015
    prose.states("The Eurodrone, of four states, has been in the making since 2015")
    left = mc.load("programme_partners").query("programme == 'f-35' and country == 'TUR'")["left"].iloc[0]
    assert left.year == 2019


def test_spending_before_and_after_the_invasion(prose):
    median = mc.load("spending").groupby("year")["share_gdp"].median()
    prose.states(
        f"rose by {median[2022] - median[2014]:.2f} of a percentage point in the eight years to 2022 and by "
        f"{median[2026] - median[2022]:.2f} in the four years after"
    )


def figures(word):
    """Return what the words of the charts state in figures, computed from the tables."""
    editions = mc.load("exercise_editions").set_index(["exercise", "year"])
    pacific = [editions.loc[exercise, "personnel"].dropna() for exercise in ("rimpac", "talisman-sabre")]
    for people in pacific:
        assert people.idxmin() in (2020, 2021) and people.iloc[-1] >= people.iloc[0] > 1.5 * people.min()
    assert editions.loc[("locked-shields", 2024), "participants"] == 40
    return [f"{word(len(pacific)).capitalize()} Pacific exercises", "“More than 40” in 2024 is drawn as 40"]


PLAIN = ["in 2000 or later", "RIMPAC 2020", "in at least two of these"]
