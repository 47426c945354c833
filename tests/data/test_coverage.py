"""What a table says of its coverage: each count and each "every" in it, against the rows."""

import pandas as pd
import pytest

from mcollab.datapackage import load, package

COVERAGE = {resource["name"]: resource["coverage"] for resource in package()["resources"]}


@pytest.mark.parametrize("table", COVERAGE)
def test_it_is_one_or_two_whole_sentences(table):
    assert set(COVERAGE[table]) == {"extent", "statement"}
    statement = COVERAGE[table]["statement"]
    assert statement[0].isupper()
    assert statement.endswith(".")
    assert 30 < len(statement) < 420


@pytest.mark.parametrize("table", [name for name, about in COVERAGE.items() if about["extent"] == "complete"])
def test_what_is_complete_says_of_what(table):
    words = ("every", "all", "fourteen", "seven", "ten features")
    assert any(word in COVERAGE[table]["statement"].lower() for word in words)


def test_states():
    kinds = load("countries")["kind"].value_counts()
    assert (kinds["un_member"], kinds["un_observer"]) == (193, 2)
    assert len(set(load("countries")["iso3"]) - set(load("tiles")["country"])) == 4


def test_operations():
    assert load("operations")["un_peacekeeping"].sum() == 71


def test_every_year_has_its_figure():
    for table, years in {"personnel": range(1948, 2026), "piracy": range(2018, 2026)}.items():
        assert sorted(load(table)["year"]) == list(years)
    assert set(range(2002, 2027)) - set(load("peacekeeping_budget")["year"]) == {2007, 2008}
    assert load("fatalities")["year"].min() == 1948
    assert load("gdp")["year"].nunique() == 15
    assert 70 <= load("gdp")["country"].nunique() <= 80


def test_every_ally_with_forces_in_every_year():
    spending = load("spending")
    allies = load("memberships").query("arrangement == 'nato' and left.isna()")["country"]
    assert set(spending["country"]) == set(allies) - {"ISL"}
    assert pd.crosstab(spending["country"], spending["year"]).eq(1).all(axis=None)
    assert spending["year"].min() == 2014


def test_hosts_of_united_states_forces():
    forces = load("us_forces")
    assert forces.groupby("country")["personnel"].max().min() >= 5000
    years = forces["year"].value_counts()
    assert set(years.index) == set(range(1950, 2025)) - {1951, 1952}
    assert years[[2003, 2004]].max() < 20 < years.drop([2003, 2004]).min()
    territories = load("countries").query("kind == 'territory'")["iso3"]
    assert not set(forces["country"]) & set(territories)
    # What the misreadings say is not reported.
    assert forces.query("country in ['AFG', 'IRQ'] and year >= 2018").empty
    assert forces.query("country in ['IRQ', 'KWT'] and 2003 <= year <= 2007").empty


def test_small_tables():
    assert load("working_languages")["arrangement"].nunique() == 10
    assert len(load("organs")) == 3
    assert len(load("battlegroups")) == 8
    assert len(load("burden_1964")) == 14
    assert len(load("eras")) == 7
    assert len(load("cases")) == 8
    assert load("case_features").groupby("case").size().eq(10).all()
    assert load("topics")["article"].nunique() == 5
    assert load("exercise_editions")["exercise"].nunique() == 3
    assert set(load("programme_partners")["programme"]) == set(load("programmes")["id"])
