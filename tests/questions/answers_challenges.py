"""The answers of the questions on challenges, derived from the tables."""

import pytest
from deriving import derives, held, rows_name

import mcollab as mc
from mcollab.questions import bank


def _share(year):
    table = mc.load("spending")
    return table[table["year"] == year].set_index("country")["share_gdp"].to_dict()


def _gdp(year):
    table = mc.load("gdp")
    return table[table["year"] == year].set_index("country")["gdp"].to_dict()


def _isaf():
    """Return the Allies' troops in ISAF in October 2009."""
    table = mc.load("contributions")
    table = table[(table["operation"] == "isaf") & (table["date"] == "2009-10-01")]
    allies = held("nato", "2009-10-01")
    return {row.country: row.personnel for row in table.itertuples() if row.country in allies}


def _by_income():
    gdp = _gdp(2010)
    return {code: people / gdp[code] for code, people in _isaf().items() if code in gdp}


@derives("challenges/chance-or-not")
def _():
    from scipy import stats  # takes a second, and each worker collects this file

    row = mc.load("findings").set_index("id").loc["olson-zeckhauser-1966"]
    assert row["estimate"] == pytest.approx(0.49, abs=0.005)
    t = 0.49 * (12 / (1 - 0.49**2)) ** 0.5
    p = 2 * stats.t.sf(t, 12)
    assert 1 / p == pytest.approx(12, abs=1.5)
    return {
        (
            "If size and share had nothing to do with each other, "
            "a correlation at least this far from zero would come up about once in twelve"
        )
    }


@derives("challenges/five-allies")
def _(values):
    from scipy import stats  # takes a second, and each worker collects this file

    year, codes = values["year"], values["codes"]
    assert set(codes) <= held("nato", f"{year}-10-01")
    share, gdp = _share(year), _gdp(year)
    for code in codes:
        assert f"{rows_name(code)} {gdp[code]:,.0f} and {share[code]:.2f}" in values["told"]
    return stats.spearmanr([gdp[code] for code in codes], [share[code] for code in codes]).statistic


@derives("challenges/above-two")
def _():
    assert len(_share(2014)) == len(_share(2026)) == 31
    return {
        year: sum(share >= 2 for share in _share(year).values())
        for year in (2014, 2017, 2019, 2021, 2022, 2023, 2024, 2025, 2026)
    }


@derives("challenges/whose-ranking")
def _():
    spent = {code: share * _gdp(2023)[code] for code, share in _share(2023).items()}
    measures = {
        "Defence spending in dollars, 2023": spent,
        "Defence spending as a share of GDP, by the estimates for 2026": _share(2026),
        "Defence spending as a share of GDP, 2014": _share(2014),
        "Troops in ISAF, October 2009": _isaf(),
        "Troops in ISAF for each dollar of GDP, October 2009": _by_income(),
    }
    return {text for text, values in measures.items() if max(values, key=values.get) == "USA"}


@derives("challenges/by-income")
def _():
    rate = _by_income()
    names = {"ESP": "Spain", "DEU": "Germany", "USA": "United States", "GBR": "United Kingdom", "ALB": "Albania"}
    return [names[code] for code in sorted(names, key=rate.get)]


@derives("challenges/equal-payers")
def _(values):
    year = values["year"]
    share, gdp = _share(year), _gdp(year)
    spent = {code: share[code] * gdp[code] for code in held("nato", f"{year}-10-01") if code in share}
    assert values["whole"] == pytest.approx(sum(x**2 for x in spent.values()) / sum(spent.values()) ** 2, abs=0.0051)
    del spent["USA"]
    assert values["members"] == len(spent)
    return sum(spent.values()) ** 2 / sum(x**2 for x in spent.values())


@derives("challenges/notice")
def _():
    table = mc.load("clauses")
    months = {
        row.arrangement: int(row.exit_notice_months) for row in table.dropna(subset=["exit_notice_months"]).itertuples()
    }
    assert {key for key, notice in months.items() if notice == 24} == {"league-of-nations", "eu", "rio-treaty"}
    assert set(months.values()) == {6, 12, 24}
    assert f"for {len(months)} treaties with such a clause" in bank.question("challenges/notice").prompt
    return {f"{notice} months": list(months.values()).count(notice) for notice in (6, 12, 24)}
