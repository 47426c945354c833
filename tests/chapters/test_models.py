"""Every number that chapters/models.md states from the tables, computed again."""

import pandas as pd
import pytest

import mcollab as mc


@pytest.fixture(scope="module")
def arrangements():
    return mc.load("arrangements").set_index("id")


@pytest.fixture(scope="module")
def promises(arrangements):
    """One promise of defence for each arrangement, with the year of its signature."""
    table = mc.load("clauses")
    table = table[table["obligation"] == "defence"].drop_duplicates("arrangement")
    signed = table["text_signed"].fillna(table["arrangement"].map(arrangements["signed"]))
    return table.assign(year=signed.dt.year)


def size(arrangement):
    """Members of an arrangement whose membership has no end."""
    rows = mc.load("memberships").query("arrangement == @arrangement and status == 'member'")
    return rows[rows["left"].isna()]["country"].nunique()


def test_kinds_and_models(prose, arrangements):
    cells = arrangements.groupby(["kind", "model"]).size()
    largest = cells.sort_values(ascending=False)
    assert largest.index[0] == ("alliance", "bilateral")
    part = prose.part(largest.iloc[0] / len(arrangements)).replace("one", "one row")
    prose.states(f"The largest cell is the bilateral alliance, with {part};")
    assert {*largest.index[1:3]} == {("partnership", "bilateral"), ("access", "bilateral")}
    prose.states("bilateral partnerships and bilateral agreements on access come next.")
    assert (arrangements["model"] == "universal").sum() == 3
    prose.states("Universal bodies are three")
    assert arrangements.loc["quad", ["model", "kind", "obligation"]].tolist() == ["minilateral", "partnership", "none"]
    assert arrangements.loc["aukus", "obligation"] == "none"


def test_examples(prose, arrangements):
    prose.states(f"the multilateral defence alliance: {size('nato')} members")
    assert (size("five-eyes"), size("pesco"), size("aes")) == (5, 26, 3)
    prose.states("PESCO** binds twenty-six members of the EU")
    prose.states("a partnership of five intelligence services")
    assert arrangements.loc["fpda", "obligation"] == "consultation"
    members = mc.load("memberships")
    later = members.query("arrangement == 'nato' and status == 'member' and joined >= '1997-01-01'")["country"]
    assert len(later) >= 16 and set(later) <= set(members.query("arrangement == 'pfp'")["country"])
    prose.states("waiting room for every state that joined NATO from 1999 on")
    assert arrangements.loc["counter-isis-coalition", "decision_rule"] == "lead_nation"


def test_automaticity_before_and_after_1945(prose, promises):
    drawn = promises[promises["year"] > 1800]
    old, new = drawn[drawn["year"] < 1945], drawn[drawn["year"] >= 1945]
    automatic = [(part["automaticity"] == "automatic").sum() for part in (old, new)]
    prose.states(
        f"signed before 1945, {automatic[0]} of {len(old)} are automatic. Of those signed since,"
        f" {automatic[1]} of {len(new)}"
    )
    constitutional = drawn[drawn["automaticity"] == "constitutional"]
    assert constitutional["year"].min() == 1951
    prose.states(f'"constitutional processes" from 1951, the formula of {len(constitutional)} promises')


def test_collective_security_is_left_to_an_organ(prose):
    table = mc.load("clauses")
    security, defence = (table[table["obligation"] == kind] for kind in ("collective_security", "defence"))
    organs = [(part["automaticity"] == "collective").sum() for part in (security, defence)]
    prose.states(
        f"Of the {len(security)} clauses coded as collective security, {organs[0]} leave the response to a common organ"
    )
    prose.states(f"of the {len(defence)} coded as defence, {organs[1]} do")


def test_brakes(prose, promises):
    modern = promises[(promises["year"] >= 1945) & (promises["automaticity"] != "none")].set_index("arrangement")
    count = (
        (modern["automaticity"] != "automatic").astype(int)
        + (modern["area"] != "unlimited").astype(int)
        + (modern["means"] == "unspecified").astype(int)
        + modern["exit_notice_months"].notna().astype(int)
    )
    full = set(count[count == 4].index)
    assert full == {"rio-treaty", "anzus", "seato", "us-philippines", "us-japan", "us-rok", "us-taiwan-1954", "pukpuk"}
    assert len(full) == 8
    prose.states("The eight pacts with all four brakes are the Rio Treaty, ANZUS, SEATO")
    prose.states("Eight have all four brakes")
    members = mc.load("memberships")
    for pact in full:
        assert {"USA", "AUS"} & set(members[members["arrangement"] == pact]["country"]), pact
    assert count["nato"] == 3 and modern.loc["nato", "means"] == "including_force"
    for pact in ("sino-soviet-1945", "sino-soviet-1950", "soviet-dprk-1961", "china-dprk", "russia-dprk-2024"):
        assert count[pact] == int(pd.notna(modern.loc[pact, "exit_notice_months"]))


