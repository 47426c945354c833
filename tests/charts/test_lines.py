"""Lines: the points, what is dashed and hollow, which series are in colour and where their names stand."""

import itertools

import pandas as pd
import pytest
from families import tabled
from scene import Scene

from mcollab import charts
from mcollab.charts import theme
from mcollab.charts.lines import points

SPENT = {
    "Aland": [(2020, 1.0, False), (2021, 1.5, True), (2022, 2.0, False), (2023, 3.0, True), (2024, 4.0, True)],
    "Beland": [(2024, 1.0, False), (2020, 2.0, False), (2022, None, False)],
}


def spent():
    rows = [
        {"ally": ally, "year": year, "share_gdp": share, "guess": guess}
        for ally, found in SPENT.items()
        for year, share, guess in found
    ]
    return tabled(rows, "spending").astype({"guess": "boolean"})


def chart(**options):
    return charts.trend(spent(), y="share_gdp", series="ally", estimate="guess", format=".1f", **options)


def test_points_stand_in_order_of_their_series_and_years_without_what_is_missing():
    data = points(spent(), "year", "share_gdp", "ally", "guess")
    assert list(zip(data["series"], data["year"], data["value"], data["status"], strict=True)) == [
        ("Aland", 2020, 1.0, "reported"),
        ("Aland", 2021, 1.5, "estimate"),
        ("Aland", 2022, 2.0, "reported"),
        ("Aland", 2023, 3.0, "estimate"),
        ("Aland", 2024, 4.0, "estimate"),
        ("Beland", 2020, 2.0, "reported"),
        ("Beland", 2024, 1.0, "reported"),
    ]


def test_lines_break_where_an_estimate_begins_and_ends():
    data = points(spent(), "year", "share_gdp", "ally", "guess")
    # A run of reported points is drawn in full: 2020; 2022. All of Beland is one.
    reported = data[data["status"] == "reported"]
    runs = reported.groupby(["series", "run"])["year"].apply(list)
    assert runs.tolist() == [[2020], [2022], [2020, 2024]]
    # Dashes join estimates to the reported points on either side.
    dashed = data[data["dashes"] >= 0].groupby(["series", "dashes"])["year"].apply(list)
    assert dashed.tolist() == [[2020, 2021, 2022, 2023, 2024]]
    gap = tabled([{"year": 2000 + i, "value": i, "guess": i in (1, 5)} for i in range(7)])
    found = points(gap, "year", "value", None, "guess")
    assert found[found["dashes"] >= 0].groupby("dashes")["year"].apply(list).tolist() == [
        [2000, 2001, 2002],
        [2004, 2005, 2006],
    ]
    assert found[found["status"] == "reported"].groupby("run")["year"].apply(list).tolist() == [
        [2000],
        [2002, 2003, 2004],
        [2006],
    ]


def test_without_estimates_there_is_nothing_to_break():
    assert list(points(spent(), "year", "share_gdp", "ally", None)) == ["year", "value", "series"]
    assert list(points(spent().assign(guess=False), "year", "share_gdp", None, "guess")) == [
        "year",
        "value",
        "series",
        "status",
    ]


def test_what_is_not_said_to_be_an_estimate_is_reported():
    rows = [{"year": 2000 + i, "value": i, "guess": guess} for i, guess in enumerate((None, True, False))]
    found = points(tabled(rows), "year", "value", None, "guess")
    assert found["status"].tolist() == ["reported", "estimate", "reported"]


def test_an_estimate_is_hollow_and_its_line_dashed():
    scene = Scene(chart())
    lines = {mark.layer: mark.props for mark in scene.of("line")}
    assert [props.get("strokeDash") for props in lines.values()] == [None, [5, 4]]
    full, hollow = scene.of("symbol", "layer_2"), scene.of("symbol", "layer_3")
    assert {mark.says["Status"] for mark in full} == {"reported"}
    assert {mark.says["Status"] for mark in hollow} == {"estimate"}
    assert [(mark.says["Ally"], mark.says["Year"], mark.says["Share GDP"]) for mark in hollow] == [
        ("Aland", "2021", "1.5"),
        ("Aland", "2023", "3.0"),
        ("Aland", "2024", "4.0"),
    ]
    assert {mark.props["fill"] for mark in hollow} == {"transparent"} and "transparent" not in {
        mark.props["fill"] for mark in full
    }
    assert charts.trend(spent(), y="share_gdp", series="ally").title.subtitle == "Share GDP, 2020–2024"
    assert chart().title.subtitle == "Share GDP, 2020–2024; hollow points and dashes are estimates"


def test_each_series_has_its_colour_and_its_name_at_the_end_of_its_line():
    scene = Scene(chart())
    colours = dict(zip(["Aland", "Beland"], theme.colours(["Aland", "Beland"]), strict=True))
    for mark in scene.of("symbol"):
        assert mark.colour == colours[mark.says["Ally"]]
    assert {mark.says["series"]: mark.colour for mark in scene.of("line")} == colours
    names = {mark.text: mark for mark in scene.of("text")}
    assert {text: mark.colour for text, mark in names.items()} == colours
    for name in ("Aland", "Beland"):
        end = max((mark for mark in scene.of("symbol") if mark.says["Ally"] == name), key=lambda mark: mark.x)
        assert (names[name].x, names[name].y) == (end.x, pytest.approx(end.y))


