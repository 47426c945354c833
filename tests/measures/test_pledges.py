"""A pledge as a straight line: who moves, how far, and from when."""

import pandas as pd
import pytest

from mcollab.errors import McollabError
from mcollab.measures import pledged

SHARE = pd.Series([2.0, 3.5, 5.0], index=["below", "at", "above"])
GDP = pd.Series([1000.0, 1000.0, 1000.0], index=SHARE.index)


def test_only_those_below_the_goal_rise_and_on_a_straight_line():
    assert pledged(SHARE, GDP, 2026, growth=0).tolist() == [20, 35, 50]
    assert pledged(SHARE, GDP, 2029, growth=0).tolist() == pytest.approx([25, 35, 50])
    assert pledged(SHARE, GDP, 2035, growth=0).tolist() == [35, 35, 50]
    assert pledged(SHARE, GDP, 2040, growth=0).tolist() == [35, 35, 50]
    assert pledged(SHARE, GDP, 2035, growth=0).index.tolist() == ["below", "at", "above"]


def test_a_later_date_and_another_goal():
    assert pledged(SHARE, GDP, 2035, by=2044, growth=0)["below"] == pytest.approx(27.5)
    assert pledged(SHARE, GDP, 2035, goal=5, growth=0).tolist() == [50, 50, 50]
    assert pledged(SHARE, GDP, 2035, goal=0, growth=0).tolist() == [20, 35, 50]


def test_the_economy_grows_from_the_year_of_its_prices():
    assert pledged(SHARE, GDP, 2026, growth=10)["above"] == pytest.approx(50 * 1.1**3)
    assert pledged(SHARE, GDP, 2027, growth=10, since=2027, by=2030, prices=2027)["above"] == 50


@pytest.mark.parametrize(("year", "terms"), [(2025, {}), (2030, {"by": 2026})])
def test_time_runs_forward(year, terms):
    with pytest.raises(McollabError, match="goes from 2026 on"):
        pledged(SHARE, GDP, year, **terms)


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"share": [2.0]}, "a column of numbers for share, but got list"),
        ({"gdp": None}, "a column of numbers for gdp, but got NoneType"),
        ({"gdp": GDP.astype(str)}, "a column of numbers for gdp, but got Series"),
        ({"gdp": GDP.set_axis([f"x{i}" for i in GDP.index])}, "their indexes differ: give both the same"),
        ({"year": "2030"}, "pledged needs a number for year, but got '2030'"),
        ({"goal": None}, "pledged needs a number for goal, but got None"),
        ({"growth": float("nan")}, "pledged needs a number for growth, but got nan"),
    ],
)
def test_what_is_no_number_is_told(given, says):
    with pytest.raises(McollabError, match=says):
        pledged(**{"share": SHARE, "gdp": GDP, "year": 2030} | given)
