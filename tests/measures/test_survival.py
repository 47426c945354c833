"""How long things last: against the leukaemia trial that textbooks use, by hand, and in what it refuses."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mcollab.errors import McollabError
from mcollab.measures import logrank, survival

# Remission in weeks under 6-MP and placebo: Freireich et al. (1963), Blood 21(6), as in Cox (1972), JRSS B 34(2).
MP = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35]
MP_SEEN = [True] * 3 + [False, True, False, True, False, False, True, True] + [False] * 3 + [True, True] + [False] * 5
PLACEBO = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]


def test_survival_of_the_6mp_group_as_published():
    # Venables and Ripley (2002), Modern Applied Statistics with S, section 13.1: survfit(..., conf.type = "log-log").
    published = [
        # time, at risk, events, survival, low, high
        (6, 21, 3, 0.857, 0.620, 0.952),
        (7, 17, 1, 0.807, 0.563, 0.923),
        (10, 15, 1, 0.753, 0.503, 0.889),
        (13, 12, 1, 0.690, 0.432, 0.849),
        (16, 11, 1, 0.627, 0.368, 0.805),
        (22, 7, 1, 0.538, 0.268, 0.747),
        (23, 6, 1, 0.448, 0.188, 0.680),
    ]
    curve = survival(MP, MP_SEEN)
    assert list(curve.columns) == ["group", "time", "survival", "low", "high", "at_risk", "events"]
    at_events = curve[["time", "at_risk", "events", "survival", "low", "high"]].iloc[1:-1].round(3)
    assert list(at_events.itertuples(index=False, name=None)) == published
    # It begins with all and ends with the one that was watched longest.
    assert curve.iloc[0].to_list() == ["all", 0, 1, 1, 1, 21, 0]
    assert curve.iloc[-1][["time", "at_risk", "events"]].to_list() == [35, 1, 0]
    assert curve["survival"].iloc[-1] == curve["survival"].iloc[-2]


def test_where_none_is_left_there_is_no_interval():
    curve = survival(PLACEBO, [True] * 21).set_index("time")
    assert curve.loc[8, ["at_risk", "events"]].to_list() == [12, 4]
    assert curve.loc[8, "survival"] == pytest.approx(8 / 21)
    assert curve.loc[23, "survival"] == 0
    assert curve.loc[23, ["low", "high"]].isna().all()
    assert 35 not in curve.index  # the longest observed ended: no time is added after it


def test_the_interval_by_hand():
    # Of ten, two end at 1: S = 0.8, its variance by Greenwood S² · 2 / (10 · 8), on the scale log(-log S).
    at_one = survival([1, 1, *[2] * 8], [True, True, *[False] * 8]).set_index("time").loc[1]
    error = 1.959964 * math.sqrt(2 / 80) / math.log(0.8)
    assert at_one["low"] == pytest.approx(0.8 ** math.exp(-error), abs=1e-6)
    assert at_one["high"] == pytest.approx(0.8 ** math.exp(error), abs=1e-6)


def test_who_ends_or_leaves_at_a_time_was_at_risk_until_then():
    curve = survival([5, 5, 7], [True, False, True]).set_index("time")
    assert curve["at_risk"].to_dict() == {0: 3, 5: 3, 7: 1}
    assert curve["events"].to_dict() == {0: 0, 5: 1, 7: 1}
    assert curve["survival"].to_list() == pytest.approx([1, 2 / 3, 0])


def test_those_that_go_on_are_counted_as_long_as_they_were_observed():
    # Were the living counted as ended at once, or left out, the share at 3 would be another.
    assert survival([3, 10, 10, 10], [True, False, False, False])["survival"].to_list() == [1, 0.75, 0.75]


def test_groups_are_kept_apart_in_the_order_in_which_they_come():
    curves = survival([2, 4, 5, 9], [True, True, True, False], ["late", "late", "early", "early"])
    assert list(curves["group"].unique()) == ["late", "early"]
    assert list(curves.index) == list(range(len(curves)))
    late, early = (group.set_index("time") for _, group in curves.groupby("group", sort=False))
    assert late["survival"].to_dict() == {0: 1, 2: 0.5, 4: 0}
    assert early["survival"].to_dict() == {0: 1, 5: 0.5, 9: 0.5}
    assert survival([1], [True], [1990])["group"].to_list() == ["1990", "1990"]


def test_what_was_observed_for_no_time_at_all_counts_too():
    curve = survival([0, 0], [True, False])
    assert curve[["time", "survival", "at_risk", "events"]].to_numpy().tolist() == [[0, 0.5, 2, 1]]
    assert survival([0], [False])["survival"].tolist() == [1]


def test_all_may_go_on():
    curve = survival([3, 5], [False, False])
    assert curve["time"].to_list() == [0, 5]
    assert curve["survival"].to_list() == [1, 1]


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(1, 40), st.booleans()), min_size=1, max_size=40))
def test_the_curve_is_the_product_of_what_the_table_counts(spells):
    times, seen = zip(*spells, strict=True)
    curve = survival(times, seen)
    assert curve["survival"].to_numpy() == pytest.approx((1 - curve["events"] / curve["at_risk"]).cumprod().to_numpy())
    assert curve["events"].sum() == sum(seen)
    assert (np.diff(curve["time"]) > 0).all()
    inside = curve.dropna()
    assert (inside["low"] <= inside["survival"] + 1e-9).all()
    assert (inside["high"] >= inside["survival"] - 1e-9).all()


def test_logrank_of_6mp_against_placebo_as_published():
    # Chi-squared 16.79 on one degree of freedom: Kleinbaum and Klein (2012), Survival Analysis, 3rd ed., chapter 2.
    labels = ["6-MP"] * len(MP) + ["placebo"] * len(PLACEBO)
    result = logrank(MP + PLACEBO, MP_SEEN + [True] * len(PLACEBO), labels)
    assert result.statistic**2 == pytest.approx(16.79, abs=0.005)
    assert result.statistic < 0  # fewer ended under 6-MP, which is named first
    assert result.p == pytest.approx(4.17e-5, abs=1e-7)


def test_logrank_turns_round_with_the_groups_and_finds_no_difference_where_there_is_none():
    labels = ["p"] * len(PLACEBO) + ["m"] * len(MP)
    result = logrank(PLACEBO + MP, [True] * len(PLACEBO) + MP_SEEN, labels)
    assert result.statistic == pytest.approx(4.0979, abs=1e-4)
    same = logrank([1, 2, 3] * 2, [True] * 6, [1, 1, 1, 2, 2, 2])
    assert same.statistic == pytest.approx(0, abs=1e-9)
    assert same.p == pytest.approx(1)


@pytest.mark.parametrize(
    ("times", "ended"),
    [
        ([1, 2], [False, False]),  # no end was seen
        ([3, 1], [True, False]),  # one group was observed no longer when the other ended
        ([2, 2], [True, True]),  # all ended at once
    ],
)
def test_where_there_is_nothing_to_compare_logrank_says_so_and_warns_of_nothing(times, ended, recwarn):
    with pytest.raises(McollabError, match="logrank is not defined for 'new' and 'old': no end was seen at a time"):
        logrank(times, ended, ["new", "old"])
    assert not recwarn.list
    assert logrank([1, 2], [True, False], ["new", "old"]).statistic == pytest.approx(1)  # 1 ended, 1/2 expected


DAYS, ENDED, GROUPS = (pd.Series(column, index=["x", "y"]) for column in ([1, 2], [True, False], ["a", "b"]))


def test_columns_of_one_index_and_lists_are_matched_by_their_places():
    for ended, groups in ((ENDED, GROUPS), ([True, False], ["a", "b"]), (ENDED.to_numpy(), GROUPS)):
        assert logrank(DAYS, ended, groups).statistic == pytest.approx(1)
        assert survival(DAYS, ended, groups)["group"].unique().tolist() == ["a", "b"]


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: survival([-1, 2], [True, True]), "survival is not defined for negative values, but the least is -1."),
        (lambda: survival([1, 2], [True]), "whether its end was seen, but got 2 and 1"),
        (lambda: survival([1, 2], [True, None]), "whether its end was seen, but some are missing"),
        (lambda: survival([1, 2], [True, pd.NA]), "whether its end was seen, but some are missing"),
        (lambda: survival([1, 2], [True, "no"]), "whether its end was seen, as True or False, but got 'no'"),
        (lambda: logrank([1, 2], [1, 2], ["a", "b"]), "whether its end was seen, as True or False, but got 2"),
        (lambda: survival([1, 2], [True, False], ["a"]), "a group for each of the 2 durations, but got 1"),
        (lambda: survival([1, 2], [True, False], ["a", None]), "Some have no group"),
        (lambda: survival([], []), "survival of no values"),
        (lambda: survival([1], None), "survival needs to know of each duration whether its end was seen, but got None"),
        (lambda: survival([1], [True], 5), "Groups are labels, one a duration, but got 5"),
        (lambda: logrank([1, 2, 3], [True] * 3, ["a", "b", "c"]), "got 3 groups and 3 labels"),
        (lambda: logrank([1, 2, 3], [True] * 3, ["a", "a", "a"]), "got 1 groups and 3 labels"),
        (lambda: logrank([1, 2, 3], [True] * 3, ["a", "b"]), "got 2 groups and 2 labels"),
        (lambda: logrank([1, 2], [True], ["a", "b"]), "logrank needs to know of each duration"),
        (lambda: survival(DAYS, ENDED[::-1]), "whether its end was seen, but their indexes differ: give both the same"),
        (
            lambda: survival(DAYS, ENDED, GROUPS[::-1]),
            "survival needs a group for each of the durations, but their ind",
        ),
        (lambda: logrank(DAYS, ENDED[::-1], GROUPS), "whether its end was seen, but their indexes differ"),
        (
            lambda: logrank(DAYS, ENDED, GROUPS[::-1]),
            "logrank needs a group for each of the durations, but their index",
        ),
        (lambda: survival(DAYS, [1, 1], [1, "1"]), "The groups 1 and '1' would have one name: write both alike."),
        (lambda: logrank([1, -2], [True] * 2, ["a", "b"]), "logrank is not defined for negative values"),
    ],
)
def test_bad_input_gets_one_sentence(call, says):
    with pytest.raises(McollabError) as told:
        call()
    assert says in str(told.value)
    assert "\n" not in str(told.value)
