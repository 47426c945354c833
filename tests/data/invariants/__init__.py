"""Invariants: functions from the tables to complaints about them.

Each takes the tables, a dict of DataFrames, and yields what is wrong as ``key`` (which row) and a sentence. The same
functions read the real tables, where they must find nothing but the exceptions of ``exceptions.csv``, and tables into
which something wrong was put, where one of them must speak.
"""

from invariants import (  # noqa: F401 -- importing a module registers its invariants
    cells,
    clauses,
    dates,
    evidence,
    exercises,
    figures,
    ledger,
    memberships,
    milestones,
    notes,
    operations,
    places,
    published,
    small,
    sources,
)
from invariants.core import INVARIANTS, Complaint, complaints, exceptions, notices, tables

__all__ = ["INVARIANTS", "Complaint", "complaints", "exceptions", "notices", "tables"]
