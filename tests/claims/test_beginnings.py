"""When an arrangement began and ended: every way of saying it, and what only looks like one."""

import pytest
from reading_world import WORLD

from mcollab.claims.reading.names import Names
from mcollab.claims.reading.rules import Statement, read


@pytest.fixture(scope="module")
def known(tables):
    tables(**WORLD)
    return Names()


FOUNDED = [
    *(f"NATO was {word} in 1949." for word in ("founded", "established", "created", "formed", "set up", "launched")),
    *(f"NATO was {word} in 1949." for word in ("inaugurated", "instituted")),
    *(f"NATO {word} founded in 1949." for word in ("was", "were", "had been", "has been", "being")),
    *(f"NATO, {word} founded in 1949, is." for word in ("which was", "that were", "which had been")),
    "NATO, founded in 1949, is.",
    "NATO (founded in 1949) is.",
    *(f"NATO was {word} founded in 1949." for word in ("first", "formally", "officially", "originally", "initially")),
    *(f"NATO was {word} founded in 1949." for word in ("jointly", "also", "finally", "later", "itself")),
    *(f"NATO {word} was founded in 1949." for word in ("treaty", "pact", "agreement", "alliance", "organization")),
    *(f"NATO {word} was founded in 1949." for word in ("organisation", "bloc", "partnership", "mission", "force")),
    "NATO (an alliance of some) was founded in 1949.",
    "NATO, an alliance of some, was founded in 1949.",
    "NATO was founded by twelve states in 1949.",
    "NATO was founded at Washington in 1949.",
    "NATO was founded by twelve states in Washington in 1949.",
    *(f"{word} NATO was founded in 1949." for word in ("Today,", "Currently", "Now", "At present,", "The", "Now, the")),
    *(f"One is, {word} NATO was founded in 1949." for word in ("and", "but", "while", "whereas", "although", "though")),
    *(f"One is; {word} the NATO was founded in 1949." for word in ("since", "as", "when")),
    "One: NATO was founded in 1949.",
    "One (NATO was founded in 1949).",
    "One – NATO was founded in 1949.",
    "One —NATO was founded in 1949.",
    *(f"One {word} NATO, founded in 1949." for word in ("is", "was", "including", "includes", "such as", "like")),
    *(f"One namely the NATO (a pact){word} founded in 1949." for word in (",", ", which was", ", that was")),
    "One is NATO (founded in 1949).",
    *(f"NATO ({word} 1949)" for word in ("est", "est.", "established", "founded in", "created", "formed in")),
    *(
        f"NATO {word} 1949."
        for word in ("was born in", "came into being in", "came into existence in", "dates back to")
    ),
    *(
        f"NATO {word} 1949."
        for word in ("dates from", "has existed since", "originated in", "began in the year", "began")
    ),
    *(f"{word} in 1949, NATO is." for word in ("Founded", "Established", "Created", "Formed", "Set up", "Launched")),
    *(f"One is, {word} in 1949, the NATO is." for word in ("founded", "established", "created", "formed", "set up")),
    *(f"One is; {word} by some in 1949, NATO is." for word in ("launched", "inaugurated", "instituted")),
    *(f"The {word} of NATO in 1949." for word in ("founding", "foundation", "establishment", "creation", "formation")),
    "The launch of the NATO (a pact) in 1949.",
    *(f"Some {word} NATO in 1949." for word in ("founded", "established", "created", "formed", "set up", "launched")),
    "Some founded the NATO (a pact) in 1949.",
]


@pytest.mark.parametrize("sentence", FOUNDED)
def test_it_was_founded(known, sentence):
    assert read(sentence, known).statements == [Statement("NATO was founded in 1949", "founded nato 1949")]


@pytest.mark.parametrize("sentence", ["NATO was founded in the 1940s.", "Founded in the 1940s, NATO is."])
def test_it_was_founded_in_a_decade(known, sentence):
    said = [Statement("NATO was founded in the 1940s", "founded nato 1940 1949")]
    assert read(sentence, known).statements == said


def test_a_date_is_a_day_or_a_month(known):
    said = read("NATO was founded on 4 April 1949.", known).statements
    assert said == [Statement("NATO was founded on 1949-04-04", "founded nato 1949-04-04")]
    said = read("NATO was founded in April 1949.", known).statements
    assert said == [Statement("NATO was founded in 1949-04", "founded nato 1949-04")]


@pytest.mark.parametrize(
    "sentence", ["NATO was signed in 1949.", "NATO treaty was formally concluded by some in 1949."]
)
def test_it_was_signed(known, sentence):
    assert read(sentence, known).statements == [Statement("NATO was signed in 1949", "signed nato 1949")]


@pytest.mark.parametrize(
    "words",
    [
        "entered into force in",
        "came into force on",
        "has been in force since",
        "went into effect from",
        "came into effect in",
    ],
)
def test_it_entered_into_force(known, words):
    said = [Statement("NATO entered into force in 1949", "in_force_since nato 1949")]
    assert read(f"NATO {words} 1949.", known).statements == said


@pytest.mark.parametrize(
    "words",
    ["was dissolved", ", which was formally disbanded", "ended", "was terminated", "had been abolished", "was wound up",
     "ceased to exist", "collapsed", "dissolved itself", "was disbanded by its members", ", that ended",
     "were dissolved"],
)  # fmt: skip
def test_it_ended(known, words):
    said = [Statement("NATO ended in 1991", "ended nato 1991")]
    assert read(f"NATO {words} in 1991.".replace(" ,", ","), known).statements == said


@pytest.mark.parametrize("word", ["dissolution", "disbandment", "end"])
def test_the_end_of_it(known, word):
    assert read(f"The {word} of the NATO in 1991.", known).statements == [
        Statement("NATO ended in 1991", "ended nato 1991")
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "NATO was signed in the 1940s.",
        "NATO entered into force in the 1940s.",
        "NATO ended in the 1990s.",
        "NATO came into being in 1949-50.",
        "NATO entered into force in 1949–50.",
        "NATO established in 1949 a court.",
        "One of NATO was founded in 1949.",
        "NATO was founded and in 1949.",
        "NATO is founded in 1949.",
        "NATO was found in 1949.",
    ],
)
def test_what_only_looks_like_it(known, sentence):
    assert read(sentence, known).statements == []


@pytest.mark.parametrize(
    ("sentence", "statement"),
    [
        ("FEUD was founded in 1993.", Statement("FEUD was founded in 1993", "founded feud 1993", sure=False)),
        ("VAGUE was founded in 1993.", Statement("VAGUE was founded in 1993", "founded vague 1993", sure=False)),
        (
            "DIMM was founded in the 1990s.",
            Statement("DIMM was founded in the 1990s", "founded dim 1990 1999", sure=False),
        ),
        ("FEUD was signed in 1992.", Statement("FEUD was signed in 1992", "signed feud 1992", sure=False)),
    ],
)
def test_where_dates_are_disputed_ours_do_not_make_another_wrong(known, sentence, statement):
    assert read(sentence, known).statements == [statement]
