"""What measures are given: numbers that can be measured, or one sentence that says why not."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
import numpy.typing as npt
import pandas as pd

from mcollab.errors import McollabError, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable

Numbers = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
NUMBER = (int, float, np.integer, np.floating)
"""What is one number, of Python or of NumPy."""
_NUMBERS = (*NUMBER, np.bool_, Decimal, Fraction, type(None), type(pd.NA))
"""What an amount may be, or the lack of one: no text, day or complex number, which NumPy would turn into numbers."""

_T = TypeVar("_T")


def finite(values: Iterable[float], measure: str) -> Numbers:
    """Return `values` as an array of finite numbers.

    Parameters
    ----------
    values
        A list, an array or a column.
    measure
        The name of the measure, for the sentence that says what is wrong.

    Raises
    ------
    McollabError
        If there are none, or one is missing, infinite or not a number.

    Examples
    --------
    >>> finite([3, -1], "brier")
    array([ 3., -1.])
    """
    given: list[Any] = [values] if isinstance(values, str | bytes) else each(values, f"{measure} needs numbers")
    for one in given:
        if isinstance(one, dt.timedelta | np.timedelta64):
            raise McollabError(
                f"{measure} needs numbers, but got the duration {one!r:.60}: divide durations by one, such as "
                "pd.Timedelta(days=365.25), first."
            )
        if not isinstance(one, _NUMBERS):
            raise McollabError(f"{measure} needs numbers, but got {one!r:.60}.")
    found: Numbers = pd.Series(given, dtype=object).to_numpy(dtype=float, na_value=np.nan)
    if len(found) == 0:
        raise McollabError(f"{measure} of no values is not defined; give at least one.")
    if not np.isfinite(found).all():
        raise McollabError(f"{measure} needs a finite number for each, but some are missing; drop them first.")
    return found


def nonnegative(values: Iterable[float], measure: str) -> Numbers:
    """Return `values` as :func:`finite` does, none negative.

    Raises
    ------
    McollabError
        If there are none, or one is missing, infinite, negative or not a number.

    Examples
    --------
    >>> nonnegative([3, 0], "survival")
    array([3., 0.])
    """
    found = finite(values, measure)
    if (found < 0).any():
        raise McollabError(f"{measure} is not defined for negative values, but the least is {found.min():g}.")
    return found


def amounts(values: Iterable[float], measure: str) -> Numbers:
    """Return `values` as :func:`nonnegative` does, not all zero: amounts that can be divided.

    Raises
    ------
    McollabError
        If there are none, one is missing, infinite, negative or not a number, or all are zero.

    Examples
    --------
    >>> amounts([3, 1], "hhi")
    array([3., 1.])
    """
    found = nonnegative(values, measure)
    if not found.any():
        raise McollabError(f"{measure} of values that are all zero is not defined.")
    return found


def each(given: Iterable[_T], expected: str) -> list[_T]:
    """Return what is given one by one as a list.

    Parameters
    ----------
    given
        Anything that can be gone through.
    expected
        What it should have been, for the sentence that says what is wrong.

    Raises
    ------
    McollabError
        If it is one thing, or nothing.

    Examples
    --------
    >>> each("ab", "Groups are labels")
    ['a', 'b']
    """
    try:
        return list(given)
    except TypeError:
        raise McollabError(f"{expected}, but got {given!r:.60}.") from None


def flags(given: Iterable[object], expected: str) -> Flags:
    """Return an array of what was true and what was not.

    Parameters
    ----------
    given
        True or False each, or 1 or 0.
    expected
        What they should have told, for the sentence that says what is wrong.

    Raises
    ------
    McollabError
        If it is one thing, one is missing, or one is neither: a text such as ``"False"``, say, which Python takes for
        true.

    Examples
    --------
    >>> flags([True, 0], "survival needs to know of each whether its end was seen")
    array([ True, False])
    """
    found = each(given, expected)
    if pd.isna(pd.Series(found, dtype=object)).any():
        raise McollabError(f"{expected}, but some are missing.")
    for one in found:
        if not isinstance(one, (*NUMBER, np.bool_)) or one not in (True, False):
            raise McollabError(f"{expected}, as True or False, but got {one!r:.60}.")
    return np.asarray(found, dtype=bool)


def same_index(expected: str, *given: object) -> None:
    """Go on only if those of the columns given that have an index have the same: they are matched by their places.

    Parameters
    ----------
    expected
        What they should be, for the sentence that says what is wrong.
    given
        Columns; of lists and arrays the places are all there is.

    Raises
    ------
    McollabError
        If an index differs, so that what stands in one place is not of one thing.

    Examples
    --------
    >>> same_index("burden needs a size and an effort for each member", pd.Series([1, 2]), [3, 4])
    """
    indexes = [one.index for one in given if isinstance(one, pd.Series)]
    if any(not index.equals(indexes[0]) for index in indexes):
        raise McollabError(f"{expected}, but their indexes differ: give both the same.")


def numbers(measure: str, *, whole: bool = False, **given: object) -> None:
    """Go on only if each of the values named is one finite number, a whole one if so asked.

    Raises
    ------
    McollabError
        If one is not.

    Examples
    --------
    >>> numbers("passage", willing=0.5)
    >>> numbers("passage", whole=True, voters=15, needed=9)
    """
    for name, value in given.items():
        if not isinstance(value, NUMBER) or not np.isfinite(value):
            raise McollabError(f"{measure} needs a number for {name}, but got {value!r:.60}.")
        if whole and value % 1:
            raise McollabError(f"{measure} needs a whole number for {name}, but got {value!r:.60}.")


def columns(frame: object, measure: str, *names: str) -> None:
    """Go on only if a frame has columns of these names.

    Raises
    ------
    McollabError
        If it is no frame, or has no such column.

    Examples
    --------
    >>> columns(pd.DataFrame({"country": ["FRA"]}), "pairs", "country")
    """
    if not isinstance(frame, pd.DataFrame):
        raise McollabError(f"{measure} needs a DataFrame, but got {type(frame).__name__}.")
    for name in names:
        if name not in frame.columns:
            raise McollabError(f"{measure} needs a column {name!r} in the frame{nearest(name, frame.columns)}")
