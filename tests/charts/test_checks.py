"""What is wrong with the data of a chart is one sentence, which names the column."""

import re

import pandas as pd
import pytest

from mcollab import charts
from mcollab.charts import checks
from mcollab.errors import McollabError

FRAME = pd.DataFrame(
    {"name": ["A", "B", "A"], "value": [1.0, -2.0, 0.0], "year": [1, 1, 1], "flag": [True, False, True]}
)


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: checks.need([1], "ranked", "name"), "ranked needs a DataFrame, but got list."),
        (
            lambda: checks.need(FRAME, "ranked", None, "valeu"),
            "ranked needs a column 'valeu', but the frame has 'name', 'value', 'year', 'flag'; did you mean 'value'?",
        ),
        (
            lambda: checks.need(FRAME[["name", "year", "value", "year"]], "ranked", "name"),
            "ranked got a frame in which two columns are named 'year': rename one, or leave it out.",
        ),
        (lambda: checks.need(FRAME.head(0), "ranked"), "ranked got a frame without rows; there is nothing to draw."),
        (
            lambda: checks.numbers(FRAME, "ranked", "value", "name"),
            "ranked needs numbers in column 'name', but it holds str.",
        ),
        (lambda: checks.numbers(FRAME, "ranked", "flag"), "ranked needs numbers in column 'flag', but it holds bool."),
        (
            lambda: checks.numbers(FRAME.assign(value=float("nan")), "ranked", "value"),
            "ranked needs numbers in column 'value', but all of them are missing.",
        ),
        (
            lambda: checks.numbers(FRAME.assign(value=[1, float("inf"), float("-inf")]), "ranked", "value"),
            "ranked needs numbers in column 'value', but 2 of its 3 are infinite; leave them out.",
        ),
        (
            lambda: checks.not_negative(FRAME, "stack", "value"),
            "stack cannot draw negative amounts, but column 'value' goes down to -2.",
        ),
        (
            lambda: checks.positive(FRAME.assign(value=[1, 0, 2]), "strip", "value"),
            "strip cannot put column 'value' on a logarithmic axis: it goes down to 0.",
        ),
        (
            lambda: checks.once(FRAME, "race", "name", "year"),
            "race expects one row for each name and year, but 'A' comes twice in 1: keep one of them, or one date.",
        ),
        (
            lambda: checks.once(FRAME, "dumbbell", "name"),
            "dumbbell expects one row for each name, but 'A' comes twice: keep one of them.",
        ),
        (lambda: checks.exist(["A", "C"], FRAME["name"], "trend", "series "), "trend has no series 'C' to highlight"),
        (lambda: checks.exist(["Bb"], ["Aa", "Bbb"], "strip"), "strip has no 'Bb' to highlight; did you mean 'Bbb'?"),
        (
            lambda: checks.tell_apart(list("abcdefgh"), "stack", "kinds"),
            "stack tells at most 7 kinds apart, but got 8; join the small ones first.",
        ),
    ],
)
def test_each_mistake_has_its_sentence(call, sentence):
    with pytest.raises(McollabError) as error:
        call()
    assert str(error.value) == sentence


def test_what_is_right_passes():
    checks.need(FRAME, "ranked", "name", None, "value")
    checks.numbers(FRAME.assign(value=[1, None, 3]), "ranked", "value", "year")
    checks.not_negative(FRAME, "stack", "year")
    checks.not_negative(FRAME.assign(value=0), "stack", "value")
    checks.positive(FRAME, "strip", "year")
    checks.once(FRAME.head(2), "race", "name", "year")
    checks.exist(["A", 1], ["A", 1], "trend")
    checks.tell_apart(list("abcdefg"), "stack", "kinds")
    assert checks.ordered(["b", 1], [1, "b", 1], "stack", "kind") == ["b", "1"]
    for none in (None, (), pd.Index([])):
        assert checks.ordered(none, [1, "b", 1], "stack", "kind") == ["1", "b"]


KINDS = pd.DataFrame({"year": [1, 2, 2], "kind": ["a", "a", "b"], "one": "all", "value": [1.0, 2.0, 3.0]})
ORDERED = {
    "stack": (lambda order: charts.stack(KINDS, order=order, tables="gdp"), "kind"),
    "composition": (lambda order: charts.composition(KINDS, by="year", part="kind", order=order, tables="gdp"), "part"),
    "crosstab": (lambda order: charts.crosstab(KINDS, row="one", column="kind", order=order, tables="gdp"), "kind"),
    "gauges": (lambda order: charts.gauges(KINDS, label="kind", value="1", order=order, tables="gdp"), "name"),
    "dossier": (
        lambda order: charts.dossier(KINDS, text="kind", group="kind", filters=[], order=order, tables="gdp"),
        "group",
    ),
}
"""Each family that takes an order of kinds, and what it calls one."""


