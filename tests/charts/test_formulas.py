"""Models with controls: what they draw is what the formula gives, at first and after a control has moved."""

import re
import sys

import pandas as pd
import pytest
import vl_convert
from families import tabled

from mcollab import charts
from mcollab.errors import McollabError


def words(chart):
    """The words of the chart as it is drawn, by the order of drawing."""
    spec = chart.properties(width=400).to_dict()
    return re.findall(r">([^<>]+)</text>", vl_convert.vegalite_to_svg(spec))


def moved(chart, **values):
    """The chart with controls set."""
    for param in chart.params:
        if param.name in values:
            param.value = values.pop(param.name)
    assert not values, "no such control"
    return chart


def lift():
    return charts.dial("lift", 1, 0, 100, 1, "Lift, m")


def test_one_line_is_the_formula_and_moves_with_its_control():
    frame = tabled([{"n": n} for n in range(5)])
    chart = charts.formula(frame, x="n", y="datum.n * 2 + lift", dials=[lift()], write=[3], format=".2f")
    assert "7.00" in words(chart)
    assert "16.00" in words(moved(chart, lift=10))


def test_several_lines_are_added_up_over_the_rows_that_meet_the_condition():
    frame = tabled([{"who": "A", "base": 1.0}, {"who": "B", "base": 20.0}, {"who": "C", "base": 300.0}])
    chart = charts.formula(
        frame,
        x="year",
        over=range(2026, 2031),
        y={"grows": "datum.base * (datum.year - 2025)", "stays": "datum.base"},
        where="who == 'All' || datum.who == who",
        dials=[charts.menu("who", ["All", "A", "B"], "Who")],
        write=[2028],
        format=".1f",
    )
    assert {"963.0", "321.0"} <= set(words(chart))
    assert {"60.0", "20.0"} <= set(words(moved(chart, who="B")))
    drawn = next(layer for layer in chart.to_dict()["layer"] if layer["mark"]["type"] == "line")
    assert drawn["encoding"]["color"]["scale"]["domain"] == ["grows", "stays"]
    assert drawn["encoding"]["x"]["scale"]["domain"] == [2026, 2030]


def test_what_is_known_stands_before_the_scenario_which_is_dashed():
    known = pd.DataFrame({"year": [2020, 2022], "value": [5.0, 7.0], "note": ["a", "b"]})
    frame = tabled([{"year": 2022}, {"year": 2024}])
    spec = charts.formula(frame, x="year", y="datum.year - 2000", known=known, top=30).to_dict()
    first, second = (layer for layer in spec["layer"] if layer["mark"]["type"] == "line")
    assert spec["datasets"][first["data"]["name"]] == [{"year": 2020, "result": 5.0}, {"year": 2022, "result": 7.0}]
    assert "strokeDash" not in first["mark"] and second["mark"]["strokeDash"] == [5, 3]
    assert second["encoding"]["x"]["scale"]["domain"] == [2020, 2024]
    assert second["encoding"]["y"]["scale"]["domain"] == [0, 30]


def test_reference_lines_are_named():
    chart = charts.formula(tabled([{"n": 1}, {"n": 2}]), x="n", y="datum.n", reference={"going alone": 1.5})
    assert "going alone" in words(chart)


def test_bars_average_their_rows_and_mark_the_best():
    frame = tabled([{"what": "often", "happened": n} for n in (1, 1, 1, 0)] + [{"what": "never", "happened": 0}])
    chart = charts.gauges(
        frame,
        label="what",
        value="pow(guess - datum.happened, 2)",
        best="datum.base * (1 - datum.base)",
        dials=[charts.dial("guess", 0.5, 0, 1, 0.1, "Guess")],
        format=".3f",
        order=["never", "often"],
    )
    text = words(chart)
    assert text.count("0.250") == 3  # twice beside a bar, once on the axis
    assert {"0.750", "0.000"} <= set(words(moved(chart, guess=0)))
    assert [layer["mark"]["type"] for layer in chart.to_dict()["layer"]] == ["bar", "text", "tick"]
    assert text.index("never") < text.index("often")


def test_a_condition_keeps_the_rows_of_the_control():
    frame = tabled(
        [{"body": body, "p": p, "chance": c} for body, p, c in [("A", 50, 0.2), ("A", 60, 0.4), ("B", 60, 0.9)]]
    )
    chart = charts.gauges(
        frame, label="body", value="datum.chance", where="datum.p == p", dials=[charts.dial("p", 60, 50, 60, 10, "p")]
    )
    assert {"40%", "90%"} <= set(words(chart))
    assert "20%" in words(moved(chart, p=50))


