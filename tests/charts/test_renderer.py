"""How a chart leaves Python: with a foot in JupyterLab, as it is in the book, as HTML in Colab."""

import json
import sys
import types

import altair as alt
import pytest
import vl_convert

from conftest import series, spec_of
from mcollab import charts
from mcollab.charts import renderer, theme
from mcollab.style import tokens

META = {"note": "Rounded.", "source": "UN", "asOf": "2025-11-30"}


def framed(chart, **options):
    words = {"title": "Three go up", "subtitle": "Units", "description": "A bar for each of three names, longest last."}
    return charts.figure(chart, **words, tables=["spending"], **options)


def bars():
    return alt.Chart(series()).mark_bar().encode(x="value:Q", y="name:N")


def picture(spec):
    bare = {key: value for key, value in spec.items() if key != "usermeta"}
    return vl_convert.vegalite_to_svg(bare, vl_version=renderer.VL_VERSION)


def linked():
    brush = alt.selection_interval(name="brush")
    return bars().add_params(brush) & bars().transform_filter(brush)


@pytest.mark.parametrize("name", ["trend", "world", "network"])
def test_lab_draws_the_foot_and_leaves_the_chart_as_it_was(name, monkeypatch):
    monkeypatch.delenv("MCOLLAB_RENDERER", raising=False)
    spec = spec_of(name)
    before = json.dumps(spec)
    bundle = renderer.render(spec)
    drawn = bundle[renderer.MIME]
    assert json.dumps(spec) == before
    assert set(bundle) == {renderer.MIME, "text/plain"} and bundle["text/plain"] == spec["description"]
    assert drawn["title"]["orient"] == "bottom"
    assert " ".join(drawn["title"]["text"]).endswith("Source: A publisher. As of 2026-01-31.")
    assert drawn["background"] == tokens.LIGHT.background
    assert '"container"' not in json.dumps(drawn) and "autosize" not in drawn
    assert drawn["resolve"] == {"scale": {"color": "independent"}}
    svg = picture(drawn)
    assert "A publisher" in svg and spec["title"]["text"].split()[0] in svg


@pytest.mark.parametrize(
    "chart",
    [
        lambda: bars() | bars(),
        lambda: bars().facet("year:O", columns=3),
        lambda: alt.layer(bars(), bars().mark_point()).add_params(alt.selection_interval(name="brush")),
        linked,
    ],
    ids=["beside", "facets", "layers", "linked"],
)
def test_lab_draws_any_kind_of_chart(chart):
    assert "A publisher" in picture(renderer.footed(framed(chart(), responsive=False).to_dict()))


def test_variables_belong_to_the_whole_and_selections_to_their_view():
    dial = alt.param(name="dial", value=1)
    brush = alt.selection_interval(name="brush")
    drawn = renderer.footed(framed(bars().add_params(dial, brush)).to_dict())
    assert [param["name"] for param in drawn["params"]] == ["dial"]
    (view,) = drawn["vconcat"]
    assert [param["name"] for param in view["params"]] == ["brush"]
    assert "$schema" in drawn and "config" in drawn and "datasets" in drawn and "description" in drawn
    assert not {"$schema", "config", "datasets", "usermeta", "description"} & set(view)
    assert view["title"]["text"] == ["Three go up"] and view["width"] == theme.WIDTH


def test_the_book_gets_the_chart_as_it_is(monkeypatch):
    monkeypatch.setenv("MCOLLAB_RENDERER", "book")
    spec = spec_of("trend of one")
    assert renderer.render(spec) == {renderer.MIME: spec, "text/plain": spec["description"]}


def test_colab_gets_html(monkeypatch):
    monkeypatch.setitem(sys.modules, "google.colab", types.ModuleType("google.colab"))
    assert set(renderer.render(bars().to_dict())) == {"text/html"}


def test_a_chart_without_a_frame_is_left_alone(monkeypatch):
    monkeypatch.delenv("MCOLLAB_RENDERER", raising=False)
    spec = bars().to_dict()
    assert renderer.render(spec) == {renderer.MIME: spec, "text/plain": "A chart without a description."}


def test_importing_the_charts_enables_renderer_and_theme():
    assert alt.renderers.active == "mcollab" and alt.theme.active == "mcollab"
    assert bars().to_dict()["config"] == theme.config()


@pytest.mark.parametrize(
    ("left_out", "text"),
    [
        ((), "Rounded. Source: UN. As of 2025-11-30."),
        (("note",), "Source: UN. As of 2025-11-30."),
        (("source", "asOf"), "Rounded."),
        (("asOf",), "Rounded. Source: UN."),
    ],
)
def test_the_foot_is_note_source_and_day(left_out, text):
    assert renderer.foot({key: value for key, value in META.items() if key not in left_out}) == text


def test_a_long_foot_is_broken_into_lines():
    spec = framed(bars(), note="A long note that goes on " * 10).to_dict()
    narrow, wide = (renderer.footed(spec, width)["title"]["text"] for width in (300, 660))
    assert len(narrow) > len(wide) > 1 and " ".join(narrow) == " ".join(wide)


def test_a_picture_has_the_width_that_is_asked_for_and_titles_that_fit():
    spec = framed(bars()).to_dict() | {"title": {"text": "word " * 30, "subtitle": "word " * 30}}
    still = renderer.still(spec, 300)
    assert still["width"] == 300 and spec["width"] == "container"
    assert [len(still["title"][part]) for part in ("text", "subtitle")] == [5, 4]
    assert " ".join(still["title"]["text"]).split() == ["word"] * 30
    own = renderer.still(framed(bars().properties(width=200)).to_dict(), 300)
    assert own["width"] == 200
    tall = framed(bars().properties(width=660) & bars().properties(width=660)).to_dict()
    assert [view["width"] for view in renderer.still(tall, 300)["vconcat"]] == [300, 300]
    fixed = framed(bars().properties(width=100) & bars().properties(width=100), responsive=False).to_dict()
    assert [view["width"] for view in renderer.still(fixed, 300)["vconcat"]] == [100, 100]
    assert renderer.still({"title": "Text"})["title"] == "Text"
