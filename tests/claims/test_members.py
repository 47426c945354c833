"""Checks of members: the day of joining counts, the day of leaving does not; one more or one less is another number."""

import pytest
from made_up import countries, decides, spells
from members_world import ARRANGEMENTS, COUNTRIES, MEMBERSHIPS

from mcollab.claims import check
from mcollab.errors import McollabError

pytestmark = pytest.mark.wide
OTHERWISE = "So many it has, or had, if signatories, associates, observers or the suspended are counted otherwise."


@pytest.fixture(autouse=True, scope="module")
def made_up(tables):
    tables(countries=COUNTRIES, arrangements=ARRANGEMENTS, memberships=MEMBERSHIPS)


@pytest.mark.parametrize(
    ("number", "verdict", "said"),
    [
        (3, "supported", "League has 3 members."),
        (2, "outdated", "League has 3 members; it had 2 last from 2010-06-15 until 2012-01-01."),
        (1, "wrong", "League has 3 members; it never had 1."),
        (4, "wrong", "League has 3 members; it never had 4."),
    ],
)
def test_a_number_of_members_today_once_or_never(number, verdict, said):
    decides(f"count league {number}", verdict, said, "treaty")


def test_of_what_has_ended_a_number_that_it_once_had_is_right():
    decides("count pact 3", "supported", "Pact had at most 3 members; it had 3 from 1950-05-05.", "pact")
    decides("count pact 2", "supported", "Pact had at most 3 members.", "pact")  # at its end
    decides("count pact 4", "wrong", "Pact had at most 3 members; it never had 4.", "pact")


def test_a_number_that_what_has_ended_had_twice_is_told_from_its_first_day(other_tables):
    stay = ("AAA 1950-05-05 1960-01-01", "BBB 1950-05-05 1957-01-01", "CCC 1953-03-03 1955-12-31")
    other_tables(countries=COUNTRIES, arrangements=ARRANGEMENTS, memberships=spells("pact", *stay))
    decides("count pact 2", "supported", "Pact had at most 3 members; it had 2 from 1950-05-05.", "pact")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("league 1999", None),
        ("league 2000", "2"),
        ("league 2004", "2"),
        ("league 2005", "2 and then 3"),
        ("league 2010", "3 and then 2"),
        ("league 2011", "2"),
        ("league 2012", "3"),  # from the first day of the year
        ("league 2026", "3"),
        ("pact 1949", None),
        ("pact 1950", "3"),
        ("pact 1955", "3 and then 2"),  # on the last day of the year
        ("pact 1959", "2"),
        ("pact 1960", None),  # it ended on the first day of the year
        ("late 1955", "1 and then 2"),
        ("late 1960", "2"),  # it ended on the second
        ("late 1961", None),
    ],
)
def test_a_number_of_members_on_some_day_of_a_year(line, said):
    arrangement, year = line.split()
    name, source = arrangement.title(), "treaty" if arrangement == "league" else arrangement
    right = set() if said is None else {int(word) for word in said.split(" and then ")}
    text = f"{name} had {'no' if said is None else said} members in {year}."
    for number in range(5):
        fewer = year in ("2000", "1950") and number < max(right)
        verdict = "supported" if number in right else "undecided" if fewer else "wrong"
        said = f"{text} In its first year it may have had fewer before all had ratified." if fewer else text
        decides(f"count {arrangement} {number} {year}", verdict, said, source)


@pytest.mark.parametrize(
    ("codes", "verdict"),
    [
        ("AAA CCC DDD", "supported"),
        ("DDD CCC AAA", "supported"),
        ("AAA BBB", "outdated"),
        ("AAA BBB CCC", "outdated"),
        ("AAA CCC", "outdated"),
        ("AAA CCC DDD EEE", "imprecise"),
        ("AAA DDD", "imprecise"),
        ("AAA CCC EEE", "imprecise"),  # two of four in common
        ("AAA EEE", "wrong"),  # one of four
        ("AAA CCC EEE FFF", "wrong"),  # two of five
        ("AAA EEE FFF", "wrong"),
    ],
)
def test_members_are_all_of_them_and_no_others(codes, verdict):
    said = "League has 3 members: Alphaland, Deltaland, Gammaland."
    decides(f"members_are league {codes}", verdict, said, "treaty")


