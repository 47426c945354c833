"""Memberships year by year, by country and by pairs of countries."""

import math

import numpy as np
import pandas as pd
import pytest

from mcollab.datapackage import load
from mcollab.errors import McollabError
from mcollab.membership import members, panel, selection
from mcollab.membership.statehood import standing

pytestmark = pytest.mark.wide


def ties(frame):
    return frame.set_index(["a", "b"])["shared"]


def test_a_row_says_when_it_was_last_looked_up():
    rows = panel(years=(2015, 2020), arrangements="counter-isis-coalition")
    known = load("memberships").query("arrangement == 'counter-isis-coalition'").set_index("country")["as_of"]
    assert rows["as_of"].to_list() == known.loc[rows["country"]].to_list()
    assert (rows["year"] > rows["as_of"].dt.year).sum() == 4 * 59, "four years are as it was in 2016"


def test_panel_counts_what_members_lists():
    rows = panel("country", (1988, 1992), ["nato", "warsaw-pact"])
    counted = rows.query("year == 1990 and arrangement == 'nato'")
    assert set(counted["country"]) == set(members("nato", on="1990-12-31")["country"])
    assert rows.query("year == 1991 and arrangement == 'warsaw-pact'").empty
    assert list(rows.columns) == ["year", "country", "arrangement", "status", "as_of"]
    assert list(rows.index) == list(range(len(rows)))
    assert rows.attrs["mcollab"] == {"tables": ["memberships"]}


def test_a_year_shows_its_last_day():
    # Sweden joined NATO on 7 March 2024, the United Kingdom left the EU at the end of January 2020.
    assert "SWE" in set(panel(years=2024, arrangements="nato")["country"])
    assert "SWE" not in set(panel(years=2023, arrangements="nato")["country"])
    assert "GBR" not in set(panel(years=2020, arrangements="eu")["country"])
    assert "GBR" in set(panel(years=2019, arrangements="eu")["country"])


def test_both_years_named_are_in_it_and_one_year_is_itself():
    assert sorted(panel(years=(1990, 1992), arrangements="nato")["year"].unique()) == [1990, 1991, 1992]
    one = panel(years=1990, arrangements="nato")
    pd.testing.assert_frame_equal(one, panel(years=(1990, 1990), arrangements="nato"))
    pd.testing.assert_frame_equal(one, panel(years=np.array([1990, 1990]).tolist(), arrangements="nato"))


def test_the_running_year_shows_the_latest_day_recorded():
    latest = selection.latest_day()
    held = panel(years=latest.year, arrangements="un")
    assert set(held["country"]) == set(members("un", on=latest)["country"])


@pytest.fixture
def later(monkeypatch):
    """A member that is to join after the day of the data."""
    changed = {name: load(name) for name in ("memberships", "arrangements")}
    rows = changed["memberships"]
    coming = rows[(rows["arrangement"] == "nato") & (rows["country"] == "SWE")].assign(
        country="AUT", joined=pd.Timestamp("2026-12-15")
    )
    changed["memberships"] = pd.concat([rows, coming], ignore_index=True)
    monkeypatch.setattr(selection, "load", lambda name: changed[name])


def test_who_joins_after_the_latest_day_is_not_in_the_running_year(later):
    assert selection.latest_day() == pd.Timestamp("2026-11-26")
    assert "AUT" not in set(panel(years=2026, arrangements="nato")["country"])
    assert "SWE" in set(panel(years=2026, arrangements="nato")["country"])


def test_who_joins_on_the_last_day_of_a_year_is_in_it(monkeypatch):
    rows = load("memberships")
    rows.loc[(rows["arrangement"] == "nato") & (rows["country"] == "SWE"), "joined"] = pd.Timestamp("2023-12-31")
    monkeypatch.setattr(selection, "load", lambda name: rows if name == "memberships" else load(name))
    assert "SWE" in set(panel(years=2023, arrangements="nato")["country"])


def test_the_years_by_default_are_those_since_1945():
    rows = panel(arrangements="un")
    assert (rows["year"].min(), rows["year"].max()) == (1945, 2026)


