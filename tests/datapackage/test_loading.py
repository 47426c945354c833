"""Loading tables, and the sentences that bad data get."""

import csv
import io
import json

import pandas as pd
import pytest

from mcollab.course import data_dir
from mcollab.datapackage import descriptor, load, tables
from mcollab.errors import McollabError


def cell(column, value, row=4):
    """Return a change that puts a value into a column of a row of a table's text."""

    def change(text):
        rows = list(csv.reader(io.StringIO(text)))
        rows[row][rows[0].index(column)] = value
        out = io.StringIO()
        csv.writer(out, lineterminator="\n").writerows(rows)
        return out.getvalue()

    return change


def test_types_are_those_of_the_descriptor():
    spells = load("memberships")
    assert list(spells.columns) == [field["name"] for field in descriptor("memberships")["schema"]["fields"]]
    assert pd.api.types.is_datetime64_any_dtype(spells["joined"])
    assert spells["founder"].dtype == bool
    assert load("spending")["share_gdp"].dtype == float
    assert load("spending")["year"].dtype == "int64"
    assert load("operations")["deaths"].dtype == "Int64"  # some are not known
    assert load("countries")["name"].dtype == "str"


def test_rows_are_those_of_the_file():
    with (data_dir() / "gdp.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    table = load("gdp")
    assert table["country"].to_list() == [row["country"] for row in rows]
    assert table["gdp"].to_list() == [float(row["gdp"]) for row in rows]
    assert table["note"].isna().to_list() == [row["note"] == "" for row in rows]


def test_a_loaded_table_may_be_changed_without_harm():
    del load("gdp")["gdp"]
    assert "gdp" in load("gdp")


def test_a_table_remembers_itself():
    assert load("gdp").attrs == {"mcollab": {"tables": ["gdp"]}}


def test_tables_lists_them_all_with_their_size():
    listed = tables().set_index("table")
    assert listed.loc["spending", ["rows", "columns"]].to_list() == list(load("spending").shape)
    assert listed.loc["gdp", "as_of"] == load("gdp")["as_of"].max()
    described = json.loads((data_dir() / "datapackage.json").read_text(encoding="utf-8"))["resources"]
    assert list(listed.index) == [resource["name"] for resource in described]
    assert list(listed["row"]) == [resource["description"] for resource in described]
    assert list(tables().columns) == ["table", "title", "row", "rows", "columns", "as_of", "coverage"]


def test_a_changed_file_is_read_again(broken):
    assert load("gdp")["gdp"].iloc[3] != 7
    broken("gdp.csv", cell("gdp", "7"))
    assert load("gdp")["gdp"].iloc[3] == 7


def test_limits_are_within_what_is_allowed(broken):
    for value in ("-90", "90"):
        broken("countries.csv", cell("latitude", value))
        assert load("countries")["latitude"].iloc[3] == float(value)


@pytest.mark.parametrize(
    ("table", "column", "value", "says"),
    [
        ("countries", "iso3", "AGO", "line 5: 'AGO' in iso3 stands in a row before, and each may stand once"),
        ("countries", "short_name", "Albania", "line 5: 'Albania' in short_name stands in a row before"),
        ("spending", "year", "2014", "line 5: 'ALB, 2014' in country, year stands in a row before"),
    ],
)
def test_a_key_stands_once(broken, table, column, value, says):
    broken(f"{table}.csv", cell(column, value))
    with pytest.raises(McollabError) as told:
        load(table)
    assert says in str(told.value)


@pytest.mark.parametrize("name", ["membership", " memberships"])
def test_unknown_names_get_the_nearest(name):
    with pytest.raises(McollabError, match="did you mean 'memberships'"):
        load(name)


@pytest.mark.parametrize("name", [None, [], {"gdp"}, ["x" * 500]])
def test_what_is_no_name_is_told(name):
    with pytest.raises(McollabError, match="No table ") as told:
        load(name)
    assert "x" * 70 not in str(told.value)


def test_a_missing_folder_is_named(monkeypatch, tmp_path):
    monkeypatch.setenv("MCOLLAB_DATA", str(tmp_path / "nowhere"))
    with pytest.raises(McollabError, match="nowhere has no datapackage"):
        load("countries")


def test_a_missing_file_is_named(broken):
    (data_dir() / "gdp.csv").unlink()
    with pytest.raises(McollabError, match=r"gdp\.csv"):
        load("gdp")


def test_a_row_with_a_cell_too_many_is_named_with_its_line(broken):
    broken("gdp.csv", lambda text: text.replace("\n", ",one too many\n", 3).replace(",one too many\n", "\n", 1))
    with pytest.raises(McollabError, match=r"gdp.csv, line 2: 8 cells where 7 were expected"):
        load("gdp")


@pytest.mark.parametrize(
    ("table", "column", "value", "says"),
    [
        ("spending", "share_gdp", "much", "'much' in column 'share_gdp' where a number"),
        ("spending", "share_gdp", "1,37", "'1,37' in column 'share_gdp' where a number"),
        ("spending", "share_gdp", "inf", "'inf' in column 'share_gdp' where a number"),
        ("spending", "share_gdp", "nan", "'nan' in column 'share_gdp' where a number"),
        ("spending", "year", "2014.5", "'2014.5' in column 'year' where a year from 1 to 9999"),
        ("operations", "deaths", "2.5", "'2.5' in column 'deaths' where a whole number, at least 0, was"),
        ("spending", "estimate", "yes", "'yes' in column 'estimate' where true or false"),
        ("spending", "country", "", "nothing in column 'country' where a text of the form"),
        ("memberships", "joined", "1949-13-01", "'1949-13-01' in column 'joined' where a date as 2004-03-29"),
        ("memberships", "joined", "0000-01-01", "'0000-01-01' in column 'joined' where a date as 2004-03-29"),
        ("gdp", "year", "99999", "'99999' in column 'year' where a year from 1 to 9999"),
        ("gdp", "year", "-2014", "'-2014' in column 'year' where a year from 1 to 9999"),
        ("gdp", "year", "0", "'0' in column 'year' where a year from 1 to 9999"),
        ("countries", "short_name", " Aland", "' Aland' in column 'short_name' has blanks around it: write 'Aland'."),
        ("memberships", "joined", "24.08.1949", "'24.08.1949' in column 'joined' where a date"),
        ("memberships", "status", "meber", "one of member, associate, observer"),
        ("memberships", "status", "meber", "did you mean 'member'"),
        ("countries", "iso3", "AFG\u00a0", "'AFG\\xa0' in column 'iso3' has blanks around it: write 'AFG'."),
        ("countries", "numeric", "4", "'4' in column 'numeric' where a text of the form [0-9]{3} was"),
        ("spending", "share_gdp", "-1.5", "'-1.5' in column 'share_gdp' where a number, 0 to 20, was expected"),
        ("spending", "share_gdp", "20.5", "'20.5' in column 'share_gdp' where a number, 0 to 20, was expected"),
        ("operations", "deaths", "-1", "'-1' in column 'deaths' where a whole number, at least 0, was expected"),
        ("countries", "latitude", "91", "'91' in column 'latitude' where a number, -90 to 90, was expected"),
        ("memberships", "country", "FRA ", "'FRA ' in column 'country' has blanks around it"),
    ],
)
def test_a_cell_that_does_not_fit_is_named_with_line_and_column(broken, table, column, value, says):
    broken(f"{table}.csv", cell(column, value))
    with pytest.raises(McollabError, match=rf"{table}\.csv, line 5: ") as told:
        load(table)
    assert says in str(told.value)
    assert "\n" not in str(told.value)


@pytest.mark.parametrize("last", ['y"', "y"])
def test_a_quote_that_swallows_rows_is_told_with_the_line_on_which_it_opens(broken, last):
    """A pair of quotes that somebody else's rows stand between, or one that nothing closes: rows were gone."""

    def swallowing(text):
        lines = text.splitlines()
        for at, end in ((5, '"x'), (9, last)):
            lines[at] = f"{lines[at].rpartition(',')[0]},{end}"
        return "\n".join(lines) + "\n"

    broken("gdp.csv", swallowing)
    with pytest.raises(McollabError, match=r"gdp\.csv, line 6: a cell goes on to line \d+ \(row starts '"):
        load("gdp")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("country,year", "land,year", "'land' is no column of it and 'country' is lacking"),
        ("country,year", "Country,year", "'Country' is no column of it and 'country' is lacking"),
        ("country,year", "country,year,other", "'other' is no column of it"),
        ("country,year,", "country,", "'year' is lacking"),
        ("country,year", "year,country", "its columns stand in another order, or twice"),
        ("country,year", "sep=,\ncountry,year", "'sep=,' is a hint to spreadsheets and no part of the table"),
        ("country,year", "sep=;\ncountry,year", "'sep=;' is a hint to spreadsheets and no part of the table"),
    ],
)
def test_a_first_line_that_is_not_the_columns_is_told(broken, old, new, says):
    broken("gdp.csv", lambda text: text.replace(old, new, 1))
    with pytest.raises(McollabError) as told:
        load("gdp")
    do = "delete this line." if "sep=" in new else "write them as datapackage.json does: country,year,"
    assert str(told.value).startswith(f"gdp.csv, line 1: {says}; {do}")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda text: text.replace('"name": "in-common-defence"', '"name" "x"', 1), "line 3: no valid JSON"),
        (lambda text: "[]", "no data package: expected resources"),
        (lambda text: "{}", "no data package: expected resources"),
        (lambda text: text.replace('"schema"', '"scheme"', 1), "no data package: expected resources"),
        (lambda text: text.replace('"extent": "class"', '"extent": "some"', 1), "no data package: expected resources"),
        (lambda text: text.replace('"statement"', '"said"', 1), "no data package: expected resources"),
    ],
)
def test_a_broken_descriptor_is_told_in_one_sentence(broken, change, says):
    broken("datapackage.json", change)
    with pytest.raises(McollabError, match=r"^datapackage\.json") as told:
        load("gdp")
    assert says in str(told.value)
    assert "\n" not in str(told.value)


def test_a_type_that_there_is_not_is_told(broken):
    broken("datapackage.json", lambda text: text.replace('"type": "string"', '"type": "strng"'))
    with pytest.raises(
        McollabError, match=r"datapackage\.json: column '\w+' of gdp\.csv has the type 'strng', expected"
    ):
        load("gdp")
    with pytest.raises(McollabError, match="did you mean 'string'"):
        load("gdp")
