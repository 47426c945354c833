"""How many were in operations of the United Nations, and from where.

``ipi_monthly_totals_1990-2017.csv``: totals by month. ``ipi_contributor_mission_2014-03-31.csv``: the numbers of one
day by contributor and mission. ``geopko_v2.3_contributors_by_site.csv``: whom the maps of a year name, by mission.
"""

import pandas as pd

from mcollab.datapackage import load
from theirs.core import read, shaped
from theirs.operations import by_operation, operations_of

NAMES = {
    "Britain": "GBR", "UK": "GBR", "United Kingdom": "GBR", "Cote d'Ivoire": "CIV", "Drc": "COD", "Korea": "KOR",
    "South Korea": "KOR", "Russia": "RUS", "Tanzania": "TZA", "Turkey": "TUR", "USA": "USA", "Us": "USA",
    "Vietnam": "VNM", "Czech Republic": "CZE", "Bolivia": "BOL", "Netherlands": "NLD",
}  # fmt: skip
"""Names of contributors in Geo-PKO that are not our short names."""


def _of_un():
    """Return who contributed to operations of the United Nations, by our table."""
    lead = load("operations").set_index("id")["lead"]
    rows = load("contributions").query("scope == 'operation'")
    return rows[rows["operation"].map(lead) == "UN"].assign(year=lambda frame: frame["date"].dt.year)


def of_geopko():
    """Return the contributors that our table has and Geo-PKO has not in that year; of it ours is a selection."""
    rows = read("geopko_v2.3_contributors_by_site.csv")
    if rows is None:
        return None
    short = load("countries").set_index("short_name")["iso3"]
    rows = by_operation(rows.assign(country=rows["country"].map(short).fillna(rows["country"].map(NAMES))), "mission")
    key = ["operation", "country", "year"]
    mine = _of_un()[key].drop_duplicates()
    missing = mine[~pd.MultiIndex.from_frame(mine).isin(pd.MultiIndex.from_frame(rows[key]))]
    missing = missing.assign(row=missing["operation"] + "/" + missing["country"], only="ours", part="throughout")
    return shaped("geo-pko-2.3", "contributors", missing.assign(first=missing["year"], last=missing["year"]))


def of_ipi():
    """Return the numbers that differ: of all operations by year, and of contributors on one day."""
    totals, matrix = read("ipi_monthly_totals_1990-2017.csv"), read("ipi_contributor_mission_2014-03-31.csv")
    if totals is None or matrix is None:
        return None
    by_month = totals.set_index(pd.to_datetime(totals["Date"]).dt.to_period("M"))["Total Contributions"]
    mine = load("personnel")
    years = mine.assign(row=mine["year"].astype(str), theirs=mine["date"].dt.to_period("M").map(by_month))
    day = pd.Timestamp(matrix["Date"].iloc[0])
    matrix["operation"] = operations_of(matrix["Mission"]).str[0]
    there = matrix.groupby(["operation", "Contributor_ISO-3"])["Total"].sum()
    listed = _of_un()
    listed = listed[listed["date"] == day]
    listed = listed.assign(row=listed["operation"] + "/" + listed["country"])
    listed["theirs"] = there.reindex(pd.MultiIndex.from_frame(listed[["operation", "country"]])).fillna(0).to_numpy()
    years = years.dropna(subset="theirs")
    return pd.concat([numbers("ipi", "personnel", years), numbers("ipi", "contributors", listed)])


def numbers(dataset, field, rows):
    """Return the rows whose numbers differ by more than one in a hundred: ``only`` names who has more."""
    differ = rows[(rows["personnel"] - rows["theirs"]).abs() > 0.01 * rows["theirs"]]
    more = (differ["personnel"] > differ["theirs"]).map({True: "ours", False: "theirs"})
    rows = differ.assign(only=more, part="number", first=differ["year"], last=differ["year"])
    return shaped(dataset, field, rows)
