"""The workbenches: a model that is worked out right, and controls that move it."""

import itertools

import numpy as np
import pandas as pd
import pytest
from altair.utils.schemapi import debug_mode

from mcollab import measures, workbenches
from mcollab.datapackage import load
from mcollab.errors import McollabError
from mcollab.workbenches import lives, public_goods

pytestmark = pytest.mark.wide


def test_in_equilibrium_nobody_would_change_its_mind():
    income, want, spill = np.array([20.0, 5, 3, 1, 0.5]), np.array([0.02, 0.02, 0.03, 0.02, 0.05]), 0.7
    paid = workbenches.equilibrium(income, want, spill)
    for i, own in enumerate(paid):
        reaches_it = spill * income[i] / income.sum() * (paid.sum() - own)
        assert own == pytest.approx(max(0, want[i] * income[i] - (1 - want[i]) * reaches_it), rel=1e-9)


def test_private_defence_is_paid_alike_and_shared_defence_by_the_large():
    income = [100, 10, 1]
    assert workbenches.equilibrium(income, 0.02, 0) / income == pytest.approx([0.02] * 3)
    shares = workbenches.equilibrium(income, 0.02, 0.8) / income
    assert shares[0] > shares[1] > shares[2]


def test_threat_costs_those_at_the_border_and_spares_the_others():
    allies = public_goods.allies_of(2026)
    border = allies["country"].isin(public_goods.at_border())
    calm, threatened = (
        workbenches.equilibrium(allies["gdp"], public_goods.wanted(allies, 2, times), 0.5) for times in (1, 2)
    )
    assert (threatened[border] > calm[border]).all()
    assert (threatened[~border] < calm[~border]).all()


@pytest.mark.parametrize(
    ("income", "want", "spill"),
    [
        ([], 0.02, 0.5),
        ([1, 0], 0.02, 0.5),
        ([1, 2], 2, 0.5),
        ([1, 2], 0, 0.5),
        ([1, 2], [0.5, 1], 0.5),
        ([1, 2], 0.02, 1.5),
        ([1, 2], 0.02, -0.1),
    ],
)
def test_what_makes_no_sense_is_told(income, want, spill):
    with pytest.raises(McollabError, match="equilibrium needs"):
        workbenches.equilibrium(income, want, spill)


def test_the_page_replies_as_the_model_does(monkeypatch):
    """What Vega-Lite works out from the total that it looks up is the equilibrium."""
    monkeypatch.setenv("MCOLLAB_RENDERER", "book")
    spec = workbenches.burden().to_dict()
    totals = next(rows for rows in spec["datasets"].values() if "total" in rows[0])
    points = next(rows for rows in spec["datasets"].values() if "border" in rows[0])
    assert len(totals) == len(public_goods.SPILLS) * len(public_goods.WANTS) * len(public_goods.THREATS)
    assert all(row["total"] == round(row["total"], 1) for row in totals), "a page carries no digits that nobody sees"
    allies = public_goods.allies_of(2026)
    for key, spill, want, threat in (
        ("0.5 3 1.5", 0.5, 3.0, 1.5),
        ("1 4 2.5", 1.0, 4.0, 2.5),
        ("0 2 1", 0.0, 2.0, 1.0),
    ):
        total = next(row["total"] for row in totals if row["key"] == key)
        model = workbenches.equilibrium(allies["gdp"], public_goods.wanted(allies, want, threat), spill)
        for row, expected in zip(points, model, strict=True):
            own = want / 100 * (threat if row["border"] else 1)
            reply = (1 - own) * spill * row["gdp"] / allies["gdp"].sum()
            assert max(0, (own * row["gdp"] - reply * total) / (1 - reply)) == pytest.approx(expected, rel=0.01)


@pytest.mark.parametrize("name", ["burden", "survival"])
def test_a_notebook_gets_controls_and_a_page_a_chart(name, monkeypatch):
    bench = getattr(workbenches, name)
    row, view = bench().children
    assert row.layout.flex_flow == "row wrap" and type(view).__name__ == "Output"
    controls = row.children
    assert len(controls) >= 4 and all(control.description for control in controls)
    monkeypatch.setenv("MCOLLAB_RENDERER", "book")
    spec = bench().to_dict()
    assert sum("bind" in param for param in spec["params"]) >= 2
    assert spec["usermeta"]["mcollab"]["tables"]


def test_a_bench_draws_where_there_is_a_kernel_and_prints_nothing_where_there_is_none(monkeypatch, capsys):
    workbenches.survival()
    assert capsys.readouterr().out == ""
    monkeypatch.setattr("mcollab.workbenches.controls.get_ipython", lambda: True)
    row, _ = workbenches.survival().children
    row.children[0].value = 1945
    assert capsys.readouterr().out.count("alt.FramedLayerChart(...)") == 2


def test_every_setting_of_the_notebook_draws():
    with debug_mode(False):  # Altair holds the whole against its schema, and not each part of it too
        for year, america in zip(public_goods.YEARS, itertools.cycle((True, False)), strict=False):
            public_goods.of_notebook(0.0, 2.0, 1.0, year, america).to_dict()
        for group, since in zip(lives.GROUPS, itertools.cycle((1815, 1960)), strict=False):
            lives.of_notebook(since, group, True, 60).to_dict()


