"""Words and where they fit."""

import math
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from families import tabled
from hypothesis import given
from hypothesis import strategies as st

from mcollab import charts
from mcollab.charts.labels import (
    apart,
    listed,
    number,
    opened,
    spoken,
    ticks,
    uncrowded,
    unit,
    width_of,
    within,
    words,
    wrapped,
)
from mcollab.style.tokens import SMALL


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (1, "1"),
        (2.5, "2.5"),
        (0.1 + 0.2, "0.3"),
        (12.3456, "12.35"),
        (-3, "-3"),
        (999.96, "1,000"),
        (1000, "1,000"),
        (61_788, "61,790"),
        (1_234_567.8, "1,235,000"),
        (-1500, "-1,500"),
        (0.000123456, "0.0001235"),
        (np.int64(7), "7"),
    ],
)
def test_numbers_have_four_digits_that_count(value, text):
    assert number(value) == text


def test_lists_say_how_many_more():
    assert [listed("abcd"[:n]) for n in range(5)] == ["", "a", "a and b", "a, b and c", "a, b, c and 1 more"]
    assert listed(range(6), 4) == "0, 1, 2, 3 and 2 more" and listed("ab", 2) == "a and b"


def test_columns_and_categories_as_words():
    assert [words(name) for name in ("share_gdp", "gdp", "gdps", "Name")] == ["Share GDP", "GDP", "Gdps", "Name"]
    said = spoken(pd.Series(["non_aggression", 1, "self_inflicted", "collective_non_aggression", "canon_law"]))
    assert said.tolist() == ["non-aggression", "1", "self-inflicted", "collective non-aggression", "canon law"]


def test_names_keep_their_letters_where_a_sentence_begins_and_within_it():
    assert [opened(text) for text in ("asia-Pacific", "Far East", "a", "")] == ["Asia-Pacific", "Far East", "A", ""]
    assert [within(text) for text in ("Share of GDP", "GDP, 2014", "A", "")] == ["share of GDP", "GDP, 2014", "a", ""]


def test_axis_formats_have_a_type():
    assert [ticks(text) for text in (",", ".1f", ".0%", "~s", "")] == [",f", ".1f", ".0%", "~s", "f"]


def test_width_goes_with_letters_and_size():
    assert width_of("abcd") == 2 * width_of("ab") == pytest.approx(4 * 0.56 * SMALL)
    assert width_of("ab", 22) == pytest.approx(2 * 0.56 * 22) and width_of("") == 0
    lines = wrapped("one two three four five six", 60, 10)
    assert lines == ["one two", "three four", "five six"] and all(width_of(line, 10) <= 60 for line in lines)


@given(st.lists(st.floats(-100, 100), max_size=8), st.floats(0.01, 10))
def test_levels_stand_apart_in_order_and_moved_as_little_as_that_takes(levels, gap):
    levels = sorted(levels)
    placed = apart(levels, gap)
    assert len(placed) == len(levels)
    assert all(high - low >= gap - 1e-6 for low, high in pairwise(placed))
    assert math.isclose(sum(placed), sum(levels), abs_tol=1e-6)
    if all(high - low >= gap for low, high in pairwise(levels)):
        assert placed == pytest.approx(levels)


def test_levels_that_are_far_stay():
    assert apart([1.0, 1.0, 5.0], 0.5) == pytest.approx([0.75, 1.25, 5.0])
    assert apart([], 1) == [] and apart([3.0], 1) == [3.0]


def names(across, up, *texts, always=None):
    return uncrowded(np.array(across, float), np.array(up, float), texts or ["abcd"] * len(across), always)


def test_a_name_is_written_where_it_covers_no_point_and_no_name():
    assert names([0, 100], [0, 0]) == [True, True]
    assert names([0, 20], [0, 0]) == [False, True]  # it would cover the second point
    assert names([0, 20], [0, 8]) == [True, False]  # the point is clear; the second name would cover the first
    assert names([0, 20], [0, 14]) == [True, True]
    assert names([0, 20], [0, -8]) == [True, False]
    # Beyond the last point there are forty pixels.
    assert names([0, 100], [0, 0], "a", "abcde") == [True, True]
    assert names([0, 100], [0, 0], "a", "abcdef") == [True, False]


@pytest.mark.parametrize(
    ("across", "up", "covered"),
    [
        (20, 6.5, True),
        (20, 7, False),
        (20, -6.5, True),
        (20, -7, False),
        (5, 0, False),
        (5.5, 0, True),
        (12 + 24, 0, True),  # where the name ends, and what parts it from the next
        (12 + 25, 0, False),
    ],
)
def test_a_name_takes_fourteen_pixels_up_and_a_few_on_either_side(across, up, covered):
    assert round(width_of("abcd")) == 25
    assert names([0, across, 300], [0, up, 50])[0] is not covered


def test_a_name_begins_and_ends_clear_of_one_that_stands_already():
    # Each stands five to thirty-four pixels right of its point; the second's own point is out of the way.
    assert [names([0, x, 300], [0, 10, 50])[1] for x in (28, 29)] == [False, True]
    assert [names([40, x, 300], [0, 10, 50])[1] for x in (12, 11)] == [False, True]
    assert [names([0, 15, 300], [0, y, 50])[1] for y in (13.5, 14)] == [False, True]


def test_some_names_are_written_in_any_case():
    assert names([0, 20], [0, 0], always=[True, False]) == [True, False]
    assert names([0, 20], [0, 0], always=[True, True]) == [True, True]


def test_the_unit_goes_from_nothing_to_all():
    assert unit(pd.Series([2, 4, 3])).tolist() == [0, 1, 0.5]
    assert unit(pd.Series([1, 10, 1000]), log=True).tolist() == pytest.approx([0, 1 / 3, 1])
    assert unit(pd.Series([5, 5])).tolist() == [0, 0]


NAMES = dict(zip("ABCDEFGHI", range(9, 0, -1), strict=True))
NINE = tabled([{"name": name, "value": value, "year": 2020} for name, value in NAMES.items()])
TIES = tabled([{"a": "A", "b": name, "weight": value} for name, value in NAMES.items() if name != "A"])
HELD = tabled([{"country": name, "arrangement": str(i)} for name, value in NAMES.items() for i in range(value)])


@pytest.mark.parametrize(
    ("chart", "told"),
    [
        (lambda: charts.ranked(NINE), ": A 9, B 8, C 7, D 6, E 5 and 4 more."),
        (lambda: charts.race(NINE), "in 2020: A 9, B 8, C 7, D 6, E 5 and 4 more."),
        (
            lambda: charts.dumbbell(NINE.assign(before=0.0), after="value"),
            ": A from 0 to 9, B from 0 to 8, C from 0 to 7, D from 0 to 6 and 5 more.",
        ),
        (lambda: charts.without(NINE), " together: A 9, B 8, C 7, D 6 and 5 more."),
        (lambda: charts.matrix(HELD), "held by A (9), B (8), C (7), D (6) and 5 more."),
        (lambda: charts.network(TIES, weight="weight"), "together are A, B, C, D, E and 4 more."),
        (lambda: charts.scatter(NINE, x="value", y="value"), "highest are A, B, C and 6 more. Their"),
    ],
)
def test_of_many_a_description_names_the_first_few_and_says_how_many_more(chart, told):
    assert told in chart().to_dict()["description"]
