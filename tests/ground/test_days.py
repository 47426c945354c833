"""What stands for a day, and what does not."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mcollab.days import as_day, as_days
from mcollab.errors import McollabError

DAY = pd.Timestamp("2004-03-29")


@pytest.mark.parametrize(
    "given",
    [
        "2004-03-29",
        " 2004-03-29 ",
        dt.date(2004, 3, 29),
        dt.datetime(2004, 3, 29, 23, 59),
        pd.Timestamp("2004-03-29 12:00"),
        np.datetime64("2004-03-29"),
        np.datetime64("2004-03-29T23:59"),
        pd.Period("2004-03-29", freq="D"),
        # A day is the day that the clock there showed, whatever the time zone.
        pd.Timestamp("2004-03-29 23:30", tz="Pacific/Kiritimati"),
        dt.datetime(2004, 3, 29, 0, 30, tzinfo=dt.timezone(dt.timedelta(hours=14))),
    ],
)
def test_a_day_may_be_given_in_many_ways(given):
    day = as_day(given)
    assert day == DAY
    assert day.tz is None


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (2004, "2004 is a year, no day: name one in it, such as '2004-12-31'"),
        ("2004", "2004 is a year, no day"),
        (np.int64(2004), "2004 is a year, no day"),
        (np.datetime64("2004"), "2004 is a year, no day"),
        (pd.Period("2004"), "2004 is a year, no day"),
        ("2004-03", "2004-03 is a month, no day: name one in it, such as '2004-03-01'"),
        (pd.Period("2004-03"), "2004-03 is a month, no day"),
        (20040329, "expected a date such as '1990-10-03'"),
        (2004.5, "expected a date"),
        (True, "expected a date"),
        (None, "expected a date"),
        (pd.NA, "expected a date"),
        (pd.NaT, "expected a date"),
        (float("nan"), "expected a date"),
        (np.datetime64("NaT"), "expected a date"),
        ("", "expected a date"),
        ("29.03.2004", "No day '29.03.2004': expected a date"),
        ("2004-02-30", "expected a date"),
        ("2004-W13-1", "expected a date"),
        ("20040329", "expected a date"),
        ("2200-01-01", "No day '2200-01-01': expected one before 2200, such as '1990-10-03'"),
        (dt.date(9999, 12, 31), "No day datetime.date(9999, 12, 31): expected one before 2200"),
    ],
)
def test_what_is_no_day_is_told_in_one_sentence(given, says):
    with pytest.raises(McollabError) as told:
        as_day(given)
    assert says in str(told.value)
    assert "\n" not in str(told.value)


@settings(deadline=None)
@given(st.dates(max_value=dt.date(2199, 12, 31)))
def test_every_date_is_its_own_day(date):
    assert as_day(date).date() == as_day(date.isoformat()).date() == date


def test_what_has_no_end_may_end_in_9999_in_a_column():
    days = as_days(pd.DataFrame({"left": ["1966-03-10", None, "9999-12-31"]}), "left", "world")
    assert days.iloc[:2].to_list() == [pd.Timestamp("1966-03-10"), pd.NaT] and days.iloc[2].year == 9999
