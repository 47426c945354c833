"""Who left, froze its part or was suspended: against cases that anybody can look up, and what is no departure."""

import pandas as pd
import pytest

import mcollab as mc
from mcollab.errors import McollabError
from mcollab.membership import STANDING, selection


@pytest.fixture(scope="module")
def breaks():
    return mc.departures()


def of(breaks, arrangement, how="left"):
    """Who broke with an arrangement, and on which day."""
    rows = breaks[(breaks["arrangement"] == arrangement) & (breaks["how"] == how)]
    return {country: str(day.date()) for country, day in zip(rows["country"], rows["day"], strict=True)}


def test_those_who_left_well_known_bodies(breaks):
    assert of(breaks, "eu") == {"GBR": "2020-02-01"}
    assert of(breaks, "warsaw-pact") == {"ALB": "1968-09-13"}
    assert of(breaks, "oau") == {"MAR": "1985-11-12"}
    assert of(breaks, "nato") == {}
    # Indonesia left in 1965 and came back; Syria in 1958 only became part of another member, and counts in no body.
    assert of(breaks, "un") == {"IDN": "1965-03-01"}
    assert "SYR" not in of(breaks, "arab-league")


def test_the_end_of_the_body_or_of_the_state_is_no_departure(breaks):
    assert "DDR" not in set(breaks["country"]) and not {"CSK", "SCG"} & set(breaks[breaks["how"] == "left"]["country"])
    # Yugoslavia tore up the Tripartite Pact; it did not leave the United Nations or the OSCE when it ended.
    yugoslav = breaks[(breaks["country"] == "YUG") & (breaks["how"] == "left")]
    assert yugoslav["arrangement"].tolist() == ["tripartite-pact-1940"]
    assert set(of(breaks, "warsaw-pact")) == {"ALB"}, "the others were there when it ended"


@pytest.mark.parametrize(("days", "departed"), [(0, False), (31, False), (32, True)])
def test_a_list_strikes_a_state_within_a_month_of_its_end(monkeypatch, days, departed):
    rows = mc.load("memberships")
    struck = pd.Timestamp("1990-10-03") - pd.Timedelta(days, "D")  # the end of the German Democratic Republic
    rows.loc[(rows["arrangement"] == "un") & (rows["country"] == "DDR"), "left"] = struck
    monkeypatch.setattr(selection, "load", lambda name: rows if name == "memberships" else mc.load(name))
    assert ("DDR" in of(mc.departures("un"), "un")) is departed


def test_a_change_of_status_is_no_departure_and_is_told_as_what_it_is(breaks):
    assert of(breaks, "csto", "frozen") == {"ARM": "2024-02-01"}
    assert "ARM" not in of(breaks, "csto")
    assert of(breaks, "arab-league", "suspended")["SYR"] == "2011-11-16"
    # Mali was suspended by ECOWAS three times and then left it.
    mali = breaks[(breaks["arrangement"] == "ecowas") & (breaks["country"] == "MLI")]
    assert mali["how"].tolist() == ["suspended", "suspended", "suspended", "left"]


def test_one_that_comes_back_departs_as_often_as_it_leaves(breaks):
    left = breaks[(breaks["arrangement"] == "csto") & (breaks["country"] == "UZB") & (breaks["how"] == "left")]
    assert left["day"].dt.year.tolist() == [1999, 2012]


def test_who_leaves_a_body_and_its_part_on_one_day_departs_from_the_body_alone(breaks):
    assert of(breaks, "csdp") == {} and of(mc.departures("csdp"), "csdp") == {"GBR": "2020-02-01"}
    assert of(breaks, "ecowas-defence-protocol") == {}
    assert {"BFA", "NER", "MRT"} < set(of(breaks, "ecowas"))
    assert set(of(breaks, "eccas")) == {"RWA"}


def test_only_standing_kinds_by_default_in_order_of_days(breaks):
    kinds = mc.load("arrangements").set_index("id")["kind"]
    assert set(breaks["arrangement"].map(kinds)) <= set(STANDING)
    assert breaks["day"].is_monotonic_increasing and breaks["source"].notna().all()
    keys = list(zip(breaks["day"], breaks["arrangement"], breaks["country"], strict=True))
    assert keys == sorted(keys)
    assert list(breaks.index) == list(range(len(breaks)))
    assert breaks.attrs["mcollab"]["tables"] == ["memberships", "arrangements", "countries"]
    everything = mc.departures(kind=None)
    assert set(everything["arrangement"].map(kinds)) > set(STANDING)
    assert set(mc.departures(region="Africa")["arrangement"]) < set(breaks["arrangement"])
    assert set(mc.departures("ECOWAS")["arrangement"]) == {"ecowas"}


def test_what_is_unknown_is_told():
    with pytest.raises(McollabError, match=r"No kind 'aliance'.*'alliance'"):
        mc.departures(kind="aliance")


def test_every_end_of_a_membership_is_a_departure_or_has_its_excuse(breaks):
    spells = mc.load("memberships")
    kinds = mc.load("arrangements").set_index("id")
    ends = spells[spells["left"].notna() & spells["status"].isin(["member", "suspended", "frozen"])]
    ends = ends[ends["arrangement"].map(kinds["kind"]).isin(STANDING)]
    keys = set(zip(breaks["arrangement"], breaks["country"], breaks["day"], strict=True))
    states = mc.load("countries").set_index("iso3")
    for spell in ends.itertuples():
        if (spell.arrangement, spell.country, spell.left) in keys:
            continue
        over = kinds["ended"][spell.arrangement] <= spell.left
        state = states["ended"][spell.country]
        went = pd.notna(state) and abs(state - spell.left) <= pd.Timedelta(31, "D")
        on = ((spells["arrangement"] == spell.arrangement) & (spells["country"] == spell.country)).to_numpy()
        again = (spells[on]["joined"] == spell.left).any()
        merged = spell.country == "SYR" and spell.left == pd.Timestamp("1958-02-22")
        parent = kinds["parent"][spell.arrangement]
        with_whole = (parent, spell.country, spell.left) in keys
        assert over or went or again or merged or with_whole, spell
