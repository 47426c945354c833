"""Grids: which cells there are, in which order rows and columns stand, and what a click keeps."""

import numpy as np
import pandas as pd
import pytest
from families import tabled
from scene import Scene

from mcollab import charts
from mcollab.charts import theme
from mcollab.charts.grids import both_ways, crossed, seriated
from mcollab.errors import McollabError

HELD = {"A": "xy", "B": "z", "C": "xy", "D": "zx"}


def held(**status):
    rows = [{"country": country, "arrangement": pact} for country, pacts in HELD.items() for pact in pacts]
    return tabled([row | {"status": status.get(row["country"], "member")} for row in rows])


def likeness():
    return tabled([{"a": a, "b": b, "jaccard": n} for a, b, n in (("A", "B", 0.0), ("A", "C", 0.8), ("B", "C", 0.25))])


def test_a_cell_is_a_membership():
    scene = Scene(charts.matrix(held()))
    cells = {(mark.says["Country"], mark.says["Arrangement"]) for mark in scene.of("rect")}
    assert cells == {(country, pact) for country, pacts in HELD.items() for pact in pacts}
    heads = dict.fromkeys(mark.text for mark in scene.marks if mark.layer == "axis-label")
    assert set(heads) == {*HELD, *"xyz"}
    # A cell stands under its column and beside its row.
    place = {mark.text: (mark.x, mark.y) for mark in scene.marks if mark.layer == "axis-label"}
    for mark in scene.of("rect"):
        row, column = place[mark.says["Country"]], place[mark.says["Arrangement"]]
        assert mark.y < row[1] < mark.bottom and mark.x < column[0] < mark.right
    assert {mark.colour for mark in scene.of("rect")} == {theme.NAVAL}
    assert [mark.says["row"] for mark in sorted(scene.of("rule"), key=lambda mark: mark.y)] == [
        text for text in heads if text in HELD
    ]


@pytest.mark.parametrize(("width", "rows", "columns"), [(660, 220, 200), (330, 130, 120)])
def test_names_are_whole_where_there_is_room(width, rows, columns):
    for chart in (charts.matrix(held()), charts.similarity(likeness())):
        labels = [mark for mark in Scene(chart, width).marks if mark.layer == "axis-label"]
        assert {mark.props["limit"] for mark in labels if mark.props.get("angle")} == {columns}
        assert {mark.props["limit"] for mark in labels if not mark.props.get("angle")} == {rows}


def test_like_stands_beside_like():
    rows = np.array([[1, 1, 0, 0], [0, 0, 1, 1], [1, 1, 0, 0], [0, 0, 1, 1]])
    order = seriated(rows)
    assert {frozenset(order[:2]), frozenset(order[2:])} == {frozenset({0, 2}), frozenset({1, 3})}
    # Amounts are compared as amounts.
    amounts = np.array([[0.0, 9.0], [0.0, 1.0], [0.0, 8.0], [0.0, 2.0]])
    assert {frozenset(seriated(amounts)[:2]), frozenset(seriated(amounts)[2:])} == {
        frozenset({0, 2}),
        frozenset({1, 3}),
    }
    assert seriated(rows[:2]) == [0, 1] and sorted(seriated(rows[:3])) == [0, 1, 2]
    _, names, columns = crossed(held(), "country", "arrangement", None, 1)
    assert abs(names.index("A") - names.index("C")) == 1
    assert sorted(names) == list("ABCD") and sorted(columns) == list("xyz")


def test_rows_and_columns_with_fewer_cells_are_left_out():
    cells, rows, columns = crossed(held(), "country", "arrangement", None, 2)
    assert sorted(rows) == ["A", "C", "D"] and sorted(columns) == ["x", "y", "z"]
    assert sorted(zip(cells["row"], cells["column"], strict=True)) == [
        (country, pact) for country in "ACD" for pact in sorted(HELD[country])
    ]
    with pytest.raises(McollabError, match="matrix has no row and column with at least 3 cells; lower `least`"):
        charts.matrix(held(), least=3)


def test_status_colours_the_cells_the_most_frequent_first():
    scene = Scene(charts.matrix(held(B="associate", D="partner_of"), status="status"))
    kinds = ["member", "partner of", "associate"]
    colours = dict(zip(kinds, theme.colours(kinds), strict=True))
    assert scene.labels("legend-label") == kinds
    assert {mark.says["Status"]: mark.colour for mark in scene.of("rect")} == colours


@pytest.mark.parametrize("row", ["A", "D"])
def test_a_click_keeps_a_row(row):
    spec = charts.matrix(held()).to_dict()
    (cell,) = spec["params"]
    assert cell["select"] == {"type": "point", "fields": ["row"], "clear": "dblclick"}
    scene = Scene(charts.matrix(held()), cell={"row": row})
    assert {mark.says["Country"] for mark in scene.of("rect") if mark.seen == 1} == {row}
    assert {mark.seen for mark in scene.of("rect") if mark.says["Country"] != row} == {0.2}


