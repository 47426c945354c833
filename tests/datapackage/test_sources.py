"""Which sources are cited, and whom a chart credits."""

import pandas as pd
import pytest
from pybtex.database import parse_string

from mcollab.course import data_dir
from mcollab.datapackage import load
from mcollab.errors import McollabError
from mcollab.sources import as_of, bibliography, cite, half_as_of, source_line


def rows(*sources):
    return pd.DataFrame({"source": sources})


def test_cite_gives_the_sources_of_the_rows_only():
    allies = load("spending").head(3)
    assert cite(allies).count("@") == 1
    assert "nato-defence-expenditure-2026" in cite(allies)


def test_each_source_is_cited_once_in_the_order_of_the_rows():
    keys = ["leeds-2003", "kinne-2020", "olson-zeckhauser-1966"]
    frame = rows("leeds-2003;kinne-2020", "kinne-2020", None, "olson-zeckhauser-1966;leeds-2003")
    assert list(parse_string(cite(frame), "bibtex").entries) == keys
    assert cite(frame, style="text") == cite(keys, style="text") == "\n".join(cite(key, style="text") for key in keys)
    assert cite(frame, style="short").split("\n") == ["Leeds 2003", "Kinne 2020", "Olson and Zeckhauser 1966"]
    assert cite([*keys, keys[0]]) == cite(keys)


def test_a_table_is_cited_by_its_name():
    assert cite("spending", style="text").startswith("North Atlantic Treaty Organization. Defence Investment of NATO")
    assert cite("spending", style="short") == "North Atlantic Treaty Organization 2026"
    assert cite("spending") == cite(load("spending"))


def test_bibtex_is_that_of_the_bibliography():
    read = parse_string(cite("clauses"), "bibtex").entries
    assert set(read) == {key for cell in load("clauses")["source"] for key in cell.split(";")}
    for key, entry in read.items():
        assert dict(entry.fields) == dict(bibliography().entries[key].fields)
        assert entry.persons == bibliography().entries[key].persons


def test_works_that_are_written_alike_are_named_once_in_short():
    frame = rows("nato-relations-belarus", "nato-relations-belarus;nato-relations-belarus")
    assert cite(frame, style="short") == "North Atlantic Treaty Organization 2024"


def test_the_line_under_a_chart_credits_those_of_most_rows_first():
    two = rows("kinne-2020", "leeds-2003;olson-zeckhauser-1966", "leeds-2003")
    assert source_line(two) == "Leeds; Kinne"  # of each row its first source
    assert source_line(rows("olson-zeckhauser-1966")) == "Olson et al."
    assert source_line("spending") == "North Atlantic Treaty Organization"
    assert source_line(["spending", two]) == "North Atlantic Treaty Organization; Leeds; Kinne"


def test_more_than_three_publishers_are_counted():
    three = rows("leeds-2003", "leeds-2003", "kinne-2020", "kinne-2020", "olson-zeckhauser-1966")
    assert source_line(three) == "Leeds; Kinne; Olson et al."
    four = pd.concat([three, rows("bryce-kingdom-hittites-2005")])
    assert source_line(four) == "Leeds; Kinne; Olson et al. and 1 other publisher"


def test_treaties_are_credited_as_such():
    treaty = next(
        key
        for key, entry in bibliography().entries.items()
        if "author" not in entry.persons and "Treaty Series" in entry.fields.get("howpublished", "")
    )
    assert source_line(rows(treaty)) == "treaty texts"


def test_a_frame_without_sources_stands_for_its_tables():
    shares = load("spending")[["country", "share_gdp"]]
    assert source_line(shares) == source_line("spending")
    assert as_of(shares) == as_of("spending")
    assert source_line(pd.DataFrame({"a": [1]})) == ""


def test_the_latest_day_as_of_which_rows_hold():
    assert as_of("spending").isoformat() == "2026-07-03"
    assert as_of(["spending", "gdp"]) == max(as_of("spending"), as_of("gdp"))
    assert as_of(pd.DataFrame({"a": [1]})) is None


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: cite("spending", style="bibtx"), "did you mean 'bibtex'"),
        (lambda: cite("spendings"), "did you mean 'spending'"),
        (lambda: cite(["leeds-2033"]), "No source 'leeds-2033' in sources.bib: expected a key"),
        (lambda: cite(pd.DataFrame({"a": [1]})), "no column 'source'"),
        (lambda: cite(5), "Nothing to cite as 5: expected a table"),
        (lambda: cite(b"gdp"), "Nothing to cite as b'gdp'"),
        (lambda: cite(None), "Nothing to cite as None"),
        (lambda: cite(["leeds-2003", 5]), "Nothing to cite as 5"),
        (lambda: cite([5, None]), "Nothing to cite as 5"),
        (lambda: source_line(rows("leeds-2033")), "No source 'leeds-2033'"),
        (lambda: source_line("spendings"), "did you mean 'spending'"),
    ],
)
def test_bad_input_gets_one_sentence(call, says):
    with pytest.raises(McollabError) as told:
        call()
    assert says in str(told.value)
    assert "\n" not in str(told.value)


def test_a_missing_bibliography_is_named(broken):
    (data_dir() / "sources.bib").unlink()
    with pytest.raises(McollabError, match=r"sources\.bib: every row's source is looked up there"):
        cite("gdp")


@pytest.mark.parametrize("style", ["bibtex", "text", "short"])
def test_an_entry_without_a_title_is_named(broken, style):
    broken("sources.bib", lambda text: text + "\n@misc{zz, year = {2001}}\n")
    with pytest.raises(McollabError, match=r"sources\.bib: 'zz' has no title"):
        cite(["zz"], style=style)


@pytest.mark.parametrize(
    ("rows", "half", "latest"),
    [
        ([("2020-01-01", None)], "2020-01-01", "2020-01-01"),
        ([("2020-01-01", None), ("2022-01-01", None), ("2026-01-01", None)], "2022-01-01", "2026-01-01"),
        ([("2020-01-01", None), ("2026-01-01", None)], "2020-01-01", "2026-01-01"),  # half hold no later
        (
            [("1991-07-01", "1991-07-01"), ("2026-11-22", "1955-05-14"), ("2026-01-01", None)],
            "2026-01-01",
            "2026-01-01",
        ),
        ([("1991-07-01", "1991-07-01"), ("1955-05-14", "1955-05-14")], "1955-05-14", "1991-07-01"),
        ([(None, None)], None, None),
    ],
)
@pytest.mark.parametrize("end", ["left", "ended", "end"])
def test_rows_hold_as_of_the_days_of_what_lasts(rows, half, latest, end):
    frame = pd.DataFrame(rows, columns=["as_of", end]).apply(pd.to_datetime).assign(source="a")
    assert str(as_of(frame)) == str(latest)
    assert str(half_as_of(frame)) == str(half)
    assert str(half_as_of([frame, pd.DataFrame({"a": [1]})])) == str(half)


def test_a_table_without_ends_counts_all_its_rows():
    days = pd.to_datetime(["2001-01-01", "2002-01-01", "2003-01-01"])
    assert str(half_as_of(pd.DataFrame({"as_of": days, "source": "a"}))) == "2002-01-01"
