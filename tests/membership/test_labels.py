"""What things are called."""

import pytest

from mcollab.datapackage import load
from mcollab.errors import McollabError
from mcollab.membership import names


def test_states_by_code():
    assert names()[["FRA", "NLD", "SUN"]].to_list() == [
        "France",
        "Netherlands (Kingdom of the)",
        "Union of Soviet Socialist Republics",
    ]
    assert names(short=True)[["FRA", "NLD"]].to_list() == ["France", "Netherlands"]


def test_short_names_of_all_else_are_what_their_table_has():
    assert names("arrangements", short=True)["nato"] == "NATO"
    assert names("arrangements")["nato"] == "North Atlantic Treaty Organization"
    assert names("operations", short=True)["untso"] == "UNTSO"
    assert names("military_exercises", short=True)["unitas"] == names("military_exercises")["unitas"] == "UNITAS"


@pytest.mark.parametrize("table", ["countries", "arrangements", "operations", "programmes", "cases"])
@pytest.mark.parametrize("short", [True, False])
def test_every_row_is_called_something(table, short):
    found = names(table, short=short)
    assert len(found) == len(load(table))
    assert found.index.is_unique
    assert found.str.len().gt(1).all()
    assert found.attrs["mcollab"] == {"tables": [table]}


def test_bad_input_gets_one_sentence():
    with pytest.raises(McollabError, match="The table gdp has no names"):
        names("gdp")
    with pytest.raises(McollabError, match="did you mean 'countries'"):
        names("countrys")
