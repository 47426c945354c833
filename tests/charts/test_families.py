"""What holds for every family: a frame around it, controls with names, words where there is room, on any page."""

import json

import looks
import pytest
from families import FAMILIES, chart_of, spec_of
from scene import Scene

from mcollab.charts import theme

pytestmark = pytest.mark.wide


@pytest.fixture(params=FAMILIES, scope="module")
def name(request):
    return request.param


@pytest.fixture
def spec(name):
    return spec_of(name)


def test_it_has_a_frame(spec):
    meta = spec["usermeta"]["mcollab"]
    assert spec["title"]["text"] and spec["title"]["subtitle"] and len(spec["description"]) >= 40
    assert meta["tables"] and meta["source"] == "A publisher" and meta["asOf"] == "2026-01-31"
    assert isinstance(meta["responsive"], bool)


def test_it_draws_on_a_phone(spec):
    scene = Scene(spec, width=320)
    assert len(scene.of("rect") + scene.of("symbol") + scene.of("line") + scene.of("text")) >= 2
    assert theme.INK in {str(mark.colour) for mark in scene.marks}
    assert not {"NaN", "undefined", "null"} & set(str([mark.text for mark in scene.marks]).split("'"))


def test_it_looks_as_it_was_approved(name, spec):
    """``python tests/charts/looks.py`` approves what it looks like now."""
    assert looks.look(spec) == json.loads(looks.path(name).read_text(encoding="utf-8"))


def test_every_look_is_that_of_a_family():
    assert {path.name for path in looks.FOLDER.glob("*.json")} == {
        looks.path(name).name for name in (*FAMILIES, "theme")
    }


def test_a_chart_that_fails_leaves_the_approved_looks_as_they_were(monkeypatch, tmp_path):
    monkeypatch.setattr(looks, "FOLDER", tmp_path)
    (tmp_path / "ranked.json").write_text("{}\n", encoding="utf-8")
    (tmp_path / "gone.json").write_text("{}\n", encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setitem(FAMILIES, "broken", lambda: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            looks.approve()
    assert {file.name: file.read_text(encoding="utf-8") for file in tmp_path.iterdir()} == {
        "ranked.json": "{}\n",
        "gone.json": "{}\n",
    }
    monkeypatch.setattr(looks, "looks", lambda: {"ranked": {"mark": "bar"}})
    looks.approve()
    assert [file.name for file in tmp_path.iterdir()] == ["ranked.json"]
    assert looks.path("ranked").read_text(encoding="utf-8") == '{\n "mark": "bar"\n}\n'


def test_every_chart_has_the_theme_as_it_was_approved():
    assert spec_of("ranked")["config"] == theme.config()
    assert theme.config() == json.loads(looks.path("theme").read_text(encoding="utf-8"))


def test_controls_have_names(spec):
    for param in spec.get("params", []):
        bind = param.get("bind")
        if bind and bind != "legend":
            for control in [bind] if "input" in bind else bind.values():
                assert control["name"].strip()


def test_a_formula_overwrites_no_column(spec):
    """Vega computes again what a control changes, and would then read what a formula wrote over a column."""
    datasets = {key: set(rows[0]) for key, rows in spec["datasets"].items() if rows}

    def overwritten(view, columns):
        data = view.get("data", {})
        columns = datasets.get(data.get("name"), columns)
        for transform in view.get("transform", []):
            if "aggregate" in transform:
                columns = set()
            written = transform.get("as", [])
            yield from columns & set(written if isinstance(written, list) else [written])
        for part in ("layer", "vconcat", "hconcat"):
            for inner in view.get(part, []):
                yield from overwritten(inner, columns)

    assert set(overwritten(spec, set())) == set()


def test_it_goes_on_being_an_altair_chart(name):
    spec = chart_of(name).properties(title="Another").to_dict(validate=False)
    assert spec["title"] == "Another" and spec["usermeta"]["mcollab"]["source"] == "A publisher"


def test_only_the_columns_that_are_drawn_travel():
    from families import tabled

    from mcollab import charts

    frame = tabled([{"name": "A", "value": 2, "secret": "x" * 50}, {"name": "B", "value": 1, "secret": "y" * 50}])
    assert "xxx" not in json.dumps(charts.ranked(frame).to_dict())


def test_no_family_has_an_axis_of_times(spec):
    """A browser would show it in the time zone where it stands, and a day may be the one before."""
    text = json.dumps(spec)
    assert not [part for part in ('"type": "temporal"', '"type": "time"', '"timeUnit"') if part in text]


@pytest.mark.parametrize("odd", ["a.b", "a[0]", "it's", 'so "called"', "two words", "name, full", "ünï", "100 %"])
def test_a_column_may_be_named_as_it_is(odd):
    """A dot and a bracket are paths to Vega: the marks would stand nowhere, and nothing would be said."""
    from families import tabled

    from mcollab import charts

    plain = tabled([{"name": name, "value": value} for name, value in (("A", 4), ("B", 2), ("C", 1))])
    widths = [round(bar.right - bar.x) for bar in Scene(charts.ranked(plain)).of("rect")]
    for renamed, options in (
        (plain.rename(columns={"value": odd}), {"value": odd}),
        (plain.rename(columns={"name": odd}), {"label": odd}),
    ):
        scene = Scene(charts.ranked(renamed, **options))
        assert [round(bar.right - bar.x) for bar in scene.of("rect")] == widths and {"A", "B", "C"} <= set(
            scene.texts()
        )
