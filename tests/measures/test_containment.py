"""How much of one set stands in another: not the same both ways."""

import pytest

from mcollab.errors import McollabError
from mcollab.measures import containment


def test_share_of_the_first_set():
    assert containment("abc", "bcd") == pytest.approx(2 / 3)
    assert containment("ab", "abcd") == 1
    assert containment("abcd", "ab") == 0.5
    assert containment("ab", "") == 0


def test_of_nothing_there_is_no_share():
    with pytest.raises(McollabError, match="empty first set"):
        containment("", "abc")
