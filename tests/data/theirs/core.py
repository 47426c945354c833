"""What the readers share: where copies lie, our years, and differences in the form of the table."""

import os
from pathlib import Path

import pandas as pd

from mcollab.datapackage import load
from mcollab.measures import differences, years_held
from mcollab.membership.selection import MEMBERS

FOLDERS = [Path(__file__).parents[4] / "shared" / "reference" / "check"]
if "MCOLLAB_EXTRACTS" in os.environ:
    FOLDERS.insert(0, Path(os.environ["MCOLLAB_EXTRACTS"]))

COLUMNS = ["dataset", "field", "row", "only", "part", "first", "last"]


def read(name, **how):
    """Return a copy as a frame; None where there is none."""
    paths = [folder / name for folder in FOLDERS if (folder / name).is_file()]
    return pd.read_csv(paths[0], low_memory=False, **how) if paths else None


def whole_days(spells, begin, end):
    """Return spells of which no year is taken for whole whose day of beginning or ending is not known."""
    day = pd.Timedelta(days=1)
    vague = {column: spells[f"{column}_precision"].isin(["year", "circa"]) for column in (begin, end)}
    return spells.assign(**{column: spells[column].mask(vague[column], spells[column] + day) for column in vague})


def members(arrangements):
    """Return the spells of our members in law."""
    rows = load("memberships")
    rows = rows[rows["arrangement"].isin(arrangements) & rows["status"].isin(MEMBERS)]
    return whole_days(rows, "joined", "left")


def member_years(arrangements, until):
    """Return the years in which our countries were members in law, by arrangement and country."""
    return years_held(members(arrangements), ["arrangement", "country"], until)


def told(dataset, field, ours, theirs, on):
    """Return the differences in the form of the table: the key of a row is one text."""
    rows = differences(ours, theirs, on)
    return shaped(dataset, field, rows.assign(row=rows[on].agg("/".join, axis=1)))


def shaped(dataset, field, rows):
    """Return rows with the columns of all differences."""
    return rows.assign(dataset=dataset, field=field)[COLUMNS]


def country_of(rows, number):
    """Return rows with ``year`` and a state's number by Correlates of War, each with our country that stood then."""
    numbers = load("state_numbers")[["country", "began", "ended", "cow"]].dropna(subset="cow")
    rows = rows.merge(numbers, left_on=number, right_on="cow")
    rows = rows[_stood(rows)].drop(columns=["began", "ended"])
    rows = rows.merge(load("countries")[["iso3", "began", "ended"]], left_on="country", right_on="iso3")
    return rows[_stood(rows)].drop(columns=["began", "ended", "iso3", "cow"])


def _stood(rows):
    end = pd.to_datetime(rows["year"].astype(str) + "-12-31", format="%Y-%m-%d")
    return (rows["began"].isna() | (rows["began"] <= end)) & (rows["ended"].isna() | (rows["ended"] > end))
