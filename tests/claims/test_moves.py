"""Checks of who joined and who left: by the day, and by the several accounts that there are of it."""

import pytest
from made_up import ACCOUNTS, decides, spells
from members_world import ARRANGEMENTS, COUNTRIES, MEMBERSHIPS

from mcollab.claims import check


@pytest.fixture(autouse=True, scope="module")
def made_up(tables):
    tables(countries=COUNTRIES, arrangements=ARRANGEMENTS, memberships=MEMBERSHIPS)


def test_joining_and_leaving_are_told_by_the_day():
    said = "League: Gammaland: a member from 2005-03-01."
    decides("joined league 2005 CCC", "supported", said, "treaty", "league-CCC")
    decides("joined league 2005-03-01 CCC", "supported", said, "treaty", "league-CCC")
    decides("joined league 2005-03-02 CCC", "imprecise", said, "treaty", "league-CCC")
    decides("joined league 2001 CCC", "wrong", said, "treaty", "league-CCC")
    decides("joined league 2009 CCC", "wrong", said, "treaty", "league-CCC")
    decides("joined league 2004-03 CCC", "wrong", said, "treaty", "league-CCC")
    said = "League: Betaland: a member until 2010-06-15."
    decides("left league 2010-06 BBB", "supported", said, "treaty", "league-BBB")
    decides("left league 2013 BBB", "wrong", said, "treaty", "league-BBB")
    decides("left league 2007 BBB", "wrong", said, "treaty", "league-BBB")
    decides("left league 2010 AAA", "wrong", "League: Alphaland is a member.", "treaty", "league-AAA")
    decides("joined league 2013 EEE", "wrong", "League: none of these was a member.", "treaty")


def test_several_who_joined_together_or_not():
    both = "League: Alphaland: a member from 2000-01-01; Betaland: a member from 2000-01-01"
    decides("joined league 2000 BBB AAA", "supported", f"{both}.", "treaty", "league-AAA", "league-BBB")
    three = f"{both}; Gammaland: a member from 2005-03-01."
    decides("joined league 2000 AAA BBB CCC", "imprecise", three, "treaty", "league-AAA", "league-BBB", "league-CCC")
    decides("joined league 1996 AAA BBB", "wrong", f"{both}.", "treaty", "league-AAA", "league-BBB")
    decides(
        "joined league 2000 AAA EEE",
        "imprecise",
        "League: Alphaland: a member from 2000-01-01.",
        "treaty",
        "league-AAA",
    )


def test_who_is_suspended_has_neither_left_nor_joined_again():
    said = "Club: Alphaland: a member from 2001-01-01."
    decides("joined club 2001 AAA", "supported", said, "club", "club-AAA")
    decides("joined club 2003 AAA", "undecided", f"{said} {ACCOUNTS}", "club", "club-AAA")
    decides("joined club 2005 AAA", "wrong", said, "club", "club-AAA")
    decides("left club 2004 AAA", "wrong", "Club: Alphaland is a member.", "club", "club-AAA")
    decides("count club 2", "supported", "Club has 2 members.", "club")
    decides("count club 1 2003", "supported", "Club had 1 members in 2003.", "club")


def test_who_came_back_joined_twice():
    said = "Club: Betaland: a member from 2001-05-05; Betaland: a member from 2006-06-06."
    decides("joined club 2001 BBB", "supported", said, "club", "club-BBB")
    decides("joined club 2006 BBB", "supported", said, "club", "club-BBB")
    decides("joined club 2006-07 BBB", "imprecise", said, "club", "club-BBB")
    decides(
        "left club 2002 BBB",
        "supported",
        "Club: Betaland: a member until 2002-02-02; Betaland is a member.",
        "club",
        "club-BBB",
    )


@pytest.mark.parametrize("year", [2008, 2009, 2011, 2012, "2008-03"])
def test_a_notice_comes_before_its_effect(year):
    said = f"League: Betaland: a member until 2010-06-15. {ACCOUNTS}"
    decides(f"left league {year} BBB", "undecided", said, "treaty", "league-BBB")


@pytest.mark.parametrize("year", [2002, 2003, 2006, 2008])
def test_a_year_of_joining_may_be_that_of_an_admission(year):
    said = f"League: Gammaland: a member from 2005-03-01. {ACCOUNTS}"
    decides(f"joined league {year} CCC", "undecided", said, "treaty", "league-CCC")


