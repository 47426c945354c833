"""Every number that chapters/future.md states from the tables, computed again."""

import pandas as pd
import pytest

import mcollab as mc

DAY = pd.Timestamp("2026-11-01")


@pytest.fixture(scope="module")
def arrangements():
    table = mc.load("arrangements")
    return table.assign(year=table["in_force"].fillna(table["signed"]).dt.year)


@pytest.fixture(scope="module")
def allies():
    """Share of GDP by the estimate for 2026 and GDP of 2023, an ally a row."""
    spending, gdp = mc.load("spending"), mc.load("gdp")
    frame = pd.DataFrame({"share": spending[spending["year"] == 2026].set_index("country")["share_gdp"]})
    return frame.assign(gdp=gdp[gdp["year"] == 2023].set_index("country")["gdp"].reindex(frame.index).round(1))


def path(allies, year, goal=3.5, growth=1.5):
    """The model of the chapter: what the allies spend in a year on a straight line to the goal in 2035."""
    share = allies["share"].copy()
    below = share < goal
    share[below] += (goal - share[below]) * min(1, (year - 2026) / 9)
    return share / 100 * allies["gdp"] * (1 + growth / 100) ** (year - 2023)


def test_small_groups(prose, arrangements):
    late, before = arrangements[arrangements["year"] >= 2020], arrangements[arrangements["year"].between(2000, 2019)]
    pairs, pairs_before = ((table["model"] == "bilateral").mean() for table in (late, before))
    prose.states(
        f"of the arrangements that began from 2020 on, {prose.part(pairs)} bind two parties, against "
        f"{prose.part(pairs_before)} in the twenty years before"
    )
    assert pairs > 0.5 and late["model"].isin(["bilateral", "minilateral"]).mean() > 0.8
    prose.states("mostly pairs and small groups")
    many = [(table["model"] == "multilateral").sum() for table in (before, late)]
    assert (round(many[0] / 20, 1), round(many[1] / 6.85, 1)) == (1.8, 1.2)
    prose.states(f"from {many[0]} in the twenty years 2000 to 2019 (1.8 a year) to {many[1]} in nearly seven (1.2)")
    few = arrangements[arrangements["model"] == "minilateral"]
    count = {
        year: ((few["in_force"] <= f"{year}-11-01") & ~(few["ended"] <= f"{year}-11-01")).sum() for year in (1990, 2026)
    }
    assert 3 < count[2026] / count[1990] < 4
    prose.states("In the table more than three times as many are in force as in 1990")


def test_new_pacts(prose, arrangements):
    signed = arrangements[arrangements["signed"] >= "2020-01-01"]
    promised = signed[signed["obligation"].isin(["defence", "consultation", "assistance", "neutrality"])]
    defence = promised[promised["obligation"] == "defence"]
    assert (len(promised), len(defence), promised["in_force"].isna().sum()) == (28, 11, 4)
    prose.states("Twenty-eight arrangements signed since 2020 promise something, eleven of them defence")
    assert defence["model"].value_counts().to_dict() == {"bilateral": 10, "minilateral": 1}
    assert set(defence["id"]) >= {"russia-dprk-2024", "saudi-pakistan", "pukpuk", "aes"}
    assert promised["obligation"].value_counts().index[0] == "assistance"
    prose.states("Eleven promises of defence were signed in seven years")


def test_spending(prose, allies):
    kept, held = path(allies, 2035), allies["share"] / 100 * allies["gdp"] * 1.015**12
    prose.states(
        f"go from {path(allies, 2026).sum():,.0f} billion dollars of 2023 in 2026 to {kept.sum():,.0f} in 2035; with "
        f"shares unchanged they would reach {held.sum():,.0f}"
    )
    prose.states(f"the pledge itself is worth {kept.sum() - held.sum():.0f} billion in its last year")
    others = allies.index != "USA"
    prose.states(f"Europe and Canada rise from {path(allies, 2026)[others].sum():,.0f} to {kept[others].sum():,.0f}")
    slow, fast = (path(allies, 2035, growth=growth).sum() for growth in (0, 3))
    prose.states(f"shifts the total of 2035 from {slow:,.0f} to {fast:,.0f}, more than the pledge does")
    assert fast - slow > kept.sum() - held.sum()


