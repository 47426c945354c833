"""A Vega-Lite spec as a figure of a page."""

import datetime as dt
import json
import re

import pytest
import vl_convert
from sphinx.errors import ExtensionError

from mcollab.book import charts
from mcollab.charts import renderer, theme


@pytest.fixture
def spec():
    """A small framed chart, as the charts' frame writes it."""
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "config": theme.config(),
        "title": {"text": "Members join in waves", "subtitle": "Members, number"},
        "description": "Bars of the number of members in 1949 and in 2024: 12 and 32.",
        "usermeta": {
            "mcollab": {
                "tables": ["memberships"],
                "source": "NATO",
                "asOf": "2026-11-02",
                "note": "Read <with> care",
                "responsive": True,
            }
        },
        "width": "container",
        "data": {"values": [{"year": "1949", "members": 12}, {"year": "2024", "members": 32}]},
        "mark": "bar",
        "encoding": {"x": {"field": "year", "type": "nominal"}, "y": {"field": "members", "type": "quantitative"}},
    }


def test_caption_reads_the_frame(spec):
    caption = charts.Caption.of(spec)
    assert (caption.title, caption.subtitle) == ("Members join in waves", "Members, number")
    assert (caption.source, caption.as_of, caption.tables) == ("NATO", dt.date(2026, 11, 2), ["memberships"])
    assert caption.responsive


def test_caption_of_a_chart_without_a_frame_is_empty():
    caption = charts.Caption.of({"mark": "bar", "title": "Alone"})
    assert (caption.title, caption.source, caption.as_of, caption.tables) == ("Alone", "", None, [])


def test_both_pictures_and_the_live_chart_are_compiled_once(spec, tmp_path, monkeypatch):
    first = charts.compile_chart(spec, tmp_path)
    assert sorted(name.split(".", 1)[1] for name in first.files) == ["dark.svg", "json", "light.svg"]
    monkeypatch.setattr(charts, "lighter", lambda svg: pytest.fail("compiled again"))
    assert charts.compile_chart(spec, tmp_path) == first


def test_another_spec_has_another_key(spec, tmp_path):
    other = {**spec, "mark": "line"}
    assert charts.compile_chart(spec, tmp_path).key != charts.compile_chart(other, tmp_path).key


def test_inks_follow_the_page(spec, tmp_path):
    compiled = charts.compile_chart(spec, tmp_path)
    live = compiled.files[f"{compiled.key}.json"]
    assert "currentColor" in live and theme.INK not in live
    for scheme, ink in charts.INKS.items():
        picture = compiled.files[f"{compiled.key}.{scheme}.svg"]
        assert f'style="color:{ink}"' in picture and 'fill="currentColor"' in picture


def test_title_stands_on_the_page_and_not_in_the_drawing(spec, tmp_path):
    compiled = charts.compile_chart(spec, tmp_path)
    assert not any("join in waves" in text for text in compiled.files.values())
    page = charts.figure(compiled, charts.Caption.of(spec), "../")
    assert "Members join in waves" in page and "Members, number" in page


def test_figure_carries_description_source_day_and_data(spec, tmp_path):
    page = charts.figure(charts.compile_chart(spec, tmp_path), charts.Caption.of(spec), "../")
    assert page.count('alt="Bars of the number of members in 1949 and in 2024: 12 and 32."') == 2
    assert "Read &lt;with&gt; care. Source: NATO. As of " in page
    assert '<time datetime="2026-11-02">2 November 2026</time>' in page
    assert '<a href="../data/memberships.csv" download>memberships.csv</a> (a selection).' in page


def test_a_figure_says_which_of_its_tables_are_selections(spec, tmp_path):
    meta = spec["usermeta"]["mcollab"] | {"tables": ["spending", "programmes", "personnel"]}
    caption = charts.Caption.of(spec | {"usermeta": {"mcollab": meta}})
    foot = re.sub(r"<[^>]*>", "", charts.figure(charts.compile_chart(spec, tmp_path), caption, ""))
    assert foot.endswith("Data: spending.csv, programmes.csv (a selection), personnel.csv.")


def test_a_figure_says_how_old_half_of_its_rows_are(spec, tmp_path):
    meta = spec["usermeta"]["mcollab"] | {"halfAsOf": "2014-12-31"}
    page = charts.figure(
        charts.compile_chart(spec, tmp_path), charts.Caption.of(spec | {"usermeta": {"mcollab": meta}}), ""
    )
    foot = re.sub(r"<[^>]*>", "", page[page.index("<figcaption>") :])
    assert "As of 2 November 2026 at the latest, half of the rows 31 December 2014 or earlier. Data:" in foot


