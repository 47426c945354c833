"""Who belongs, joined and left, and what is an alliance: every way of saying it, and what only looks like one."""

import pytest
from reading_world import WORLD

from mcollab.claims.reading.names import Names
from mcollab.claims.reading.rules import Statement, read


@pytest.fixture(scope="module")
def known(tables):
    tables(**WORLD)
    return Names()


FRANCE = Statement("France is a member of NATO", "includes nato FRA")


@pytest.mark.parametrize(
    "sentence",
    [
        *(
            f"France {word} a member of NATO."
            for word in ("is", "remains", "is also", "is still", "is now", "is already")
        ),
        *(f"France {word} a member of NATO." for word in ("is all", "is both", "is currently", "is today")),
        *(
            f"France is {word} of NATO."
            for word in ("a member", "the member", "member", "a member state", "an active member")
        ),
        *(f"France is a {word} of the NATO." for word in ("full member", "current member", "active member country")),
        *(
            f"{word} France is a member of NATO."
            for word in ("Today,", "today", "Currently,", "Currently", "The", "Both")
        ),
        *(f"One is, {word}France is a member of NATO." for word in ("", "and ", "but ", "while ", "whereas ")),
        "One is; the Kingdom of France, is a member of NATO.",
        "One: the Republic of France is a member of NATO.",
        *(f"NATO's {word} include France." for word in ("members", "member states", "member countries")),
        "NATO members currently include the France.",
        *(f"NATO includes France {word}." for word in ("among its members", "among the members")),
        *(
            f"NATO includes France{word}"
            for word in (".", ", it is.", "; it is", "'.", "", " among all.", " and others")
        ),
        "Now the NATO includes France.",
    ],
)
def test_it_is_a_member(known, sentence):
    assert read(sentence, known).statements == [FRANCE]


@pytest.mark.parametrize(
    "countries",
    ["France and Japan", "France, Japan", "France, and Japan", "France, plus Japan", "France as well as Japan",
     "the France and the Japan", "Both France and Japan", "France, France and Japan"],
)  # fmt: skip
def test_they_are_members(known, countries):
    said = [Statement("France, Japan are members of NATO", "includes nato FRA JPN")]
    assert read(f"{countries} are members of NATO.", known).statements == said
    assert read(f"{countries} are member states of NATO.", known).statements == said


def test_who_is_no_member(known):
    denied = Statement("France is not a member of NATO", "includes nato FRA", "not")
    assert read("France is not a member of NATO.", known).statements == [denied]
    gone = Statement("France is no longer a member of NATO", "includes nato FRA", "no longer")
    assert read("France is no longer a member of NATO.", known).statements == [gone]


def test_members_of_what_has_ended(known):
    was = Statement("Poland was a member of Warsaw Pact", "includes pact POL")
    assert read("Poland was a member of the Warsaw Pact.", known).statements == [was]
    now = Statement("Poland is a member of Warsaw Pact", "includes pact POL", past=True)
    assert read("Poland is a member of the Warsaw Pact.", known).statements == [now]
    were = Statement("Poland, Union of Soviet Socialist Republics were members of Warsaw Pact", "includes pact POL SUN")
    assert read("Poland and the Soviet Union were members of the Warsaw Pact.", known).statements == [were]
    heir = Statement("Russian Federation was a member of Warsaw Pact", "includes pact RUS", sure=False)
    assert read("Russia was a member of the Warsaw Pact.", known).statements == [heir]
    assert read("Russia is a member of NATO.", known).statements[0].sure, "of today it is no other state"


def test_what_has_no_members_in_the_tables_is_not_read(known):
    said = [Statement("France is a member of COTW", "includes open FRA")]
    assert read("France is a member of COTW.", known).statements == said
    assert read("France is a member of BARE.", known).statements == []
    assert read("France joined BARE in 1980.", known).statements == []


@pytest.mark.parametrize(
    "sentence",
    [
        "France was a member of NATO.",  # when?
        "France and Japan are not members of NATO.",
        "France is never a member of NATO.",
        "France is not yet a member of NATO.",
        "Poland is not a member of the Warsaw Pact.",  # which has none
        "Poland is no longer a member of the Warsaw Pact.",
        "Friends of France is a member of NATO.",
        "France is a member of friends of NATO.",
        "France is a founding member of NATO.",
        "NATO includes France as an idea.",
        "NATO includes France Telecom.",
        "NATO members include friends of France.",
    ],
)
def test_what_only_looks_like_membership(known, sentence):
    assert read(sentence, known).statements == []


