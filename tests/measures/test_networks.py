"""Who shares how many groups: by hand, in order, each once."""

import pandas as pd
import pytest

from mcollab.errors import McollabError
from mcollab.measures import pairs


def frame(*rows):
    return pd.DataFrame(rows, columns=["programme", "country"])


def test_shared_groups_are_counted_once_and_each_pair_stands_once_in_order():
    table = frame(("x", "C"), ("x", "A"), ("x", "B"), ("y", "B"), ("y", "A"), ("y", "A"), ("z", "C"))
    assert pairs(table).to_dict("split")["data"] == [["A", "B", 2], ["A", "C", 1], ["B", "C", 1]]


def test_rows_without_item_or_group_tie_nobody():
    assert pairs(frame(("x", "A"), ("x", None), (None, "B"), (None, "A"))).empty


def test_other_columns_by_name():
    table = pd.DataFrame({"who": ["P", "Q"], "where": ["k", "k"]})
    assert pairs(table, item="who", within="where")["shared"].tolist() == [1]
    with pytest.raises(McollabError, match=r"'countri'.*did you mean 'country'"):
        pairs(frame(("x", "A")), item="countri")
    with pytest.raises(McollabError, match=r"'program'.*did you mean 'programme'"):
        pairs(frame(("x", "A")), within="program")


@pytest.mark.parametrize("frame", [None, [], {"country": ["A"]}])
def test_what_is_no_frame_is_told(frame):
    with pytest.raises(McollabError, match=f"pairs needs a DataFrame, but got {type(frame).__name__}"):
        pairs(frame)
