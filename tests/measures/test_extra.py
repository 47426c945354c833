"""Measures that need SciPy say which extra brings it."""

import sys

import pytest

from mcollab.errors import MissingExtraError
from mcollab.measures import burden, gini, hhi, jaccard, logrank, passage, survival


@pytest.mark.parametrize(
    "call",
    [
        lambda: survival([1, 2], [True, False]),
        lambda: logrank([1, 2], [True, True], ["a", "b"]),
        lambda: burden([1, 2, 3], [1, 2, 3]),
        lambda: passage(0.5, voters=3, needed=2),
    ],
)
def test_what_needs_scipy_names_the_extra(call, monkeypatch):
    call()
    monkeypatch.setitem(sys.modules, "scipy", None)
    with pytest.raises(MissingExtraError, match=r"needs scipy, not installed here: .* its extra 'charts'"):
        call()


def test_what_does_not_need_it_does_without(monkeypatch):
    monkeypatch.setitem(sys.modules, "scipy", None)
    assert hhi([1, 1]) == 0.5
    assert gini([1, 1]) == 0
    assert jaccard([1], [1]) == 1
