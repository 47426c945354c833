"""The package as a whole: valid by the standard's own tool, sourced, dated, and as large as the course promises."""

import re

import pandas as pd
import pytest
from frictionless import Package

from mcollab.course import data_dir
from mcollab.datapackage import load, package
from mcollab.membership import members
from mcollab.sources import bibliography

TABLES = [resource["name"] for resource in package()["resources"]]
AT_LEAST = {  # the course's promise of how much there is
    "countries": 200,
    "arrangements": 90,
    "memberships": 700,
    "clauses": 30,
    "operations": 151,
    "contributions": 300,
    "personnel": 75,
    "spending": 400,
    "military_exercises": 60,
    "programmes": 15,
    "milestones": 100,
}


@pytest.mark.slow
def test_the_package_is_valid_by_the_standards_own_tool():
    report = Package(str(data_dir() / "datapackage.json")).validate()
    problems = report.flatten(["path", "rowNumber", "fieldName", "message"])
    assert problems == [], "\n".join(map(str, problems[:20]))


@pytest.mark.parametrize(("table", "least"), AT_LEAST.items())
def test_each_table_has_the_size_that_the_course_promises(table, least):
    assert len(load(table)) >= least


@pytest.mark.parametrize("table", TABLES)
def test_every_row_has_sources_that_stand_in_the_bibliography(table):
    keys = {key for cell in load(table)["source"] for key in cell.split(";")}
    assert keys <= set(bibliography().entries)


def pages():
    """Return the text of all pages."""
    root = data_dir().parent
    files = [*root.glob("chapters/*.md"), *root.glob("reference/*.md"), root / "index.md"]
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


def test_what_a_page_cites_stands_in_the_bibliography():
    cited = [key.strip() for cell in re.findall(r"\{cite:\w+\}`([^`]+)`", pages()) for key in cell.split(",")]
    assert len(cited) > 500
    assert sorted(set(cited) - set(bibliography().entries)) == []


def test_every_source_is_used_or_is_a_work_that_chapters_cite():
    used = {key for table in TABLES for cell in load(table)["source"] for key in cell.split(";")}
    text = pages()
    idle = [key for key in bibliography().entries if key not in used and key not in text]
    assert idle == []


def test_every_source_can_be_opened_or_found_in_a_library():
    for key, entry in bibliography().entries.items():
        fields = entry.fields
        assert fields.get("title"), key
        located = any(
            fields.get(name) for name in ("url", "doi", "howpublished", "journal", "publisher", "isbn", "booktitle")
        )
        # A treaty, resolution or statement is found by its issuer or by the day in its title.
        assert located or entry.persons or re.search(r"\b[0-9]{4}\b", fields["title"]), key


@pytest.mark.parametrize("table", TABLES)
def test_nothing_is_known_as_of_a_day_after_the_package_was_made(table):
    assert load(table)["as_of"].max() <= pd.Timestamp(package()["created"][:10])


# Facts that anybody can check, so that a slip in a table shows at once.
@pytest.mark.parametrize(
    ("arrangement", "day", "number"),
    [
        ("nato", "1949-08-24", 12),
        ("nato", "1990-10-03", 16),
        ("nato", "2004-03-29", 26),
        ("nato", "2023-04-04", 31),
        ("nato", "2024-03-07", 32),
        ("un", "1945-12-31", 51),
        ("un", "1960-12-31", 99),
        ("un", "1991-12-31", 166),
        ("un", "2011-07-14", 193),
        ("eu", "1995-01-01", 15),
        ("eu", "2020-02-01", 27),
        ("warsaw-pact", "1960-01-01", 8),
        ("csto", "2013-01-01", 6),
        ("osce", "2013-01-01", 57),
        ("sco", "2024-07-04", 10),
        ("asean", "1999-04-30", 10),
        ("asean", "2025-10-26", 11),
        ("au", "2017-12-31", 55),
        ("ecowas", "2025-01-29", 12),
        ("arab-league", "1993-12-31", 22),
        ("gcc", "1990-08-02", 6),
    ],
)
def test_numbers_of_members_that_are_common_knowledge(arrangement, day, number):
    assert len(members(arrangement, on=day)) == number
