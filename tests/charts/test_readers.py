"""Texts to choose from: what is shown at first, and after a choice."""

import re

import pytest
import vl_convert

from conftest import tabled
from mcollab import charts
from mcollab.errors import McollabError


def words(chart):
    """Return the lines of text that are drawn."""
    svg = vl_convert.vegalite_to_svg(chart.properties(width=400).to_dict())
    return re.findall(r">([^<>]+)</t(?:ext|span)>", svg)


def chosen(chart, **values):
    """Return the chart with something chosen."""
    for param in chart.params:
        if param.name in values:
            param.value = values.pop(param.name)
    assert not values, "no such control"
    return chart


def articles():
    rows = [
        {"name": "Pact, 2", "excerpt": "each shall do what it_deems necessary " * 3, "duty": "non_aggression"},
        {"name": "Pact, 1", "excerpt": "an attack on one", "duty": "defence"},
    ]
    return tabled(rows, "clauses")


def test_a_reader_shows_the_text_of_its_start_and_then_of_the_choice():
    chart = charts.reader(articles(), facts=["duty"], start="Pact, 1", choose="Clause")
    text = words(chart)
    assert "an attack on one" in text and "Duty: defence" in text
    assert "Duty: non aggression" not in text
    text = words(chosen(chart, chosen="Pact, 2"))
    assert "Duty: non aggression" in text and "each shall do what it deems necessary each" in text
    assert all(len(line) <= 44 for line in text if "deems" in line)


def test_a_reader_offers_its_names_in_order_and_begins_with_the_first():
    param = charts.reader(articles()).params[0]
    assert param.bind.options == ["Pact, 1", "Pact, 2"] and param.value == "Pact, 1"


def test_what_cannot_be_chosen_is_told():
    with pytest.raises(McollabError, match=r"no 'Pact 1' to show first.*'Pact, 1'"):
        charts.reader(articles(), start="Pact 1")
    with pytest.raises(McollabError, match="'Pact, 1' comes twice"):
        charts.reader(articles().assign(name="Pact, 1"))
    with pytest.raises(McollabError, match="no tile 4 to show first: there are 3"):
        charts.cards(claims(), start=4)


def claims():
    rows = [("first", "supported", 1), ("second", "no_such_thing", 1), ("third", "supported", 2)]
    return tabled([dict(zip(("card", "verdict", "article"), row, strict=True)) for row in rows], "claims")


def test_cards_show_the_one_that_is_chosen():
    assert "second" in words(charts.cards(claims(), start=2)) and "first" not in words(charts.cards(claims(), start=2))


def test_cards_keep_what_meets_the_filter_and_show_the_last_of_them_if_fewer():
    chart = charts.cards(claims(), filters={"article": [1, 2]}, start=3)
    assert "third" in words(chart)
    text = words(chosen(chart, article=1))
    assert "second" in text and "third" not in text
    menu = next(param for param in chart.params if param.name == "article")
    assert menu.bind.options == [None, 1, 2] and menu.bind.labels == ["all", "1", "2"]


def test_kinds_of_cards_stand_in_the_order_asked():
    chart = charts.cards(claims(), order=["no_such_thing", "supported"])
    legend = [line for line in words(chart) if line in ("supported", "no such thing")]
    assert legend == ["no such thing", "supported"]
