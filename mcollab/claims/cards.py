"""Claims of the ledger in words: one as a card, several as a page."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from mcollab.errors import McollabError
from mcollab.sources import cite

if TYPE_CHECKING:
    import pandas as pd

_SAYS = ("id", "article", "heading", "claim", "verdict", "kind", "confidence", "correct_fact", "source")


def card(claim: pd.Series, width: int = 40) -> str:
    """Return all that the ledger says of a claim: what it says, the verdict, what is true, who says so.

    Parameters
    ----------
    claim
        A row of the table ``claims``.
    width
        Characters a line; the default fits a phone.

    Returns
    -------
    str
        A line for each thing that it says, no line longer than `width`.

    Raises
    ------
    McollabError
        If it is no row of that table.

    Examples
    --------
    >>> from mcollab import load
    >>> print(card(load("claims").iloc[0]).splitlines()[0])
    C001 · article 0 · Defining
    """
    _ledger(claim, "index", "a row")
    sources = cite(claim["source"].split(";"), style="short").splitlines()
    parts = [
        f"{claim['id']} · article {claim['article']} · {claim['heading']}",
        f"Claim: {claim['claim']}",
        f"Verdict: {claim['verdict'].replace('_', ' ')} ({claim['kind']}; confidence {claim['confidence']})",
        f"In fact: {claim['correct_fact']}",
        f"Sources: {'; '.join(textwrap.shorten(one, 60, placeholder=' …') for one in sources)}",
    ]
    return "\n".join("\n".join(textwrap.wrap(part, width)) for part in parts)


def listing(claims: pd.DataFrame) -> str:
    """Return claims under the headings of their article, with all that the ledger says of each, as Markdown.

    Parameters
    ----------
    claims
        Rows of the table ``claims``, of one article.

    Returns
    -------
    str
        A paragraph for each heading and each claim, apart by empty lines.

    Raises
    ------
    McollabError
        If they are no rows of that table.

    Examples
    --------
    >>> from mcollab import load
    >>> listing(load("claims").head(3)).splitlines()[0]
    '*Under “Defining International Military Cooperation”*'
    """
    _ledger(claims, "columns", "rows")
    parts = []
    for heading, group in claims.groupby("heading", sort=False):
        parts.append("*In the introduction*" if str(heading).startswith("(") else f"*Under “{heading}”*")
        parts += [_entry(claim) for _, claim in group.iterrows()]
    return "\n\n".join(parts)


def _ledger(given: object, names: str, what: str) -> None:
    """Raise a :class:`McollabError` unless it has what the table ``claims`` says of a claim."""
    lacking = [name for name in (*_SAYS, "note") if name not in getattr(given, names, ())]
    if lacking:
        raise McollabError(
            f"Expected {what} of the table claims, but got {type(given).__name__} without {lacking[0]!r}."
        )


def _entry(claim: pd.Series) -> str:
    works = "; ".join(cite(claim["source"].split(";"), style="short").splitlines())
    note = f" *Note:* {claim['note']}" if isinstance(claim["note"], str) else ""
    return (
        f"**{claim['id']}.** {claim['claim']} **{claim['verdict'].replace('_', ' ').capitalize()}** "
        f"({claim['kind']}, confidence {claim['confidence']}). {claim['correct_fact']}{note} *Sources:* {works}."
    )
