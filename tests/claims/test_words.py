"""Dates and numbers in words."""

import calendar
import re

import pytest

from mcollab.claims.reading.words import DATE, NUMBER, ON, date_of, in_words, number_of


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("4 April 1949", "1949-04-04"),
        ("14th May, 1955", "1955-05-14"),
        ("1st January 2001", "2001-01-01"),
        ("2nd March 1999", "1999-03-02"),
        ("23rd December 1990", "1990-12-23"),
        ("April 4, 1949", "1949-04-04"),
        ("May 14th, 1955", "1955-05-14"),
        ("June 1949", "1949-06"),
        ("July, 1949", "1949-07"),
        ("August of 1949", "1949-08"),
        ("1949", "1949"),
        ("2021", "2021"),
        ("3021", ""),
        ("949", ""),
    ],
)
def test_a_date_is_a_day_a_month_or_a_year(text, date):
    match = re.fullmatch(DATE, text)
    assert (date_of(match) if match else "") == date


@pytest.mark.parametrize(("number", "month"), list(enumerate(calendar.month_name))[1:])
def test_every_month(number, month):
    assert date_of(re.fullmatch(DATE, f"3 {month} 1990")) == f"1990-{number:02}-03"


def test_a_decade_is_said():
    assert re.fullmatch(DATE, "1950s")["decade"] == "s"
    assert re.fullmatch(DATE, "1950")["decade"] is None


@pytest.mark.parametrize(
    "text",
    ["in 1949", "on 4 April 1949", "from 1949", "of 1949", "dating from 1949", "back in 1949", "in the year 1949",
     "in early 1949", "in mid-1949", "in mid 1949", "in late 1949", "in the 1950s"],
)  # fmt: skip
def test_a_preposition_leads_to_a_date(text):
    assert re.fullmatch(ON, text)


@pytest.mark.parametrize(
    "text",
    ["in 1949-50", "in 1949–50", "in 19491", "in 1949 or 1950", "in 1949 to 1950", "in 1949 and 1950", "in 1949 BC",
     "in 1949 BCE", "by 1949"],
)  # fmt: skip
def test_a_span_is_no_date(text):
    assert re.match(ON, text) is None


def test_a_date_has_its_preposition():
    assert [in_words(date) for date in ("1949", "1949-04", "1949-04-04")] == ["in 1949", "in 1949-04", "on 1949-04-04"]


WORDS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
NUMBERS = dict(enumerate(f"{WORDS} eighteen nineteen twenty".split(), 1))
NUMBERS |= {30: "thirty", 40: "forty", 50: "fifty", 60: "sixty", 70: "seventy", 80: "eighty", 90: "ninety"}


@pytest.mark.parametrize(
    ("number", "word"),
    [*NUMBERS.items(), (21, "Twenty-One"), (29, "twenty-nine"), (99, "NINETY-nine"), (7, "7"), (193, "193")],
)  # fmt: skip
def test_a_number_in_figures_or_words(number, word):
    assert re.fullmatch(NUMBER, word)["number"] == word
    assert number_of(word) == number


@pytest.mark.parametrize("word", ["1000", "hundred", "twenty-ten", "one-two", "thirties"])
def test_what_is_no_number(word):
    assert re.fullmatch(NUMBER, word) is None
