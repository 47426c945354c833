"""What a chart needs of its data, or one sentence that says what is wrong with it."""

import math
import re
from collections.abc import Iterable, Sequence
from numbers import Integral

import pandas as pd

from mcollab.errors import McollabError, nearest
from mcollab.membership.selection import latest_day
from mcollab.sources import as_of
from mcollab.style.tokens import CATEGORICAL

_FORMAT = re.compile(r"(.?[<>=^])?[-+( ]?[$#]?0?\d*,?(\.\d+)?~?[%bcdefgnoprsxX]?")


def need(frame: pd.DataFrame, chart: str, *columns: str | None) -> None:
    """Raise a :class:`McollabError` unless `frame` is a DataFrame with rows and with these columns (None is skipped).

    Examples
    --------
    >>> need(pd.DataFrame({"name": ["A"]}), "ranked", "nmae")
    Traceback (most recent call last):
    mcollab.errors.McollabError: ranked needs a column 'nmae', but the frame has 'name'; did you mean 'name'?
    """
    if not isinstance(frame, pd.DataFrame):
        raise McollabError(f"{chart} needs a DataFrame, but got {type(frame).__name__}.")
    if twice := [*dict.fromkeys(frame.columns[frame.columns.duplicated()])]:
        raise McollabError(
            f"{chart} got a frame in which two columns are named {twice[0]!r}: rename one, or leave it out."
        )
    for column in columns:
        if column is not None and column not in frame.columns:
            raise McollabError(
                f"{chart} needs a column {column!r}, but the frame has {', '.join(map(repr, frame.columns))}"
                f"{nearest(column, frame.columns)}"
            )
    if frame.empty:
        raise McollabError(f"{chart} got a frame without rows; there is nothing to draw.")


def numbers(frame: pd.DataFrame, chart: str, *columns: str) -> None:
    """Raise a :class:`McollabError` unless these columns hold numbers, none infinite and at least one not missing."""
    types = pd.api.types
    for column in columns:
        kind = frame[column].dtype
        if not types.is_numeric_dtype(kind) or types.is_bool_dtype(kind) or types.is_complex_dtype(kind):
            raise McollabError(f"{chart} needs numbers in column {column!r}, but it holds {frame[column].dtype}.")
        if frame[column].isna().all():
            raise McollabError(f"{chart} needs numbers in column {column!r}, but all of them are missing.")
        if endless := frame[column].isin([math.inf, -math.inf]).sum():
            raise McollabError(
                f"{chart} needs numbers in column {column!r}, but {endless} of its {len(frame)} are infinite; leave "
                "them out."
            )


def whole_years(frame: pd.DataFrame, chart: str, column: str) -> None:
    """Raise a :class:`McollabError` unless a column holds whole years: of days, numbers would count since 1970."""
    numbers(frame, chart, column)
    given = frame[column]
    if missing := int(given.isna().sum()):
        raise McollabError(f"{chart} needs a year in each row, but {column!r} lacks {missing} of {len(given)}.")
    wrong = given[(given % 1 != 0) | (given < 1)]
    if len(wrong):
        raise McollabError(
            f"{chart} needs whole years such as 1990 in column {column!r}, but row {wrong.index[0]!r} has"
            f" {wrong.iloc[0]}."
        )


def each_has(frame: pd.DataFrame, chart: str, *columns: str) -> None:
    """Raise a :class:`McollabError` if a row has no name or kind: it would be counted nowhere, or drawn as nan."""
    for column in columns:
        if missing := int(frame[column].isna().sum()):
            raise McollabError(
                f"{chart} tells rows apart by {column!r}, which {missing} of {len(frame)} lack: leave them out, or call"
                " them something, as with fillna."
            )


def not_negative(frame: pd.DataFrame, chart: str, column: str) -> None:
    """Raise a :class:`McollabError` if a column of amounts goes below zero, where a bar would start elsewhere."""
    if (frame[column] < 0).any():
        raise McollabError(
            f"{chart} cannot draw negative amounts, but column {column!r} goes down to {frame[column].min():g}."
        )


def positive(frame: pd.DataFrame, chart: str, column: str) -> None:
    """Raise a :class:`McollabError` if a column for a logarithmic axis holds zero or less."""
    if (frame[column] <= 0).any():
        raise McollabError(
            f"{chart} cannot put column {column!r} on a logarithmic axis: it goes down to {frame[column].min():g}."
        )


def once(frame: pd.DataFrame, chart: str, first: str, second: str | None = None) -> None:
    """Raise a :class:`McollabError` if a value, or a pair of values, stands in two rows."""
    twice = frame[frame.duplicated([first, *([second] if second else [])])]
    if len(twice):
        row = twice.iloc[0]
        where = f" in {row[second]}" if second else ""
        raise McollabError(
            f"{chart} expects one row for each {first}{f' and {second}' if second else ''}, but {str(row[first])!r}"
            f" comes twice{where}: keep one of them{', or one date' if second else ''}."
        )


def paired_once(frame: pd.DataFrame, chart: str, first: str, second: str) -> None:
    """Raise a :class:`McollabError` if two stand in two rows, in either order, or one is paired with itself."""
    each_has(frame, chart, first, second)
    pairs = [sorted(map(str, pair)) for pair in zip(frame[first], frame[second], strict=True)]
    for one, other in pairs:
        if one == other:
            raise McollabError(f"{chart} expects two in each row, but got {one!r} with itself: leave that row out.")
    once(pd.DataFrame(pairs, columns=[first, second]), chart, first, second)


