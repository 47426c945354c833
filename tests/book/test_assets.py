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


def test_maths_font_is_small_and_whole(made):
    from fontTools.ttLib import TTFont

    maths = made / "course/maths.woff2"
    assert maths.stat().st_size < 36_000
    kept = TTFont(maths)
    assert "MATH" in kept, "without this table no browser builds a tall bracket"
    assert {ord(sign) for sign in "√∑∫≤αΩx0"} <= set(kept.getBestCmap())
