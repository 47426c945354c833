"""Invariants have teeth: what is wrong in the tables by one cell is noticed."""

import pytest
import wrong_facts
from invariants import INVARIANTS, complaints, exceptions, notices, tables
from invariants.core import BIB, Complaint

pytestmark = pytest.mark.wide


@pytest.fixture(scope="module")
def known():
    """What the invariants say of the tables as they are, which test_invariants.py holds."""
    return {Complaint(row["invariant"], row["key"], row["says"]) for row in exceptions()}


# Wrong facts that once passed, or are like those: table, the row by a column and its value, what is wrong, and how.
FACTS = [
    ("memberships", {"arrangement": "nato", "country": "POL"}, "joined", "1997-03-12"),
    ("memberships", {"arrangement": "un", "country": "CHE"}, "joined", "2001-09-10"),
    ("memberships", {"arrangement": "eu", "country": "AUT"}, "joined", "1994-01-01"),
    ("memberships", {"arrangement": "warsaw-pact", "country": "ALB"}, "left", "1967-09-13"),
    ("operations", {"id": "unficyp"}, "start", "1966-03-27"),
    ("operations", {"id": "minusma"}, "end", "2022-12-31"),
    ("operations", {"id": "unifil"}, "deaths", 393),
    ("operations", {"id": "monusco"}, "latitude", 14.5),
    ("spending", {"country": "LVA", "year": 2020}, "share_gdp", 3.16),
    ("gdp", {"country": "FRA", "year": 2019}, "gdp", 27280.0),
    ("military_exercises", {"id": "rimpac"}, "participants", 290),
    ("military_exercises", {"id": "reforger"}, "last_year", 1978),
    ("countries", {"iso3": "TUR"}, "region", "Europe"),
    ("countries", {"iso3": "GEO"}, "subregion", "Eastern Europe"),
    ("countries", {"iso3": "AUT"}, "numeric", "036"),
    ("countries", {"iso3": "SSD"}, "began", "2001-07-09"),
    ("arrangements", {"id": "seato"}, "signed", "1956-09-08"),
    ("arrangements", {"id": "warsaw-pact"}, "ended", "1989-07-01"),
    ("milestones", {"id": "peace-of-westphalia"}, "date", "1684-10-24"),
    ("contributions", {"scope": "un_total", "country": "FRA"}, "personnel", 19880),
    ("personnel", {"year": 2000}, "personnel", 377460),
    ("fatalities", {"year": 1993, "kind": "malicious_act"}, "deaths", 217),
    ("programme_partners", {"programme": "f-35", "country": "GBR"}, "share", 61.0),
    ("clauses", {"id": "nato-5"}, "arrangement", "warsaw-pact"),
    ("clauses", {"id": "anzus-4"}, "area", "the Atlantic"),
    ("arrangements", {"id": "nato"}, "decision_rule", "majority"),
    ("arrangements", {"id": "nrf"}, "parent", "arf"),
    ("burden_1964", {"country": "CAN"}, "share_gnp", 5.4),
    ("consent_withdrawals", {"operation": "minusma"}, "date", "2022-06-16"),
    ("countries", {"iso3": "UGA"}, "began", "1960-10-09"),
    ("findings", {"id": "benson-2011-compellent"}, "verdict", "supports"),
    ("foundings", {"arrangement": "au", "kind": "decision"}, "date", "1994-09-09"),
    ("land_borders", {"country": "BLR", "neighbour": "LTU"}, "neighbour", "EST"),
    ("military_exercises", {"id": "unitas"}, "participants", 52),
    ("milestones", {"id": "egyptian-hittite-treaty"}, "region", "Europe"),
    ("milestones", {"id": "peace-of-westphalia"}, "title", "Warsaw Treaty signed"),
    ("operations", {"id": "untac"}, "peak_strength", 19530),
    ("operations", {"id": "unficyp"}, "place", "Northern Lebanon"),
    ("arrangements", {"id": "rio-treaty"}, "decision_rule", "consensus"),
    ("organs", {"id": "un-security-council"}, "seats", 11.0),
    ("operations", {"id": "minusma"}, "peak", "2020-02-01"),
    ("operations", {"id": "eunavfor-atalanta"}, "kind", "training"),
    ("programmes", {"id": "a400m"}, "domain", "sea"),
    ("programmes", {"id": "fremm"}, "began", "2000-11-16"),
    ("exercise_editions", {"exercise": "locked-shields", "year": 2017}, "participants", 52),
    ("clauses", {"id": "seato-4"}, "exit_notice_months", 24),
    ("milestones", {"id": "peace-of-lodi"}, "kind", "war"),
    ("military_exercises", {"id": "carat"}, "lead", "China"),
    (BIB, {"key": "leeds-atop-2002"}, "title", "Correlates of War Interstate Disputes"),
    (BIB, {"key": "leeds-atop-2002"}, "year", "2022"),
    (BIB, {"key": "treaty-dunkirk-1947"}, "url", "https://treaties.un.org"),
    (BIB, {"key": "securityweek-locked-shields-2023"}, "url", "https://vickysmagazine.com/tag/estonia/"),
    (BIB, {"key": "treaty-north-atlantic-1949"}, "year", "1994"),
    (BIB, {"key": "treaty-us-rok-1953"}, "copy", "http://40.74.122.252/index.cgi/https://avalon.law.yale.edu"),
    (BIB, {"key": "un-sres-1244-1999"}, "url", "https://docs.un.org/S/RES/1424(1999)"),
]


@pytest.mark.parametrize(
    ("table", "row", "column", "value"),
    [
        pytest.param(
            *fact,
            id=f"{fact[0]} {' '.join(map(str, fact[1].values()))} {fact[2]}",
            marks=[pytest.mark.slow] * (fact[0] == BIB),  # of the bibliography every table is asked
        )
        for fact in FACTS
    ],
)
def test_a_wrong_fact_is_noticed(known, table, row, column, value):
    frames = tables()
    frame = frames[table].copy()
    rows = frame.index[(frame[list(row)] == list(row.values())).all(axis=1)]
    assert len(rows) and (frame.loc[rows, column] != value).all()
    frame.loc[rows[-1], column] = value
    assert notices({**frames, table: frame}, table, known)


@pytest.mark.slow
def test_most_wrong_facts_of_every_kind_are_noticed_and_every_invariant_speaks(known):
    spoke, missed = set(), {}
    for kind in wrong_facts.kinds():
        found = [
            {one.invariant for one in complaints(changed, changed=kind.table) if one not in known}
            for changed, _ in wrong_facts.several(kind, 5)
        ]
        spoke |= set().union(*found)
        if (silent := sum(not names for names in found)) > 2:
            missed[str(kind)] = silent
    assert missed == {}
    assert set(INVARIANTS) - spoke == set()
