"""Every number that chapters/benefits.md states from the tables, computed again."""

import pandas as pd
import pytest

import mcollab as mc


@pytest.fixture(scope="module")
def findings():
    return mc.load("findings").set_index("id")


def test_propositions(prose, findings):
    assert findings["topic"].nunique() == 9
    prose.states("Of nine propositions in the table none with two studies or more is settled")
    studies = findings.groupby("topic")["study"].nunique()
    verdicts = findings.groupby("topic")["verdict"].nunique()
    assert (verdicts[studies > 1] > 1).all()
    assert (studies == 1).sum() == 2
    prose.states("the two columns with a single colour hold a single study each")


def test_spending_by_border(prose):
    shares = mc.load("spending").pivot(index="country", columns="year", values="share_gdp")
    near = shares.index.isin(mc.load("land_borders")["neighbour"])
    assert shares.index[near].tolist() == ["EST", "FIN", "LTU", "LVA", "NOR", "POL"]
    median = {(year, side): shares.loc[near == side, year].median() for year in (2014, 2026) for side in (True, False)}
    prose.states(f"was {median[2014, True]:.2f} per cent of GDP against {median[2014, False]:.2f} for the rest")
    prose.states(f"In 2026 it is {median[2026, True]:.2f} against {median[2026, False]:.2f}")
    assert shares.loc[near, 2026].min() > median[2026, False]


def test_studies(prose, findings):
    estimate = findings["estimate"]
    prose.states(
        f"a third party is {-estimate['benson-2011-deterrent']:.0f} per cent less likely to start a conflict; where"
        " help is unconditional, a conflict that a member starts is"
        f" {estimate['benson-2011-compellent']:.0f} per cent more likely"
    )
    prose.states(f"honoured {estimate['leeds-long-mitchell-2000']} per cent of the time between 1816 and 1944")
    rate = {
        part: f"{estimate['berkemeier-fuhrmann-2018-' + part]:.0f}"
        for part in ("all", "before", "after", "defence", "neutrality")
    }
    prose.states(
        f"{rate['all']} per cent overall, {rate['before']} before 1945 and {rate['after']} since; defence pacts"
        f" {rate['defence']}, neutrality agreements {rate['neutrality']}"
    )
    rates = findings[(findings["topic"] == "reliability") & estimate.notna()]
    assert (rates["study"] == "Berkemeier & Fuhrmann 2018").sum() == 7
    prose.states("Seven figures of this chart come from one study")


@pytest.fixture(scope="module")
def forces():
    return mc.load("us_forces").pivot(index="country", columns="year", values="personnel")


def test_forces_of_the_united_states(prose, forces):
    gone = 1 - forces[1995] / forces[1989]
    prose.states(f"Between 1989 and 1995 the United States took {gone['DEU']:.0%} of its".replace("%", " per cent"))
    assert round(5 * gone["JPN"]) == round(5 * gone["KOR"]) == 1
    prose.states("in Japan a fifth went, in Korea as well")
    stay = forces[2024].nlargest(5).index
    assert set(stay) == {"JPN", "DEU", "KOR", "ITA", "GBR"}
    # They stay: at each report since 1980 more than 5,000, and no other host so.
    known = forces.loc[:, 1980:].drop(columns=[2003, 2004])
    assert set(known.index[(known > 5000).all(axis=1)]) == set(stay)
    assert set(stay) <= set(held_by_treaty())
    prose.states("five hosts stay, all of them allies by treaty")


def held_by_treaty():
    """The states that a pact in force in 2024 obliges the United States to defend."""
    arrangements = mc.load("arrangements").set_index("id")
    spells = mc.load("memberships").query("joined <= '2024-09-30' and left.isna()")
    spells = spells[spells["arrangement"].map(arrangements["obligation"]) == "defence"]
    ours = spells.loc[spells["country"] == "USA", "arrangement"]
    return spells.loc[spells["arrangement"].isin(ours), "country"].unique()


