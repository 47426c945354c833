"""The systems that the articles name: each is a row of ours, save two that do not exist."""

import pytest

from mcollab.datapackage import load

MENTIONS = load("mentions")
NAMED = MENTIONS[MENTIONS["match"] != "none"]


def test_all_73_are_there_and_two_of_them_do_not_exist():
    assert len(MENTIONS) == 73
    assert list(MENTIONS[MENTIONS["match"] == "none"]["id"]) == ["E047", "E048"]


@pytest.mark.parametrize(("table", "row"), list(zip(NAMED["table"], NAMED["row"], strict=True)), ids=NAMED["id"])
def test_a_mention_resolves_to_a_row(table, row):
    assert row in set(load(table)["id"])


def test_what_does_not_exist_has_no_row_but_says_what_was_meant():
    missing = MENTIONS[MENTIONS["match"] == "none"]
    assert missing["table"].isna().all() and missing["row"].isna().all()
    assert missing["meant"].notna().all()


def test_no_two_mentions_are_the_same_row():
    same = MENTIONS[MENTIONS["match"] == "same"]
    assert not same.duplicated(["table", "row"]).any()


def test_headings_name_their_article():
    for cell in MENTIONS["headings"].dropna():
        assert all(heading[0] in "01234" and heading[1:3] == ": " for heading in cell.split(" | ")), cell
