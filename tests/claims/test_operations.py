"""Checks of operations, people and exercises."""

import pytest
from made_up import countries, decides

from mcollab.claims import check
from mcollab.errors import McollabError

UN = {"lead": "UN", "arrangement": "un", "un_peacekeeping": "true"}
OPERATIONS = [
    {"id": "oak", "acronym": "OAK", "name": "Operation Oak", **UN, "country": "AAA", "place": "Alphaland",
     "start": "1964-03-04", "source": "oak"},
    {"id": "elm", "acronym": "ELM", "name": "Operation Elm", "lead": "NATO", "arrangement": "corps", "country": "BBB",
     "place": "Betaland", "start": "2001-12-20", "end": "2014-12-28", "source": "elm-a;elm-b"},
    {"id": "ash", "acronym": "ASH", "name": "Operation Ash", **UN, "country": "CCC", "place": "Gammaland",
     "start": "2013-04-01", "start_precision": "month", "end": "2023-12-31", "end_precision": "year", "source": "ash"},
    {"id": "fir", "acronym": "FIR", "name": "Operation Fir", **UN, "country": "DDD", "place": "Deltaland",
     "start": "1999-11-30", "source": "fir"},
    {"id": "yew", "acronym": "YEW", "name": "Operation Yew", "lead": "EU", "country": "EEE", "place": "Epsilonland",
     "start": "2020-01-01", "source": "yew"},
]  # fmt: skip
ARRANGEMENTS = [
    {"id": "un", "short_name": "UN", "source": "u"},
    {"id": "army", "short_name": "Army", "source": "a"},
    {"id": "corps", "short_name": "Corps", "parent": "army", "source": "c"},
    {"id": "idle", "short_name": "Idle", "source": "i"},
]
EXERCISES = [
    {"id": "sea", "name": "Sea Shield", "arrangement": "army", "rhythm": "annual", "first_year": "1971"},
    {"id": "sky", "name": "Sky Shield", "arrangement": "corps", "rhythm": "irregular", "first_year": "1999"},
    {
        "id": "ice",
        "name": "Ice Shield",
        "arrangement": "un",
        "rhythm": "biennial",
        "first_year": "1990",
        "ended": "true",
    },
]
EXERCISES = [{**row, "source": row["id"]} for row in EXERCISES]
PERSONNEL = [
    {"year": "2025", "date": "2025-06-30", "personnel": "60000", "missions": "11", "source": "new"},
    {"year": "2024", "date": "2024-06-30", "personnel": "70000", "missions": "12", "source": "old"},
]


@pytest.fixture(autouse=True, scope="module")
def world(tables):
    names = countries(
        AAA="Alphaland, Asia",
        BBB="Betaland, Asia",
        CCC="Gammaland, Asia",
        DDD="Deltaland, Asia",
        EEE="Epsilonland, Asia",
    )
    tables(
        countries=names,
        operations=OPERATIONS,
        arrangements=ARRANGEMENTS,
        military_exercises=EXERCISES,
        personnel=PERSONNEL,
    )


def test_who_led_and_where():
    said = "ELM (Operation Elm) was led by NATO, in Betaland."
    decides("led elm NATO BBB", "supported", said, "elm-a", "elm-b")
    decides("led elm NATO AAA", "imprecise", said, "elm-a", "elm-b")
    decides("led elm UN BBB", "imprecise", said, "elm-a", "elm-b")
    decides("led elm UN AAA", "wrong", said, "elm-a", "elm-b")


def test_under_way_until_it_has_an_end():
    decides("under_way oak", "supported", "OAK has been under way since 1964-03-04.", "oak")
    decides("under_way elm", "outdated", "ELM ran from 2001-12-20 to 2014-12-28.", "elm-a", "elm-b")
    decides("under_way ash", "outdated", "ASH ran from 2013-04 to 2023.", "ash")


def test_began_and_closed():
    decides("began elm 2001-12", "supported", "ELM was established on 2001-12-20.", "elm-a", "elm-b")
    decides("began elm 2001-12-21", "imprecise", "ELM was established on 2001-12-20.", "elm-a", "elm-b")
    decides("began elm 2002", "wrong", "ELM was established on 2001-12-20.", "elm-a", "elm-b")
    decides("began elm 2014", "wrong", "ELM was established on 2001-12-20.", "elm-a", "elm-b")
    decides("closed elm 2014", "supported", "ELM ended on 2014-12-28.", "elm-a", "elm-b")
    decides("closed elm 2014-11", "imprecise", "ELM ended on 2014-12-28.", "elm-a", "elm-b")
    decides("closed elm 2001", "wrong", "ELM ended on 2014-12-28.", "elm-a", "elm-b")
    decides("closed ash 2023-05-05", "supported", "ASH ended on 2023.", "ash")
    decides("closed oak 2014", "wrong", "OAK has not ended.", "oak")


