"""What things are called."""

import pandas as pd
import pytest

from mcollab.datapackage import load
from mcollab.errors import McollabError
from mcollab.membership import named, names, overlap, panel
from mcollab.membership.labels import TABLES


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


@pytest.mark.parametrize("frame", [None, "NATO", ["NATO"]])
def test_what_is_no_frame_is_told(frame):
    with pytest.raises(McollabError, match=f"named needs a DataFrame, but got {type(frame).__name__}"):
        named(frame)


def test_bad_input_gets_one_sentence():
    for table in ("gdp", "aliases"):
        with pytest.raises(McollabError, match=f"The table {table} has no names by code"):
            names(table)
    with pytest.raises(McollabError, match="did you mean 'countries'"):
        names("countrys")


def test_codes_become_names_in_a_copy():
    rows = panel(years=2026, arrangements="aukus")
    found = named(rows)
    assert found["country"].to_list() == ["Australia", "United Kingdom", "United States"]
    assert set(found["arrangement"]) == {"AUKUS"} and found["year"].to_list() == [2026] * 3
    assert set(named(rows, short=False)["country"]) >= {"United States of America"}
    assert rows["country"].to_list() == ["AUS", "GBR", "USA"] and found.attrs == rows.attrs


def test_pairs_are_of_states_or_of_arrangements():
    assert named(panel("dyad", years=2026, arrangements="aukus"))["b"].to_list() == [
        "United Kingdom",
        "United States",
        "United States",
    ]
    assert named(overlap("2026-01-01", ["nato", "eu"]))[["a", "b"]].to_numpy().tolist() == [["EU", "NATO"]]


def test_every_column_of_codes_has_its_table_and_what_is_no_code_stays():
    assert sorted(TABLES.values()) == sorted(set(TABLES.values()))  # each column its own table
    for column, table in TABLES.items():
        code = names(table, short=True).index[0]
        frame = named(pd.DataFrame({column: [code, "no such thing", None]}))
        assert frame[column].to_list()[:2] == [names(table, short=True)[code], "no such thing"]
        assert pd.isna(frame[column][2])
    with pytest.raises(McollabError, match="has none of the columns country, arrangement"):
        named(pd.DataFrame({"year": [2026]}))
