"""Networks: which ties there are, what the slider and a click leave, and that the layout stays the same."""

import pandas as pd
import pytest
from families import tabled
from scene import Scene

from mcollab import charts
from mcollab.charts import theme
from mcollab.charts.ties import _NARROW, _WIDE, _graph, _named, drawn
from mcollab.errors import McollabError

TIES = [("A", "B", 3), ("B", "C", 1), ("D", "E", 2), ("A", "C", 1), ("D", "A", 0)]


def ties():
    return tabled([{"a": a, "b": b, "shared": n} for a, b, n in TIES])


def lines(scene):
    """Return the ties that are drawn, by the names of the nodes at their ends."""
    nodes = {(round(mark.x, 1), round(mark.y, 1)): mark.says["Name"] for mark in scene.of("symbol")}
    found = {}
    for mark in scene.of("rule"):
        end = mark.x + mark.props["x2"] - mark.props["x"], mark.y + mark.props["y2"] - mark.props["y"]
        names = nodes[round(mark.x, 1), round(mark.y, 1)], nodes[round(end[0], 1), round(end[1], 1)]
        found["".join(sorted(names))] = mark
    return found


def test_nodes_know_their_ties():
    nodes, edges = drawn(_graph(ties(), "a", "b", "shared", 1), {"A": "Aland"}, {"A": "one", "B": "one"})
    assert nodes.set_index("name")[["strength", "neighbours", "near", "group"]].T.to_dict("list") == {
        "Aland": [4.0, 2, "|B|C|", "one"],
        "B": [4.0, 2, "|Aland|C|", "one"],
        "C": [2.0, 2, "|Aland|B|", "other"],
        "D": [2.0, 1, "|E|", "other"],
        "E": [2.0, 1, "|D|", "other"],
    }
    assert edges.values.tolist() == [[0, 1, 3.0], [0, 2, 1.0], [1, 2, 1.0], [3, 4, 2.0]]
    assert nodes[["x", "y"]].min().min() >= 0 and nodes[["x", "y"]].max().max() <= 1


@pytest.mark.parametrize(("least", "expected"), [(1, {"AB", "AC", "BC", "DE"}), (2, {"AB", "DE"}), (3, {"AB"})])
def test_the_slider_leaves_out_weak_ties(least, expected):
    found = lines(Scene(charts.network(ties()), least=least))
    assert set(found) == expected
    widths = {name: mark.props["strokeWidth"] for name, mark in found.items()}
    assert widths["AB"] == pytest.approx(4)
    assert set(lines(Scene(charts.network(ties(), least=least)))) == expected
    if "DE" in found:
        assert widths["DE"] == pytest.approx(0.3 + 3.7 * 2 / 3)


def test_a_click_on_one_keeps_its_neighbours():
    scene = Scene(charts.network(ties()), node={"name": "C"})
    assert {mark.says["Name"]: mark.seen for mark in scene.of("symbol")} == {
        "A": 0.95,
        "B": 0.95,
        "C": 0.95,
        "D": 0.15,
        "E": 0.15,
    }
    assert {name: mark.seen for name, mark in lines(scene).items()} == {"AB": 0.04, "AC": 0.7, "BC": 0.7, "DE": 0.04}
    assert sorted(scene.texts()) == ["A", "B", "C"]
    free = Scene(charts.network(ties()))
    assert {mark.seen for mark in free.of("symbol")} == {0.95} and {mark.seen for mark in free.of("rule")} == {0.22}
    assert sorted(free.texts()) == ["A", "B", "C", "D", "E"]


def test_a_name_that_is_part_of_another_is_no_neighbour():
    frame = tabled([{"a": "Guinea", "b": "Mali", "shared": 1}, {"a": "Guinea-Bissau", "b": "Togo", "shared": 1}])
    scene = Scene(charts.network(frame), node={"name": "Guinea"})
    assert {mark.says["Name"] for mark in scene.of("symbol") if mark.seen > 0.5} == {"Guinea", "Mali"}


def test_groups_and_names():
    scene = Scene(charts.network(ties(), groups={"A": "one", "B": "one"}, names={"A": "Aland"}))
    colours = dict(zip(["one", "other"], theme.colours(["one", "other"]), strict=True))
    assert {mark.says["Name"]: mark.colour for mark in scene.of("symbol")} == {
        name: colours["one" if name in ("Aland", "B") else "other"] for name in ("Aland", "B", "C", "D", "E")
    }
    assert {mark.says["Name"]: mark.says["Group"] for mark in scene.of("symbol")}["D"] == "other"
    assert "Aland" in scene.texts() and scene.labels("legend-label") == ["one", "other"]
    plain = Scene(charts.network(ties()))
    assert {mark.colour for mark in plain.of("symbol")} == {theme.NAVAL}
    told = {m.says["Name"]: (m.says["Neighbours"], m.says["Ties together"]) for m in plain.of("symbol")}
    assert told == {"A": ("2", "4"), "B": ("2", "4"), "C": ("2", "2"), "D": ("1", "2"), "E": ("1", "2")}


