"""How many of the United States' forces were in a state, by year.

``us_troops_by_country_year.csv``: the yearly file of the compilation by Allen, Flynn and Martinez Machain.
"""

from mcollab.datapackage import load
from theirs.core import read
from theirs.personnel import numbers


def found():
    """Return the figures that differ by more than one in a hundred."""
    rows = read("us_troops_by_country_year.csv")
    if rows is None:
        return None
    there = rows.groupby(["iso3c", "year"])["troops_ad"].sum().rename("theirs")
    mine = load("us_forces").join(there, on=["country", "year"], how="inner")
    return numbers("troopdata", "forces", mine.assign(row=mine["country"]))
