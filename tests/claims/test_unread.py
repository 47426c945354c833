"""What a sentence says besides a statement, and was not read, leaves it undecided: days, figures and words."""

import pytest
from reading_world import WORLD

from mcollab.claims.reading.names import Names
from mcollab.claims.reading.rules import Statement, read


@pytest.fixture(scope="module")
def known(tables):
    tables(**WORLD)
    return Names()


COUNT = Statement("NATO has 31 members", "count nato 31")
FOUNDED = Statement("NATO was founded in 1949", "founded nato 1949")


@pytest.mark.parametrize(
    ("sentence", "unread"),
    [
        ("On 1955-05-09, NATO has 31 members.", "On 1955-05-09"),
        ("It was 1955-05-09, NATO has 31 members.", "1955-05-09"),
        ("It was 9 May, NATO has 31 members.", "9 May"),
        ("It was the 9th of May, NATO has 31 members.", "9th of May"),
        ("It was May 9, NATO has 31 members.", "May 9"),
        ("It was 09.05.55, NATO has 31 members.", "09.05.55"),
        ("It was '55, NATO has 31 members.", "'55"),
        ("It was nineteen fifty, NATO has 31 members.", "nineteen fifty"),
        ("It was two thousand five, NATO has 31 members.", "two thousand"),
        ("NATO (1955) has 31 members.", "1955"),
        ("NATO, a pact of 1955, has 31 members.", "1955"),
        ("NATO, a pact of 12, has 31 members.", "12"),
        ("NATO, a pact of twelve states, has 31 members.", "twelve states"),
        ("NATO, a pact of twelve hills, has 31 members.", ""),
        ("NATO, whose Article 5 binds all, has 31 members.", ""),
        ("NATO (with F-35s) has 31 members.", ""),
        ("NATO has 31 members [12].", ""),
        ("NATO has 31 members [1955].", "1955"),
        ("NATO, once a pact, has 31 members.", "once"),
        ("NATO, formerly a pact, has 31 members.", "formerly"),
        ("NATO, at least on paper, has 31 members.", "at least"),
        ("NATO has 31 members, about 5 of note.", "about"),
        ("NATO has 31 members, a word about all.", ""),
        ("Perhaps, NATO has 31 members.", "Perhaps"),
        ("In Europe, NATO has 31 members.", "In Europe"),
        ("At the side of France, NATO has 31 members.", "At"),
        ("NATO has 31 members, under the old order.", "under the old order"),
        ("Nobody says it: NATO has 31 members.", "Nobody"),
        ("In contrast, NATO has 31 members.", ""),
        ("Today, NATO has 31 members.", ""),
    ],
)
def test_a_statement_of_now_leaves_no_day_figure_or_word_unread(known, sentence, unread):
    assert read(sentence, known).statements == [COUNT._replace(unread=unread)]


@pytest.mark.parametrize(
    ("sentence", "unread"),
    [
        ("NATO was founded in 1949, on 4 April 1950.", "4 April"),
        ("NATO (1955) was founded in 1949.", "1955"),
        ("NATO was founded by the men of 1939 in 1949.", "1939"),
        ("NATO was founded in 1949, possibly.", "possibly"),
        ("NATO was founded in 1949, after a war of 6 weeks.", ""),
        ("At last, NATO was founded in 1949.", ""),
    ],
)
def test_a_statement_of_a_day_leaves_no_other_day_unread(known, sentence, unread):
    assert read(sentence, known).statements == [FOUNDED._replace(unread=unread)]


def test_the_day_of_one_statement_is_not_unread_in_another(known):
    assert read("Founded in 1949, NATO has 31 members.", known).statements == [FOUNDED, COUNT]
    assert read("NATO (founded in 1949) has 31 members.", known).statements == [FOUNDED, COUNT]
    assert read("NATO has 31 members, but NATO was not founded in 1955.", known).statements == []


def test_a_day_that_opens_a_sentence_is_of_one_statement_only(known):
    had = Statement("NATO had 19 members in 1999", "count nato 19 1999")
    france = Statement("France is a member of NATO", "includes nato FRA", unread="In 1999")
    assert read("In 1999, NATO had 19 members, and France is a member of NATO.", known).statements == [had, france]
    said = read("It is so; in 1999, NATO had 19 members, and France is a member of NATO.", known).statements
    assert said == [had, france._replace(unread="1999")]


def test_a_clause_of_time_is_not_the_day_of_what_follows(known):
    said = read("When France joined NATO in 1949, NATO has 31 members.", known).statements
    joined = Statement("France joined NATO in 1949", "joined nato 1949 FRA")
    assert said == [joined, COUNT._replace(unread="When")]
