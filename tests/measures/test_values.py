"""What is no number is told by every measure of amounts, and never turned into one."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest

from mcollab import measures
from mcollab.errors import McollabError
from mcollab.measures import brier, burden, gini, hhi, logrank, pledged, survival
from mcollab.measures.values import numbers

MEASURES = [
    hhi,
    gini,
    lambda values: survival(values, [True] * 3),
    lambda values: logrank(values, [True] * 3, ["a", "a", "b"]),
    lambda values: burden(values, [1, 2, 3]),
    lambda values: brier(values, [True] * 3),
]
DURATIONS = pd.Series(pd.to_timedelta([365, 730, 1000], unit="D"))
DAYS = pd.Series(pd.to_datetime(["2000-01-01", "2001-01-01", "2004-01-01"]))


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("given", [DURATIONS, DURATIONS.to_numpy(), [one.to_pytimedelta() for one in DURATIONS]])
def test_durations_are_to_be_divided_first(measure, given):
    with pytest.raises(McollabError, match=r"needs numbers, but got the duration .*divide .* pd\.Timedelta\(days=365"):
        measure(given)


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize(
    "given",
    [DAYS, DAYS.to_numpy(), list(DAYS.dt.date), [1j, 2, 3], np.array([1j, 2, 3]), "123", b"123", ["1", "1_0", "2"]],
)
def test_days_texts_and_complex_numbers_are_no_amounts(measure, given):
    with pytest.raises(McollabError, match=r"needs numbers, but got "):
        measure(given)


@pytest.mark.parametrize(
    "given",
    [
        (DURATIONS / pd.Timedelta(days=365)).mul(365).round(),
        pd.Series([365, 730, 1000], dtype="Int64"),
        [Decimal(365), Fraction(730), np.float32(1000)],
        np.array([365, 730, 1000]),
    ],
)
def test_every_kind_of_number_is_one(given):
    assert gini(given) == gini([365, 730, 1000])


@pytest.mark.parametrize("lacking", [None, pd.NA, float("nan")])
def test_one_that_is_missing_is_told_as_such(lacking):
    with pytest.raises(McollabError, match="hhi needs a finite number for each, but some are missing"):
        hhi([1, lacking])


@pytest.mark.parametrize("place", range(3))
@pytest.mark.parametrize("given", ["2", 1j, dt.timedelta(days=3)])
def test_wherever_it_stands_what_is_no_number_is_told(place, given):
    amounts = [1, 2, 3]
    amounts[place] = given
    with pytest.raises(McollabError, match="gini needs numbers, but got "):
        gini(amounts)


def test_of_a_long_text_the_beginning_is_told():
    shown = "'" + "x" * 59
    for ask, said in (
        (lambda: numbers("passage", willing="x" * 99), f"passage needs a number for willing, but got {shown}."),
        (lambda: gini(["x" * 99]), f"gini needs numbers, but got {shown}"),
    ):
        with pytest.raises(McollabError) as told:
            ask()
        assert str(told.value).startswith(said)


def test_measures_are_listed():
    assert dir(measures) == sorted(measures.__all__) and "gini" in dir(measures)


def test_each_number_of_a_pledge_must_be_one():
    share = pd.Series([2.0])
    for name in ("goal", "by", "growth", "since", "prices"):
        with pytest.raises(McollabError, match=f"pledged needs a number for {name}, but got '7'"):
            pledged(share, share, 2035, **{name: "7"})
