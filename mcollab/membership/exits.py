"""Who left, froze its part or was suspended: how membership of a standing body is broken."""

from __future__ import annotations

import pandas as pd

from mcollab.datapackage import load
from mcollab.membership.extent import caution, told
from mcollab.membership.selection import MEMBERS, Several, latest_day, memberships

STANDING = ("alliance", "organization", "collective_security")
"""Kinds of arrangement that are made to last: not coalitions, which end as their war does, nor programmes."""

_MONTH = pd.Timedelta(31, "D")


def departures(
    arrangements: Several | None = None,
    *,
    kind: Several | None = STANDING,
    obligation: Several | None = None,
    model: Several | None = None,
    region: Several | None = None,
) -> pd.DataFrame:
    """Return every time that a membership was broken: by leaving, by freezing it, or by being suspended.

    It is no departure where the body came to its end, where the state did (or became part of another, as Syria did in
    1958), or where only the status changed. One that leaves, comes back and leaves again departs twice; one that leaves
    a body and a part of it on one day departs once, from the body.

    Parameters
    ----------
    arrangements
        Ids or names of those to look at; all by default.
    kind, obligation, model, region
        Look at the arrangements with one of these values, as the columns of ``arrangements`` have them; by default at
        those of the kinds made to last (:data:`STANDING`).

    Returns
    -------
    DataFrame
        One row a break, by day: ``arrangement``, ``country``, ``day``, ``how`` (``left``, ``frozen`` or ``suspended``),
        and the columns of the source.

    Warns
    -----
    UserWarning
        If a membership that had not ended was last seen (``as_of``) before the latest day of the data, or a list of
        members is not complete: more may have left.

    Raises
    ------
    McollabError
        If an arrangement or a value is unknown.

    Examples
    --------
    >>> mc.departures("warsaw-pact")[["country", "how", "day"]].astype(str).to_numpy().tolist()
    [['ALB', 'left', '1968-09-13']]
    """
    spells = memberships(arrangements, MEMBERS, kind=kind, obligation=obligation, model=model, region=region)
    spells = spells.sort_values(["arrangement", "country", "joined"])
    broken = spells[spells["status"] != "member"]
    gone = spells[spells["left"].notna() & ~_excused(spells)]
    parts = [broken.assign(day=broken["joined"], how=broken["status"]), gone.assign(day=gone["left"], how="left")]
    found = pd.concat(parts).sort_values(["day", "arrangement", "country"], ignore_index=True)
    found = found[["arrangement", "country", "day", "how", "source", "as_of", "confirmed", "note"]]
    said = caution(spells[spells["left"].isna()], latest_day())
    return told(found, ["memberships", "arrangements", "countries"], "Departures", said)


def _excused(spells: pd.DataFrame) -> pd.Series[bool]:
    """Return which ends of spells, in the order of their members, are no departures."""
    states = load("countries").set_index("iso3")
    goes_on = spells.groupby(["arrangement", "country"])["joined"].shift(-1) == spells["left"]
    body = spells["arrangement"].map(load("arrangements").set_index("id")["ended"]) <= spells["left"]
    # Lists strike a state that ended from one day to within a month of it.
    state = spells["country"].map(states["ended"]) - spells["left"] <= _MONTH
    # On the day on which a new state begins, an old one becomes part of it.
    merged = spells["left"].isin(states["began"].dropna())
    # Who leaves a body and a part of it on one day leaves once: the body.
    whole = spells["arrangement"].map(load("arrangements").set_index("id")["parent"])
    with_whole = _ends(spells.assign(arrangement=whole)).isin(_ends(spells.dropna(subset=["left"])))
    return goes_on | body | state | merged | with_whole


def _ends(spells: pd.DataFrame) -> pd.Series[str]:
    """Return which body who left on which day, as one text."""
    parts = spells[["arrangement", "country", "left"]].astype(str)
    return parts["arrangement"] + "/" + parts["country"] + "/" + parts["left"]
