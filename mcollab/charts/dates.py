"""Dates as charts need them: years as numbers (years before the common era too), and as words of the right precision."""

import re

import altair as alt
import pandas as pd

from mcollab.errors import McollabError

_ISO = re.compile(r"([+-]?\d{4,6})(?:-(\d\d))?(?:-(\d\d))?")
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def decimal_year(date) -> float:
    """Return a date as a year and its fraction: 1949-08-24 is 1949.64. Takes ISO 8601 text, with a minus sign too.

    Raises
    ------
    McollabError
        If it is no date.
    """
    year, month, day = _parts(date)
    return round(year + ((month or 1) - 1) / 12 + ((day or 1) - 1) / 372, 2)


def in_words(date, precision: str = "day") -> str:
    """Return "24 August 1949", "August 1949", "1949", "about 1949" or "478 BCE", as `precision` allows; "" if missing."""
    if date is None or pd.isna(date):
        return ""
    year, month, day = _parts(date)
    text = f"{1 - year} BCE" if year <= 0 else str(year)
    if precision == "circa":
        return f"about {text}"
    if precision in ("day", "month") and month:
        text = f"{_MONTHS[month - 1]} {text}"
        if precision == "day" and day:
            text = f"{day} {text}"
    return text


def _parts(date) -> tuple[int, int | None, int | None]:
    if hasattr(date, "year"):
        return date.year, date.month, date.day
    found = _ISO.fullmatch(str(date).strip())
    if not found:
        raise McollabError(
            f"{date!r} is no date; expected ISO 8601 such as '1949-08-24', or '-0477-01-01' for 478 BCE."
        )
    year, month, day = found.groups()
    return int(year), int(month) if month else None, int(day) if day else None


def year_slider(years: list[int], start: int, label: str = "Year") -> tuple[alt.Parameter, str]:
    """Return a slider named ``year`` over the span of `years`, and the expression of the year to show.

    Where years are missing, the latest one before the slider's stands, so that the slider always says a year.
    """
    first, last = years[0], years[-1]
    slider = alt.param(name="year", value=start, bind=alt.binding_range(min=first, max=last, step=1, name=f"{label} "))
    if len(years) == last - first + 1:
        return slider, "year"
    standing = [max(year for year in years if year <= at) for at in range(first, last + 1)]
    return slider, f"{standing}[year - {first}]"
