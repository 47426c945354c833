"""Multinational Military Exercises, version 7: exercises that the press reported, 1980 to 2010.

``mme_v7_us_and_multilateral_exercises.csv``: an exercise a row, with the name of its series. Compared by the
years in which a series was held.
"""

import pandas as pd

from mcollab.datapackage import load
from theirs.core import read, told

NAMES = {
    "anatolian-eagle": ["Anatolian Eagle", "AE"], "csto-interaction": ["Vzaimodeistviye", "Vzaimodeystviye"],
    "foal-eagle": ["Foal Eagle", "FE"], "super-garuda-shield": ["Garuda Shield"], "talisman-sabre": ["Talisman Saber"],
    "yama-sakura": ["Yama Sakura", "YS"],
}  # fmt: skip
"""What their series are called where it is not our name."""

YEARS = (1980, 2010)


def found():
    """Return the differences by years."""
    rows = read("mme_v7_us_and_multilateral_exercises.csv")
    if rows is None:
        return None
    ids = {name.casefold(): exercise for exercise, names in NAMES.items() for name in names}
    ids |= {one.name.casefold(): one.id for one in load("military_exercises")[["id", "name"]].itertuples(index=False)}
    series = rows["Series_Name"].fillna(rows["Ex_Name"]).fillna("").str.strip().str.casefold().map(ids)
    theirs = pd.DataFrame({"exercise": series, "year": rows["s.year"]}).dropna()
    return told("mme-7", "years", _ours(), theirs, ["exercise"])


def _ours():
    """Return the years of our exercises: of those that are not annual, only the first is known to have seen one."""
    rows = load("military_exercises")
    rows = rows[rows["first_year"] <= YEARS[1]]
    last = rows["last_year"].fillna(YEARS[1]).clip(upper=YEARS[1]).astype(int)
    years = [range(max(first, YEARS[0]), end + 1) for first, end in zip(rows["first_year"], last, strict=True)]
    each = rows.assign(exercise=rows["id"], year=years).explode("year").dropna(subset="year").astype({"year": int})
    return each.assign(whole=(each["rhythm"] == "annual") | (each["year"] == each["first_year"]))
