"""A made-up world of a few rows, in which every verdict can be told by hand."""

import csv
import json

import pytest

from mcollab.course import data_dir

DEFAULTS = {"date": "2000-01-01", "boolean": "false", "number": "0", "integer": "0", "year": "2000"}
TODAY = "2026-06-30"
USUAL = {"as_of": TODAY, "members_complete": "true", "confirmed": "true"}
"""Rows are of this day and confirmed, and lists are complete, unless a test says otherwise."""


def cell(row, field):
    """Return a cell: what the row says, else what the schema asks for."""
    name, constraints = field["name"], field.get("constraints", {})
    if name in row:
        return "" if row[name] is None else row[name]
    if name in USUAL:
        return USUAL[name]
    if name.endswith("_precision") and row.get(name.removesuffix("_precision")):
        return "day"
    if not constraints.get("required"):
        return ""
    return constraints.get("enum", [DEFAULTS.get(field["type"], f"some {name}")])[0]


def make(folder, rows):
    """Write tables of the given rows, and those of the course without any."""
    package = json.loads((data_dir() / "datapackage.json").read_text(encoding="utf-8"))
    package["created"] = f"{TODAY}T12:00:00Z"
    for resource in package["resources"]:
        resource["schema"].pop("primaryKey", None)  # rows here have the cells that matter, and no other
        for field in resource["schema"]["fields"]:
            for rule in ("pattern", "unique", "minimum", "maximum"):  # ids and keys are as short as one can read
                field.get("constraints", {}).pop(rule, None)
    (folder / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    for resource in package["resources"]:
        fields = resource["schema"]["fields"]
        with (folder / resource["path"]).open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow([field["name"] for field in fields])
            writer.writerows([[cell(row, field) for field in fields] for row in rows.get(resource["name"], [])])


@pytest.fixture(scope="module")
def tables(tmp_path_factory):
    """Return a function that makes some rows the data of all tests of a file."""
    with pytest.MonkeyPatch.context() as patch:

        def change(**rows):
            folder = tmp_path_factory.mktemp("data")
            make(folder, rows)
            patch.setenv("MCOLLAB_DATA", str(folder))

        yield change


@pytest.fixture
def other_tables(tmp_path, monkeypatch):
    """Return a function that makes other rows the data for the length of a test."""

    def change(**rows):
        make(tmp_path, rows)
        monkeypatch.setenv("MCOLLAB_DATA", str(tmp_path))

    return change
