"""Pieces that families share."""

import altair as alt
import pytest

from mcollab.charts import pieces, theme
from mcollab.errors import McollabError


def bound(found, start=None, **options):
    return pieces.year_control(found, start, "race", **options).param.to_dict()


def test_a_control_of_years_can_say_those_that_there_are_and_no_others():
    assert bound([2000, 2001, 2002]) == {
        "name": "year",
        "value": 2002,
        "bind": {"input": "range", "min": 2000, "max": 2002, "step": 1, "name": "Year "},
    }
    assert bound([1990, 1995, 2000], 1995)["bind"]["step"] == 5 and bound([1990, 1995, 2000], 1995)["value"] == 1995
    gaps = bound([1999, 2005, 2006], label="Term")
    assert gaps["bind"] == {"input": "select", "options": [1999, 2005, 2006], "name": "Term "} and gaps["value"] == 2006
    assert bound([1999])["bind"] == {"input": "select", "options": [1999], "name": "Year "}
    with pytest.raises(
        McollabError, match="race has no rows for 2000: expected a year from 1999 to 2005 that has some"
    ):
        bound([1999, 2005], 2000)
    assert pieces.of_the_year() == "datum.year == year"


def test_axes_and_colours():
    assert pieces.years("begun", (1900, 2000.5), orient="top").to_dict() == {
        "field": "begun",
        "type": "quantitative",
        "scale": {"domain": [1900, 2000.5], "nice": False, "clamp": True},
        "axis": {"format": "d", "title": None, "orient": "top"},
    }
    assert pieces.by_width(60, 3).to_dict() == {"expr": "max(3, floor(width / 60))"}
    legend = pieces.coloured("kind", ["defence", "x"], offset=24).to_dict()
    assert legend == {
        "field": "kind",
        "type": "nominal",
        "scale": {"domain": ["defence", "x"], "range": [theme.MEANING["defence"], theme.SIGNAL]},
        "legend": {
            "title": None,
            "offset": 24,
            "columns": 2,  # of the longest name, "defence", and its symbol
            "labelLimit": 170,
        },
    }
    assert pieces.coloured("kind", []).to_dict()["legend"]["columns"] == 5
    assert pieces.room(90, 200).to_dict() == {"expr": "width < 400 ? 90 : 200"}
    assert pieces.coloured("kind", ["x"], legend=False).to_dict()["legend"] is None


def test_choices():
    choice = pieces.legend_choice("kind", "group")
    assert choice.param.to_dict() == {
        "name": "kind",
        "select": {"type": "point", "fields": ["group"]},
        "bind": "legend",
    }
    base = alt.Chart(alt.InlineData(values=[{"x": 1}])).mark_point()
    opacity = base.encode(opacity=pieces.shown_if("datum.x > 0")).to_dict()["encoding"]["opacity"]
    assert opacity == {"condition": [{"test": "datum.x > 0", "value": 1}], "value": 0.2}
    faint = base.encode(opacity=pieces.shown_if("datum.x > 0", 0.9, 0.1)).to_dict()["encoding"]["opacity"]
    assert faint == {"condition": [{"test": "datum.x > 0", "value": 0.9}], "value": 0.1}
    text = base.encode(text=pieces.text_if("datum.x > 0", "name")).to_dict()["encoding"]["text"]
    assert text == {"condition": {"test": "datum.x > 0", "field": "name", "type": "nominal"}, "value": ""}


@pytest.mark.parametrize("along", ["x", "y"])
def test_level_lines_stand_at_their_values_with_their_names(along):
    lines, names = (layer.to_dict() for layer in pieces.level_lines({"2 %": 2.0, "5 %": 5.0}, along))
    for layer in (lines, names):
        (rows,) = layer["datasets"].values()
        assert rows == [{"value": 2.0, "level": "2 %"}, {"value": 5.0, "level": "5 %"}]
        assert layer["encoding"][along] == {"field": "value", "type": "quantitative"}
    assert lines["mark"]["type"] == "rule" and lines["mark"]["strokeDash"] == [2, 3]
    assert names["encoding"]["text"]["field"] == "level"
    assert names["encoding"]["y" if along == "x" else "x"] == {"value": "height" if along == "x" else 0}
    assert pieces.level_lines(None, along) == [] == pieces.level_lines({}, along)


def test_names_of_levels_can_stand_at_the_right():
    _, names = (layer.to_dict() for layer in pieces.level_lines({"a": 1}, "y", right=True))
    assert (
        names["encoding"]["x"] == {"value": "width"} and names["mark"]["align"] == "right" and names["mark"]["dx"] < 0
    )


def test_layers_are_drawn_in_their_order():
    one, two = (alt.Chart(alt.InlineData(values=[{"x": 1}])).mark_point(size=size) for size in (1, 2))
    assert [layer["mark"]["size"] for layer in pieces.layered(one, two).to_dict()["layer"]] == [1, 2]