def test_of_what_has_ended_any_group_that_it_had_is_right():
    said = "Pact had at its end 2 members: Alphaland, Betaland."
    decides("members_are pact AAA BBB", "supported", said, "pact")
    decides("members_are pact AAA BBB CCC", "supported", said, "pact")
    decides("members_are pact AAA", "imprecise", said, "pact")
    decides("members_are pact DDD", "wrong", said, "pact")


def test_members_at_the_same_time():
    decides("includes league AAA", "supported", "Members of League together since 2000-01-01: Alphaland.", "treaty")
    said = "Members of League together since 2005-03-01: Alphaland, Gammaland."
    decides("includes league CCC AAA", "supported", said, "treaty")
    said = "Members of League together only until 2010-06-15: Betaland."
    decides("includes league BBB", "outdated", said, "treaty")
    said = "Members of League together only until 2010-06-15: Betaland, Gammaland."
    decides("includes league BBB CCC", "outdated", said, "treaty")
    decides("includes league BBB DDD", "imprecise", "Not members of League: Betaland.", "treaty")
    decides("includes league AAA EEE", "imprecise", "Not members of League: Epsilonland.", "treaty")
    decides("includes league EEE FFF", "wrong", "Not members of League: Epsilonland, Zetaland.", "treaty")


def test_of_what_has_ended_who_was_once_together_is_right():
    said = "Members of Pact together since 1950-05-05: Alphaland, Gammaland."
    decides("includes pact AAA CCC", "supported", said, "pact")
    decides("includes pact DDD", "wrong", "Not members of Pact: Deltaland.", "pact")


def test_a_status_held_today_once_or_never():
    said = "Club: Zetaland: observer from 2005-01-01 to 2007-01-01; Zetaland: partner from 2007-01-01."
    decides("status club partner FFF", "supported", said, "club", "club-FFF")
    decides("status club observer FFF", "outdated", said, "club", "club-FFF")
    decides("status club member FFF", "wrong", said, "club", "club-FFF")
    said = "League: Alphaland: member from 2000-01-01; Epsilonland: partner from 2013-01-01."
    decides("status league partner AAA EEE", "imprecise", said, "treaty", "league-AAA", "league-EEE")
    decides("status league member FFF", "wrong", "League: none of them.", "treaty")
    said = "League: Alphaland: member from 2000-01-01; Betaland: member from 2000-01-01 to 2010-06-15."
    decides("status league member AAA BBB", "outdated", said, "treaty", "league-AAA", "league-BBB")


def test_members_of_the_one_are_members_of_the_other():
    decides("within league world", "supported", "All 3 members of League are in World.", "treaty", "world")
    decides("within world league", "imprecise", "Epsilonland in World are not in League.", "world", "treaty")
    decides("within un world", "imprecise", "Betaland, Zetaland in UN are not in World.", "charter", "world")
    decides("within axis club", "wrong", "Deltaland in Axis are not in Club.", "axis", "club")  # one of two
    # Of what has ended, the members at its end: on the last day on which they changed
    decides("within pact late", "supported", "All 2 members of Pact are in Late.", "pact", "late")
    decides("within late league", "wrong", "Alphaland, Betaland in Late are not in League.", "late", "treaty")


def test_countries_that_belong_to_both_today():
    decides("apart league pact", "supported", "League and Pact share no country today.", "treaty", "pact")
    decides("apart league bond", "wrong", "League and Bond share Alphaland, Deltaland today.", "treaty", "bond")
    decides("apart band league", "wrong", "Band and League share Alphaland, Gammaland today.", "band", "treaty")
    decides("apart league band", "wrong", "League and Band share Alphaland, Gammaland today.", "treaty", "band")
    decides("apart axis club", "wrong", "Axis and Club share Alphaland today.", "axis", "club")


