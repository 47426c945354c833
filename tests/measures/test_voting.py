"""The chance that a proposal passes, against cases worked by hand, and what bad input is told."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mcollab.errors import McollabError
from mcollab.measures import passage


def test_consensus_of_n_is_p_to_the_power_n():
    assert passage(0.95, voters=32, needed=32) == pytest.approx(0.95**32)


def test_the_certain_pass_and_the_unwilling_do_not():
    assert passage(1, voters=5, needed=5, vetoes=5) == 1
    assert passage(0, voters=5, needed=1) == 0


def test_one_of_many_is_enough():
    assert passage(0.1, voters=3, needed=1) == pytest.approx(1 - 0.9**3)


@given(st.floats(0, 1), st.integers(1, 5), st.data())
@settings(deadline=None)
def test_it_is_the_sum_over_all_ways_to_vote(willing, voters, data):
    needed, vetoes = data.draw(st.integers(1, voters)), data.draw(st.integers(0, voters))
    total = 0.0
    for votes in product([False, True], repeat=voters):
        if sum(votes) >= needed and all(votes[:vetoes]):
            yes = sum(votes)
            total += willing**yes * (1 - willing) ** (voters - yes)
    assert passage(willing, voters, needed, vetoes) == pytest.approx(total, abs=1e-12)


@pytest.mark.parametrize(
    ("given_", "says"),
    [
        ((95, 32, 32), "probability from 0 to 1, but got 95"),
        ((0.5, 3, 4), "needed=4"),
        ((0.5, 3, 0), "needed=0"),
        ((0.5, 3, 2, 4), "vetoes=4"),
        ((0.5, 3, 2, -1), "vetoes=-1"),
        ((-0.5, 3, 3), "probability from 0 to 1, but got -0.5"),
        ((1.5, 3, 3), "probability from 0 to 1, but got 1.5"),
        (("all", 3, 3), "passage needs a number for willing, but got 'all'"),
        ((0.5, None, 3), "passage needs a number for voters, but got None"),
        ((0.5, 3, [2]), r"passage needs a number for needed, but got \[2\]"),
        ((0.5, 15.5, 9), "passage needs a whole number for voters, but got 15.5"),
        ((0.5, 15, 8.5), "passage needs a whole number for needed, but got 8.5"),
        ((0.5, 15, 9, 0.5), "passage needs a whole number for vetoes, but got 0.5"),
        ((0.5, 3, 2, float("inf")), "passage needs a number for vetoes, but got inf"),
    ],
)
def test_what_cannot_be_is_told(given_, says):
    with pytest.raises(McollabError, match=says):
        passage(*given_)
