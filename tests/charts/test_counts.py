"""A table of counts: what it counts, in which order, and what it says by itself."""

import pytest

from conftest import tabled
from mcollab import charts
from mcollab.errors import McollabError


def things():
    rows = [("alliance", "bilateral")] * 3 + [("alliance", "multilateral"), ("arms_control", "multilateral")]
    return tabled([{"kind": kind, "model": model} for kind, model in rows], "arrangements")


def test_each_cell_says_how_many_and_a_pair_that_does_not_occur_has_none():
    spec = charts.crosstab(things(), order=["multilateral", "bilateral"]).to_dict()
    cells = {(row["r"], row["c"]): row["n"] for row in next(iter(spec["datasets"].values()))}
    assert cells == {
        ("alliance", "bilateral"): 3,
        ("alliance", "multilateral"): 1,
        ("arms control", "multilateral"): 1,
    }
    assert [layer["mark"]["type"] for layer in spec["layer"]] == ["rect", "text"]
    assert spec["layer"][1]["encoding"]["text"]["field"] == "n"
    for layer in spec["layer"]:
        assert layer["encoding"]["x"]["sort"] == ["multilateral", "bilateral"]
        assert (layer["encoding"]["x"]["field"], layer["encoding"]["y"]["field"]) == ("c", "r")


def test_its_own_words_are_counted():
    chart = charts.crosstab(things())
    assert chart.title.text == "Bilateral alliance is the largest of 3"
    assert "5 in all" in chart.title.subtitle and "bilateral alliance with 3" in chart.description


def test_a_missing_column_is_told():
    with pytest.raises(McollabError, match="crosstab needs a column 'modell'"):
        charts.crosstab(things(), column="modell")