@pytest.mark.parametrize("status", ["suspended", "frozen"])
def test_who_is_suspended_belongs_to_it_still(status, other_tables):
    rows = [*spells("league", f"CCC 2000-01-01 {status}", "BBB 2000-01-01 observer"), *spells("club", "CCC 2001-01-01")]
    rows += spells("club", "BBB 2000-01-01", "DDD 2000-01-01")
    other_tables(countries=COUNTRIES, arrangements=ARRANGEMENTS, memberships=rows)
    decides("apart league club", "wrong", "League and Club share Gammaland today.", "treaty", "club")
    decides("apart club league", "wrong", "Club and League share Gammaland today.", "club", "treaty")


def test_regions_of_members():
    said = "Members of World by region: Africa 1, Americas 1, Asia 1, Europe 1."
    for region in ("Africa", "Americas", "Asia", "Europe"):
        assert check(f"regions world {region}").verdict == "supported"
    finding = check("regions world Africa Oceania")
    assert (finding.verdict, finding.source) == ("imprecise", "world")
    assert sorted(finding.found.removeprefix("Members of World by region: ").rstrip(".").split(", ")) == sorted(
        said.removeprefix("Members of World by region: ").rstrip(".").split(", ")
    )
    decides("regions pact Europe", "supported", "Members of Pact by region: Europe 2.", "pact")
    decides("regions pact Africa", "wrong", "Members of Pact by region: Europe 2.", "pact")


@pytest.mark.parametrize(
    ("line", "verdict", "said", "source"),
    [
        ("AAA DDD 1985", "supported", "Their first alliance is Bond, of 1985-01-01.", ["bond-AAA"]),
        ("DDD AAA 1985", "supported", "Their first alliance is Bond, of 1985-01-01.", ["bond-DDD"]),
        ("AAA DDD 1984", "wrong", "Their first alliance is Bond, of 1985-01-01.", ["bond-AAA"]),
        ("AAA BBB 1950", "supported", "Their first alliance is Pact, of 1950-05-05.", ["pact-AAA"]),
        ("AAA BBB 1949", "wrong", "Their first alliance is Pact, of 1950-05-05.", ["pact-AAA"]),
        ("AAA FFF 2003", "wrong", "Their first alliance is Axis, of 2004-01-01.", ["axis-AAA"]),
        ("BBB FFF 2020", "wrong", "No alliance of the two is recorded.", []),
        ("AAA EEE 1980", "supported", "Their first alliance is Bond, of 1980-07-01.", ["bond-AAA"]),
    ],
)
def test_allied_since_the_later_of_the_two_joined(line, verdict, said, source):
    decides(f"allied_since {line}", verdict, said, *source)


def test_a_coalition_in_common_before_any_alliance(other_tables):
    memberships = [row for row in MEMBERSHIPS if row["arrangement"] not in ("pact", "late")]
    other_tables(countries=COUNTRIES, arrangements=ARRANGEMENTS, memberships=memberships)
    never = "No alliance of the two is recorded."
    said = f"By then they were together in a coalition (Band). {never}"
    decides("allied_since AAA BBB 1970", "imprecise", said, "band-AAA")
    decides("allied_since AAA BBB 1990", "imprecise", said, "band-AAA")
    decides("allied_since AAA BBB 1969", "wrong", never)
    decides("allied_since AAA CCC 2001", "wrong", never)  # a partner of a coalition is no member


