"""The time by which half had ended, and the share of features on which two agree."""

import pandas as pd
import pytest

from mcollab.errors import McollabError
from mcollab.measures import matching, median_survival, survival


def test_the_median_is_the_first_time_at_which_half_or_less_are_left():
    curves = survival([1, 2, 3, 4, 5, 6, 7], [True] * 7, ["even"] * 4 + ["odd"] * 3)
    found = median_survival(curves)
    assert found.to_dict() == {"even": 2, "odd": 6}
    assert found.index.name == "group"
    with pytest.raises(McollabError, match="median_survival needs a DataFrame, but got list"):
        median_survival([1, 2])
    with pytest.raises(McollabError, match="median_survival needs a column 'survival'"):
        median_survival(curves.drop(columns="survival"))


def test_the_median_of_a_group_that_mostly_lives_is_missing_and_groups_keep_their_order():
    found = median_survival(survival([3, 4, 9, 1], [True, False, False, True], ["old", "old", "old", "new"]))
    assert found.index.tolist() == ["old", "new"]
    assert pd.isna(found["old"]) and found["new"] == 1


def test_matching_counts_what_both_lack_too():
    assert matching([True, True, False, False], [True, False, False, False]) == 0.75
    assert matching("abc", "abc") == 1 and matching("abc", "bca") == 0
    with pytest.raises(McollabError, match="3 and 2"):
        matching("abc", "ab")
    with pytest.raises(McollabError, match="0 and 0"):
        matching([], [])
    with pytest.raises(McollabError, match="the features of both, one by one, but got None"):
        matching("abc", None)
