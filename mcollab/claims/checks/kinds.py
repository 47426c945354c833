"""What an arrangement is, what its treaty says, and what arrangements are like as a whole."""

from __future__ import annotations

from difflib import get_close_matches

import pandas as pd

from mcollab.claims.belonging import alliances, last, names
from mcollab.claims.registry import Finding, register
from mcollab.claims.rows import finding, meets, row, share, split
from mcollab.datapackage import load
from mcollab.membership import holds
from mcollab.membership.selection import latest_day

_NAMED = {
    "arrangements": ["id", "short_name", "name"],
    "operations": ["acronym", "name"],
    "programmes": ["name"],
    "military_exercises": ["name"],
}
"""The columns of names, by table."""


@register
def coded(arrangement: str, *conditions: str) -> Finding:
    """Return whether its row in ``arrangements`` meets every ``column=value`` (or ``!=``); only some is imprecise.

    Examples
    --------
    >>> coded("nato", "kind=alliance", "model=bilateral").found
    'NATO is coded: kind alliance, model multilateral.'
    """
    own = row("arrangements", arrangement)
    met = [bool(meets(own.to_frame().T, condition).iloc[0]) for condition in conditions]
    columns = dict.fromkeys(split(condition)[0] for condition in conditions)
    coding = ", ".join(f"{column} {own[column]}" for column in columns)
    return finding(share(met), f"{own['short_name']} is coded: {coding}.", own)


@register
def alliance(arrangement: str) -> Finding:
    """Return whether it is an alliance; that an alliance binds each member to another member of it is imprecise.

    Of something that has ended, the members at its end count.

    Examples
    --------
    >>> alliance("nato").verdict, alliance("aukus").verdict, alliance("quad").verdict
    ('supported', 'imprecise', 'wrong')
    """
    own = row("arrangements", arrangement)
    name, kind, obligation = own["short_name"], own["kind"], own["obligation"]
    if kind == "alliance":
        return finding("supported", f"{name} is an alliance: {own['description']}", own)
    day, group = last(own["id"])
    bound: set[str] = set()
    for pact in alliances(day).values():
        if len(pact & group) > 1:
            bound |= pact & group
    found = (
        f"{name} is not an alliance but a case of {kind.replace('_', ' ')}, "
        f"its obligation {obligation.replace('_', ' ')}"
    )
    if not group:
        return finding("wrong", f"{found}; no member of it is recorded.", own)
    if unbound := group - bound:
        return finding("wrong", f"{found}; no alliance binds {names(unbound)} to another of its members.", own)
    return finding(
        "imprecise", f"{found}; each of its members is bound to another of them by an alliance of its own.", own
    )


@register
def clause(id: str, trigger: str, obligation: str) -> Finding:
    """Return whether the clause has this trigger and this obligation; one of the two is imprecise.

    Examples
    --------
    >>> clause("nato-5", "armed_attack", "consultation").verdict
    'imprecise'
    """
    own = row("clauses", id)
    name = row("arrangements", own["arrangement"])["short_name"]
    met = [own["trigger"] == trigger, own["obligation"] == obligation]
    said = f"{own['obligation']} on {own['trigger'].replace('_', ' ')}, {own['automaticity']}"
    return finding(share(met), f"{name}, article {own['article']}: {said}.", own)


@register
def first_with(id: str) -> Finding:
    """Return whether its treaty was the first with such a clause; that others had one before makes it imprecise.

    A treaty of two is compared with treaties of two, one of more with treaties of more.

    Examples
    --------
    >>> first_with("nato-5").verdict
    'imprecise'
    """
    own = row("clauses", id)
    treaties = load("arrangements").set_index("id")
    treaty, alike = treaties.loc[own["arrangement"]], load("clauses")
    alike = alike[(alike["trigger"] == own["trigger"]) & (alike["obligation"] == own["obligation"])]
    alike = alike.merge(treaties, left_on="arrangement", right_index=True, suffixes=("", "_treaty"))
    same = (alike["model"] == "bilateral") == (treaty["model"] == "bilateral")
    alike = alike[same & (alike["signed"] < treaty["signed"])].sort_values("signed")
    if alike.empty:
        return finding("supported", f"No treaty before {treaty['short_name']} is recorded with such a clause.", own)
    before = ", ".join(f"{other['short_name']} ({other['signed'].year})" for _, other in alike.iterrows())
    return finding("imprecise", f"Such a clause stood before in: {before}.", own, alike)


@register
def mostly(*conditions: str) -> Finding:
    """Return whether most arrangements that exist meet the conditions: supported above half, wrong below a tenth.

    Examples
    --------
    >>> mostly("obligation=defence").verdict
    'imprecise'
    """
    rows = load("arrangements")
    rows = rows[rows["ended"].isna()]
    met = rows
    for condition in conditions:
        met = met[meets(met, condition)]
    part = len(met) / len(rows)
    verdict = "supported" if part > 0.5 else "wrong" if part < 0.1 else "imprecise"
    found = f"So are {len(met)} of the {len(rows)} arrangements recorded that exist ({part:.0%})."
    return finding(verdict, found, met.head(0))


@register
def shift(old: str, new: str, year: str) -> Finding:
    """Return whether those of kind `new` have grown in number since `year`, and those of kind `old` have declined.

    Growth of the one without decline of the other is imprecise.

    Examples
    --------
    >>> shift("alliance", "coalition|partnership", "1991").verdict
    'imprecise'
    """
    rows = load("arrangements")
    days = pd.Timestamp(int(year), 12, 31), latest_day()
    held = [rows[holds(rows["signed"], rows["ended"], day)] for day in days]
    before, now = ({kind: int(meets(frame, f"kind={kind}").sum()) for kind in (old, new)} for frame in held)
    verdict = "wrong" if now[new] <= before[new] else "supported" if now[old] < before[old] else "imprecise"
    found = "; ".join(
        f"kind {kind.replace('|', ' or ')}: {before[kind]} at the end of {year}, {now[kind]} today"
        for kind in (old, new)
    )
    return finding(verdict, f"Of those recorded, {found}.", rows.head(0))


@register
def exists(*words: str) -> Finding:
    """Return whether something of that name exists; a slip for a name that does makes it wrong.

    Examples
    --------
    >>> exists("Combined", "Maritime", "Forces").verdict, exists("Pacific", "Shield", "League").verdict
    ('supported', 'no_such_thing')
    """
    name = " ".join(words)
    known: dict[str, tuple[str, pd.Series]] = {}
    for table, columns in _NAMED.items():
        for _, bearer in load(table).iterrows():
            known |= {bearer[column].casefold(): (bearer[column], bearer) for column in columns}
    if name.casefold() in known:
        return finding("supported", f"{name} is in the tables.", known[name.casefold()][1])
    if close := get_close_matches(name.casefold(), known, n=1, cutoff=0.8):
        nearest, bearer = known[close[0]]
        return finding("wrong", f"Nothing is called {name}; the nearest name is {nearest}.", bearer)
    return Finding("no_such_thing", f"Nothing in the tables is called {name} or nearly so.", "")
