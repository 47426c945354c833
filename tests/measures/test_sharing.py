"""Who carries how much: Olson and Zeckhauser's test."""

import pandas as pd
import pytest

from mcollab.errors import McollabError
from mcollab.measures import burden

# Olson and Zeckhauser (1966), table 1: GNP 1964 in billion dollars and defence budget as a percentage of it.
GNP = [569.03, 88.87, 79.46, 73.40, 43.63, 38.14, 15.00, 13.43, 7.73, 6.69, 5.64, 4.31, 2.88, 0.53]
SHARE = [9.0, 5.5, 7.0, 6.7, 4.1, 4.4, 4.9, 3.7, 3.3, 5.8, 3.9, 4.2, 7.7, 1.7]


def test_burden_by_hand():
    # Ranks 1 2 3 4 5 against 2 1 4 3 5: the sum of squared differences is 4, rho = 1 - 6 · 4 / (5 · 24).
    result = burden([10, 20, 30, 40, 50], [1.2, 1.1, 2.0, 1.5, 3.5])
    assert result.rho == pytest.approx(0.8)
    assert result.n == 5
    # Five ranks: t = 0.8 · √(3 / 0.36) on three degrees of freedom.
    assert result.p == pytest.approx(0.1041, abs=1e-4)


def test_the_alliance_of_1964_as_published():
    # They found a rank correlation of .490 (their one-sided test: significant at the .05 level).
    result = burden(GNP, SHARE)
    assert result.rho == pytest.approx(0.490, abs=0.001)
    assert 0.025 < result.p / 2 < 0.05
    assert result.n == 14


def test_ties_have_their_mean_rank_and_the_sign_is_that_of_the_relation():
    assert burden([1, 2, 2, 3], [1, 2, 2, 3]).rho == pytest.approx(1)
    assert burden([1, 2, 3], [3, 2, 1]).rho == pytest.approx(-1)
    # Ranks 1.5 1.5 3 4 against 1 2 3 4.
    assert burden([1, 1, 2, 3], [1, 2, 3, 4]).rho == pytest.approx(0.9487, abs=1e-4)


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: burden([1, 2], [1, 2, 3]), "got 2 sizes and 3 efforts"),
        (lambda: burden([1, 2], [1, 2]), "at least three members"),
        (lambda: burden([1, 1, 1], [1, 2, 3]), "whose sizes differ"),
        (lambda: burden([1, 2, 3], [2, 2, 2]), "whose efforts differ"),
        (lambda: burden(pd.Series([1, 2, 3]), pd.Series([1, 2, 3])[::-1]), "each member, but their indexes differ"),
        (lambda: burden([1, 2, None], [1, 2, 3]), "burden needs a finite number for each"),
        (lambda: burden([1, 2, 3], [1, 2, -3]), "burden is not defined for negative values"),
    ],
)
def test_bad_input_gets_one_sentence(call, says):
    with pytest.raises(McollabError) as told:
        call()
    assert says in str(told.value)
    assert "\n" not in str(told.value)
