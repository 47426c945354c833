"""Alliance Treaty Obligations and Provisions, version 5.1: what two states had promised each other, to 2018.

``atop_alliance.csv``: by directed dyad and year, the columns as the package peacesciencer has them.
``check_atop51_defence_dyads_not_ours.csv``: dyads with a promise of defence that no alliance of ours joined.
"""

import numpy as np
import pandas as pd

from mcollab.datapackage import load
from mcollab.measures import years_held
from mcollab.membership.selection import bound_since
from theirs.core import country_of, members, read, told

UNTIL = pd.Timestamp("2019-01-01")
SINCE = 1946
LESSER = ("consultation", "neutrality", "non_aggression")
"""Promises of ours that are less than defence."""

THEIRS = ["atop_neutral", "atop_nonagg", "atop_consul"]
ON = ["a", "b"]


def found():
    """Return the differences from the whole data set: in promises of defence, and in lesser ones without any."""
    rows = read("atop_alliance.csv")
    if rows is None:
        return None
    # What one has promised the other counts, whichever of the two it was.
    rows = rows[rows["year"] >= SINCE].astype({"year": "int64"})
    rows = country_of(country_of(rows, "ccode1").rename(columns={"country": "one"}), "ccode2")
    rows["a"], rows["b"] = np.minimum(rows["one"], rows["country"]), np.maximum(rows["one"], rows["country"])
    theirs = rows[rows["atop_defense"] == 1]
    defence, lesser = dyads("defence"), dyads(*LESSER)
    either = pd.concat([defence[[*ON, "year"]], theirs[[*ON, "year"]]]).drop_duplicates()
    others = rows[rows[THEIRS].eq(1).any(axis=1)]
    return pd.concat(
        [
            told("atop-5.1", "defence", defence, theirs, ON),
            told("atop-5.1", "lesser", without(lesser, either), without(others, either), ON),
        ]
    )


def found_in_extract():
    """Return the dyads of the extract that still no alliance of ours joins."""
    rows = read("check_atop51_defence_dyads_not_ours.csv")
    if rows is None:
        return None
    exact = rows[rows["last"] - rows["first"] + 1 == rows["years"]]
    spans = [range(first, last + 1) for first, last in zip(exact["first"], exact["last"], strict=True)]
    theirs = exact.assign(year=spans).explode("year").astype({"year": "int64"})
    ours = dyads("defence").merge(exact[ON])
    both = ours.merge(theirs, on=[*ON, "year"])
    return told("atop-5.1", "defence", both.assign(whole=False), theirs, ON)


def dyads(*obligations):
    """Return the years since 1946 in which an arrangement with one of the obligations bound two countries.

    As ``mc.panel`` counts: from the text that obliges, and without the suspended.
    """
    bound = load("arrangements").query("obligation in @obligations").set_index("id")
    spells = members(bound.index).query("status != 'suspended'")
    spells = spells[["arrangement", "country", "joined", "left"]].assign(left=spells["left"].fillna(UNTIL))
    pairs = spells.merge(spells, on="arrangement", suffixes=("_a", "_b")).query("country_a < country_b")
    since = pairs["arrangement"].map(bound_since(bound, obliging=True))
    pairs = pairs.assign(
        a=pairs["country_a"],
        b=pairs["country_b"],
        joined=pairs[["joined_a", "joined_b"]].assign(since=since).max(axis=1).clip(lower=pd.Timestamp(SINCE, 1, 1)),
        left=pairs[["left_a", "left_b"]].min(axis=1),
    )
    return years_held(pairs[pairs["joined"] < pairs["left"]], ON, UNTIL)


def without(rows, others):
    """Return the rows that are not among others."""
    key = [*ON, "year"]
    return rows[~pd.MultiIndex.from_frame(rows[key]).isin(pd.MultiIndex.from_frame(others[key]))]
