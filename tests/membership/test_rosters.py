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
from mcollab.membership.extent import seen_until
from mcollab.membership.selection import STATUSES, arrangement_row

days = st.dates(dt.date(1950, 1, 1), dt.date(2025, 12, 31))


def test_the_day_of_joining_counts_and_the_day_of_leaving_does_not():
    assert "SWE" not in set(members("nato", on="2024-03-06")["country"])
    assert "SWE" in set(members("nato", on="2024-03-07")["country"])
    assert "GBR" in set(members("eu", on="2020-01-31")["country"])
    assert "GBR" not in set(members("eu", on="2020-02-01")["country"])


def warned_of(call):
    """Return what a call returns and the one warning that it gives, if it gives one, which names this file."""
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        found = call()
    assert len(told) <= 1
    assert all(one.filename == __file__ for one in told)
    return found, str(told[0].message) if told else None


def test_a_day_after_the_evidence_of_a_list_is_told_and_so_is_what_it_lacks():
    found, told = warned_of(lambda: members("counter-isis-coalition", "2026-07-01"))
    assert len(found) == 59 and set(found["as_of"]) == {pd.Timestamp("2016-08-24")}
    assert told == (
        "Counter-ISIS coalition on 2026-07-01: 59 of 59 memberships were last seen earlier (column as_of: 2016-08-24); "
        "who joined or left after that is not known here. "
        "The list of members of Counter-ISIS coalition is not complete."
    )
    assert found.attrs["mcollab"]["caution"] == told.partition(": ")[2]
    assert warned_of(lambda: members("pif", "2000-01-01"))[1] == (
        "PIF on 2000-01-01: The list of members of PIF is not complete."
    )


def test_the_day_of_the_evidence_is_the_last_that_is_not_told():
    every = members("aukus", "2024-01-01")
    last = every["as_of"].min()
    assert warned_of(lambda: members("aukus", last))[1] is None
    assert warned_of(lambda: members("aukus", last + pd.Timedelta(1, "D")))[1].startswith("AUKUS on ")
    assert warned_of(lambda: members("warsaw-pact", "1990-01-01"))[1] is None, "all have left, and the list is complete"


def test_no_page_is_warned_since_its_charts_say_it(monkeypatch):
    monkeypatch.setenv("MCOLLAB_RENDERER", "book")
    found, told = warned_of(lambda: members("pif", "2000-01-01"))
    assert told is None
    assert found.attrs["mcollab"]["caution"] == "The list of members of PIF is not complete."


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


def test_an_overlap_holds_as_long_as_the_older_of_its_two_lists():
    found = overlap("2010-01-01", ["nato", "eu", "csto"])["as_of"]
    assert (found == found.min()).sum() == 2  # the oldest of three lists is in two pairs


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
        (lambda: members("nato", on="2199-01-01"), "and say nothing of 2199-01-01: name that day or an earlier one"),
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


def test_a_body_of_partners_has_no_members_and_says_what_it_has():
    said = (
        "No memberships of PfP with status member, suspended, frozen are recorded; there are some with status partner"
    )
    with pytest.raises(McollabError, match=said):
        members("pfp", "2020-01-01")
    found = members("pfp", "2020-01-01", status=["partner", "suspended"])
    assert found.set_index("country")["status"][["AUT", "RUS"]].to_list() == ["partner", "suspended"]


def test_a_list_is_known_to_the_day_on_which_the_first_of_those_who_last_was_seen_last():
    rows = pd.DataFrame(
        {"arrangement": list("aaab"), "as_of": ["2020-05-05", "2018-03-03", "2001-01-01", "2019-01-01"]}
    )
    rows["left"] = pd.to_datetime([None, None, "2000-01-01", "1999-01-01"])
    days = seen_until(rows.assign(as_of=pd.to_datetime(rows["as_of"])))
    assert days["a"] == pd.Timestamp("2018-03-03") and pd.isna(days["b"])
