"""Operations and those who serve in them: every way of saying it, and what only looks like one."""

import pytest
from reading_world import WORLD

from mcollab.claims.reading.names import Names
from mcollab.claims.reading.rules import Statement, read


@pytest.fixture(scope="module")
def known(tables):
    tables(**WORLD)
    return Names()


VERBS = ("founded", "established", "created", "authorised", "authorized", "launched", "started", "set up")
BEGAN = [
    *(f"MINUSMA was {word} in 2010." for word in VERBS),
    *(
        f"MINUSMA {word} in 2010."
        for word in ("began", "started", ", launched", "mission was first launched", "(created")
    ),
    *(f"{word} in 2010, MINUSMA is." for word in ("Established", "Created", "Launched", "Authorised", "Authorized")),
    *(
        f"One is, {word} by some in 2010, the MINUSMA is."
        for word in ("established", "created", "launched", "authorised")
    ),
    "The MINUSMA (a force) began in 2010.",
    "Today MINUSMA, the force, began in 2010.",
]
CLOSED = [
    *(
        f"MINUSMA {word} in 2010."
        for word in ("ended", "was terminated", ", which was closed", ", that were completed")
    ),
    *(f"MINUSMA {word} in 2010." for word in ("was concluded", "had been withdrawn", "was shut down", "was wound up")),
    *(f"MINUSMA completed its {word} in 2010." for word in ("mission", "mandate", "work", "operations")),
    "MINUSMA was formally ended by some at Bamako in 2010.",
    "MINUSMA mission (a force) ended in 2010.",
]


@pytest.mark.parametrize("sentence", BEGAN)
def test_it_began(known, sentence):
    said = [Statement("MINUSMA began in 2010", "began minusma 2010")]
    assert read(sentence.replace(" ,", ","), known).statements == said


@pytest.mark.parametrize("sentence", CLOSED)
def test_it_ended(known, sentence):
    said = [Statement("MINUSMA ended in 2010", "closed minusma 2010")]
    assert read(sentence.replace(" ,", ","), known).statements == said


@pytest.mark.parametrize(
    ("sentence", "statement"),
    [
        ("MINUSMA began in 2011.", Statement("MINUSMA began in 2011", "began minusma 2011")),
        ("MINUSMA began in 2012.", Statement("MINUSMA began in 2012", "began minusma 2012", sure=False)),
        (
            "MINUSMA began on 3 May 2013.",
            Statement("MINUSMA began on 2013-05-03", "began minusma 2013-05-03", sure=False),
        ),
        ("MINUSMA began in 2014.", Statement("MINUSMA began in 2014", "began minusma 2014", sure=False)),
        ("MINUSMA began in 2015.", Statement("MINUSMA began in 2015", "began minusma 2015")),
        ("MINUSMA ended in 2022.", Statement("MINUSMA ended in 2022", "closed minusma 2022", sure=False)),
        ("MINUSMA ended in 2021.", Statement("MINUSMA ended in 2021", "closed minusma 2021")),
        ("UNTSO ended in 1990.", Statement("UNTSO ended in 1990", "closed untso 1990")),
    ],
)
def test_a_year_more_or_less_decides_nothing(known, sentence, statement):
    assert read(sentence, known).statements == [statement]


ACTIVE = ("under way", "underway", "ongoing", "active", "in operation", "operating", "deployed", "at work")


@pytest.mark.parametrize(
    "sentence",
    [
        *(f"MINUSMA is {word}." for word in ACTIVE),
        *(
            f"MINUSMA {word} active."
            for word in ("remains", "continues to be", "is still", "is currently", "remains still")
        ),
        *(f"MINUSMA {word}." for word in ("continues", "continues to operate", "continues its work")),
        "The MINUSMA (a force) is active.",
    ],
)
def test_it_is_under_way(known, sentence):
    assert read(sentence, known).statements == [Statement("MINUSMA is under way", "under_way minusma")]


@pytest.mark.parametrize(
    "sentence", ["MINUSMA is no longer active.", "MINUSMA is currently no longer deployed in all."]
)
def test_it_is_no_longer(known, sentence):
    said = [Statement("MINUSMA is no longer under way", "under_way minusma", "no longer")]
    assert read(sentence, known).statements == said


@pytest.mark.parametrize(
    "sentence",
    [
        "MINUSMA began in the 2010s.",
        "MINUSMA ended in the 2010s.",
        "MINUSMA is actively here.",
        "MINUSMA is not active.",
        "Parts of MINUSMA is active.",
        "UNTSO established in 2010 a post.",
    ],
)
def test_what_only_looks_like_it(known, sentence):
    assert read(sentence, known).statements == []


