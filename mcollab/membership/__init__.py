"""Who belonged to what, when: arrangements and memberships as lists, panels, overlaps and lifetimes.

A spell is ``[joined, left)``: it holds on the day of ``joined`` and no longer on the day of ``left``. An arrangement is
in force from the day of ``in_force``, no earlier than signed, and no longer on the day of ``ended``.
"""

from mcollab.membership.existence import in_force, lifetimes
from mcollab.membership.exits import STANDING, departures
from mcollab.membership.labels import named, names
from mcollab.membership.panels import panel
from mcollab.membership.rosters import members, overlap, spells
from mcollab.membership.selection import MEMBERS, holds

__all__ = [
    "MEMBERS",
    "STANDING",
    "departures",
    "holds",
    "in_force",
    "lifetimes",
    "members",
    "named",
    "names",
    "overlap",
    "panel",
    "spells",
]
