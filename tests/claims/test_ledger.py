"""The ledger of claims: every verdict that the tables can decide is what they decide, and would change if they did."""

import csv
import itertools
import os
import shutil

import pytest

from mcollab.claims import CHECKS, VERDICTS, check, extract
from mcollab.course import data_dir
from mcollab.datapackage import load
from mcollab.errors import McollabError
from mcollab.sources import bibliography

pytestmark = pytest.mark.wide

CLAIMS = load("claims")
DECIDED = CLAIMS[CLAIMS["check"].notna()]
DATA, STAMPS = data_dir(), itertools.count(1)


@pytest.mark.parametrize(
    ("line", "verdict"), list(zip(DECIDED["check"], DECIDED["verdict"], strict=True)), ids=DECIDED["id"]
)
def test_the_tables_yield_the_verdict_of_the_ledger(line, verdict):
    finding = check(line)
    assert finding.verdict == verdict, finding.found
    assert finding.found.endswith((".", "…"))


def test_the_ledger_has_its_185_claims_and_the_tables_decide_at_least_70():
    assert len(CLAIMS) == 185
    assert len(DECIDED) >= 70


def test_a_claim_that_nothing_could_decide_names_no_check():
    assert CLAIMS.query("verdict == 'unverifiable'")["check"].isna().all()
    assert set(CLAIMS["verdict"]) == set(VERDICTS)


def test_each_article_has_claims_and_each_claim_says_what_is_true():
    assert set(CLAIMS["article"]) == {0, 1, 2, 3, 4}
    assert (CLAIMS["correct_fact"].str.len() > 10).all()
    assert not CLAIMS["claim"].duplicated().any()


def test_every_check_is_used_by_the_ledger_or_the_workshop():
    used = {part.split()[0] for line in DECIDED["check"] for part in line.split(";")}
    assert used | {"joined", "left", "began", "closed"} == set(CHECKS)


def test_what_a_finding_rests_on_stands_in_the_bibliography():
    known = set(bibliography().entries)
    for line in DECIDED["check"]:
        assert {key for key in check(line).source.split(";") if key} <= known, line


@pytest.fixture(scope="module")
def copied(tmp_path_factory):
    """A copy of the data, of which each test changes a table: the others are read once."""
    folder = tmp_path_factory.mktemp("copy") / "data"
    return shutil.copytree(DATA, folder)


@pytest.fixture
def other(copied, monkeypatch):
    """Return a function that changes the rows of a table in a copy of the data and makes the copy the data."""
    changes = []

    def change(table, which, to):
        path = copied / f"{table}.csv"
        changes.append(path)
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        changed = [row for row in rows if all(row[column] == value for column, value in which.items())]
        assert changed, which
        if to is None:
            rows = [row for row in rows if row not in changed]
        for row in changed:
            row.update(to or {})
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(changed[0]))
            writer.writeheader()
            writer.writerows(rows)
        os.utime(path, ns=(next(STAMPS),) * 2)  # two changes at one moment are two
        monkeypatch.setenv("MCOLLAB_DATA", str(copied))

    yield change
    for path in changes:
        shutil.copy2(DATA / path.name, path)  # with its stamp, by which it is known


