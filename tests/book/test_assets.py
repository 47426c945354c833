"""The files that pages load, made from installed packages."""

import gzip
import re
from collections import namedtuple

import pytest
from sphinx.errors import ExtensionError

from mcollab.book import assets, vega


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The folder of the assets."""
    return assets.kept(tmp_path_factory.mktemp("book") / "assets")


def test_vega_comes_in_parts(made):
    runtime = (made / "course" / "vega.js").read_text(encoding="utf-8")
    exported = re.search(r"export\{([^}]*)\};?\s*$", runtime)[1]
    assert {one.split(" as ")[1] for one in exported.split(",")} == {"parse", "View", "expressionInterpreter"}
    assert "vegaEmbed" not in runtime and "globalThis.mc" not in runtime
    assert len(gzip.compress(runtime.encode())) < 190_000


Numbered = namedtuple("Numbered", ["name", "oldest"])


@pytest.mark.parametrize(
    "part",
    [
        Numbered("vega-selections", (6, 1, 2)),  # CVE-2025-65110
        Numbered("vega-interpreter", (2, 2, 1)),  # CVE-2025-59840
        Numbered("vega-view", (6, 2, 0)),  # controls took on… attributes
    ],
    ids=lambda part: part.name,
)
def test_no_part_of_vega_has_a_known_fault(part):
    assert tuple(map(int, vega.PARTS[part.name].split("."))) >= part.oldest


def test_another_vega_is_told_and_not_put_up_with(monkeypatch):
    monkeypatch.setattr(vega, "LIBRARY", "6.2.0")
    with pytest.raises(ExtensionError, match=r"carries Vega 6\.4\.0, but pages are tested with 6\.2\.0: install"):
        vega.runtime()


def test_a_part_that_vl_convert_has_not_is_told(monkeypatch):
    monkeypatch.setitem(vega.PARTS, "vega-parser", "0.0.1")
    with pytest.raises(ExtensionError, match=r"cannot make Vega's runtime .*vega-parser@0\.0\.1.*PARTS"):
        vega.runtime()


def test_maths_font_is_small_and_whole(made):
    from fontTools.ttLib import TTFont

    maths = made / "course/maths.woff2"
    assert maths.stat().st_size < 36_000
    kept = TTFont(maths)
    assert "MATH" in kept, "without this table no browser builds a tall bracket"
    assert {ord(sign) for sign in "√∑∫≤αΩx0"} <= set(kept.getBestCmap())


def test_assets_are_made_once_and_have_their_name_when_they_are_whole(tmp_path, monkeypatch):
    monkeypatch.setattr(assets, "make", lambda folder: (folder.mkdir(), (folder / "a").touch()))
    made = assets.kept(tmp_path / "assets")
    monkeypatch.setattr(assets, "make", lambda folder: pytest.fail("made again"))
    assert assets.kept(tmp_path / "assets") == made
    assert [path.name for path in made.parent.iterdir()] == [made.name], "what is left of the making"


def test_a_making_that_fails_leaves_no_assets(tmp_path, monkeypatch):
    def fails(folder):
        folder.mkdir()
        raise RuntimeError

    monkeypatch.setattr(assets, "make", fails)
    with pytest.raises(RuntimeError):
        assets.kept(tmp_path / "assets")
    assert list((tmp_path / "assets").iterdir()) == []
