"""Every number that chapters/history.md states from the tables, computed again."""

import pandas as pd
import pytest

import mcollab as mc


@pytest.fixture(scope="module")
def arrangements():
    return mc.load("arrangements")


@pytest.fixture(scope="module")
def alliances(arrangements):
    return arrangements[(arrangements["kind"] == "alliance") & (arrangements["obligation"] == "defence")]


def in_force(table, year):
    """Rows in force at the end of a year."""
    return table[(table["in_force"].dt.year <= year) & ~(table["ended"].dt.year <= year)]


def size(arrangement, day):
    """Members in law on a day."""
    spells = mc.spells(arrangement, ("member", "suspended", "frozen"))
    return spells[(spells["joined"] <= day) & ~(spells["left"] <= day)]["country"].nunique()


def test_july_1914(prose, arrangements):
    members = mc.load("memberships")
    held = members[(members["joined"] <= "1914-07-27") & ~(members["left"] <= "1914-07-27")]
    promises = arrangements.set_index("id")["obligation"]
    british = held[(held["country"] == "GBR")]["arrangement"]
    assert {a for a in british if promises[a] == "defence"} == {"anglo-japanese-1902", "anglo-portuguese-1373"}
    prose.states("Britain had bound itself to defend only Japan and Portugal")
    central = held[held["arrangement"] == "triple-alliance-1882"]["country"]
    assert set(central) == {"DEU", "XAH", "ITA"}
    prose.states("Germany, Austria-Hungary and Italy were bound to defend each other, as were France and Russia")


def test_league(prose):
    sizes = {year: size("league-of-nations", f"{year}-12-31") for year in range(1920, 1946)}
    assert max(sizes, key=sizes.get) == 1934
    prose.states(f"At the end of 1934 the table has {sizes[1934]} members")
    spells = mc.spells("league-of-nations").set_index("country")
    notice = [code for code in ("JPN", "DEU") if spells.loc[code, "left"].year == 1935]
    prose.states(f"many books say {sizes[1934] - len(notice)}")
    prose.states(f"the League of 1934 had {sizes[1934]} or {sizes[1934] - len(notice)}")


def test_interwar_pacts(prose, arrangements):
    promises = arrangements.set_index("id")["obligation"]
    for kind, pacts in {
        "defence": ["little-entente-1920", "franco-soviet-1935"],
        "non_aggression": ["kellogg-briand-1928"],
        "consultation": ["anti-comintern-1936"],
        "neutrality": ["molotov-ribbentrop-1939"],
        "collective_security": ["locarno-1925", "league-of-nations"],
    }.items():
        assert (promises[pacts] == kind).all(), f"chapters/history.md has {pacts} for {kind}"
    prose.states(
        "defence (the Little Entente, the Franco-Soviet Pact), non-aggression (the Kellogg–Briand Pact, still in force)"
    )
    assert arrangements.set_index("id")["ended"].isna()["kellogg-briand-1928"]


def test_peacekeeping(prose):
    operations = mc.load("operations")
    peacekeeping = operations[operations["un_peacekeeping"]]
    prose.states(f"the UN counts {len(peacekeeping)} operations")
    prose.states(f"of which the table shows {peacekeeping['end'].isna().sum()} not yet ended")
    strength = mc.load("personnel").set_index("year")
    people = strength["personnel"]
    assert people[[1993, 1994]].round(-3).eq(70_000).all()
    prose.states("about 70,000 in uniform at the ends of 1993 and 1994")
    prose.states(f"then {people[1998]:,} in 1998")
    assert people.idxmax() == 2015
    prose.states(f"climbs to {people[2015]:,} at the end of 2015")
    assert strength.loc[2024, "date"].strftime("%Y-%m") == "2024-06"
    prose.states(f"By June 2024 it had come down to {people[2024]:,}")


