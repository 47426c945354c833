"""A claim of the ledger in words."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from mcollab.sources import cite

if TYPE_CHECKING:
    import pandas as pd


def card(claim: pd.Series, width: int = 40) -> str:
    """Return all that the ledger says of a claim: where it stands, what it says, the verdict, what is true, who says so.

    Parameters
    ----------
    claim
        A row of the table ``claims``.
    width
        Characters a line; the default fits a phone.

    Examples
    --------
    >>> from mcollab import load
    >>> print(card(load("claims").iloc[0]).splitlines()[0])
    C001 · article 0 · Defining
    """
    sources = cite(claim["source"].split(";"), style="short").splitlines()
    parts = [
        f"{claim['id']} · article {claim['article']} · {claim['heading']}",
        f"Claim: {claim['claim']}",
        f"Verdict: {claim['verdict'].replace('_', ' ')} ({claim['kind']}; confidence {claim['confidence']})",
        f"In fact: {claim['correct_fact']}",
        f"Sources: {'; '.join(textwrap.shorten(one, 60, placeholder=' …') for one in sources)}",
    ]
    return "\n".join("\n".join(textwrap.wrap(part, width)) for part in parts)