def test_allies_are_the_members_of_the_first_of_october(monkeypatch):
    spans = {
        "FRA": ("1949-08-24", None),
        "ITA": ("2018-10-01", None),
        "DEU": ("2018-10-02", None),
        "NLD": ("1949-08-24", "2018-10-02"),
        "GBR": ("1949-08-24", "2018-10-01"),
    }
    rows = pd.DataFrame([(code, *days) for code, days in spans.items()], columns=["country", "joined", "left"])
    rows[["joined", "left"]] = rows[["joined", "left"]].apply(pd.to_datetime)
    monkeypatch.setattr(public_goods, "spells", {"nato": rows}.__getitem__)
    found = public_goods.allies_of(2018)
    assert found["country"].tolist() == ["FRA", "ITA", "NLD"] and found.index.tolist() == [0, 1, 2]
    gdp, spending = (load(name).query("year == 2018").set_index("country") for name in ("gdp", "spending"))
    assert found["gdp"].tolist() == gdp["gdp"][["FRA", "ITA", "NLD"]].tolist()
    assert found["paid"].tolist() == spending["share_gdp"][["FRA", "ITA", "NLD"]].tolist()


def test_allies_have_the_names_that_charts_write():
    named = public_goods.allies_of(2026).set_index("country")["name"]
    assert {code: named[code] for code in ("NLD", "USA", "MKD")} == {
        "NLD": "Netherlands",
        "USA": "United States",
        "MKD": "North Macedonia",
    }


def test_the_notebook_says_of_whom_the_model_asks_most_and_how_it_goes_with_income():
    spec = public_goods.of_notebook(0.5, 3.0, 1.5, 2026, america=False).to_dict()
    (rows,) = (rows for rows in spec["datasets"].values() if "model" in rows[0])
    allies = public_goods.allies_of(2026).query("country != 'USA'")
    model = 100 * workbenches.equilibrium(allies["gdp"], public_goods.wanted(allies, 3.0, 1.5), 0.5) / allies["gdp"]
    assert {row["name"]: row["model"] for row in rows} == pytest.approx(
        dict(zip(allies["name"], model, strict=True)), abs=1e-4
    )
    most = max(rows, key=lambda row: row["model"])
    assert spec["title"]["text"] == f"The model asks most of {most['name']}: {most['model']:.1f} per cent"
    paid, asked = (measures.burden(allies["gdp"], share).rho for share in (allies["paid"], model.round(6)))
    assert spec["usermeta"]["mcollab"]["note"] == (
        f"Rank correlation with GDP: {paid:.2f} in the figures, in the model {asked:.2f}. GDP of 2023."
    )
    alike = public_goods.of_notebook(0.0, 2.0, 1.0, 2026, america=True).to_dict()["usermeta"]["mcollab"]["note"]
    assert "in the model not defined, since all pay the same share" in alike


def test_what_began_on_the_first_day_of_a_year_has_begun_since_it_and_since_1945(monkeypatch):
    rows = pd.DataFrame({"in_force": pd.to_datetime(["1944-12-31", "1945-01-01", "1945-01-02"]), "years": [1.0, 2, 3]})
    rows = rows.assign(over=True, model=["bilateral", "multilateral", "bilateral"])
    rows["region"] = ["Europe", "Euro-Atlantic", "Africa"]
    monkeypatch.setattr(lives, "lifetimes", lambda **_: rows)
    assert lives.lives(1945)["years"].tolist() == [2, 3]
    every = lives.lives(1900)
    assert every["era"].tolist() == ["before 1945", "since 1945", "since 1945"]
    assert every["model"].tolist() == ["two parties", "more than two", "two parties"]
    assert every["place"].tolist() == ["Europe, Atlantic", "Europe, Atlantic", "elsewhere"]


@pytest.mark.parametrize(("group", "everything"), [("era", False), ("model", True), ("place", True), ("none", False)])
def test_two_groups_are_compared_and_a_small_p_is_no_zero(group, everything):
    found = lives.lives(1815, everything)
    note = lives.of_notebook(1815, group, everything, 60).to_dict()["usermeta"]["mcollab"]["note"]
    told, caution = f"{found['ended'].sum()} of {len(found)} have ended", found.attrs["mcollab"]["caution"]
    assert "arrangements were last seen earlier" in caution
    if group == "none":
        assert note == f"{told}. {caution}"
    else:
        p = measures.logrank(found["years"], found["ended"], found[group]).p
        assert note == f"{told}; log-rank test of the two groups: p {'< 0.01' if p < 0.01 else f'= {p:.2f}'}. {caution}"


@pytest.mark.parametrize(
    ("p", "told"), [(0.0001, "< 0.01"), (0.0099, "< 0.01"), (0.01, "= 0.01"), (0.014, "= 0.01"), (0.75, "= 0.75")]
)
def test_a_p_is_told_from_one_in_a_hundred_on(p, told, monkeypatch):
    monkeypatch.setattr(measures, "logrank", lambda *_: measures.LogRank(1.0, p))
    note = lives.of_notebook(1815, "era", False, 60).to_dict(validate=False)["usermeta"]["mcollab"]["note"]
    assert f"; log-rank test of the two groups: p {told}. " in note


def test_groups_of_which_too_few_have_ended_are_not_compared():
    note = lives.of_notebook(1990, "place", False, 60).to_dict()["usermeta"]["mcollab"]["note"]
    assert (
        "have ended; logrank is not defined for 'elsewhere' and 'Europe, Atlantic': no end was seen at a time" in note
    )
    assert note.partition(". ")[0].endswith("some went on")
