"""Who belonged to an arrangement, and how memberships overlap."""

import datetime as dt
import itertools
import warnings

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mcollab.datapackage import load, package
from mcollab.errors import McollabError
from mcollab.membership import MEMBERS, members, overlap, spells
from mcollab.membership.selection import STATUSES, arrangement_row

days = st.dates(dt.date(1950, 1, 1), dt.date(2025, 12, 31))


def test_the_day_of_joining_counts_and_the_day_of_leaving_does_not():
    assert "SWE" not in set(members("nato", on="2024-03-06")["country"])
    assert "SWE" in set(members("nato", on="2024-03-07")["country"])
    assert "GBR" in set(members("eu", on="2020-01-31")["country"])
    assert "GBR" not in set(members("eu", on="2020-02-01")["country"])


def test_memberships_that_nobody_looked_up_for_long_are_told():
    told = (
        "Counter-ISIS coalition on 2026-07-01: 59 of 59 memberships were last looked up on 2016-08-24 or before "
        "(column as_of); who joined or left since then is not known here."
    )
    with pytest.warns(UserWarning, match="last looked up") as warned:
        assert len(members("counter-isis-coalition", "2026-07-01")) == 59
    assert [str(one.message) for one in warned] == [told] and warned[0].filename == __file__


def test_what_was_looked_up_since_or_is_over_is_not_told():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert len(members("counter-isis-coalition", "2018-08-24")) == 59, "two years are not long"
        assert len(members("warsaw-pact", "1990-01-01")) > 6
        assert len(members("asean", "2026-11-01")) == 11
    with pytest.warns(UserWarning, match="59 of 59"):
        members("counter-isis-coalition", "2018-08-25")


def test_members_stand_by_name_with_what_a_reader_wants_to_know():
    found = members("nato", on="1990-10-03")
    assert list(found.columns) == (
        ["country", "name", "status", "joined", "left", "founder", "source", "as_of", "confirmed", "note"]
    )
    assert found["name"].is_monotonic_increasing
    assert found["name"].iloc[[0, -1]].to_list() == ["Belgium", "United States of America"]
    assert list(found.index) == list(range(16))
    assert found["founder"].sum() == 12
    assert found.attrs["mcollab"] == {"tables": ["memberships", "countries"]}


def test_a_country_that_stopped_taking_part_is_still_a_member_in_law():
    assert MEMBERS == ("member", "suspended", "frozen")
    frozen = members("csto", on="2024-12-31").set_index("country")["status"]
    assert frozen["ARM"] == "frozen"
    assert "ARM" not in set(members("csto", on="2024-12-31", status="member")["country"])
    both = members("csto", on="2024-12-31", status=["member", "frozen"])
    assert len(both) == len(frozen)


@pytest.mark.parametrize("name", ["nato", "NATO", " nato ", "North Atlantic Treaty Organization"])
def test_id_short_name_and_name_serve_in_any_case(name):
    assert len(members(name, on=dt.date(1990, 10, 3))) == len(members("nato", on=pd.Timestamp("1990-10-03"))) == 16


def test_each_arrangement_is_found_by_its_own_name():
    for row in load("arrangements").itertuples():
        for name in (row.id, row.id.upper(), row.short_name.lower()):
            assert arrangement_row(name)["id"] == row.id


def test_spells_are_the_rows_of_the_table_in_the_order_of_joining():
    table = load("memberships").query("arrangement == 'pfp'")
    found = spells("pfp")
    assert len(found) == len(table)
    assert list(found.columns) == list(table.columns)
    keys = list(found[["joined", "country"]].itertuples(index=False, name=None))
    assert keys == sorted(keys)
    assert list(found.index) == list(range(len(found)))
    assert found.attrs["mcollab"] == {"tables": ["memberships"]}


def test_spells_keep_every_status_or_those_named():
    every = spells("csto")
    assert set(every["status"]) == {"member", "frozen"}
    assert set(spells("csto", "frozen")["status"]) == {"frozen"}
    assert len(spells("csto", ["member", "frozen"])) == len(every)
    assert set(load("memberships")["status"]) <= set(STATUSES)


