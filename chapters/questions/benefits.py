"""Variants of the questions of the chapter on benefits."""

import mcollab as mc


def hidden_reliability(rng):
    """A rate of promises kept, as a study found it, and how choosy attackers are."""
    found = mc.load("findings").query("topic == 'reliability'")["estimate"].dropna()
    seen = rng.choice(sorted(value for value in found.unique() if value in (22, 37, 41, 50)))
    risk = rng.choice([0.1, 0.2, 0.25, 0.5])
    return {"seen": round(seen), "risk": risk, "answer": round(100 * seen / (seen + risk * (100 - seen)), 1)}


def who_pools(rng):
    """A state, and the running pools of which it is a member."""
    programmes = mc.load("programmes").query("kind == 'pooling' and ended.isna()")
    partners = mc.load("programme_partners").query("programme in @programmes['id'] and left.isna()")
    countries = {
        "BEL": "Belgium",
        "DNK": "Denmark",
        "ITA": "Italy",
        "LUX": "Luxembourg",
        "NLD": "the Netherlands",
        "NOR": "Norway",
        "EST": "Estonia",
    }
    code = rng.choice(sorted(countries))
    return {
        "pools": len(programmes),
        "code": code,
        "country": countries[code],
        "answer": int(partners.query("country == @code")["programme"].nunique()),
    }
