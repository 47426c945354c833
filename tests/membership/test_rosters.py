"""Who belonged to an arrangement, and how memberships overlap."""

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mcollab.datapackage import load
from mcollab.errors import McollabError
from mcollab.membership import members, overlap, spells

days = st.dates(dt.date(1950, 1, 1), dt.date(2025, 12, 31))


def test_the_day_of_joining_counts_and_the_day_of_leaving_does_not():
    assert "SWE" not in set(members("nato", on="2024-03-06")["country"])
    assert "SWE" in set(members("nato", on="2024-03-07")["country"])
    assert "GBR" in set(members("eu", on="2020-01-31")["country"])
    assert "GBR" not in set(members("eu", on="2020-02-01")["country"])


def test_a_country_that_stopped_taking_part_is_still_a_member_in_law():
    frozen = members("csto", on="2024-12-31").set_index("country")["status"]
    assert frozen["ARM"] == "frozen"
    assert "ARM" not in set(members("csto", on="2024-12-31", status="member")["country"])


def test_names_serve_in_any_case_and_dates_of_any_type():
    assert len(members("NATO", on=dt.date(1990, 10, 3))) == len(members("nato", on=pd.Timestamp("1990-10-03"))) == 16


def test_spells_keep_every_row():
    table = load("memberships")
    assert len(spells("nato")) == (table["arrangement"] == "nato").sum()


@settings(deadline=None)
@given(days)
def test_members_agree_with_the_table_on_any_day(day):
    table = load("memberships").query("arrangement == 'un' and status == 'member'")
    day = pd.Timestamp(day)
    expected = {row.country for row in table.itertuples() if row.joined <= day and not row.left <= day}
    assert set(members("un", on=day, status="member")["country"]) == expected


def test_overlap_by_hand():
    row = overlap("2010-01-01", ["nato", "eu"]).iloc[0]
    nato, eu = (set(members(name, on="2010-01-01")["country"]) for name in ("nato", "eu"))
    assert (row["shared"], row["only_a"], row["only_b"]) == (len(nato & eu), len(eu - nato), len(nato - eu))
    assert row["jaccard"] == pytest.approx(len(nato & eu) / len(nato | eu))


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: members("natto", on="2000-01-01"), "did you mean 'NATO'"),
        (lambda: members("nato", on="03.10.1990"), "expected a date such as '1990-10-03'"),
        (lambda: members("nato", on=None), "expected a date"),
        (lambda: members("nato", on="1935-01-01"), "its first joined on 1949-08-24"),
        (lambda: members("warsaw-pact", on="2001-01-01"), "its last left on 1991-07-01"),
        (lambda: members("nato", on="2999-01-01"), "the data hold to"),
        (lambda: members("nato", on="2000-01-01", status="membr"), "did you mean 'member'"),
        (lambda: overlap("2000-01-01", ["nato"]), "fewer than two"),
        (lambda: overlap("1900-13-01"), "expected a date"),
        (lambda: members("nato", on=2004), "2004 is a year, no day"),
        (lambda: overlap("2020"), "2020 is a year, no day"),
        (lambda: spells("asf"), "No memberships of ASF"),
    ],
)
def test_bad_input_gets_one_sentence(call, says):
    with pytest.raises(McollabError) as told:
        call()
    assert says in str(told.value)
    assert "\n" not in str(told.value)
