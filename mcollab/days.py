"""Days as people give them: one calendar day, or one sentence that says why it is none."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any, TypeAlias

import numpy as np
import pandas as pd

from mcollab.errors import McollabError

Day: TypeAlias = "str | dt.date | np.datetime64"
"""What stands for a day: ``"1990-10-03"``, a date, or a time, of which the day counts."""


_LAST = 2199
"""The last year in which anybody asks for a day; files write 9999-12-31 where they mean that there is none."""


def as_day(given: Any) -> pd.Timestamp:
    """Return a day as a Timestamp at midnight, without a time zone.

    Parameters
    ----------
    given
        ``"1990-10-03"``, a date, a datetime or a Timestamp. Of a time the calendar day counts, as it is written there:
        no time zone moves it to another.

    Raises
    ------
    McollabError
        If it is none, or a year or a month, in which any day could be meant, or lies beyond 2199.

    Examples
    --------
    >>> as_day("1990-10-03")
    Timestamp('1990-10-03 00:00:00')
    >>> as_day(2004)
    Traceback (most recent call last):
    mcollab.errors.McollabError: 2004 is a year, no day: name one in it, such as '2004-12-31'.
    """
    day = _day(given)
    if day.year > _LAST:
        raise McollabError(f"No day {given!r}: expected one before {_LAST + 1}, such as '1990-10-03'.")
    return day


def _day(given: Any) -> pd.Timestamp:
    text = _text(given)
    if re.fullmatch(r"\d{4}", text):
        raise McollabError(f"{text} is a year, no day: name one in it, such as '{text}-12-31'.")
    if re.fullmatch(r"\d{4}-\d{2}", text):
        raise McollabError(f"{text} is a month, no day: name one in it, such as '{text}-01'.")
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            return pd.Timestamp(dt.date.fromisoformat(text))
    except ValueError:
        pass  # the thirtieth of February
    raise McollabError(f"No day {given!r}: expected a date such as '1990-10-03'.")


def as_days(rows: pd.DataFrame, column: str, what: str) -> pd.Series:
    """Return a column of days as Timestamps without a time zone; what is missing stays so.

    Parameters
    ----------
    rows, column
        The rows and their column: Timestamps, or what `as_day` takes, and 9999-12-31 for what has no end.
    what
        What needs them, for the sentence.

    Raises
    ------
    McollabError
        If one is no day: a year as a number least of all, which would be taken as nanoseconds since 1970.

    Examples
    --------
    >>> as_days(pd.DataFrame({"joined": [1949]}), "joined", "world")
    Traceback (most recent call last):
    mcollab.errors.McollabError: world, column 'joined': 1949 is a year, no day: name one in it, such as '1949-12-31'.
    """
    days = rows[column]
    if pd.api.types.is_datetime64_any_dtype(days):
        return days.dt.tz_localize(None)
    try:
        return pd.to_datetime(days.map(_day, na_action="ignore"))
    except McollabError as error:
        raise McollabError(f"{what}, column {column!r}: {error}") from None


def _text(given: Any) -> str:
    """Return what was given as it would be written, as exactly as it was given."""
    if isinstance(given, np.datetime64):
        return "" if np.isnat(given) else str(given).partition("T")[0]
    if isinstance(given, dt.date) and not pd.isna(given):  # datetime and Timestamp are dates too
        return given.isoformat()[:10]
    if isinstance(given, (int, np.integer, pd.Period)) and not isinstance(given, bool):
        return str(given)
    return given.strip() if isinstance(given, str) else ""
