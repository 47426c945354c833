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
    for name in ("group", "time", "survival"):
        with pytest.raises(McollabError, match=f"median_survival needs a column '{name}'"):
            median_survival(curves.drop(columns=name))


def test_the_median_of_a_group_that_mostly_lives_is_missing_and_groups_keep_their_order():
    found = median_survival(survival([3, 4, 9, 1], [True, False, False, True], ["old", "old", "old", "new"]))
    assert found.index.tolist() == ["old", "new"]
    assert pd.isna(found["old"]) and found["new"] == 1


@pytest.mark.parametrize("many", [24, 38, 44, 46, 54])
def test_a_half_that_is_reached_by_a_product_is_a_half(many):
    # The product of the shares that stay is one half exactly; in floating point it comes out as 0.5000000000000001.
    curves = survival([0.5] * 3 + list(range(1, many + 1)), [False] * 3 + [True] * many)
    assert curves.set_index("time")["survival"][many / 2] > 0.5
    assert median_survival(curves).to_dict() == {"all": many / 2}


def test_a_little_more_than_a_half_is_no_half():
    curves = pd.DataFrame({"group": "all", "time": [0, 1, 2], "survival": [1, 0.500_000_001, 0.4]})
    assert median_survival(curves)["all"] == 2


def test_matching_counts_what_both_lack_too():
    assert matching([True, True, False, False], [True, False, False, False]) == 0.75
    assert matching("abc", "abc") == 1 and matching("abc", "bca") == 0
    with pytest.raises(McollabError, match="3 and 2"):
        matching("abc", "ab")
    with pytest.raises(McollabError, match="0 and 0"):
        matching([], [])
    with pytest.raises(McollabError, match="the features of both, one by one, but got None"):
        matching("abc", None)
