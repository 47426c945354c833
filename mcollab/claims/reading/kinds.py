"""What an arrangement is."""

from __future__ import annotations

from mcollab.claims.reading.rules import Hit, Statement, rule
from mcollab.claims.reading.words import ARRANGEMENT, ASIDE, CLAUSE


@rule(
    f"{CLAUSE}{ARRANGEMENT}{ASIDE} (?:is|remains|constitutes)(?P<not> not)? (?:an? |the )?"
    "(?:political and (?=military )|military and political )?"
    "(?:(?:military|defen[cs]e|defensive|security|formal|regional|collective|multilateral|bilateral|trilateral"
    "|transatlantic|Western|and) ){0,4}alliance"
    r"(?=[.,;:)]|$| (?:of|that|which|between|in|with|and|but|founded|formed|based|led|to|comprising)\b)"
)
def alliance(hit: Hit) -> Statement | None:
    """Return that an arrangement is, or is not, an alliance."""
    if hit.denial and hit.over:
        return None
    words = [hit.label, "is", *([hit.denial] if hit.denial else []), "an alliance"]
    return Statement(" ".join(words), f"alliance {hit.arrangement}", hit.denial, past=hit.past)
