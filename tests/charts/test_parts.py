"""Parts of a whole: their shares and order, and what is left without some."""

import pytest
from families import tabled

from mcollab import charts
from mcollab.errors import McollabError


def claims():
    rows = [(1, "supported")] * 3 + [(1, "no_such_thing"), (2, "supported"), (2, "wrong")]
    return tabled([{"article": article, "verdict": verdict} for article, verdict in rows], "claims")


def data(chart):
    return next(iter(chart.to_dict()["datasets"].values()))


def test_shares_are_of_their_group_and_parts_stand_in_the_order_asked():
    chart = charts.composition(claims(), by="article", part="verdict", order=["wrong", "no_such_thing", "supported"])
    found = {(row["g"], row["p"]): (row["n"], row["share"], row["rank"]) for row in data(chart)}
    assert found == {
        (1, "supported"): (3, 0.75, 2),
        (1, "no such thing"): (1, 0.25, 1),
        (2, "supported"): (1, 0.5, 2),
        (2, "wrong"): (1, 0.5, 0),
    }
    spec = chart.to_dict()
    assert spec["encoding"]["color"]["scale"]["domain"] == ["wrong", "no such thing", "supported"]
    assert spec["encoding"]["order"]["field"] == "rank" and spec["encoding"]["x"]["field"] == "share"


def test_a_part_that_is_none_has_one_name_in_bars_and_legend():
    made = claims().assign(verdict=lambda rows: rows["verdict"].replace("wrong", "none"))
    chart = charts.composition(made, by="article", part="verdict")
    domain = chart.to_dict()["encoding"]["color"]["scale"]["domain"]
    assert set(domain) == {row["p"] for row in data(chart)} == {"supported", "no such thing", "no verdict"}


def test_without_an_order_the_most_frequent_comes_first():
    chart = charts.composition(claims(), by="article", part="verdict")
    assert chart.to_dict()["encoding"]["color"]["scale"]["domain"][0] == "supported"
    assert chart.title.text == "Supported is the most frequent of 3"


def test_the_most_frequent_is_so_in_any_order_and_all_of_them_are_named():
    asked = ["wrong", "no_such_thing", "supported"]
    chart = charts.composition(claims(), by="article", part="verdict", order=asked)
    assert chart.title.text == "Supported is the most frequent of 3"
    rare = claims().query("verdict != 'supported'")
    chart = charts.composition(rare, by="article", part="verdict")
    assert chart.title.text == "No such thing and wrong are the most frequent of 2"


def payers():
    return tabled(
        [{"name": "Small", "value": 10.0}, {"name": "Large", "value": 60.0}, {"name": "Middle", "value": 30.0}]
    )


def words(chart):
    """The words of the chart as it is drawn."""
    import re

    import vl_convert

    svg = vl_convert.vegalite_to_svg(chart.properties(width=400).to_dict())
    return re.sub(r"<[^>]+>", "|", svg)


def test_bars_stand_from_most_to_least_and_the_line_of_text_says_what_is_left():
    chart = charts.without(payers(), unit="billion dollars")
    assert [row["n"] for row in data(chart)] == ["Large", "Middle", "Small"]
    assert chart.to_dict()["layer"][0]["encoding"]["y"]["sort"] == ["Large", "Middle", "Small"]
    text = words(chart)
    assert "Left: 100 billion dollars" in text and "100% of all" in text and "largest payer: 60%" in text


def test_one_that_left_counts_no_more():
    chart = charts.without(payers())
    leaver = next(param for param in chart.params if param.name == "leaver")
    assert leaver.bind.options == [None, "Large", "Middle", "Small"] and leaver.bind.labels[0] == "nobody"
    leaver.value = "Large"
    text = words(chart)
    assert "Left: 40 billion" in text and "40% of all" in text and "largest payer: 75%" in text


def test_what_holds_no_numbers_is_told():
    with pytest.raises(McollabError, match="needs numbers in column 'name'"):
        charts.without(payers(), value="name")