def test_who_has_led_operations_counts_those_of_its_parts():
    decides("leads un", "supported", "Operations recorded, UN: 3.", "oak", "ash", "fir")
    decides("leads army", "supported", "Operations recorded, Army: 1.", "elm-a", "elm-b")
    decides("leads army idle", "imprecise", "Operations recorded, Army: 1; Idle: 0.", "elm-a", "elm-b")
    decides("leads idle", "wrong", "Operations recorded, Idle: 0.")
    decides("leads army un", "supported", "Operations recorded, Army: 1; UN: 3.", "elm-a", "elm-b", "oak", "ash", "fir")


def test_present_are_un_operations_under_way():
    oak, fir = "OAK in Alphaland since 1964-03-04", "FIR in Deltaland since 1999-11-30"
    decides("present AAA", "supported", f"UN operations under way there: {oak}.", "oak")
    decides("present DDD AAA", "supported", f"UN operations under way there: {oak}, {fir}.", "oak", "fir")
    decides("present AAA BBB", "imprecise", f"UN operations under way there: {oak}.", "oak")
    decides("present CCC", "outdated", "UN operations under way there: none.")
    decides("present BBB", "wrong", "UN operations under way there: none.")  # not the UN's
    decides("present EEE", "wrong", "UN operations under way there: none.")


@pytest.mark.parametrize(
    ("number", "verdict", "ratio"),
    [
        (60000, "supported", "1.0"),
        (66666, "supported", "0.9"),
        (66667, "imprecise", "0.9"),
        (54546, "supported", "1.1"),
        (54545, "imprecise", "1.1"),
        (120000, "imprecise", "0.5"),
        (120001, "wrong", "0.5"),
        (40000, "imprecise", "1.5"),
        (39999, "wrong", "1.5"),
        (1, "wrong", "60000.0"),
    ],
)
def test_people_are_about_so_many_as_of_the_latest_day(number, verdict, ratio):
    said = f"On 2025-06-30 there were about 60,000 in 11 operations, {ratio} times as many."
    decides(f"personnel {number}", verdict, said, "new")


def test_exercises_of_it_or_of_its_parts():
    decides("exercises army", "supported", "Exercises recorded, Army: Sea Shield, Sky Shield.", "sea", "sky")
    decides("exercises corps", "supported", "Exercises recorded, Corps: Sky Shield.", "sky")
    said = "Exercises recorded, UN: Ice Shield; Idle: none."
    decides("exercises un idle", "imprecise", said, "ice")
    decides("exercises idle", "wrong", "Exercises recorded, Idle: none.")


def test_regular_are_those_every_year_or_other_year_that_go_on():
    said = "Exercises recorded: Sea Shield (annual, since 1971), Sky Shield (irregular, since 1999)."
    decides("regular_exercises army", "supported", said, "sea", "sky")
    decides("regular_exercises corps", "imprecise", "Exercises recorded: Sky Shield (irregular, since 1999).", "sky")
    decides("regular_exercises un", "imprecise", "Exercises recorded: Ice Shield (biennial, since 1990).", "ice")
    decides("regular_exercises idle", "wrong", "Exercises recorded: none.")


@pytest.mark.parametrize(
    ("rhythm", "verdict"), [("annual", "supported"), ("biennial", "supported"), ("once", "imprecise")]
)
def test_rhythms(other_tables, rhythm, verdict):
    other_tables(arrangements=ARRANGEMENTS, military_exercises=[{**EXERCISES[2], "rhythm": rhythm, "ended": "false"}])
    decides("regular_exercises un", verdict, f"Exercises recorded: Ice Shield ({rhythm}, since 1990).", "ice")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("personnel none", "cannot be read: expected personnel number"),
        ("personnel 0", "The check 'personnel 0' cannot be read: expected personnel number"),
        ("personnel -5", "cannot be read"),
        ("present", "cannot be read: expected present countries…"),
        ("present AAB", "No country 'AAB'"),
        ("leads unn", "No row 'unn' in arrangements"),
        ("under_way oka", "No row 'oka' in operations: expected an id of that table; did you mean 'oak'"),
        ("closed elm then", "cannot be read: expected closed operation date"),
    ],
)
def test_a_line_of_operations_that_cannot_be_read_says_why(line, said):
    with pytest.raises(McollabError, match=said):
        check(line)
