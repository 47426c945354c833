"""Who belongs to what: that spells, founders, counts, states and arrangements agree."""

import csv
import itertools
from collections import Counter
from functools import cache
from pathlib import Path

import pandas as pd

from invariants.core import invariant

LAW = ["member", "suspended", "frozen"]
EXACT = ["day", "month", "year", "circa"]
COUNTS = Path(__file__).parents[1] / "membership_counts.csv"
LANDS = {  # where those lie that an arrangement of a region is about
    "Africa": {"Africa"},
    "Americas": {"Americas"},
    "Europe": {"Europe"},
    "Euro-Atlantic": {"Europe", "Northern America"},
    "Eurasia": {"Central Asia", "Eastern Europe", "Eastern Asia", "Southern Asia", "Western Asia"},
    "Middle East": {"Western Asia", "Northern Africa", "Southern Asia"},
    "Asia-Pacific": {"Eastern Asia", "South-eastern Asia", "Southern Asia", "Oceania"},
}
AFAR = {"USA", "GBR", "FRA", "RUS", "SUN", "CHN"}
"""Powers that belong to arrangements of regions other than their own."""


def _period(day, precision):
    return day.year if precision in ("year", "circa") else (day.year, day.month) if precision == "month" else day


def _grouped(frame: pd.DataFrame, *columns: str) -> dict:
    """Return the rows of a table as tuples, by the values of one column or of several."""
    groups: dict = {}
    for row in frame.itertuples():
        key = tuple(getattr(row, column) for column in columns)
        groups.setdefault(key if len(key) > 1 else key[0], []).append(row)
    return groups


def _key(row) -> str:
    return f"{row.arrangement}/{row.country}/{row.joined:%F}"


@cache
def _counts() -> dict[str, list[tuple[int, int]]]:
    with COUNTS.open(encoding="utf-8", newline="") as file:
        return {
            row["arrangement"]: [tuple(map(int, step.split(":"))) for step in row["counts"].split()]
            for row in csv.DictReader(file)
        }


@invariant("memberships")
def members_are_as_many_as_the_body_says(tables):
    """The members at the end of each year are as many as the body itself, or a common reference, counts."""
    held = tables["memberships"][tables["memberships"]["status"].isin(LAW)]
    latest = tables["memberships"]["as_of"].max()
    for arrangement, steps in _counts().items():
        spells = held[held["arrangement"] == arrangement]
        joined, left = spells["joined"].to_numpy(), spells["left"].fillna(pd.Timestamp("2100-01-01")).to_numpy()
        for (first, number), (after, _) in zip(steps, [*steps[1:], (latest.year + 1, 0)], strict=True):
            for year in range(first, after):
                day = min(pd.Timestamp(year, 12, 31), latest).to_datetime64()
                found = int(((joined <= day) & (left > day)).sum())
                if found != number:
                    yield f"{arrangement}/{year}", f"{found} members where {number} are counted"


@invariant("memberships")
def no_two_spells_overlap(tables):
    """A country has one status in an arrangement at a time, and what follows without a gap is another one."""
    for (arrangement, country), spells in _grouped(tables["memberships"], "arrangement", "country").items():
        for one, other in itertools.pairwise(sorted(spells, key=lambda spell: spell.joined)):
            if pd.isna(one.left) or one.left > other.joined:
                yield f"{arrangement}/{country}", f"spells of {one.joined:%F} and {other.joined:%F} overlap"
            elif one.status == other.status and one.left == other.joined:
                yield f"{arrangement}/{country}", f"one spell of {one.status} is cut in two on {other.joined:%F}"
            if one.founder != other.founder:
                yield f"{arrangement}/{country}", "a founder in one spell and none in another"


@invariant("memberships")
def who_joins_on_one_day_does_so_as_exactly(tables):
    """Those who join or leave one arrangement on one day have that day equally well known."""
    for column in ("joined", "left"):
        for (arrangement, day), spells in _grouped(tables["memberships"], "arrangement", column).items():
            exact = {getattr(spell, f"{column}_precision") for spell in spells}
            if len(exact) > 1 and pd.notna(day):
                yield f"{arrangement}/{day:%F}/{column}", f"known to the {' and the '.join(sorted(exact))}"