@pytest.mark.parametrize(
    ("one", "other", "day", "aligned", "verdict"),
    [
        ("AAA", "FFF", "2020-06-29", 3, "imprecise"),
        ("AAA", "BBB", "1995-01-01", 3, "imprecise"),
        ("CCC", "BBB", "1995-01-01", 2, "imprecise"),
        ("CCC", "CCC", "1995-01-01", 1, "imprecise"),
        ("FFF", "CCC", "2020-06-29", 4, "imprecise"),
        ("FFF", "CCC", "2020-06-30", 2, "imprecise"),  # it left on that day
        ("FFF", "CCC", "2004-01-01", 4, "imprecise"),  # and joined on that
        ("FFF", "CCC", "2003-12-31", 2, "imprecise"),
    ],
)
def test_sides_are_the_allies_of_two_powers_on_a_day(one, other, day, aligned, verdict):
    names = {row["iso3"]: row["name"] for row in COUNTRIES}
    said = f"Of 6 members of the UN on {day}, {aligned} were in an alliance with {names[one]} or {names[other]}."
    decides(f"sides {one} {other} {day}", verdict, said, "charter")


@pytest.mark.parametrize(("allies", "verdict"), [(1, "imprecise"), (8, "imprecise"), (9, "supported"), (0, "wrong")])
def test_sides_are_most_above_nine_tenths_and_hardly_any_below_one(other_tables, allies, verdict):
    codes = [f"{letter}{letter}{letter}" for letter in "ABCDEFGHIJK"]
    outside = "ZZZ" if allies == 0 else "AAA"
    bond = [code for code in codes if code != outside][:allies]
    other_tables(
        countries=countries(**{code: f"{code}, Asia" for code in [*codes, "ZZZ"]}),
        arrangements=ARRANGEMENTS,
        memberships=[
            *spells("un", *(f"{code} 1990-01-01" for code in codes[:10])),
            *spells("bond", *(f"{code} 1990-01-01" for code in [outside, *bond])),
        ],
    )
    aligned = allies + (outside == "AAA")
    said = f"Of 10 members of the UN on 1995-01-01, {aligned} were in an alliance with {outside} or {outside}."
    decides(f"sides {outside} {outside} 1995-01-01", verdict, said, "charter")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("count league three", "cannot be read: expected count arrangement number .year."),
        ("count league 3 then", "cannot be read"),
        ("joined league 2000", "cannot be read: expected joined arrangement date countries…"),
        ("joined league 2000 AAB", "No country 'AAB': expected an alpha-3 code; did you mean 'AAA'"),
        ("joined league 2000 XXX AAB", "No country 'AAB': expected an alpha-3 code; did you mean 'AAA'"),
        ("left league then AAA", "cannot be read"),
        ("members_are league", "cannot be read"),
        ("status league member XXX", "No country 'XXX'"),
        ("includes legue AAA", "No row 'legue' in arrangements: expected an id of that table; did you mean 'league'"),
        ("regions league", "cannot be read: expected regions arrangement wanted…"),
        ("allied_since AAA XXX 1950", "No country 'XXX'"),
        ("allied_since AAA BBB soon", "cannot be read"),
        ("sides AAA XXX 1995-01-01", "No country 'XXX'"),
        ("sides AAA BBB 1989-12-31", "The UN had no members on 1989-12-31: expected a day from 24 October 1945 on"),
    ],
)
def test_a_line_of_members_that_cannot_be_read_says_why(line, said):
    with pytest.raises(McollabError, match=said):
        check(line)