def test_live_chart_keeps_no_labels_on_marks(spec, tmp_path):
    compiled = charts.compile_chart(spec, tmp_path)
    vega = json.loads(compiled.files[f"{compiled.key}.json"])
    assert all(mark["aria"] is False for mark in vega["marks"])
    assert all(axis["aria"] is False for axis in vega["axes"])


def test_pictures_are_light():
    hidden = '<path class="foreground" d="" pointer-events="none" display="none"/>'
    path = '<path aria-label="1.2345" class="mark" d="M1.2345,6.7891" pointer-events="none" role="img"/>'
    svg = f'<svg width="10.55">{path}{hidden}<text>3.14159</text></svg>'
    assert charts.lighter(svg) == '<svg width="10.5"><path d="M1.2,6.7"/><text>3.14159</text></svg>'


def drawn(**mark):
    """A bar from 20 to 80 pixels across and 10 to 30 down, as Vega draws it and as it stands on a page."""
    places = {"x": {"value": 20.55}, "x2": {"value": 80}, "y": {"value": 10}, "y2": {"value": 30}}
    svg = vl_convert.vegalite_to_svg(
        {"data": {"values": [{}]}, "mark": {"type": "rect", **mark}, "encoding": places, "width": 100, "height": 40}
    )
    return [re.findall(r'<(?:path|rect)[^>]*fill="#4c78a8"[^>]*>', text) for text in (svg, charts.lighter(svg))]


def test_a_rectangle_with_round_corners_is_drawn_as_one_and_no_other_is():
    (path,), (rectangle,) = drawn(cornerRadius=3)
    assert path.count("C") == 4
    assert rectangle == '<rect x="20.5" y="10" width="59.4" height="20" rx="3" fill="#4c78a8"/>'
    for corner in ("TopLeft", "TopRight", "BottomLeft", "BottomRight"):
        (path,), (kept,) = drawn(cornerRadius=3, **{f"cornerRadius{corner}": 6})
        assert kept.startswith("<path ") and kept.count("C") == path.count("C") == 4


def test_ids_do_not_tell_what_was_drawn_before():
    svg = '<clipPath id="clip7"/><g clip-path="url(#clip7)"/><g clip-path="url(#clip12)"/><p id="gradient_3"/>'
    assert charts.lighter(svg) == (
        '<clipPath id="clip1"/><g clip-path="url(#clip1)"/><g clip-path="url(#clip2)"/><p id="gradient_3"/>'
    )


def test_the_page_and_the_package_agree():
    assert charts.MIME == renderer.MIME
    assert charts.INKS["light"] == theme.INK


def test_a_table_of_text_is_spelt_out_as_rows():
    data = [
        {"name": "a", "values": 'c,n\nFRA,1963\n"a, b",\n', "format": {"type": "csv", "parse": {"n": "number"}}},
        {"name": "b", "values": [{"x": 1}]},
        {"name": "c", "source": "a"},
    ]
    vega = charts.spelt_out({"data": data, "marks": []})
    assert vega["data"][0]["values"] == [{"c": "FRA", "n": "1963"}, {"c": "a, b", "n": ""}]
    assert vega["data"][0]["format"] == {"type": "json", "parse": {"n": "number"}}
    assert vega["data"][1:] == data[1:]


@pytest.mark.parametrize(
    "torn",
    [
        lambda whole: "",
        lambda whole: "[]",
        lambda whole: whole[:200],
        lambda whole: whole[:64],
        lambda whole: whole.replace('"width":', '"width":1', 1),
    ],
    ids=["empty", "other", "cut", "digest", "another number"],
)
def test_a_torn_cache_entry_is_compiled_again(spec, tmp_path, torn):
    first = charts.compile_chart(spec, tmp_path)
    [entry] = tmp_path.iterdir()
    whole = entry.read_text(encoding="utf-8")
    assert torn(whole) != whole
    entry.write_text(torn(whole), encoding="utf-8")
    assert charts.compile_chart(spec, tmp_path) == first
    assert entry.read_text(encoding="utf-8") == whole


def test_a_chart_that_was_compiled_is_not_compiled_again(spec, tmp_path, monkeypatch):
    first = charts.compile_chart(spec, tmp_path)
    monkeypatch.setattr(charts, "_compiled", None)
    assert charts.compile_chart(spec, tmp_path) == first


def test_the_search_finds_the_words_of_a_chart(spec):
    words = [child.astext() for child in charts.chart_node(spec).children]
    assert words == ["Members join in waves", "Members, number", spec["description"]]


def test_a_map_in_a_projection_is_told_since_pages_could_not_draw_it(tmp_path):
    spec = {
        "title": "A globe",
        "data": {"graticule": True},
        "projection": {"type": "equalEarth"},
        "mark": {"type": "geoshape", "filled": False},
    }
    with pytest.raises(ExtensionError, match="'A globe' has a projection"):
        charts.compile_chart(spec, tmp_path)
    assert list(tmp_path.iterdir()) == []
