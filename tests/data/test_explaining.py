"""How a row explains a difference: by key, by pattern, by an arrangement of both states, most narrowly first."""

import pandas as pd
from theirs.explaining import explained, matches

LINE = {"dataset": "x", "field": "member", "row": "*", "only": "ours", "first": 1950, "last": 1990}
FOUND = {"dataset": "x", "field": "member", "row": "un/POL", "only": "ours", "part": "end", "first": 1960, "last": 1970}


def line(*changes, **found):
    lines = pd.DataFrame([LINE | change for change in changes])
    value = explained(pd.DataFrame([FOUND | found]), lines)["line"].iloc[0]
    return None if pd.isna(value) else value


def test_a_line_is_of_a_data_set_a_field_and_a_side():
    assert line({}) == 0
    assert line({"dataset": "y"}) is line({"field": "years"}) is line({"only": "theirs"}) is None


def test_a_difference_lies_within_the_years_of_its_line():
    assert line({"first": 1960, "last": 1970}) == 0
    assert line({"first": 1961}) is line({"last": 1969}) is None


def test_a_line_may_name_several_keys():
    assert line({"row": "un/DEU;un/POL"}) == 0
    assert line({"row": "un/DEU;un/PO"}) is None


def test_the_narrowest_line_is_taken():
    assert line({}, {"row": "un/POL"}) == 1
    assert line({"row": "un/POL", "first": 1900}, {"row": "un/POL"}) == 1
    assert (
        line({"row": "*/*", "field": "defence"}, {"row": "nato", "field": "defence"}, row="DEU/POL", field="defence")
        == 1
    )
    assert (
        line(
            {"row": "nato", "field": "defence"}, {"row": "DEU/POL", "field": "defence"}, row="DEU/POL", field="defence"
        )
        == 1
    )


def test_an_arrangement_is_of_two_states_that_belonged_to_it():
    assert matches("nato", "DEU/POL")
    assert matches("warsaw-pact", "ALB/POL"), "also of a state that left"
    assert not matches("nato", "AUT/DEU")
    assert not matches("nato", "un-operation")
    assert matches("un*", "unavem-1")
