"""What the workbenches draw: controls as they are handed out, and each mark where the model or the table has it."""

import re

import pandas as pd
import pytest
from altair.utils.schemapi import debug_mode
from scene import Scene

from mcollab import measures, workbenches
from mcollab.charts import theme
from mcollab.datapackage import load
from mcollab.workbenches import lives, public_goods

pytestmark = pytest.mark.wide

ALLIES = pd.DataFrame(
    {
        "country": ["AAA", "BBB", "CCC", "DDD"],
        "name": ["Aland", "Beland", "Celand", "Deland"],
        "gdp": [20_000.0, 500.00001, 40.0, 100.0],
        "paid": [3.5, 1.25, 7.0, 2.0],
    }
)


@pytest.fixture(autouse=True, scope="module")
def allies():
    """Make four the allies of every year, of whom the third is at the border."""
    with pytest.MonkeyPatch.context() as patch, debug_mode(False):  # not each part against Altair's schema
        patch.setattr(public_goods, "allies_of", lambda year: ALLIES.copy())
        patch.setattr(public_goods, "at_border", lambda: {"CCC"})
        yield ALLIES


@pytest.fixture(scope="module")
def pages():
    """Draw both workbenches as on a page, once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MCOLLAB_RENDERER", "book")
        return {bench: getattr(workbenches, bench)().to_dict(validate=False) for bench in ("burden", "survival")}


def joined(*lines):
    return " ".join(lines)


def handed_out(controls):
    """Return of each control of a notebook its kind, its label, its value, and what it may be moved to."""
    spans = [
        tuple(control.options) if hasattr(control, "options") else (control.min, control.max, control.step)
        for control in controls
        if type(control).__name__ != "Checkbox"
    ]
    for control in controls:
        assert type(control).__name__ == "Checkbox" or control.style.description_width == "initial"
        assert not getattr(control, "continuous_update", False) and not getattr(control, "indent", False)
    return [(type(one).__name__, one.description, one.value) for one in controls], spans


def test_the_controls_of_a_notebook():
    assert handed_out(public_goods._controls().values()) == (
        [
            ("FloatSlider", "Shared", 0.5),
            ("FloatSlider", "Alone, % of GDP", 3.0),
            ("FloatSlider", "At the border ×", 1.5),
            ("Dropdown", "Year", 2026),
            ("Checkbox", "With the United States", True),
        ],
        [(0, 1, 0.05), (0.5, 5, 0.1), (1, 3, 0.1), (2014, 2018, 2022, 2026)],
    )
    names = {"all alliances": "none", "model": "model", "era of its beginning": "era", "place": "place"}
    assert handed_out(lives._controls().values()) == (
        [
            ("IntSlider", "Begun since", 1815),
            ("Dropdown", "Group by", "era"),
            ("Checkbox", "Every pact, not defence alone", False),
            ("IntSlider", "Axis to, years", 80),
        ],
        [(1815, 1960, 5), tuple(names.items()), (20, 140, 10)],
    )


def test_the_controls_of_a_page(pages):
    def params(bench):
        return [(one["name"], one["value"], one["bind"]) for one in pages[bench]["params"]]

    def menu(name, *options):
        return {"input": "select", "name": name, "options": list(options)}

    shared = {"input": "range", "min": 0, "max": 1, "step": 0.1, "name": "Shared, 0 (private) to 1 (public): "}
    assert params("burden") == [
        ("spill", 0.5, shared),
        ("want", 3, menu("An ally alone would spend, % of GDP: ", 1.0, 1.5, 2.0, 2.5, 3.0, 4.0)),
        ("threat", 1.5, menu("States at the border would, times as much: ", 1.0, 1.5, 2.0, 2.5)),
    ]
    assert params("survival") == [
        ("begun", 1815, menu("Begun since: ", 1815, 1900, 1945)),
        ("grouped", "era of its beginning",
         menu("Group by: ", "all alliances", "model", "era of its beginning", "place")),
    ]  # fmt: skip


@pytest.mark.parametrize(("spill", "want", "threat"), [(0.7, 2.0, 2.5), (0.0, 4.0, 1.0), (1.0, 1.5, 1.5)])
def test_a_page_draws_what_is_paid_and_what_the_model_expects(allies, pages, spill, want, threat):
    scene = Scene(pages["burden"], spill=spill, want=want, threat=threat)
    circles, diamonds, links = scene.of("symbol", "layer_1"), scene.of("symbol", "layer_2"), scene.of("rule", "layer_0")
    shares = want / 100 * pd.Series([1, 1, threat, 1])
    model = 100 * workbenches.equilibrium(allies["gdp"], shares, spill) / allies["gdp"]
    foot = 320  # of the drawing, where 0 is; 6 per cent stand at its top, and what is more is held there
    for i, (circle, diamond, link) in enumerate(zip(circles, diamonds, links, strict=True)):
        assert circle.says["Ally"] == diamond.says["Ally"] == allies["name"][i]
        assert circle.says["Paid, % of GDP"] == diamond.says["Paid, % of GDP"] == f"{allies['paid'][i]:.2f}"
        assert circle.says["In the model"] == diamond.says["In the model"]
        assert re.fullmatch(r"\d\.\d\d", circle.says["In the model"])
        assert float(circle.says["In the model"]) == pytest.approx(model[i], rel=0.005, abs=0.01)
        assert circle.x == diamond.x == link.x
        assert circle.y == link.y == pytest.approx(foot * (1 - min(6, allies["paid"][i]) / 6), abs=0.01)
        assert diamond.y == pytest.approx(foot * (1 - model[i] / 6), abs=1)
        assert link.props["y2"] - link.props["y"] == pytest.approx(diamond.y - link.y, abs=0.01)
        assert (circle.props["shape"], circle.props["size"], circle.seen) == ("circle", 45, 0.7)
        assert (diamond.props["shape"], diamond.props["size"], diamond.seen) == ("diamond", 60, 1)
        assert (diamond.colour, link.seen) == (theme.SIGNAL, 0.2) and circle.colour != diamond.colour
    # The axis is logarithmic: 20,000 is 40 times 500, and 500 is 12.5 times 40.
    first, second, third, _ = (circle.x for circle in circles)
    assert (first - second) / (second - third) == pytest.approx(1.4605, abs=0.001)
    assert scene.labels("axis-title") == ["GDP, billion dollars →", "↑ % of GDP"]
    labels = [label for label in scene.labels("axis-label") if label]
    assert (labels[0], labels[-8], labels[-7:]) == ("10", "20,000", list("0123456"))


@pytest.mark.parametrize("america", [True, False])
def test_a_notebook_draws_the_same_from_its_rows(monkeypatch, allies, america):
    monkeypatch.setattr(public_goods, "allies_of", lambda year: allies.replace("AAA", "USA").rename(lambda i: i + 5))
    spec = public_goods.of_notebook(0.5, 3.0, 1.5, 2022, america).to_dict(validate=False)
    (rows,) = (rows for rows in spec["datasets"].values() if "model" in rows[0])
    kept = allies if america else allies[1:]
    assert [row["name"] for row in rows] == kept["name"].tolist()
    assert all(set(row) == {*allies, "model"} for row in rows)
    assert next(row for row in rows if row["name"] == "Beland")["gdp"] == 500  # four decimals
    assert spec["title"]["subtitle"] == "Defence, % of GDP: paid in 2022 (circles) and in the model (diamonds)"
    scene = Scene(spec)
    assert [mark.says["Ally"] for mark in scene.of("symbol", "layer_2")] == kept["name"].tolist()
    assert spec["height"] == 320 and spec["usermeta"]["mcollab"]["tables"] == [
        *("spending", "gdp", "memberships", "land_borders")
    ]


@pytest.mark.parametrize(("since", "group"), [(1815, "era"), (1900, "none"), (1945, "model"), (1945, "place")])
def test_a_page_draws_the_curves_that_are_chosen(pages, since, group):
    scene = Scene(pages["survival"], begun=since, grouped=lives.GROUPS[group])
    found = lives.lives(since)
    curves = measures.survival(found["years"], found["ended"], found[group])
    marks = sorted(scene.of("symbol"), key=lambda mark: (mark.says["Group"], mark.x, -mark.y))
    rows = curves.sort_values(["group", "time"])
    assert [mark.says["Group"] for mark in marks] == rows["group"].tolist()
    assert [int(mark.says["Observed so long"]) for mark in marks] == rows["at_risk"].tolist()
    assert all(re.fullmatch(r"\d+\.\d", mark.says["Years"]) for mark in marks)
    assert [float(mark.says["Years"]) for mark in marks] == pytest.approx(rows["time"].tolist(), abs=0.0511)
    assert [int(mark.says["Still in force"].rstrip("%")) for mark in marks] == pytest.approx(
        (100 * rows["survival"]).tolist(), abs=0.56
    )
    assert [mark.y for mark in marks] == pytest.approx((320 * (1 - rows["survival"])).tolist(), abs=0.2)
    assert {mark.seen for mark in marks} == {0} and {mark.props["size"] for mark in marks} == {60}
    assert min(mark.props["x"] for mark in marks) == 0
    beyond = {mark.x for mark in marks if float(mark.says["Years"]) > 80.1}
    assert beyond <= {max(mark.x for mark in marks)}, "what is longer is held at the end of the axis"
    # The name of a curve stands at its last step before 30 years, in its colour.
    last = rows[rows["time"].round(3) <= 30].groupby("group")["time"].max().round(3)
    named = {mark.text: float(mark.says["time"]) for mark in scene.of("text")}
    assert named == pytest.approx(last.to_dict(), abs=0.001)
    assert {(mark.props["align"], mark.props["dx"], mark.props["dy"], mark.props["fontWeight"])
            for mark in scene.of("text")} == {("left", 6, -8, 600)}  # fmt: skip
    colours = {mark.says["group"]: mark.colour for mark in scene.of("line")}
    assert colours == {mark.says["group"]: mark.colour for mark in scene.of("area")}
    assert {mark.text: mark.colour for mark in scene.of("text")} == colours
    # A group has the colour of its place among all, whichever are chosen: one of a pair, and its rival the other.
    every = list(dict.fromkeys(lives._curves()["group"]))
    assert colours == {name: theme.CATEGORICAL[every.index(name) % 2] for name in colours}
    assert len(set(colours.values())) == len(colours)
    assert scene.labels("legend-label") == []  # their names stand beside them
    for drawn in (scene.of("line"), scene.of("area")):
        assert sorted((mark.says["group"], round(mark.props["x"], 1)) for mark in drawn) == sorted(
            (mark.says["Group"], round(mark.props["x"], 1)) for mark in marks
        )
    assert sorted((mark.says["group"], round(mark.props["y"])) for mark in scene.of("line")) == sorted(
        (mark.says["Group"], round(mark.props["y"])) for mark in marks
    )
    # Bands and curves keep a value until the next.
    assert {mark.props["interpolate"] for mark in [*scene.of("area"), *scene.of("line")]} == {"step-after"}
    assert {mark.props["opacity"] for mark in scene.of("area")} == {0.16}
    for mark in scene.of("area"):
        if "low" in mark.says and mark.says["low"] != "null":
            low, high = float(mark.says["low"]), float(mark.says["high"])
            ends = sorted((mark.props["y"], mark.props["y2"]))
            assert ends == pytest.approx([320 * (1 - high), 320 * (1 - low)], abs=0.01)
    told = [(mark.says["group"], float(mark.says["low"]), float(mark.says["high"])) for mark in scene.of("area")
            if mark.says["low"] != "null"]  # fmt: skip
    known = rows.dropna(subset=["low"])
    assert sorted(told) == sorted(zip(known["group"], known["low"].round(3), known["high"].round(3), strict=True))
    assert scene.labels("axis-title") == ["Years since entry into force →"]
    labels = scene.labels("axis-label")
    assert labels[0] == "0" and "80" in labels and labels[-1] == "100%"


def test_where_there_is_one_group_alone_nothing_is_drawn_on_the_same_axes(pages):
    empty, full = (Scene(pages["survival"], begun=1945, grouped=lives.GROUPS[group]) for group in ("era", "place"))
    assert not empty.texts() and not empty.of("symbol")
    assert empty.labels("axis-label") == full.labels("axis-label")


@pytest.mark.parametrize("until", [40, 120])
def test_the_axis_of_a_notebook_goes_as_far_as_its_slider_says(until):
    spec = lives.of_notebook(1815, "none", False, until).to_dict(validate=False)
    years = [label for label in Scene(spec).labels("axis-label") if "%" not in label]
    assert (years[0], years[-1]) == ("0", str(until))


def test_the_words_of_the_pages(pages):
    burden, survival = pages["burden"], pages["survival"]
    assert burden["title"] == {
        "text": "Where defence is shared, a model lets the small pay little; threat changes that",
        "subtitle": "Defence, % of GDP: NATO's estimates for 2026 (circles) and what a model expects (diamonds)",
    }
    assert burden["description"] == joined(
        "Points of NATO's Allies by GDP and share of GDP spent on defence, each joined to the diamond of what the",
        "model expects of it; controls set the model's terms.",
    )
    assert burden["usermeta"]["mcollab"]["note"] == joined(
        "A model, not a forecast: each does the best it can, given what the others pay.",
        f"GDP of {load('gdp')['year'].max()}.",
    )
    assert survival["title"] == {
        "text": "How long defence alliances last depends on when they began",
        "subtitle": "Share still in force, by years since entry into force (Kaplan–Meier), with 95 % intervals; "
        "choose what to compare",
    }
    assert survival["description"] == joined(
        "Kaplan–Meier step curves of defence alliances with their 95 per cent bands; two choices set the first year",
        "of beginning and what the alliances are grouped by.",
    )
    assert survival["usermeta"]["mcollab"]["note"] == joined(
        "A selection of well-known alliances. A curve that ends has nobody left that was observed for longer.",
        lives.lives(1815).attrs["mcollab"]["caution"],
    )
    assert burden["height"] == survival["height"] == 320
    assert survival["usermeta"]["mcollab"]["tables"] == ["arrangements"]


@pytest.mark.parametrize(
    ("everything", "what"), [(False, "defence alliances"), (True, "alliances and pacts")]
)  # as the tick says
def test_a_notebook_says_what_its_curves_are_of(everything, what):
    spec = lives.of_notebook(1945, "era", everything, 60).to_dict(validate=False)
    number = len(lives.lives(1945, everything))
    assert spec["title"]["subtitle"] == (
        f"Share of {number} {what} begun since 1945 that are still in force, by years (Kaplan–Meier), "
        "with 95 % intervals"
    )
    assert spec["usermeta"]["mcollab"]["tables"] == ["arrangements"]
