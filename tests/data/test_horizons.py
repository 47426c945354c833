"""How late a work can speak, and a row that rests on it."""

import pandas as pd
import pytest
from horizons import horizon, speaks_until


@pytest.mark.parametrize(
    ("year", "read", "title", "day"),
    [
        ("2017", "2026-11-22", "", "2017-12-31"),
        ("2026", "2026-11-22", "", "2026-11-22"),
        ("1949", None, "", "1949-12-31"),
        (None, "2026-11-22", "", "2026-11-22"),
        (None, None, "", None),
        ("1949", None, "{North Atlantic Treaty}, Washington, 4 {April} 1949", "1949-04-04"),
        ("1925", None, "Locarno, 16 October 1925 (signed in London on 1 December 1925)", "1925-12-01"),
        ("2005", None, "Text of the Treaty of 24 February 1976 and related information", "2005-12-31"),
        ("2026", "2026-03-01", "To come into force on 9 May 2026", "2026-03-01"),
        (None, "2026-03-01", "Of 4 April 1949", "2026-03-01"),
        ("2015", None, "Between 31 May 2015 and 3 April 2015", "2015-05-31"),
        ("2015", None, "Resolution 2231 May 2015", "2015-12-31"),
    ],
)
def test_a_work_speaks_to_its_day_or_the_end_of_its_year_and_no_later_than_it_was_read(year, read, title, day):
    found = speaks_until(year, read, title)
    assert pd.isna(found) if day is None else found == pd.Timestamp(day)


def test_a_row_holds_as_far_as_the_latest_that_it_rests_on_can_speak():
    rows = pd.DataFrame({"source": ["a;b", "b", "c"]}, index=["nato/POL/1999-03-12", "nato/CZE/1999-03-12", "none"])
    opened = pd.DataFrame({"row": ["nato/CZE/1999-03-12"], "source": ["b"], "as_of": [pd.Timestamp("2020-05-06")]})
    found = horizon(rows, opened, {"a": pd.Timestamp("1999-12-31"), "b": pd.Timestamp("2026-12-31")})
    # What was opened for a row says how far its work speaks there: a copy of 2020, though the work goes on.
    assert found.dropna().dt.strftime("%Y-%m-%d").to_list() == ["2026-12-31", "2020-05-06"]
    assert found.index[found.isna()].to_list() == ["none"]
