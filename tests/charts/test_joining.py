"""Framed charts beside, above and over each other; and a frame that survives whatever is done to a chart."""

import copy
import datetime as dt

import altair as alt
import pandas as pd
import pytest
from families import memberships, series, tabled, ties
from scene import Scene

from mcollab import charts
from mcollab.charts import renderer
from mcollab.charts.joining import Frame, Framed
from mcollab.errors import McollabError

pytestmark = pytest.mark.wide

WORDS = {"subtitle": "Number", "description": "Bars of what there is, as many as there are names."}


def first(**options):
    return charts.ranked(tabled([{"name": "A", "value": 1}], "spending"), **{"title": "First", **WORDS, **options})


def second(**options):
    return charts.ranked(tabled([{"name": "B", "value": 2}], "gdp"), **{"title": "Second", **WORDS, **options})


def meta(chart):
    return chart.to_dict()["usermeta"]["mcollab"]


@pytest.mark.parametrize(("join", "kind"), [(lambda a, b: a | b, "hconcat"), (lambda a, b: a & b, "vconcat")])
def test_two_charts_stand_beside_or_above_each_other(join, kind):
    spec = join(first(note="Rounded."), second(note="In dollars")).to_dict()
    assert [view["title"]["text"] for view in spec[kind]] == [["First"], ["Second"]]
    assert spec["usermeta"]["mcollab"] == {
        "tables": ["spending", "gdp"],
        "source": "A publisher",
        "asOf": "2026-01-31",
        "responsive": kind == "vconcat",
        "note": "Rounded. In dollars",
    }
    assert {view["width"] for view in spec[kind]} == {310 if kind == "hconcat" else 660}
    assert spec["description"] == f"{WORDS['description']} {WORDS['description']}"
    scene = Scene(spec)
    assert scene.texts() == ["A", "1", "B", "2"] or sorted(scene.texts()) == ["1", "2", "A", "B"]
    assert not any("usermeta" in view or "autosize" in view for view in spec[kind])


def test_two_charts_on_one_plot():
    lines = charts.trend(series(), series="name", title="Lines", height=200)
    more = charts.trend(series().assign(value=9.0), series="name", title="More", note="Made up.")
    both = lines + more
    spec = both.to_dict()
    assert spec["title"]["text"] == "Lines" and spec["height"] == 200 and spec["width"] == "container"
    assert not any("title" in layer for layer in spec["layer"]) and spec["usermeta"]["mcollab"]["note"] == "Made up"
    assert {float(value) for value in Scene(spec).says("value", "symbol")} >= {0.0, 9.0}
    one = charts.figure(
        alt.Chart(series()).mark_point().encode(x="year:Q", y="value:Q"), title="One", tables=["gdp"], **WORDS
    )
    assert (one + one).to_dict()["title"]["text"] == "One"


def test_more_than_two():
    three = first() | second() | first()
    assert len(three.to_dict()["hconcat"]) == 3 and meta(three)["tables"] == ["spending", "gdp"]
    tall = first() & second() & first()
    assert len(tall.to_dict()["vconcat"]) == 3
    grid = (first() | second()) & (second() | first())
    assert [len(row["hconcat"]) for row in grid.to_dict()["vconcat"]] == [2, 2]
    assert meta(grid)["responsive"] is False


def test_altair_s_own_functions_join_them_too():
    for whole in (alt.hconcat(first(), second()), alt.vconcat(first(), second()), alt.layer(first(), second())):
        assert "usermeta" not in whole.to_dict()
    framed = charts.figure(alt.hconcat(first(), second()), title="Both", tables=["gdp"], **WORDS)
    assert meta(framed)["tables"] == ["gdp"] and framed.to_dict()["title"]["text"] == "Both"


def test_a_chart_without_a_frame_can_be_joined():
    bare = alt.Chart(series()).mark_point().encode(x="year:Q")
    assert meta(first() | bare)["tables"] == ["spending"]
    assert "hconcat" in (bare | first()).to_dict()
    with pytest.raises(TypeError):
        first() | 3
    with pytest.raises(TypeError):
        first() & 3
    with pytest.raises(TypeError):
        first() + 3


