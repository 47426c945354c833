"""Variants of the questions of the chapter on claims."""

import mcollab as mc


def life_of_a_number(rng):
    """A number of members that NATO once had, and from when to when."""
    days = mc.spells("nato")["joined"].value_counts().sort_index()
    counts = days.cumsum()
    place = rng.randrange(3, len(counts) - 1)
    first, last = counts.index[place], counts.index[place + 1]
    length = (last - first).days
    return {
        "members": int(counts.iloc[place]),
        "answer": length,
        "years": 365 * (last.year - first.year),
        "first": f"{first.day} {first:%B %Y}",
        "last": f"{last.day} {last:%B %Y}",
    }
