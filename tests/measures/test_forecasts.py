"""The Brier score against cases worked by hand, and what bad input is told."""

import pandas as pd
import pytest

from mcollab.errors import McollabError
from mcollab.measures import base_rates, brier


def test_by_hand():
    # (0.1² + 0.2² + 0.6²) / 3
    assert brier([0.9, 0.2, 0.6], [True, False, False]) == pytest.approx(0.41 / 3)


def test_one_half_earns_a_quarter_and_certainty_all_or_nothing():
    assert brier(0.5, [True, False, False]) == pytest.approx(0.25)
    assert brier(1, [True, True]) == 0
    assert brier([0, 0], [True, True]) == 1


def test_the_best_constant_is_the_base_rate():
    happened = [True] * 7 + [False] * 13
    scores = {share: brier(share / 100, happened) for share in range(101)}
    assert min(scores, key=scores.get) == 35
    assert scores[35] == pytest.approx(0.35 * 0.65)


@pytest.mark.parametrize(
    ("forecast", "outcomes", "says"),
    [
        (70, [True], "probabilities from 0 to 1, but got 70"),
        ([0.2, -0.1], [True, False], "probabilities from 0 to 1"),
        ([0.2, 0.3], [True], "a forecast an outcome, but got 2 and 1"),
        (0.5, [], "at least one"),
        (0.5, [True, None], "came true, but some are missing"),
        (0.5, ["False"], "came true, as True or False, but got 'False'"),
        (0.5, 1, "came true, but got 1"),
        (pd.Series([0.2, 0.9]), pd.Series([True, False])[::-1], "a forecast an outcome, but their indexes differ"),
        (None, [True], "brier needs numbers, but got None"),
        ("half", [True], "brier needs numbers, but got 'half'"),
    ],
)
def test_what_cannot_be_is_told(forecast, outcomes, says):
    with pytest.raises(McollabError, match=says):
        brier(forecast, outcomes)


def test_base_rates_count_times_and_years_within_the_span():
    days = pd.to_datetime(
        pd.Series(["2015-12-31", "2016-01-01", "2017-05-05", "2017-06-06", "2019-12-31", "2020-01-01", None])
    )
    rates = base_rates({"exit": days, "never": days[:0]}, 2016, 2019)
    assert rates.loc["exit"].to_dict() == {"times": 4, "a_year": 1.0, "years_with": 0.75}
    assert rates.loc["never"].to_dict() == {"times": 0, "a_year": 0.0, "years_with": 0.0}
    assert base_rates({"exit": days}, 2017, 2017).loc["exit", "a_year"] == 2


@pytest.mark.parametrize(
    ("dates", "years", "says"),
    [
        ({}, (2019, 2016), "two years in order, but got 2019 and 2016"),
        ({}, (None, 2016), "base_rates needs a number for first, but got None"),
        ({}, (2016, "2019"), "base_rates needs a number for last, but got '2019'"),
        ([], (2016, 2019), "days by the name of what happened, but got list"),
        ({"exit": ["2016-01-01"]}, (2016, 2019), "a column of days for 'exit', but got list"),
        ({"exit": pd.Series(["2016-01-01"])}, (2016, 2019), "a column of days for 'exit', but got Series"),
    ],
)
def test_what_has_no_days_or_years_is_told(dates, years, says):
    with pytest.raises(McollabError, match=says):
        base_rates(dates, *years)


def test_of_many_forecasts_only_the_first_are_told():
    with pytest.raises(McollabError) as told:
        brier([0.5] * 1000 + [2], [True] * 1001)
    assert len(str(told.value)) < 140
