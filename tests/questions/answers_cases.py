"""The answers of the questions on cases, derived from the tables."""

from deriving import IN_LAW, derives, held, rows, rows_name

import mcollab as mc


def _isaf():
    table = mc.load("contributions")
    table = table[(table["operation"] == "isaf") & (table["date"] == "2010-11-01")]
    return dict(zip(table["country"], table["personnel"].astype(int), strict=True))


def _features():
    """Return the value of every feature by case and feature."""
    return {(row.case, row.feature): row.value for row in mc.load("case_features").itertuples()}


@derives("cases/partners-in-isaf")
def _():
    sent, allies = _isaf(), held("nato", "2010-11-01")
    other_allies = sum(people for code, people in sent.items() if code in allies - {"USA"})
    assert (sum(sent.values()), sent["USA"], other_allies) == (130_930, 90_000, 36_777)
    partners = sum(people for code, people in sent.items() if code not in allies)
    return 100 * partners / (partners + other_allies)


@derives("cases/soldiers-by-income")
def _():
    gdp = mc.load("gdp").set_index(["country", "year"])["gdp"]
    names = {
        "DEU": "Germany",
        "FRA": "France",
        "GBR": "United Kingdom",
        "USA": "United States",
        "EST": "Estonia",
        "ALB": "Albania",
    }
    assert all(rows_name(code).startswith(name) for code, name in names.items())
    return {name: _isaf()[code] / gdp[code, 2010] for code, name in names.items()}


@derives("cases/shared-circles")
def _(values):
    table = mc.load("memberships")
    table = table[table["status"].isin(IN_LAW)]
    spells = {code: table[table["country"] == code] for code in (values["a"], values["b"])}

    def shared(year):
        day = f"{year}-12-31" if year < 2026 else "2026-11-22"
        circles = [set(own[(own["joined"] <= day) & ~(own["left"] <= day)]["arrangement"]) for own in spells.values()]
        return len(set.intersection(*circles))

    return {year: shared(year) for year in (1990, 2000, 2007, 2012, 2017, 2022, 2026)}


@derives("cases/part-of-the-partners")
def _(values):
    table = mc.load("programme_partners")
    shares = {
        row.country: row.share
        for row in table[(table["programme"] == "f-35") & (table["role"] == "partner")].itertuples()
    }
    assert len(shares) == 8 and rows_name(values["code"]).split()[0] in values["country"]
    assert sorted(shares, key=shares.get)[-4:] == ["TUR", "NLD", "ITA", "GBR"]
    return 100 * shares[values["code"]] / sum(shares.values())


@derives("cases/after-the-peak")
def _():
    table = mc.load("piracy")
    return {row.year: row.incidents for row in table[table["year"] >= 2019].itertuples()}


@derives("cases/fewer-or-milder")
def _(values):
    table = {row.year: row for row in mc.load("piracy").itertuples()}
    before, after = table[values["year_a"]], table[values["year_b"]]
    assert (values["crew_a"], values["attacks_b"]) == (before.kidnapped, after.incidents)
    return 100 * (after.kidnapped * before.incidents / (after.incidents * before.kidnapped) - 1)


@derives("cases/both-failures")
def _():
    value = _features()
    cases = {case for case, _ in value}
    failed = {case for case in cases if value[case, "aim_reached"] == "no"}
    reached = {case for case in cases if value[case, "aim_reached"] == "yes"}
    assert failed == {"isaf", "minusma"} and reached
    words = {
        "A standing force": "standing_force",
        "The host's consent": "host_consent",
        "Own terms for each contributor": "own_terms",
        "A mandate of the Security Council": "council_mandate",
        "An agreed key for the cost": "agreed_cost_key",
    }
    return {
        text
        for text, feature in words.items()
        if all(value[case, feature] == "yes" for case in failed)
        and any(value[case, feature] == "yes" for case in reached)
    }


@derives("cases/likeness")
def _(values):
    ids = rows("cases").set_index("short_name")["id"]
    value = _features()
    features = {feature for _, feature in value} - {"aim_reached"}
    assert len(features) == 9
    lacks = [
        {feature for feature in features if value[ids[values[which]], feature] not in ("yes", "partly")}
        for which in ("one", "other")
    ]
    return 9 - len(lacks[0] ^ lacks[1])