def test_filters_choose_arrangements():
    rows = panel(years=1980, kind="alliance", obligation="defence", model=["multilateral"])
    chosen = load("arrangements").set_index("id").loc[rows["arrangement"].unique()]
    assert set(chosen["kind"]) == {"alliance"}
    assert set(chosen["obligation"]) == {"defence"}
    assert {"nato", "warsaw-pact"} <= set(chosen.index)
    assert len(rows) < len(panel(years=1980, kind="alliance", obligation="defence"))


def test_a_promise_counts_from_the_day_on_which_its_text_was_in_force():
    union = {"arrangements": "eu", "obligation": "defence"}
    assert panel(years=2008, **union).empty
    assert len(panel(years=2009, **union)) == len(panel(years=2009, arrangements="eu")) == 27
    later = panel(years=2013, **union)
    assert "HRV" in set(later["country"]) and len(later) == 28
    assert len(panel("dyad", years=2009, **union)) == 27 * 26 / 2


@pytest.mark.parametrize(
    ("texts", "first"),
    [(["2009-12-01", "2011-05-05"], 2009), (["2011-05-05", None], 1958), ([None, None], 1958), (["2011-05-05"], 2011)],
)
def test_of_several_texts_that_oblige_the_first_counts_and_one_without_a_day_is_as_old_as_the_body(
    texts, first, monkeypatch
):
    row = load("clauses").query("arrangement == 'eu' and obligation == 'defence'").head(1)
    rows = pd.concat([row] * len(texts)).assign(text_in_force=pd.to_datetime(texts))
    weaker = row.assign(obligation="consultation", text_in_force=pd.Timestamp("1995-01-01"))
    made = pd.concat([rows, weaker], ignore_index=True)
    monkeypatch.setattr(selection, "load", lambda table: made if table == "clauses" else load(table))
    found = panel(years=(1950, 2020), arrangements="eu", obligation="defence")
    assert found.query("country == 'FRA'")["year"].min() == first


def test_dyads_share_what_both_belong_to():
    dyads = ties(panel("dyad", (2000, 2000), ["nato", "eu"]))
    assert dyads["DEU", "FRA"] == 2
    assert dyads["CAN", "DEU"] == 1
    assert ("AUT", "CAN") not in dyads.index
    assert ("FRA", "DEU") not in dyads.index  # not directed: each pair once
    assert panel("dyad", 2000, ["nato", "eu"]).attrs["mcollab"] == {"tables": ["memberships"]}


def test_with_zeros_every_two_states_are_there_once():
    dyads = panel("dyad", 2000, ["nato", "eu"], zeros=True)
    states = standing(pd.Timestamp("2000-12-31"))
    assert len(dyads) == math.comb(len(states), 2)
    assert (dyads["a"] < dyads["b"]).all()
    keys = list(dyads[["year", "a", "b"]].itertuples(index=False, name=None))
    assert keys == sorted(set(keys))
    assert list(dyads.index) == list(range(len(dyads)))
    assert dyads["shared"].dtype == "int64"
    assert ties(dyads)[[("AUT", "CAN"), ("CAN", "DEU"), ("DEU", "FRA")]].to_list() == [0, 1, 2]
    without = panel("dyad", 2000, ["nato", "eu"])
    pd.testing.assert_series_equal(ties(dyads[dyads["shared"] > 0]), ties(without))


def test_who_is_no_state_is_there_only_where_it_shares_something():
    dyads = panel("dyad", 1945, "un", zeros=True)
    india = dyads[(dyads["a"] == "IND") | (dyads["b"] == "IND")]
    assert (india["shared"] == 1).all()  # a founder of the UN before its independence
    assert len(india) == 50
    keys = list(dyads[["year", "a", "b"]].itertuples(index=False, name=None))
    assert keys == sorted(set(keys))
    assert list(dyads.index) == list(range(len(dyads)))


def test_with_zeros_every_year_has_its_states():
    counted = panel("dyad", (1989, 1992), ["nato", "eu"], zeros=True).groupby("year").size()
    assert counted.to_dict() == {
        year: math.comb(len(standing(pd.Timestamp(year, 12, 31))), 2) for year in range(1989, 1993)
    }


