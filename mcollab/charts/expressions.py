"""Formulas as Vega writes them: what the page could not compute is told when the chart is made."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

import altair as alt

from mcollab.errors import McollabError, nearest

_COLUMN = re.compile(r"\bdatum\.([A-Za-z_]\w*)")
_WHY = re.compile(r"Error: (.*?)(?:\s+at |$)", re.MULTILINE)


def computable(
    chart: str, formulas: Iterable[str | None], columns: Iterable[str], dials: Sequence[alt.Parameter]
) -> None:
    """Raise a :class:`McollabError` of a formula that names no column of the rows, or that Vega cannot read.

    Vega comes with vl-convert, which only pictures need: where it is not installed, the page is what finds the rest.

    Parameters
    ----------
    chart
        What is being drawn.
    formulas
        As Vega writes them; none is skipped.
    columns, dials
        What they may name: columns as ``datum.name``, controls by their own names.

    Examples
    --------
    >>> computable("gauges", ["datum.odds"], ["odd"], [])
    Traceback (most recent call last):
    mcollab.errors.McollabError: gauges has no column 'odds' for the formula 'datum.odds'; did you mean 'odd'?
    """
    known = list(map(str, columns))
    for formula in formulas:
        if formula is None:
            continue
        if not isinstance(formula, str):
            raise McollabError(f"{chart} needs a formula as a text, such as '2 * datum.x', but got {formula!r:.60}.")
        for name in _COLUMN.findall(formula):
            if name not in known:
                raise McollabError(f"{chart} has no column {name!r} for the formula {formula!r}{nearest(name, known)}")
        if why := _unread(formula, [str(one.name) for one in dials]):
            raise McollabError(f"{chart} cannot compute {formula!r}: {why}.")


def _unread(formula: str, controls: list[str]) -> str | None:
    """Return why Vega cannot read a formula, if it cannot."""
    try:
        import vl_convert
    except ImportError:
        return None
    spec: dict[str, Any] = {
        "signals": [{"name": name, "value": 0} for name in controls],
        "data": [{"name": "rows", "values": [], "transform": [{"type": "formula", "as": "result", "expr": formula}]}],
    }
    try:
        vl_convert.vega_to_scenegraph(spec)
    except ValueError as error:
        found = _WHY.search(str(error))
        return found[1].rstrip(".") if found else "Vega cannot read it"
    return None
