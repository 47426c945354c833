"""How a chart leaves Python: with a foot in JupyterLab, as it is in the book, as HTML in Colab."""

import importlib.util
import io
import json
import re
import sys
import types

import altair as alt
import pytest
import vl_convert
from families import series, spec_of

from mcollab import charts
from mcollab.charts import renderer, theme
from mcollab.datapackage import selected
from mcollab.errors import McollabError, MissingExtraError
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
    assert {part: look for part, look in drawn["title"].items() if part != "text"} == {
        "orient": "bottom",
        "anchor": "start",
        "fontSize": tokens.SMALL,
        "fontWeight": "normal",
        "lineHeight": 14,
        "offset": 10,
    }
    foot = " ".join(drawn["title"]["text"])
    chosen = ", ".join(selected(spec["usermeta"]["mcollab"]["tables"]))
    chosen = f" Selections, not all there are: {chosen}." if chosen else ""
    assert foot.endswith(f"Source: A publisher. As of 2026-01-31.{chosen}")
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


def test_the_foot_says_how_old_half_of_the_rows_are():
    assert renderer.foot({"asOf": "2026-01-31", "halfAsOf": "2014-12-31"}) == (
        "As of 2026-01-31 at the latest, half of the rows 2014-12-31 or earlier."
    )


def test_the_foot_says_which_tables_are_selections():
    chosen = "Source: UN. Selections, not all there are: programmes, clauses."
    assert renderer.foot({"source": "UN", "tables": ["programmes", "spending", "clauses"]}) == chosen
    assert renderer.foot({"source": "UN", "tables": ["spending", "personnel"]}) == "Source: UN."


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


@pytest.mark.parametrize("whole", [lambda: framed(bars()), lambda: framed(bars()) & framed(bars())])
def test_a_saved_picture_is_what_lab_draws(whole, tmp_path):
    chart = whole()
    chart.save(tmp_path / "chart.svg")
    saved = (tmp_path / "chart.svg").read_text(encoding="utf-8")
    lab = picture(renderer.footed(chart.to_dict()))
    assert re.sub(r"clip\d+", "clip", saved) == re.sub(r"clip\d+", "clip", lab)
    assert "Source: A publisher. As of 2026-01-31." in saved


def test_a_picture_goes_into_an_open_file_as_large_as_asked():
    small, large = io.BytesIO(), io.BytesIO()
    framed(bars()).save(small, format="png")
    framed(bars()).save(large, format="png", scale_factor=2)
    width, twice = (int.from_bytes(file.getvalue()[16:20], "big") for file in (small, large))  # as PNG's header says
    assert width >= theme.WIDTH and abs(twice - 2 * width) <= 1


def test_what_is_saved_as_a_specification_is_the_chart_itself(tmp_path):
    chart = framed(bars().configure_axis(grid=False))
    chart.save(tmp_path / "chart.json")
    assert json.loads((tmp_path / "chart.json").read_text(encoding="utf-8")) == chart.to_dict()


@pytest.mark.parametrize("name", ["chart.png", "chart.svg", "chart.pdf"])
def test_a_picture_without_the_library_for_it_is_a_sentence(name, tmp_path, monkeypatch):
    installed = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "vl_convert" else installed(name))
    with pytest.raises(MissingExtraError, match=r"needs vl_convert, not installed here: .* its extra 'pictures'"):
        framed(bars()).save(tmp_path / name)
    assert not (tmp_path / name).exists()


@pytest.mark.parametrize(
    ("name", "options", "said"),
    [
        ("chart.xyz", {}, "A chart cannot be written as 'xyz': end it in one of .png, .svg, .pdf, .html, .json, .vega"),
        ("chart.jsn", {}, "A chart cannot be written as 'jsn': end it in one of .+; did you mean 'json'"),
        ("chart", {}, "A chart cannot be written to a name without an ending: end it in one of .png"),
        ("chart.svg", {"format": "gif"}, "A chart cannot be written as 'gif'"),
        ("none/chart.svg", {}, "There is no folder '.*none' to write chart.svg to: make it first."),
    ],
)
def test_where_a_chart_cannot_be_saved_is_said_in_a_sentence(tmp_path, name, options, said):
    with pytest.raises(McollabError, match=said):
        framed(bars()).save(tmp_path / name, **options)
    assert list(tmp_path.iterdir()) == []


def test_the_ending_of_a_name_may_be_in_capitals(tmp_path):
    framed(bars()).save(tmp_path / "CHART.SVG")
    assert "<svg" in (tmp_path / "CHART.SVG").read_text(encoding="utf-8")
    written = io.StringIO()
    framed(bars()).save(written, "json")
    assert json.loads(written.getvalue())["usermeta"]
