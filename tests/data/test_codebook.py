"""The page of coding rules: what it says of a case is what the tables hold, and each table leads to a section of it."""

import re

import pytest
from invariants import exceptions

from mcollab.course import root
from mcollab.datapackage import descriptor, load, package

PAGE = (root() / "reference" / "codebook.md").read_text(encoding="utf-8")
CASES = dict(re.findall(r"^`([a-z0-9-]+)`\n: Coded (.+?)(?=\n\n)", PAGE, re.MULTILINE | re.DOTALL))
CODES = {
    column: set(
        next(f for f in descriptor("arrangements")["schema"]["fields"] if f["name"] == column)["constraints"]["enum"]
    )
    for column in ("kind", "model", "obligation")
}


def defined(heading: str) -> list[str]:
    """Return the codes that a paragraph of the page defines, in their order."""
    part = PAGE.split(heading, 1)[1].split("\n**", 1)[0]
    return re.findall(r"^(?:\d\. )?`([a-z_]+)`(?:$|:)", part, re.MULTILINE)


def test_every_code_is_defined_once():
    assert sorted(defined("**Obligation**")) == sorted(CODES["obligation"])
    assert sorted(defined("**Kind**")) == sorted(CODES["kind"])


@pytest.mark.parametrize("case", CASES)
def test_a_case_on_the_border_is_coded_as_the_page_decides(case):
    row = load("arrangements").set_index("id").loc[case]
    said = re.findall(r"`([a-z_]+)`", re.split(r"[.:;](?:\s|$)", CASES[case], maxsplit=1)[0])
    assert said == [row["obligation"], row["kind"]]


def test_the_cases_that_stand_in_the_table_are_those_decided():
    shown = re.search(r'border = """(.+?)"""', PAGE, re.DOTALL)[1].split()
    assert set(shown) - set(CASES) == {"csdp"}
    assert set(CASES) <= set(shown)


def test_a_table_leads_to_its_section():
    leads = {resource["name"]: resource["coding"] for resource in package()["resources"] if "coding" in resource}
    assert {"arrangements", "memberships", "operations", "programmes"} <= set(leads)
    assert {f"({label})=" for label in leads.values()} <= set(PAGE.splitlines())


@pytest.mark.parametrize(
    ("arrangement", "country", "status"),
    [
        ("anzus", "NZL", "suspended"),
        ("nato", "FRA", "member"),
        ("oas", "CUB", "frozen"),
        ("rio-treaty", "CUB", "suspended"),
        ("au", "SSD", "member"),
        ("igad", "SSD", "member"),
        ("un", "ZAF", "member"),
        ("cis", "UKR", "frozen"),
    ],
)
def test_a_spell_has_the_status_that_the_page_decides(arrangement, country, status):
    spells = load("memberships").query("arrangement == @arrangement and country == @country and left.isna()")
    assert spells["status"].to_list() == [status]


def test_the_page_names_what_is_of_another_model_than_its_founders_make_it():
    said = PAGE.split("**Model**", 1)[1].split("\n\n", 1)[0]
    excepted = {row["key"] for row in exceptions() if row["invariant"] == "the_model_says_how_many_parties_it_has"}
    assert set(re.findall(r"`([a-z0-9-]+)`", said)) - set(CODES["model"]) == excepted
