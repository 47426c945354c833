"""Operations of the United Nations: Geo-PKO 2.3, the IPI Peacekeeping Database, and the list of the UN's data hub.

``geopko_v2.3_sites.csv``: the years of which a map of deployments was read, 1994 to 2024.
``ipi_mission_month_1990-2017.csv``: the months of which a report on contributors has the mission.
``un_psdh_pko_2024-02-19.csv``: first and last day.
"""

import pandas as pd

from mcollab.datapackage import load
from mcollab.measures import years_held
from theirs.core import read, shaped, told

NAMES = {
    "UNAVEM": ("unavem-1", "unavem-2", "unavem-3"), "UNOSOM": ("unosom-1", "unosom-2"), "UNEF": ("unef-1", "unef-2"),
    "ONUCI": ("unoci",), "IPTF": ("unmibh",), "UNCPSG": ("unpsg",),
}  # fmt: skip
"""Their names that are not our acronyms, or are those of several operations of ours, in order."""

SLACK = pd.Timedelta(days=31)
"""The data hub mostly gives the month alone, written as its first day."""


def ours(since, until):
    """Return the years of the operations of the United Nations between two days."""
    rows = load("operations").query("lead == 'UN'").rename(columns={"id": "operation"})
    rows = rows[~(rows["end"] <= pd.Timestamp(since))]
    rows["start"] = rows["start"].clip(lower=pd.Timestamp(since))
    return years_held(rows, ["operation"], pd.Timestamp(until), begin="start", end="end")


def operations_of(names):
    """Return our ids for each name of theirs; where we have none, the name as an id."""
    known = load("operations").query("lead == 'UN'").set_index("acronym")["id"]
    of = {name: NAMES.get(name, (known.get(name, name.lower().replace(" ", "-")),)) for name in names.unique()}
    return names.map(of)


def by_operation(rows, mission):
    """Return rows with ``year`` and our operation: of several with one name, who stood in that year."""
    ids = operations_of(rows[mission])
    rows = rows.assign(operation=ids, several=ids.map(len) > 1).explode("operation")
    stood = ours("1945-01-01", "2030-01-01")[["operation", "year"]].assign(stood=True)
    rows = rows.merge(stood, how="left", on=["operation", "year"])
    return rows[~rows["several"] | rows["stood"].notna()]


def of_geopko():
    """Return the differences from Geo-PKO, by years."""
    rows = read("geopko_v2.3_sites.csv")
    if rows is None:
        return None
    return told("geo-pko-2.3", "years", ours("1994-01-01", "2025-01-01"), by_operation(rows, "mission"), ["operation"])


def of_ipi():
    """Return the differences from the IPI database, by years."""
    rows = read("ipi_mission_month_1990-2017.csv")
    if rows is None:
        return None
    rows = rows.assign(year=pd.to_datetime(rows["Date"]).dt.year)
    return told("ipi", "years", ours("1990-11-01", "2017-04-01"), by_operation(rows, "Mission"), ["operation"])


def of_psdh():
    """Return the differences from the list of the data hub: what one has alone, and days more than a month apart."""
    rows = read("un_psdh_pko_2024-02-19.csv")
    if rows is None:
        return None
    rows["operation"] = operations_of(rows["mission_acronym"])
    rows = rows[rows["operation"].map(len) == 1].assign(operation=rows["operation"].str[0]).drop(columns="id")
    for day in ("start_date", "end_date"):
        rows[day] = pd.to_datetime(rows[day])
    mine = load("operations").query("lead == 'UN'")
    both = mine.merge(rows, how="outer", left_on="id", right_on="operation")
    both["row"] = both["id"].fillna(both["operation"])
    return pd.concat([_alone(both), _apart(both, "start"), _apart(both, "end")], ignore_index=True)


def _alone(both):
    """Return the operations that one of the two lists lacks."""
    until = pd.Timestamp("2024-02-19")
    both = both[both["id"].isna() | both["operation"].isna()]
    both = both.assign(
        only=both["id"].isna().map({True: "theirs", False: "ours"}),
        part="throughout",
        first=both["start"].fillna(both["start_date"]).fillna(both["end_date"]).dt.year,
        last=both["end"].fillna(both["end_date"]).fillna(until).dt.year,
    )
    return shaped("un-psdh", "years", both[both["first"].notna()].astype({"first": int, "last": int}))


def _apart(both, field):
    """Return the days that lie more than a month apart; who has the time between them has it alone."""
    mine, other = both[field], both[f"{field}_date"]
    known = both["id"].notna() & both["operation"].notna()
    apart = (mine - other).abs() > SLACK
    # Of an end, one may know none yet: then it lasts longer. A beginning that is missing says nothing.
    lasting = (mine.isna() != other.isna()) & (field == "end")
    longer = ((mine > other) | mine.isna()) if field == "end" else mine < other
    years = pd.DataFrame({"mine": mine.dt.year, "other": other.dt.year})
    rows = both.assign(
        only=longer.map({True: "ours", False: "theirs"}),
        part="end" if field == "end" else "beginning",
        first=years.min(axis=1),
        last=years.max(axis=1),
    )[known & (apart | lasting)]
    return shaped("un-psdh", field, rows.astype({"first": int, "last": int}))
