"""Statements about military cooperation that the tables can decide, and what the tables say."""

from mcollab.claims.extract import extract
from mcollab.claims.ledger import CHECKS, VERDICTS, Finding, check

__all__ = ["CHECKS", "VERDICTS", "Finding", "check", "extract"]
