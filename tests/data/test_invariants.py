"""The invariants hold of the tables: each finds nothing but what ``exceptions.csv`` gives reasons for."""

import pytest
from invariants import INVARIANTS, complaints, exceptions, tables


@pytest.fixture(scope="module")
def found():
    return {(one.invariant, one.key, one.says) for one in complaints(tables())}


@pytest.mark.parametrize("name", INVARIANTS)
def test_nothing_is_wrong_but_what_is_known_and_explained(found, name):
    known = {(row["invariant"], row["key"], row["says"]) for row in exceptions()}
    new = sorted(f"{key}: {says}" for invariant, key, says in found - known if invariant == name)
    assert new == [], "mend the table, or give the reason in exceptions.csv"


def test_no_exception_is_left_over(found):
    assert [row for row in exceptions() if (row["invariant"], row["key"], row["says"]) not in found] == []


def test_every_exception_has_a_reason_and_stands_once():
    rows = exceptions()
    assert all(row["reason"].strip().endswith(".") for row in rows)
    assert len({(row["invariant"], row["key"], row["says"]) for row in rows}) == len(rows)


def test_what_is_not_sound_is_not_judged():
    frames = tables()
    frames["memberships"] = frames["memberships"].assign(country="ZZZ")
    names = {one.invariant for one in complaints(frames)}
    assert "what_a_row_refers_to_is_a_row" in names
    assert all(INVARIANTS[name].sound for name in names)
