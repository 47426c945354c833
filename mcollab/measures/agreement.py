"""Where two records of the same things differ: the years that one has and the other has not."""

from __future__ import annotations

import pandas as pd

from mcollab.errors import McollabError
from mcollab.measures.values import columns


def years_held(
    spells: pd.DataFrame, on: list[str], until: pd.Timestamp, *, begin: str = "joined", end: str = "left"
) -> pd.DataFrame:
    """Return the years in which something held, and whether it held throughout each.

    Parameters
    ----------
    spells
        One row a spell: the day in `begin` belongs to it, the day in `end` no more.
    on
        Columns that say of what the spell is, such as ``["arrangement", "country"]``.
    until
        The day before which a spell that is still open, or ends later, is counted.
    begin, end
        Columns of days; a spell without an end is open.

    Returns
    -------
    DataFrame
        The columns `on`, ``year`` and ``whole`` (whether each day of the year is in a spell), a row for each year
        with a day in one, in the order of `on` and the years.

    Raises
    ------
    McollabError
        If a column, or the beginning of a spell, is missing, one ends before it begins, or something else than a day
        without a zone is where one must be.

    Examples
    --------
    >>> import pandas as pd
    >>> finland = mc.load("memberships").query("arrangement == 'nato' and country == 'FIN'")
    >>> mc.measures.years_held(finland, ["country"], pd.Timestamp("2025-07-01"))
      country  year  whole
    0     FIN  2023  False
    1     FIN  2024   True
    2     FIN  2025  False

    References
    ----------
    Allen, J. F. (1983), "Maintaining Knowledge about Temporal Intervals", Communications of the ACM 26(11), 832–843.
    """
    columns(spells, "years_held", *on, begin, end)
    if spells[begin].isna().any():
        raise McollabError(
            f"years_held needs the beginning of each spell, but {begin!r} is missing of some; drop them."
        )
    for name in (begin, end):
        if spells[name].notna().any() and not pd.api.types.is_datetime64_dtype(spells[name]):
            raise McollabError(
                f"years_held needs days in column {name!r}, as to_datetime gives them: no numbers or texts."
            )
    if len(odd := spells.index[spells[end] < spells[begin]]):
        raise McollabError(f"Row {odd[0]!r} ends, by {end!r}, before it begins, by {begin!r}: mend it or leave it out.")
    if not isinstance(until, pd.Timestamp) or until.tz is not None:
        raise McollabError(
            "years_held needs a day without a zone for until, such as pd.Timestamp('2025-07-01'), but got"
            f" {until!r:.60}."
        )
    days = spells[on].assign(begin=spells[begin], end=spells[end].fillna(until).clip(upper=until))
    days = days.sort_values([*on, "begin"])
    # No day counts twice: of a spell that begins before an earlier one has ended, what comes after that.
    ended = days.assign(end=days.groupby(on)["end"].cummax())
    before = ended.groupby(on)["end"].shift()
    days["begin"] = days["begin"].mask(before > days["begin"], before)
    days = days[days["begin"] < days["end"]]
    last = days["end"] - pd.Timedelta(days=1)
    spans = zip(days["begin"].dt.year, last.dt.year, strict=True)
    years = days.assign(year=[range(one, other + 1) for one, other in spans]).explode("year").astype({"year": "int64"})
    start, after = (pd.to_datetime((years["year"] + more).astype(str) + "-01-01") for more in (0, 1))
    held = years["end"].clip(upper=after) - years["begin"].clip(lower=start)
    years = years.assign(held=held, whole=after - start)
    found = years.groupby([*on, "year"], as_index=False).agg(held=("held", "sum"), whole=("whole", "first"))
    return found.assign(whole=found.pop("held") == found["whole"])


def differences(ours: pd.DataFrame, theirs: pd.DataFrame, on: list[str]) -> pd.DataFrame:
    """Return the years that one of two records has and the other has not.

    A record that counts whole years and one that knows days do not differ for a year in which something began or ended:
    of a year that was not `whole`, the other may say either. A key that one of them never has differs in all its years.

    Parameters
    ----------
    ours, theirs
        One row a key and year, with the columns `on` and ``year``, and, if the record knows it, ``whole``: whether it
        held throughout the year, as of :func:`years_held`.
    on
        Columns of the key, such as ``["a", "b"]``.

    Returns
    -------
    DataFrame
        One row a key and unbroken run of years, in that order: the columns `on`, ``only`` (``ours`` or ``theirs``: the
        record that has the years), ``part`` (``beginning``: before the other record begins; ``end``: after it ends;
        ``between``; ``throughout``: the other never has the key), ``first`` and ``last`` year.

    Raises
    ------
    McollabError
        If a column is missing.

    Examples
    --------
    >>> import pandas as pd
    >>> nato = mc.panel(years=(1949, 1970), arrangements="nato")
    >>> other = pd.DataFrame({"country": "GRC", "year": range(1950, 1969)})
    >>> mc.measures.differences(nato.query("country == 'GRC'"), other, ["country"])
      country    only       part  first  last
    0     GRC    ours        end   1969  1970
    1     GRC  theirs  beginning   1950  1951

    References
    ----------
    Allen, J. F. (1983), "Maintaining Knowledge about Temporal Intervals", Communications of the ACM 26(11), 832–843.
    """
    key = [*on, "year"]
    sides = {"ours": ours, "theirs": theirs}
    for frame in sides.values():
        columns(frame, "differences", *key)
    flags = []
    for frame in sides.values():
        whole = frame.get("whole", True)
        flags.append(frame[key].assign(whole=whole).groupby(key, as_index=False)["whole"].any())
    both = flags[0].merge(flags[1], how="outer", on=key, suffixes=("_ours", "_theirs"))
    runs = []
    for only, other in (("ours", "theirs"), ("theirs", "ours")):
        bounds = sides[other].groupby(on)["year"].agg(begins="min", ends="max").reset_index()
        alone = both[both[f"whole_{only}"].notna() & both[f"whole_{other}"].isna()].merge(bounds, how="left", on=on)
        years = alone[alone[f"whole_{only}"].eq(True) | alone["begins"].isna()].sort_values(key)
        run = (years.groupby(on)["year"].diff() != 1).cumsum().rename("run")
        spans = years.groupby([*on, run], as_index=False).agg(first=("year", "min"), last=("year", "max"))
        runs.append(spans.drop(columns="run").merge(bounds, how="left", on=on).assign(only=only))
    found = pd.concat(runs, ignore_index=True)
    found["part"] = "between"
    found.loc[found["last"] < found["begins"], "part"] = "beginning"
    found.loc[found["first"] > found["ends"], "part"] = "end"
    found.loc[found["begins"].isna(), "part"] = "throughout"
    return found[[*on, "only", "part", "first", "last"]].sort_values([*on, "only", "first"], ignore_index=True)