def for_two(given: object, chart: str, what: str, such: str) -> tuple[str, str]:
    """Return what was given for two, or raise a :class:`McollabError` if it is not one for each.

    Examples
    --------
    >>> for_two(("2014",), "dumbbell", "names", "('2014', '2024')")
    Traceback (most recent call last):
    mcollab.errors.McollabError: dumbbell needs names for two, such as ('2014', '2024'), but got ('2014',).
    """
    if not isinstance(given, (tuple, list)) or len(given) != 2:
        raise McollabError(f"{chart} needs {what} for two, such as {such}, but got {given!r:.60}.")
    return given[0], given[1]


def exist(names: Sequence[str], among: Iterable[object], chart: str, what: str = "", to: str = "highlight") -> None:
    """Raise a :class:`McollabError` that proposes the nearest if a name to highlight is not there."""
    known = {str(name) for name in among}
    for name in names:
        if str(name) not in known:
            raise McollabError(f"{chart} has no {what}{str(name)!r} to {to}{nearest(name, known)}")


def ordered(order: Sequence[object] | None, kinds: Iterable[object], chart: str, what: str) -> list[str]:
    """Return the kinds in the order asked for (without one, as they come), by their names.

    Raises
    ------
    McollabError
        If the order names one that is not there or names one twice, or leaves one out, which would not be drawn.

    Examples
    --------
    >>> ordered(["sea"], ["land", "sea"], "stack", "kind")
    Traceback (most recent call last):
    mcollab.errors.McollabError: stack has no place for kind 'land': name it in order, or leave its rows out.
    """
    found = list(dict.fromkeys(map(str, kinds)))
    if order is None or not len(order):
        return found
    names = [str(kind) for kind in order]
    exist(names, found, chart, f"{what} ", "put in order")
    for name in names:
        if names.count(name) > 1:
            raise McollabError(f"{chart} can give {what} {name!r} one place only, but order names it twice.")
    for kind in found:
        if kind not in names:
            raise McollabError(f"{chart} has no place for {what} {kind!r}: name it in order, or leave its rows out.")
    return names


def tell_apart(kinds: Sequence[object], chart: str, what: str) -> None:
    """Raise a :class:`McollabError` if there are more kinds than colours to tell them apart."""
    if len(kinds) > len(CATEGORICAL):
        raise McollabError(
            f"{chart} tells at most {len(CATEGORICAL)} {what} apart, but got {len(kinds)}; join the small ones first."
        )


def some(given: object, chart: str, name: str) -> None:
    """Raise a :class:`McollabError` unless a number of things to show is a whole one, from 1 on.

    Examples
    --------
    >>> some(0, "ranked", "top")
    Traceback (most recent call last):
    mcollab.errors.McollabError: ranked needs a whole number from 1 on for top, but got 0.
    """
    if isinstance(given, bool) or not isinstance(given, Integral) or int(given) < 1:
        raise McollabError(f"{chart} needs a whole number from 1 on for {name}, but got {given!r:.60}.")


def number_format(chart: str, *formats: object) -> None:
    """Raise a :class:`McollabError` of what is no number format of d3, which no page could show.

    References
    ----------
    Bostock, M., d3-format, locale.format: [[fill]align][sign][symbol][0][width][,][.precision][~][type].

    Examples
    --------
    >>> number_format("ranked", ",", ".0%", "~s")
    >>> number_format("ranked", "two")
    Traceback (most recent call last):
    mcollab.errors.McollabError: ranked cannot write numbers as 'two': expected a format of d3, such as ',.0f' or '.0%'.
    """
    for given in formats:
        if not isinstance(given, str) or not _FORMAT.fullmatch(given):
            raise McollabError(
                f"{chart} cannot write numbers as {given!r:.60}: expected a format of d3, such as ',.0f' or '.0%'."
            )


def whole_year(given: object, chart: str, name: str) -> int:
    """Return a year as an int, or raise a :class:`McollabError` if it is none.

    Examples
    --------
    >>> whole_year("1980", "world", "year")
    Traceback (most recent call last):
    mcollab.errors.McollabError: world needs a year for year, as a whole number such as 1990, but got '1980'.
    """
    if isinstance(given, bool) or not isinstance(given, Integral) or int(given) < 1:
        raise McollabError(f"{chart} needs a year for {name}, as a whole number such as 1990, but got {given!r:.60}.")
    return int(given)


def two_years(given: object, chart: str, frame: pd.DataFrame) -> tuple[int, int]:
    """Return the first and the last year, or raise a :class:`McollabError` if they are none that the data know.

    Examples
    --------
    >>> two_years((1990, 2020), "in_force", pd.DataFrame())
    (1990, 2020)
    """
    if not isinstance(given, Sequence) or isinstance(given, str) or len(given) != 2:
        raise McollabError(
            f"{chart} needs two years, the first and the last, such as (1990, 2020), but got {given!r:.60}."
        )
    first, last = (whole_year(year, chart, name) for year, name in zip(given, ("the first", "the last"), strict=True))
    if first > last:
        raise McollabError(f"{chart} needs two years in order, but got {first} and {last}.")
    known(last, chart, frame)
    return first, last


def known(year: int, chart: str, frame: pd.DataFrame) -> None:
    """Raise a :class:`McollabError` if a year comes after the last of which the data say something."""
    day = as_of(frame)
    if day and year > (last := max(day.year, latest_day().year)):
        raise McollabError(
            f"The data hold to {last} and say nothing of {year}: {chart} goes to {last} or an earlier year."
        )
