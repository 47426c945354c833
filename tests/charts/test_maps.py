"""Maps of tiles: whose tile is where, its value, its class and colour, and the year that the control says."""

import pandas as pd
import pytest
from families import tabled
from scene import Scene

from mcollab import charts, load
from mcollab.charts import theme, tiles
from mcollab.charts.maps import classed, sixths
from mcollab.errors import McollabError

VALUES = [
    ("FRA", 2000, 2.0),
    ("POL", 2000, 1.5),
    ("FRA", 2001, 2.4),
    ("SUN", 2001, 9.0),
    ("POL", 2005, 4.0),
    ("XYZ", 2005, 1.0),
]


def values():
    return tabled([{"country": c, "year": y, "value": v} for c, y, v in VALUES], "spending")


def year(number):
    return values()[lambda rows: rows["year"] == number]


def told(scene):
    return {mark.says["State"]: mark.says["Value"] for mark in scene.of("rect") if "Value" in mark.says}


def test_each_state_has_its_tile_from_the_table():
    table = load("tiles").set_index("country")
    scene = Scene(charts.tile_map(year(2000)))
    france = next(mark for mark in scene.of("rect", "layer_1") if mark.says["State"] == "France")
    columns, rows = tiles.size()
    assert (columns, rows) == (1 + table["column"].max(), 1 + table["row"].max())
    assert (france.x * columns / 633, france.y * rows / (rows * tiles.SIDE)) == pytest.approx(
        (table.loc["FRA", "column"], table.loc["FRA", "row"]), rel=0.02
    )
    assert france.props["width"] == pytest.approx(0.92 * 633 / columns, rel=0.02)
    assert france.props["height"] == pytest.approx(0.92 * tiles.SIDE, rel=0.02)
    # Every other state keeps its place.
    empty = list(scene.of("rect", "layer_0"))
    assert {mark.seen for mark in empty} == {0.09} and len(empty) == len(tiles.states(set()))
    assert scene.spec["height"] == rows * tiles.SIDE


def test_no_two_states_share_a_place():
    drawn = tiles.states(set(load("tiles")["country"]))
    assert not drawn.duplicated(["x", "y"]).any() and not drawn["code"].duplicated().any()
    countries = load("countries")
    states = countries[countries["kind"].isin(["un_member", "un_observer", "ended"])]
    assert not tiles.placed(states["iso3"]).isna().any()


def test_what_has_ended_stands_on_another_tile_and_is_named_there():
    assert tiles.placed(pd.Series(["SUN", "FRA", "DDR", "XYZ"])).fillna("").tolist() == ["RUS", "FRA", "DDR", ""]
    drawn = tiles.states(set()).set_index("code")
    assert drawn.loc["RUS", "name"] == "Russia; Soviet Union to 1991"
    assert drawn.loc["DEU", "name"] == "Germany"  # what ended before 1945 is not named
    assert pd.isna(drawn.loc["RUS", "began"]) and drawn.loc["DDR", "ended"] == 1990
    other = load("countries")[lambda rows: rows["kind"] == "other"]["iso3"]
    placed = [code for code in other if code in set(load("tiles").dropna(subset=["column"])["country"])]
    assert placed and not drawn.index.isin(placed).any() and placed[0] in set(tiles.states({placed[0]})["code"])


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (2000, {"France": "2", "Poland": "1.5"}),
        (2001, {"France": "2.4", "Russia; Soviet Union to 1991": "9"}),
        (2005, {"Poland": "4"}),
    ],
)
def test_the_year_that_is_chosen_is_the_year_that_is_shown(number, expected):
    scene = Scene(charts.tile_map(values(), year="year"), year=number)
    assert told(scene) == expected and scene.texts() == [str(number)]


def test_years_with_gaps_are_a_drop_down_and_others_a_slider():
    def control(frame, **options):
        (param,) = charts.tile_map(frame, year="year", **options).to_dict()["params"]
        return param

    assert control(values()) == {
        "name": "year",
        "value": 2005,
        "bind": {"input": "select", "options": [2000, 2001, 2005], "name": "Year "},
    }
    assert control(values()[lambda rows: rows["year"] < 2005], start=2000) == {
        "name": "year",
        "value": 2000,
        "bind": {"input": "range", "min": 2000, "max": 2001, "step": 1, "name": "Year "},
    }
    with pytest.raises(McollabError, match="tile_map has no rows for 2003: expected a year from 2000 to 2005"):
        charts.tile_map(values(), year="year", start=2003)


def test_nothing_that_a_tile_brings_overwrites_a_column_of_the_rows():
    """The map was empty when a year came back: the tile's row stood in the column of the year."""
    spec = charts.tile_map(values(), year="year").to_dict()
    full = spec["layer"][1]
    rows = spec["datasets"][full["data"]["name"]]
    written = {
        name
        for transform in full["transform"]
        for name in (transform["as"] if isinstance(transform.get("as"), list) else [transform.get("as")])
    }
    assert not written & set(rows[0])


