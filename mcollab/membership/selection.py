"""Which arrangements, which statuses, which day: what the functions of this room are asked for, checked and found."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias

import pandas as pd

from mcollab.datapackage import ATTRS, descriptor, load, package
from mcollab.days import as_day
from mcollab.errors import McollabError, nearest

if TYPE_CHECKING:
    import numpy as np

MEMBERS = ("member", "suspended", "frozen")
"""The statuses of a member in law: one that is suspended, or has frozen its part, has not left."""

PROMISED = ("member", "frozen")
"""The statuses of those whom a promise is owed: not of whom the others bar from taking part."""

STATUSES = ("member", "associate", "observer", "partner", "suspended", "frozen")

Several: TypeAlias = str | Iterable[str]
"""One name, or several."""


def several(given: Several) -> list[str]:
    """Return one name, or several, as a list.

    Raises
    ------
    McollabError
        If it is neither.
    """
    if isinstance(given, str):
        return [given]
    asked: object = given
    if isinstance(asked, bytes) or not isinstance(asked, Iterable):
        raise McollabError(f"{given!r} is no name; expected one, as text, or several, as a list of texts.")
    return [str(one) for one in given]


def plain(name: object) -> str:
    """Return a name as it is compared: composed letters, any case, plain spaces, nothing that is not seen.

    Examples
    --------
    >>> plain("Visegra\u0301d\u00a0 Group\u200b")
    'visegrád group'
    """
    return _plain(str(name))


@lru_cache(maxsize=10_000)
def _plain(text: str) -> str:
    seen = "".join(sign for sign in unicodedata.normalize("NFC", text) if unicodedata.category(sign) != "Cf")
    return " ".join(seen.split()).casefold()


def arrangement_row(name: object) -> pd.Series:
    """Return the row of an arrangement, found by its id, short name or name, in any case.

    Raises
    ------
    McollabError
        If none, or more than one, is called so.
    """
    return arrangement_rows([name]).iloc[0]


def arrangement_rows(names: Iterable[object]) -> pd.DataFrame:
    """Return the rows of arrangements in the order of `names`, each an id or a name.

    Raises
    ------
    McollabError
        If one of them is the name of no arrangement, or of several.

    Examples
    --------
    >>> arrangement_rows(["Warsaw Pact", "nato"])["id"].to_list()
    ['warsaw-pact', 'nato']
    """
    table = load("arrangements")
    columns = [_as_compared(tuple(table[column].to_numpy())) for column in ("id", "short_name", "name")]
    places = []
    for name in names:
        wanted = plain(name)
        called = next((column for column in columns if column.count(wanted) == 1), None)
        if called is None:
            options = [*table["id"], *table["short_name"], *table["name"]] if isinstance(name, str) else []
            raise McollabError(
                f"No arrangement {name!r}: expected an id or name of load('arrangements'){nearest(wanted, options)}"
            )
        places.append(called.index(wanted))
    return table.iloc[places]


@lru_cache(maxsize=12)
def _as_compared(names: tuple[object, ...]) -> list[str]:
    return [plain(name) for name in names]


def statuses(status: Several) -> list[str]:
    """Return the statuses to count.

    Raises
    ------
    McollabError
        If one is unknown, or there is none.
    """
    wanted = several(status)
    if not wanted:
        raise McollabError(f"No status to count: expected one or several of {', '.join(STATUSES)}.")
    for one in wanted:
        if one not in STATUSES:
            raise McollabError(f"No status {one!r}: expected {', '.join(STATUSES)}{nearest(one, STATUSES)}")
    return wanted


def recorded_day(on: Any) -> pd.Timestamp:
    """Return the day `on`, up to which the data hold.

    Raises
    ------
    McollabError
        If it is no day, or a later one.
    """
    day, latest = as_day(on), latest_day()
    if day > latest:
        raise McollabError(
            f"The data hold to {latest:%Y-%m-%d} and say nothing of {day.date()}: name that day or an earlier one."
        )
    return day


def latest_day() -> pd.Timestamp:
    """Return the day of the data: of what came later, no row can know."""
    return pd.Timestamp(package()["created"][:10])


def narrowed(table: pd.DataFrame, **wanted: Several | None) -> pd.DataFrame:
    """Return the rows of a table whose columns have one of the values wanted.

    Parameters
    ----------
    table
        A table, or rows of one.
    **wanted
        Of each column the value or values to keep; None keeps all.

    Raises
    ------
    McollabError
        If a value does not occur in that column by its table's schema (in rows of no one table: among them), or the
        rows have no such column.
    """
    whole = table
    for column, given in wanted.items():
        if given is None:
            continue
        values = several(given)
        if not values:
            raise McollabError(f"No {column} to choose by: name one or several, or leave it out for all.")
        if column not in table:
            raise McollabError(
                f"These rows have no column {column!r} to choose by: it belongs to load('arrangements')."
            )
        options = _values(whole, column)
        for value in values:
            if value not in options:
                raise McollabError(f"No {column} {value!r}: expected {', '.join(options)}{nearest(value, options)}")
        table = table[table[column].isin(values)]
    return table


def _values(rows: pd.DataFrame, column: str) -> list[str]:
    """Return what may stand in a column by the schema of the rows' table, or what stands there."""
    tables = rows.attrs.get(ATTRS, {}).get("tables", [])
    fields = descriptor(tables[0])["schema"]["fields"] if len(tables) == 1 else []
    enums = [field["constraints"]["enum"] for field in fields if field["name"] == column]
    return enums[0] if enums else [str(value) for value in rows[column].dropna().unique()]


