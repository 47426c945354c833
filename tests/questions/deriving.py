"""What the derivations of answers (answers_<chapter>.py) share: where they are kept, and how they read the tables."""

import mcollab as mc

DERIVED = {}


def derives(name):
    """Keep a function as the derivation of the question `name`, ``"chapter/id"``."""

    def keep(function):
        assert name not in DERIVED, f"{name} is derived twice"
        DERIVED[name] = function
        return function

    return keep


def rows(table):
    """Return a table by id."""
    return mc.load(table).set_index("id", drop=False)


def held(arrangement, day, statuses=("member",)):
    """Return who has a spell of one of the statuses on a day, read from the table of memberships alone."""
    return held_in([arrangement], day, statuses)


def held_in(arrangements, day, statuses):
    """Return who has a spell of one of the statuses on a day, in any of the arrangements."""
    spells = mc.load("memberships")
    spells = spells[spells["arrangement"].isin(arrangements) & spells["status"].isin(statuses)]
    return set(spells[(spells["joined"] <= day) & ~(spells["left"] <= day)]["country"])


IN_LAW = ("member", "suspended", "frozen")


def allied(day):
    """Return the states that a defence alliance bound on a day: by the codebook nobody can count on the suspended."""
    table = rows("arrangements")
    table = table[(table["kind"] == "alliance") & (table["obligation"] == "defence")]
    return held_in(table["id"], day, ("member", "frozen"))


def rows_name(code):
    """Return a country's name in the table."""
    return mc.load("countries").set_index("iso3").loc[code, "name"]
