"""Checks of dates: each verdict, on both sides of the day, month or year where it turns."""

import pytest
from made_up import ACCOUNTS, decides

from mcollab.claims import check
from mcollab.errors import McollabError

ARRANGEMENTS = [
    {"id": "league", "short_name": "League", "signed": "1950-03-31", "in_force": "1951-01-01", "source": "treaty"},
    {"id": "pact", "short_name": "Pact", "signed": "1960-05-01", "signed_precision": "month", "in_force": "1960-05-01",
     "ended": "1970-12-31", "source": "pact-a;pact-b"},
    {"id": "old", "short_name": "Old Bond", "signed": "1940-01-01", "signed_precision": "year", "source": "old",
     "ended": "1945-06-01", "ended_precision": "month"},
]  # fmt: skip
MILESTONES = [
    {"id": "other", "kind": "treaty", "date": "1890-05-12", "title": "League against all others", "source": "o"},
    {"id": "nearly", "kind": "treaty", "date": "1895-05-12", "title": "Leaguers against others", "source": "n"},
    {
        "id": "charter",
        "arrangement": "league",
        "kind": "treaty",
        "date": "1999-07-01",
        "title": "Charter",
        "source": "c",
    },
    {
        "id": "seat",
        "arrangement": "league",
        "kind": "institution",
        "date": "2001-01-01",
        "title": "A seat",
        "source": "s",
    },
    {"id": "fight", "arrangement": "league", "kind": "war", "date": "2005-07-01", "title": "War", "source": "w"},
    {"id": "other", "arrangement": "pact", "kind": "treaty", "date": "2006-07-01", "title": "Not ours", "source": "o"},
    {"id": "delian", "kind": "treaty", "date": "-0477-01-01", "title": "Delian League", "source": "thucydides"},
    {"id": "year-nought", "kind": "war", "date": "0000-01-01", "title": "A war", "source": "nobody"},
]


@pytest.fixture(autouse=True, scope="module")
def world(tables):
    operations = [
        {
            "id": "one",
            "acronym": "ONE",
            "start": "1948-05-29",
            "un_peacekeeping": "true",
            "place": "Here",
            "source": "1",
        },
        {
            "id": "two",
            "acronym": "TWO",
            "start": "1947-01-01",
            "un_peacekeeping": "false",
            "place": "There",
            "source": "2",
        },
        {
            "id": "six",
            "acronym": "SIX",
            "start": "1960-01-01",
            "un_peacekeeping": "true",
            "place": "There",
            "source": "6",
        },
    ]
    exercises = [{"id": "drill", "name": "Drill", "first_year": "1971", "source": "d"}]
    programmes = [{"id": "jet", "short_name": "Joint Jet", "began": "1965-02-01", "source": "j"}]
    tables(
        arrangements=ARRANGEMENTS,
        milestones=MILESTONES,
        operations=operations,
        military_exercises=exercises,
        programmes=programmes,
    )


LEAGUE = "League was signed or declared on 1950-03-31 and has been in force, or at work, since 1951-01-01"
PACT = "Pact was signed or declared on 1960-05"


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        ("1950", "supported"),
        ("1950-03", "supported"),
        ("1950-03-31", "supported"),
        ("1951", "supported"),  # in force
        ("1951-01-01", "supported"),
        ("1950-04", "imprecise"),
        ("1950-03-30", "imprecise"),
        ("1951-01-02", "imprecise"),
        ("1947", "wrong"),
        ("1954", "wrong"),
        ("1954-01-01", "wrong"),
        ("1940 1947", "wrong"),
        ("1940 1950", "supported"),
        ("1951 1960", "supported"),
        ("1954 1960", "wrong"),
    ],
)
def test_founded_is_signed_or_in_force_as_exactly_as_it_is_said(line, verdict):
    decides(f"founded league {line}", verdict, f"{LEAGUE}.", "treaty")


@pytest.mark.parametrize("line", ["1948", "1949", "1952", "1953", "1948-03-31", "1940 1948", "1953 1960"])
def test_within_two_years_of_both_a_founding_may_be_counted_otherwise(line):
    decides(f"founded league {line}", "undecided", f"{LEAGUE}. {ACCOUNTS}", "treaty")


