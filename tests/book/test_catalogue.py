"""The catalogue of the tables: what their codebooks say, and what their rows rest on."""

import pandas as pd
import pytest

from mcollab.book import catalogue
from mcollab.datapackage import Codebook, codebook, load, package

LICENCES = [{"title": "CC BY 4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}]


@pytest.fixture
def book():
    """A codebook of three columns."""
    columns = ["column", "type", "unit", "description", "allowed", "refers_to", "missing", "first", "last"]
    found = Codebook(
        [
            ["joined", "date", None, "first day", None, None, 0, "1949-08-24", "2024-03-07"],
            ["share", "number", "% of GDP", "share of the budget", "0 to 100", None, 1200, None, None],
            ["status", "string", None, "standing: member or observer", "member, observer", None, 0, None, None],
            ["country", "string", None, "the state | as", None, "countries.iso3", 0, None, None],
        ],
        columns=columns,
    )
    found.attrs = {
        "row": "a spell of membership",
        "rows": 1234,
        "as_of": "2026-01-02",
        "coverage": "A selection: Those we like.",
        "misreadings": ["The last day is not included."],
        "coding": "reference/codebook.html#codebook-memberships",
    }
    return found


@pytest.fixture
def rows():
    """Two rows, one of which is not confirmed."""
    return pd.DataFrame({"source": ["a;b", "b"], "confirmed": [True, False]})


def test_a_table_is_described_by_its_codebook_and_its_rows(book, rows):
    text = catalogue.described("memberships", book, rows, LICENCES, "../")
    assert "**A row is** a spell of membership." in text
    assert "Rows\n: 1,234" in text
    assert "Rows hold as of\n: 2026-01-02; 1 not confirmed by a second source" in text
    assert "Coverage\n: A selection: Those we like." in text
    assert "Sources\n: 2, named in each row; {cite:t}`b,a`" in text
    assert "Coding\n: rules and cases on the border in the {ref}`codebook <codebook-memberships>`" in text
    assert "Licence\n: [CC BY 4.0](https://creativecommons.org/licenses/by/4.0/)" in text
    assert '<a href="../data/memberships.csv" download>memberships.csv</a>' in text
    assert "How it is misread:\n\n- The last day is not included." in text
    assert "| `joined` | date; 1949-08-24 to 2024-03-07 | first day |" in text
    assert "| `share` | number, 1,200 empty | share of the budget (% of GDP): `0 to 100` |" in text
    assert "| `status` | string | standing: member or observer |" in text, "a list of what was explained"
    assert "| `country` | string | the state \\| as; as `countries.iso3` |" in text


def test_of_many_sources_those_of_most_rows_are_named(book):
    rows = pd.DataFrame({"source": ["e", "a; b", "a;c", "a;d", "b", "c;d"], "confirmed": True})
    text = catalogue.described("memberships", book, rows, LICENCES, "")
    assert "Sources\n: 5, named in each row; most used: {cite:t}`a,b,c,d`" in text
    assert "not confirmed" not in text


def test_what_nobody_misreads_has_no_warning(book, rows):
    book.attrs.update(misreadings=[], coding=None)
    assert "Coding" not in catalogue.described("memberships", book, rows, LICENCES, "")
    assert "misread" not in catalogue.described("memberships", book, rows, LICENCES, "")


def test_every_table_of_the_course_can_be_described():
    for resource in package()["resources"]:
        name = resource["name"]
        text = catalogue.described(name, codebook(name), load(name), resource["licenses"], "")
        assert text.count("\n| `") == len(resource["schema"]["fields"])
