"""The workshop: the statements in a text that the tables can decide, and what they say.

Rules and tables only. A statement is read where a sentence says plainly when an arrangement was founded, signed or
ended, how many members it has, who belongs, joined or left, whether it is an alliance, when an operation began and
ended, or how many serve in UN peacekeeping. Whatever is hedged, denied in a way the rules do not know, or said of
something else is left undecided, and the answer says so: it is better to say nothing than the opposite of the tables.
So is a statement in a sentence of which a day, a figure or a word such as "once" was not read.
"""

from __future__ import annotations

import pandas as pd

from mcollab.claims.belonging import known
from mcollab.claims.ledger import check
from mcollab.claims.reading.names import names
from mcollab.claims.reading.rules import Statement, read
from mcollab.claims.reading.text import clean, sentences
from mcollab.claims.registry import UNDECIDED, Finding, LaterError
from mcollab.claims.rows import fresh_since
from mcollab.datapackage import ATTRS
from mcollab.errors import McollabError

COLUMNS = ["sentence", "statement", "verdict", "found", "check", "source"]


def extract(text: str) -> pd.DataFrame:
    """Return the statements in a text that the tables can decide, and what they say.

    Parameters
    ----------
    text
        English prose, plain or with HTML or Markdown in it, of any length; time grows in step with the length.

    Returns
    -------
    DataFrame
        One row a statement, in the order of the text, and one for each sentence without any: ``sentence``;
        ``statement``, as it was read; ``verdict``, one of :data:`mcollab.claims.VERDICTS` or ``undecided``; ``found``,
        what the tables say, or why they decide nothing; ``check`` and ``source`` (BibTeX keys) of the finding.

    Raises
    ------
    McollabError
        If `text` is not a string.

    Examples
    --------
    >>> extract("Founded in 1949, NATO has 31 members.")[["statement", "verdict"]]
                      statement    verdict
    0  NATO was founded in 1949  supported
    1       NATO has 31 members   outdated
    """
    if not isinstance(text, str):
        raise McollabError(f"No text but {type(text).__name__}: expected a string, such as a paragraph of your own.")
    called = names()
    findings: dict[Statement, Finding] = {}
    rows = []
    for sentence in sentences(clean(text)):
        statements, why = read(sentence, called)
        for statement in statements:
            if statement not in findings:
                findings[statement] = _decide(statement)
            found = findings[statement]
            rows.append([sentence, statement.words, found.verdict, found.found, statement.line, found.source])
        if not statements:
            rows.append([sentence, "", "undecided", why, "", ""])
    if not rows:
        rows.append(["", "", "undecided", "There is no text to check.", "", ""])
    frame = pd.DataFrame(rows, columns=COLUMNS)
    frame.attrs[ATTRS] = {"tables": ["arrangements", "memberships", "operations", "personnel", "countries"]}
    return frame


def _decide(statement: Statement) -> Finding:
    """Return what the tables say of a statement, as it stands in its sentence."""
    try:
        finding = check(statement.line)
    except LaterError as later:
        return Finding(UNDECIDED, str(later), "")
    verdict = finding.verdict
    if verdict == UNDECIDED:
        return finding
    if statement.unread:
        said = f"The sentence also says “{statement.unread}”, which was not read and may make another statement of it."
        return Finding(UNDECIDED, f"{said} Without it, the tables say: {finding.found}", finding.source)
    if statement.denial and verdict == "supported" and (old := _old(statement.line)):
        return Finding(UNDECIDED, old, finding.source)
    if statement.denial:  # who is no longer a member was one
        never = verdict == "wrong" and statement.denial == "no longer"
        verdict = "wrong" if verdict == "supported" or never else "supported"
    elif statement.past and verdict == "supported":
        verdict = "outdated"
    if not statement.sure and verdict in ("wrong", "outdated"):
        said = (
            f"Of such a statement the tables can say that it is right, not that it is wrong. They say: {finding.found}"
        )
        return Finding(UNDECIDED, said, finding.source)
    return finding._replace(verdict=verdict)


def _old(line: str) -> str:
    """Return what is known where a check asks who belongs, and the list was last seen long ago; else nothing."""
    check_name, arrangement, *_ = line.split()
    if check_name != "includes":
        return ""
    list_ = known(arrangement)
    return list_.old if list_.until < fresh_since("memberships") else ""
