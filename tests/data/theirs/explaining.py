"""Which line of the table ``differences`` explains a difference that was found."""

from fnmatch import fnmatchcase
from functools import cache

import pandas as pd

from mcollab.datapackage import load


def explained(found, lines):
    """Return found differences with ``line``, the index of the row of `lines` that explains it, or none.

    A line explains the differences of its data set and field that only the one side has, lie within its years, and of
    which a pattern of ``row`` is the key: the key itself, one with ``*``, or of two states an arrangement of both. The
    line that says it most narrowly is taken.
    """
    ordered = sorted(lines.itertuples(), key=_width)
    of = {}
    for line in ordered:
        of.setdefault((line.dataset, line.field, line.only), []).append(line)
    return found.assign(line=[_line(one, of) for one in found.itertuples()]).astype({"line": "Int64"})


def matches(pattern, row):
    """Return whether a pattern of a line is of the key of a difference."""
    if "/" in row and "/" not in pattern and "*" not in pattern:
        return set(row.split("/")) <= _ever(pattern)
    return fnmatchcase(row, pattern)


def _line(one, of):
    for line in of.get((one.dataset, one.field, one.only), []):
        within = line.first <= one.first and one.last <= line.last
        if within and any(matches(pattern, one.row) for pattern in line.row.split(";")):
            return line.Index
    return pd.NA


def _width(line):
    """Return how wide a line is: a key, an arrangement of two states, a pattern; then by its years."""
    pairs = line.field in ("defence", "lesser") and "/" not in line.row
    kind = 2 if "*" in line.row else 1 if pairs else 0
    return kind, line.last - line.first


@cache
def _ever(arrangement):
    rows = load("memberships")
    return frozenset(rows.loc[rows["arrangement"] == arrangement, "country"])
