"""Variants of the questions of the chapter on cases."""

import mcollab as mc


def shared_circles(rng):
    """Two states, and the number of arrangements that they share at the ends of some years."""
    pairs = {
        ("AUS", "JPN"): "Australia and Japan",
        ("AUS", "USA"): "Australia and the United States",
        ("JPN", "USA"): "Japan and the United States",
        ("GBR", "JPN"): "The United Kingdom and Japan",
    }
    a, b = rng.choice(sorted(pairs))
    ties = mc.panel(years=(1990, 2026)).query("country in [@a, @b]")
    shared = ties.groupby(["year", "arrangement"]).size().eq(2).groupby("year").sum()

    def points(years):
        return [{"x": year, "y": int(shared[year])} for year in years]

    return {
        "pair": pairs[a, b],
        "a": a,
        "b": b,
        "first": int(shared[1990]),
        "second": int(shared[2000]),
        "given": points([1990, 2000]),
        "hidden": points([2007, 2012, 2017, 2022, 2026]),
    }


def part_of_the_partners(rng):
    """A partner in the F-35 and its part of what all partners paid."""
    names = {
        "GBR": "The United Kingdom",
        "ITA": "Italy",
        "NLD": "The Netherlands",
        "TUR": "Türkiye",
        "AUS": "Australia",
    }
    code = rng.choice(sorted(names))
    shares = mc.load("programme_partners").query("programme == 'f-35'").set_index("country")["share"].dropna()
    rest = shares.drop("USA").sum()
    return {
        "country": names[code],
        "code": code,
        "share": float(shares[code]),
        "lead": float(shares["USA"]),
        "rest": round(float(rest), 1),
        "answer": round(float(100 * shares[code] / rest), 1),
        "of_lead": round(float(100 * shares[code] / shares["USA"]), 1),
    }


def fewer_or_milder(rng):
    """Two years of piracy, before and after the break."""
    table = mc.load("piracy").set_index("year").astype({"incidents": "Float64", "kidnapped": "Float64"})
    first, last = rng.choice([2019, 2020]), rng.choice([2021, 2023, 2024, 2025])
    rate = table["kidnapped"] / table["incidents"]
    change = round(100 * float(rate[last] / rate[first] - 1), 1)
    return {
        "year_a": first,
        "year_b": last,
        "attacks_a": int(table.loc[first, "incidents"]),
        "attacks_b": int(table.loc[last, "incidents"]),
        "crew_a": int(table.loc[first, "kidnapped"]),
        "crew_b": int(table.loc[last, "kidnapped"]),
        "rate_a": f"{rate[first]:.2f}",
        "rate_b": f"{rate[last]:.2f}",
        "crew_change": round(100 * float(table.loc[last, "kidnapped"] / table.loc[first, "kidnapped"] - 1), 1),
        "answer": change,
        "opposite": -change,
    }


def likeness(rng):
    """Two cases and the number of features on which they agree."""
    wide = (
        mc.load("case_features")
        .pivot(index="feature", columns="case", values="value")
        .drop("aim_reached")
        .isin(["yes", "partly"])
    )
    short = mc.load("cases").set_index("id")["short_name"]
    # A pair that lacks nothing in common would make the usual mistake right.
    pairs = [(a, b) for a in wide for b in wide if a != b and not (wide[a] | wide[b]).all()]
    one, other = rng.choice(pairs)
    return {
        "one": short[one],
        "other": short[other],
        "answer": int((wide[one] == wide[other]).sum()),
        "both": int((wide[one] & wide[other]).sum()),
    }