@invariant("memberships")
def a_status_is_one_that_the_body_has(tables):
    """Who is suspended was a member before; associates, observers and partners are of bodies that have several."""
    for spells in _grouped(tables["memberships"], "arrangement").values():
        were = {(spell.country, spell.left) for spell in spells}
        count = Counter(spell.status for spell in spells)
        for spell in spells:
            if spell.status in ("suspended", "frozen") and (spell.country, spell.joined) not in were:
                yield _key(spell), f"{spell.status} without having been a member until then"
            if spell.status in ("associate", "observer", "partner") and count[spell.status] == 1:
                yield _key(spell), f"the only {spell.status}"


@invariant("memberships", "arrangements")
def founders_join_at_the_founding(tables):
    """The first members join on the day of the founding and are its founders; who joins later is none."""
    rows = {row.id: row for row in tables["arrangements"].itertuples()}
    for arrangement, spells in _grouped(tables["memberships"], "arrangement").items():
        row = rows[arrangement]
        day, exact = (
            (row.in_force, row.in_force_precision) if pd.notna(row.in_force) else (row.signed, row.signed_precision)
        )
        first = min(spell.joined for spell in spells)
        precision = max([exact, *(s.joined_precision for s in spells if s.joined == first)], key=EXACT.index)
        if _period(first, precision) != _period(day, precision):
            yield arrangement, f"its first member joined on {first:%F}, and it was founded on {day:%F}"
        came: dict[str, pd.Timestamp] = {}
        for spell in spells:
            came[spell.country] = min(spell.joined, came.get(spell.country, spell.joined))
        late = {
            s.country for s in spells if s.founder and _period(came[s.country], precision) != _period(day, precision)
        }
        for spell in spells:
            if spell.joined != came[spell.country] or not any(one.founder for one in spells):
                continue
            years = (spell.joined - day).days / 365.25
            if spell.founder and (years > 5 or (spell.country in late and len(late) == 1)):
                yield _key(spell), f"a founder that joined {years:.1f} years after the founding"
            elif not spell.founder and spell.status == "member" and years <= 0:
                yield _key(spell), "no founder though it joined on the day of the founding"


@invariant("memberships", "arrangements", "countries")
def spells_end_with_the_body_or_the_state(tables):
    """No spell outlives its arrangement or its country, and the last members of what ended were so to the end."""
    ended = tables["arrangements"].set_index("id")["ended"].dropna()
    countries = tables["countries"].set_index("iso3")["ended"].dropna()
    frame = tables["memberships"]
    for spell in frame[frame["arrangement"].isin(ended.index) | frame["country"].isin(countries.index)].itertuples():
        for end in (ended.get(spell.arrangement), countries.get(spell.country)):
            if end is not None and (pd.isna(spell.left) or spell.left > end):
                yield _key(spell), f"outlives {end:%F}"
    last = frame.groupby("arrangement")["left"].max()
    for arrangement, end in ended.items():
        if arrangement in last and last[arrangement] != end:
            yield arrangement, f"ended on {end:%F}, and its last member left on {last[arrangement]:%F}"


@invariant("memberships", "countries")
def a_member_exists(tables):
    """A state joins after it began; and a young state is in the United Nations about a year later."""
    began = tables["countries"].set_index("iso3")["began"].dropna()
    frame = tables["memberships"]
    for spell in frame[frame["country"].isin(began.index)].itertuples():
        day = began[spell.country]
        if spell.joined < day and spell.joined_precision == "day":
            yield _key(spell), f"joined before it began on {day:%F}"
        if spell.arrangement == "un" and (spell.joined - day).days > 400 and day.year > 1945:
            yield _key(spell), f"admitted more than 400 days after {day:%F}"


@invariant("memberships", "countries")
def members_of_the_un_are_called_so(tables):
    """The kind of a state says whether it is a member of the United Nations today."""
    frame = tables["memberships"]
    held = set(frame.loc[(frame["arrangement"] == "un") & frame["left"].isna(), "country"])
    for row in tables["countries"].itertuples():
        if (row.kind == "un_member") != (row.iso3 in held) and row.kind != "un_observer":
            yield row.iso3, f"called {row.kind}"
        if (row.kind == "ended") != pd.notna(row.ended):
            yield row.iso3, f"called {row.kind}, ended {row.ended}"


