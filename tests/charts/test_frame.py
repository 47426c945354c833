"""The frame and the renderer."""

import json

import altair as alt
import pytest
import vl_convert

from conftest import FAMILIES, series
from mcollab import charts
from mcollab.charts import renderer
from mcollab.errors import McollabError

GOOD = {
    "title": "Three go up",
    "subtitle": "Value, in units",
    "description": "A bar for each of three names, the longest of them last.",
    "tables": ["spending"],
}


def bars():
    return alt.Chart(series()).mark_bar().encode(x="value:Q", y="name:N")


@pytest.mark.parametrize("part", ["title", "subtitle", "description"])
@pytest.mark.parametrize("value", ["", "  ", None])
def test_every_part_is_asked_for(part, value):
    with pytest.raises(McollabError, match=f"needs a {part}"):
        charts.figure(bars(), **{**GOOD, part: value})


def test_a_description_says_something():
    with pytest.raises(McollabError, match="has 6 characters, expected at least 40"):
        charts.figure(bars(), **{**GOOD, "description": "A bar."})


def test_tables_are_named():
    with pytest.raises(McollabError, match="needs the tables"):
        charts.figure(bars(), **{**GOOD, "tables": []})
    assert charts.figure(bars(), **{**GOOD, "tables": series()}).to_dict()["usermeta"]["mcollab"]["tables"] == [
        "spending"
    ]


def test_theme_and_width():
    spec = charts.figure(bars(), **GOOD).to_dict()
    assert spec["width"] == "container" and spec["config"]["axis"]["labelColor"] == charts.theme.INK
    assert "width" not in charts.figure(bars(), **GOOD, responsive=False).to_dict()


@pytest.mark.parametrize("name", FAMILIES)
def test_lab_draws_the_foot(name, monkeypatch):
    monkeypatch.delenv("MCOLLAB_RENDERER", raising=False)
    spec = FAMILIES[name]().to_dict()
    before = json.dumps(spec)
    bundle = renderer.render(spec)
    drawn = bundle[renderer.MIME]
    assert json.dumps(spec) == before, "the chart itself must not change"
    assert bundle["text/plain"] == spec["description"]
    assert drawn["title"]["orient"] == "bottom" and "Source: A publisher. As of 2026-01-31." in " ".join(
        drawn["title"]["text"]
    )
    svg = vl_convert.vegalite_to_svg(
        {key: value for key, value in drawn.items() if key != "usermeta"}, vl_version=renderer.VL_VERSION
    )
    assert "A publisher" in svg and spec["title"]["text"].split()[0] in svg
    assert '"container"' not in json.dumps(drawn)


@pytest.mark.parametrize(
    "chart",
    [
        lambda: bars() | bars(),
        lambda: bars().facet("year:O", columns=3),
        lambda: alt.layer(bars(), bars().mark_point()).add_params(alt.selection_interval(name="brush")),
        lambda: (lambda brush: bars().add_params(brush) & bars().transform_filter(brush))(
            alt.selection_interval(name="brush")
        ),
    ],
    ids=["beside", "facets", "layers", "linked"],
)
def test_lab_draws_any_kind_of_chart(chart):
    framed = charts.figure(chart(), **GOOD, responsive=False).to_dict()
    drawn = renderer.footed(framed)
    svg = vl_convert.vegalite_to_svg(
        {key: value for key, value in drawn.items() if key != "usermeta"}, vl_version=renderer.VL_VERSION
    )
    assert "A publisher" in svg


def test_the_book_gets_the_chart_as_it_is(monkeypatch):
    monkeypatch.setenv("MCOLLAB_RENDERER", "book")
    spec = FAMILIES["trend"]().to_dict()
    assert renderer.render(spec)[renderer.MIME] == spec


def test_colab_gets_html(monkeypatch):
    import sys
    import types

    monkeypatch.setitem(sys.modules, "google.colab", types.ModuleType("google.colab"))
    assert "text/html" in renderer.render(bars().to_dict())


def test_a_chart_without_a_frame_is_left_alone(monkeypatch):
    monkeypatch.delenv("MCOLLAB_RENDERER", raising=False)
    spec = bars().to_dict()
    assert renderer.render(spec)[renderer.MIME] == spec


def test_importing_the_charts_enables_renderer_and_theme():
    assert alt.renderers.active == "mcollab" and alt.theme.active == "mcollab"


def test_notes_are_sentences_of_the_foot():
    assert (
        renderer.foot({"note": "Rounded.", "source": "UN", "asOf": "2025-11-30"})
        == "Rounded. Source: UN. As of 2025-11-30."
    )