@settings(deadline=None, max_examples=25)
@given(days)
def test_members_agree_with_the_table_on_any_day(day):
    table = load("memberships").query("arrangement == 'un' and status == 'member'")
    day = pd.Timestamp(day)
    expected = {row.country for row in table.itertuples() if row.joined <= day and not row.left <= day}
    assert set(members("un", on=day, status="member")["country"]) == expected


def test_overlap_by_hand():
    row = overlap("2010-01-01", ["nato", "eu"]).iloc[0]
    nato, eu = (set(members(name, on="2010-01-01")["country"]) for name in ("nato", "eu"))
    assert (row["a"], row["b"]) == ("eu", "nato")
    assert (row["shared"], row["only_a"], row["only_b"]) == (len(nato & eu), len(eu - nato), len(nato - eu))
    assert row["jaccard"] == pytest.approx(len(nato & eu) / len(nato | eu))


def test_overlap_puts_the_closest_first_and_each_pair_once():
    found = overlap("2010-01-01", ["nato", "eu", "csto", "au", "sadc"])
    assert set(zip(found["a"], found["b"], strict=True)) == set(
        itertools.combinations(["au", "csto", "eu", "nato", "sadc"], 2)
    )
    assert found["jaccard"].is_monotonic_decreasing
    assert found[["a", "b"]].iloc[0].to_list() == ["eu", "nato"]
    apart = found[found["shared"] == 0][["a", "b"]].apply(tuple, axis=1).to_list()
    assert apart == sorted(apart)  # ties stand in the order of their names
    assert list(found.index) == list(range(10))
    assert found.attrs["mcollab"] == {"tables": ["memberships"]}


def test_overlap_counts_the_statuses_named_and_all_arrangements_by_default():
    full, part = (overlap("2024-12-31", ["csto", "cis"], status=status) for status in (MEMBERS, "member"))
    assert full["shared"].item() == part["shared"].item() + 1  # Armenia has frozen its part
    every = overlap("1914-07-27")
    assert {"dual-alliance-1879", "triple-alliance-1882"} <= set(every["a"]) | set(every["b"])


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: members("natto", on="2000-01-01"), "did you mean 'NATO'"),
        (lambda: members("nato", on="03.10.1990"), "expected a date such as '1990-10-03'"),
        (lambda: members("nato", on=None), "expected a date"),
        (lambda: members("nato", on=2004), "2004 is a year, no day"),
        (lambda: members("nato", on="1935-01-01"), "no members on 1935-01-01: its first joined on 1949-08-24"),
        (lambda: members("warsaw-pact", on="2001-01-01"), "its last left on 1991-07-01, so name a day in between"),
        (lambda: members("nato", on="2999-01-01"), "and say nothing of 2999-01-01: name that day or an earlier one"),
        (lambda: members("nato", on="2000-01-01", status="membr"), "No status 'membr': expected member, associate"),
        (lambda: members("nato", on="2000-01-01", status=["member", "membr"]), "did you mean 'member'"),
        (lambda: members("nato", on="2000-01-01", status=[]), "No status to count: expected one or several of member"),
        (lambda: spells("asf"), "No memberships of ASF with status member, associate, observer, partner, suspended"),
        (lambda: spells("nato", "observer"), "No memberships of NATO with status observer are recorded"),
        (lambda: overlap("2000-01-01", ["nato"]), "No overlap on 2000-01-01: fewer than two"),
        (lambda: overlap("1900-13-01"), "expected a date"),
        (lambda: overlap("2020"), "2020 is a year, no day"),
        (lambda: overlap("2000-01-01", ["nato", "eu"], status="partnr"), "did you mean 'partner'"),
    ],
)
def test_bad_input_gets_one_sentence(call, says):
    with pytest.raises(McollabError) as told:
        call()
    assert says in str(told.value)
    assert "\n" not in str(told.value)


def test_the_latest_day_is_known_and_the_next_is_not():
    latest = pd.Timestamp(package()["created"][:10])
    assert len(members("nato", on=latest)) == 32
    with pytest.raises(McollabError, match=f"The data hold to {latest:%Y-%m-%d}"):
        members("nato", on=latest + pd.Timedelta(1, "D"))
