"""Rules as a whole: what is doubted or denied decides nothing, and why there is nothing to decide is said."""

import pytest
from reading_world import WORLD

from mcollab.claims.reading.names import Names
from mcollab.claims.reading.rules import LONGEST, RULES, Reading, Statement, read


@pytest.fixture(scope="module")
def known(tables):
    tables(**WORLD)
    return Names()


FOUNDED = Statement("NATO was founded in 1949", "founded nato 1949")
PLAIN = "It names {} but says nothing of a kind that the tables record, or not plainly enough."

HEDGES = ["if", "unless", "would", "could", "might", "may", "should", "will", "shall", "not", "never", "nor", "neither"]
HEDGES += ["no longer", "cannot", "didn't", "without", "myth", "false", "falsely", "untrue", "incorrect", "incorrectly"]
HEDGES += [
    "mistaken",
    "mistakenly",
    "wrong",
    "wrongly",
    "fiction",
    "fictional",
    "rather than",
    "instead of",
    "hope",
    "hoped",
]
HEDGES += [
    "plan",
    "planned",
    "proposed",
    "proposal",
    "imagined",
    "supposed",
    "almost",
    "nearly became",
    "deny",
    "denies",
]
HEDGES += [
    "denied",
    "was to be",
    "failed",
    "attempt",
    "attempted",
    "half",
    "so-called",
    "unlike",
    "compared",
    "than",
    "really?",
]


@pytest.mark.parametrize("word", HEDGES)
def test_a_sentence_that_doubts_denies_or_compares_decides_nothing(known, word):
    assert read(f"NATO was founded in 1949, {word} all.", known) == Reading([], PLAIN.format("NATO"))
    if word.islower() and word not in ("cannot", "didn't", "would", "could", "might", "may", "should", "will", "shall"):
        assert not read(f"{word.capitalize()} all, NATO was founded in 1949.", known).statements


@pytest.mark.parametrize("words", ["hopeful", "mayor", "halfway", "notable", "a more than usual one", "ifs", "half_"])
def test_a_word_that_only_holds_a_hedge_is_none(known, words):
    assert read(f"NATO was founded in 1949, {words}.", known) == Reading([FOUNDED])


@pytest.mark.parametrize("words", ["More than one is", "more than one is", "fewer than one is", "Less than one is"])
def test_more_than_compares_nothing(known, words):
    assert read(f"{words}, NATO was founded in 1949.", known).statements == [FOUNDED]


def test_the_words_that_deny_a_statement_do_not_doubt_it(known):
    assert read("Quad is not an alliance.", known).statements
    assert not read("Quad is not an alliance, not at all.", known).statements
    said = read("Quad is not an alliance, but NATO was founded in 1949.", known).statements
    assert said == [Statement("Quad is not an alliance", "alliance quad", "not")]


def test_statements_come_in_the_order_of_the_sentence_each_once(known):
    said = read("NATO, founded in 1949, has 31 members, and the NATO is an alliance.", known)
    assert [statement.line for statement in said.statements] == ["founded nato 1949", "count nato 31", "alliance nato"]
    assert said.why == ""
    assert read("NATO was founded in 1949, and NATO was founded in 1949.", known).statements == [FOUNDED]


def test_why_nothing_is_decided(known):
    assert read("NATO matters.", known) == Reading([], PLAIN.format("NATO"))
    assert read("Quad, NATO, UNTSO and NATO matter to France.", known) == Reading([], PLAIN.format("Quad, NATO, UNTSO"))
    six = "Quad, NATO, UNTSO, the Warsaw Pact, COTW and VAGUE matter."
    assert read(six, known) == Reading([], PLAIN.format("Quad, NATO, UNTSO, Warsaw Pact, COTW"))
    nothing = Reading([], "It names no arrangement or operation of the tables.")
    assert read("France is big.", known) == nothing
    assert read("Le ciel est bleu et il est beau", known) == Reading(
        [], "It does not look like English; only English is read."
    )
    assert read("Le ciel est bleu et il est", known) == nothing  # seven words are too few to tell
    assert read("Le ciel est bleu et il est THE", known) == nothing


ENGLISH = (
    "the of and a an in to is are was were has have had its it by for with that which on as at from this be been not"
)


@pytest.mark.parametrize("word", ENGLISH.split())
def test_one_small_word_makes_it_english(known, word):
    nothing = "It names no arrangement or operation of the tables."
    assert read(f"Uno duo tres quattuor quinque sex septem {word}", known) == Reading([], nothing)


def test_a_sentence_without_end_is_not_read(known):
    start = "NATO was founded in 1949, "
    assert read(start + "x" * (LONGEST - len(start)), known).statements == [FOUNDED]
    said = read(start + "x" * (LONGEST - len(start) + 1), known)
    assert said == Reading([], "The sentence is longer than 1000 characters and is not read.")


@pytest.mark.parametrize(
    "word", ["has", "comprises", "counts", "numbers", "consists of", "includes", "unites", "groups"]
)
def test_the_present_of_what_has_ended_is_past(known, word):
    (said,) = read(f"The Warsaw Pact {word} eight members.", known).statements
    assert said.past
    (said,) = read(f"The Warsaw Pact, {word} eight members in 1960.", known).statements
    assert not said.past


@pytest.mark.parametrize("words", ["brings together", "is made up of", "is composed of"])
def test_so_is_the_present_of_several_words(known, words):
    (said,) = read(f"The Warsaw Pact {words} eight members.", known).statements
    assert said.past


@pytest.mark.parametrize("word", ["are", "remain", "remains"])
def test_so_is_the_present_of_members(known, word):
    (said,) = read(f"Poland {word} members of the Warsaw Pact.", known).statements
    assert said.past


@pytest.mark.parametrize("word", ["had", "with", "comprising", "consisting of"])
def test_what_is_no_present_is_not_past(known, word):
    (said,) = read(f"The Warsaw Pact, {word} eight members.", known).statements
    assert not said.past


def test_every_rule_is_named_for_the_check_or_the_thing_that_it_reads():
    assert {function.__name__ for _, function in RULES} == {
        "founded", "signed", "in_force_since", "ended", "began", "closed", "under_way", "first_operation", "personnel",
        "count", "count_its", "includes", "members_are", "joined", "left", "alliance",
    }  # fmt: skip