@invariant("memberships", "arrangements")
def the_model_says_how_many_parties_it_has(tables):
    """A bilateral arrangement has two parties at a time, a minilateral one three to six founders, others more."""
    models = tables["arrangements"].set_index("id")["model"]
    for arrangement, spells in _grouped(tables["memberships"], "arrangement").items():
        model, first = models.get(arrangement), min(spell.joined for spell in spells)
        founders = len({spell.country for spell in spells if spell.founder or spell.joined == first})
        if model == "bilateral":
            for day in {spell.joined for spell in spells}:
                if sum(spell.joined <= day and not spell.left <= day for spell in spells) > 2:
                    yield arrangement, f"bilateral with more than two parties on {day:%F}"
            if len({spell.country for spell in spells}) < 2:
                yield arrangement, "bilateral with one party"
        elif model == "minilateral" and not 3 <= founders <= 6:
            yield arrangement, f"minilateral with {founders} founders"
        elif model == "universal" and founders < 15:
            yield arrangement, f"universal with {founders} founders"
        elif model == "multilateral" and founders < 7 and any(spell.founder for spell in spells):
            yield arrangement, f"{model} with {founders} founders"


@invariant("arrangements", "memberships", "countries")
def members_lie_in_the_region(tables):
    """Half the members of an arrangement of a region lie in it, great powers aside; those of a global one, in two."""
    places = {row.iso3: {row.region, row.subregion} for row in tables["countries"].itertuples()}
    continents = tables["countries"].set_index("iso3")["region"]
    regions = tables["arrangements"].set_index("id")["region"]
    for arrangement, spells in _grouped(tables["memberships"], "arrangement").items():
        lands, members = LANDS.get(regions.get(arrangement)), {spell.country for spell in spells}
        if (
            regions.get(arrangement) == "global"
            and len(members) > 1
            and len({continents[code] for code in members}) == 1
        ):
            yield arrangement, f"global, and all {len(members)} members lie in {continents[next(iter(members))]}"
        members = members - AFAR or members
        if lands:
            inside = sum(not lands.isdisjoint(places[code]) for code in members)
            if inside < len(members) / 2:
                yield arrangement, f"{inside} of {len(members)} members lie in {regions[arrangement]}"


@invariant("arrangements", "memberships")
def who_belongs_to_a_part_belongs_to_the_whole(tables):
    """Where nearly all who join a body within another belong to that other, all do."""
    parents = tables["arrangements"].set_index("id")["parent"].dropna()
    frame = tables["memberships"][tables["memberships"]["status"].isin(LAW)]
    by, parts = _grouped(frame, "arrangement", "country"), _grouped(frame, "arrangement")
    for part, parent in parents.items():
        if part in parts and parent in parts:
            outside = [
                spell
                for spell in parts[part]
                if not any(
                    one.joined <= spell.joined + _doubt(spell) and not one.left <= spell.joined
                    for one in by.get((parent, spell.country), [])
                )
            ]
            if len(outside) > len(parts[part]) / 3:
                yield f"{part}/{parent}", f"{len(outside)} of {len(parts[part])} joined it without the other"
            elif len(outside) < len(parts[part]) / 5:
                for spell in outside:
                    yield _key(spell), f"no member of {parent} then"


@invariant("arrangements")
def a_part_fits_its_whole(tables):
    """A part is no older than its whole and ends with it; bodies within another lie in its region.

    The whole decides as most of them do. Partnerships of a body are with others, elsewhere.
    """
    rows = tables["arrangements"].set_index("id")
    parts = rows[rows["parent"].notna() & rows["parent"].isin(rows.index)]
    for row in parts.itertuples():
        whole = rows.loc[row.parent]
        if row.signed < whole["signed"]:
            yield row.Index, f"signed {row.signed:%F}, and {row.parent}, of which it is a part, {whole['signed']:%F}"
        if pd.notna(whole["ended"]) and not row.ended <= whole["ended"]:
            yield f"{row.Index}/ended", f"outlives {row.parent}, of which it is a part"
        wide = {whole["region"], "Europe"} if whole["region"] == "Euro-Atlantic" else {whole["region"]}
        if row.kind != "partnership" and row.region not in wide and whole["region"] != "global":
            yield f"{row.Index}/region", f"{row.region}, a part of {row.parent}, {whole['region']}"
    for whole, rules in parts[~parts["decision_rule"].isin(["none", "bilateral"])].groupby("parent")["decision_rule"]:
        (rule, number), own = Counter(rules).most_common(1)[0], rows.loc[whole, "decision_rule"]
        if number > max(1, len(rules) / 2) and rule != own:
            yield f"{whole}/decision_rule", f"{own}, and {number} of its {len(rules)} parts {rule}"