@pytest.mark.parametrize(
    ("day", "number"),
    # As many as Gleditsch and Ward count, microstates included, but for Syria within the United Arab Republic (1960),
    # Croatia and Slovenia (1991: by our table from their declarations), Abkhazia and South Ossetia (2016).
    [("1955-12-31", 90), ("1960-12-31", 113), ("1985-12-31", 169), ("1991-12-31", 187), ("2016-12-31", 195)],
)
def test_states_that_stood(day, number):
    assert len(standing(pd.Timestamp(day))) == number


def test_states_come_go_and_come_back():
    def stood(code, *days):
        return [code in standing(pd.Timestamp(day)) for day in days]

    assert stood("SYR", "1958-02-21", "1958-02-22", "1961-09-27", "1961-09-28") == [True, False, False, True]
    assert stood("RUS", "1990-12-31", "1991-12-31") == [False, True]
    assert stood("SUN", "1991-12-25", "1991-12-26") == [True, False]
    assert stood("DDR", "1949-10-06", "1949-10-07", "1990-10-02", "1990-10-03") == [False, True, True, False]
    assert stood("XKX", "2008-02-16", "2008-02-17") == [False, True]
    assert stood("GRL", "2020-12-31") == [False]


def test_state_numbers_are_those_of_their_time():
    rows = panel(years=(1944, 2000), arrangements=["oas", "un", "nato", "arab-league"], codes=["cow", "gw"])
    number = rows.drop_duplicates(["year", "country"]).set_index(["country", "year"])
    assert number.loc[("DEU", 1973), ["cow", "gw"]].to_list() == [260, 260]
    assert number.loc[("DEU", 1990), ["cow", "gw"]].to_list() == [255, 260]
    assert number.loc[("YEM", 1989), ["cow", "gw"]].to_list() == [678, 678]
    assert number.loc[("YEM", 1990), ["cow", "gw"]].to_list() == [679, 678]
    assert number.loc[("USA", 2000), ["cow", "gw"]].to_list() == [2, 2]
    assert list(rows.columns[-2:]) == ["cow", "gw"]
    assert rows["cow"].dtype == "Int64"


def test_who_has_no_number_has_none():
    rows = panel(years=2020, codes="cow").drop_duplicates("country").set_index("country")["cow"]
    assert rows.isna()["PSE"]
    assert rows.notna()["KOR"]


def test_numbers_of_dyads_stand_beside_each_other():
    dyads = panel("dyad", 2024, "aukus", codes=["cow", "gw"])
    assert list(dyads.columns) == ["year", "a", "b", "shared", "as_of", "cow_a", "cow_b", "gw_a", "gw_b"]
    assert dyads[["cow_a", "cow_b"]].to_numpy().tolist() == [[900, 200], [900, 2], [200, 2]]
    assert set(dyads[["cow_a", "cow_b", "gw_a", "gw_b"]].dtypes.astype(str)) == {"Int64"}


def test_a_state_has_one_number_at_a_time():
    table = load("state_numbers")
    for country, periods in table.groupby("country"):
        edges = pd.concat(
            [periods["began"].iloc[1:].reset_index(drop=True), periods["ended"].iloc[:-1].reset_index(drop=True)],
            axis=1,
        )
        assert (edges["began"] >= edges["ended"]).all(), country
    assert table[["cow", "gw"]].notna().any(axis=1).all()
    members_now = load("countries").query("kind == 'un_member'")["iso3"]
    assert set(members_now) <= set(table.dropna(subset=["cow", "gw"])["country"])


LAW = ["member", "suspended", "frozen"]


