"""Small tables: other names, languages, organs, numbers of states, clauses."""

import itertools
import re

import pandas as pd
from babel import Locale

from invariants.core import akin, invariant


@invariant("aliases", "arrangements", "operations", "countries")
def another_name_is_of_one_thing(tables):
    """Another name names one arrangement, operation or state, and is not the name that stands in its table."""
    kinds = {"arrangement": ("arrangements", "id"), "operation": ("operations", "id"), "country": ("countries", "iso3")}
    rows = {kind: tables[table].set_index(key) for kind, (table, key) in kinds.items()}
    for row in tables["aliases"].itertuples():
        given = [kind for kind in kinds if pd.notna(getattr(row, kind))]
        if len(given) != 1:
            yield row.name, f"names {len(given)} things"
            continue
        of = getattr(row, given[0])
        if of not in rows[given[0]].index:
            yield row.name, f"no {given[0]} {of}"
        else:
            one = rows[given[0]].loc[of]
            if not akin(row.name, of, *(one.get(name) for name in ("name", "short_name", "acronym"))):
                yield f"{row.name}/akin", f"has nothing of {one['name']}"
    names = tables["aliases"]["name"].str.casefold()
    for frame in rows.values():
        for column in {"name", "short_name", "acronym"} & set(frame.columns):
            for name in set(names) & set(frame[column].str.casefold()):
                yield name, f"is a {column} of a row"
    for name in names[names.duplicated()]:
        yield name, "twice"


SHORT = {"abbreviation": lambda name: name.isupper() and len(name) <= 6}


@invariant("aliases")
def a_kind_of_name_fits_it(tables):
    """An abbreviation is in capitals, and no other kind of name is."""
    for row in tables["aliases"].itertuples():
        if (row.kind == "abbreviation") != (row.name.isupper() and len(row.name) <= 6):
            yield row.name, f"called {row.kind}"


@invariant("working_languages", "arrangements")
def a_language_has_its_code(tables):
    """The name of a language is the one that CLDR has for its code; a body has one status for all but a few."""
    english = Locale("en").languages
    for row in tables["working_languages"].itertuples():
        if english.get(row.code) != row.language:
            yield f"{row.arrangement}/{row.code}", f"{row.language} where CLDR has {english.get(row.code)}"
    for arrangement, rows in tables["working_languages"].groupby("arrangement"):
        if rows["status"].nunique() > 1 or rows["code"].duplicated().any():
            yield arrangement, "several statuses, or one language twice"


# Languages of each body as its own pages count them.
LANGUAGES = {"un": 6, "eu": 24, "au": 6, "osce": 6, "oas": 4, "ecowas": 3, "nato": 2, "sco": 2, "csto": 1, "asean": 1}


@invariant("working_languages")
def languages_are_as_many_as_the_body_says(tables):
    """A body has as many languages as its own pages count."""
    found = tables["working_languages"]["arrangement"].value_counts().to_dict()
    for body in LANGUAGES.keys() | found.keys():
        if LANGUAGES.get(body) != found.get(body):
            yield body, f"{found.get(body)} languages where {LANGUAGES.get(body)} are counted"


@invariant("organs", "memberships", "countries")
def an_organ_can_decide(tables):
    """An organ needs most of its votes and not more than it has; those with a veto are members and sit in it."""
    spells = tables["memberships"]
    held = set(zip(spells["arrangement"], spells["country"], strict=True))
    first = spells.loc[spells["founder"], ["arrangement", "country"]]
    heirs = tables["countries"].set_index("iso3")["successor"].dropna()
    founders = {(body, code) for body, one in first.itertuples(index=False) for code in (one, heirs.get(one))}
    for row in tables["organs"].itertuples():
        if pd.notna(row.seats) and pd.notna(row.votes):
            if not row.seats / 2 < row.votes <= row.seats or (
                row.rule == "two_thirds" and row.votes != -(-2 * row.seats // 3)
            ):
                yield row.id, f"{row.votes} of {row.seats} votes by {row.rule}"
        elif row.rule == "votes":
            yield row.id, "a number of votes that is not given"
        if not row.id.startswith(row.arrangement.split("-")[0]):
            yield f"{row.id}/arrangement", f"an organ of {row.arrangement}"
        veto = row.veto.split(";") if pd.notna(row.veto) else []
        if veto and (any((row.arrangement, code) not in held for code in veto) or not len(veto) < row.votes):
            yield f"{row.id}/veto", f"veto of {row.veto}"
        for code in veto:
            if (row.arrangement, code) not in founders:
                yield f"{row.id}/veto/{code}", "has a veto, and is no founder"


COUNTED = {"nine": 9, "ten": 10, "fifteen": 15}


@invariant("organs", "arrangements")
def an_organ_decides_like_its_arrangement(tables):
    """Where an organ decides by votes, so does its arrangement, and with as many as its note says."""
    rows = tables["arrangements"].set_index("id")
    for row in tables["organs"].itertuples():
        one = rows.loc[row.arrangement]
        if one["decision_rule"] not in ("majority", "qualified_majority"):
            yield row.id, f"decides by {row.rule}, and {row.arrangement} by {one['decision_rule']}"
        said = re.search(rf"\b({'|'.join(COUNTED)}) of ({'|'.join(COUNTED)}) votes", str(one["note"]))
        if said and (COUNTED[said[1]], COUNTED[said[2]]) != (row.votes, row.seats):
            yield f"{row.id}/votes", f"{row.votes} of {row.seats}, and the note of {row.arrangement} says {said[0]}"


@invariant("state_numbers", "countries")
def a_number_is_of_one_state_at_a_time(tables):
    """Of the states of one number in a list one lives; the lists mostly agree; numbers go by the part of the world."""
    frame = tables["state_numbers"]
    ended = set(tables["countries"].loc[tables["countries"]["kind"] == "ended", "iso3"])
    region = tables["countries"].set_index("iso3")["region"]
    for system in ("cow", "gw"):
        for number, rows in frame.dropna(subset=[system]).groupby(system):
            living = set(rows["country"]) - ended
            if len(living) > 1:
                yield f"{system}/{number}", f"of {', '.join(sorted(living))}"
            low, high = BOUNDS.get(region[rows["country"].iloc[0]], (900, 999))
            if not low <= number <= high:
                yield f"{system}/{number}/region", f"{number} in {region[rows['country'].iloc[0]]}"
    for row in frame.itertuples():
        if pd.notna(row.cow) and pd.notna(row.gw) and row.cow != row.gw:
            yield f"{row.country}/{row.cow}", f"{row.cow} in one list, {row.gw} in the other"
    for country, rows in frame.groupby("country"):
        for one, other in itertools.pairwise(rows.itertuples()):
            if not one.ended <= other.began:
                yield country, f"numbers {one.cow} and {other.cow} at one time"
        if pd.notna(rows["ended"].iloc[-1]):
            yield f"{country}/ended", f"its last number ends on {rows['ended'].iloc[-1]:%F}: the lists go on"
    after = tables["countries"].set_index("iso3")["successor"].to_dict()
    for country in ended:
        heir = country
        while pd.notna(after.get(heir)):
            heir = after[heir]
        numbers = set(frame.loc[frame["country"] == country, "cow"].dropna())
        heirs = set(frame.loc[frame["cow"].isin(numbers), "country"]) - ended
        if heirs and heir not in heirs:
            yield f"{country}/successor", f"succeeded by {heir}, and its number goes on with {', '.join(heirs)}"


BOUNDS = {"Americas": (2, 199), "Europe": (200, 399), "Africa": (400, 699), "Asia": (339, 899)}