def test_names_at_the_ends_are_whole_where_there_is_room():
    limits = {width: {mark.props["limit"] for mark in Scene(chart(), width).of("text")} for width in (660, 330)}
    assert limits == {660: {180}, 330: {110}}


def test_names_at_the_ends_keep_apart():
    close = tabled(
        [{"year": y, "value": v, "name": n} for n, v in (("A", 5), ("B", 5.01), ("C", 5.02)) for y in (1, 2)]
    )
    places = sorted((mark.y, mark.text) for mark in Scene(charts.trend(close, series="name")).of("text"))
    assert [text for _, text in places] == ["C", "B", "A"]
    assert all(lower[0] - upper[0] > 12 for upper, lower in itertools.pairwise(places))


def test_the_vertical_axis_begins_at_zero_unless_told_otherwise():
    labels = {zero: Scene(chart(zero=zero)).labels("axis-label") for zero in (True, False)}
    assert labels[True][-5:] == ["0.0", "1.0", "2.0", "3.0", "4.0"]
    assert "1.0" in labels[False] and "0.0" not in labels[False]
    below = tabled([{"year": y, "value": v} for y, v in ((2000, -2.0), (2001, 3.0))])
    assert Scene(charts.trend(below)).labels("axis-label")[2].startswith("−2")


def test_what_is_not_highlighted_stays_behind():
    scene = Scene(chart(highlight=["Beland"]))
    assert scene.says("Ally", "line", "layer_0") == ["Aland"] * 5 and scene.of("line", "layer_0")[0].seen == 0.28
    assert set(scene.says("Ally", "symbol")) == {"Beland"} and scene.texts() == ["Beland"]
    assert scene.of("symbol")[0].colour == theme.NAVAL
    many = tabled([{"year": y, "value": i, "name": f"S{i}"} for i in range(8) for y in (1, 2)])
    assert Scene(charts.trend(many, series="name")).of("symbol") == []
    seven = many[many["value"] < 7]
    assert set(Scene(charts.trend(seven, series="name")).says("Name", "symbol")) == {f"S{i}" for i in range(7)}


@pytest.mark.parametrize(("pick", "expected"), [(None, []), ("Aland", ["Aland"]), ("Beland", ["Beland"])])
def test_the_reader_picks_one_more(pick, expected):
    scene = Scene(chart(highlight=["Beland"], pick="Country"), pick=pick)
    inked = [mark for mark in scene.of("symbol") if mark.colour == theme.INK]
    assert sorted({mark.says["Ally"] for mark in inked}) == expected
    assert len(inked) == {None: 0, "Aland": 5, "Beland": 2}[pick]
    named = [mark for mark in scene.of("text") if mark.colour == theme.INK]
    assert [mark.text for mark in named] == expected
    if named:
        assert named[0].x == max(mark.x for mark in inked)
    (control,) = (param for param in scene.spec["params"] if param["name"] == "pick")
    assert control["bind"] == {
        "input": "select",
        "options": [None, "Aland", "Beland"],
        "labels": ["none", "Aland", "Beland"],
        "name": "Country ",
    }


def test_a_level_line_has_room_over_the_points():
    scene = Scene(chart(reference={"5 % pledge": 5}))
    (line,) = scene.of("rule")
    assert scene.texts("layer_1") == ["5 % pledge"] and scene.of("text", "layer_1")[0].y == line.y
    assert line.y < min(mark.y for mark in scene.of("symbol"))


def test_steps_keep_a_value_until_the_next():
    spec = chart(step=True).to_dict()
    drawn = [layer["mark"]["interpolate"] for layer in spec["layer"] if layer["mark"]["type"] == "line"]
    assert drawn == ["step-after", "step-after"]
    assert "step-after" not in str(chart().to_dict())


def test_its_texts_say_what_is_drawn():
    several = chart().to_dict()
    assert several["title"]["text"] == "Share GDP of Aland and Beland"
    assert several["description"] == (
        "Line chart of share GDP from 2020 to 2024 for 2 series; at the end Aland is highest with 4 and Beland lowest"
        " with 1."
    )
    one = charts.trend(spent()[lambda rows: rows["ally"] == "Aland"], y="share_gdp").to_dict()
    assert one["title"] == {"text": "Share GDP", "subtitle": "Share GDP, 2020–2024"}
    assert one["description"] == "Line chart of share GDP from 2020 to 2024, from 1 to 4, highest 4 in 2024."
    falling = charts.trend(
        tabled([{"year": 2000, "value": 9.0}, {"year": 2001, "value": 2500.0}, {"year": 2002, "value": 7.0}])
    )
    assert falling.description == "Line chart of value from 2000 to 2002, from 9 to 7, highest 2,500 in 2001."
    assert several["height"] == 320 and chart(height=200).to_dict()["height"] == 200


def test_one_line_has_no_name():
    scene = Scene(charts.trend(pd.concat([spent()[lambda rows: rows["ally"] == "Aland"]]), y="share_gdp"))
    assert scene.texts() == [] and list(scene.of("symbol")[0].says)[-2:] == ["Year", "Share GDP"]
    assert {mark.colour for mark in scene.of("symbol")} == {theme.NAVAL}
