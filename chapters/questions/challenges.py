"""Variants of the questions of the chapter on challenges."""

import mcollab as mc


def _shares():
    return mc.load("spending").pivot(index="country", columns="year", values="share_gdp")


def _gdp():
    return mc.load("gdp").pivot(index="country", columns="year", values="gdp")


def five_allies(rng):
    """Five Allies in a year, without ties, and the rank correlation of GDP and share."""
    names = mc.load("countries").set_index("iso3")["name"]
    year = rng.choice(range(2015, 2024))
    shares, gdp = _shares()[year], _gdp()[year]
    allies = sorted(set(mc.members("nato", f"{year}-10-01")["country"]) & set(shares.index))
    five, squares = allies[:5], 20
    # No ties in what is shown, and no correlation of 0, of which the sign could not be wrong.
    while squares == 20 or not (shares[five].round(2).is_unique and gdp[five].round().is_unique):
        five = rng.sample(allies, 5)
        squares = int(((shares[five].rank() - gdp[five].rank()) ** 2).sum())
    rho = 1 - 6 * squares / 120
    told = "; ".join(f"{names[code]} {gdp[code]:,.0f} and {shares[code]:.2f}" for code in five)
    return {
        "year": year,
        "codes": five,
        "told": told,
        "squares": squares,
        "answer": round(rho, 2),
        "opposite": round(-rho, 2),
    }


def equal_payers(rng):
    """The concentration of the Allies' spending in a year, with and without the United States."""
    year = rng.choice(range(2014, 2024))
    shares, gdp = _shares()[year], _gdp()[year]
    allies = sorted(set(mc.members("nato", f"{year}-10-01")["country"]) & set(shares.index))
    money = (shares * gdp)[allies]
    whole, without = round(mc.measures.hhi(money), 2), round(mc.measures.hhi(money.drop("USA")), 3)
    answer = round(float((money.drop("USA").sum() ** 2) / (money.drop("USA") ** 2).sum()), 1)
    return {
        "year": year,
        "whole": whole,
        "without": without,
        "answer": answer,
        "rounded": round(answer),
        "all": round(1 / whole, 1),
        "members": len(allies) - 1,
    }
