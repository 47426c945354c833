"""Defence pacts in force 1946–2018 against ATOP 5.1, where there is something to compare with."""

import pytest

from benchmarks.defence_pacts import COMPARED, EXTRACT, WEAKER, atop, of_extract, of_table, shares
from mcollab.datapackage import load


def test_by_pair():
    if not EXTRACT.exists():
        pytest.skip("no extract to compare with")
    recall, precision = of_extract()
    assert recall >= 0.9
    assert precision >= 0.95


def test_by_pair_and_year():
    if (theirs := atop()) is None:
        pytest.skip("no table to compare with")
    found = of_table(theirs)
    for name in ("pair", "pair and year"):
        recall, precision = found[name]
        assert recall >= 0.9
        assert precision >= 0.95


def test_what_is_not_asked_is_what_our_rows_call_something_weaker():
    obligation = load("arrangements").set_index("id")["obligation"]
    assert {one: obligation[one] for one in WEAKER} == {
        one: said.split(":")[0].replace(" ", "_") for one, said in WEAKER.items()
    }
    assert set(obligation[COMPARED]) == {"defence"}


def test_recall_leaves_out_what_is_called_something_else_and_precision_does_not():
    theirs, own = {1, 2, 3, 4}, {1, 2, 5}
    assert shares(theirs, own, {2, 4}) == (2 / 3, 2 / 3)
    assert shares(theirs, own, set()) == (1 / 2, 2 / 3)