def test_states_in_alliances(prose, alliances):
    def allied(year):
        return mc.panel(years=year, kind="alliance", obligation="defence")  # as the chapter's map asks

    count = {year: allied(year)["country"].nunique() for year in (1946, 1955, 2026)}
    prose.states(
        f"In the table {count[1946]} states were in a defence alliance in 1946, {count[1955]} in 1955 and"
        f" {count[2026]} in 2026"
    )
    then = allied(1955)
    prose.states(
        f"the United States was in {(then['country'] == 'USA').sum()} of the {then['arrangement'].nunique()} alliances"
    )
    soviet = set(then.loc[then["country"] == "SUN", "arrangement"])
    prose.states(f"the Soviet Union was in {len(soviet)}, most of them with one neighbour each")
    pairs = alliances.set_index("id")["model"].eq("bilateral")
    assert pairs[list(soviet)].mean() > 0.5


def test_blocs(prose):
    prose.states(f"sat {size('osce', '1973-12-31')} states")
    prose.states(f"to {size('osce', '2026-11-01')}.")
    prose.states(
        f"From {size('nato', '1998-12-31')} members it became {size('nato', '1999-12-31')} in 1999,"
        f" and {size('nato', '2024-12-31')} in 2024"
    )
    prose.states(f"had {size('csto', '1998-12-31')} parties until 1999")
    prose.states(f"it has {size('csto', '2026-11-01')}, of which Armenia")
    assert size("csto", "1998-12-31") - size("csto", "1999-12-31") == 3
    prose.states("when three did not renew")
    joined = mc.spells("nato").set_index("country")["joined"].dt.year
    prose.states(f"Finland in {joined['FIN']} and Sweden in {joined['SWE']}")
    assert size("warsaw-pact", "1955-12-31") == 8 and size("warsaw-pact", "1968-12-31") == 7


def test_obligations(prose, arrangements):
    dated = arrangements.copy()
    dated.loc[dated["id"] == "eu", "in_force"] = pd.Timestamp("2009-12-01")

    def mix(year):
        found = in_force(dated, year)["obligation"]
        return len(found), prose.part((found == "defence").mean()), prose.part((found == "none").mean())

    (before, defence, none), (after, defence_after, none_after) = mix(1985), mix(2026)
    prose.states(f"in force in 1985, {defence} oblige to defence and {none} to nothing military")
    assert 2 < after / before < 3
    prose.states(f"more than twice as many: {defence_after} obliges to defence, and {none_after} to nothing")


def test_spending(prose):
    shares = mc.load("spending").pivot(index="country", columns="year", values="share_gdp")
    prose.states(f"The median Ally rose from {shares[2014].median():.2f} to {shares[2026].median():.2f} per cent")
    assert list(shares.index[shares[2026] < shares[2014]]) == ["USA"]
    prose.states("only the United States spends a smaller share than in 2014")
    assert list(shares[2026].nlargest(4).index) == ["LTU", "EST", "LVA", "POL"]
    prose.states("Lithuania, Estonia, Latvia and Poland")


def test_new_alliances(prose, alliances):
    recent = alliances[alliances["in_force"] >= "2014-01-01"]
    assert list(recent.loc[recent["model"] != "bilateral", "id"]) == ["aes"]
    prose.states("One is a new bloc, the Alliance of Sahel States")
    named = {
        "aachen-treaty",
        "france-greece-2021",
        "nancy-treaty",
        "russia-dprk-2024",
        "russia-belarus-2024",
        "shusha-2021",
        "saudi-pakistan",
        "greece-uae-2020",
        "pukpuk",
    }
    assert named <= set(recent["id"])


def test_sahel(prose):
    states = set(mc.spells("aes")["country"])
    ecowas = mc.spells("ecowas")
    left = ecowas[ecowas["country"].isin(states) & (ecowas["left"] == "2025-01-29")]
    assert len(states) == 3 and set(left["country"]) == states and set(left["status"]) == {"suspended"}
    prose.states("whose three members had all been suspended by ECOWAS and left it on 29 January 2025")