SEATO_1962 = {"signed": "1962-09-08", "in_force": "1963-02-19"}
CHANGES = [  # a check of the ledger, a change of one table, and the verdict that must follow
    ("founded seato 1960 1969", "arrangements", {"id": "seato"}, SEATO_1962, "supported"),
    ("founded seato 1954", "arrangements", {"id": "seato"}, SEATO_1962, "imprecise"),
    ("founded csto 2002", "milestones", {"id": "csto-charter"}, None, "undecided"),  # its note names the year
    ("in_force_since aus-jpn-raa 2022", "arrangements", {"id": "aus-jpn-raa"}, {"in_force": "2022-08-13"}, "supported"),
    (
        "signed australia-japan 2007-03",
        "arrangements",
        {"id": "australia-japan"},
        {"signed": "2007-05-13"},
        "imprecise",
    ),
    (
        "ended warsaw-pact 1991",
        "arrangements",
        {"id": "warsaw-pact"},
        {"ended": "1988-07-01", "confirmed": "true", "note": ""},
        "wrong",
    ),
    ("after us-rok 1953-07-27 1953-07-27", "arrangements", {"id": "us-rok"}, {"signed": "1951-10-01"}, "wrong"),
    ("first operations un_peacekeeping=true 1948", "operations", {"id": "untso"}, {"start": "1950-05-29"}, "wrong"),
    (
        "first arrangements kind=alliance 1901 2000",
        "arrangements",
        {"kind": "alliance"},
        {"signed": "1905-01-01"},
        "supported",
    ),
    ("coded asean obligation=defence", "arrangements", {"id": "asean"}, {"obligation": "defence"}, "supported"),
    (
        "coded us-japan model=bilateral obligation=collective_security",
        "arrangements",
        {"id": "us-japan"},
        {"model": "multilateral"},
        "wrong",
    ),
    ("alliance quad", "arrangements", {"id": "quad"}, {"kind": "alliance"}, "supported"),
    ("alliance aukus", "arrangements", {"kind": "alliance"}, {"kind": "pact"}, "wrong"),
    ("clause nato-5 armed_attack defence", "clauses", {"id": "nato-5"}, {"obligation": "consultation"}, "imprecise"),
    ("first_with nato-5", "clauses", {"id": "nato-5"}, {"trigger": "dispute"}, "supported"),
    ("part_of asf au", "arrangements", {"id": "asf"}, {"parent": ""}, "wrong"),
    ("beside apsa asf", "arrangements", {"id": "asf"}, {"parent": "au"}, "supported"),
    ("parts asf 5", "arrangements", {"id": "narc"}, {"parent": ""}, "wrong"),
    ("mostly obligation=defence", "arrangements", {"obligation": "none"}, {"obligation": "defence"}, "supported"),
    (
        "shift alliance coalition|partnership 1991",
        "arrangements",
        {"kind": "alliance", "ended": ""},
        {"kind": "pact"},
        "supported",
    ),
    ("exists SADDC", "arrangements", {"id": "sadc"}, {"short_name": "SADDC"}, "supported"),
    ("exists Nord-ATP", "arrangements", {"id": "nato-au"}, {"short_name": "Nord-ATP"}, "supported"),
    ("count nato 31", "memberships", {"arrangement": "nato", "country": "SWE"}, None, "supported"),
    ("count asean 10", "memberships", {"arrangement": "asean", "country": "TLS"}, {"status": "observer"}, "supported"),
    ("count nato 19 1999", "memberships", {"arrangement": "nato", "country": "HUN"}, None, "wrong"),
    (
        "joined nato 2004 EST LVA LTU",
        "memberships",
        {"arrangement": "nato", "country": "LVA"},
        {"joined": "2003-03-29"},
        "imprecise",
    ),
    (
        "left ecowas 2025 MLI",
        "memberships",
        {"arrangement": "ecowas", "country": "MLI"},
        {"left": "", "left_precision": "", "as_of": "2026-01-22", "confirmed": "true", "note": ""},
        "wrong",
    ),
    (
        "members_are quad AUS IND JPN USA",
        "memberships",
        {"arrangement": "quad", "country": "IND"},
        {"left": "2020-01-01", "left_precision": "day"},
        "outdated",
    ),
    ("members_are aukus AUS GBR USA", "memberships", {"arrangement": "aukus", "country": "GBR"}, None, "imprecise"),
    ("includes seato AUS THA USA", "memberships", {"arrangement": "seato", "country": "THA"}, None, "imprecise"),
    (
        "status pfp partner FIN SWE",
        "memberships",
        {"arrangement": "pfp", "status": "partner"},
        {"left": "", "left_precision": ""},
        "supported",
    ),
    ("within five-eyes abca", "memberships", {"arrangement": "abca", "country": "NZL"}, None, "imprecise"),
    (
        "apart pfp nato; coded pfp obligation!=defence",
        "memberships",
        {"arrangement": "pfp", "country": "SWE"},
        {"left": "", "left_precision": ""},
        "imprecise",
    ),
    ("regions nato Americas Europe", "countries", {"region": "Americas"}, {"region": "Europe"}, "imprecise"),
    (
        "allied_since AUS USA 1945",
        "memberships",
        {"arrangement": "declaration-by-united-nations-1942", "country": "AUS"},
        None,
        "wrong",
    ),
    ("sides USA SUN 1962-01-01", "memberships", {"country": "USA"}, None, "wrong"),
    ("led isaf NATO AFG", "operations", {"id": "isaf"}, {"lead": "coalition"}, "imprecise"),
    ("under_way minusma", "operations", {"id": "minusma"}, {"end": "", "end_precision": ""}, "supported"),
    ("began untso 1948", "operations", {"id": "untso"}, {"start": "1950-05-29"}, "wrong"),
    ("closed minusma 2023-12", "operations", {"id": "minusma"}, {"end": "", "end_precision": ""}, "wrong"),
    ("leads asf", "operations", {"id": "amib"}, {"arrangement": "asf"}, "supported"),
    ("present CYP COD", "operations", {"id": "monusco"}, {"end": "2024-12-20", "end_precision": "day"}, "imprecise"),
    ("personnel 12000", "personnel", {"year": "2025"}, {"personnel": "12400"}, "supported"),
    ("exercises nato eu un", "military_exercises", {"id": "rimpac"}, {"arrangement": "un"}, "supported"),
    (
        "regular_exercises asean",
        "military_exercises",
        {"id": "asean-solidarity-exercise"},
        {"rhythm": "annual"},
        "supported",
    ),
    ("runs aukus aukus-submarines", "programmes", {"id": "aukus-submarines"}, {"arrangement": "anzus"}, "wrong"),
    (
        "partners_within f-35 nato",
        "programme_partners",
        {"programme": "f-35", "country": "AUS"},
        {"role": "customer"},
        "supported",
    ),
    ("cost_spread f-35", "programme_partners", {"programme": "f-35", "country": "USA"}, {"share": "40"}, "supported"),
    ("spends 2 2025", "spending", {"year": "2025"}, {"share_gdp": "1.2"}, "wrong"),
    (
        "milestone operation-unified-response 2010",
        "milestones",
        {"id": "operation-unified-response"},
        {"date": "2011-01-14"},
        "wrong",
    ),
]


