"""Correlates of War, intergovernmental organisations, version 3: who was a full member in which year, to 2014.

``state_year_format3.csv`` is the project's own file by state and year. ``check_cow_igo_v3_differences.csv`` has what
differed from an earlier state of our table by more than a year.
"""

import re

import pandas as pd

from theirs.core import country_of, member_years, read, told

COLUMNS = {
    "nato": "nato", "eu": "eu", "un": "un", "oas": "oas", "au": "au", "oau": "oau", "arab-league": "loas", "gcc": "gcc",
    "ecowas": "ecowas", "sadc": "sadc", "asean": "asean", "csto": "csto", "cis": "cis", "sco": "sco", "osce": "osce",
    "warsaw-pact": "wpact", "weu": "weu", "cento": "cento", "seato": "seato", "anzus": "anzus", "caricom": "caricom",
    "league-of-nations": "lon", "pif": "pif", "igad": "igad", "eac": "eac", "eccas": "eccas", "amu": "amu",
    "iadb": "iadefb",
}  # fmt: skip
"""Our arrangement, and their column."""

BEFORE = {"eu": "eec"}
"""Their column for what became it."""

OTHER_CODE = {"SCG", "SRB", "YUG", "XZN", "XZZ"}
"""States that the extract calls by another code than our table, which has one number for several of them."""

NO_DATA = ("iadb", [2006, 2007, 2008])
"""An organisation and years of which their file has no data; the extract counts them as years of no member."""

UNTIL = pd.Timestamp("2015-01-01")
ON = ["arrangement", "country"]


def found():
    """Return the differences from the project's file."""
    states = read("state_year_format3.csv")
    if states is None:
        return None
    ours = member_years(COLUMNS, UNTIL)
    return told("cow-igo-3", "member", ours, _theirs(states), ON)


def found_in_extract():
    """Return what of the extract still differs."""
    rows = read("check_cow_igo_v3_differences.csv", dtype=str)
    if rows is None:
        return None
    rows = rows[~rows["country"].isin(OTHER_CODE)].rename(columns={"org": "arrangement"})
    rows = rows[rows["only_cow_igo"].map(_exact) & rows["only_ours"].map(_exact)]
    ours = member_years(COLUMNS, UNTIL).merge(rows[ON])
    added, missing = (_years(rows, column) for column in ("only_cow_igo", "only_ours"))
    missing = missing[~(missing["arrangement"].eq(NO_DATA[0]) & missing["year"].isin(NO_DATA[1]))]
    agreed = ours[~pd.MultiIndex.from_frame(ours[[*ON, "year"]]).isin(pd.MultiIndex.from_frame(missing))]
    return told("cow-igo-3", "member", ours, pd.concat([agreed[[*ON, "year"]], added]), ON)


def _exact(given):
    """Return whether a range is without gaps: beside its first and last year stands how many differ."""
    ranges = re.findall(r"(\d{4})-(\d{4})\((\d+)\)", str(given))
    return all(int(last) - int(first) + 1 == int(count) for first, last, count in ranges)


def _years(rows, column):
    parts = [
        (one.arrangement, one.country, year)
        for one in rows.itertuples()
        for first, last in re.findall(r"(\d{4})-(\d{4})", str(getattr(one, column)))
        for year in range(int(first), int(last) + 1)
    ]
    return pd.DataFrame(parts, columns=[*ON, "year"])


def _theirs(states):
    states = states.rename(columns=str.lower)
    for column, before in BEFORE.items():
        states[column] = states[[column, before]].max(axis=1)
    names = {column: arrangement for arrangement, column in COLUMNS.items()}
    rows = states.melt(["ccode", "year"], list(names), "column").query("value in (1, -9)")
    # Where they lack data, they may agree with anything.
    rows = rows.assign(arrangement=rows["column"].map(names), whole=rows["value"] == 1)
    rows = rows[rows.groupby(["arrangement", "ccode"])["whole"].transform("any")]
    return country_of(rows, "ccode")