def memberships(arrangements: Several | None, status: Several, **wanted: Several | None) -> pd.DataFrame:
    """Return the memberships in some arrangements with some statuses.

    Parameters
    ----------
    arrangements
        Ids or names; None for all.
    status
        Statuses to keep.
    **wanted
        As for :func:`narrowed`.

    Returns
    -------
    DataFrame
        Rows of ``memberships``, as :func:`of_status` keeps them. Chosen by obligation, a spell begins no earlier than
        the text that obliges: the European Union promises defence since 1 December 2009, whoever joined before.

    Raises
    ------
    McollabError
        If an arrangement, a status or a value is unknown.
    """
    table = of_status(status)
    if arrangements is not None:
        named = several(arrangements)
        if not named:
            raise McollabError("No arrangement to count: name one or several, or leave it out for all.")
        table = table[table["arrangement"].isin(arrangement_rows(named)["id"])]
    chosen = narrowed(load("arrangements"), **wanted)
    rows = table[table["arrangement"].isin(chosen["id"])]
    return rows if wanted.get("obligation") is None else _obliged(rows, chosen)


def _obliged(rows: pd.DataFrame, chosen: pd.DataFrame) -> pd.DataFrame:
    """Return memberships from the day on which what obliges was in force, where that came after the arrangement."""
    joined = no_earlier(rows["joined"], rows["arrangement"].map(obliging_since(chosen.set_index("id")["obligation"])))
    return rows.assign(joined=joined)[~(rows["left"] <= joined)]


def of_status(status: Several, arrangement: str | None = None) -> pd.DataFrame:
    """Return the memberships with some statuses, of all arrangements or of one, by its id.

    In a body that has no members who is suspended is a partner: asked for members, it is none. A spell whose beginning
    is known to the year or month only begins no earlier than the arrangement was signed.

    Raises
    ------
    McollabError
        If a status is unknown.

    Examples
    --------
    >>> rows = of_status(MEMBERS)
    >>> "pfp" in set(rows["arrangement"]), len(rows[rows["arrangement"] == "aukus"])
    (False, 3)
    """
    table, wanted = load("memberships"), statuses(status)
    if arrangement is not None:
        table = table[table["arrangement"] == arrangement]
    rows = with_status(table, wanted)
    signed = rows["arrangement"].map(load("arrangements").set_index("id")["signed"])
    return rows.assign(joined=no_earlier(rows["joined"], signed.where(rows["joined_precision"] != "day")))


def with_status(table: pd.DataFrame, wanted: Iterable[str]) -> pd.DataFrame:
    """Return the memberships of a table that have some statuses.

    In a body that has no members who is suspended is a partner: asked for members, it is none.
    """
    wanted = set(wanted)
    rows = table[table["status"].isin(wanted)]
    if "member" not in wanted or "partner" in wanted:
        return rows
    partners = set(table[table["status"] == "partner"]["arrangement"])
    return rows[~rows["arrangement"].isin(partners - set(table[table["status"] == "member"]["arrangement"]))]


def bound_since(rows: pd.DataFrame, *, obliging: bool) -> pd.Series:
    """Return from which day arrangements bound: in force, and no earlier than signed.

    An entry into force that is known to the year only is written as its first day, which may be before the signature.

    Parameters
    ----------
    rows
        Rows of ``arrangements``.
    obliging
        Whether to count from the text that obliges, where that came later.

    Examples
    --------
    >>> rows = arrangement_rows(["eu", "soviet-czechoslovak-1943"])
    >>> [f"{day:%F}" for obliging in (False, True) for day in bound_since(rows, obliging=obliging)]
    ['1958-01-01', '1943-12-12', '2009-12-01', '1943-12-12']
    """
    since = no_earlier(rows["in_force"], rows["signed"])
    if not obliging:
        return since
    ids = rows["id"] if "id" in rows else rows.index.to_series()
    return no_earlier(since, ids.map(obliging_since(pd.Series(rows["obligation"].to_numpy(), index=ids))))


def obliging_since(obligations: pd.Series) -> pd.Series:
    """Return when the text of the clause that obliges came into force, by id, of arrangements in which that was later.

    Parameters
    ----------
    obligations
        What arrangements oblige to, by id.
    """
    clauses = load("clauses")
    strongest = clauses[clauses["obligation"] == clauses["arrangement"].map(obligations)]
    since: pd.Series = strongest.groupby("arrangement")["text_in_force"].agg(lambda days: days.min(skipna=False))
    return since


def no_earlier(days: pd.Series, than: pd.Series) -> pd.Series:
    """Return days, and in place of those before another day that one; what is missing stays so."""
    return days.where(~(days < than), than)


def holds(begun: pd.Series | np.ndarray, ended: pd.Series | np.ndarray, day: pd.Timestamp | np.ndarray) -> pd.Series:
    """Return which of the intervals ``[begun, ended)`` hold on a day; an empty end is none yet.

    Of arrays, and a column of days, it is an array with a row for each day.

    Examples
    --------
    >>> import pandas as pd
    >>> days = pd.to_datetime(pd.Series(["1999-01-01", "2000-01-01", "2001-01-01", None]))
    >>> list(holds(days, days + pd.Timedelta(365, "D"), pd.Timestamp("2000-01-01")))
    [False, True, False, False]
    """
    return (begun <= day) & ~(ended <= day)