def test_classes_begin_at_the_steps_and_go_from_pale_to_deep():
    frame = tabled(
        [{"country": c, "value": v} for c, v in (("FRA", 1.9), ("POL", 2.0), ("DEU", 3.4), ("ITA", 3.5), ("ESP", 9))]
    )
    data, classes, colours, homeless = classed(frame, "country", "value", None, [1, 2, 3.5])
    assert classes == ["from 1", "from 2", "from 3.5"] and homeless == []
    assert dict(zip(data["code"], data["class"], strict=True)) == {
        "FRA": "from 1",
        "POL": "from 2",
        "DEU": "from 2",
        "ITA": "from 3.5",
        "ESP": "from 3.5",
    }
    assert colours == [theme.SEQUENTIAL[0], theme.SEQUENTIAL[2], theme.SEQUENTIAL[5]]
    # What lies below the first step belongs to it.
    assert classed(frame, "country", "value", None, [2, 3])[0]["class"].tolist()[0] == "from 2"
    assert classed(frame, "country", "value", None, [2])[2] == [theme.SEQUENTIAL[0]]
    scene = Scene(charts.tile_map(frame, steps=[1, 2, 3.5]))
    painted = {mark.says["State"]: mark.colour for mark in scene.of("rect", "layer_1")}
    assert painted["France"] == colours[0] and painted["Germany"] == colours[1] and painted["Spain"] == colours[2]
    assert scene.labels("legend-label") == classes


def test_by_default_there_are_six_classes_of_as_many():
    assert sixths(pd.Series(range(601))) == [0, 100, 200, 300, 400, 500]
    assert sixths(pd.Series([0.123, 0.123, 5.0])) == [0.12, 1.7, 3.4] or sixths(pd.Series([3.0])) == [3.0]
    assert sixths(pd.Series([12.34, 99.0]))[0] == 12.0
    assert sixths(pd.Series([1.26, 99.0]))[0] == 1.26  # rounded up, it would leave the lowest out


def test_words_have_colours_too():
    frame = tabled([{"country": c, "value": v} for c, v in (("FRA", "non_aggression"), ("POL", "defence"))])
    scene = Scene(charts.tile_map(frame))
    assert {mark.says["State"]: (mark.says["Value"], mark.colour) for mark in scene.of("rect", "layer_1")} == {
        "France": ("non-aggression", theme.MEANING["non-aggression"]),
        "Poland": ("defence", theme.MEANING["defence"]),
    }
    assert scene.labels("legend-label") == ["defence", "non-aggression"]
    flags = tabled([{"country": "FRA", "value": True}, {"country": "POL", "value": False}])
    assert classed(flags, "country", "value", None, None)[1] == ["False", "True"]


def test_its_texts_count_what_is_drawn():
    spec = charts.tile_map(values(), year="year", format=".1f").to_dict()
    assert spec["title"] == {"text": "3 states", "subtitle": "Value, a tile a state"}
    assert spec["description"] == (
        "Map of the world as tiles, one a state, coloured by value in 6 classes; 3 states have a value, with a choice"
        " of 3 years from 2000 to 2005."
    )
    assert spec["usermeta"]["mcollab"]["note"] == "Without a tile, so not shown: XYZ"
    plain = charts.tile_map(year(2000)).to_dict()
    assert plain["description"].endswith("in 5 classes; 2 states have a value.")
    assert "note" not in plain["usermeta"]["mcollab"] and "params" not in plain
    assert told(Scene(charts.tile_map(year(2000), format=".2f"))) == {"France": "2.00", "Poland": "1.50"}


def test_what_cannot_be_drawn_is_told():
    with pytest.raises(
        McollabError, match=r"tile_map has two values for the tile of 'FRA': keep one row a state, e.g. those"
    ):
        charts.tile_map(values())
    both = tabled([{"country": c, "year": 1991, "value": 1.0} for c in ("SUN", "RUS")])
    with pytest.raises(
        McollabError, match="tile_map has two values for the tile of 'RUS' in 1991: keep one row a state and"
    ):
        charts.tile_map(both, year="year")
    codes = ["FRA", "DEU", "POL", "ITA", "ESP", "PRT", "NOR", "SWE"]
    with pytest.raises(McollabError, match="tile_map tells at most 7 words in column 'value' apart, but got 8"):
        charts.tile_map(tabled([{"country": code, "value": code} for code in codes]))
    for steps in ([3, 2], [1, 1], [], list(range(7))):
        with pytest.raises(McollabError, match="tile_map expects one to 6 ascending steps"):
            charts.tile_map(year(2000), steps=steps)
    with pytest.raises(McollabError, match="knows none of the codes in column 'country', such as 'XYZ'"):
        charts.tile_map(year(2000).assign(country="XYZ"))
    with pytest.raises(McollabError, match="tile_map got a frame without rows"):
        charts.tile_map(year(2000).assign(value=None))
