"""Texts to choose from: what is shown at first, and after a choice."""

import re

import pytest
import vl_convert
from families import tabled

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
    assert "Duty: non-aggression" not in text
    text = words(chosen(chart, chosen="Pact, 2"))
    assert "Duty: non-aggression" in text and "each shall do what it deems necessary each" in text
    assert all(len(line) <= 44 for line in text if "deems" in line)


def test_a_reader_offers_its_names_in_order_and_begins_with_the_first():
    param = charts.reader(articles()).params[0]
    assert param.bind.options == ["Pact, 1", "Pact, 2"] and param.value == "Pact, 1"


def test_what_cannot_be_chosen_is_told():
    with pytest.raises(McollabError, match=r"no 'Pact 1' to show first.*'Pact, 1'"):
        charts.reader(articles(), start="Pact 1")
    with pytest.raises(McollabError, match="'Pact, 1' comes twice"):
        charts.reader(articles().assign(name="Pact, 1"))