@pytest.mark.parametrize("join", [lambda a, b: a | b, lambda a, b: a & b, lambda a, b: a + b])
def test_the_world_stands_alone(join):
    world = charts.world(memberships(), until=2020)
    for one, other in ((world, first()), (first(), world)):
        with pytest.raises(
            McollabError, match="such as world, cannot be joined with another: show one after the other"
        ):
            join(one, other)


def test_long_titles_are_broken_to_the_width_of_their_view():
    spec = (first(title="A long title " * 8) | second()).to_dict()
    lines = spec["hconcat"][0]["title"]["text"]
    assert len(lines) > 2 and " ".join(lines) == ("A long title " * 8).strip()


def test_a_title_keeps_how_it_is_set_beside_another():
    title = alt.Title("First", subtitle="Number", anchor="end", offset=7)
    spec = (first().properties(title=title) | second()).to_dict()
    assert spec["hconcat"][0]["title"] == {"text": ["First"], "subtitle": ["Number"], "anchor": "end", "offset": 7}
    assert spec["hconcat"][1]["title"] == {"text": ["Second"], "subtitle": ["Number"]}


def test_controls_of_one_name_must_be_the_same():
    def network(least):
        return charts.network(ties(), least=least)

    with pytest.raises(McollabError, match="Both charts have a control named 'least' that is not the same in both"):
        network(1) | network(2)


def test_the_lab_shows_the_foot_of_both():
    drawn = renderer.footed((first() | second()).to_dict())
    assert drawn["title"]["text"] == ["Source: A publisher. As of 2026-01-31. Selections, not all there are: gdp."]


def test_a_frame_survives_what_is_done_to_a_chart():
    chart = first()
    for changed in (
        chart.properties(height=99),
        chart.copy(),
        chart.copy(deep=False),
        chart.interactive(),
        chart.configure_axis(grid=False),
        chart.add_params(alt.param(name="x", value=1)),
        copy.deepcopy(chart),
    ):
        assert meta(changed)["tables"] == ["spending"], changed
        assert isinstance(changed, alt.LayerChart) and isinstance(changed, Framed)
        assert type(changed).__doc__ == Framed.__doc__  # what help() says of it
    assert chart.properties(height=99).usermeta is alt.Undefined


def test_the_width_of_the_page_unless_the_chart_has_its_own():
    assert first().to_dict()["width"] == "container"
    assert first().to_dict()["autosize"] == {"type": "fit-x", "contains": "padding"}
    own = first().properties(width=200).to_dict()
    assert own["width"] == 200 and "autosize" not in own
    still = first(responsive=False).to_dict()
    assert "width" not in still and "autosize" not in still and still["usermeta"]["mcollab"]["responsive"] is False


def test_a_second_frame_replaces_the_first():
    again = charts.figure(first(), title="Again", tables=["gdp"], **WORDS)
    assert meta(again)["tables"] == ["gdp"] and again.to_dict()["title"]["text"] == "Again"
    assert meta(first())["tables"] == ["spending"]


def test_frames_are_joined():
    early = Frame(("a", "b"), ("X",), dt.date(2020, 1, 1), dt.date(2019, 1, 1), None, True)
    late = Frame(("b", "c"), ("X", "Y"), dt.date(2021, 1, 1), dt.date(2018, 1, 1), "Note.", True)
    assert early.with_(late) == Frame(
        ("a", "b", "c"), ("X", "Y"), dt.date(2021, 1, 1), dt.date(2018, 1, 1), "Note", True
    )
    assert late.with_(early).as_of == dt.date(2021, 1, 1)
    undated = Frame(("a",), ("X",), None, None, None, False)
    assert undated.with_(undated) == undated and early.with_(undated).as_of == dt.date(2020, 1, 1)
    assert undated.with_(early).responsive is False
    assert undated.with_(early).half_as_of == early.with_(undated).half_as_of == dt.date(2019, 1, 1)
    assert undated.usermeta() == {"mcollab": {"tables": ["a"], "source": "X", "asOf": None, "responsive": False}}
    assert late.usermeta()["mcollab"]["halfAsOf"] == "2018-01-01"
    assert late.usermeta()["mcollab"]["note"] == "Note." and late.usermeta()["mcollab"]["source"] == "X; Y"