def test_a_control_that_would_begin_outside_its_range_is_told():
    with pytest.raises(McollabError, match="dial 'lift' should begin between 0 and 1, but begins at 2"):
        charts.dial("lift", 2, 0, 1, 0.1, "Lift")
    for name in ("a b", "1st", "", None):
        with pytest.raises(McollabError, match=f"A formula cannot name a dial {name!r}: expected letters, digits"):
            charts.dial(name, 0, 0, 1, 0.1, "Lift")
        with pytest.raises(McollabError, match=f"A formula cannot name a menu {name!r}: expected letters, digits"):
            charts.menu(name, ["A"], "Lift")
    for step in (0, -0.1):
        with pytest.raises(McollabError, match=f"dial 'lift' needs a step above 0, but got {step}"):
            charts.dial("lift", 0, 0, 1, step, "Lift")
    for given in (["0", 0, 1, 1], [0, float("nan"), 1, 1], [0, 0, float("inf"), 1], [0, 0, 1, None], [True, 0, 1, 1]):
        with pytest.raises(McollabError, match="dial 'lift' needs numbers for its values and its step, but got "):
            charts.dial("lift", *given, "Lift")
    with pytest.raises(McollabError, match="menu 'who' cannot begin with 'C': it offers A and B"):
        charts.menu("who", ["A", "B"], "Who", value="C")
    with pytest.raises(McollabError, match="offers nothing"):
        charts.menu("who", [], "Who")


def test_a_column_that_is_missing_is_told():
    with pytest.raises(McollabError, match="formula needs a column 'm'"):
        charts.formula(tabled([{"n": 1}]), x="m", y="datum.m")
    with pytest.raises(McollabError, match="gauges needs a column 'happened'"):
        charts.gauges(tabled([{"n": 1}]), label="n", value="1", best="1")


def test_a_result_that_would_overwrite_a_column_is_told():
    with pytest.raises(McollabError, match="formula writes what it computes to 'result', which is a column of"):
        charts.formula(tabled([{"n": 1, "result": 2}]), x="n", y="datum.n")
    with pytest.raises(McollabError, match="formula writes what it computes to 'grows'"):
        charts.formula(tabled([{"n": 1, "grows": 2}]), x="n", y={"grows": "datum.n", "stays": "1"})
    with pytest.raises(McollabError, match="gauges writes what it computes to 'each'"):
        charts.gauges(tabled([{"name": "A", "each": 2}]), value="1")


@pytest.mark.parametrize(
    ("formula", "says"),
    [
        ("datum.m * 2", "has no column 'm' for the formula 'datum.m * 2'"),
        ("datum.k *", "cannot compute 'datum.k *': Expression parse error"),
        ("two(datum.k)", "cannot compute 'two(datum.k)': Unrecognized function: two."),
        ("datum.k * lfit", "cannot compute 'datum.k * lfit': Unrecognized signal name: \"lfit\"."),
        (3, "needs a formula as a text, such as '2 * datum.x', but got 3."),
    ],
)
def test_a_formula_that_no_page_could_compute_is_told_when_the_chart_is_made(formula, says):
    frame = tabled([{"name": "A", "k": 1, "happened": 1}])
    for chart, options in [
        (charts.formula, {"x": "k", "y": formula if isinstance(formula, str) else {"three": formula}}),
        (charts.formula, {"x": "k", "y": {"one": "datum.k", "other": formula}}),
        (charts.formula, {"x": "k", "y": "datum.k", "where": formula}),
        (charts.gauges, {"value": formula}),
        (charts.gauges, {"value": "datum.k", "where": formula}),
    ]:
        with pytest.raises(McollabError, match=f"^{chart.__name__} {re.escape(says)}"):
            chart(frame, dials=[lift()], **options)


def test_a_second_formula_speaks_of_the_averages_and_one_over_several_of_its_own_name():
    frame = tabled([{"name": "A", "k": 1, "happened": 1}])
    charts.gauges(frame, value="datum.k", best="datum.base * datum.value")
    with pytest.raises(McollabError, match=r"^gauges has no column 'rate' for the formula 'datum\.rate \* 2'"):
        charts.gauges(frame.rename(columns={"k": "rate"}), value="datum.rate", best="datum.rate * 2")
    with pytest.raises(McollabError, match="gauges writes what it computes to 'n', which is a column of the frame"):
        charts.gauges(frame.rename(columns={"k": "n"}), value="datum.n")
    charts.formula(frame, x="year", over=[1, 2], y="datum.year * datum.k")


def test_where_vega_is_not_installed_only_columns_are_looked_at(monkeypatch):
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    frame = tabled([{"k": 1}])
    charts.formula(frame, x="k", y="datum.k *")
    with pytest.raises(McollabError, match="has no column 'm'"):
        charts.formula(frame, x="k", y="datum.m")
