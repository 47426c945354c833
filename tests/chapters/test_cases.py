"""Every number that chapters/cases.md states from the tables, computed again."""

import pandas as pd
import pytest

import mcollab as mc


@pytest.fixture(scope="module")
def features():
    return mc.load("case_features")


@pytest.fixture(scope="module")
def isaf():
    rows = mc.load("contributions").query("operation == 'isaf'")
    return rows[rows["date"] == "2010-11-01"].set_index("country")["personnel"]


def shared(year):
    """The arrangements that two states share at the end of a year, by the pair."""
    return mc.panel(by="dyad", years=(year, year)).set_index(["a", "b"])["shared"]


def test_cases_and_features_fit_together(features):
    cases = mc.load("cases")
    assert len(cases) == 8 and set(features["case"]) == set(cases["id"])
    counts = features.groupby("case")["feature"].nunique()
    assert (counts == 10).all(), counts.to_dict()


def test_outcomes(prose, features):
    aim = features[features["feature"] == "aim_reached"].set_index("case")["value"]
    cases = mc.load("cases").set_index("id")
    failed = set(aim[aim == "no"].index)
    assert failed == {"isaf", "minusma"} and set(cases.index[cases["ended"].notna()]) == failed
    assert set(aim[aim == "yes"].index) == {"japan-australia", "forward-presence"} and list(
        aim[aim == "open"].index
    ) == ["aukus"]
    mandate = features[(features["feature"] == "council_mandate") & (features["value"] == "yes")]["case"]
    assert set(mandate) == failed
    prose.states("A full mandate of the Security Council is common to the two failures and to no other case")
    value = features.pivot(index="feature", columns="case", values="value")
    for case in failed:  # "a mandate, a host's consent and a command of their own"
        assert (value.loc[["council_mandate", "host_consent", "standing_force"], case] == "yes").all()
    assert value.loc["promise_to_defend", "japan-australia"] == "no"


def test_likeness_of_form(prose, features):
    have = (
        features[features["feature"] != "aim_reached"]
        .pivot(index="feature", columns="case", values="value")
        .isin(["yes", "partly"])
    )
    agree = {(a, b): int((have[a] == have[b]).sum()) for a in have for b in have if a < b}
    best = max(agree.values())
    assert (len(have), best) == (9, 7)
    assert {pair for pair, number in agree.items() if number == best} == {
        ("isaf", "minusma"),
        ("gulf-of-guinea", "isaf"),
        ("gulf-of-guinea", "minusma"),
        ("aukus", "us-rok"),
    }
    prose.states(
        "ISAF and MINUSMA agree on seven of nine features, but each agrees on seven with the Gulf of Guinea too, and "
        "so do AUKUS and the alliance in Korea"
    )


def test_japan_and_australia(prose):
    then, later, now = shared(1990), shared(2020), shared(2026)
    prose.states(
        f"The pair shared {then['AUS', 'JPN']} arrangements in the table at the end of 1990, {later['AUS', 'JPN']} "
        f"in 2020 and {now['AUS', 'JPN']} in 2026, "
        f"when Japan and the United States shared {now['JPN', 'USA']} and Australia and the United States "
        f"{now['AUS', 'USA']}."
    )
    raa = mc.load("arrangements").set_index("id").loc["aus-jpn-raa"]
    assert (raa["signed"], raa["in_force"]) == (pd.Timestamp("2022-01-06"), pd.Timestamp("2023-08-13"))


def test_aukus(prose):
    members = mc.load("memberships")
    now = members[members["left"].isna() & members["status"].isin(["member", "suspended", "frozen"])]
    count = now[now["country"].isin(["AUS", "GBR", "USA"])].groupby("arrangement")["country"].nunique()
    rows = mc.load("arrangements").set_index("id").loc[count[count == 3].index].query("model != 'universal'")
    assert "defence" not in set(rows["obligation"])
    prose.states(
        f"of the {len(rows)} arrangements that all three belong to, universal ones apart, not one obliges them to "
        "defend each other"
    )
    assert {"five-eyes", "abca"} <= set(rows.index)


def test_korea(prose):
    series = mc.load("military_exercises").query("arrangement == 'us-rok'").set_index("name")
    assert set(series.index[series["ended"]]) == {"Team Spirit", "Foal Eagle", "Key Resolve"}
    prose.states(
        f"Ulchi Freedom Shield ({series.loc['Ulchi Freedom Shield', 'first_year']}) and Freedom Shield "
        f"({series.loc['Freedom Shield', 'first_year']})"
    )
    assert mc.load("arrangements").set_index("id")["in_force"]["us-rok"] == pd.Timestamp("1954-11-17")


def test_f35(prose):
    partners = mc.load("programme_partners").query("programme == 'f-35'").set_index("country")
    paid = partners["share"].dropna().drop("USA").sort_values(ascending=False)
    assert len(paid) == 8 and round(paid.sum()) == 14
    prose.states(f"the United Kingdom's {paid['GBR']} per cent is as much as the next three together and more")
    assert paid.iloc[0] > paid.iloc[1:4].sum()
    prose.states(f"By mid-2025 {(partners['role'] == 'customer').sum()} further states were customers")
    prose.states(f"was by mid-2025 flown or on order in {partners['left'].isna().sum()} states")
    assert partners["left"]["TUR"] == pd.Timestamp("2019-07-17")


