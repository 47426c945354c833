"""Every number that chapters/challenges.md states from the tables, computed again."""

import pandas as pd
import pytest

import mcollab as mc


@pytest.fixture(scope="module")
def shares():
    return mc.load("spending").pivot(index="country", columns="year", values="share_gdp")


@pytest.fixture(scope="module")
def gdp():
    return mc.load("gdp").pivot(index="country", columns="year", values="gdp")


def allies(year, shares):
    """Allies with forces on 1 October of a year."""
    return sorted(set(mc.members("nato", f"{year}-10-01")["country"]) & set(shares.index))


def signed(number):
    """The number with two places and a true minus sign."""
    return f"{number:.2f}".replace("-", "−")


def test_breaks(prose):
    breaks = mc.departures()
    breaks = breaks[breaks["day"] >= "1946-01-01"]
    halted = breaks[breaks["how"] != "left"]
    late, african = (halted["day"].dt.year > 1999).sum(), halted["arrangement"].isin(["au", "ecowas"]).sum()
    prose.states(
        f"Of {len(halted)} suspensions and freezes in the table {late} fall after 1999, and {african} come from the "
        "African Union and ECOWAS alone"
    )
    prose.states(f"{african} of the {len(halted)} come from two African organisations")
    gone = breaks[breaks["how"] == "left"].set_index("arrangement")
    prose.states(f"The {len(gone)} departures are of another sort")
    rio = gone.loc[["rio-treaty"]].set_index("country")["day"].dt.year
    assert {state: rio[state] for state in ("MEX", "NIC", "BOL", "ECU")} == {
        "MEX": 2004,
        "NIC": 2014,
        "BOL": 2014,
        "ECU": 2016,
    }
    assert set(gone.loc[(gone.index == "ecowas") & (gone["day"] == "2025-01-29"), "country"]) == {"BFA", "MLI", "NER"}
    before = mc.members("ecowas", "2025-01-28")
    prose.states(f"lost three of {len(before)} members")


def test_armenia_is_frozen(prose):
    spell = mc.spells("csto").query("country == 'ARM'").iloc[-1]
    assert spell["status"] == "frozen" and spell["joined"].strftime("%Y-%m") == "2024-02" and pd.isna(spell["left"])
    prose.states("Armenia froze its part in February 2024")


def test_accessions(prose):
    joined = mc.spells("nato").groupby("country")["joined"].min()
    wait = {state: (joined[state] - pd.Timestamp("2022-07-05")).days for state in ("FIN", "SWE")}
    prose.states(f"Finland was an Ally {wait['FIN']} days later and Sweden {wait['SWE']} days later")


def test_burden(prose, shares, gdp):
    results = {
        year: mc.measures.burden(gdp.loc[allies(year, shares), min(year, 2023)], shares.loc[allies(year, shares), year])
        for year in range(2014, 2027)
    }
    prose.states(f"from {signed(results[2014].rho)} in 2014 to {signed(results[2023].rho)} in 2023")
    prose.states(f"the smallest p is {min(result.p for result in results.values()):.2f}")
    for year, result in results.items():
        others = [state for state in allies(year, shares) if state != "USA"]
        assert mc.measures.burden(gdp.loc[others, min(year, 2023)], shares.loc[others, year]).rho < result.rho
        assert result.rho < 0.3


def test_olson_and_zeckhauser(prose):
    then = mc.load("findings").set_index("id").loc["olson-zeckhauser-1966", "estimate"]
    prose.states(f"The rank correlation of income and share is {then:.2f}, the figure they printed")
    table = mc.load("burden_1964")
    result = mc.measures.burden(table["gnp"], table["share_gnp"])
    assert result.rho == pytest.approx(then, abs=0.001)
    prose.states(f"With {result.n} members that is suggestive: a two-sided test gives p = {result.p:.2f}")


def test_guidelines(prose, shares):
    assert (shares[2014] >= 2).sum() == 3
    two, higher = shares[2026] >= 2, shares[2026] >= 3.5
    prose.states(
        f"In 2026, {two.sum()} of the {len(shares)} Allies with forces are estimated at 2 per cent or more, Slovenia "
        f"being the exception, and {higher.sum()} at 3.5 or more"
    )
    assert list(shares.index[~two]) == ["SVN"] and set(shares.index[higher]) == {"EST", "GRC", "LVA", "LTU", "POL"}


def test_afghanistan(prose, gdp):
    rows = mc.load("contributions")
    rows = rows[(rows["operation"] == "isaf") & (rows["date"] == "2009-10-01")].set_index("country")
    prose.states(f"Of the {len(rows)} contingents counted in Afghanistan in October 2009")
    size = gdp[2010].reindex(rows.index)
    those = rows.index.isin(mc.members("nato", "2009-10-01")["country"]) & size.notna()
    rate = (rows["personnel"] / size)[those]
    result = mc.measures.burden(size[those], rate)
    prose.states(f"{signed(result.rho)} for {result.n} Allies, with p = {result.p:.2f}")
    assert set(rate.nlargest(5).index) == {"ALB", "BGR", "EST", "LVA", "LTU"}


def test_concentration(prose, shares, gdp):
    def money(year, at):
        those = allies(year, shares)
        return shares.loc[those, year] * gdp.loc[those, at]

    part, index, spread = {}, {}, {}
    for year in (2014, 2023):
        spent = money(year, year)
        part[year], index[year], spread[year] = (
            spent["USA"] / spent.sum(),
            mc.measures.hhi(spent),
            mc.measures.gini(spent),
        )
    prose.states(
        f"accounted for {part[2014]:.0%} of what Allies spent in 2014 and {part[2023]:.0%} in 2023".replace(
            "%", " per cent"
        )
    )
    prose.states(
        f"The Herfindahl–Hirschman index of spending was {index[2014]:.2f} in 2014 and {index[2023]:.2f} in 2023"
    )
    prose.states(f"The Gini coefficient was {spread[2014]:.2f} and {spread[2023]:.2f}")
    latest = money(2026, 2023)
    prose.states(
        f"the American part falls to {latest['USA'] / latest.sum():.0%}: the largest change".replace("%", " per cent")
    )
    prose.states(f"Spending is concentrated: {part[2023]:.0%} in one Ally in 2023".replace("%", " per cent"))


def test_notice(prose):
    months = mc.load("clauses")["exit_notice_months"].dropna()
    assert months.between(6, 24).all() and (months == 12).mean() > 0.5
    prose.states("every notice lies between six and 24 months, and most are of twelve")


def test_consent(prose):
    operations = mc.load("operations").set_index("id")
    assert operations.loc["unef-1", "end"].strftime("%Y-%m") == "1967-06"
    assert operations.loc["unmee", "end"].strftime("%Y-%m") == "2008-07"
    assert operations.loc["minurcat", "end"].year == 2010
    assert operations.loc["eucap-sahel-niger", "end"].year == 2024
    prose.states("the European Union's mission in Niger followed in 2024")


def figures(word):
    """Return what the words of the charts state in figures, computed from the tables."""
    barkhane = mc.load("consent_withdrawals").set_index("operation").loc["barkhane"]
    end = mc.load("operations").set_index("id").loc["barkhane", "end"]
    assert end.year == 2022 and barkhane["country"] == "MLI"
    return ["ended elsewhere later", "Barkhane left Mali in August 2022"]


PLAIN = [
    "standing bodies came after 1999",
    "decade from 1946",
    "Olson and Zeckhauser (1966)",
    "1964: the larger",
    "1: order by size",
    "at 2 per cent or more",
    "and \0 at 3.5",
    "One Ally spent",
    "in at least two of",
]
