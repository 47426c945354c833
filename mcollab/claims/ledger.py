"""Checks: statements that the tables decide, and what the tables say.

A check is a line such as ``count nato 31`` or ``founded seato 1960 1969``: the name of a function of
:mod:`mcollab.claims.checks` and its arguments (ids, alpha-3 codes, years, ``column=value``). :func:`check` computes it.
The table ``claims`` names a check wherever the tables can decide a claim.

Verdicts
    supported
        It holds on the day of the data; of something that has ended: it held at some time.
    outdated
        It held once and holds no longer.
    imprecise
        A part of it holds, and a part does not.
    wrong
        It does not hold and never did.
    no_such_thing
        Nothing by that name exists.
    undecided
        The list of members is not complete, or what is said is of a day after the sources of its rows: ``found`` says
        what is known.
"""

from __future__ import annotations

from mcollab.claims import checks as _registered  # noqa: F401  # importing a check registers it
from mcollab.claims.registry import UNDECIDED, Finding, run
from mcollab.errors import McollabError


def check(line: str) -> Finding:
    """Return what the tables say about a statement written as a check.

    Parameters
    ----------
    line
        A name of :data:`CHECKS` and its arguments, apart by blanks; several checks apart by ``;``. Several that
        agree give their common verdict; where some hold and some do not, the whole is ``imprecise``.

    Returns
    -------
    Finding
        ``verdict``, one of :data:`VERDICTS` or ``undecided``; ``found``, what the tables say; ``source``, BibTeX keys
        apart by ``;``.

    Raises
    ------
    McollabError
        If it is no text; if a check, a table's row or a column that the line names is unknown, or the arguments do not
        fit the check.

    Examples
    --------
    >>> finding = check("count nato 31")
    >>> finding.verdict, finding.found
    ('outdated', 'NATO has 32 members; it had 31 last from 2023-04-04 until 2024-03-07.')
    """
    if not isinstance(line, str):
        raise McollabError(f"No check but {type(line).__name__}: expected a text, such as 'count nato 32'.")
    findings = [run(part) for part in line.split(";")]
    verdicts = {finding.verdict for finding in findings}
    if len(verdicts) == 1:
        verdict = findings[0].verdict
    elif UNDECIDED in verdicts:
        verdict = UNDECIDED
    else:
        verdict = "imprecise" if verdicts & {"supported", "imprecise"} else "wrong"
    keys = dict.fromkeys(key for finding in findings for key in finding.source.split(";") if key)
    return Finding(verdict, " ".join(finding.found for finding in findings), ";".join(keys))
