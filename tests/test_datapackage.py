"""Loading and citing, and the sentences that bad data get."""

import json
import shutil

import pandas as pd
import pytest

from mcollab.course import data_dir
from mcollab.datapackage import descriptor, load, tables
from mcollab.errors import McollabError
from mcollab.sources import as_of, cite, source_line


@pytest.fixture
def broken(tmp_path, monkeypatch):
    """A copy of the data that a test may break: returns a function that rewrites one file."""
    folder = tmp_path / "data"
    shutil.copytree(data_dir(), folder)
    monkeypatch.setenv("MCOLLAB_DATA", str(folder))

    def rewrite(name, change):
        path = folder / name
        path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")

    return rewrite


def test_types_are_those_of_the_descriptor():
    spells = load("memberships")
    assert list(spells.columns) == [field["name"] for field in descriptor("memberships")["schema"]["fields"]]
    assert pd.api.types.is_datetime64_any_dtype(spells["joined"])
    assert spells["founder"].dtype == bool
    assert load("spending")["share_gdp"].dtype == float
    assert load("spending")["year"].dtype == "int64"


def test_a_loaded_table_may_be_changed_without_harm():
    del load("gdp")["gdp"]
    assert "gdp" in load("gdp")


def test_tables_lists_them_all_with_their_size():
    listed = tables().set_index("table")
    assert listed.loc["spending", "rows"] == len(load("spending"))
    assert set(listed.index) == {
        resource["name"] for resource in json.loads((data_dir() / "datapackage.json").read_text())["resources"]
    }


def test_cite_gives_the_sources_of_the_rows_only():
    allies = load("spending").head(3)
    assert cite(allies).count("@") == 1
    assert "nato-defence-expenditure-2026" in cite(allies)
    assert cite("spending", style="text").startswith("North Atlantic Treaty Organization (2026)")


def test_bibtex_can_be_read_back():
    from pybtex.database import parse_string

    assert set(parse_string(cite("clauses"), "bibtex").entries) == {
        key for cell in load("clauses")["source"] for key in cell.split(";")
    }


def test_source_line_and_date_of_a_chart():
    assert source_line("spending") == "North Atlantic Treaty Organization"
    assert as_of("spending").isoformat() == "2026-07-03"
    assert "other publishers" in source_line(["memberships", "operations"])


def test_unknown_names_get_the_nearest():
    with pytest.raises(McollabError, match="did you mean 'memberships'"):
        load("membership")
    with pytest.raises(McollabError, match="did you mean 'bibtex'"):
        cite("spending", style="bibtx")
    with pytest.raises(McollabError, match="did you mean 'spending'"):
        cite("spendings")
    with pytest.raises(McollabError, match="no column 'source'"):
        cite(pd.DataFrame({"a": [1]}))


def test_a_missing_folder_is_named(monkeypatch, tmp_path):
    monkeypatch.setenv("MCOLLAB_DATA", str(tmp_path / "nowhere"))
    with pytest.raises(McollabError, match="nowhere has no datapackage.json"):
        load("countries")


def test_a_missing_file_is_named(broken):
    (data_dir() / "gdp.csv").unlink()
    with pytest.raises(McollabError, match="gdp.csv"):
        load("gdp")


def test_a_row_with_a_cell_too_many_is_named_with_its_line(broken):
    broken("gdp.csv", lambda text: text.replace("\n", ",one too many\n", 3).replace(",one too many\n", "\n", 1))
    with pytest.raises(McollabError, match=r"gdp.csv, line 2: 8 cells where 7 were expected"):
        load("gdp")


@pytest.mark.parametrize(
    ("file", "table", "column", "value", "says"),
    [
        ("spending.csv", "spending", "share_gdp", "much", "'much' in column 'share_gdp' where a number"),
        ("spending.csv", "spending", "year", "2014.5", "'2014.5' in column 'year'"),
        ("spending.csv", "spending", "estimate", "yes", "'yes' in column 'estimate'"),
        ("spending.csv", "spending", "country", "", "nothing in column 'country'"),
        ("memberships.csv", "memberships", "joined", "1949-13-01", "'1949-13-01' in column 'joined' where a date"),
        ("memberships.csv", "memberships", "status", "meber", "did you mean 'member'"),
    ],
)
def test_a_cell_that_does_not_fit_is_named_with_line_and_column(broken, file, table, column, value, says):
    import csv
    import io

    def change(text):
        rows = list(csv.reader(io.StringIO(text)))
        rows[4][rows[0].index(column)] = value
        out = io.StringIO()
        csv.writer(out, lineterminator="\n").writerows(rows)
        return out.getvalue()

    broken(file, change)
    with pytest.raises(McollabError, match="line 5") as told:
        load(table)
    assert says in str(told.value)


def test_a_changed_header_is_told(broken):
    broken("gdp.csv", lambda text: text.replace("country", "land", 1))
    with pytest.raises(McollabError, match="differ from datapackage.json at 'country'"):
        load("gdp")


def test_a_source_that_is_not_in_the_bibliography_is_named(broken):
    broken("gdp.csv", lambda text: text.replace("worldbank-gdp", "world-bank-gpd"))
    with pytest.raises(McollabError, match="did you mean 'worldbank-gdp'"):
        cite("gdp")
