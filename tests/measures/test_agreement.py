"""Where two records differ: years of spells, and the runs of years that only one of two records has."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mcollab.errors import McollabError
from mcollab.measures import differences, years_held

UNTIL = pd.Timestamp("2004-01-01")


def spells(*rows):
    frame = pd.DataFrame(rows, columns=["country", "joined", "left"])
    return frame.assign(joined=pd.to_datetime(frame["joined"]), left=pd.to_datetime(frame["left"]))


def held(*rows, until=UNTIL):
    found = years_held(spells(*rows), ["country"], until)
    assert list(found.columns) == ["country", "year", "whole"]
    return [tuple(row) for row in found.itertuples(index=False)]


def test_a_year_is_whole_if_each_of_its_days_is_in_a_spell():
    assert held(("A", "2000-01-01", "2001-12-31")) == [("A", 2000, True), ("A", 2001, False)]
    assert held(("A", "2000-01-02", "2002-01-01")) == [("A", 2000, False), ("A", 2001, True)]
    assert held(("A", "2000-06-01", "2000-06-02")) == [("A", 2000, False)]


def test_spells_that_follow_each_other_make_a_year_whole_and_no_day_counts_twice():
    assert held(("A", "2001-01-01", "2001-05-09"), ("A", "2001-05-09", "2002-01-01")) == [("A", 2001, True)]
    assert held(("A", "2001-01-01", "2001-05-09"), ("A", "2001-05-10", "2002-01-01")) == [("A", 2001, False)]
    assert held(("A", "2001-01-01", "2001-07-01"), ("A", "2001-01-02", "2001-07-03")) == [("A", 2001, False)]
    inner = [("A", "2001-02-01", "2001-03-01"), ("A", "2001-01-01", "2002-01-01"), ("A", "2001-04-01", "2001-05-01")]
    assert held(*inner) == [("A", 2001, True)]


def test_an_open_spell_lasts_until_the_day_that_is_given():
    assert held(("A", "2002-01-01", None)) == [("A", 2002, True), ("A", 2003, True)]
    assert held(("A", "2002-01-01", "2009-01-01"), until=pd.Timestamp("2003-01-02")) == [
        ("A", 2002, True),
        ("A", 2003, False),
    ]
    assert held(("A", "2005-01-01", None), ("B", "2003-01-01", None)) == [("B", 2003, True)]


def test_years_come_by_key_and_in_order():
    found = held(("B", "2003-01-01", None), ("A", "2003-01-01", None), ("A", "2000-01-01", "2000-02-01"))
    assert [(country, year) for country, year, _ in found] == [("A", 2000), ("A", 2003), ("B", 2003)]


def years(key, *given, whole=True):
    return pd.DataFrame({"country": key, "year": given, "whole": whole})


def found(ours, theirs):
    rows = differences(ours, theirs, ["country"])
    assert list(rows.columns) == ["country", "only", "part", "first", "last"]
    return [tuple(row) for row in rows.itertuples(index=False)]


def test_the_parts_of_what_one_record_has_alone():
    theirs = years("A", 1990, 1991, 1992, 1996, 1997)
    ours = years("A", *range(1988, 2000))
    assert found(ours, theirs) == [
        ("A", "ours", "beginning", 1988, 1989),
        ("A", "ours", "between", 1993, 1995),
        ("A", "ours", "end", 1998, 1999),
    ]
    assert [(only, part) for _, only, part, _, _ in found(theirs, ours)] == [
        ("theirs", "beginning"),
        ("theirs", "between"),
        ("theirs", "end"),
    ]
    assert found(ours, years("B", 1990)) == [
        ("A", "ours", "throughout", 1988, 1999),
        ("B", "theirs", "throughout", 1990, 1990),
    ]


def test_records_that_agree_do_not_differ():
    assert found(years("A", 1990, 1991), years("A", 1990, 1991)) == []


def test_a_year_that_was_not_whole_may_be_there_or_not():
    ours = pd.concat([years("A", 1990, whole=False), years("A", 1991, 1992)])
    assert found(ours, years("A", 1991, 1992)) == []
    assert found(ours, years("A", 1990, 1991, 1992)) == []
    assert found(ours, years("A", 1989, 1991, 1992)) == [("A", "theirs", "beginning", 1989, 1989)]
    assert found(years("A", 1991, 1992), years("A", 1990, whole=False)) == [("A", "ours", "end", 1991, 1992)]


def test_a_key_that_the_other_never_has_differs_in_its_partial_years_too():
    ours = pd.concat([years("A", 1990, whole=False), years("A", 1991)])
    assert found(ours, years("B", 1990, whole=False)) == [
        ("A", "ours", "throughout", 1990, 1991),
        ("B", "theirs", "throughout", 1990, 1990),
    ]


def test_what_bounds_a_record_are_its_partial_years_too():
    ours = pd.concat([years("A", 1990, whole=False), years("A", 1995)])
    assert found(ours, years("A", 1992, 1995)) == [("A", "theirs", "between", 1992, 1992)]


def test_the_years_of_two_keys_are_two_runs():
    ours = pd.concat([years("A", 1990), years("B", 1991)])
    assert found(ours, years("C", 1990).head(0)) == [
        ("A", "ours", "throughout", 1990, 1990),
        ("B", "ours", "throughout", 1991, 1991),
    ]


def test_a_year_that_comes_twice_is_whole_if_it_is_so_once():
    ours = pd.concat([years("A", 1990, whole=False), years("A", 1990)])
    assert found(ours, years("A", 1991)) == [("A", "ours", "beginning", 1990, 1990), ("A", "theirs", "end", 1991, 1991)]


@settings(deadline=None, max_examples=40)  # a fortieth of a second each, and runs of years are few in kind
@given(*(st.sets(st.integers(1990, 2005)) for _ in "ab"))
def test_what_is_found_is_the_symmetric_difference(one, other):
    rows = found(years("A", *one), years("A", *other))
    told = {(only, year) for _, only, _, first, last in rows for year in range(first, last + 1)}
    assert told == {("ours", year) for year in one - other} | {("theirs", year) for year in other - one}
    ends = {(only, last) for _, only, _, _, last in rows}
    assert not any((only, last + 1) in told for only, last in ends), "a run goes on as long as it can"


def test_what_is_missing_is_told():
    with pytest.raises(McollabError, match="years_held needs a column 'left'"):
        years_held(pd.DataFrame({"country": [], "joined": []}), ["country"], UNTIL)
    with pytest.raises(McollabError, match="'joined' is missing of some"):
        years_held(spells(("A", None, "2000-01-01")), ["country"], UNTIL)
    numbers = spells(("A", "1990-01-01", None)).assign(joined=1990)
    with pytest.raises(McollabError, match="years_held needs days in column 'joined'"):
        years_held(numbers, ["country"], UNTIL)
    with pytest.raises(McollabError, match=r"years_held needs a day without a zone for until, .* but got 2020"):
        years_held(spells(("A", "1990-01-01", None)), ["country"], 2020)
    with pytest.raises(McollabError, match=r"day without a zone for until, .* but got Timestamp\('2003.*UTC"):
        years_held(spells(("A", "1990-01-01", None)), ["country"], pd.Timestamp("2003-01-01", tz="UTC"))
    backward = spells(("A", "1990-01-01", None), ("A", "2000-01-02", "2000-01-01"))
    with pytest.raises(McollabError, match="Row 1 ends, by 'left', before it begins, by 'joined': mend it"):
        years_held(backward, ["country"], UNTIL)
    assert held(("A", "2000-01-02", "2000-01-02")) == []
    with pytest.raises(McollabError, match="differences needs a column 'year'"):
        differences(pd.DataFrame({"country": []}), years("A", 1990), ["country"])
    with pytest.raises(McollabError, match="differences needs a column 'country'"):
        differences(years("A", 1990), pd.DataFrame({"year": []}), ["country"])
