"""Bars: the order, the values, the colours of groups, and the year that a control says."""

import pandas as pd
import pytest
from families import tabled
from scene import Scene

from mcollab import charts
from mcollab.charts import theme
from mcollab.errors import McollabError

TROOPS = [
    ("Nepal", 6_100, "South Asia"),
    ("Ghana", 2_700, "Africa"),
    ("Rwanda", 5_900, "Africa"),
    ("Togo", 700, "Africa"),
]


def troops(year=None):
    rows = [{"name": name, "troops": count, "region": region} for name, count, region in TROOPS]
    return tabled([row | ({"year": year} if year else {}) for row in rows], "contributions")


def by_year():
    rows = [("A", 2000, 1), ("B", 2000, 5), ("C", 2000, 3), ("A", 2001, 9), ("B", 2001, 2), ("C", 2001, 4)]
    return tabled([{"name": name, "year": year, "value": value} for name, year, value in rows], "contributions")


def test_most_comes_first_with_its_name_above_and_its_value_beside():
    scene = Scene(charts.ranked(troops(), value="troops"))
    bars = sorted(scene.of("rect", "layer_0"), key=lambda bar: bar.y)
    assert [(bar.says["Name"], bar.says["Troops"]) for bar in bars] == [
        ("Nepal", "6,100"),
        ("Rwanda", "5,900"),
        ("Ghana", "2,700"),
        ("Togo", "700"),
    ]
    whole = bars[0].props["width"]
    assert [bar.props["width"] / whole for bar in bars] == pytest.approx([1, 5900 / 6100, 2700 / 6100, 700 / 6100])
    assert all(bar.x == 0 for bar in bars)
    names, values = scene.of("text", "layer_1"), scene.of("text", "layer_2")
    assert [(mark.text, value.text) for mark, value in zip(names, values, strict=True)] == [
        ("Nepal", "6,100"),
        ("Rwanda", "5,900"),
        ("Ghana", "2,700"),
        ("Togo", "700"),
    ]
    for name, bar, value in zip(names, bars, values, strict=True):
        assert bar.y - charts.bars.ROW < name.y == value.y < bar.y
        assert name.x == 0 and value.x == whole


def test_what_stands_in_its_texts_is_what_is_drawn():
    spec = charts.ranked(troops(), value="troops", top=2).to_dict()
    assert spec["title"] == {"text": "Nepal comes first", "subtitle": "Troops, the first 2 of 4"}
    assert spec["description"] == "2 horizontal bars of troops from most to least: Nepal 6,100 and Rwanda 5,900."
    assert spec["height"] == 2 * charts.bars.ROW
    assert charts.ranked(troops(), value="troops").title.subtitle == "Troops"
    assert spec["usermeta"]["mcollab"]["tables"] == ["contributions"]


def test_the_first_fifteen_unless_all_are_asked_for():
    many = tabled([{"name": f"N{i:02}", "value": i} for i in range(20)])
    assert Scene(charts.ranked(many)).texts("layer_1") == [f"N{i:02}" for i in range(19, 4, -1)]
    assert len(Scene(charts.ranked(many, top=None)).texts("layer_1")) == 20
    assert charts.ranked(many).description.endswith("N19 19, N18 18, N17 17, N16 16, N15 15 and 10 more.")


def test_groups_have_their_colours_and_a_legend():
    scene = Scene(
        charts.ranked(
            troops().assign(region=lambda rows: rows["region"].str.replace(" ", "_")), value="troops", colour="region"
        )
    )
    colours = dict(zip(["Africa", "South Asia"], theme.colours(["Africa", "South Asia"]), strict=True))
    assert [bar.colour for bar in scene.of("rect", "layer_0")] == [
        colours[group] for group in ("South Asia", "Africa", "Africa", "Africa")
    ]
    assert scene.labels("legend-label") == ["Africa", "South Asia"]


def test_equal_values_stand_by_name_and_what_is_missing_is_left_out():
    rows = [("Z", 3.0), ("A", 3.0), ("M", None)]
    frame = tabled([{"name": name, "value": value} for name, value in rows])
    assert Scene(charts.ranked(frame, format=".1f")).texts() == ["A", "3.0", "Z", "3.0"]
    assert charts.ranked(frame).title.subtitle == "Value"


@pytest.mark.parametrize(("year", "expected"), [(2000, ["B", "C"]), (2001, ["A", "C"])])
def test_a_race_shows_the_year_that_its_slider_says(year, expected):
    scene = Scene(charts.race(by_year(), top=2), year=year)
    values = {2000: ["5", "3"], 2001: ["9", "4"]}[year]
    assert scene.says("Name", "rect") == expected and scene.says("Value", "rect") == values
    assert scene.texts() == [*(text for pair in zip(expected, values, strict=True) for text in pair), str(year)]
    # One scale for all years: 9 in 2001 is the whole width.
    assert scene.of("rect")[0].props["width"] == pytest.approx(633 * float(values[0]) / 9)


def test_a_race_begins_with_the_last_year_or_the_one_asked_for():
    spec = charts.race(by_year(), top=2).to_dict()
    (year,) = (param for param in spec["params"] if param["name"] == "year")
    assert year["value"] == 2001
    assert year["bind"] == {"input": "range", "min": 2000, "max": 2001, "step": 1, "name": "Year "}
    assert charts.race(by_year()).to_dict()["height"] == 12 * charts.bars.ROW
    assert charts.race(by_year(), start=2000).to_dict()["params"][0]["value"] == 2000
    assert spec["title"] == {"text": "A came first in 2001", "subtitle": "Value, the first 2 of each year, 2000–2001"}
    assert spec["description"] == (
        "Ranked bars of value with a choice of 2 years from 2000 to 2001; in 2001: A 9 and C 4."
    )
    assert spec["height"] == 2 * charts.bars.ROW


def test_those_who_are_equal_share_the_first_place():
    frame = tabled([{"name": name, "value": 5, "year": 2001} for name in "cabd"])
    assert charts.ranked(frame, top=1).title.text == "a, b, c and 1 more share the first place"
    assert charts.race(frame.head(2), top=1).title.text == "a and c shared the first place in 2001"
    earlier = pd.concat([frame.head(2), frame.head(1).assign(value=9, year=2000)])
    assert charts.race(earlier).title.text == "a and c shared the first place in 2001"


def test_a_race_colours_by_group_in_every_year():
    frame = by_year().assign(team=lambda rows: rows["name"].map({"A": "red_team", "B": "blue", "C": "blue"}))
    scene = Scene(charts.race(frame, colour="team", top=3), year=2000)
    blue, red = theme.colours(["blue", "red team"])
    assert [bar.colour for bar in scene.of("rect")] == [blue, blue, red]


def test_bars_do_not_begin_below_zero():
    with pytest.raises(McollabError, match="ranked cannot draw negative amounts, but column 'value' goes down to -2"):
        charts.ranked(tabled([{"name": "A", "value": -2}]))
    with pytest.raises(McollabError, match="race needs numbers in column 'year'"):
        charts.race(by_year().assign(year="then"))
    for chart in (charts.race, charts.ranked):
        with pytest.raises(McollabError, match=f"{chart.__name__} needs numbers in column 'value'"):
            chart(by_year().assign(value="many"))
    with pytest.raises(McollabError, match="ranked tells at most 7 groups apart, but got 8"):
        charts.ranked(tabled([{"name": str(i), "value": i, "g": i} for i in range(8)]), colour="g")
