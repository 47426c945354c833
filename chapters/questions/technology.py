"""Variants of the questions of the chapter on technology."""

import mcollab as mc


def lines_of_a_club(rng):
    """A programme of many states, and the lines that it draws in a network of shared programmes."""
    partners = mc.load("programme_partners")
    sizes = partners[partners["role"].isin(["lead", "partner"])].groupby("programme").size()
    chosen = rng.choice(sorted(sizes.index[sizes >= 6]))
    n = int(sizes[chosen])
    name = mc.load("programmes").set_index("id").loc[chosen, "name"]
    return {"programme": name, "id": chosen, "n": n, "rest": n - 1, "twice": n * (n - 1), "answer": n * (n - 1) // 2}


def larger_teams(rng):
    """Two editions of Locked Shields of which both numbers are known, the later with more of both."""
    editions = (
        mc.load("exercise_editions")
        .query("exercise == 'locked-shields'")
        .dropna(subset=["personnel"])
        .set_index("year")
    )
    first, last = rng.choice([2014, 2016, 2018]), rng.choice([2022, 2023, 2024, 2025])
    states, people = editions["participants"].astype(float), editions["personnel"].astype(float)
    each = people / states
    return {
        "year_a": first,
        "year_b": last,
        "states_a": int(states[first]),
        "states_b": int(states[last]),
        "people_a": f"{people[first]:,.0f}",
        "people_b": f"{people[last]:,.0f}",
        "each_a": round(each[first], 1),
        "each_b": round(each[last], 1),
        "states": round(states[last] / states[first], 2),
        "people": round(people[last] / people[first], 2),
        "answer": round(each[last] / each[first], 2),
    }


def pledge_and_partners(rng):
    """Two Nordic states that pledged and two that did not, to a year."""
    shares = mc.load("spending").pivot(index="country", columns="year", values="share_gdp")
    year = rng.choice(range(2016, 2023))
    change = shares[year] - shares[2014]
    pledged = change[["DNK", "NOR"]].mean()
    nordic = {"denmark": "DNK", "norway": "NOR", "finland": "FIN", "sweden": "SWE"}
    told = {name: f"{shares.loc[code, 2014]:.2f} and {shares.loc[code, year]:.2f}" for name, code in nordic.items()}
    return {
        **told,
        "year": year,
        "alone": round(pledged, 3),
        "answer": round(pledged - change[["FIN", "SWE"]].mean(), 3),
    }
