"""Scatters: points where their values are, the names that fit, axes, and groups."""

import pytest
from families import tabled
from scene import Scene

from mcollab import charts
from mcollab.charts import theme
from mcollab.charts.scatters import placed_points
from mcollab.errors import McollabError

STATES = [
    ("Small", 10, 1.0, "low_income"),
    ("Middle", 100, 2.0, "high"),
    ("Large", 1000, 3.0, "high"),
    ("None", None, 9.0, "high"),
]


def states():
    return tabled([{"name": n, "gdp": gdp, "share": share, "kind": kind} for n, gdp, share, kind in STATES], "gdp")


def chart(**options):
    return charts.scatter(states(), x="gdp", y="share", **options)


def test_a_point_stands_where_its_two_values_are():
    scene = Scene(chart(x_title="GDP, billion dollars", y_title="% of GDP", format=(",.0f", ".1f")))
    points = {mark.says["Name"]: mark for mark in scene.of("symbol")}
    assert {n: (m.says["GDP, billion dollars"], m.says["% of GDP"]) for n, m in points.items()} == {
        "Small": ("10", "1.0"),
        "Middle": ("100", "2.0"),
        "Large": ("1,000", "3.0"),
    }
    across = points["Large"].x - points["Small"].x
    assert (points["Middle"].x - points["Small"].x) / across == pytest.approx(90 / 990)
    assert points["Small"].y - points["Middle"].y == pytest.approx(points["Middle"].y - points["Large"].y)
    assert points["Large"].y < points["Small"].y
    assert scene.labels("axis-title") == ["GDP, billion dollars →", "↑ % of GDP"]
    assert {mark.colour for mark in points.values()} == {theme.NAVAL}


@pytest.mark.parametrize(
    ("log", "told"),
    [
        ("", ""),
        ("x", "; horizontal axis logarithmic"),
        ("y", "; vertical axis logarithmic"),
        ("xy", "; both axes logarithmic"),
        ("yx", "; both axes logarithmic"),
    ],
)
def test_the_subtitle_says_which_axes_are_logarithmic(log, told):
    found = chart(log=log)
    assert found.title.subtitle == f"3 points{told}"
    kinds = [found.to_dict()["layer"][0]["encoding"][axis]["scale"].get("type", "linear") for axis in "xy"]
    assert kinds == ["log" if axis in log else "linear" for axis in "xy"]


def test_names_are_written_where_they_fit_and_the_highlighted_always():
    crowd = tabled([{"name": f"State number {i}", "a": 10 + i * 0.001, "b": 10 + i * 0.001} for i in range(5)])
    one = Scene(charts.scatter(crowd, x="a", y="b")).texts()
    assert len(one) < 5
    named = Scene(charts.scatter(crowd, x="a", y="b", highlight=["State number 0", "State number 1"])).texts()
    assert {"State number 0", "State number 1"} <= set(named)
    close = tabled([{"name": f"N{i}", "a": 1.0, "b": 1.0} for i in range(3)] + [{"name": "far", "a": 9.0, "b": 9.0}])
    assert sorted(Scene(charts.scatter(close, x="a", y="b")).texts()) == ["N0", "far"]
    assert "N2" in Scene(charts.scatter(close, x="a", y="b", highlight=["N2"])).texts()


def test_fewer_names_fit_a_phone():
    line = tabled([{"name": f"Name {i}", "a": i, "b": 1} for i in (0, 1, 8)])
    data = placed_points(line, ("a", "b"), "name", None, [], "", 300)
    assert dict(zip(data["name"], zip(data["wide"], data["narrow"], strict=True), strict=True)) == {
        "Name 0": (True, False),
        "Name 1": (True, True),
        "Name 8": (False, False),  # would leave the plot
    }
    chart_ = charts.scatter(line, x="a", y="b", height=300)
    for width, column in ((660, "wide"), (400, "narrow")):
        assert set(Scene(chart_, width=width).texts()) == set(data.loc[data[column], "name"])


def test_groups_have_colours_and_a_click_keeps_one():
    scene = Scene(chart(group="kind"), group={"group": "high"})
    kinds = ["high", "low income"]
    colours = dict(zip(kinds, theme.colours(kinds), strict=True))
    points = scene.of("symbol")
    assert {mark.says["Kind"]: mark.colour for mark in points} == colours
    assert {mark.says["Kind"]: mark.seen for mark in points} == {"high": 0.9, "low income": 0.1}
    assert list(points[0].says)[-4:] == ["Name", "Kind", "GDP", "Share"]
    (choice,) = chart(group="kind").to_dict()["params"]
    assert (choice["select"]["fields"], choice["bind"]) == (["group"], "legend")


def test_the_diagonal_joins_equal_values_as_far_as_both_axes_go():
    frame = tabled([{"name": n, "a": a, "b": b} for n, a, b in (("x", 1, 4), ("y", 8, 2), ("z", 5, 6))])
    ends = [
        (mark.says["x"], mark.says["y"])
        for mark in Scene(charts.scatter(frame, x="a", y="b", diagonal=True)).of("line")
    ]
    assert ends == [("2", "2"), ("6", "6")]
    assert Scene(charts.scatter(frame, x="a", y="b")).of("line") == []
    apart = tabled([{"name": "x", "a": 1, "b": 100}, {"name": "y", "a": 2, "b": 200}])
    assert Scene(charts.scatter(apart, x="a", y="b", diagonal=True)).of("line") == []


def test_its_texts_say_what_is_drawn():
    spec = chart().to_dict()
    assert spec["title"] == {"text": "Share against GDP", "subtitle": "3 points"}
    assert spec["description"] == (
        "Scatter plot of share against GDP for 3 names; highest are Large, Middle and Small. Their rank"
        " correlation is 1.00."
    )
    two = charts.scatter(states().head(2), x="gdp", y="share")
    assert two.description.endswith("highest are Middle and Small.")
    level = charts.scatter(states().assign(share=1.0), x="gdp", y="share")
    assert "rank correlation" not in level.description
    assert (spec["height"], chart(height=200).to_dict()["height"]) == (380, 200)
    assert chart(x_title="Wealth").title.text == "Share against wealth"


def test_what_cannot_be_drawn_is_told():
    halves = tabled([{"name": "a", "x": 1.0, "y": None}, {"name": "b", "x": None, "y": 1.0}])
    with pytest.raises(McollabError, match="scatter got a frame without rows"):
        charts.scatter(halves, x="x", y="y")
    with pytest.raises(McollabError, match="scatter has no 'None' to highlight"):
        chart(highlight=["None"])
    with pytest.raises(McollabError, match="scatter tells at most 7 groups apart, but got 8"):
        charts.scatter(tabled([{"name": str(i), "x": i, "y": i, "g": i} for i in range(8)]), x="x", y="y", group="g")
    with pytest.raises(McollabError, match="scatter cannot put column 'share' on a logarithmic axis"):
        charts.scatter(states().assign(share=-1.0), x="gdp", y="share", log="y")


@pytest.mark.parametrize(("column", "covered", "clear"), [("wide", 0.0654, 0.0655), ("narrow", 0.1465, 0.1467)])
def test_names_are_chosen_for_the_width_of_a_page_and_of_a_phone(column, covered, clear):
    # A name of four letters reaches 36.64 pixels from its point: so much of 560 pixels, and of 250.
    for place, written in ((covered, False), (clear, True)):
        frame = tabled([{"name": "abcd", "x": x, "y": y} for x, y in ((0, 1), (place, 1), (1, 0))])
        data = placed_points(frame, ("x", "y"), "name", None, (), "", 380)
        assert data.set_index("x")[column].to_dict()[0] is written