def _doubt(spell) -> pd.Timedelta:
    return pd.Timedelta({"day": 0, "month": 31}.get(spell.joined_precision, 366), "D")


@invariant("arrangements", "memberships")
def the_seat_lies_in_a_member(tables):
    """The country of the seat is or was a member, and a city lies in one country."""
    held = set(zip(tables["memberships"]["arrangement"], tables["memberships"]["country"], strict=True))
    listed = set(tables["memberships"]["arrangement"])
    for row in tables["arrangements"].itertuples():
        if pd.notna(row.seat) != pd.notna(row.seat_country):
            yield f"{row.id}/seat", f"seat {row.seat} in {row.seat_country}"
    seats = tables["arrangements"].dropna(subset=["seat_country"])
    for row in seats.itertuples():
        if row.id in listed and (row.id, row.seat_country) not in held:
            yield row.id, f"seat in {row.seat_country}, which is no member"
    for city, rows in seats.groupby("seat"):
        if set(rows["seat_country"]) - {"SUN"} != {rows["seat_country"].mode()[0]} - {"SUN"}:
            yield city, f"in {', '.join(sorted(set(rows['seat_country'])))}"


WHOLE = {"nato", "eu", "un", "oas", "au", "arab-league", "gcc", "ecowas", "sadc", "asean", "csto", "cis", "sco", "osce"}
WHOLE |= {"warsaw-pact", "weu", "cento", "seato", "rio-treaty", "anzus"}
"""Arrangements whose members are all here, with evidence of how that was checked."""


@invariant("arrangements", "memberships", "evidence")
def a_list_of_members_says_whether_it_is_complete(tables):
    """Each that has members says it; a pair is complete, and a list of more than five that is, was checked."""
    rows = tables["arrangements"].set_index("id")
    held = tables["memberships"].groupby("arrangement")["country"].nunique()
    evidence = tables["evidence"]
    checked = set(evidence[evidence["field"] == "members_complete"]["row"])
    for row in rows.itertuples():
        complete, number = row.members_complete, held.get(row.Index, 0)
        if pd.isna(complete) != (number == 0):
            yield row.Index, f"{number} members, members_complete {complete}"
        elif number and not complete and (row.Index in WHOLE or (row.model == "bilateral" and number > 1)):
            yield row.Index, f"{number} members, and not complete"
        elif number > 5 and complete and row.Index not in checked and row.Index != "bucharest-nine":
            yield row.Index, f"{number} members, complete, and nothing says how that was checked"


CLOSED = pd.DateOffset(years=3)
"""How much older than its end, or than the day as of which its row holds, what shows a list to be complete may be."""


@invariant("arrangements", "evidence")
def a_complete_list_was_seen_to_its_end(tables):
    """What shows that a list of more than two is complete speaks up to its end: no founding text closes it for life."""
    evidence = tables["evidence"].query("table == 'arrangements' and field == 'members_complete'")
    seen = evidence.groupby("row")["as_of"].max()
    rows = tables["arrangements"].query("model != 'bilateral'").set_index("id")
    rows = rows[rows["members_complete"].fillna(value=False).astype(bool)]
    end = rows["ended"].fillna(rows["as_of"])
    for row in end[end > seen.reindex(rows.index) + CLOSED].index:
        yield row, f"complete up to {end[row]:%F}, and last seen to be on {seen[row]:%F}"


@invariant("memberships", "arrangements")
def a_pair_ends_for_both(tables):
    """Who still belonged to an arrangement of two when it ended leaves on the day on which the other does."""
    pairs = tables["arrangements"].query("model == 'bilateral'")["id"]
    spells = tables["memberships"][tables["memberships"]["arrangement"].isin(pairs)]
    for arrangement, rows in spells.groupby("arrangement"):
        if rows["country"].nunique() == 2 and rows["left"].nunique(dropna=False) > 1:
            yield arrangement, f"left on {', '.join(sorted({str(day)[:10] for day in rows['left']}))}"