CONSISTS = (
    "is made up of",
    ", made up of",
    "is composed of",
    ", composed of",
    "consists of",
    ", consisting of",
    "comprises",
)


@pytest.mark.parametrize(
    "sentence",
    [
        *(f"Quad {word} Japan and France.".replace(" ,", ",") for word in (*CONSISTS, ", comprising", "groups")),
        *(
            f"Quad is a {word} of Japan and France."
            for word in ("pact", "partnership", "grouping", "loose new old pact")
        ),
        *(f"Quad is a dialogue {word} Japan and France." for word in ("of", "between", "among")),
        "Quad is a security agreement between Japan and France.",
        *(f"Quad, {word} comprises Japan and France." for word in ("which", "that")),
        *(f"Quad {word} comprises Japan and France." for word in ("now", "currently")),
        *(f"Quad comprises Japan and France{word}" for word in ("", ";", ")", ", was it.", ", is it.", ", has it.")),
        "The Quad (a dialogue) comprises Japan and France.",
        "Quad partnership comprises Japan and France.",
    ],
)
def test_its_members_are(known, sentence):
    said = [Statement("The members of Quad are Japan, France", "members_are quad JPN FRA")]
    assert read(sentence, known).statements == said


def test_its_members_are_of_what_has_ended(known):
    words = "The members of Warsaw Pact are Poland, Union of Soviet Socialist Republics"
    now = Statement(words, "members_are pact POL SUN", past=True)
    assert read("The Warsaw Pact consists of Poland and the Soviet Union.", known).statements == [now]
    then = Statement(words, "members_are pact POL SUN")
    said = read("The Warsaw Pact, consisting of Poland and the Soviet Union.", known).statements
    assert said == [then]


@pytest.mark.parametrize(
    "sentence",
    [
        "Quad consists of Japan.",
        "Quad consists of Japan and France and others.",
        "Quad consists of Japan, France, and more.",
        "Quad consists of friends of Japan and France.",
    ],
)
def test_what_only_looks_like_all_members(known, sentence):
    assert read(sentence, known).statements == []


def moved(verb, sure=True):
    return Statement(f"Sweden {verb} NATO in 2024", f"{verb} nato 2024 SWE", sure=sure)


@pytest.mark.parametrize(
    "sentence",
    [
        *(f"Sweden {word} NATO in 2024." for word in ("joined", "acceded to", "entered", "was admitted to")),
        *(
            f"Sweden became {word} of NATO in 2024."
            for word in ("a member", "the 32nd member", "a full member", "member")
        ),
        *(f"Sweden became the {word} of NATO in 2024." for word in ("1st member", "3rd member", "30th member")),
        *(f"Sweden became the {word} member of NATO in 2024." for word in ("new", "newest", "latest")),
        *(f"Sweden {word} joined the NATO in 2024." for word in ("has", "have", "had", "formally", "finally", "later")),
        *(f"{word} Sweden joined NATO in 2024." for word in ("When", "After", "Since", "The", "Both")),
        *(f"One is, {word}Sweden joined NATO in 2024." for word in ("", "and ", "but ", "while ", "whereas ")),
        "One, when Sweden joined NATO in 2024.",
        "Sweden joined NATO, in 2024.",
        "Sweden joined NATO as its last state in 2024.",
        *(
            f"Sweden's {word} NATO in 2024."
            for word in ("accession to", "admission to", "entry into", "entry into the")
        ),
    ],
)
def test_it_joined(known, sentence):
    assert read(sentence, known).statements == [moved("joined")]


@pytest.mark.parametrize(
    "sentence",
    [
        *(f"Sweden {word} NATO in 2024." for word in ("left", "quit", "withdrew from", "exited", "pulled out of")),
        *(f"Sweden {word} left the NATO, in 2024." for word in ("has", "have", "had", "finally")),
        *(f"{word} Sweden left NATO in 2024." for word in ("When", "After", "The", "Both", "One is; and", "One: but")),
        *(f"One is, {word} Sweden left NATO in 2024." for word in ("while", "whereas")),
    ],
)
def test_it_left(known, sentence):
    assert read(sentence, known).statements == [moved("left")]


