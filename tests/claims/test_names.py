"""Names in a sentence: each is found as it is written, and nothing that only looks like one."""

import pytest
from reading_world import WORLD

from mcollab.claims.reading.names import OPEN, SHUT, Names, names, spelling


@pytest.fixture(scope="module")
def known(tables):
    tables(**WORLD)
    return Names()


def shown(marked):
    return marked.text.replace(OPEN, "<").replace(SHUT, ">"), [f"{kind}:{id}" for kind, id in marked.things]


@pytest.mark.parametrize(
    ("sentence", "text", "things"),
    [
        ("NATO is here.", "<a0> is here.", ["a:nato"]),
        ("the north atlantic treaty organization", "the <a0>", ["a:nato"]),
        ("the North Atlantic Treaty Organisation", "the <a0>", ["a:nato"]),
        ("the North-Atlantic Alliance", "the <a0>", ["a:nato"]),
        ("the North / Atlantic Alliance", "the North / Atlantic Alliance", []),  # three signs between
        ("the North. Atlantic Alliance", "the North. Atlantic Alliance", []),
        ("the North Atlantic", "the North Atlantic", []),
        ("the Warsaw Treaty Organization of 1955", "the <a0> of 1955", ["a:pact"]),
        ("the Warsaw Pact and NATO", "the <a0> and <a1>", ["a:pact", "a:nato"]),
        ("Nato", "Nato", []),  # in capitals, or as it is written
        ("nato", "nato", []),
        ("NaTo", "<a0>", ["a:nato"]),
        ("Quad", "<a0>", ["a:quad"]),
        ("QUAD", "<a0>", ["a:quad"]),
        ("quad", "quad", []),
        ("VAGUE and Vague", "<a0> and Vague", ["a:vague"]),
        ("the us, US and United States", "the us, <c0> and <c1>", ["c:USA", "c:USA"]),
        ("United States of America", "<c0>", ["c:USA"]),
        ("the united States", "the united States", []),
        ("Iran", "<c0>", ["c:IRN"]),
        ("Netherlands", "<c0>", ["c:NLD"]),
        ("Iran (IR)", "<c0> (IR)", ["c:IRN"]),
        ("the Union", "the Union", []),  # two things bear that name
        ("MINUSMA, UNTSO, ONUCA II and UFO", "<o0>, <o1>, <o2> and UFO", ["o:minusma", "o:untso", "o:onuca"]),
        ("the UN Truce Supervision Organization", "the <o0>", ["o:untso"]),
        ("the European Training Mission", "the <o0>", ["o:eutm"]),
        ("EUTM Mali and the Unified Force", "EUTM Mali and the Unified Force", []),
        ("NATO_France", "<a0>_<c1>", ["a:nato", "c:FRA"]),
    ],
)
def test_a_name_becomes_a_mark(known, sentence, text, things):
    assert shown(known.mark(sentence)) == (text, things)


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("the North Atlantic Alliance (NATO) is", "the <a0> is"),
        ("the North Atlantic Alliance(NATO) is", "the <a0> is"),
        ("NATO, or the North Atlantic Alliance, is", "<a0> is"),
        ("NATO, the North Atlantic Alliance, is", "<a0> is"),
        ("NATO, North Atlantic Alliance, is", "<a0> is"),
        ("NATO, North Atlantic Alliance is", "<a0>, <a1> is"),
        ("NATO and NATO", "<a0> and <a1>"),
        ("Quad (NATO)", "<a0> (<a1>)"),
        ("NATO (NATO) (NATO)", "<a0> (<a2>)"),
    ],
)
def test_a_name_and_its_abbreviation_beside_it_are_one(known, sentence, text):
    assert shown(known.mark(sentence))[0] == text


def test_ids_of_a_kind(known):
    marked = known.mark("NATO, Quad, France, NATO and UNTSO")
    assert (marked.ids("a"), marked.ids("o"), marked.ids("c")) == ({"nato", "quad"}, {"untso"}, {"FRA"})


def test_members_are_listed_where_somebody_is_a_member(known):
    assert known.listed == {"nato", "pact", "quad", "open", "feud", "vague", "dim", "un"}


def test_a_founding_is_disputed_where_other_dates_are_in_use_or_none_is_known_to_the_month(known):
    assert known.disputed == {"feud", "vague", "dim"}


def test_names_are_read_again_when_a_table_changes(tables):
    world = {**WORLD, "aliases": [*WORLD["aliases"], {"name": "Brussels Club", "arrangement": "nato"}]}
    tables(**WORLD)
    before = names()
    assert names() is before
    assert before.mark("the Brussels Club").things == []
    tables(**world)
    assert [thing.id for thing in names().mark("the Brussels Club").things] == ["nato"]


@pytest.mark.parametrize(
    ("word", "spelt"),
    [
        ("Organizations", "organisations"),
        ("DEFENSE", "defence"),
        ("program", "programme"),
        ("Programs", "programmes"),
        ("programme", "programme"),
        ("programmes", "programmes"),
        ("Straße", "strasse"),
    ],
)
def test_spelling_does_not_matter(word, spelt):
    assert spelling(word) == spelt
