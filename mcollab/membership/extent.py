"""How far lists of members go: whether anybody is missing in them, and up to which day they hold."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

from mcollab.datapackage import ATTRS, load
from mcollab.host import building_book

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd


class CoverageWarning(UserWarning):
    """What must be known of memberships that are taken to hold on a day."""


CAUTION = "caution"
"""What must be known of the memberships in a frame, among its attributes."""

_NAMED = 3
"""Lists that are named in a sentence; of more, how many they are."""


def seen_until(rows: pd.DataFrame) -> pd.Series:
    """Return for each arrangement the day up to which all memberships that last are known to; missing where none does.

    Parameters
    ----------
    rows
        Rows of ``memberships``.

    Examples
    --------
    >>> days = seen_until(mc.load("memberships"))
    >>> print(days["lunna-house-agreement"].year, days["warsaw-pact"])
    2025 NaT
    """
    return rows["as_of"].where(rows["left"].isna()).groupby(rows["arrangement"]).min()


def complete() -> set[str]:
    """Return the ids of the arrangements whose list of members is complete.

    Examples
    --------
    >>> sorted({"nato", "pif"} & complete())
    ['nato']
    """
    rows = load("arrangements")
    return set(rows[rows["members_complete"].fillna(value=False).astype(bool)]["id"])


def caution(rows: pd.DataFrame, day: pd.Timestamp | pd.Series) -> str | None:
    """Return what must be known of memberships that are taken to hold on a day, in a sentence, or None if nothing.

    Parameters
    ----------
    rows
        Rows of ``memberships`` that began by that day and had not ended.
    day
        The day, or for each row one.

    Examples
    --------
    >>> import pandas as pd
    >>> caution(mc.spells("pif"), pd.Timestamp("2000-01-01"))
    'The list of members of PIF is not complete.'
    >>> caution(mc.spells("aukus"), pd.Timestamp("2024-01-01"))
    """
    old = unseen(rows, rows["left"].isna(), day, "memberships", "who joined or left after that is not known here")
    said = [old] if old else []
    if names := _incomplete(rows["arrangement"].unique()):
        some = ", ".join(names) if len(names) <= _NAMED else f"{len(names)} of the arrangements"
        said.append(f"The list of members of {some} is not complete.")
    return " ".join(said) or None


def unseen(
    rows: pd.DataFrame, lasting: pd.Series, day: pd.Timestamp | pd.Series, what: str, unknown: str
) -> str | None:
    """Return how many rows that are taken to last to a day were last seen before it, in a sentence, or None.

    Parameters
    ----------
    rows
        Rows with ``as_of``; without it, nothing is known of them.
    lasting
        Which of them have no end.
    day
        The day, or for each row one.
    what
        What they are called.
    unknown
        What is not known of these, in words.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = mc.load("arrangements").query("id == 'nato'")
    >>> unseen(rows, rows["ended"].isna(), pd.Timestamp("1949-12-31"), "arrangements", "the rest is not known")
    """
    if "as_of" not in rows:
        return None
    past = lasting & (rows["as_of"] < day)
    if not past.any():
        return None
    days = rows["as_of"][past]
    span = " to ".join(dict.fromkeys(f"{one:%Y-%m-%d}" for one in (days.min(), days.max())))
    return f"{past.sum():,} of {len(rows):,} {what} were last seen earlier (column as_of: {span}); {unknown}."


def told(frame: pd.DataFrame, tables: list[str], what: str, said: str | None) -> pd.DataFrame:
    """Return the frame with its tables and what must be known of it, of which whoever called is warned.

    Charts write it into their note; a page, on which they stand, gets no warning besides.
    """
    frame.attrs[ATTRS] = {"tables": tables} | ({CAUTION: said} if said else {})
    if said and not building_book():
        warnings.warn(f"{what}: {said}", CoverageWarning, stacklevel=3)
    return frame


def _incomplete(arrangements: Iterable[str]) -> list[str]:
    """Return the short names of the arrangements whose list of members is not complete."""
    wanted = set(arrangements) - complete()
    rows = load("arrangements")
    names: list[str] = rows[rows["id"].isin(wanted)]["short_name"].to_list()
    return names
