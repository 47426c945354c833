"""The same table, as editors and spreadsheets of other machines save it."""

import unicodedata

import pandas as pd
import pytest

from mcollab.datapackage import load, package
from mcollab.errors import McollabError
from mcollab.membership import spells
from mcollab.sources import bibliography, cite

pytestmark = pytest.mark.wide

HARMLESS = {
    "a mark before it": lambda text: text.encode("utf-8-sig"),
    "UTF-16": lambda text: text.encode("utf-16"),
    "UTF-16, big end first": lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
    "UTF-32": lambda text: text.encode("utf-32"),
    "UTF-32, big end first": lambda text: b"\0\0\xfe\xff" + text.encode("utf-32-be"),
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "CR": lambda text: text.replace("\n", "\r"),
    "letters decomposed": lambda text: unicodedata.normalize("NFD", text),
    "no last line end": lambda text: text.rstrip("\n"),
    "the mark by which DOS ended a text": lambda text: text + "\x1a",
}


@pytest.mark.parametrize("change", HARMLESS.values(), ids=HARMLESS.keys())
@pytest.mark.parametrize("table", ["arrangements", "spending"])
def test_a_table_reads_the_same(broken, table, change):
    before = load(table)
    broken(f"{table}.csv", change)
    pd.testing.assert_frame_equal(load(table), before)


@pytest.mark.parametrize("change", HARMLESS.values(), ids=HARMLESS.keys())
def test_the_bibliography_and_the_descriptor_read_the_same(broken, change):
    described = package()
    broken("sources.bib", lambda _: change("@misc{a,\n  title = {Visegrád},\n}\n@misc{b,\n  title = {Kiel}\n}\n"))
    broken("datapackage.json", change)
    titles = [entry.fields["title"] for entry in bibliography().entries.values()]
    assert titles == ["Visegrád", "Kiel"]
    assert package() == described


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text + "\n\n",
        lambda text: text + ",,,,,,,\n" * 3,
        lambda text: text + "   \n \t\n" + ", , ,,,,,\n",
        lambda text: text.replace(",true,", ",TRUE,").replace(",false,", ",False,"),
    ],
    ids=["blank last lines", "rows of commas", "rows of spaces", "TRUE and False"],
)
def test_what_spreadsheets_add_changes_nothing(broken, change):
    before = load("spending")
    broken("spending.csv", change)
    pd.testing.assert_frame_equal(load("spending"), before)


def test_a_name_is_found_however_its_letters_are_made():
    decomposed = unicodedata.normalize("NFD", "Visegrád Group")
    assert decomposed != "Visegrád Group"
    assert len(spells(decomposed)) == len(spells("Visegrád Group")) > 0


def test_another_encoding_is_refused_with_the_line(broken):
    broken("arrangements.csv", lambda text: text.encode("cp1252", "replace"))
    with pytest.raises(McollabError) as told:
        load("arrangements")
    line = next(
        number for number, text in enumerate(load_text("arrangements.csv").splitlines(), 1) if not text.isascii()
    )
    assert f"arrangements.csv, line {line}: not UTF-8 at" in str(told.value)
    assert "CSV UTF-8" in str(told.value)


def load_text(name):
    from mcollab.course import root

    return (root() / "data" / name).read_text(encoding="utf-8")


def test_utf_16_without_a_mark_is_refused(broken):
    broken("spending.csv", lambda text: text.encode("utf-16-le"))
    with pytest.raises(McollabError, match=r"spending\.csv: not a text in UTF-8, but perhaps UTF-16 without a mark"):
        load("spending")


@pytest.mark.parametrize(("separator", "called"), [(";", "semicolons"), ("\t", "tabs")])
def test_other_separators_are_named(broken, separator, called):
    broken("spending.csv", lambda text: text.replace(",", separator))
    with pytest.raises(McollabError, match=f"parted by {called}, not by commas"):
        load("spending")


def test_a_bibliography_that_cannot_be_read_is_told_with_its_line(broken):
    broken("sources.bib", lambda text: text.replace("author = ", "author ", 1))
    with pytest.raises(McollabError, match=r"sources\.bib, line 2") as told:
        cite("gdp")
    assert "\n" not in str(told.value)


def test_a_key_that_stands_twice_is_told(broken):
    first = next(iter(bibliography().entries))
    broken("sources.bib", lambda text: text + text[: text.index("\n}\n") + 3])
    with pytest.raises(McollabError, match=rf"sources\.bib: .*{first}"):
        cite("gdp")


@pytest.mark.parametrize("text", ["NA", "None", "null", "nan", "N/A", "-", "TRUE"])
def test_a_name_that_others_take_for_nothing_is_a_name(broken, text):
    broken("countries.csv", lambda table: table.replace("NAM,Namibia,Namibia,", f"NAM,{text},{text},"))
    row = load("countries").set_index("iso3").loc["NAM"]
    assert (row["name"], row["short_name"]) == (text, text)