def test_hub_and_network(prose, arrangements):
    pacific = arrangements[
        (arrangements["region"] == "Asia-Pacific")
        & arrangements["model"].isin(["bilateral", "minilateral"])
        & (arrangements["kind"] != "organization")
    ]
    found = {}
    for year in (1955, 1990, 2026):
        ties = mc.panel(by="dyad", years=(year, year), arrangements=list(pacific.index))
        found[year] = len(ties), int(ties[["a", "b"]].eq("USA").any(axis=1).sum())
    prose.states(
        f"In 1955 the table has {found[1955][0]} such pairs, of which {found[1955][1]} include the United States"
    )
    prose.states(
        f"In 1990 it has {found[1990][0]}, and {found[1990][1]}. In 2026 it has {found[2026][0]}, and {found[2026][1]}"
    )
    assert found[2026][1] > 2 * found[1955][1]
    assert {"us-micronesia-compact", "us-marshall-islands-compact", "us-palau-compact"} <= set(pacific.index)
    heaviest = ties.loc[ties["shared"].idxmax()]
    assert (heaviest["a"], heaviest["b"], heaviest["shared"]) == ("JPN", "USA", 6)
    prose.states("with Japan and the United States first, sharing six arrangements")
    promised = pacific[pacific["obligation"] == "defence"].index
    defence = mc.panel(by="dyad", years=(2026, 2026), arrangements=list(promised))
    assert defence[["a", "b"]].eq("USA").any(axis=1).mean() > 0.5
    prose.states("the promises of defence still run through the hub")


def test_access(arrangements):
    access = arrangements[arrangements["kind"] == "access"]
    assert access[access["model"] != "bilateral"].index.tolist() == ["nato-sofa"]
    for pact in ("aus-jpn-raa", "jpn-gbr-raa", "jpn-phl-raa", "us-norway-sdca", "us-sweden-dca", "us-finland-dca"):
        assert access.loc[pact, "signed"] >= pd.Timestamp("2020-01-01")
    assert access.loc["us-philippines-bases-1947", "ended"].year == 1991


def test_layers_of_ties_with_the_united_states(prose, arrangements):
    now = mc.panel(years=(2026, 2026))
    small = arrangements[arrangements["model"].isin(["bilateral", "minilateral"])].index
    shared = now[now["arrangement"].isin(set(now[now["country"] == "USA"]["arrangement"]) & set(small))]
    kinds = {country: set(rows["arrangement"].map(arrangements["kind"])) for country, rows in shared.groupby("country")}
    assert (
        kinds["IND"] == {"partnership"}
        and kinds["PHL"] == {"alliance", "access", "partnership"}
        and kinds["THA"] == {"alliance"}
    )
    prose.states("the Philippines an alliance, access and a partnership; Thailand an alliance and little else")


def test_pairs_are_unequal(prose, arrangements):
    gdp = mc.load("gdp").query("year == 2023").set_index("country")["gdp"]
    rows = mc.load("memberships").query("status == 'member'")
    rows = rows[rows["left"].isna() & (rows["arrangement"].map(arrangements["model"]) == "bilateral")]
    sizes = rows["country"].map(gdp).groupby(rows["arrangement"]).agg(["min", "max", "count"]).query("count == 2")
    median = (sizes["max"] / sizes["min"]).groupby(sizes.index.map(arrangements["kind"])).median()
    assert median.idxmax() == "access"
    prose.states(
        f"{median['access']:.0f} to 1, against {median['alliance']:.0f} for alliances and"
        f" {median['partnership']:.0f} for partnerships"
    )


def test_size_and_decision_rule(prose, arrangements):
    rows = mc.load("memberships").query("status == 'member'")
    members = rows[rows["left"].isna()].groupby("arrangement")["country"].nunique()
    standing = arrangements[arrangements["ended"].isna() & (arrangements["model"] != "bilateral")].assign(
        members=members
    )
    median = standing[standing["members"] >= 3].groupby("decision_rule")["members"].median()
    prose.states(
        f"the median body that decides by consensus has {median['consensus']:.0f} members, the median one with a"
        f" qualified majority {median['qualified_majority']:.0f}"
    )
    assert arrangements.loc[["nato", "osce"], "decision_rule"].eq("consensus").all()
    prose.states(f"NATO with {size('nato')} and the OSCE with {size('osce')} decide by consensus")


def figures(word):
    """Return what the words of the charts state in figures, computed from the tables."""
    arrangements = mc.load("arrangements").set_index("id")
    cells = pd.crosstab(arrangements["kind"], arrangements["model"])
    everywhere = (cells[["bilateral", "minilateral", "multilateral"]] > 0).all(axis=1).sum()
    assert cells.stack().idxmax() == ("alliance", "bilateral")
    clauses = mc.load("clauses").query("obligation == 'defence'").drop_duplicates("arrangement")
    signed = clauses["text_signed"].fillna(clauses["arrangement"].map(arrangements["signed"])).dt.year
    first = signed[clauses["automaticity"].isin(["constitutional", "discretionary"])].min()
    shared = mc.panel(years=2026, model=["bilateral", "minilateral"]).assign(
        kind=lambda rows: rows["arrangement"].map(arrangements["kind"])
    )
    own = shared[shared["arrangement"].isin(shared.loc[shared["country"] == "USA", "arrangement"])]
    layers = own[own["country"] != "USA"].groupby("country")["kind"].nunique()
    assert 0 < (layers >= 3).mean() < 0.2 < 0.5 < (layers == 1).mean()
    sizes = mc.load("memberships").query("status == 'member'").groupby("arrangement")["country"].nunique()
    few = sizes.reindex(arrangements.index[arrangements["model"] == "minilateral"]).dropna()
    assert few.median() <= 6
    return [
        f"{word(everywhere).capitalize()} of {word(len(cells))} kinds",
        f"{word(len(cells))} kinds by {word(cells.shape[1])} models",
        f"in the late {first // 10 * 10}s" if first % 10 >= 7 else "",
        "a few three kinds or more",
        "promises since 1945 that have a brake",
        "since 1800",
    ]


PLAIN = [
    "three to six parties at founding",
    "Five words decide",
    "all four brakes",
    "pacts and four brakes",
    "joins two states",
    "one economy is more than ten times",
    "with three or more",
    "One article for each",
    "promises before 1945",
]