def test_the_matrix_says_what_it_shows():
    spec = charts.matrix(held()).to_dict()
    assert spec["title"]["text"] in ("A is in 2 of 3", "C is in 2 of 3", "D is in 2 of 3")
    assert spec["title"]["subtitle"] == "Country by arrangement: a cell is a membership; like stands beside like"
    assert spec["description"].startswith("Matrix of 4 rows and 3 columns, 7 memberships; most are held by ")
    assert spec["description"].endswith("(2) and B (1).")
    one = tabled([{"state": "A", "body": pact} for pact in "xy"] + [{"state": "B", "body": "x"}])
    title = charts.matrix(one, row="state", column="body").to_dict()["title"]
    assert title["text"] == "A is in 2 of 2" and title["subtitle"].startswith("State by body: ")


@pytest.mark.parametrize(("count", "responsive"), [(20, True), (21, False)])
def test_a_wide_matrix_keeps_its_cells_and_is_scrolled(count, responsive):
    frame = tabled([{"country": "A", "arrangement": f"P{i:02}"} for i in range(count)])
    spec = charts.matrix(frame).to_dict()
    assert spec["usermeta"]["mcollab"]["responsive"] is responsive
    assert spec["width"] == ("container" if responsive else {"step": 15})
    axis = spec["layer"][1]["encoding"]["x"]["axis"]
    assert (axis["orient"], axis["labelAngle"]) == ("top", -60 if responsive else -90)
    alike = tabled([{"a": f"P{i:02}", "b": "P00", "jaccard": 0.5} for i in range(1, count)])
    assert charts.similarity(alike).to_dict()["width"] == ("container" if responsive else {"step": 15})


def test_likeness_stands_both_ways_round_and_nothing_where_nothing_is_shared():
    cells, order = both_ways(likeness(), "a", "b", "jaccard")
    assert sorted(zip(cells["a"], cells["b"], cells["value"], strict=True)) == [
        ("A", "C", 0.8),
        ("B", "C", 0.25),
        ("C", "A", 0.8),
        ("C", "B", 0.25),
    ]
    assert order in (["B", "A", "C"], ["A", "C", "B"], ["B", "C", "A"], ["C", "A", "B"])


def test_the_heat_map_says_what_is_alike():
    scene = Scene(charts.similarity(likeness()))
    assert {(m.says["One"], m.says["Other"]): m.says["Jaccard"] for m in scene.of("rect")} == {
        ("A", "C"): "80%",
        ("C", "A"): "80%",
        ("B", "C"): "25%",
        ("C", "B"): "25%",
    }
    place = {}
    for mark in scene.marks:
        if mark.layer == "axis-label":
            place.setdefault(mark.text, []).append(mark)
    for mark in scene.of("rect"):
        column, row = place[mark.says["One"]][0], place[mark.says["Other"]][1]
        assert mark.x < column.x < mark.right and mark.y < row.y < mark.bottom
    assert scene.spec["height"] == 48
    spec = charts.similarity(likeness()).to_dict()
    assert spec["encoding"]["color"]["scale"] == {"domain": [0, 1], "range": list(theme.SEQUENTIAL)}
    assert spec["title"]["text"] in ("A and C are most alike", "C and A are most alike")
    assert spec["title"]["subtitle"] == "Jaccard of each two, from 0 (nothing shared) to 1 (the same)"
    assert "Heat map of how alike 3 are, two by two; " in spec["description"]
    assert spec["description"].endswith("most, with 0.80; 2 pairs share anything.")
    equal = charts.similarity(likeness().replace(0.8, 0.25))
    assert equal.title.text == "2 pairs are most alike" and "; 2 pairs most, with 0.25; 2 pa" in equal.description


def test_two_are_alike_in_one_row_in_either_order():
    for one, other in (("A", "C"), ("C", "A")):
        twice = pd.concat([likeness(), tabled([{"a": one, "b": other, "jaccard": 0.1}])])
        with pytest.raises(
            McollabError, match="similarity expects one row for each a and b, but 'A' comes twice in C: "
        ):
            charts.similarity(twice)


def test_a_likeness_lies_between_nothing_and_the_same():
    with pytest.raises(McollabError, match=r"similarity expects 0 to 1 in column 'jaccard', but it runs from 0 to 1.2"):
        charts.similarity(likeness().replace(0.8, 1.2))
    with pytest.raises(McollabError, match=r"in column 'jaccard', but it runs from -0.8 to"):
        charts.similarity(likeness().replace(0.8, -0.8))
    with pytest.raises(McollabError, match="similarity got a frame without rows"):
        charts.similarity(likeness().assign(jaccard=0.0))
