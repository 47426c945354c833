"""Every number that chapters/claims.md states from the tables, computed again."""

import pandas as pd
import pytest

import mcollab as mc


@pytest.fixture(scope="module")
def claims():
    return mc.load("claims").set_index("id")


def count(claims, **values):
    """Claims with these values."""
    for column, value in values.items():
        claims = claims[claims[column] == value]
    return len(claims)


def test_verdicts(prose, claims):
    n = {verdict: count(claims, verdict=verdict) for verdict in claims["verdict"].unique()}
    prose.states(
        f"Of the {len(claims)} claims {n['supported']} are supported, {n['imprecise']} imprecise, {n['wrong']} wrong, "
        f"{n['unverifiable']} unverifiable and {n['outdated']} outdated; two speak of something that does not exist"
    )
    assert n["no_such_thing"] == 2
    prose.states(
        f"Of {len(claims)} in five articles {n['supported']} were supported; {n['imprecise']} were partly right"
    )
    decided = int(claims["check"].notna().sum())
    prose.states(f"{decided} of the verdicts are computed")
    prose.states(f"recomputes all {decided} such checks")
    prose.states(f"The other {len(claims) - decided} claims rest on reading")


def test_articles(prose, claims):
    supported = (claims["verdict"] == "supported").groupby(claims["article"]).mean()
    assert supported.max() == 0.5 and supported.idxmax() == 3
    assert count(claims, article=3, verdict="wrong") + count(claims, article=3, verdict="no_such_thing") == 0
    prose.states("half of its claims are supported and none is wrong outright")
    bad = claims[(claims["article"] == 4) & claims["verdict"].isin(["wrong", "no_such_thing"])]
    assert len(bad) == 6 and count(claims, article=4) == 24
    assert bad["heading"].str.startswith("Case Studies").sum() == 5
    prose.states(
        "has six of 24 wrong or about a thing that does not exist, and five of the six stand under one heading"
    )
    assert set(claims[claims["article"] == 4]["kind"]) == {"causal", "role", "classification"}
    prose.states(
        "Article 4 contains no date, no count and no membership at all; its 24 claims are of cause, role and "
        "classification"
    )


def test_kinds(prose, claims):
    right = {
        kind: (count(claims, kind=kind, verdict="supported"), count(claims, kind=kind))
        for kind in claims["kind"].unique()
    }
    prose.states(
        f"Of {right['date'][1]} dates {right['date'][0]} are supported, and of {right['role'][1]} claims about what "
        f"a body does, {right['role'][0]}"
    )
    prose.states(
        f"Of {right['classification'][1]} classifications only {right['classification'][0]} are, and of "
        f"{right['causal'][1]} causal claims {right['causal'][0]}"
    )
    prose.states(
        f"definitions ({right['classification'][0]} of {right['classification'][1]} supported) and causes "
        f"({right['causal'][0]} of {right['causal'][1]})"
    )
    causal = {
        verdict: count(claims, kind="causal", verdict=verdict) for verdict in ("unverifiable", "imprecise", "wrong")
    }
    prose.states(
        f"Of {right['causal'][1]}, it calls {causal['unverifiable']} unverifiable, {causal['imprecise']} imprecise "
        f"and {causal['wrong']} wrong"
    )


def test_dates(prose):
    nato = mc.spells("nato").set_index("country")["joined"]
    prose.states(f'"NATO has 31 members" was true for {(nato["SWE"] - nato["FIN"]).days} days')
    assert len(mc.members("nato", "2023-04-04")) == len(mc.members("nato", "2024-03-06")) == 31
    asean = mc.spells("asean", "member")["joined"].sort_values()
    assert len(asean) == 11
    prose.states(
        f"ASEAN had ten members for {(asean.iloc[-1] - asean.iloc[-2]).days // 365.25:.0f} years, until Timor-Leste "
        "was admitted on 26 October 2025"
    )
    access = mc.load("arrangements").set_index("id").loc["aus-jpn-raa"]
    assert (access["signed"].year, f"{access['in_force']:%F}") == (2022, "2023-08-13")
    prose.states("it has been in force since 13 August 2023")


def test_definitions(prose, claims):
    verdicts = {"quad": "C013", "aukus": "C035", "pesco": "C054", "gcc": "C084"}
    for id, claim in verdicts.items():
        assert mc.claims.check(f"alliance {id}").verdict == claims.loc[claim, "verdict"]
    assert mc.claims.check("alliance counter-isis-coalition").verdict == "wrong"
    assert claims.loc["C109", "verdict"] == "imprecise"
    prose.states("by the test above it is no alliance at all, while the ledger calls the claim imprecise")


