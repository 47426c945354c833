"""Kaplan–Meier curves: their steps and bands, where they end, and the time by which half are gone."""

import pytest
from families import tabled
from scene import Scene

from mcollab import charts
from mcollab.charts import theme
from mcollab.charts.curves import half_lives, steps
from mcollab.errors import McollabError

COLUMNS = ("group", "time", "survival", "low", "high", "at_risk", "events")
ROWS = [
    ("short_lived", 0, 1.0, 1.0, 1.0, 20, 0),
    ("short_lived", 4, 0.5, 0.3, 0.7, 10, 10),
    ("short_lived", 9, 0.4, 0.2, 0.6, 5, 2),
    ("short_lived", 30, 0.1, 0.0, 0.3, 2, 3),
    ("long", 0, 1.0, 1.0, 1.0, 8, 0),
    ("long", 6, 0.75, 0.5, 0.9, 6, 2),
    ("long", 12, 0.6, 0.4, 0.8, 4, 1),
]


def curves(rows=ROWS):
    return tabled([dict(zip(COLUMNS, row, strict=True)) for row in rows], "arrangements")


def axis_end(chart):
    (domain,) = {
        tuple(layer["encoding"]["x"]["scale"]["domain"])
        for layer in chart.to_dict()["layer"]
        if "survival" in str(layer["encoding"].get("y"))
    }
    return domain[1]


def test_the_axis_ends_where_fewer_than_five_are_observed():
    assert [axis_end(charts.survival(curves(), until=until)) for until in (None, 20)] == [9, 20]
    assert charts.survival(curves()).description.startswith(
        "Kaplan–Meier step curves of the share still there, over 9 years."
    )
    few = [(*row[:5], 2, row[6]) for row in ROWS]
    assert "over 30 years" in charts.survival(curves(few)).description
    at_first = [(*row[:5], 5 if row[1] == 0 else 4, row[6]) for row in ROWS]
    assert "over 30 years" in charts.survival(curves(at_first)).description


def test_a_curve_that_goes_on_is_drawn_to_the_edge_and_one_that_ends_is_not():
    data = steps(curves(), 9)
    assert data[data["group"] == "long"][["time", "survival", "events"]].values.tolist() == [
        [0, 1.0, 0],
        [6, 0.75, 2],
        [9, 0.75, 0],
    ]
    # It has a row at the edge already.
    assert data.loc[data["group"] == "short lived", "time"].tolist() == [0, 4, 9]
    assert steps(curves(), 40)["time"].tolist() == [0, 6, 12, 0, 4, 9, 30]


def test_half_are_gone_where_the_curve_comes_down_to_a_half():
    assert half_lives(steps(curves(), 30)) == {"short lived": 4.0}
    assert half_lives(curves([("g", 3, 0.51, 0, 1, 9, 1)])) == {}
    nearly = curves([("g", 0, 1.0, 1, 1, 9, 1), ("g", 3, 0.50004, 0, 1, 9, 1)])  # drawn with four digits
    assert charts.survival(nearly).to_dict()["title"]["text"] == "More than half outlast the record"


def test_a_group_that_is_none_has_one_name_for_its_curve_and_its_words():
    chart = charts.survival(curves([("none", 0, 1.0, 1, 1, 9, 1), ("none", 3, 0.5, 0, 1, 9, 1)]))
    assert {mark.says["Group"] for mark in Scene(chart).of("symbol") if "Group" in mark.says} == {"no group"}
    assert chart.to_dict()["description"].endswith("no group: half gone after 3 years.")
    (curve,) = [mark for mark in Scene(chart).of("line") if mark.colour == theme.NAVAL][:1]
    assert curve.seen == 1


def test_what_is_drawn_is_what_was_estimated():
    scene = Scene(charts.survival(curves(), until=12))
    points = [mark for mark in scene.of("symbol", "layer_3") if mark.says["Group"] == "short lived"]
    assert [
        (mark.says["Years"], mark.says["Still there"], mark.says["95 % interval from"], mark.says["to"])
        for mark in points
    ] == [
        ("0.0", "100%", "100%", "100%"),
        ("4.0", "50%", "30%", "70%"),
        ("9.0", "40%", "20%", "60%"),
        ("12.0", "40%", "20%", "60%"),
    ]
    assert [mark.says["Observed so long"] for mark in points] == ["20", "10", "5", "5"]
    assert [mark.says["Ended then"] for mark in points] == ["0", "10", "2", "0"]
    line = [mark for mark in scene.of("line", "layer_2") if mark.says["group"] == "short lived"]
    assert [(mark.x, mark.y) for mark in line] == [(mark.x, mark.y) for mark in points]
    assert [mark.y for mark in points] == pytest.approx([0, 160, 192, 192])
    assert points[1].x == pytest.approx(points[3].x / 3)
    band = [mark for mark in scene.of("area") if mark.says["group"] == "short lived"]
    heights = [abs(mark.props["height"]) for mark in band]
    assert heights == pytest.approx([0, 0.4 * 320, 0.4 * 320, 0.4 * 320])
    assert sorted((band[1].y, band[1].bottom)) == pytest.approx([0.3 * 320, 0.7 * 320])
    (half,) = scene.of("rule")
    assert half.y == 160 and half.props["strokeDash"] == [2, 3]
    assert {mark.props["interpolate"] for mark in (*line, *band)} == {"step-after"}


def test_groups_keep_their_colours_and_are_named_where_their_curves_end():
    scene = Scene(charts.survival(curves()))
    colours = dict(zip(["short lived", "long"], theme.colours(["short lived", "long"]), strict=True))
    for kind in ("line", "area"):
        assert {mark.says["group"]: mark.colour for mark in scene.of(kind)} == colours
    names = {mark.text: mark for mark in scene.of("text", "layer_4")}
    assert {text: mark.colour for text, mark in names.items()} == colours
    assert names["long"].y == pytest.approx(0.25 * 320) and names["short lived"].y == pytest.approx(0.6 * 320)
    assert {mark.x for mark in names.values()} == {max(mark.x for mark in scene.of("line"))}
    close = curves(
        [("a", 0, 1, 1, 1, 9, 0), ("a", 5, 0.7, 0, 1, 9, 1), ("b", 0, 1, 1, 1, 9, 0), ("b", 5, 0.71, 0, 1, 9, 1)]
    )
    places = [mark.y for mark in Scene(charts.survival(close)).of("text", "layer_4")]
    assert abs(places[0] - places[1]) == pytest.approx(14)
    alone = curves(ROWS[:4])
    assert Scene(charts.survival(alone)).texts() == []


def test_its_texts_say_when_half_are_gone():
    both = charts.survival(curves(), unit="months")
    assert both.title.text == "Half are gone after 4 months (short lived)"
    assert both.title.subtitle == (
        "Share still there by months since the beginning (Kaplan–Meier), with 95 % intervals"
    )
    assert both.description.endswith("short lived: half gone after 4 months; long: more than half still there.")
    assert charts.survival(curves(ROWS[:4])).title.text == "Half are gone after 4 years"
    assert charts.survival(curves(ROWS[4:])).title.text == "More than half outlast the record"
    assert Scene(both).labels("axis-title") == ["Months"]


def test_more_groups_than_colours_are_told():
    with pytest.raises(McollabError, match="survival tells at most 7 groups apart, but got 8"):
        charts.survival(curves([(str(i), 0, 1.0, 1.0, 1.0, 9, 0) for i in range(8)]))