@pytest.mark.parametrize(
    ("line", "said", "source"),
    [
        ("1999", "1999-07-01 is the day of: Charter", ["c"]),
        ("1990 1999", "1999-07-01 is the day of: Charter", ["c"]),
        ("1999 2000", "1999-07-01 is the day of: Charter", ["c"]),
        ("1999 2001", "1999-07-01 is the day of: Charter", ["c", "s"]),
        ("2001-06-01", "2001-01-01 is the day of: A seat", ["s"]),
        ("2000 2002", "2001-01-01 is the day of: A seat", ["s"]),
    ],
)
def test_a_year_of_a_later_stage_is_imprecise(line, said, source):
    decides(f"founded league {line}", "imprecise", f"{LEAGUE}; {said}.", "treaty", *source)


@pytest.mark.parametrize("line", ["1998", "2000", "2002", "2005", "2006", "1990 1998", "2002 2010"])
def test_a_war_or_a_stage_of_another_is_none_of_it(line):
    decides(f"founded league {line}", "wrong", f"{LEAGUE}.", "treaty")


def test_another_of_the_same_name_makes_no_date_wrong():
    other = "Another of that name may be meant: League against all others, 1890-05-12."
    decides("founded league 1890", "undecided", f"{LEAGUE}. {other}", "treaty", "o")
    decides("founded league 1891", "wrong", f"{LEAGUE}.", "treaty")
    decides("founded league 1895", "wrong", f"{LEAGUE}.", "treaty")  # the Leaguers are of another name


def test_a_date_known_to_the_month_or_year_is_compared_as_such():
    decides("founded pact 1960-05-17", "supported", f"{PACT}.", "pact-a", "pact-b")
    decides("founded pact 1960-06-17", "imprecise", f"{PACT}.", "pact-a", "pact-b")
    decides("founded old 1940-08-08", "supported", "Old Bond was signed or declared on 1940.", "old")
    decides("founded old 1943", "wrong", "Old Bond was signed or declared on 1940.", "old")


def test_signed_is_not_in_force():
    said = "League was signed or declared on 1950-03-31."
    decides("signed league 1950-03", "supported", said, "treaty")
    decides("signed league 1950-02", "imprecise", said, "treaty")
    decides("signed league 1951", "imprecise", said, "treaty")  # in force
    decides("signed league 1949", "wrong", said, "treaty")
    decides("signed league 1952", "wrong", said, "treaty")


def test_in_force_is_not_merely_signed():
    said = "League was signed on 1950-03-31 and in force from 1951-01-01."
    decides("in_force_since league 1951", "supported", said, "treaty")
    decides("in_force_since league 1951-02", "imprecise", said, "treaty")
    decides("in_force_since league 1950", "imprecise", said, "treaty")
    decides("in_force_since league 1950-02", "wrong", said, "treaty")
    decides("in_force_since league 1949", "wrong", said, "treaty")
    never = "No entry into force of Old Bond is recorded; it was signed on 1940."
    decides("in_force_since old 1940", "wrong", never, "old")


def test_ended_may_name_a_date_or_none():
    decides("ended pact", "supported", "Pact ended on 1970-12-31.", "pact-a", "pact-b")
    decides("ended pact 1970", "supported", "Pact ended on 1970-12-31.", "pact-a", "pact-b")
    decides("ended pact 1970-11", "imprecise", "Pact ended on 1970-12-31.", "pact-a", "pact-b")
    for year in (1968, 1969, 1971, 1972):
        decides(f"ended pact {year}", "undecided", f"Pact ended on 1970-12-31. {ACCOUNTS}", "pact-a", "pact-b")
    for year in (1967, 1973):
        decides(f"ended pact {year}", "wrong", "Pact ended on 1970-12-31.", "pact-a", "pact-b")
    decides("ended old 1945-06-15", "supported", "Old Bond ended on 1945-06.", "old")
    decides("ended league", "wrong", "League has not ended.", "treaty")
    decides("ended league 1970", "wrong", "League has not ended.", "treaty")


DATES = ["founded {} 1940", "signed {} 1940", "in_force_since {} 1940", "ended {} 1980"]


