"""Milestones: when each was, what an era shows, and which titles fit."""

import itertools

import pandas as pd
import pytest
from families import tabled
from scene import Scene

from mcollab import charts, load
from mcollab.charts import theme
from mcollab.charts.events import dated, eras, sides, titled, windows
from mcollab.errors import McollabError

EVENTS = [
    ("1949-04-04", "day", "North Atlantic Treaty", "treaty", "Twelve sign."),
    ("-0477-01-01", "circa", "Delian League", "institution", "Athens leads."),
    ("2022-02-24", "day", "Invasion", "use_of_force", "Of Ukraine."),
    ("1648-10-24", "day", "Westphalia", "treaty", "Two treaties."),
]


def events():
    names = ("date", "date_precision", "title", "kind", "description")
    return tabled([dict(zip(names, row, strict=True)) for row in EVENTS], "milestones")


COLD = "Cold War, 1945–1991"


def test_eras_are_those_of_the_table():
    table = load("eras").sort_values("first_year", na_position="first")
    assert [name.split(",")[0] for name in eras()] == table["name"].tolist()
    assert next(iter(eras())).endswith(", to 1647") and list(eras())[-1].endswith(", from 2014")
    assert eras()[COLD] == (1945, 1991)
    bounds = list(eras().values())
    assert all(later[0] == earlier[1] + 1 for earlier, later in itertools.pairwise(bounds))


def test_years_are_counted_back_from_the_last():
    data, zero = dated(events(), "kind", ["Westphalia"], details=True)
    assert zero == 2024
    assert data[["ago", "lane", "title", "when", "text", "named"]].values.tolist() == [
        [2501.0, "Institution", "Delian League", "about 478 BCE", "Athens leads.", False],
        [375.19, "Treaty", "Westphalia", "24 October 1648", "Two treaties.", True],
        [74.74, "Treaty", "North Atlantic Treaty", "4 April 1949", "Twelve sign.", False],
        [1.85, "Use of force", "Invasion", "24 February 2022", "Of Ukraine.", False],
    ]
    assert "text" not in dated(events(), "kind", [], details=False)[0]
    assert "text" not in dated(events().drop(columns="description"), "kind", [], details=True)[0]


def test_an_era_is_a_window_on_the_axis_if_anything_happened_in_it():
    data, zero = dated(events(), "kind", [], details=False)
    assert windows(data["ago"], eras(), zero) == {
        "All": (2701.08, 1.0),
        "Ancient and medieval, to 1647": (2561.0, 376.0),
        "Westphalian, 1648–1814": (376.0, 209.0),
        COLD: (79.0, 32.0),
        "Present, from 2014": (10.0, 1.0),
    }


@pytest.mark.parametrize(
    ("era", "expected"),
    [
        ("All", {"Delian League", "Westphalia", "North Atlantic Treaty", "Invasion"}),
        (COLD, {"North Atlantic Treaty"}),
        ("Westphalian, 1648–1814", {"Westphalia"}),
        ("Present, from 2014", {"Invasion"}),
        ("Ancient and medieval, to 1647", {"Delian League"}),
    ],
)
def test_an_era_shows_its_events_and_no_others(era, expected):
    scene = Scene(charts.milestones(events()), era=era)
    assert set(scene.says("What", "symbol")) == expected
    assert all(0 <= mark.x <= 633 for mark in scene.of("symbol"))
    written = {mark.text for mark in scene.of("text", "layer_2") if mark.text}
    assert written <= expected


def test_what_happened_on_the_border_of_two_eras_belongs_to_the_later():
    border = tabled([{"date": f"{year}-01-01", "title": str(year), "kind": "x"} for year in (1945, 1991, 1992, 2000)])
    assert Scene(charts.milestones(border), era=COLD).says("What", "symbol") == ["1945", "1991"]
    assert Scene(charts.milestones(border), era="After the Cold War, 1992–2013").says("What", "symbol") == [
        "1992",
        "2000",
    ]


def test_the_axis_says_the_year_of_each_tick():
    scene = Scene(charts.milestones(events()))
    places = {mark.text: mark.x for mark in scene.marks if mark.layer == "axis-label" and mark.text}
    points = {mark.says["What"]: mark.x for mark in scene.of("symbol")}
    assert places["500 BCE"] < points["Delian League"] < places["500"]
    assert places["1600"] < points["Westphalia"] < places.get("1700", places["1800"])
    assert points["North Atlantic Treaty"] < places.get("1950", places["1960"]) < points["Invasion"]
    assert points["Invasion"] > places["2020"]


def test_lanes_stand_in_order_of_their_first_event():
    scene = Scene(charts.milestones(events()))
    heads = sorted(scene.of("text", "layer_1"), key=lambda mark: mark.y)
    lanes = ["Institution", "Treaty", "Use of force"]
    assert [mark.text for mark in heads] == lanes and scene.spec["height"] == 3 * charts.events.LANE
    colours = dict(zip(lanes, theme.colours(lanes), strict=True))
    assert {mark.text: mark.colour for mark in heads} == colours
    rows = {mark.text: mark.y for mark in heads}
    kinds = {title: kind for _, _, title, kind, _ in EVENTS}
    for mark in scene.of("symbol"):
        lane = kinds[mark.says["What"]].replace("_", " ").capitalize()
        assert mark.y == rows[lane] and mark.colour == colours[lane]
    assert [mark.y for mark in scene.of("rule")] == sorted(rows.values())