def test_decades(prose, arrangements):
    begun = arrangements["in_force"]
    made = (
        arrangements[begun >= "1900-01-01"]
        .assign(decade=begun.dt.year // 10 * 10)
        .groupby(["decade", "model"])
        .size()
        .unstack(fill_value=0)
    )
    total = made.sum(axis=1)
    late, before = (prose.part(made.loc[decade, "bilateral"] / total[decade]) for decade in (2020, 2000))
    prose.states(f"{late} of the arrangements that took effect bind two parties, against {before} in the 2000s")
    prose.states(f"when pairs were {made.loc[1930, 'bilateral']} of {total[1930]}")
    prose.states(f"when {made.loc[2000, 'multilateral']} of {total[2000]} were open to a region or wider")


def test_survival(prose, arrangements, alliances):
    lived = alliances[alliances["in_force"].notna()]
    over = lived["ended"].notna()
    length = (lived["ended"].fillna(arrangements["as_of"].max()) - lived["in_force"]).dt.days / 365.25
    prose.states(f"Of {len(lived)} defence alliances in the table {over.sum()} have ended")
    curves = mc.measures.survival(length, over, lived["model"])
    half = curves[curves["survival"] <= 0.5].groupby("group")["time"].min()
    prose.states(
        f"Half of the bilateral ones were gone after {half['bilateral']:.0f} years, half of the small groups after"
        f" {half['minilateral']:.0f}, half of the multilateral ones after {half['multilateral']:.0f}"
    )
    bloc = lived[(lived["ended"] == "1991-07-01") & (lived["model"] == "bilateral")]
    assert len(bloc) == 15
    prose.states("fifteen of the pairs are the Soviet bloc’s, which ended together")
    prose.states(f"There are {(lived['model'] == 'multilateral').sum()} multilateral alliances")
    pair = lived["model"].isin(["bilateral", "multilateral"])
    prose.states(f"p = {mc.measures.logrank(length[pair], over[pair], lived['model'][pair]).p:.2f}")
    since = (lived["in_force"] >= "1945-01-01").map({True: "since", False: "before"})
    halves = mc.measures.survival(length, over, since).query("survival <= 0.5").groupby("group")["time"].min()
    assert halves["before"] < halves["since"] / 3 and mc.measures.logrank(length, over, since).p < 0.001
    prose.states("Split at 1945 instead of by model, the curves of our table part further than any above")


def figures(word):
    """Return what the words of the charts state in figures, computed from the tables."""
    people = mc.load("personnel").query("year < 2025").set_index("year")["personnel"]
    peaks = [year for year in people.index if people[year] == people.loc[year - 10 : year + 10].max() > 20_000]
    assert peaks == [1962, 1994, 2015] and people.loc[2015:].is_monotonic_decreasing
    arrangements = mc.load("arrangements").dropna(subset="in_force")
    made = arrangements.assign(decade=arrangements["in_force"].dt.year // 10 * 10)
    made = made[made["decade"] >= 1900].groupby(["decade", "model"]).size().unstack(fill_value=0)
    others = made.drop(columns="bilateral").max(axis=1)
    lead = made.index[made["bilateral"] > others].tolist()
    assert lead == [1900, 1930, 1940, 1950, 1960, 1970, 1980, 2020]
    none, total = (
        [kept(in_force(arrangements, year)["obligation"]) for year in (1990, 2026)]
        for kept in (lambda found: (found == "none").sum(), len)
    )
    assert none[1] - none[0] > (total[1] - total[0]) / 2
    left = mc.spells("league-of-nations").query("left >= '1935-01-01' and left < '1936-01-01'")
    assert {"JPN", "DEU"} <= set(left["country"])  # they gave notice two years before, in 1933
    joined = mc.spells("nato").groupby("country")["joined"].min()
    later = (joined > "2014-12-31").sum()
    renamed = mc.load("foundings").query("arrangement == 'osce' and kind == 'renamed'")["date"].item()
    return [
        f"{word(len(peaks))} waves",
        f"from the {lead[1]}s to the {lead[6]}s and in the {lead[7]}s",
        f"until {renamed.year} of the Conference",
        "Most growth since 1990",
        f"{word(later).capitalize()} Allies joined after 2014",
    ]


CITED = {"adherence to the Triple Alliance (1883)": "pribram-secret-treaties-1920"}

PLAIN = [
    "guarantee of Belgium (1839)",  # as the prose has it
    "two years (Covenant",
    "two courts",
    "Allies at 2 per cent",
    "no year 0",
    "join two states",
    "Half of bilateral",
]
