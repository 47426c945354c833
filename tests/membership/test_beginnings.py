"""From which day what was promised counts: not before the signature, nor before the text that promises it."""

import pandas as pd
import pytest

from mcollab.datapackage import load, package
from mcollab.membership import in_force, lifetimes, members, panel, spells

ROWS = load("arrangements")
BEFORE = ROWS[ROWS["in_force"] < ROWS["signed"]]
LATEST = package()["created"][:10]


def ids(frame):
    return set(frame["id"])


@pytest.mark.parametrize("row", list(BEFORE.itertuples()), ids=BEFORE["id"])
def test_what_is_in_force_since_a_year_was_not_in_force_before_it_was_signed(row):
    assert row.in_force_precision != "day"
    eve = row.signed - pd.Timedelta(1, "D")
    assert row.id not in ids(in_force(eve))
    assert row.id in ids(in_force(row.signed))
    assert spells(row.id)["joined"].min() >= row.signed


def test_nothing_lasts_from_before_its_signature_nor_a_membership():
    life = lifetimes().merge(ROWS[["id", "ended"]], on="id", suffixes=("", "_row"))
    longest = (life["ended"].fillna(pd.Timestamp(LATEST)) - life["signed"]).dt.days / 365.25
    assert (life["years"] <= longest + 1e-9).all()
    assert len(BEFORE) > 10, "or there is nothing to tell apart"
    everything = panel(years=(1940, 1990))
    assert "soviet-czechoslovak-1943" in set(everything["arrangement"])
    with pytest.raises(Exception, match="its first joined on 1943-12-12"):
        members("soviet-czechoslovak-1943", "1943-06-01")


def test_chosen_by_obligation_one_is_in_force_since_the_text_that_obliges():
    assert "eu" in ids(in_force("1960-01-01"))
    assert "eu" not in ids(in_force("2009-11-30", obligation="defence"))
    assert "eu" in ids(in_force("2009-12-01", obligation="defence"))
    assert "eu" in ids(in_force("1960-01-01", kind="organization")), "the body is older than its promise"
    assert "nato" in ids(in_force("1949-08-24", obligation=["defence", "consultation"]))


def test_chosen_by_obligation_it_lasts_since_the_text_that_obliges():
    def years(**chosen):
        return lifetimes(until="2019-12-01", **chosen).set_index("id")["years"]

    assert years(obligation="defence")["eu"] == pytest.approx(10, abs=0.01)
    assert years()["eu"] == pytest.approx(61.9, abs=0.1)
    assert years(obligation="defence")["nato"] == years()["nato"]
    assert "eu" not in lifetimes(until="2009-11-30", obligation="defence")["id"].to_list()
    by_id = lifetimes(ROWS.set_index("id"), until="2019-12-01", obligation="defence")["years"]
    assert by_id["eu"] == years(obligation="defence")["eu"]


@pytest.mark.parametrize(("id", "eve"), [("osce", "1975-07-31"), ("asean", "2008-12-14"), ("sco", "2003-09-18")])
def test_bodies_that_promised_later_than_they_began(id, eve):
    after = pd.Timestamp(eve) + pd.Timedelta(1, "D")
    assert id in ids(in_force(eve))
    assert id not in ids(in_force(eve, obligation="non_aggression"))
    assert id in ids(in_force(after, obligation="non_aggression"))
    promised = panel(years=(1970, 2010), arrangements=id, obligation="non_aggression")
    assert promised["year"].min() == after.year