def test_the_layout_is_the_same_every_time_and_near_is_alike():
    assert charts.network(ties()).to_dict() == charts.network(ties()).to_dict()
    shuffled = ties().iloc[::-1]
    assert charts.network(shuffled).to_dict()["datasets"] == charts.network(ties()).to_dict()["datasets"]
    places = {mark.says["Name"]: complex(mark.x, mark.y) for mark in Scene(charts.network(ties())).of("symbol")}
    assert abs(places["A"] - places["B"]) < abs(places["A"] - places["D"])
    assert abs(places["D"] - places["E"]) < abs(places["B"] - places["E"])


def test_the_slider_goes_over_the_ties():
    def bind(frame, **options):
        return next(p for p in charts.network(frame, **options).to_dict()["params"] if p["name"] == "least")

    assert bind(ties()) == {
        "name": "least",
        "value": 1,
        "bind": {"input": "range", "min": 1.0, "max": 3.0, "step": 1, "name": "Weakest tie shown "},
    }
    parts = bind(ties().assign(shared=lambda rows: rows["shared"] / 4), least=0.5)
    assert parts["bind"]["step"] == 0.015 and parts["value"] == 0.5


def test_its_texts_say_who_has_most_in_common():
    spec = charts.network(ties()).to_dict()
    assert spec["title"] == {
        "text": "A has most in common with the others",
        "subtitle": "A line is a tie, the wider the stronger (shared); click one to keep its neighbours",
    }
    assert spec["description"] == (
        "Network of 5 nodes and 4 ties (strength: shared); those with most ties together are A, B, C, D and E."
    )
    assert (spec["height"], charts.network(ties(), height=200).to_dict()["height"]) == (460, 200)


def test_what_cannot_be_drawn_is_told():
    with pytest.raises(McollabError, match="network has no tie of 4 or more in column 'shared', which goes up to 3"):
        charts.network(ties(), least=4)
    with pytest.raises(McollabError, match="network got a frame without rows"):
        charts.network(ties().assign(shared=0))
    many = tabled([{"a": str(i), "b": str(i + 1), "shared": 1} for i in range(3001)])
    with pytest.raises(McollabError, match=r"network got 3001 ties, more than a reader can tell apart \(3000\)"):
        charts.network(many)
    with pytest.raises(McollabError, match="network tells at most 7 groups apart"):
        charts.network(many.head(9), groups={str(i): f"g{i}" for i in range(9)})


def test_names_are_chosen_for_the_width_of_a_page_and_of_a_phone():
    # As for a scatter plot: a name of four letters reaches 36.64 pixels from its point.
    for width, covered, clear in ((_WIDE, 0.061, 0.0611), (_NARROW, 0.1263, 0.1264)):  # of 600 pixels, and of 290
        for place, written in ((covered, False), (clear, True)):
            nodes = pd.DataFrame({"name": ["abcd"] * 3, "x": [0, place, 1], "y": [0.0, 0, 1], "strength": [3, 2, 1]})
            assert _named(nodes, width, 460)[0] is written


def test_the_chart_writes_the_names_that_fit_its_width_and_height():
    ring = [{"a": f"State {i}", "b": f"State {(i + 1) % 40}", "shared": 1 + i % 3} for i in range(40)]
    spec = charts.network(tabled(ring), height=180).to_dict()
    nodes = next(
        pd.DataFrame(rows) for rows in spec["datasets"].values() if "strength" in rows[0] and "wide" in rows[0]
    )
    for column, width in (("wide", _WIDE), ("narrow", _NARROW)):
        assert nodes[column].tolist() == _named(nodes, width, 180) != _named(nodes, 180, width)
    assert nodes["wide"].sum() > nodes["narrow"].sum() > 0


def test_states_may_be_called_by_number():
    numbered = tabled([{"a": 220, "b": 255, "shared": 2}, {"a": 2, "b": 220, "shared": 1}])
    nodes, edges = drawn(_graph(numbered, "a", "b", "shared", 1), {"220": "France", "255": "Germany"}, None)
    assert dict(zip(nodes["name"], nodes["near"], strict=True)) == {
        "2": "|France|",
        "France": "|2|Germany|",
        "Germany": "|France|",
    }
    assert sorted(edges["weight"]) == [1, 2]


@pytest.mark.parametrize("strength", [[3, 2, 1], [2, 3, 1]])
def test_of_two_names_that_would_cover_each_other_the_one_with_more_ties_is_written(strength):
    nodes = pd.DataFrame({"name": ["abcd"] * 3, "x": [0, 0, 1], "y": [0, 0.02, 1], "strength": strength})
    assert _named(nodes, _WIDE, 460) == [strength[0] == 3, strength[1] == 3, True]