@pytest.mark.parametrize("chart", ORDERED)
def test_an_order_names_every_kind_once(chart):
    """What is not named would not be drawn, and what is misspelt would be drawn as nothing."""
    draw, what = ORDERED[chart]
    for order, why in {
        ("a",): f"{chart} has no place for {what} 'b': name it in order, or leave its rows out.",
        ("a", "b", "bb"): f"{chart} has no {what} 'bb' to put in order; did you mean 'b'?",
        ("b", "a", "b"): f"{chart} can give {what} 'b' one place only, but order names it twice.",
    }.items():
        with pytest.raises(McollabError) as error:
            draw(order)
        assert str(error.value) == why
    assert draw(["b", "a"]).to_dict() != draw(["a", "b"]).to_dict()


DAYS = pd.to_datetime(["2000-01-01", "2001-01-01"])


@pytest.mark.parametrize(
    ("years", "why"),
    [
        (DAYS, "needs numbers in column 'year', but it holds datetime64"),
        (DAYS.tz_localize("UTC"), "needs numbers in column 'year', but it holds datetime64"),
        (DAYS.to_period("Y"), "needs numbers in column 'year', but it holds period"),
        (DAYS - DAYS[0], "needs numbers in column 'year', but it holds timedelta64"),
        (["2000-06-30", "2001-06-30"], "needs numbers in column 'year', but it holds str"),
        ([2000, float("nan")], "needs a year in each row, but 'year' lacks 1 of 2."),
        (pd.array([2000, None], dtype="Int64"), "needs a year in each row, but 'year' lacks 1 of 2."),
        ([2000, 2000.5], "needs whole years such as 1990 in column 'year', but row 1 has 2000.5."),
        ([0, 2000], "needs whole years such as 1990 in column 'year', but row 0 has 0."),
    ],
)
@pytest.mark.parametrize(
    "chart",
    [
        lambda frame: charts.tile_map(frame, country="country", value="value", year="year"),
        lambda frame: charts.race(frame, label="country", value="value", year="year"),
        lambda frame: charts.trend(frame, x="year", y="value", series="country"),
        lambda frame: charts.stack(frame, x="year", y="value", by="country"),
    ],
)
def test_what_is_no_whole_year_is_told_by_each_chart_that_has_years(chart, years, why):
    """Days as numbers count microseconds since 1970, periods years since then."""
    frame = pd.DataFrame({"country": ["FRA", "DEU"], "value": [1.0, 2.0], "year": years})
    with pytest.raises(McollabError, match=re.escape(why)):
        chart(frame)


@pytest.mark.parametrize("value", [float("inf"), pd.Timestamp("2000-01-01"), 1 + 2j, pd.Timedelta(1, "D")])
@pytest.mark.parametrize(
    "chart",
    [
        lambda frame: charts.ranked(frame, label="a", value="v"),
        lambda frame: charts.strip(frame, value="v", group="b", label="a"),
        lambda frame: charts.tile_map(frame, country="a", value="v"),
        lambda frame: charts.network(frame, weight="v"),
        lambda frame: charts.similarity(frame, value="v"),
        lambda frame: charts.formula(frame, x="v", y="datum.v"),
    ],
)
def test_what_is_no_number_that_can_be_drawn_is_told_by_each_chart(chart, value):
    frame = pd.DataFrame({"a": ["FRA", "DEU"], "b": ["USA", "GBR"], "v": [value, value]})
    with pytest.raises(
        McollabError, match=r"needs numbers in column 'v', but (it holds|[12] of its [12] are infinite)"
    ):
        chart(frame)


@pytest.mark.parametrize(
    "chart",
    [
        lambda frame: charts.stack(frame, by="kind"),
        lambda frame: charts.composition(frame, by="kind", part="model"),
        lambda frame: charts.composition(frame, by="model", part="kind"),
        lambda frame: charts.crosstab(frame, row="kind", column="model"),
        lambda frame: charts.crosstab(frame, row="model", column="kind"),
        lambda frame: charts.in_force(frame, start="start", end="end", by="kind"),
    ],
)
def test_a_row_without_a_kind_is_told_and_not_left_out(chart):
    frame = pd.DataFrame({"year": [1990, 1990, 1991], "value": [1, 2, 3], "kind": ["a", None, "b"], "model": ["x"] * 3})
    frame = frame.assign(start="1990-01-01", end=None)
    with pytest.raises(
        McollabError, match="tells rows apart by 'kind', which 1 of 3 lack: leave them out, or call them"
    ):
        chart(frame)