@pytest.mark.parametrize(
    "sentence",
    [
        *(
            f"The first UN peacekeeping {word} in 1948."
            for word in ("mission", "operation", "mission was", "operation were")
        ),
        *(f"The first UN peacekeeping mission was {word} in 1948." for word in ("established", "created", "launched")),
        *(
            f"The first UN peacekeeping mission was {word} in 1948."
            for word in ("deployed", "authorised", "authorized")
        ),
        *(
            f"The first UN peacekeeping mission {word} in 1948."
            for word in ("set up", "began", "started", "took place")
        ),
        "First UN peacekeeping mission dates from 1948.",
        "By the UN, the first peacekeeping mission was in 1948.",
        *(
            f"The UN has {word} peacekeeping missions since 1948."
            for word in ("conducted", "run", "deployed", "carried out")
        ),
        *(f"The UN has {word} peacekeeping operations since 1948." for word in ("mounted", "led", "been conducting")),
        "The UN has been running peacekeeping operations since 1948.",
        "The UN has run peacekeeping operations since 29 May 1948.",
    ],
)
def test_when_peacekeeping_began(known, sentence):
    line = "first operations un_peacekeeping=true 1948 1948"
    assert read(sentence, known).statements == [Statement("The first UN peacekeeping operation was in 1948", line)]


def test_a_decade_in_which_peacekeeping_began(known):
    line = "first operations un_peacekeeping=true 1940 1949"
    said = [Statement("The first UN peacekeeping operation was in 1940s", line)]
    assert read("The first UN peacekeeping mission was in the 1940s.", known).statements == said


@pytest.mark.parametrize(
    "sentence",
    [
        "The first NATO peacekeeping mission was in 1948.",
        "The first peacekeeping mission was in 1948.",
        "The first UN peacekeeping mission with NATO was in 1948.",
        "To the UN and NATO, the first UN peacekeeping mission was in 1948.",
        "The UN has run peacekeeping missions since 1948-49.",
        "NATO has run peacekeeping missions since 1948.",
    ],
)
def test_what_is_not_the_first_of_the_un(known, sentence):
    assert read(sentence, known).statements == []


PEOPLE = Statement("About 60,000 serve in UN peacekeeping", "personnel 60000")


@pytest.mark.parametrize(
    "sentence",
    [
        *(f"60,000 {word} serve in peacekeeping." for word in ("peacekeepers", "blue helmets", "troops", "soldiers")),
        *(
            f"60000 {word} serve as peacekeepers."
            for word in ("personnel", "military personnel", "uniformed personnel")
        ),
        *(f"60,000 {word} troops serve as blue helmets." for word in ("UN", "uniformed", "military", "United Nations")),
        "60,000 soldiers serve in active missions.",
        "Peacekeeping has 60,000 soldiers.",
        "More than 60,000 peacekeepers serve in the UN.",
        *(f"{word} 60,000 peacekeepers serve." for word in ("Over", "about", "Around", "some", "at least", "up to")),
    ],
)
def test_so_many_serve(known, sentence):
    assert read(sentence, known).statements == [PEOPLE]


def test_a_thousand_are_enough(known):
    said = [Statement("About 1,000 serve in UN peacekeeping", "personnel 1000")]
    assert read("1,000 peacekeepers serve.", known).statements == said


OTHERS = (
    "died",
    "killed",
    "met death",
    "met deaths",
    "lost",
    "cut",
    "reduced",
    "withdrew",
    "were",
    "peaked",
    "was",
)
OTHERS += (
    "more",
    "fewer",
    "had",
    "of whom one",
    "women",
    "in a mission in all",
    "in an operation in all",
    "additional",
)
OTHERS += ("police", "sent", "sends", "contributes", "provides", "since then", "NATO", "African Union")


@pytest.mark.parametrize(
    "sentence",
    [
        "0999 peacekeepers serve.",
        "60,000 soldiers serve.",
        "60,000 peacekeepers serve with France.",
        "60,000 peacekeepers serve in MINUSMA.",
        *(f"60,000 peacekeepers, {word}." for word in OTHERS),
    ],
)
def test_a_number_of_others(known, sentence):
    assert read(sentence, known).statements == []


@pytest.mark.parametrize(
    ("sentence", "unread"),
    [
        ("60,000 peacekeepers serve in 2010.", "2010"),
        ("60,000 peacekeepers serve at 1234, it is.", "1234"),
        ("Fewer than 60,000 peacekeepers serve.", "Fewer than"),
        ("Today less than 60,000 peacekeepers serve.", "less than"),
    ],
)
def test_a_number_of_another_day_or_another_number(known, sentence, unread):
    assert read(sentence, known).statements == [PEOPLE._replace(unread=unread)]
