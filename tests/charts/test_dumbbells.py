"""Before and after: which is the tick and which the dot, which way each went, and in which order they stand."""

import pytest
from families import tabled
from scene import Scene

from mcollab import charts
from mcollab.charts import theme
from mcollab.errors import McollabError

ALLIES = [("Poland", 1.9, 4.2), ("Greece", 2.2, 3.1), ("Croatia", 1.8, 1.5), ("Spain", 1.0, 1.0)]


def shares():
    rows = [{"name": name, "2014": before, "2024": after} for name, before, after in ALLIES]
    return tabled([*rows, {"name": "Iceland", "2014": None, "2024": 1.0}], "spending")


def chart(**options):
    return charts.dumbbell(shares(), before="2014", after="2024", **options)


def test_the_tick_is_before_and_the_dot_after():
    scene = Scene(chart(format=".1f"))
    ticks, dots, lines = scene.of("rect"), scene.of("symbol"), scene.of("rule")
    assert [(mark.says["Name"], mark.says["2014"], mark.says["2024"]) for mark in dots] == [
        ("Poland", "1.9", "4.2"),
        ("Greece", "2.2", "3.1"),
        ("Croatia", "1.8", "1.5"),
        ("Spain", "1.0", "1.0"),
    ]
    zero, one = (scene_x(scene, text) for text in ("0.0", "1.0"))
    for (_, before, after), tick, dot, line in zip(ALLIES, ticks, dots, lines, strict=True):
        middle = tick.x + tick.props["width"] / 2
        assert (middle - zero) / (one - zero) == pytest.approx(before, abs=0.02)
        assert (dot.x - zero) / (one - zero) == pytest.approx(after, abs=0.02)
        left, right = sorted((line.x, line.x + line.props.get("x2", line.x) - line.props["x"]))
        assert (left, right) == pytest.approx(sorted((middle, dot.x)), abs=0.1)


def scene_x(scene, label):
    return next(mark.x for mark in scene.marks if mark.layer == "axis-label" and mark.text == label)


def test_the_highest_after_stands_first():
    scene = Scene(chart())
    assert scene.labels("axis-label")[-4:] == ["Poland", "Greece", "Croatia", "Spain"]
    assert [mark.y for mark in scene.of("symbol")] == [10, 30, 50, 70]
    assert scene.spec["height"] == 80


def test_colour_says_which_way_and_equal_is_neither():
    ways = [theme.NAVAL, theme.NAVAL, theme.SIGNAL, theme.SLATE]
    scene = Scene(chart())
    for kind in ("symbol", "rect", "rule"):
        assert [mark.colour for mark in scene.of(kind)] == ways
    assert scene.labels("legend-label") == []


def test_its_texts_count_what_is_drawn():
    spec = chart(names=("first", "last")).to_dict()
    assert spec["title"] == {
        "text": "2 of 4 rose between first and last",
        "subtitle": "From first (tick) to last (dot): what rose has its dot on the right",
    }
    assert spec["description"] == (
        "Two points for each of 4 names, first and last, highest last first: Poland from 1.9 to 4.2, Greece from 2.2 to"
        " 3.1, Croatia from 1.8 to 1.5 and Spain from 1 to 1."
    )
    assert Scene(chart(names=("first", "last"))).says("last", "symbol") == ["4.2", "3.1", "1.5", "1"]


def test_a_level_stands_where_its_value_is():
    scene = Scene(chart(reference={"2 % guideline": 2}))
    (line,) = scene.of("rule", "layer_0")
    assert scene.texts("layer_1") == ["2 % guideline"]
    assert line.x == pytest.approx(scene_x(scene, "2.0"), abs=0.6) and line.props["strokeDash"] == [2, 3]


def test_values_below_zero_have_room():
    frame = tabled([{"name": "A", "before": -3.0, "after": 1.0}, {"name": "B", "before": 2.0, "after": -1.0}])
    scene = Scene(charts.dumbbell(frame, tables=["gdp"]))
    assert [mark.says["Name"] for mark in scene.of("symbol")] == ["A", "B"]
    assert all(-2 <= mark.x <= 660 for kind in ("symbol", "rect") for mark in scene.of(kind))


def test_no_row_with_both_is_told():
    with pytest.raises(McollabError, match="dumbbell got a frame without rows"):
        charts.dumbbell(
            tabled([{"name": "A", "before": 1.0, "after": None}, {"name": "B", "before": None, "after": 1.0}])
        )
    with pytest.raises(McollabError, match="dumbbell needs numbers in column 'after'"):
        charts.dumbbell(tabled([{"name": "A", "before": 1.0, "after": "x"}]))
