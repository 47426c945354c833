"""Lots that are drawn from texts alone: even, the same everywhere, and little moved when something goes."""

from collections import Counter
from itertools import pairwise

import pytest

from mcollab.questions.hashing import _mixed, fingerprint, fnv1a, shuffled, whose

NAMES = [f"{number * 2654435761 % 2**32:08x}" for number in range(20)]
STUDENTS = [f"u{number:04d}" for number in range(2000)]


def dealt(names, assignment="week3", question="sample/share"):
    return {student: names[whose(assignment, student, question, names)] for student in STUDENTS}


@pytest.mark.parametrize(("text", "value"), [("", 2166136261), ("a", 0xE40C292C), ("foobar", 0xBF9CF968)])
def test_the_hash_is_the_published_one(text, value):
    assert fnv1a(text) == value


@pytest.mark.parametrize(("value", "mixed"), [(0, 0), (1, 0x514E28B7), (0xFFFFFFFF, 0x81F16F39)])
def test_bits_are_mixed_as_in_murmurhash3(value, mixed):
    """Its published hashes of an empty text are the mixed seeds."""
    assert _mixed(value) == mixed


def test_variants_are_dealt_evenly():
    counts = Counter(dealt(NAMES).values())
    assert len(counts) == 20 and min(counts.values()) > 60 and max(counts.values()) < 145  # 100 each is expected


def test_neighbours_have_nothing_in_common():
    first, other = dealt(NAMES), dealt(NAMES, question="sample/pick")
    same = sum(first[student] == other[student] for student in STUDENTS)
    assert 60 < same < 145
    pairs = sum(first[a] == first[b] for a, b in pairwise(STUDENTS))
    assert 60 < pairs < 145


def test_the_order_of_the_variants_does_not_matter():
    assert dealt(NAMES) == dealt(NAMES[::-1])


def test_a_variant_that_goes_moves_only_those_who_had_it():
    before, after = dealt(NAMES), dealt([name for name in NAMES if name != NAMES[7]])
    assert {before[student] for student in STUDENTS if before[student] != after[student]} == {NAMES[7]}
    moved = Counter(after[student] for student in STUDENTS if before[student] == NAMES[7])
    assert len(moved) > 15, "they are spread over the others"


def test_a_variant_that_comes_takes_its_share_and_moves_nobody_else():
    before, after = dealt(NAMES), dealt([*NAMES, "ffffffff"])
    moved = [after[student] for student in STUDENTS if before[student] != after[student]]
    assert set(moved) == {"ffffffff"} and 55 < len(moved) < 140


def test_who_has_which_variant_never_changes():
    """What a course under way has dealt stays: another rule would give students the numbers of others."""
    assert [whose("week3", student, "sample/share", NAMES) for student in STUDENTS[:8]] == [1, 4, 4, 18, 14, 19, 9, 5]


def test_variants_without_names_are_dealt_as_they_were():
    for student in STUDENTS[:50]:
        assert whose("week3", student, "q", ["", "", ""]) == fnv1a(f"week3\x1f{student}\x1fq") % 3
    assert whose("week3", "u1", "q", [""]) == 0


def test_a_shuffle_follows_from_the_texts():
    items = ["Brussels", "Geneva", "Vienna", "Addis Ababa"]
    assert shuffled(items, "seats") == shuffled(items[::-1], "seats")
    assert len({tuple(shuffled(items, salt)) for salt in "abcdefgh"}) > 4
    assert sorted(shuffled(items, "x")) == sorted(items)


def test_a_fingerprint_stands_for_content():
    assert fingerprint({"a": [1, "é"], "b": None}) == fingerprint({"b": None, "a": [1, "é"]})
    assert len({fingerprint(one) for one in ([], {}, None, 0, "", [[]], "0")}) == 7
    assert fingerprint("x", digits=8) == fingerprint("x")[:8]
