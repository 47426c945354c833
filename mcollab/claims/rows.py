"""What every check needs of the tables: a row by its id, dates as exactly as they are known, conditions, a finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from mcollab.claims.registry import UNDECIDED, VERDICTS, Finding
from mcollab.datapackage import descriptor, load
from mcollab.errors import McollabError, nearest
from mcollab.membership.selection import latest_day
from mcollab.shelf_life import lasting

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def fresh_since(table: str) -> pd.Timestamp:
    """Return the first day of which sources still speak of the present: those of rows within their shelf life."""
    return latest_day() - lasting(descriptor(table)["shelfLife"]["duration"])


def goes_on(table: str, own: pd.Series, label: str, date: str | None) -> Finding:
    """Return what a row without an end says of an end on a date: wrong, or undecided where its sources are older."""
    last = span(date)[1] if date else fresh_since(table)
    if last > own["as_of"]:
        return finding(UNDECIDED, f"{own[label]} had not ended by {own['as_of']:%F}, as far as our sources go.", own)
    return finding("wrong", f"{own[label]} has not ended.", own)


def span(date: str) -> tuple[pd.Timestamp, pd.Timestamp]:
    """Return the first and the last day of a year, a month or a day.

    Examples
    --------
    >>> [f"{day:%F}" for day in (*span("2024"), *span("2024-02"))]
    ['2024-01-01', '2024-12-31', '2024-02-01', '2024-02-29']
    """
    period = pd.Period(date)
    return period.start_time, period.end_time.normalize()


def row(table: str, id: str) -> pd.Series:
    """Return the row of a table by its id.

    Raises
    ------
    McollabError
        If no row has that id.
    """
    frame = load(table)
    found = frame[frame["id"] == id]
    if found.empty:
        raise McollabError(f"No row {id!r} in {table}: expected an id of that table{nearest(id, frame['id'])}")
    return found.iloc[0]


def finding(verdict: str, found: str, *rows: pd.Series | pd.DataFrame) -> Finding:
    """Return a finding with the sources of the rows that it rests on, each once, in their order."""
    cells = [cell for part in rows for cell in ([part["source"]] if isinstance(part, pd.Series) else part["source"])]
    return Finding(verdict, found, ";".join(dict.fromkeys(key for cell in cells for key in cell.split(";"))))


def share(met: Sequence[bool]) -> str:
    """Return the verdict on a statement of several parts.

    Examples
    --------
    >>> share([True, True]), share([True, False]), share([False, False])
    ('supported', 'imprecise', 'wrong')
    """
    return "supported" if all(met) else "imprecise" if any(met) else "wrong"


def of_all(exceptions: int, number: int) -> str:
    """Return the verdict on a statement of all of a number of things; that it holds of most is imprecise.

    Examples
    --------
    >>> [of_all(exceptions, 5) for exceptions in (0, 2, 3)]
    ['supported', 'imprecise', 'wrong']
    """
    return "wrong" if 2 * exceptions >= number else "imprecise" if exceptions else "supported"


UNCONFIRMED = "Our row is not confirmed."
NEAR = 2
"""Years by which accounts of one event differ: decision, signature, ratification, notice, effect, first work."""
NOT_WRONG = (
    "A date like this is not called wrong: an account may count a decision, a signature, a notice or the effect."
)
"""What is said of a date near to ours: the rule, and not that there is such an account."""


def near(days: Iterable[pd.Timestamp], first: str, last: str | None = None, *, years: int = NEAR) -> bool:
    """Return whether a date, or the years `first` to `last`, lie within some `years` of one of some days.

    Examples
    --------
    >>> days = [pd.Timestamp("1935-03-27"), pd.NaT]
    >>> near(days, "1933-03"), near(days, "1938"), near(days, "1938", "1940"), near(days, "1920", "1933")
    (True, False, False, True)
    """
    low, high = int(first[:4]) - years, int((last or first)[:4]) + years
    return any(low <= day.year <= high for day in days)


def doubted(found: Finding, own: pd.Series, date: str | None, *, near: bool = False) -> Finding:
    """Return what a row says of a date; where another account of the event may give that date, nothing is wrong.

    What rests on a row that is not confirmed says so.

    Parameters
    ----------
    found
        What the row says.
    own
        The row: where it is not confirmed, or its own note names the year, the date is not wrong.
    date
        The year, month or day; none where it is of no one year.
    near
        Whether the date may be another account of what the row dates.
    """
    said = ""
    if found.verdict != "wrong":
        return found if own["confirmed"] else found._replace(found=f"{found.found} {UNCONFIRMED}")
    if not own["confirmed"]:
        said = UNCONFIRMED
    elif date and date[:4] in str(own["note"]):
        said = f"Its note says: {own['note']}"
    elif near:
        said = NOT_WRONG
    return found._replace(verdict=UNDECIDED, found=f"{found.found} {said}") if said else found


def best(verdicts: Iterable[str]) -> str:
    """Return the mildest of some verdicts; of none, ``wrong``.

    Examples
    --------
    >>> best(["wrong", "imprecise"])
    'imprecise'
    """
    return min(verdicts, key=VERDICTS.index, default="wrong")


def split(condition: str) -> tuple[str, list[str], bool]:
    """Return the column of a condition, the values that it allows, and whether it denies them.

    Examples
    --------
    >>> split("kind=alliance|coalition"), split("obligation!=defence")
    (('kind', ['alliance', 'coalition'], False), ('obligation', ['defence'], True))
    """
    column, _, values = condition.partition("=")
    return column.rstrip("!"), values.split("|"), column.endswith("!")


def meets(frame: pd.DataFrame, condition: str) -> pd.Series:
    """Return which rows meet a condition, in any case of letters.

    Raises
    ------
    McollabError
        If the frame has no such column.
    """
    column, values, denied = split(condition)
    if column not in frame:
        raise McollabError(
            f"No column {column!r}: expected one of {', '.join(frame.columns)}{nearest(column, frame.columns)}"
        )
    return frame[column].map(lambda value: str(value).lower()).isin([value.lower() for value in values]) != denied


def written(of: pd.Series, column: str) -> str:
    """Return a date of a row as exactly as it is known: a day, a month or a year."""
    return f"{of[column]:{ {'day': '%F', 'month': '%Y-%m'}.get(of[f'{column}_precision'], '%Y') }}"


def dated(of: pd.Series, column: str, first: str, last: str | None = None) -> str:
    """Return whether a date of a row is `first`, as exactly as both are known, or in the years `first` to `last`.

    The right year with a wrong month or day is imprecise; a date that is missing is wrong.
    """
    day, precision = of[column], of[f"{column}_precision"]
    year = int(first[:4] if last is None else first)  # a year at least, or the check cannot be read
    if pd.isna(day):
        return "wrong"
    if last is not None:
        return "supported" if year <= day.year <= int(last) else "wrong"
    exact = min({"day": 10, "month": 7}.get(precision, 4), len(first))
    if f"{day:%F}"[:exact] == first[:exact]:
        return "supported"
    return "imprecise" if day.year == year else "wrong"


def year_of(value: pd.Timestamp | str | int) -> int:
    """Return the year of a day, or of a year or day written out; years before the first count down from 0.

    Examples
    --------
    >>> year_of("1949-04-04"), year_of("-0479"), year_of("-0404-09-01"), year_of(1949)
    (1949, -479, -404, 1949)
    """
    if isinstance(value, pd.Timestamp):
        return int(value.year)
    text = str(value)
    return int(text[: text.index("-", 1)] if "-" in text[1:] else text)