@pytest.mark.parametrize("line", DATES)
def test_a_row_that_is_not_confirmed_or_names_the_year_makes_no_date_wrong(line, other_tables):
    bond = {"short_name": "Bond", "signed": "1950-03-31", "in_force": "1951-01-01", "ended": "1970-12-31"}
    unsure = [
        bond | {"id": "guess", "confirmed": "false"},
        bond | {"id": "noted", "note": "Many give 1940 to 1980."},
        bond | {"id": "plain", "note": "Many give 1941 to 1981."},
        bond | {"id": "never", "in_force": None, "confirmed": "false"},
    ]
    other_tables(arrangements=unsure)
    findings = [check(line.format(one)) for one in ("guess", "noted", "plain")]
    assert [finding.verdict for finding in findings] == ["undecided", "undecided", "wrong"]
    assert [finding.found.partition(". ")[2] for finding in findings] == [
        "Our row is not confirmed.",
        "Its note says: Many give 1940 to 1980.",
        "",
    ]
    assert check("in_force_since never 1951").verdict == "undecided"


@pytest.mark.parametrize(
    ("earliest", "latest", "verdict"),
    [
        ("1949-01-01", "1950-03-31", "supported"),  # on the later day it is after
        ("1949-01-01", "1950-04-01", "imprecise"),
        ("1950-03-31", "1950-04-01", "imprecise"),  # on the earlier day it is in between
        ("1950-04-01", "1950-04-02", "wrong"),
    ],
)
def test_after_a_turning_point_is_told_by_the_day(earliest, latest, verdict):
    said = f"League began on 1950-03-31, to be set against {earliest} to {latest}."
    decides(f"after league {earliest} {latest}", verdict, said, "treaty")


@pytest.mark.parametrize(
    ("line", "verdict", "said", "source"),
    [
        ("operations un_peacekeeping=true 1948", "supported", "ONE, of 1948", "1"),
        ("operations un_peacekeeping=true 1949", "wrong", "ONE, of 1948", "1"),
        ("operations un_peacekeeping=true 1947", "wrong", "ONE, of 1948", "1"),
        ("operations un_peacekeeping=true 1940 1948", "supported", "ONE, of 1948", "1"),
        ("operations un_peacekeeping=true 1948 1950", "supported", "ONE, of 1948", "1"),
        ("operations un_peacekeeping=true 1949 1950", "wrong", "ONE, of 1948", "1"),
        ("operations un_peacekeeping=true place=there 1960", "supported", "SIX, of 1960", "6"),
        ("operations place!=Here un_peacekeeping!=false 1960", "supported", "SIX, of 1960", "6"),
        ("operations 1947", "supported", "TWO, of 1947", "2"),
        ("arrangements 1940", "supported", "Old Bond, of 1940", "old"),
        ("arrangements id=pact|league 1950", "supported", "League, of 1950", "treaty"),
        ("milestones -477", "supported", "Delian League, of 478 BCE", "thucydides"),
        ("milestones kind=war 0", "supported", "A war, of 1 BCE", "nobody"),
        ("milestones kind=institution 2001", "supported", "A seat, of 2001", "s"),
        ("programmes 1965", "supported", "Joint Jet, of 1965", "j"),
        ("military_exercises 1971", "supported", "Drill, of 1971", "d"),
    ],
)
def test_the_first_of_a_kind_is_the_earliest_row_that_meets_every_condition(line, verdict, said, source):
    decides(f"first {line}", verdict, f"The first of them is {said}.", source)


def test_a_milestone_is_of_its_year():
    decides("milestone charter 1999", "supported", "Charter: 1999-07-01.", "c")
    decides("milestone charter 1998", "wrong", "Charter: 1999-07-01.", "c")
    decides("milestone delian -477", "supported", "Delian League: -0477-01-01.", "thucydides")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("first spending 2000", "No first row of 'spending' can be told: expected one of arrangements, operations,"),
        ("first operation 1948", "did you mean 'operations'"),
        (
            "first operations place=nowhere un_peacekeeping=true 1948",
            "No row of operations meets place=nowhere un_peace",
        ),
        ("first operations un_peacekeeping=true", "cannot be read: expected first table arguments…"),
        (
            "founded league many",
            "The check 'founded league many' cannot be read: expected founded arrangement first .last.",
        ),
        ("founded league 1950 many", "cannot be read"),
        ("after league 1950-01-01 someday", "cannot be read: expected after arrangement earliest latest"),
        ("milestone charter 199x", "cannot be read: expected milestone id year"),
        (
            "milestone chatter 1999",
            "No row 'chatter' in milestones: expected an id of that table; did you mean 'charter'",
        ),
    ],
)
def test_a_line_of_dates_that_cannot_be_read_says_why(line, said):
    with pytest.raises(McollabError, match=said):
        check(line)
