"""Dates as numbers and as words."""

import datetime as dt

import pandas as pd
import pytest

from mcollab.charts.dates import decimal_year, in_words, told
from mcollab.errors import McollabError


@pytest.mark.parametrize(
    ("date", "year"),
    [
        ("1949", 1949.0),
        ("1949-07", 1949.5),
        ("1949-01-01", 1949.0),
        ("1949-05-31", 1949.41),  # twelve months of 31 days each: June begins at .42
        ("1949-12-31", 1949.99),
        ("-0477-01-01", -477.0),
        ("+2000-04", 2000.25),
        (" 2000 ", 2000.0),
        (pd.Timestamp("1949-07-01"), 1949.5),
        (dt.date(1949, 7, 16), 1949.54),
    ],
)
def test_a_date_is_a_year_and_its_fraction(date, year):
    assert decimal_year(date) == pytest.approx(year, abs=0.005)


@pytest.mark.parametrize("year", [1949, 2000, 2026])
def test_the_last_day_of_a_year_is_of_that_year(year):
    assert year + 0.98 < decimal_year(f"{year}-12-31") < decimal_year(f"{year + 1}-01-01") == year + 1


def test_days_go_up_within_a_year():
    days = [decimal_year(day.date()) for day in pd.date_range("2023-01-01", "2024-01-02")]
    assert days == sorted(days) and days[0] == 2023 and 2023.99 <= days[364] <= days[365] == 2024


@pytest.mark.parametrize(
    ("date", "precision", "words"),
    [
        ("1949-08-24", "day", "24 August 1949"),
        ("1949-08-04", "day", "4 August 1949"),
        ("1949-08-24", "month", "August 1949"),
        ("1949-08-24", "year", "1949"),
        ("1949-08-24", "circa", "about 1949"),
        ("1949-08", "day", "August 1949"),
        ("1949", "day", "1949"),
        ("0000", "year", "1 BCE"),
        ("-0477-01-01", "circa", "about 478 BCE"),
        ("0001", "year", "1"),
        (pd.Timestamp("2020-12-31"), "day", "31 December 2020"),
        (None, "day", ""),
        (pd.NaT, "day", ""),
        (float("nan"), "day", ""),
    ],
)
def test_a_date_is_told_as_exactly_as_it_is_known(date, precision, words):
    assert in_words(date, precision) == words


def test_every_month_has_its_name():
    assert [in_words(f"2000-{month:02}", "month").split()[0] for month in (1, 2, 3, 6, 9, 12)] == [
        "January",
        "February",
        "March",
        "June",
        "September",
        "December",
    ]


def test_a_column_is_told_by_its_own_precision():
    rows = pd.DataFrame(
        {"signed": ["1949-04-04", "1955-05-06"], "signed_precision": ["year", "day"], "ended": ["1991-07-01", None]}
    )
    assert told(rows, "signed") == ["1949", "6 May 1955"] and told(rows, "ended") == ["1 July 1991", ""]


@pytest.mark.parametrize("text", ["last Tuesday", "1949-4-4", "49", "1949-08-24T00:00", "1949-13", "1949-02-30", ""])
def test_what_is_no_date_is_told(text):
    with pytest.raises(McollabError, match="is no date"):
        decimal_year(text)