def test_selection_model(prose, findings):
    def reliable(seen, risk):
        return seen / (risk + seen - risk * seen)

    low, middle, high = (round(100 * reliable(rate, 0.2)) for rate in (0.22, 0.5, 0.745))
    prose.states(
        f"if {low} per cent of allies were reliable; 50 per cent would mean {middle}, and 74.5 per cent would"
        f" mean {high}"
    )


def test_cost_model(prose):
    def cost(partners, develop, growth, waste):
        import math

        return develop * partners ** (growth - 1) + (1 - develop) * partners ** math.log2(0.95) * (1 + waste)

    first, second, third = (round(100 * cost(4, 0.3, *terms)) for terms in ((0.5, 0), (0.5, 0.2), (1, 0.2)))
    prose.states(f"four partners then pay {first} per cent each")
    prose.states(f"and they pay {second}.")
    prose.states(f"and they pay {third}: more than alone")


def test_programmes(prose):
    programmes, partners = mc.load("programmes"), mc.load("programme_partners")
    airlift = partners.loc[partners["programme"] == "strategic-airlift-capability", "share"]
    prose.states(f"shares run from {airlift.min()} to {airlift.max()} per cent of the flying hours")
    fighter = partners[(partners["programme"] == "f-35") & (partners["role"] != "customer")].set_index("country")
    prose.states(f"The United States carried {fighter.loc['USA', 'share']} per cent")
    assert len(fighter) == 9
    prose.states("the eight other partners the rest")
    assert fighter.loc["TUR", "left"].year == 2019
    development = programmes[programmes["kind"] == "development"]
    assert set(development.loc[development["status"] == "cancelled", "id"]) == {"meads", "fcas"}
    prose.states(f"of the {len(development)} development programmes in the table two were cancelled")


def test_partners_and_allies(prose):
    partner = mc.spells("pfp").groupby("country")["joined"].min()
    allies = mc.spells("nato")
    ally, last = allies.groupby("country")["joined"].min(), allies["as_of"].min()
    both = partner.index[partner.index.isin(ally.index)]
    prose.states(f"Of {len(partner)} states that joined, {len(both)} were Allies on {last:%d %B %Y}")
    years = (ally[both] - partner[both]).dt.days / 365.25
    prose.states(f"For half of them the way took about {years.median():.0f} years or less")
    assert years[["FIN", "SWE"]].between(28.5, 30).all()
    prose.states(f"The other {len(partner) - len(both)} tell something too")
    status = mc.spells("pfp").groupby("country")["status"].last()
    assert set(status.index[status == "suspended"]) == {"RUS", "BLR"}
    assert set(status[["ARM", "GEO", "UKR"]]) == {"partner"}


def figures(word):
    """Return what the words of the charts state in figures, computed from the tables."""
    developed = mc.load("programmes").query("kind == 'development'")
    malta = mc.spells("pfp").query("country == 'MLT'")
    findings = mc.load("findings")
    several = findings.groupby("topic")["study"].nunique() > 1
    assert (findings.groupby("topic")["verdict"].nunique()[several] > 1).all()
    joined = mc.spells("nato").groupby("country")["joined"].min()
    assert joined["FIN"] > pd.Timestamp("2014-12-31")
    forces = mc.load("us_forces").pivot(index="country", columns="year", values="personnel")
    assert forces.max(axis=1).min() >= 5000 and forces.columns.min() == 1950
    assert forces.loc[["AFG", "IRQ"], 2002:2007].isna().all(axis=None)
    largest = forces[2024].nlargest(5)
    return [
        f"the {word(len(largest))} hosts of most in 2024",
        "those of 5,000 or more in some year since 1950",
        "wars after 2001 are reported in part",
        f"since {developed['began'].min().year}",
        f"Malta left in {malta['left'].min().year} and came back in {malta['joined'].max().year}",
        "Finland was not an Ally in 2014",
        f"% of GDP at {2021} prices",
    ]


PLAIN = [
    "half of them",
    "that two states share",
    "in at least two programmes",
    "falls by 5 % each time",
    "one to ten partners",
    "three sliders",
]
