"""What the functions of memberships are asked for: one or several, names as people paste them, days in the data."""

import pytest

import mcollab as mc
from mcollab.errors import McollabError


@pytest.mark.parametrize("several", [list, tuple, iter, set])
def test_several_may_come_in_any_form(several):
    kinds = ["alliance", "organization"]
    whole = mc.panel(years=2004, arrangements=["nato", "eu"], kind=kinds, codes=["cow", "gw"])
    again = mc.panel(
        years=2004, arrangements=several(["nato", "eu"]), kind=several(kinds), codes=several(["cow", "gw"])
    )
    assert len(again) == len(whole) > 40 and set(again.columns) == set(whole.columns) >= {"cow", "gw"}
    assert len(mc.in_force("2004-12-31", kind=several(kinds))) == len(mc.in_force("2004-12-31", kind=kinds)) > 0
    assert len(mc.lifetimes(kind=several(kinds))) == len(mc.lifetimes(kind=kinds)) > 0
    assert len(mc.departures(kind=several(kinds))) == len(mc.departures(kind=kinds)) > 0


@pytest.mark.parametrize(
    "pasted", ["Visegra\u0301d Group", "Visegrád\u00a0Group", " visegrád  group\u200b", "\ufeffVISEGRÁD GROUP"]
)
def test_a_name_is_found_as_it_looks(pasted):
    assert set(mc.spells(pasted)["arrangement"]) == {"visegrad-group"}


def test_a_name_that_is_none():
    with pytest.raises(McollabError, match="None is no name"):
        mc.members("nato", "2004-12-31", status=None)
    with pytest.raises(McollabError, match=r"did you mean .NATO."):
        mc.spells("nat o")


def test_nothing_is_observed_past_the_data():
    with pytest.raises(McollabError, match=r"The data hold to 20\d\d-\d\d-\d\d and say nothing of 2030-01-01"):
        mc.lifetimes(until="2030-01-01")


def test_a_day_of_long_ago_is_written_in_full():
    with pytest.raises(McollabError, match="NATO had no members on 1044-01-01"):
        mc.members("nato", "1044-01-01")
    with pytest.raises(McollabError, match="0944-01-01"):
        mc.members("nato", "0944-01-01")


def test_what_is_no_text_is_like_no_name():
    with pytest.raises(McollabError) as told:
        mc.members(None, on="2004-12-31")
    assert str(told.value) == "No arrangement None: expected an id or name of load('arrangements')"