def test_piracy(prose):
    years = mc.load("piracy").set_index("year")
    prose.states(
        f"{years.loc[2020, 'incidents']} incidents in 2020, {years.loc[2021, 'incidents']} in 2021, "
        f"{years.loc[2025, 'incidents']} in 2025"
    )
    assert years["incidents"].idxmax() == years["kidnapped"].idxmax() == 2020
    prose.states(
        f"seven years later the year was the worst of the series, with {years.loc[2020, 'kidnapped']} people taken"
    )
    assert mc.load("arrangements").set_index("id").loc["yaounde-code", "signed"].year == 2013


def test_peacekeepers(prose):
    strength = mc.load("personnel").set_index("year")
    last = strength.loc[2025]
    prose.states(f"there were about {last['personnel']:,} in eleven operations")
    assert last["missions"] == 11
    assert (strength.loc[1981:1987, "personnel"] == 12_500).all()
    prose.states("the estimates for the years from 1981 to 1987 stand at 12,500")
    prose.states(f"the last year at or below the claim is {strength.index[strength['personnel'] <= 12_000].max()}")


def test_seato(prose):
    table = mc.load("arrangements")
    table = table[(table["kind"] == "alliance") & (table["model"] != "bilateral")]
    table = table[table["signed"].dt.year.between(1945, 1979)]
    early = table["signed"].dt.year.between(1947, 1955)
    prose.states(
        f"of the {len(table)} alliances between three or more states that were signed from 1945 to 1979, {early.sum()}"
        " are of 1947 to 1955"
    )
    later = table[~early]
    assert later["signed"].dt.year.min() == 1960
    assert set(later.loc[later["region"] != "Africa", "id"]) == {"cyprus-alliance-1960"}
    prose.states("the others are of newly independent states, in Africa or on Cyprus")


def test_first_operations(prose):
    operations = mc.load("operations")
    first = operations[operations["un_peacekeeping"]].sort_values("start").iloc[0]
    assert (first["id"], f"{first['start']:%Y-%m}") == ("untso", "1948-05")
    prose.states("UNTSO came first, in May 1948")
    ends = operations.set_index("id")
    assert ends.loc["minusma", "end"] == pd.Timestamp("2023-12-31")
    prose.states(f"with {ends.loc['minusma', 'deaths']} dead")


def test_contradictions_inside_one_article(prose, claims):
    pairs = [("C069", "C077"), ("C066", "C019"), ("C006", "C051"), ("C098", "C110"), ("C100", "C056")]
    assert sum(claims.loc[a, "article"] == claims.loc[b, "article"] for a, b in pairs) == 3
    prose.states("Five contradictions, three of them inside one article")


def test_left_out(prose):
    table, mentions = mc.load("arrangements"), mc.load("mentions")
    named = set(mentions[mentions["headings"].notna() & (mentions["table"] == "arrangements")]["row"])
    prose.states(f"The articles name {len(named)} arrangements of the table, none of them in the Americas")
    assert not (table["id"].isin(named) & (table["region"] == "Americas")).any()
    allied = mc.in_force(mc.load("arrangements")["as_of"].max(), kind="alliance", obligation="defence")
    assert set(allied[allied["id"].isin(named)]["id"]) == {"nato", "anzus", "csto", "us-japan", "us-rok"}
    prose.states(
        f"Of the {len(allied)} alliances in force that the table has and that oblige to defence they name five"
    )
    prose.states(f"Of {len(allied)} alliances with a promise of defence in force, five were named")
    multilateral = allied[allied["model"] == "multilateral"]
    assert multilateral.loc[multilateral["signed"].idxmin(), "id"] == "rio-treaty"
    prose.states("the oldest multilateral alliance still in force")


def test_the_workshop_on_the_ledger(prose, claims):
    read = mc.claims.extract("\n\n".join(claims["claim"]))
    decided = read[read["verdict"] != "undecided"].merge(claims, left_on="sentence", right_on="claim")
    assert (decided["verdict_x"] == decided["verdict_y"]).all()
    assert 0.05 < decided["claim"].nunique() / len(claims) < 0.1
    prose.states("it reads fewer than one claim in ten")


def figures(word):
    """Return what the words of the charts state in figures, computed from the tables."""
    claimed = mc.load("claims").set_index("id")["claim"]
    assert "31 members" in claimed["C006"]
    strength = mc.load("personnel").set_index("year")["personnel"]
    last = strength.index[strength <= 12_000].max()
    assert strength.loc[last + 1 :].min() > 12_000 >= strength[last]
    code = mc.load("arrangements").set_index("id").loc["yaounde-code", "signed"].year
    piracy = mc.load("piracy").set_index("year")["kidnapped"]
    assert piracy.index.min() > code
    members = mc.panel(arrangements=["nato"], years=(2023, 2023))
    return [f"NATO had {len(members)} members", f"The code is of {code}", "as few as 12,000"]


PLAIN = ["One tile a claim", "click one", "alliances of three or more", "signed from 1945 to 1979", "of the 1960s"]