@pytest.mark.parametrize(
    ("date", "founder", "verdict"),
    [
        ("1948", "true", "undecided"),
        ("1948-04-30", "true", "undecided"),
        ("1951", "true", "undecided"),
        ("1951", "false", "wrong"),
        ("1890", "true", "undecided"),  # the predecessor
        ("1890", "false", "undecided"),
        ("1889", "true", "wrong"),
        ("1956", "true", "supported"),
        ("1960", "true", "wrong"),
    ],
)
def test_a_founder_joins_as_it_signs_or_as_it_is_bound(date, founder, verdict, other_tables):
    charter = {"id": "oas", "short_name": "OAS", "kind": "organization", "source": "c", "signed": "1948-04-30"}
    (spell,) = spells("oas", "AAA 1956-04-10")
    rows = {"arrangements": [charter], "memberships": [spell | {"founder": founder}]}
    union = {"arrangement": "oas", "date": "1890-04-14", "kind": "predecessor"}
    other_tables(countries=COUNTRIES, foundings=[union], **rows)
    assert check(f"joined oas {date} AAA").verdict == verdict
    if date < "1948":
        other_tables(countries=COUNTRIES, **rows)
        assert check(f"joined oas {date} AAA").verdict == "wrong", "where no predecessor is told of"


def test_who_is_suspended_or_freezes_its_part_has_left_in_a_way(other_tables):
    rows = spells("league", "AAA 2000-01-01 2019-04-27", "AAA 2019-04-27 frozen", "BBB 2000-01-01")
    other_tables(countries=COUNTRIES, arrangements=ARRANGEMENTS, memberships=rows)
    said = "League: Alphaland is a member; Alphaland: frozen from 2019-04-27."
    decides("left league 2019 AAA", "imprecise", said, "treaty", "league-AAA")
    said = f"League: Alphaland is a member. {ACCOUNTS}"  # who has stopped may have said long before that it leaves
    decides("left league 2010 AAA", "undecided", said, "treaty", "league-AAA")
    decides("left league 2010 BBB", "wrong", "League: Betaland is a member.", "treaty", "league-BBB")
    both = "League: Betaland is a member; Alphaland is a member; Alphaland: frozen from 2019-04-27."
    decides("left league 2019 AAA BBB", "imprecise", both, "treaty", "league-BBB", "league-AAA")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"confirmed": "false"}, " Our row is not confirmed."),
        ({"note": "Notice in 2003."}, " Its note says: Notice in 2003."),
        ({"note": "Notice in 2004."}, None),
    ],
)
def test_a_row_that_is_not_confirmed_or_names_the_year_makes_nothing_wrong(row, said, other_tables):
    (spell,) = spells("league", "AAA 2000-01-01 2010-06-15")
    other_tables(countries=COUNTRIES, arrangements=ARRANGEMENTS, memberships=[spell | row])
    verdict = "undecided" if said else "wrong"
    found = f"League: Alphaland: a member until 2010-06-15.{said or ''}"
    decides("left league 2003 AAA", verdict, found, "treaty", "league-AAA")


def test_what_rests_on_a_row_that_is_not_confirmed_says_so(other_tables):
    (spell,) = spells("league", "AAA 2000-01-01")
    other_tables(countries=COUNTRIES, arrangements=ARRANGEMENTS, memberships=[spell | {"confirmed": "false"}])
    said = "League: Alphaland: a member from 2000-01-01. Our row is not confirmed."
    decides("joined league 2000 AAA", "supported", said, "treaty", "league-AAA")
    said = "Members of League together since 2000-01-01: Alphaland. Our row is not confirmed."
    decides("includes league AAA", "supported", said, "treaty")


@pytest.mark.parametrize(("kind", "verdict"), [("other", "undecided"), ("un_member", "wrong"), ("ended", "wrong")])
def test_whose_seat_a_disputed_state_held_is_not_for_us_to_say(kind, verdict, other_tables):
    who = {"iso3": "FFF", "name": "Zetaland", "short_name": "Zetaland", "kind": kind}
    others = [one for one in COUNTRIES if one["iso3"] != "FFF"]
    rows = spells("league", "AAA 2000-01-01", "BBB 2000-01-01")
    other_tables(countries=[*others, who], arrangements=ARRANGEMENTS, memberships=rows)
    assert check("left league 2010 FFF").verdict == verdict


@pytest.mark.parametrize("line", ["joined league 2000 CRO", "left league 2003 CRO", "includes league CRO"])
@pytest.mark.parametrize(
    ("country", "old", "kind", "meant"),
    [
        ("Croatia", "Independent State of Croatia", "ended", True),
        ("Slovakia", "Slovak Republic (1939-1945)", "ended", True),
        ("Austria", "Austria-Hungary", "ended", True),
        ("Australia", "Austria-Hungary", "ended", False),
        ("United Kingdom", "United Arab Republic", "ended", False),
        ("Croatia", "Independent State of Croatia", "un_member", False),
    ],
)
def test_a_state_of_the_past_may_be_meant_by_a_name_of_today(line, country, old, kind, meant, other_tables):
    states = [{"iso3": "CRO", "name": country}, {"iso3": "XOL", "name": old, "kind": kind}]
    other_tables(countries=states, arrangements=ARRANGEMENTS, memberships=spells("league", "XOL 2000-01-01 2003-01-01"))
    found = check(line)
    assert found.verdict == ("undecided" if meant else "wrong")
    assert found.found.endswith(f" Our list has another state of such a name: {old}.") == meant
