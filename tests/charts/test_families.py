"""Every family: a frame around it, valid for Altair and for Vega, and one sentence for a mistake."""

import json
import re

import pandas as pd
import pytest
import vl_convert

from conftest import FAMILIES, curves, events, memberships, series, spans, tabled, ties
from mcollab import charts
from mcollab.charts import renderer
from mcollab.charts.theme import INK
from mcollab.errors import McollabError


@pytest.fixture(params=FAMILIES, scope="module")
def name(request):
    return request.param


@pytest.fixture
def spec(name):
    return FAMILIES[name]().to_dict()


def pictured(spec, width=660):
    bare = {key: value for key, value in renderer.still(spec, width).items() if key != "usermeta"}
    return vl_convert.vegalite_to_svg(bare, vl_version=renderer.VL_VERSION)


def test_frame(spec):
    meta = spec["usermeta"]["mcollab"]
    assert spec["title"]["text"] and spec["title"]["subtitle"] and len(spec["description"]) >= 40
    assert meta["tables"] and meta["source"] == "A publisher" and meta["asOf"] == "2026-01-31"
    assert isinstance(meta["responsive"], bool)


def test_compiles_and_follows_the_page(spec):
    vega = vl_convert.vegalite_to_vega(
        {key: value for key, value in spec.items() if key != "usermeta"}, vl_version=renderer.VL_VERSION
    )
    signals = {signal["name"] for signal in vega.get("signals", [])}
    if spec["usermeta"]["mcollab"]["responsive"]:
        # A width the page can set: a signal that reads the container, or one number for all views.
        assert "width" in signals or isinstance(vega["width"], int)


def test_draws_marks_with_ink(spec):
    svg = pictured(spec)
    assert len(re.findall(r"<(path|text|rect|line)\b", svg)) > 10
    assert INK in svg and "NaN" not in svg and "undefined" not in svg


def test_draws_narrow(spec):
    assert "NaN" not in pictured(spec, 320)


def test_controls_have_names(spec):
    for param in spec.get("params", []):
        bind = param.get("bind")
        if bind and bind != "legend":
            for control in [bind] if "input" in bind else bind.values():
                assert control["name"].strip()


def test_goes_on_being_an_altair_chart(name):
    chart = FAMILIES[name]()
    assert chart.properties(title="Another").to_dict()["title"] == "Another"


MISTAKES = {
    "timeline needs a column 'begun'.*": lambda: charts.timeline(spans(), start="begun"),
    "no era 'Cold War'.*did you mean 'Cold War, 1945–1991'": lambda: charts.milestones(events(), era="Cold War"),
    "no event titled 'Peace of Westfalia' to highlight.*did you mean 'Peace of Westphalia'": lambda: charts.milestones(
        events(), label=["Peace of Westfalia"]
    ),
    "'last Tuesday' is no date": lambda: charts.milestones(events().assign(date="last Tuesday")),
    "world needs a column 'joined'": lambda: charts.world(memberships().drop(columns="joined")),
    "world has no year 1944": lambda: charts.world(memberships(), until=2026, year=1944),
    "world has no state 'France'.*alpha-3": lambda: charts.world(memberships(), until=2026, country="France"),
    "no members of 'natoo'.*did you mean 'nato'": lambda: charts.world(memberships(), until=2026, arrangement="natoo"),
    "cannot leave out 'u'": lambda: charts.world(memberships(), until=2026, without=["u"]),
    "tile_map knows none of the codes.*alpha-3": lambda: charts.tile_map(series(), country="name"),
    "expects one to 6 ascending steps": lambda: charts.tile_map(
        memberships().drop_duplicates("country").assign(value=1), steps=[3, 2]
    ),
    "matrix expects one row for each country and arrangement, but 'FRA' comes twice in nato": lambda: charts.matrix(
        pd.concat([memberships(), memberships()])
    ),
    "matrix has no row and column with at least 9": lambda: charts.matrix(memberships(), least=9),
    "similarity expects 0 to 1 in column 'shared'": lambda: charts.similarity(ties(), value="shared"),
    "network cannot draw negative weights": lambda: charts.network(ties().assign(shared=[-1, 1, 1, 1])),
    "trend needs a column 'valeu'": lambda: charts.trend(series(), y="valeu"),
    "trend needs numbers in column 'name'": lambda: charts.trend(series(), y="name"),
    "no series 'Alnd'.*did you mean 'Aland'": lambda: charts.trend(series(), series="name", highlight=["Alnd"]),
    "stack cannot draw negative": lambda: charts.stack(series().assign(value=-1), by="name"),
    "stack tells at most 7 kinds apart, but got 12": lambda: charts.stack(series(), by="year"),
    "Nothing of the frame was in force": lambda: charts.in_force(spans(), by="model", years=(1200, 1210)),
    "strip has no 'Elsewhere'": lambda: charts.strip(series(), highlight=["Elsewhere"]),
    "scatter cannot put column 'zero' on a logarithmic axis": lambda: charts.scatter(
        series().assign(zero=0), x="zero", y="value", log="x"
    ),
    "No log axes 'z'": lambda: charts.scatter(series(), x="year", y="value", log="z"),
    "race expects one row for each name and year, but 'Aland' comes twice in 2014": lambda: charts.race(
        pd.concat([series(), series()])
    ),
    "race has no rows for 1900": lambda: charts.race(series(), start=1900),
    "ranked needs a DataFrame, but got list": lambda: charts.ranked([1, 2]),
    "ranked got a frame without rows": lambda: charts.ranked(series().head(0)),
    "dumbbell needs a column 'before'": lambda: charts.dumbbell(series()),
    "survival needs a column 'at_risk'": lambda: charts.survival(curves().drop(columns="at_risk")),
    "No chart option 'tilte'.*did you mean 'title'": lambda: charts.ranked(series(), tilte="Wrong"),
}


