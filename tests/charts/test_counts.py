"""A table of counts: what it counts, in which order, and what it says by itself."""

import pytest
from families import tabled
from scene import Scene

from mcollab import charts
from mcollab.errors import McollabError
from mcollab.style.tokens import ON_DEEP, ON_PALE


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
    even = charts.crosstab(things().drop_duplicates())
    assert (
        even.title.text
        == "Bilateral alliance, multilateral alliance and multilateral arms control are the largest of 3"
    )
    assert (
        even.description.endswith("multilateral arms control with 1.") and "largest cells are bil" in even.description
    )


def test_names_of_regions_keep_their_letters():
    rows = [("non_aggression", "Asia-Pacific"), ("non_aggression", "Asia-Pacific"), ("x", "Middle East")]
    frame = tabled([{"kind": kind, "region": region} for kind, region in rows])
    chart = charts.crosstab(frame, row="kind", column="region")
    assert chart.title.text == "Asia-Pacific non-aggression is the largest of 2"
    assert chart.title.subtitle == "Number by kind and region; 3 in all"
    assert Scene(chart).labels("axis-label") == ["Asia-Pacific", "Middle East", "non-aggression", "x"]


def test_letters_are_dark_on_pale_cells_and_white_on_deep_ones():
    frame = tabled([{"kind": str(n), "model": "m"} for n in (1, 2, 3) for _ in range(n)])
    letters = {mark.text: mark.props["fill"] for mark in Scene(charts.crosstab(frame)).of("text")}
    assert letters == {"1": ON_PALE, "2": ON_PALE, "3": ON_DEEP}
    alike = Scene(charts.crosstab(frame.drop_duplicates()))
    assert {mark.props["fill"] for mark in alike.of("text")} == {ON_PALE}


def test_a_missing_column_is_told():
    with pytest.raises(McollabError, match="crosstab needs a column 'modell'"):
        charts.crosstab(things(), column="modell")


def test_one_column_cannot_be_held_against_itself():
    with pytest.raises(McollabError, match="crosstab counts by two columns, but got 'kind' twice: name another"):
        charts.crosstab(things(), row="kind", column="kind")
    with pytest.raises(McollabError, match="composition divides one column by another, but got 'kind' twice"):
        charts.composition(things(), by="kind", part="kind")