def test_several_joined_on_a_day(known):
    said = [Statement("Sweden, Japan joined NATO on 2024-03-07", "joined nato 2024-03-07 SWE JPN")]
    assert read("Sweden and Japan joined NATO on 7 March 2024.", known).statements == said


def test_who_continues_another_is_not_sure(known):
    russia = Statement("Russian Federation joined NATO in 2024", "joined nato 2024 RUS", sure=False)
    assert read("Russia joined NATO in 2024.", known).statements == [russia]
    willing = Statement("Sweden left COTW in 2024", "left open 2024 SWE")
    assert read("Sweden left COTW in 2024.", known).statements == [willing]
    soviet = Statement("Union of Soviet Socialist Republics joined NATO in 1954", "joined nato 1954 SUN")
    assert read("The Soviet Union joined NATO in 1954.", known).statements == [soviet]


@pytest.mark.parametrize(
    "sentence",
    [
        "Sweden joined NATO.",
        "Sweden joined NATO in the 2020s.",
        "Sweden left NATO in the 2020s.",
        *(
            f"Sweden joined NATO as {word} in 2024."
            for word in ("a partner", "an observer", "an associate", "a partner of all")
        ),
        *(f"Sweden joined NATO in 2024 as {word}." for word in ("a partner", "an observer", "an associate")),
        "Friends of Sweden joined NATO in 2024.",
        "Sweden joined friends of NATO in 2024.",
        "Sweden became the founding member of NATO in 2024.",
        "Before Sweden joined NATO in 2024.",
        "Since Sweden left NATO in 2024.",
    ],
)
def test_what_only_looks_like_joining(known, sentence):
    assert read(sentence, known).statements == []


ALLIANCE = Statement("NATO is an alliance", "alliance nato")
KINDS = ("military", "defence", "defense", "defensive", "security", "formal", "regional", "collective", "multilateral")
KINDS = (
    *KINDS,
    "bilateral",
    "trilateral",
    "transatlantic",
    "Western",
    "military and regional",
    "political and military",
)
AFTER = (
    "of",
    "that",
    "which",
    "between",
    "in",
    "with",
    "and",
    "but",
    "founded",
    "formed",
    "based",
    "led",
    "to",
    "comprising",
)


@pytest.mark.parametrize(
    "sentence",
    [
        *(f"NATO {word} an alliance." for word in ("is", "remains", "constitutes")),
        *(f"NATO is {word} alliance." for word in ("an", "a", "the", "")),
        *(f"NATO is a {word} alliance." for word in (*KINDS, "military and political")),
        *(
            f"NATO is an alliance{word}"
            for word in (".", ",", ";", ":", ")", "", *(f" {after} all" for after in AFTER))
        ),
        "The NATO (a pact) is an alliance.",
        "One, and NATO is an alliance.",
    ],
)
def test_it_is_an_alliance(known, sentence):
    assert read(sentence.replace("  ", " "), known).statements == [ALLIANCE]


def test_it_is_none(known):
    said = [Statement("Quad is not an alliance", "alliance quad", "not")]
    assert read("The Quad is not a military alliance.", known).statements == said


def test_an_alliance_that_has_ended(known):
    said = [Statement("Warsaw Pact is an alliance", "alliance pact", past=True)]
    assert read("The Warsaw Pact is an alliance.", known).statements == said
    constituted = [Statement("Warsaw Pact is an alliance", "alliance pact")]
    assert read("The Warsaw Pact constitutes an alliance.", known).statements == constituted
    assert read("The Warsaw Pact is not an alliance.", known).statements == []


@pytest.mark.parametrize(
    "sentence",
    ["NATO is an alliance system.", "NATO is an economic alliance.", "NATO is a political alliance.",
     "NATO is a political and economic alliance.", "One of NATO is an alliance."],
)  # fmt: skip
def test_what_only_looks_like_an_alliance(known, sentence):
    assert read(sentence, known).statements == []