def test_battlegroups(prose):
    spending = mc.load("spending").set_index(["year", "country"])["share_gdp"]
    first, other = ["EST", "LVA", "LTU", "POL"], ["BGR", "HUN", "ROU", "SVK"]
    assert set(spending[2026].nlargest(4).index) == set(first)
    assert (spending[2014][["LVA", "LTU"]] < 1).all()
    assert spending[2026][first[:3]].round().eq(5).all()
    prose.states(f"Estonia, Latvia and Lithuania at about 5 per cent and Poland at {spending[2026, 'POL']:.1f}")
    low, high = spending[2026][other].min(), spending[2026][other].max()
    prose.states(f"The other four hosts stand between {low:.1f} and {high:.1f}")
    prose.states(f"together {mc.load('operations').set_index('id')['peak_strength']['efp']:,} strong that June")


def test_isaf(prose, isaf):
    allies = set(mc.members("nato", "2010-11-01")["country"])
    inside = isaf[isaf.index.isin(allies)]
    assert len(inside) == len(allies)
    prose.states(
        f"In November 2010 {len(isaf)} states are in the table with {isaf.sum():,} soldiers: all {len(allies)} "
        f"allies of the time, who sent {100 * inside.sum() / isaf.sum():.0f} per cent, and {len(isaf) - len(inside)} "
        "partners"
    )
    prose.states(f"The United States alone sent {100 * isaf['USA'] / isaf.sum():.0f} per cent")
    gdp = mc.load("gdp").query("year == 2010").set_index("country")["gdp"]
    each = (isaf / gdp).dropna().sort_values(ascending=False)
    assert list(each.index[:2]) == ["ALB", "MKD"] and list(each.index).index("USA") == 7
    prose.states("Albania and North Macedonia come first, the United States eighth")
    assert len(isaf) - len(each.index.intersection(isaf.index)) == 5 and isaf["GEO"] == 924


def test_mali(prose):
    operations = mc.load("operations").set_index("id")
    prose.states(
        f"{operations['peak_strength']['minusma']:,} people at the highest figure found, "
        f"{operations['deaths']['minusma']} deaths in ten years"
    )
    assert list(operations["deaths"].nlargest(2).index) == ["unifil", "minusma"]
    sahel = operations[
        (operations["country"] == "MLI") | operations.index.isin(["barkhane", "fc-g5s", "takuba", "fu-aes"])
    ]
    assert len(sahel) == 9 and sahel["lead"].nunique() == 5
    outside = sahel.drop("fu-aes")
    assert len(outside) == 8 and (outside["end"] < "2024-06-01").sum() == 7
    prose.states("of the eight before the Sahel states' own force, seven had ended by May 2024")


def test_gulf_of_guinea(prose):
    piracy = mc.load("piracy").set_index("year")
    attacks, taken = piracy["incidents"], piracy["kidnapped"]
    assert taken.idxmax() == 2020 and round(4 * (1 - attacks[2025] / attacks[2020])) == 3
    prose.states(f"when {taken[2020]} seafarers were taken, seven years after the code")
    recent = attacks.loc[2022:]
    prose.states(
        f"reported incidents went from {attacks[2020]} to {attacks[2021]} in one year, and have lain between "
        f"{recent.min()} and {recent.max()} since 2022; "
        f"kidnapped crew from {taken[2020]} to {taken[2021]}, and {taken[2025]} in 2025"
    )
    prose.states(f"fell from {attacks[2020]} reported incidents to {attacks[2021]} in 2021, eight years after the code")
    assert len(mc.members("yaounde-code", "2014-01-01")) == 25


def figures(word):
    """Return what the words of the charts state in figures, computed from the tables."""
    features = mc.load("case_features")
    have = features[features["feature"] != "aim_reached"].pivot(index="feature", columns="case", values="value")
    have = have.isin(["yes", "partly"])
    failed = features.query("feature == 'aim_reached' and value == 'no'")["case"].tolist()
    partly = features.query("feature == 'aim_reached' and value == 'partly'")["case"]
    nearest = max(mc.measures.matching(have[one], have[other]) for one in failed for other in partly)
    assert mc.measures.matching(*(have[case] for case in failed)) == nearest
    hosts = mc.load("battlegroups")
    first = hosts[hosts["since"] == hosts["since"].min()]["host"]
    assert set(mc.load("spending").query("year == 2026").nlargest(len(first), "share_gdp")["country"]) == set(first)
    return [
        f"The {word(len(failed))} failures",
        f"In 2026 the first {word(len(first))} hosts",
        "Soldiers in ISAF for each billion dollars of GDP, November 2010",
    ]


CITED = {"As planned in 2003, in a cost of 33.1 billion dollars": "gao-03-775"}
PLAIN = ["Kidnapped in 2022: world total", "that two states share", "AUKUS is one of", "the same states"]
