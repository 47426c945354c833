"""Concentration and the Gini coefficient: published and hand-computed examples, properties, bad input."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mcollab.errors import McollabError
from mcollab.measures import gini, hhi

amounts = st.lists(st.floats(0.001, 1e9), min_size=1, max_size=50)


def test_hhi_of_the_us_department_of_justice_example():
    # Herfindahl–Hirschman Index, US Department of Justice, Antitrust Division: 30, 30, 20 and 20 per cent make 2,600.
    assert hhi([30, 30, 20, 20]) * 10_000 == pytest.approx(2600)
    assert hhi([1]) == 1
    assert hhi([0, 0, 7]) == 1


def test_gini_by_hand():
    # The mean absolute difference of 1, 2, 3, 4 is 1.25, their mean 2.5: 1.25 / (2 · 2.5).
    assert gini([4, 1, 3, 2]) == pytest.approx(0.25)
    assert gini([5, 5, 5]) == pytest.approx(0)
    assert gini([0, 0, 0, 8]) == pytest.approx(0.75)


def test_amounts_whose_sum_no_float_can_hold_are_measured_too(recwarn):
    assert hhi([1e308, 1e308]) == 0.5 and hhi([1e308] * 4 + [0]) == 0.25
    assert gini([1e308, 1e308]) == 0 and gini([0, 0, 0, 1.5e308]) == 0.75
    assert hhi([1e-320, 1e-320]) == 0.5
    assert not recwarn.list


@pytest.mark.parametrize("measure", [hhi, gini])
def test_columns_arrays_and_generators_are_all_numbers(measure):
    values = [3, 1, 2]
    wanted = measure(values)
    assert measure(np.array(values)) == measure(pd.Series(values, dtype="Int64")) == measure(iter(values)) == wanted


@settings(deadline=None)
@given(amounts)
def test_hhi_lies_between_equal_shares_and_monopoly(values):
    assert 1 / len(values) - 1e-9 <= hhi(values) <= 1 + 1e-9


@settings(deadline=None)
@given(amounts, st.floats(0.01, 100))
def test_gini_is_in_range_and_does_not_know_the_unit(values, factor):
    assert -1e-9 <= gini(values) < 1
    assert gini([value * factor for value in values]) == pytest.approx(gini(values), abs=1e-6)


@settings(deadline=None)
@given(amounts)
def test_gini_is_half_the_relative_mean_difference(values):
    differences = np.abs(np.subtract.outer(values, values)).mean()
    assert gini(values) == pytest.approx(differences / (2 * np.mean(values)), abs=1e-6)


@pytest.mark.parametrize("measure", [hhi, gini])
@pytest.mark.parametrize(
    ("values", "says"),
    [
        ([], "of no values is not defined"),
        ([1, -2], "not defined for negative values, but the least is -2"),
        ([1, None], "some are missing"),
        ([1, float("nan")], "some are missing"),
        ([1, float("inf")], "a finite number for each"),
        ([1, pd.NA], "some are missing"),
        (["a"], "needs numbers, but got 'a'"),
        ([1, -1 / 3], "the least is -0.333333"),
        ([0, 0], "all zero"),
    ],
)
def test_amounts_that_make_no_sense_are_refused(measure, values, says):
    with pytest.raises(McollabError) as told:
        measure(values)
    assert str(told.value).startswith(f"{measure.__name__} ")
    assert says in str(told.value)
    assert "\n" not in str(told.value)


def test_of_a_long_column_only_the_beginning_is_told():
    with pytest.raises(McollabError) as told:
        hhi(["much"] * 1000)
    assert len(str(told.value)) < 100