def test_pace(prose, allies):
    assert set(allies.index[allies["share"] >= 3.5]) == {"EST", "GRC", "LTU", "LVA", "POL"}
    prose.states("Estonia, Greece, Latvia, Lithuania and Poland")
    table = mc.load("spending").pivot(index="country", columns="year", values="share_gdp")
    needed, done = (3.5 - table[2026]) / 9, (table[2026] - table[2017]) / 9
    slow = (needed > 0) & (needed > done)
    prose.states(
        f"Of the {(needed > 0).sum()} below, {slow.sum()} would have to raise their share faster each year to 2035"
    )
    prose.states(f"{slow.sum()} of the {(needed > 0).sum()} allies below it would have to speed up")
    met = (table >= 2).sum()
    prose.states(
        f"of the {len(table)} allies in the table {met[2014]} met the older mark of 2 per cent in 2014, {met[2021]} "
        f"in 2021, {met[2024]} in 2024 and {met[2026]}, by estimate, in 2026"
    )


def test_leaving(prose, allies):
    sums = allies["share"] / 100 * allies["gdp"]
    left = 1 - sums["USA"] / sums.sum()
    prose.states(f"Take out the United States and {left:.0%}".replace("%", " per cent") + " of the money is left")
    second = sums.drop("USA").max()
    assert 1 - second / sums.sum() >= 0.915 and second / sums.sum() < 0.1 and sums.drop("USA").idxmax() == "DEU"
    prose.states("Take out any other ally, and at least 92 per cent is")
    assert second / sums.drop("USA").sum() == pytest.approx(0.2, abs=0.01)
    prose.states(f"falls from {mc.measures.hhi(sums):.2f} to {mc.measures.hhi(sums.drop('USA')):.2f}")


def test_peacekeepers(prose):
    budget = mc.load("peacekeeping_budget").set_index("year")["budget"]
    people = mc.load("personnel").set_index("year")["personnel"]
    cost = {year: budget[year] * 1e6 / people[year] for year in (2015, 2024)}
    prose.states(
        f"about {cost[2015]:,.0f}".replace(f"{cost[2015]:,.0f}", f"{round(cost[2015], -3):,.0f}")
        + f" dollars in 2015 and {round(cost[2024], -3):,.0f} in 2024"
    )
    prose.states(f"a rise of {100 * ((cost[2024] / cost[2015]) ** (1 / 9) - 1):.1f} per cent a year")
    prose.states(f"The budget for 2026/27 is some {budget[2026] / 1000:.1f} billion")

    def kept(year, paid=0.85):
        return budget[2026] * 1e6 * 0.95 ** (year - 2026) * paid / (cost[2024] * 1.02 ** (year - 2024))

    prose.states(f"about {round(kept(2026), -3):,.0f} people could be kept")
    prose.states(f"leaves {round(kept(2032), -3):,.0f} in 2032")
    assert kept(2026, 1) - kept(2026) == pytest.approx(8000, rel=0.05)
    assert people[2025] * 0.75 == pytest.approx(
        kept(2026), rel=0.05
    )  # the plan to cut a quarter comes to much the same


