"""How late a work can speak, and with it a row that rests on it: what "holds as of" means."""

import calendar
import re
from collections.abc import Mapping

import pandas as pd

_DAY = re.compile(rf"(?<!\d)(\d{{1,2}}) ({'|'.join(calendar.month_name[1:])}) (\d{{4}})(?!\d)")


def speaks_until(year: str | None, urldate: str | None, title: str = "") -> pd.Timestamp:
    """Return the latest day of which a work can speak: the last of the year in which it was published.

    Where its title names its day, that one: a treaty does not tell what came after its signature. However late it was
    read, it does not tell what came after it. A page without a year speaks of the day on which it was read, and no work
    of a later one; one with neither speaks of no day.
    """
    days = [pd.Timestamp(urldate)] if urldate else []
    if year:
        named = [pd.Timestamp(" ".join(day)) for day in _DAY.findall(title.replace("{", "").replace("}", ""))]
        of_it = [day for day in named if day.year == int(year)]
        days.append(max(of_it, default=pd.Timestamp(int(year), 12, 31)))
    return min(days, default=pd.NaT)


def horizon(rows: pd.DataFrame, opened: pd.DataFrame, works: Mapping[str, pd.Timestamp]) -> pd.Series:
    """Return for each row the latest day of which what it rests on can speak; missing where nothing bears a day.

    Of the evidence of the table, `opened`, a line says how far a work that was opened for a row (as a copy, perhaps)
    speaks there; of others `works` says it, by key, as `speaks_until` has it.
    """
    cited = pd.DataFrame({"row": rows.index, "source": rows["source"].str.split(";").to_list()}).explode("source")
    of_work = opened.groupby(["row", "source"])["as_of"].max().reindex(pd.MultiIndex.from_frame(cited))
    days = of_work.fillna(cited["source"].map(works).set_axis(of_work.index))
    latest = days.groupby(cited.index.to_numpy()).max().set_axis(rows.index)
    of_row = opened.groupby("row")["as_of"].max().reindex(rows.index)
    return pd.concat([latest, of_row], axis=1).max(axis=1)