def test_what_is_no_chart_cannot_be_framed():
    with pytest.raises(McollabError, match="A figure needs an Altair chart, but got int"):
        Framed.of(3, Frame((), (), None, None, None, True))


@pytest.mark.parametrize(
    "chart",
    [
        lambda base: base.facet("name:N"),
        lambda base: base.repeat(["year", "value"]),
        lambda base: alt.concat(base, base),
    ],
    ids=["facets", "repeated", "wrapped"],
)
def test_every_kind_of_altair_chart_can_be_framed(chart):
    base = alt.Chart(series()).mark_bar().encode(x="value:Q", y=alt.Y("name:N"))
    framed = charts.figure(chart(base), title="Kind", tables=["gdp"], **WORDS)
    spec = framed.to_dict()
    assert spec["title"]["text"] == "Kind" and spec["usermeta"]["mcollab"]["tables"] == ["gdp"]
    assert spec.get("width") != "container"


def test_a_chart_carries_so_many_rows_and_no_more():
    def points(count):
        rows = pd.DataFrame({"x": range(count)})
        return charts.figure(alt.Chart(rows).mark_point().encode(x="x:Q"), title="Many", tables=["gdp"], **WORDS)

    assert points(5000).to_dict()
    with pytest.raises(McollabError, match="The figure 'Many' carries 5,001 rows, expected at most 5,000"):
        points(5001)
    many = pd.DataFrame({"name": [f"N{i}" for i in range(6000)], "a": range(6000), "b": range(6000)})
    with pytest.raises(McollabError, match="carries 6,000 rows"):
        charts.ranked(many, value="a", top=None, tables=["gdp"])
    half = pd.DataFrame({"x": range(3000)})
    views = [alt.Chart(half.assign(y=i)).mark_point().encode(x="x:Q") for i in range(2)]
    for whole in (alt.layer(*views), alt.hconcat(*views), alt.vconcat(*views), alt.concat(*views)):
        with pytest.raises(McollabError, match="carries 6,000 rows"):
            charts.figure(whole, title="Two", tables=["gdp"], **WORDS)
    shared = alt.layer(*[alt.Chart(half).mark_point().encode(x="x:Q")] * 2)
    assert charts.figure(shared, title="Shared", tables=["gdp"], **WORDS).to_dict()
    facets = alt.Chart(pd.DataFrame({"x": range(6000)})).mark_point().encode(x="x:Q").facet("x:Q")
    with pytest.raises(McollabError, match="carries 6,000 rows"):
        charts.figure(facets, title="Facets", tables=["gdp"], **WORDS)


def test_a_sum_of_charts_says_how_charts_are_joined():
    with pytest.raises(
        McollabError, match=r"A chart cannot be added to 0, as sum\(\) does: join charts with \+, \| or &"
    ):
        sum([first(), first()])
    plain = alt.Chart(series()).mark_bar().encode(x="value:Q")
    assert isinstance(plain + first(), alt.LayerChart) and len((plain + first()).layer) == 2


@pytest.mark.parametrize("end", [float("nan"), float("inf")])
def test_an_axis_ends_at_a_number(end):
    """A notebook would carry NaN, and a page could not read it."""
    axis = alt.X("value:Q", scale=alt.Scale(domain=[0, end]))
    chart = charts.figure(alt.Chart(series()).mark_bar().encode(x=axis), title="Ends", tables=["gdp"], **WORDS)
    for whole in (chart, chart | first()):
        with pytest.raises(McollabError, match="A chart has NaN or infinity where it needs a number"):
            whole.to_dict()
    missing = series().assign(value=end if end != end else None)
    assert charts.figure(
        alt.Chart(missing).mark_bar().encode(x="value:Q"), title="A", tables=["gdp"], **WORDS
    ).to_dict()
