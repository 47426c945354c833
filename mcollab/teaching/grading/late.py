"""Lateness: by the 24 hours begun, after minutes of grace, with a time of their own for some."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from mcollab.questions.scoring import words

if TYPE_CHECKING:
    from datetime import datetime

    from mcollab.teaching.key import Key

_DAY = 86_400


class Lateness(NamedTuple):
    """How many times 24 hours late a hand-in is, begun ones counted whole, and what share of its points that costs."""

    days: int = 0
    lost: float = 0


def lateness(key: Key, student: str, handed: int) -> Lateness:
    """Return how late a student's hand-in is.

    Parameters
    ----------
    key
        With the time it was due, the rule for late answers, and the extensions.
    student
        The student number, as `mcollab.questions.scoring.words` folds it.
    handed
        When it was handed in, in seconds since 1970. What students are shown is the minute that it is due: all of it is
        in time, and so is the last second of the grace after it.
    """
    if key.due is None:
        return Lateness()
    due = extensions(key).get(student, key.due)
    after = handed - due.replace(second=due.second or 59).timestamp()
    grace = key.late.grace_minutes * 60 if key.late else 0
    if after <= grace:
        return Lateness()
    days = math.ceil(after / _DAY)
    return Lateness(days, min(key.late.most, key.late.per_day * days) if key.late else 0)


def extensions(key: Key) -> dict[str, datetime]:
    """Return when it is due for those who have a time of their own, by student number as it is compared."""
    return {words(id): due for id, due in key.extensions.items()}
