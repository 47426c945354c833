"""How many members an arrangement has: every way of saying it, and what only looks like one."""

import pytest
from reading_world import WORLD

from mcollab.claims.reading.names import Names
from mcollab.claims.reading.rules import Statement, read


@pytest.fixture(scope="module")
def known(tables):
    tables(**WORLD)
    return Names()


MEMBERS = ("participating states", "member states", "member countries", "member nations", "members", "states")
HAS = (
    "has",
    "comprises",
    "comprising",
    "counts",
    "numbers",
    "consists of",
    "consisting of",
    "includes",
    "is made up of",
)
HAS_TOO = (", made up of", "is composed of", ", composed of", "unites", "brings together", "groups", ", with")
NOW = [
    *(f"NATO has 31 {word}." for word in (*MEMBERS, "countries", "nations", "allies")),
    *(f"NATO {word} 31 members.".replace(" ,", ",") for word in (*HAS, *HAS_TOO)),
    *(
        f"NATO has {word} 31 members."
        for word in ("a total of", "now", "currently", "today", "only", "just", "exactly")
    ),
    "NATO has its 31 members.",
    "NATO counts today 31 members.",
    *(f"NATO {word} has 31 members." for word in ("now", "currently", "today", "presently")),
    *(f"NATO, {word} has 31 members, is." for word in ("which", "that")),
    "NATO (an alliance) has thirty-one members.",
    "NATO alliance has Thirty-One members.",
    *(f"{word} 31 members, NATO is." for word in ("Comprising", "Consisting of", "With", "Counting", "Uniting")),
    *(f"One is, {word} 31 members, the NATO is." for word in ("comprising", "consisting of", "with", "counting")),
    *(f"One is; {word} now 31 members, NATO is." for word in ("uniting", "made up of", "composed of")),
    *(f"{word} currently 31 states, NATO is." for word in ("Made up of", "Composed of")),
    "With only 31 members, NATO is.",
    "With its 31 members, NATO is.",
    *(f"The 31-{word} NATO is." for word in ("member", "nation", "country", "state")),
    "The 31-nation military NATO is.",
    *(
        f"NATO's 31 {word} are."
        for word in ("member states", "member countries", "member nations", "members", "allies")
    ),
    *(f"NATO's {word} 31 current members." for word in ("current", "present")),
    *(f"{word} 31 member states of the NATO are." for word in ("The", "All", "the", "all current")),
    *(f"All 31 current {word} of NATO." for word in ("member countries", "member nations", "members")),
    *(f"There are {word} in NATO." for word in ("31 members", "now 31 members", "currently 31 states", "31 countries")),
    *(f"There are 31 {word} in the NATO today." for word in ("member states", "member countries")),
    "One, there are 31 members in NATO, and.",
    "there are 31 members in NATO; and",
    "There are 31 members in NATO now.",
    "There are 31 members in NATO",
    *(f"31 {word} are members of NATO." for word in ("countries", "states", "nations")),
    *(f"{word} 31 states are members of the NATO." for word in ("Today,", "Today", "Currently,", "One is: today")),
    *(f"31 states are {word} members of NATO." for word in ("now", "currently")),
    *(f"NATO protects its {word} members." for word in ("31", "current 31", "now 31", "present 31")),
    *(f"NATO protects its 31 {word}." for word in ("member states", "member countries", "member nations")),
    "NATO and NATO protect its 31 current members.",
]


@pytest.mark.parametrize("sentence", NOW)
def test_it_has_so_many(known, sentence):
    assert read(sentence, known).statements == [Statement("NATO has 31 members", "count nato 31")]


@pytest.mark.parametrize(
    "sentence",
    [
        *(f"{word} 1999, NATO had 19 members." for word in ("In", "By the end of", "As of")),
        *(f"One is, {word} 1999, NATO had 19 members." for word in ("in", "as of")),
        *(f"NATO had 19 members {word} 1999." for word in ("in", "as of", "by")),
        *(f"In 1999, NATO {word} 19 members." for word in ("comprised", "counted", "consisted of", "numbered", "has")),
    ],
)
def test_it_had_so_many_in_a_year(known, sentence):
    assert read(sentence, known).statements == [Statement("NATO had 19 members in 1999", "count nato 19 1999")]


def test_of_what_has_ended(known):
    had = Statement("Warsaw Pact had 8 members", "count pact 8")
    assert read("The Warsaw Pact had eight members.", known).statements == [had]
    assert read("The Warsaw Pact has eight members.", known).statements == [had._replace(past=True)]
    assert read("The Warsaw Pact protected its eight members.", known).statements == [had]
    then = Statement("Warsaw Pact had 8 members in 1960", "count pact 8 1960")
    assert read("In 1960, the Warsaw Pact has eight members.", known).statements == [then]


def test_two_are_enough_and_one_is_not(known):
    assert read("NATO has two members.", known).statements == [Statement("NATO has 2 members", "count nato 2")]
    assert read("NATO has one members.", known).statements == []


AFTER = ["in", "from", "of", "on", "who", "that", "which", "outside", "bordering", "along", "near", "without", "with"]
AFTER += ["to", "left", "joined", "participating", "contributing", "or", "at", "as", "have left", "had left"]
AFTER += ["participated", "contributed"]


@pytest.mark.parametrize(
    "sentence",
    [
        *(f"NATO has 31 members {word} all." for word in AFTER),
        "NATO has 31 members-to-be.",
        "NATO has 31 members, France and Poland.",
        "NATO has 31 members, the France.",
        "NATO has 31 members France.",
        "NATO had 31 members.",  # when?
        "NATO has 31 founding members.",
        *(f"NATO has 31 members {word}." for word in ("since it grew", "where it has grown", "now that it expanded")),
        *(f"NATO, {word}, has 31 members." for word in ("an original pact", "a Founding pact", "enlarged", "a rose")),
        "NATO rose from 12 to all and has 31 members.",
        "The 31 members of NATO that are.",
        *(f"The 31 members of NATO {word} all." for word in ("that", "who", "which", "in", "from", "with", "without")),
        "The 31 members of NATO bordering all.",
        "31 members of NATO are.",
        "There are 31 members in NATO who.",
        "There were 31 members in NATO.",
        "Its 31 members fear NATO.",  # whose?
        "NATO and Quad protect its 31 members.",
        "NATO and UNTSO protect its 31 members.",
        "NATO protects its 31 soldiers.",
        "NATO protects its 31 members in all.",
        "BARE has 31 members.",
        "NATO has 1,031 members.",
    ],
)
def test_what_only_looks_like_it(known, sentence):
    assert read(sentence, known).statements == []


@pytest.mark.parametrize(
    "sentence",
    [
        *(f"NATO has 31 members, more {word} 1999." for word in ("in", "by", "as of")),
        *(f"NATO has 31 members: {word} the year 1999." for word in ("from", "In", "By", "From")),
        "NATO has 31 members. As of mid summer 1999.",
        "NATO has 31 members, which in all of the year 1999 knew nothing.",
    ],
)
def test_a_year_further_off_is_told(known, sentence):
    said = Statement("NATO has 31 members", "count nato 31", unread="1999")
    assert read(sentence, known).statements == [said]


@pytest.mark.parametrize("word", ["until", "when", "after", "before"])
def test_so_is_a_word_of_time(known, word):
    said = Statement("NATO has 31 members", "count nato 31", unread=word)
    assert read(f"NATO has 31 members, more {word} 1999.", known).statements == [said]
