"""How alike two sets of members are."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mcollab.errors import McollabError
from mcollab.measures import jaccard


def test_jaccard_by_hand():
    assert jaccard({"FRA", "DEU", "ITA"}, {"DEU", "ITA", "ESP", "PRT"}) == pytest.approx(2 / 5)
    assert jaccard(["FRA", "FRA"], iter(["FRA", "DEU"])) == 0.5  # who is named twice counts once
    assert jaccard({"FRA"}, set()) == 0


@settings(deadline=None)
@given(st.sets(st.integers(0, 20), min_size=1), st.sets(st.integers(0, 20)))
def test_jaccard_is_symmetric_and_one_for_equal_sets_alone(a, b):
    assert jaccard(a, b) == jaccard(b, a)
    assert (jaccard(a, b) == 1) == (a == b)


def test_two_empty_sets_are_refused():
    with pytest.raises(McollabError, match="two empty sets"):
        jaccard([], [])
    with pytest.raises(McollabError, match="Expected the members of a set, but got 5"):
        jaccard([1], 5)
