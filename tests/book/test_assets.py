"""The files that pages load, made from installed packages."""

import gzip

import pytest

from mcollab.book import assets


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The folder of the assets."""
    folder = tmp_path_factory.mktemp("assets")
    assets.make(folder)
    return folder


def test_vega_comes_in_parts():
    """The fallback on the whole library is for a new vl-convert; that it was needed must be noticed here."""
    runtime = assets.vega_runtime()
    assert "export const {parse, View}" in runtime
    assert "vegaEmbed" not in runtime, "vl-convert carries other versions: update the paths in assets.VEGA"
    assert len(gzip.compress(runtime.encode())) < 190_000


def test_without_the_parts_the_whole_library_serves(monkeypatch):
    monkeypatch.setattr(assets, "VEGA", 'import {parse} from "/npm/vega-parser@0.0.0/+esm";')
    runtime = assets.vega_runtime()
    assert "export const {parse, View}" in runtime and "vega.View" in runtime


def test_fonts_are_small_and_whole(made):
    from fontTools.ttLib import TTFont

    icons = made / "vendor/fontawesome/webfonts/fa-solid-900.woff2"
    maths = made / "course/maths.woff2"
    assert icons.stat().st_size < 8_000 and maths.stat().st_size < 36_000
    assert {0xF0C9, 0xF042, 0xF002} <= set(TTFont(icons).getBestCmap())  # menu, theme switch, search
    kept = TTFont(maths)
    assert "MATH" in kept, "without this table no browser builds a tall bracket"
    assert {ord(sign) for sign in "√∑∫≤αΩx0"} <= set(kept.getBestCmap())


def test_styles_lose_only_icons():
    css = '.a{color:red}.fa-bars:before,.fa-navicon:before{content:"\\f0c9"}.fa-ankh:before{content:"\\f644"}.b:after{content:"\\f0f3"}'
    kept, characters = assets.theme_styles(css)
    assert kept == '.a{color:red}.fa-bars:before,.fa-navicon:before{content:"\\f0c9"}.b:after{content:"\\f0f3"}'
    assert characters == [0xF0C9, 0xF0F3]


def test_every_icon_has_its_character(made):
    css = (made / "styles/pydata-sphinx-theme.css").read_text(encoding="utf-8")
    assert [name for name in assets.ICONS if f".fa-{name}:before" not in css] == []
