"""Statements about military cooperation that the tables can decide, and what the tables say."""

from mcollab.claims.cards import card, listing
from mcollab.claims.ledger import check
from mcollab.claims.registry import CHECKS, VERDICTS, Finding
from mcollab.claims.workshop import extract

__all__ = ["CHECKS", "VERDICTS", "Finding", "card", "check", "extract", "listing"]


def __dir__() -> list[str]:
    """Return the public names, which is what <tab> shows."""
    return __all__
