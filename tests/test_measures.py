"""Each measure against a published or hand-computed example, its properties, and its bad input."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mcollab.errors import McollabError
from mcollab.measures import burden, gini, hhi, jaccard, logrank, survival

amounts = st.lists(st.floats(0.001, 1e9), min_size=1, max_size=50)

# Remission in weeks under 6-MP and placebo: Freireich et al. (1963), Blood 21(6), the example of Cox (1972).
MP = [6, 6, 6, 7, 10, 13, 16, 22, 23, 6, 9, 10, 11, 17, 19, 20, 25, 32, 34, 35]
MP_SEEN = [True] * 9 + [False] * 11
MP, MP_SEEN = [*MP, 32], [*MP_SEEN, False]
PLACEBO = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]


def test_hhi_of_the_us_department_of_justice_example():
    assert hhi([30, 30, 20, 20]) == pytest.approx(0.26)


def test_gini_by_hand():
    # mean absolute difference of 1, 2, 3, 4 is 1.25, their mean 2.5: 1.25 / (2 * 2.5)
    assert gini([4, 1, 3, 2]) == pytest.approx(0.25)
    assert gini([5, 5, 5]) == pytest.approx(0)
    assert gini([0, 0, 0, 8]) == pytest.approx(0.75)


def test_jaccard_by_hand():
    assert jaccard({"FRA", "DEU", "ITA"}, {"DEU", "ITA", "ESP", "PRT"}) == pytest.approx(2 / 5)


def test_burden_by_hand():
    # ranks 1 2 3 4 5 against 2 1 4 3 5: sum of squared differences 4, rho = 1 - 6 * 4 / (5 * 24)
    result = burden([10, 20, 30, 40, 50], [1.2, 1.1, 2.0, 1.5, 3.5])
    assert result.rho == pytest.approx(0.8)
    assert result.n == 5


def test_survival_of_the_6mp_group_as_published():
    curve = survival(MP, MP_SEEN).set_index("time")["survival"].round(3)
    published = {6: 0.857, 7: 0.807, 10: 0.753, 13: 0.690, 16: 0.627, 22: 0.538, 23: 0.448}
    assert {time: curve[time] for time in published} == published
    assert curve[0] == 1


def test_logrank_of_6mp_against_placebo_as_published():
    labels = ["6-MP"] * len(MP) + ["placebo"] * len(PLACEBO)
    result = logrank(MP + PLACEBO, MP_SEEN + [True] * len(PLACEBO), labels)
    assert result.statistic**2 == pytest.approx(16.79, abs=0.01)


def test_survival_by_group_keeps_the_groups_apart():
    curve = survival([2, 4, 5, 9], [True, True, True, False], ["a", "a", "b", "b"])
    assert list(curve.groupby("group")["at_risk"].max()) == [2, 2]
    assert curve[curve["group"] == "b"]["survival"].min() == pytest.approx(0.5)


@given(amounts)
def test_hhi_lies_between_equal_shares_and_monopoly(values):
    assert 1 / len(values) - 1e-9 <= hhi(values) <= 1 + 1e-9


@given(amounts, st.floats(0.01, 100))
def test_gini_is_in_range_and_does_not_know_the_unit(values, factor):
    assert -1e-9 <= gini(values) < 1
    assert gini([value * factor for value in values]) == pytest.approx(gini(values), abs=1e-6)


@given(st.sets(st.integers(0, 20), min_size=1), st.sets(st.integers(0, 20)))
def test_jaccard_is_symmetric_and_one_for_equal_sets(a, b):
    assert jaccard(a, b) == jaccard(b, a)
    assert jaccard(a, a) == 1


@given(st.lists(st.tuples(st.floats(0.1, 100), st.booleans()), min_size=1, max_size=40))
def test_survival_never_rises_and_its_interval_holds_it(spells):
    times, seen = zip(*spells, strict=True)
    curve = survival(times, seen)
    assert (np.diff(curve["survival"]) <= 1e-12).all()
    inside = curve.dropna()
    assert (inside["low"] <= inside["survival"] + 1e-9).all()
    assert (inside["high"] >= inside["survival"] - 1e-9).all()


@pytest.mark.parametrize("measure", [hhi, gini])
@pytest.mark.parametrize(
    ("values", "says"),
    [([], "no values"), ([1, -2], "negative"), ([1, None], "missing"), (["a"], "numbers"), ([0, 0], "all zero")],
)
def test_amounts_that_make_no_sense_are_refused(measure, values, says):
    with pytest.raises(McollabError, match=says):
        measure(values)


def test_other_bad_input():
    with pytest.raises(McollabError, match="two empty sets"):
        jaccard([], [])
    with pytest.raises(McollabError, match="2 sizes and 3 efforts"):
        burden([1, 2], [1, 2, 3])
    with pytest.raises(McollabError, match="at least three members"):
        burden([1, 1, 1], [1, 2, 3])
    with pytest.raises(McollabError, match="negative"):
        survival([-1, 2], [True, True])
    with pytest.raises(McollabError, match="whether its end was seen"):
        survival([1, 2], [True])
    with pytest.raises(McollabError, match="a group for each"):
        survival([1, 2], [True, False], ["a"])
    with pytest.raises(McollabError, match="got 3 groups"):
        logrank([1, 2, 3], [True] * 3, ["a", "b", "c"])