def test_coalitions(prose):
    spells, sent = mc.load("memberships"), mc.load("contributions")
    gulf, iraq, isis = (
        set(spells[spells["arrangement"] == key]["country"])
        for key in ("gulf-war-coalition", "mnf-iraq", "counter-isis-coalition")
    )
    isaf = set(sent[sent["operation"] == "isaf"]["country"])

    def rates(first, then, day):
        others = set(mc.members("un", day)["country"]) - first
        return len(then & first) / len(first), len(then & others) / len(others)

    former, others = rates(gulf, iraq, "2003-03-20")
    prose.states(
        f"Of the {len(gulf)} partners of the Gulf coalition, {100 * former:.0f} per cent went to Iraq in 2003, "
        f"against {100 * others:.0f} per cent of other states"
    )
    former, others = rates(isaf, isis, "2014-09-10")
    prose.states(
        f"of the {len(isaf)} states counted in ISAF, {100 * former:.0f} per cent joined the coalition against ISIS, "
        f"against {100 * others:.0f}"
    )
    for first, then, day in (
        (gulf, isaf, "2001-12-20"),
        (gulf, iraq, "2003-03-20"),
        (isaf, isis, "2014-09-10"),
        (iraq, isis, "2014-09-10"),
    ):
        former, others = rates(first, then, day)
        assert former >= 2 * others


def test_base_rates(prose, arrangements):
    years = range(2003, 2026)
    kinds = arrangements["kind"].isin(["alliance", "organization", "collective_security"])
    bodies = set(arrangements[kinds & (arrangements["model"] != "bilateral") & arrangements["ended"].isna()]["id"])
    spells = mc.load("memberships")
    law = spells[spells["arrangement"].isin(bodies) & spells["status"].isin(["member", "suspended", "frozen"])]
    law = law[~law["country"].isin(["YUG", "SCG"])]
    final = law.loc[law.groupby(["arrangement", "country"])["joined"].idxmax(), "left"]
    missions = mc.load("operations")
    dates = {
        "exit": final,
        "suspension": mc.spells("au", "suspended")["joined"],
        "closing": missions[missions["un_peacekeeping"]]["end"],
        "pact": arrangements[arrangements["obligation"] == "defence"]["signed"],
    }
    share = {what: sum((days.dt.year == year).any() for year in years) / len(years) for what, days in dates.items()}
    assert round(share["suspension"], 2) == round(share["closing"], 2)
    prose.states(
        f"the African Union suspended a member in {100 * share['suspension']:.0f} per cent of the years and a UN "
        "operation ended in as many;"
        f" a state left a standing body for good in {100 * share['exit']:.0f} per cent, and a promise of defence was "
        f"signed in {100 * share['pact']:.0f}"
    )
    pact_years = set(dates["pact"].dt.year)
    prose.states(
        f"a promise of defence was signed in {len(pact_years & set(years))} of the {len(years)} years, and in "
        f"{len(pact_years & set(range(2021, 2026)))} of the last 5"
    )
    held = sum(
        len(law[(law["joined"] <= day) & ~(law["left"] <= day)])
        for day in (pd.Timestamp(year, 12, 31) for year in years)
    )
    rate = 1000 * final.dt.year.between(2003, 2025).sum() / held
    prose.states(f"The rate of exit is {rate:.1f} for a thousand years of membership")
    assert 32 * 1.1 * rate / 1000 == pytest.approx(0.05, abs=0.005)
    prose.states("the chance that one leaves is about 5 per cent")


def figures(word):
    """Return what the words of the charts state in figures, computed from the tables."""
    estimated, of_gdp = mc.load("spending")["year"].max(), 2023
    gdp = mc.load("gdp")
    assert set(mc.load("spending")["country"]) <= set(gdp.loc[gdp["year"] == of_gdp, "country"])
    return [
        f"billions of US dollars of {of_gdp}",
        f"GDP of {of_gdp} in current dollars",
        f"by the estimate for {estimated} times GDP of {of_gdp}",
    ]


PLAIN = [
    "Two lines",
    "bind two parties",
    "in periods of five years",
    "by its first year",
    "the last one is not over",
    "one rate of growth",
    "One ally",
    "takes one out",
    "a dashed one",
    "one coalition",
    "the later one",
    "one forecast",
    "0 is perfect",
    "one constant forecast",
    "at the best one",
]
