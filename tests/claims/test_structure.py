"""Checks of parts and wholes."""

import pytest
from made_up import decides

ARRANGEMENTS = [
    {"id": "union", "short_name": "Union", "source": "u"},
    {"id": "army", "short_name": "Army", "parent": "union", "source": "a"},
    {"id": "corps", "short_name": "Corps", "parent": "army", "source": "c"},
    {"id": "staff", "short_name": "Staff", "parent": "union", "source": "s;u"},
    {"id": "other", "short_name": "Other", "source": "o"},
]


@pytest.fixture(autouse=True, scope="module")
def world(tables):
    tables(arrangements=ARRANGEMENTS)


@pytest.mark.parametrize(
    ("part", "whole", "source"), [("army", "union", "a"), ("corps", "army", "c"), ("corps", "union", "c")]
)
def test_a_part_is_in_the_whole_also_through_another(part, whole, source):
    names = part.title(), whole.title()
    decides(f"part_of {part} {whole}", "supported", f"{names[0]} is a part of {names[1]}.", source)
    decides(f"beside {part} {whole}", "imprecise", f"{names[0]} is a part of {names[1]}.", source)
    decides(f"beside {whole} {part}", "imprecise", f"{names[0]} is a part of {names[1]}.", source)


@pytest.mark.parametrize(("part", "whole"), [("union", "army"), ("army", "staff"), ("army", "other"), ("army", "army")])
def test_a_whole_is_no_part_and_nothing_is_a_part_of_itself(part, whole):
    source = next(row["source"] for row in ARRANGEMENTS if row["id"] == part)
    said = f"{part.title()} is not recorded as a part of {whole.title()}."
    decides(f"part_of {part} {whole}", "wrong", said, *source.split(";"))


def test_what_has_no_whole_in_common_stands_beside():
    decides("beside army other", "supported", "Neither Army nor Other is a part of the other.", "a", "o")
    decides("beside army staff", "supported", "Neither Army nor Staff is a part of the other.", "a", "s", "u")


def test_parts_are_those_one_step_below():
    decides("parts union 2", "supported", "It has 2: Army, Staff.", "a", "s", "u")
    decides("parts union 3", "wrong", "It has 2: Army, Staff.", "a", "s", "u")
    decides("parts union 1", "wrong", "It has 2: Army, Staff.", "a", "s", "u")
    decides("parts army 1", "supported", "It has 1: Corps.", "c")
    decides("parts other 0", "supported", "It has 0: .", *[])
