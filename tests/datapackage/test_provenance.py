"""Evidence: of every fact that must have some, opened or not, each line once."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from mcollab.datapackage import key_columns, load, package, row_names
from mcollab.errors import McollabError
from mcollab.provenance import evidence


@pytest.mark.parametrize(
    ("table", "columns", "lasts"),
    [
        ("memberships", ["joined", "left"], "left"),
        ("operations", ["start", "end", "mandate"], "end"),
        ("clauses", ["excerpt"], None),
    ],
)
def test_every_fact_is_told_opened_or_not(table, columns, lasts):
    rows, found = load(table), evidence(table)
    key = list(found.columns[: list(found.columns).index("field")])
    told = found.drop_duplicates([*key, "field"])["field"].value_counts()
    for column in columns:
        assert told[column] == rows[column].notna().sum()
    if lasts:
        assert told["as_of"] == rows[lasts].isna().sum()
    opened = load("evidence").query("table == @table")
    assert found["seen"].notna().sum() == len(opened)
    assert found["confirmed"].eq(found["seen"].notna()).all()
    unopened = found[found["seen"].isna()]
    assert unopened[["locator", "quotation", "precision", "as_of", "note"]].isna().all(axis=None)
    assert not found.duplicated([*key, "field", "source"]).any()


def test_evidence_by_the_key_of_a_row():
    every = evidence("memberships")
    assert list(every.columns) == [
        *("arrangement", "country", "joined", "field", "cited", "locator", "quotation", "precision", "seen"),
        *("copy", "source", "as_of", "confirmed", "note"),
    ]
    one = evidence("memberships", arrangement="nato", country="POL", joined="1999-03-12")
    assert set(one["arrangement"] + one["country"] + one["joined"]) == {"natoPOL1999-03-12"}
    assert {"joined", "as_of"} <= set(one["field"])
    assert list(one.index) == list(range(len(one)))
    day = load("memberships")["joined"][load("memberships")["country"] == "POL"].max()
    assert set(evidence("memberships", country="POL", joined=day)["joined"]) == {f"{day:%Y-%m-%d}"}
    # Both occur, not together.
    assert evidence("memberships", arrangement="nato", country="AGO").empty


def test_a_table_of_which_nothing_must_have_evidence_has_none():
    found = evidence("land_borders")
    assert found.empty and list(found.columns)[:4] == ["country", "neighbour", "field", "cited"]


@pytest.mark.parametrize("table", [one["name"] for one in package()["resources"]])
def test_each_row_marked_unconfirmed_is_told_as_a_whole_where_nothing_of_it_was_opened(table):
    rows = load(table)
    names = row_names(table, rows)
    found = evidence(table)
    size = len(key_columns(table))
    told = found.assign(row=["/".join(one) for one in found.iloc[:, :size].itertuples(index=False)])
    assert set(names[~rows["confirmed"]]) <= set(told["row"])
    opened = set(told.loc[told["confirmed"], "row"])
    whole = told[(told["field"] == "confirmed") & ~told["confirmed"]]
    assert set(whole["row"]) == set(names[~rows["confirmed"]]) - opened
    works = dict(zip(names, rows["source"], strict=True))
    assert whole.groupby("row")["source"].agg(";".join).to_dict() == {row: works[row] for row in set(whole["row"])}


def test_a_column_of_a_key_that_is_named_as_one_of_evidence_keeps_both():
    found = evidence("differences")
    assert list(found.columns)[:6] == ["dataset", "differences_field", "row", "only", "first", "field"]
    assert set(found["field"]) == {"confirmed"}
    assert set(found["differences_field"]) <= set(load("differences")["field"])


def test_what_is_missing_in_a_key_is_nothing_in_its_text():
    found = evidence("contributions", scope="un_total")
    assert set(found["operation"]) == {""} and len(found)


def test_evidence_tells_who_says_it_where_and_whether_it_was_opened():
    found = evidence("memberships", arrangement="un", country="AGO").set_index(["field", "source"])
    admitted = found.loc["joined", "ethos-un-members-2026"]
    assert admitted["cited"] == "Ethos 2026"
    assert admitted["locator"] == "list of Member States, Angola: date of admission 01-12-1976"
    assert admitted["precision"] == "day"
    assert pd.isna(admitted["copy"])  # the list that was opened is the work itself
    assert found.loc["joined", "untc-charter-declarations"]["copy"].startswith("https://github.com/zmjones/untreaties")
    told = evidence("memberships")
    unopened = told[told.groupby("arrangement")["seen"].transform(lambda days: days.isna().all())]
    assert len(unopened) and not unopened["confirmed"].any()
    rows = load("memberships").set_index(["arrangement", "country"])
    for row, fields in unopened.groupby(["arrangement", "country"])["field"]:
        spells = rows.loc[[row]]
        facts = {"joined", *spells["left"].map(lambda day: "as_of" if pd.isna(day) else "left")}
        assert set(fields) == facts | ({"confirmed"} if not spells["confirmed"].all() else set()), row
    assert unopened["locator"].isna().all() and unopened["cited"].notna().all()


def test_a_row_is_found_by_its_day_in_whatever_form():
    nato = {"table": "memberships", "arrangement": "nato", "country": "FRA"}
    given = ("1949-08-24", dt.date(1949, 8, 24), pd.Timestamp("1949-08-24 12:00"), np.datetime64("1949-08-24"))
    assert [len(evidence(**nato, joined=day)) for day in given] == [len(evidence(**nato))] * 4


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: evidence("memberships", arangement="nato"), "did you mean 'arrangement'"),
        (lambda: evidence("memberships", status="member"), "expected arrangement, country, joined"),
        (
            lambda: evidence("memberships", arrangement="NATO"),
            "No row of 'memberships' has arrangement 'NATO': expected",
        ),
        (lambda: evidence("memberships", arrangement="NATO"), "did you mean 'nato'"),
        (lambda: evidence("memberships", country="pol"), "did you mean 'POL'"),
        (lambda: evidence("memberships", country="POL "), "did you mean 'POL'"),
        (lambda: evidence("memberships", arrangement=["nato"]), "did you mean 'nato'"),
        (lambda: evidence("memberships", joined="1999-03-13"), "has joined '1999-03-13': expected"),
        (lambda: evidence("memberships", joined=1949), "1949 is a year, no day: name one in it, such as '1949-12-31'"),
        (lambda: evidence("memberships", joined="1949-08"), "1949-08 is a month, no day"),
        (lambda: evidence("membership"), "did you mean 'memberships'"),
    ],
)
def test_bad_input_gets_one_sentence(call, says):
    with pytest.raises(McollabError) as told:
        call()
    assert says in str(told.value)
    assert "\n" not in str(told.value)