def test_a_promise_is_not_counted_on_for_whom_the_others_bar():
    def pairs(**how):
        table = panel("dyad", 2000, **how)
        return {pair for pair in zip(table["a"], table["b"], strict=True) if {"CUB", "NZL"} & set(pair)}

    defence = {"arrangements": ["rio-treaty", "anzus"], "obligation": "defence"}
    assert pairs(**defence) == set()
    told = panel("dyad", 2000, **defence).attrs["mcollab"]["caution"]
    assert "still be bound to them: CUB in rio-treaty, NZL in anzus (status counts them)." in told
    assert "bound to them" not in panel("dyad", 1955, **defence).attrs["mcollab"].get("caution", "")
    assert "bound to them" not in panel("dyad", 2000, **defence, status=LAW).attrs["mcollab"].get("caution", "")
    assert (
        "bound to them: 1"
        in panel("dyad", (1950, 2020), obligation=["defence", "collective_security"]).attrs["mcollab"]["caution"]
    )
    in_law = pairs(**defence, status=LAW)
    assert {("CUB", "USA"), ("AUS", "NZL"), ("NZL", "USA")} < in_law
    assert pairs(arrangements=["rio-treaty", "anzus"]) == in_law, "who is suspended is a member in law"
    armenia = panel("country", 2025, "csto", obligation="defence").query("country == 'ARM'")
    assert armenia["status"].to_list() == ["frozen"], "who has frozen its part is owed the promise"


def test_in_a_body_of_partners_who_is_suspended_is_no_member():
    assert "pfp" not in set(panel(years=2020)["arrangement"])
    partners = panel(years=2020, arrangements="pfp", status=["partner", "suspended"])
    assert partners.set_index("country")["status"]["RUS"] == "suspended"
    assert len(partners) > 15
    assert panel(years=2020, arrangements="pfp", status="suspended")["country"].to_list() == ["RUS"]


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: panel("county"), "No panel by 'county': expected 'country' or 'dyad'; did you mean 'country'"),
        (lambda: panel("dyads"), "did you mean 'dyad'"),
        (lambda: panel(years=(1990, 1980)), "two years in order"),
        (lambda: panel(years=(1990, 2999)), "none after"),
        (lambda: panel(years=999), "two years in order"),
        (lambda: panel(years=(1990,)), "No panel for the years (1990,): expected the first and the last"),
        (lambda: panel(years="1990"), "No panel for the years '1990'"),
        (lambda: panel(years=(1990.0, 1991)), "No panel for the years"),
        (lambda: panel(years=None), "No panel for the years None"),
        (lambda: panel(kind="aliance"), "did you mean 'alliance'"),
        (lambda: panel(status="membr"), "did you mean 'member'"),
        (lambda: panel(status=5), "5 is no name; expected one, as text, or several"),
        (lambda: panel(arrangements=5), "5 is no name; expected one, as text, or several"),
        (lambda: panel(years=2000, codes=5), "5 is no name; expected one, as text, or several"),
        (lambda: panel(arrangements=[]), "No arrangement to count: name one or several, or leave it out for all."),
        (lambda: panel(kind=[]), "No kind to choose by: name one or several, or leave it out for all."),
        (lambda: panel(status=b"member"), "b'member' is no name; expected one, as text, or several"),
        (lambda: panel("dyad", 2000, zeros="no"), "No panel with zeros='no': expected True or False."),
        (lambda: panel(zeros=True), "Zeros are for dyads"),
        (lambda: panel("dyad", (1944, 1950), zeros=True), "from 1945 on"),
        (lambda: panel(years=2000, codes="iso"), "No state numbers 'iso': expected cow or gw"),
        (lambda: panel(years=2000, codes=["cow", "iso"]), "No state numbers 'iso': expected cow or gw"),
    ],
)
def test_bad_input_gets_one_sentence(call, says):
    with pytest.raises(McollabError) as told:
        call()
    assert says in str(told.value)
    assert "\n" not in str(told.value)


@pytest.mark.parametrize("column", ["kind", "obligation", "model", "region"])
def test_a_panel_of_what_one_column_says_is_of_those_arrangements_alone(column):
    table = load("arrangements").set_index("id")[column]
    value = table["nato"]
    found = set(panel(years=2020, **{column: value})["arrangement"])
    assert found == {id for id in panel(years=2020)["arrangement"].unique() if table[id] == value} != set()
    assert found != set(panel(years=2020)["arrangement"])