@pytest.mark.parametrize("sentence", MISTAKES)
def test_a_mistake_gets_one_sentence(sentence):
    with pytest.raises(McollabError, match=sentence) as error:
        MISTAKES[sentence]()
    assert "\n" not in str(error.value)


def test_world_hears_clicks_on_its_marks():
    spec = FAMILIES["world"]().to_dict()
    vega = vl_convert.vegalite_to_vega(
        {key: value for key, value in spec.items() if key != "usermeta"}, vl_version=renderer.VL_VERSION
    )
    text = json.dumps(vega)
    heard = set(re.findall(r'"markname": "(\w+)"', text))
    assert heard == {"tiles_0_marks", "pacts_1_marks", "years_2_marks"}
    assert all(f'"name": "{mark}"' in text for mark in heard)


def test_world_counts_spells_at_the_end_of_the_year():
    title = charts.world(memberships(), until=2026, since=1950, year=1990).to_dict()["title"]["text"]
    # 1950: France in NATO and WEU. 1990: the GDR has left, the Soviet Union has not.
    assert title == "From 2 memberships in 1950 to 4 in 1990"


def test_world_says_whom_it_cannot_show():
    frame = memberships()
    frame.loc[0, "country"] = "XYZ"
    assert (
        charts.world(frame, until=2026).to_dict()["usermeta"]["mcollab"]["note"]
        == "Without a tile, so not counted: XYZ"
    )
    assert "note" not in charts.world(memberships(), until=2026).to_dict()["usermeta"]["mcollab"]


def test_in_force_counts_at_the_end_of_the_year():
    spec = charts.in_force(spans(), by="model", years=(1934, 1950)).to_dict()
    (rows,) = spec["datasets"].values()
    total = {}
    for row in rows:
        total[row["year"]] = total.get(row["year"], 0) + row["value"]
    # The last year's step needs a row where it ends.
    assert total == dict.fromkeys(range(1934, 1949), 0) | {1949: 1, 1950: 1, 1951: 1}


def test_years_before_the_common_era():
    from mcollab.charts.dates import decimal_year, in_words

    assert decimal_year("-0477-01-01") == -477
    assert in_words("-0477-01-01", "year") == "478 BCE"
    assert in_words("1949-04-04") == "4 April 1949" and in_words("1949-04-01", "month") == "April 1949"
    assert in_words(pd.NaT) == ""


def test_every_state_has_one_tile():
    from mcollab import load
    from mcollab.charts.tiles import placed

    countries = load("countries")
    states = countries[countries["kind"].isin(["un_member", "un_observer", "ended"])]
    assert not placed(states["iso3"]).isna().any(), states["iso3"][placed(states["iso3"]).isna()].tolist()


def test_network_is_the_same_every_time():
    assert FAMILIES["network"]().to_dict() == FAMILIES["network"]().to_dict()


def test_like_stands_beside_like():
    import numpy as np

    from mcollab.charts.grids import seriated

    rows = np.array([[1, 1, 0, 0], [0, 0, 1, 1], [1, 1, 0, 0], [0, 0, 1, 1]])
    order = seriated(rows)
    assert {frozenset(order[:2]), frozenset(order[2:])} == {frozenset({0, 2}), frozenset({1, 3})}


def test_names_at_line_ends_keep_apart():
    from mcollab.charts.labels import apart

    placed = apart([1.0, 1.01, 1.02, 5.0], 0.5)
    assert all(b - a >= 0.5 - 1e-9 for a, b in zip(placed, placed[1:])) and placed[-1] == 5


def test_other_columns_stay_at_home():
    frame = tabled([{"name": "A", "value": 2, "secret": "x" * 50}, {"name": "B", "value": 1, "secret": "y" * 50}])
    assert "xxx" not in json.dumps(charts.ranked(frame).to_dict())
