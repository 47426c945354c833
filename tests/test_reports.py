"""Public reports from people who make and use such courses, tried on this one: each has its outcome and its test.

``reports.csv``: the report, its kind, its outcome (`held`: it never failed here; `mended`; `left`, and why), what this
course does, and the tests that hold it, apart by spaces.
"""

import ast
import csv
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
with (ROOT / "tests" / "reports.csv").open(encoding="utf-8", newline="") as file:
    REPORTS = list(csv.DictReader(file))


@cache
def named_in(path):
    """Return the names of the tests of a file."""
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")}


@pytest.mark.parametrize("row", REPORTS, ids=[row["kind"] for row in REPORTS])
def test_a_report_has_its_outcome_and_the_tests_that_hold_it(row):
    assert row["report"] and row["kind"] and row["here"]
    tests = row["tests"].split()
    assert (row["outcome"], bool(tests)) in {("held", True), ("mended", True), ("left", False)}
    for path, _, name in (test.partition("::") for test in tests):
        assert name in named_in(path), f"{path} has no {name}"


def test_each_is_told_once_and_one_is_left():
    assert len({(row["report"], row["kind"]) for row in REPORTS}) == len(REPORTS) >= 88
    assert sum(row["outcome"] == "left" for row in REPORTS) <= 1
