"""How much of one set stands in another: not the same both ways."""

import pytest

from mcollab.errors import McollabError
from mcollab.measures import containment, jaccard


def test_share_of_the_first_set():
    assert containment([*"abc"], [*"bcd"]) == pytest.approx(2 / 3)
    assert containment([*"ab"], [*"abcd"]) == 1
    assert containment([*"abcd"], [*"ab"]) == 0.5
    assert containment([*"ab"], []) == 0


def test_of_nothing_there_is_no_share():
    with pytest.raises(McollabError, match="empty first set"):
        containment([], ["abc"])


@pytest.mark.parametrize("measure", [containment, jaccard])
@pytest.mark.parametrize("given", [("FRA", ["FRA"]), (["FRA"], "FRA"), ("FRA", "ARF"), ([b"FRA"], b"FRA")])
def test_a_text_is_no_set_of_letters(measure, given):
    with pytest.raises(McollabError, match=r"members of a set, but got the text b?'(FRA|ARF)': put it in \[ \]"):
        measure(*given)