def test_names_of_regions_keep_their_letters():
    regions = ["Euro-Atlantic", "Asia-Pacific", "global"]
    frame = events().head(3).assign(region=regions)
    scene = Scene(charts.milestones(frame, lanes="region"))
    assert set(scene.texts("layer_1")) == {"Euro-Atlantic", "Asia-Pacific", "Global"}


def test_a_point_tells_when_what_and_why():
    scene = Scene(charts.milestones(events()))
    told = {m.says["What"]: (m.says["When"], m.says["Why"]) for m in scene.of("symbol")}
    assert told["Delian League"] == ("about 478 BCE", "Athens leads.")
    assert "Why" not in Scene(charts.milestones(events(), details=False)).of("symbol")[0].says


def test_the_event_under_the_pointer_is_written_out_and_one_that_is_always_named():
    plain = Scene(charts.milestones(events(), label=["Westphalia"]))
    assert [mark.text for mark in plain.of("text", "layer_4")] == ["24 October 1648: Westphalia"]
    pointed = Scene(charts.milestones(events()), event={"title": "Invasion"})
    (line,) = pointed.of("text", "layer_4")
    assert line.text == "24 February 2022: Invasion" and line.props["align"] == "right"
    assert {mark.says["What"]: mark.seen for mark in pointed.of("symbol")}["Invasion"] == 1
    assert {mark.seen for mark in pointed.of("symbol") if mark.says["What"] != "Invasion"} == {0.72}
    (early,) = Scene(charts.milestones(events()), event={"title": "Westphalia"}).of("text", "layer_4")
    assert early.props["align"] == "left"


def test_titles_stand_where_they_fit_and_not_on_each_other():
    data, zero = dated(events(), "kind", [], details=False)
    placed = titled(data, windows(data["ago"], eras(), zero)).set_index("title")
    assert placed["fits"].to_dict() == {
        "Delian League": 0,  # under the name of its lane
        "Westphalia": 1,
        "North Atlantic Treaty": 1,
        "Invasion": 2,  # right of it there is no room
    }
    close = tabled([{"date": f"19{year}-01-01", "title": "A long title indeed", "kind": "x"} for year in (60, 61, 95)])
    data, _ = dated(close, "kind", [], details=False)
    assert sides(data, (100.0, 1.0)).tolist() == [1, 0, 2]
    assert sides(data, (100.0, 1.0), width=200).tolist() == [1, 0, 0]
    assert sides(data, (100.0, 1.0), width=2000).tolist() == [1, 0, 2]
    assert sides(data, (100.0, 1.0), width=9000).tolist() == [1, 0, 1]
    assert placed["alone"].to_dict() == {
        "Delian League": 0,
        "Westphalia": 0,  # the name of its lane stands there
        "North Atlantic Treaty": 0,
        "Invasion": 1,
    }
    late = tabled([{"date": f"{year}-01-01", "title": f"In {year}", "kind": "x"} for year in (1960, 1980, 2000)])
    data, zero = dated(late, "kind", [], details=False)
    assert titled(data, windows(data["ago"], eras(), zero))["alone"].tolist() == [1, 1, 1]


def test_narrow_pages_have_no_titles_over_the_points():
    assert any(Scene(charts.milestones(events())).texts("layer_2"))
    assert not any(mark.text for mark in Scene(charts.milestones(events()), width=500).of("text", "layer_2"))


def test_its_texts_say_from_when_to_when():
    spec = charts.milestones(events(), era=COLD).to_dict()
    assert spec["title"] == {
        "text": "4 turning points, from about 478 BCE to 24 February 2022",
        "subtitle": "Dated events by kind; the axis gives recent years more room",
    }
    assert spec["description"] == (
        "4 dated events in 3 lanes (Institution, Treaty and Use of force), from about 478 BCE (Delian League) to"
        " 24 February 2022 (Invasion)."
    )
    (era,) = (param for param in spec["params"] if param["name"] == "era")
    assert era["value"] == COLD and era["bind"]["name"] == "Era " and era["bind"]["options"][0] == "All"
    assert {param["name"]: param.get("value") for param in charts.milestones(events()).to_dict()["params"]} == {
        "event": None,
        "era": "All",
    }


def test_an_era_without_events_is_told():
    with pytest.raises(McollabError, match="milestones has no era 'World wars, 1914–1944': expected one of All"):
        charts.milestones(events(), era="World wars, 1914–1944")


@pytest.mark.parametrize(
    ("year", "within"), [(1944.99, False), (1945.0, True), (1991.99, True), (1992.0, False), (1992.01, False)]
)
def test_an_era_goes_from_the_first_day_of_its_first_year_to_the_last_of_its_last(year, within):
    zero = 2028
    bounds = windows(pd.Series([zero - year, zero - 1700.0]), {"Cold War": (1945, 1991)}, zero)
    assert ("Cold War" in bounds) is within
    assert not within or bounds["Cold War"] == (83, 36)