def test_who_belongs_to_a_body_of_partners_is_a_partner(other_tables):
    rows = spells("league", "AAA 2000-01-01 partner", "BBB 2000-01-01 partner", "CCC 2000-01-01 2014-04-01 partner")
    rows += spells("league", "CCC 2014-04-01 suspended", "DDD 2000-01-01 2010-01-01 partner")
    other_tables(countries=COUNTRIES, arrangements=ARRANGEMENTS, memberships=rows)
    decides(
        "includes league AAA BBB",
        "supported",
        "Members of League together since 2000-01-01: Alphaland, Betaland.",
        "treaty",
    )
    decides("includes league DDD", "outdated", "Members of League together only until 2010-01-01: Deltaland.", "treaty")
    said = "Members of League together since 2000-01-01: Gammaland. Gammaland: suspended from 2014-04-01."
    decides("includes league CCC", "undecided", said, "treaty")
    for number in (2, 3):  # with the one that is suspended, and without
        decides(f"count league {number}", "supported", f"League has {number} members.", "treaty")
    decides("count league 2 2015", "supported", "League had 2 members in 2015.", "treaty")
    decides("count league 5", "wrong", "League has 3 members; it never had 5.", "treaty")
    decides(
        "joined league 2000 AAA", "supported", "League: Alphaland: a member from 2000-01-01.", "treaty", "league-AAA"
    )
    said = "League: Deltaland: a member until 2010-01-01."
    decides("left league 2010 DDD", "supported", said, "treaty", "league-DDD")


def test_a_member_in_law_is_one_while_it_is_suspended(other_tables):
    rows = spells("league", "AAA 2000-01-01", "BBB 2000-01-01 2014-04-01", "BBB 2014-04-01 frozen")
    other_tables(countries=COUNTRIES, arrangements=ARRANGEMENTS, memberships=rows)
    said = "Members of League together since 2000-01-01: Betaland. Betaland: frozen from 2014-04-01."
    decides("includes league BBB", "supported", said, "treaty")
    decides("count league 1", "undecided", f"League has 2 members; it never had 1. {OTHERWISE}", "treaty")
    decides("count league 3", "wrong", "League has 2 members; it never had 3.", "treaty")


def test_a_count_by_signatories_associates_observers_or_without_the_suspended_is_not_wrong(other_tables):
    rows = spells(
        "league", "AAA 2000-01-01", "BBB 2003-01-01", "CCC 2001-01-01 observer", "DDD 2001-01-01 associate",
        "FFF 2001-01-01 2005-01-01 suspended", "EEE 2001-01-01 partner",
    )  # fmt: skip
    rows = [row | {"founder": row["country"] in "AAA BBB"} for row in rows]
    signed = [one | ({"signed": "1998-01-01"} if one["id"] == "league" else {}) for one in ARRANGEMENTS]
    other_tables(countries=COUNTRIES, arrangements=signed, memberships=rows)
    for year, numbers in {"1998": "2", "2000": "2", "2004": "2 4 5", "2010": "3 4", "1997": ""}.items():
        others = {number for number in range(1, 8) if check(f"count league {number} {year}").verdict == "undecided"}
        assert others == {int(number) for number in numbers.split()}, year
    said = check("count league 4")
    assert said.verdict == "undecided" and said.found == f"League has 2 members; it never had 4. {OTHERWISE}"


@pytest.mark.parametrize(
    ("kind", "model", "number", "verdict"),
    [
        ("partnership", "multilateral", 3, "undecided"),
        ("coalition", "universal", 3, "undecided"),
        ("programme", "multilateral", 9, "undecided"),
        ("partnership", "multilateral", 1, "wrong"),  # fewer than its states
        ("partnership", "minilateral", 3, "wrong"),
        ("organization", "multilateral", 3, "wrong"),
    ],
)
def test_in_a_body_that_is_no_treaty_of_states_others_may_take_part(kind, model, number, verdict, other_tables):
    forum = {"id": "forum", "short_name": "Forum", "kind": kind, "model": model, "source": "f"}
    rows = spells("forum", "AAA 2000-01-01", "BBB 2000-01-01")
    other_tables(countries=COUNTRIES, arrangements=[forum], memberships=rows)
    others = " Others than states may take part in it, of whom the tables have none." if verdict == "undecided" else ""
    decides(f"count forum {number}", verdict, f"Forum has 2 members; it never had {number}.{others}", "f")
    decides(f"count forum {number} 2005", verdict, f"Forum had 2 members in 2005.{others}", "f")
