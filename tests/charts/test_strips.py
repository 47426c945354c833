"""Strips: every value a dot in its place, piles where they are close, medians, and the order of the groups."""

import numpy as np
import pytest
from families import tabled
from scene import Scene

from mcollab import charts
from mcollab.charts import theme
from mcollab.charts.strips import clear, dots
from mcollab.errors import McollabError

SIZES = [
    ("A", 1, "low_end"),
    ("B", 3, "low_end"),
    ("C", 8, "low_end"),
    ("D", 10, "high"),
    ("E", 100, "high"),
    ("F", None, "high"),
]


def sizes():
    return tabled([{"name": name, "members": size, "model": model} for name, size, model in SIZES], "arrangements")


def chart(**options):
    return charts.strip(sizes(), value="members", **options)


def test_a_dot_stands_where_its_value_is():
    scene = Scene(chart(format=".0f"))
    points = {mark.says["Name"]: mark for mark in scene.of("symbol")}
    assert {name: mark.says["Members"] for name, mark in points.items()} == {
        "A": "1",
        "B": "3",
        "C": "8",
        "D": "10",
        "E": "100",
    }
    width = points["E"].x - points["A"].x
    assert (points["C"].x - points["A"].x) / width == pytest.approx(7 / 99)
    logarithmic = {mark.says["Name"]: mark.x for mark in Scene(chart(log=True)).of("symbol")}
    assert logarithmic["D"] - logarithmic["A"] == pytest.approx(logarithmic["E"] - logarithmic["D"])


def test_dots_that_would_cover_each_other_fan_out():
    close = tabled([{"name": f"N{i}", "value": value} for i, value in enumerate([0, 0, 0, 0.5, 0.8, 60])])
    data = dots(close, "value", "name", None, log=False)
    assert dict(zip(data["name"], data["offset"], strict=True)) == {
        "N0": 0,
        "N1": -1,
        "N2": 1,
        "N3": -2,  # rounds to the slot of 0
        "N4": 0,
        "N5": 0,
    }
    scene = Scene(charts.strip(close))
    places = [(round(mark.x, 3), mark.y) for mark in scene.of("symbol")]
    assert len(set(places)) == 6
    assert len({mark.y for mark in scene.of("symbol") if mark.says["Value"] == "0"}) == 3


def test_piles_are_counted_within_their_group_and_on_the_axis_that_is_drawn():
    frame = tabled(
        [{"name": n, "value": v, "g": g} for n, v, g in (("A", 1, "x"), ("B", 1, "y"), ("C", 2, "x"), ("D", 1000, "x"))]
    )
    assert dots(frame, "value", "name", "g", log=False)["offset"].tolist() == [0, -1, 0, 0]
    assert dots(frame, "value", "name", "g", log=True)["offset"].tolist() == [0, 0, 0, 0]


def test_the_highest_median_stands_first_and_numbers_in_their_order():
    scene = Scene(chart(group="model"))
    heads = [mark.text for mark in sorted(scene.of("text", "layer_3"), key=lambda mark: mark.y)]
    assert heads == ["high", "low end"]
    years = tabled([{"name": str(y), "value": v, "year": y} for y, v in ((2000, 1), (900, 9), (1950, 5))])
    assert Scene(charts.strip(years, group="year")).texts("layer_3") == ["900", "1950", "2000"]
    assert Scene(chart()).texts() == []
    # Of equal medians in the order of the alphabet.
    alike = tabled([{"name": str(i), "value": i % 2, "team": f"T{i:02}"} for i in range(40)])
    teams = [f"T{i:02}" for i in [*range(1, 40, 2), *range(0, 40, 2)]]
    assert Scene(charts.strip(alike, group="team")).texts("layer_3") == teams
    flags = tabled([{"name": str(v), "value": v, "late": v > 2} for v in (1, 2, 3)])
    assert Scene(charts.strip(flags, group="late")).texts("layer_3") == ["True", "False"]


def test_a_line_marks_the_median_of_each_group():
    scene = Scene(chart(group="model"))
    points = {mark.says["Name"]: mark for mark in scene.of("symbol")}
    medians = {mark.says["group"]: mark for mark in scene.of("rect")}
    assert {name: float(mark.says["value"]) for name, mark in medians.items()} == {"high": 55, "low end": 3}
    assert medians["low end"].x + 1 == pytest.approx(points["B"].x, abs=0.1)
    for mark in points.values():
        group = {name: model.replace("_", " ") for name, _, model in SIZES}[mark.says["Name"]]
        assert medians[group].y < mark.y < medians[group].bottom
    (one,) = Scene(chart()).of("rect")
    assert float(one.says["value"]) == 8


