"""What is true is never called wrong: three hundred sentences, half of them over lists from which members are missing.

The lists that are complete are the truth. For the other half some members are taken out of them, and the lists are said
not to be complete; the sentences are those of the whole lists.
"""

import csv
import random
import shutil
from collections import Counter

import pandas as pd
import pytest

from mcollab.claims import extract
from mcollab.claims.reading.names import names
from mcollab.course import data_dir
from mcollab.datapackage import load
from mcollab.membership import MEMBERS, holds
from mcollab.membership.extent import complete, seen_until
from mcollab.membership.selection import latest_day

pytestmark = pytest.mark.wide

SOME = pytest.mark.parametrize("many", [25, pytest.param(150, marks=pytest.mark.slow)])
ROWS = load("memberships")
ROWS = ROWS[ROWS["status"].isin(MEMBERS)]
NAMES = load("arrangements").set_index("id")["short_name"]
COUNTRIES = load("countries").set_index("iso3")["name"]
STATES = load("countries").query("kind == 'un_member'")["iso3"].to_list()
NOW = latest_day()
"""A list may have been seen before one left of whom that is known: the present is today's."""
SEVERAL = ROWS.groupby("arrangement")["country"].nunique() > 2
LISTS = [key for key in sorted(complete()) if SEVERAL.get(key) and names().mark(NAMES[key]).things == [("a", key)]]
"""Complete lists of more than two whose short name is read as no other's."""


def held(key, day):
    rows = ROWS[ROWS["arrangement"] == key]
    return set(rows[holds(rows["joined"], rows["left"], day)]["country"])


def number(key, chance):
    """How many members it has, or had at the end of a year of which the list knows."""
    rows, until = ROWS[ROWS["arrangement"] == key], seen_until(ROWS)[key]
    last = rows["left"].max() if pd.isna(until) else until
    first = rows["joined"].min().year
    if last.year == first:
        return f"{NAMES[key]} has {len(held(key, last))} members."
    year = chance.randint(first, last.year - 1)
    then = len(held(key, pd.Timestamp(year, 12, 31)))
    if pd.notna(until) and chance.random() < 0.4:
        return f"{NAMES[key]} has {len(held(key, NOW))} members."
    return f"In {year}, {NAMES[key]} had {then} members."


def member(key, chance):
    """Who belongs to it, or belonged."""
    lasts = pd.notna(seen_until(ROWS)[key])
    whom = sorted(held(key, NOW)) if lasts else sorted(set(ROWS[ROWS["arrangement"] == key]["country"]))
    return f"{COUNTRIES[chance.choice(whom)]} {'is' if lasts else 'was'} a member of {NAMES[key]}."


def stranger(key, chance):
    """Who does not belong to it."""
    if pd.isna(seen_until(ROWS)[key]):
        return member(key, chance)
    others = sorted(set(STATES) - held(key, NOW))
    return f"{COUNTRIES[chance.choice(others)]} is not a member of {NAMES[key]}." if others else number(key, chance)


def move(column):
    """Return who joined or left in a year, of those who did so once, without a spell that meets another."""

    def said(key, chance):
        rows = ROWS[(ROWS["arrangement"] == key) & ROWS[column].notna()]
        once = rows[~ROWS.loc[ROWS["arrangement"] == key, "country"].duplicated(keep=False).reindex(rows.index)]
        if once.empty:
            return member(key, chance)
        row = once.loc[chance.choice(list(once.index))]
        return f"{COUNTRIES[row['country']]} {column} {NAMES[key]} in {row[column].year}."

    return said


KINDS = [number, member, stranger, move("joined"), move("left")]


def true_sentences(many, seed):
    chance = random.Random(seed)
    return [KINDS[i % len(KINDS)](chance.choice(LISTS), chance) for i in range(many)]


def without(folder, share, chance):
    """Copy the data into a folder, members left out of each list, which is then said not to be complete."""
    shutil.copytree(data_dir(), folder, dirs_exist_ok=True)
    gone = {
        (key, country)
        for key in LISTS
        for countries in [sorted(set(ROWS[ROWS["arrangement"] == key]["country"]))]
        for country in chance.sample(countries, max(1, int(share * len(countries))))
    }
    for name, keep, change in (
        ("memberships", lambda row: (row["arrangement"], row["country"]) not in gone, {}),
        ("arrangements", lambda row: True, {"members_complete": "false"}),
    ):
        with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            rows = [row | (change if row.get("id") in LISTS else {}) for row in csv.DictReader(file) if keep(row)]
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0])
            writer.writeheader()
            writer.writerows(rows)


def verdicts(sentences):
    return [(text, extract(text)["verdict"].to_list()) for text in sentences]


@SOME
def test_over_complete_lists_what_is_true_is_supported(many):
    found = verdicts(true_sentences(many, 1))
    assert [text for text, said in found if set(said) - {"supported", "undecided"}] == []
    told = Counter(said[0] for _, said in found)
    assert told["supported"] > 0.75 * many, "the others are of names that are not read, or of lists seen long ago"


@SOME
def test_over_lists_that_lack_members_nothing_true_is_called_wrong(tmp_path, monkeypatch, many):
    sentences = true_sentences(many, 2)
    without(tmp_path, 0.3, random.Random(3))
    monkeypatch.setenv("MCOLLAB_DATA", str(tmp_path))
    found = verdicts(sentences)
    assert [text for text, said in found if set(said) - {"supported", "undecided"}] == []
    assert Counter(said[0] for _, said in found)["undecided"] > many / 3


def test_over_fresh_and_complete_lists_what_is_false_is_called_wrong():
    fresh = {"nato": 33, "eu": 30, "asean": 13, "warsaw-pact": 9, "seato": 9, "sadc": 19, "un": 194}
    said = [f"{NAMES[key]} has {wrong} members." for key, wrong in fresh.items()]
    said += [f"Brazil is a member of {NAMES[key]}." for key in fresh if key != "un"]
    said += [f"France joined {NAMES[key]} in 1999." for key in ("nato", "eu", "un")]
    assert [text for text in said if extract(text)["verdict"].to_list() != ["wrong"]] == []


def test_a_list_that_lacks_members_says_what_it_has():
    frame = extract("The Pacific Islands Forum has 18 members.")
    assert frame["verdict"].to_list() == ["undecided"]
    assert frame["found"].to_list() == ["Our list has 16 members of PIF and is not complete."]


def test_a_day_after_the_list_was_seen_is_undecided():
    day = seen_until(ROWS)["nato"]
    year = (day + pd.Timedelta(1, "D")).year
    frame = extract(f"Norway left NATO in {year}.")
    assert frame["verdict"].to_list() == ["undecided"]
    assert frame["found"].to_list() == [f"Our list has 32 members of NATO; it was last seen on {day:%Y-%m-%d}."]
    assert extract(f"Norway left NATO in {year - 1}.")["verdict"].to_list() == ["wrong"]


def test_who_was_not_in_an_old_list_may_be_in_a_new_one_and_the_other_way_round():
    old = "the Biketawa Declaration"  # last seen in 2000
    for text in (f"Fiji is not a member of {old}.", f"Japan is a member of {old}.", f"{old} has six members."):
        assert extract(text)["verdict"].to_list() == ["undecided"], text
    assert extract(f"Fiji is a member of {old}.")["verdict"].to_list() == ["supported"]
