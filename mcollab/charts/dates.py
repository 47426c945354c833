"""Dates as charts need them: as numbers, before the common era too, and as words, as precise as they are known."""

import datetime as dt
import re

import pandas as pd

from mcollab.errors import McollabError

_ISO = re.compile(r"([+-]?\d{4,6})(?:-(\d\d))?(?:-(\d\d))?")


def decimal_year(date: dt.date | str) -> float:
    """Return a date as a year and its fraction. Takes ISO 8601 text, with a minus sign too.

    Raises
    ------
    McollabError
        If it is no date.

    Examples
    --------
    >>> decimal_year("1949-08-24"), decimal_year("-0477")
    (1949.65, -477.0)
    """
    year, month, day = _parts(date)
    passed = ((month or 1) - 1) / 12 + ((day or 1) - 1) / 372
    return round(year + min(passed, 0.99), 2)  # the last day of a year is not rounded to the next


def in_words(date: dt.date | str | None, precision: str = "day") -> str:
    """Return a date as words, as `precision` allows; nothing if it is missing.

    Examples
    --------
    >>> in_words("1949-08-24"), in_words("1949-08-24", "month"), in_words("-0477-01-01", "year")
    ('24 August 1949', 'August 1949', '478 BCE')
    >>> in_words("1648", "circa")
    'about 1648'
    """
    if date is None or pd.isna(date):
        return ""
    year, month, day = _parts(date)
    text = f"{1 - year} BCE" if year <= 0 else str(year)
    if precision == "circa":
        return f"about {text}"
    if precision in ("day", "month") and month:
        text = f"{pd.Timestamp(2000, month, 1).month_name()} {text}"
        if precision == "day" and day:
            text = f"{day} {text}"
    return text


def told(rows: pd.DataFrame, column: str) -> list[str]:
    """Return the dates of a column as words, as precise as ``<column>_precision`` says where there is one."""
    precision = rows[f"{column}_precision"] if f"{column}_precision" in rows else ["day"] * len(rows)
    return [in_words(date, how) for date, how in zip(rows[column], precision, strict=True)]


def _parts(date: dt.date | str) -> tuple[int, int | None, int | None]:
    if isinstance(date, dt.date) and not pd.isna(date):
        return date.year, date.month, date.day
    found = _ISO.fullmatch(str(date).strip())
    if not found:
        raise McollabError(
            f"{date!r} is no date; expected ISO 8601 such as '1949-08-24', or '-0477-01-01' for 478 BCE."
        )
    year, month, day = found.groups()
    # The calendar knows which months and days there are; a year that it has not reached counts like a leap year.
    try:
        dt.date(2000, int(month or 1), int(day or 1))
    except ValueError:
        raise McollabError(f"{date!r} is no date: there is no such month or day.") from None
    return int(year), int(month) if month else None, int(day) if day else None