def test_what_is_highlighted_is_named_and_in_another_colour():
    scene = Scene(chart(highlight=["C"]))
    points = {mark.says["Name"]: mark for mark in scene.of("symbol")}
    assert {name for name, mark in points.items() if mark.colour == theme.SIGNAL} == {"C"}
    assert {mark.colour for name, mark in points.items() if name != "C"} == {theme.NAVAL}
    assert scene.texts("layer_2") == ["C"]
    (name,) = scene.of("text", "layer_2")
    assert (name.x, name.y) == (points["C"].x, points["C"].y) and name.props["dy"] == -10
    with pytest.raises(McollabError, match="strip has no 'F' to highlight"):  # it has no value
        chart(highlight=["F"])


def crowd(*rows):
    names, values, groups = zip(*rows, strict=True)
    return tabled([{"name": n, "value": v, "g": g} for n, v, g in zip(names, values, groups, strict=True)])


def test_a_name_stands_over_the_dots_that_it_would_cover():
    pile = [(f"N{i}", 50, "x") for i in range(4)]  # from two over the middle to one under it
    frame = crowd(("Low", 0, "x"), *pile, ("Middling", 52, "x"), ("High", 100, "x"), ("M", 50, "y"), ("W", 51, "y"))
    data = dots(frame, "value", "name", "g", log=False)
    data = data.assign(named=data["name"].isin(["Middling", "High", "M"]))
    placed = clear(data, log=False).set_index("name")[["level", "below"]]
    assert placed.loc[["Middling", "High", "M"]].to_numpy().tolist() == [[-2, False], [0, False], [0, False]]
    scene = Scene(charts.strip(frame, group="g", highlight=["Middling"]))
    (name,) = (mark for mark in scene.of("text") if mark.text == "Middling")
    points = {mark.says["Name"]: mark for mark in scene.of("symbol")}
    assert name.x == points["Middling"].x and name.y == min(points[n].y for n, _, _ in pile) < points["Middling"].y


def test_of_two_names_that_would_meet_the_right_one_stands_below():
    rows = [("Left name", 40), ("Right name", 50), ("N", 50), ("N", 50), ("Far", 90)]
    frame = crowd(*((name, value, "x") for name, value in rows), ("Other", 45, "y"))
    data = dots(frame, "value", "name", "g", log=False).assign(named=lambda rows: rows["name"] != "N")
    placed = clear(data, log=False).set_index("name")[["level", "below"]]
    assert placed.index.tolist() == ["Left name", "Other", "Right name", "Far"]
    assert placed["below"].tolist() == [False, False, True, False]
    assert placed["level"].tolist() == [0, 0, 1, 0]
    scene = Scene(charts.strip(frame, group="g", highlight=["Left name", "Right name"]))
    assert {mark.text: mark.props["dy"] for mark in scene.of("text", "layer_2")} == {"Left name": -10, "Right name": 10}


@pytest.mark.parametrize(("place", "below"), [(0.1056, True), (0.1057, False)])
def test_names_of_a_strip_are_kept_clear_for_the_width_of_a_phone(place, below):
    # Two names of four letters, with three pixels on either side, take 30.64 of 290.
    frame = crowd(("abcd", 0, "x"), ("abcd", place, "x"), ("abcd", 1, "x"))
    data = dots(frame, "value", "name", "g", log=False).assign(named=True)
    assert clear(data, log=False)["below"].tolist() == [False, below, False]


def test_a_strip_is_as_tall_as_its_piles():
    pile = tabled([{"name": str(i), "value": i == 9} for i in range(10)]).astype({"value": int})
    assert charts.strip(pile.head(5)).to_dict()["height"] == 2 * 8 * 2 + 34
    assert charts.strip(pile).to_dict()["height"] == 2 * 8 * 4 + 34
    assert chart(log=True).to_dict()["height"] == 34
    assert chart(log=True, group="model").to_dict()["height"] == 68
    heap = tabled([{"name": str(i), "value": int(i > 100)} for i in range(102)])
    assert charts.strip(heap).to_dict()["height"] == 2 * 3 * 50 + 34


def test_its_texts_say_what_is_drawn():
    spec = chart(group="model", log=True).to_dict()
    assert spec["title"] == {
        "text": "The median of 5 is 8",
        "subtitle": "Members, a dot each; the line marks the median; logarithmic axis",
    }
    assert spec["description"] == ("Dot strip of members for 5 names in 2 groups: from 1 (A) to 100 (E), median 8.")
    assert chart().title.subtitle == "Members, a dot each; the line marks the median"


def test_zero_has_no_place_on_a_logarithmic_axis():
    with pytest.raises(
        McollabError, match="strip cannot put column 'members' on a logarithmic axis: it goes down to 0"
    ):
        charts.strip(sizes().fillna({"members": 0}), value="members", log=True)
    assert np.isfinite(dots(sizes().fillna({"members": 0}), "members", "name", None, log=False)["offset"]).all()
