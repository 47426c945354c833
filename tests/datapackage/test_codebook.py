"""What the columns of a table mean."""

import pandas as pd
import pytest

from mcollab.datapackage import codebook, descriptor, load, package
from mcollab.errors import McollabError

TABLES = [resource["name"] for resource in package()["resources"]]


@pytest.mark.parametrize("table", TABLES)
def test_every_column_is_there_with_its_meaning(table):
    book, frame = codebook(table), load(table)
    assert book["column"].to_list() == list(frame.columns)
    assert book["description"].str.len().gt(3).all()
    assert book["missing"].to_list() == frame.isna().sum().to_list()
    assert book.attrs["misreadings"] == descriptor(table)["misreadings"]
    assert book.attrs["rows"] == len(frame)


def test_a_codebook_by_hand():
    book = codebook("spending").set_index("column")
    assert book.loc["year", ["type", "first", "last", "missing"]].to_list() == ["year", "2014", "2026", 0]
    assert book.loc["country", "refers_to"] == "countries.iso3"
    assert pd.isna(book.loc["country", "first"])  # no order of codes
    assert book.loc["share_gdp", "unit"] == "per cent"
    status = codebook("memberships").set_index("column").loc["status"]
    assert status["allowed"] == "member, associate, observer, partner, suspended, frozen"
    places = codebook("countries").set_index("column")
    assert places.loc["longitude", "allowed"] == "-180 to 180"
    operations = codebook("operations").set_index("column")
    assert operations.loc["start", "first"] == "1947-10-21"
    assert operations.loc["latitude", ["first", "last"]].to_list() == ["-29.31", "72"]
    gdp = codebook("gdp").set_index("column").loc["gdp"]
    assert (float(gdp["first"]), float(gdp["last"])) == (load("gdp")["gdp"].min(), load("gdp")["gdp"].max())
    assert codebook("arrangements").set_index("column").loc["parent", "refers_to"] == "arrangements.id"


def test_it_says_of_what_the_rows_are_all_or_how_they_were_chosen():
    book = codebook("exercise_editions")
    said = "A selection: The editions of three series for which a size was found."
    assert book.attrs["coverage"] == said
    assert said in repr(book).splitlines()
    assert f"<p>{said}</p>" in book._repr_html_()
    assert codebook("topics").attrs["coverage"].startswith("Complete: ")
    assert codebook("piracy").attrs["coverage"].startswith("Complete for a class: ")


def test_it_is_a_frame_and_what_is_chosen_from_it_a_plain_one():
    book = codebook("gdp")
    assert isinstance(book, pd.DataFrame)
    assert type(book[book["missing"] > 0]) is pd.DataFrame


def test_shown_it_says_what_a_row_is_and_how_the_table_is_misread():
    text = repr(codebook("memberships"))
    assert text.startswith("Memberships, 2,")
    assert "a row is a country's spell of one status in an arrangement" in text
    assert "country  [string · as countries.iso3]" in text
    assert "per cent" in repr(codebook("spending"))
    assert "(never empty; 2014 to 2026)" in repr(codebook("spending"))
    assert "empty)" in text.split("note  [string]")[1]
    assert text.index("How it is misread:") < text.index("- A spell that has ended does not include the day in `left`.")
    assert max(map(len, text.splitlines())) <= 100
    assert "How it is misread" not in repr(codebook("programmes"))


def test_a_notebook_shows_the_same_and_nothing_as_markup():
    html = codebook("spending")._repr_html_()
    assert "<li>One edition only: NATO revises earlier years" in html
    assert "per cent" in html
    assert "nan" not in html.lower().replace("finan", "")
    assert "&#x27;s spell" in codebook("memberships")._repr_html_()


def test_unknown_names_get_the_nearest():
    with pytest.raises(McollabError, match="did you mean 'memberships'"):
        codebook("membership")


def test_it_leads_to_the_rules_by_which_its_table_is_coded():
    book = codebook("exercise_editions")
    assert book.attrs["coding"] == "reference/codebook.html#codebook-exercises"
    assert repr(book).endswith("cases on the border: reference/codebook.html#codebook-exercises")
    assert "reference/codebook.html#codebook-exercises</p>" in book._repr_html_()
    assert codebook("gdp").attrs["coding"] is None
    assert "codebook" not in repr(codebook("gdp"))
