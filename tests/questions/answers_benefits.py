"""The answers of chapters/questions/benefits.yml, derived again."""

from deriving import derives, held, rows, rows_name

import mcollab as mc


@derives("benefits/border-budgets")
def _():
    table = mc.load("spending")
    table = table[table["country"].isin(["EST", "FIN", "LTU", "LVA", "NOR", "POL"])]

    def middle(year):
        six = sorted(table[table["year"] == year]["share_gdp"])
        return (six[2] + six[3]) / 2

    return {year: middle(year) for year in range(2014, 2027, 2)}


@derives("benefits/whose-pact")
def _():
    says = {"supports": "less likely", "against": "more likely"}
    ids = {
        "to defend the target of an attack, 1816–1944 (Leeds)": "leeds-2003-defence",
        "to help the challenger, or to stay neutral, 1816–1944 (Leeds)": "leeds-2003-offence",
        "to help only if the adversary attacks (Benson)": "benson-2011-deterrent",
        "to help whatever happens (Benson)": "benson-2011-compellent",
    }
    table = rows("findings")
    return {left: says[table.loc[id, "verdict"]] for left, id in ids.items()}


def personnel(country):
    """The personnel of the United States in a country, by year."""
    return mc.load("us_forces").query("country == @country").set_index("year")["personnel"]


@derives("benefits/forces-in-germany")
def _():
    held = personnel("DEU") / 1000
    return {year: round(held[year]) for year in (1989, 1992, 1995, 2000, 2010, 2014, 2018, 2024)}


@derives("benefits/hosts-then-and-now")
def _():
    hosts = ["DEU", "ESP", "GBR", "ITA", "JPN", "KOR"]
    # What is said when it was answered.
    assert round(personnel("DEU")[1989] / personnel("JPN")[1989]) == 5
    assert personnel("GBR")[1989] > personnel("ITA")[1989]
    names = {code: rows_name(code).split(" (")[0] for code in hosts}
    names["GBR"] = "United Kingdom"
    return [names[code] for code in sorted(hosts, key=lambda code: -personnel(code)[2024])]


@derives("benefits/kept-by-kind")
def _():
    kinds = {
        "neutrality": "Neutrality agreements",
        "offence": "Offensive alliances",
        "defence": "Defence pacts",
        "nonaggression": "Non-aggression pacts",
    }
    table = rows("findings")
    return sorted(
        kinds.values(),
        key=lambda name: (
            -next(table.loc[f"berkemeier-fuhrmann-2018-{id}", "estimate"] for id, kind in kinds.items() if kind == name)
        ),
    )


@derives("benefits/hidden-reliability")
def _(values):
    assert values["seen"] in set(mc.load("findings")["estimate"].dropna())
    # By search and not by the formula: the share at which the reader would see what the study saw.
    shares = [share / 100 for share in range(10_001)]
    return min(shares, key=lambda r: abs(values["seen"] - 100 * r * values["risk"] / (r * values["risk"] + 100 - r)))


@derives("benefits/who-pools")
def _(values):
    table = rows("programmes")
    running = [id for id, row in table.iterrows() if row["kind"] == "pooling" and str(row["ended"]) == "NaT"]
    assert values["pools"] == len(running)
    assert rows_name(values["code"]).split(" (")[0].endswith(values["country"].removeprefix("the "))
    partners = mc.load("programme_partners")
    inside = partners[(partners["country"] == values["code"]) & partners["left"].isna()]["programme"]
    return len(set(inside) & set(running))


@derives("benefits/f35-development")
def _():
    shares = mc.load("programme_partners").query("programme == 'f-35'").set_index("country")["share"]
    return 100 * shares["GBR"] / (100 - shares["USA"])


@derives("benefits/cancelled")
def _():
    ids = {
        "MEADS, air defence of three states": "meads",
        "SCAF, the fighter of Germany, France and Spain": "fcas",
        "Tempest, the fighter begun by the United Kingdom": "tempest",
        "A400M, the transport aircraft": "a400m",
        "NH90, the helicopter": "nh90",
    }
    table = rows("programmes")
    return {text for text, id in ids.items() if table.loc[id, "status"] == "cancelled"}


@derives("benefits/partners-to-allies")
def _():
    partners = set(mc.spells("pfp")["country"])
    assert len(partners) == 34
    return {year: len(partners & held("nato", f"{year}-12-31")) for year in (1994, 1999, 2004, 2009, 2017, 2020, 2024)}