@pytest.mark.parametrize(
    ("line", "table", "which", "to", "verdict"), CHANGES, ids=[f"{line} | {table}" for line, table, *_ in CHANGES]
)
def test_the_verdict_follows_from_the_data(other, line, table, which, to, verdict):
    assert check(line).verdict != verdict
    other(table, which, to)
    assert check(line).verdict == verdict, check(line).found


def test_a_changed_table_is_tried_for_every_check():
    assert {line.split()[0] for line, *_ in CHANGES} == set(CHECKS)


def test_checks_that_agree_give_their_verdict_and_others_make_it_imprecise():
    right, wrong, past = "founded nato 1949", "founded nato 1955", "count nato 31"
    assert check(f"{right}; {right}").verdict == "supported"
    assert check(f"{wrong}; {wrong}").verdict == "wrong"
    assert check(f"{right}; {wrong}").verdict == "imprecise"
    assert check(f"{past}; {wrong}").verdict == "wrong"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("", "No check ''"),
        ("cuont nato 31", "did you mean 'count'"),
        ("count natoo 31", "did you mean 'nato'"),
        ("count nato", "cannot be read: expected count arrangement number"),
        ("count nato many", "cannot be read"),
        ("coded nato knd=alliance", "did you mean 'kind'"),
        ("includes nato XXX", "No country 'XXX'"),
        ("first operations place=nowhere 1948", "meets place=nowhere"),
        ("cost_spread gcap", "No cost shares"),
    ],
)
def test_a_line_that_cannot_be_checked_says_why(line, said):
    with pytest.raises(McollabError, match=said):
        check(line)


@pytest.mark.parametrize(
    "line",
    ["count nato 32 3000", "closed minusca 2031-05-01", "spends 2 2035", "after nato 1949-01-01 2999-01-01"],
)
def test_no_check_knows_what_comes_after_the_tables(line):
    with pytest.raises(McollabError, match=r"The tables hold to 20\d\d and cannot tell what is in"):
        check(line)


def test_of_what_comes_after_the_tables_the_workshop_decides_nothing():
    found = extract("MINUSCA ended in 2031.").iloc[0]
    assert (found["verdict"], found["check"]) == ("undecided", "closed minusca 2031")
    assert "cannot tell what is in 2031" in found["found"]


@pytest.mark.parametrize("line", [None, 5, b"count nato 32", ["count nato 32"]])
def test_what_is_no_text_is_no_check(line):
    with pytest.raises(
        McollabError, match=f"No check but {type(line).__name__}: expected a text, such as 'count nato 32'."
    ):
        check(line)
