"""The workshop: what a statement says and what the tables say make a verdict; never the opposite of the tables."""

import importlib
import pkgutil

import pytest
from reading_world import WORLD

import mcollab.claims
from mcollab.claims import VERDICTS, check, extract
from mcollab.claims.workshop import COLUMNS
from mcollab.datapackage import ATTRS
from mcollab.errors import McollabError


@pytest.fixture(autouse=True, scope="module")
def world(tables):
    tables(**WORLD)


def rows(text):
    return [tuple(row) for row in extract(text)[["statement", "verdict"]].itertuples(index=False)]


def test_extract_stays_a_function_when_every_module_is_imported():
    for module in pkgutil.walk_packages(mcollab.claims.__path__, "mcollab.claims."):
        importlib.import_module(module.name)
    assert callable(mcollab.claims.extract)
    assert callable(mcollab.claims.check)
    assert {mcollab.claims.extract, mcollab.claims.check} == {extract, check}


def test_a_row_says_what_was_read_and_what_was_found():
    frame = extract("NATO was founded in 1949. NATO matters.")
    assert list(frame.columns) == COLUMNS == ["sentence", "statement", "verdict", "found", "check", "source"]
    finding = check("founded nato 1949")
    assert list(frame.loc[0]) == [
        "NATO was founded in 1949.", "NATO was founded in 1949", "supported", finding.found, "founded nato 1949",
        finding.source,
    ]  # fmt: skip
    why = "It names NATO but says nothing of a kind that the tables record, or not plainly enough."
    assert list(frame.loc[1]) == ["NATO matters.", "", "undecided", why, "", ""]
    assert len(frame) == 2
    assert frame.attrs[ATTRS] == {"tables": ["arrangements", "memberships", "operations", "personnel", "countries"]}


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("France is a member of NATO.", "supported"),
        ("Japan is a member of NATO.", "wrong"),
        ("Japan is not a member of NATO.", "supported"),
        ("France is not a member of NATO.", "wrong"),
        ("The United Kingdom is a member of FEUD.", "outdated"),
        ("The United Kingdom is not a member of FEUD.", "supported"),
        ("The United Kingdom is no longer a member of FEUD.", "supported"),
        ("France is no longer a member of FEUD.", "wrong"),
        ("Japan is no longer a member of FEUD.", "wrong"),  # it never was one
        ("Poland is a member of the Warsaw Pact.", "outdated"),  # it was, of what is no more
        ("Poland was a member of the Warsaw Pact.", "supported"),
        ("Japan is a member of the Warsaw Pact.", "wrong"),
        ("The Warsaw Pact is an alliance.", "outdated"),
        ("Quad is an alliance.", "wrong"),
        ("Quad is not an alliance.", "supported"),
        ("NATO is not an alliance.", "wrong"),
        ("MINUSMA is active.", "outdated"),
        ("MINUSMA is no longer active.", "supported"),
        ("UNTSO is no longer active.", "wrong"),
        ("FEUD was founded in 1993.", "supported"),
        ("FEUD was founded on 2 November 1993.", "imprecise"),
        ("FEUD was founded in 1992.", "undecided"),
        ("MINUSMA began in 2012.", "undecided"),
        ("MINUSMA began in 2011.", "wrong"),
        ("Poland is a member of COTW.", "supported"),
        ("Japan is a member of COTW.", "undecided"),
        ("Japan is not a member of COTW.", "undecided"),
        ("Poland is not a member of COTW.", "wrong"),  # it is in the list
        ("60,000 peacekeepers serve.", "supported"),
    ],
)
def test_a_verdict_is_of_the_statement_as_it_stands(text, verdict):
    assert list(extract(text)["verdict"]) == [verdict]


def test_what_is_not_sure_says_what_the_tables_say():
    (row,) = extract("FEUD was founded in 1985.").itertuples()
    finding = check("founded feud 1985")
    start = "Of such a statement the tables can say that it is right, not that it is wrong. They say: "
    assert (row.verdict, row.found, row.source) == ("undecided", f"{start}{finding.found}", finding.source)


def test_who_is_recorded_as_no_more_of_an_open_coalition_is_undecided(other_tables):
    spell = {"arrangement": "open", "country": "JPN", "joined": "2003-03-20", "left": "2004-01-01"}
    other_tables(**{**WORLD, "memberships": [*WORLD["memberships"], spell]})
    assert rows("Japan is a member of COTW.") == [("Japan is a member of COTW", "undecided")]


def test_the_same_statement_in_two_sentences_is_two_rows():
    text = "NATO was founded in 1949. Founded in 1949, NATO is old."
    assert rows(text) == [("NATO was founded in 1949", "supported")] * 2


@pytest.mark.parametrize("nothing", ["", "   ", "\n\n\t", "...", "\x00\x07", "\u200b"])
def test_where_there_is_no_text_the_answer_says_so(nothing):
    assert extract(nothing).values.tolist() == [["", "", "undecided", "There is no text to check.", "", ""]]


@pytest.mark.parametrize(("thing", "name"), [(None, "NoneType"), (5, "int"), (b"NATO", "bytes"), (["NATO"], "list")])
def test_what_is_no_text_is_refused(thing, name):
    said = f"^No text but {name}: expected a string, such as a paragraph of your own.$"
    with pytest.raises(McollabError, match=said):
        extract(thing)


def test_verdicts_from_the_mildest():
    assert VERDICTS == ("supported", "imprecise", "outdated", "wrong", "unverifiable", "no_such_thing")
