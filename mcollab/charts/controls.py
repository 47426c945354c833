"""Controls of a model: a slider or a menu that a formula can name."""

import math
from collections.abc import Iterable
from numbers import Real

import altair as alt

from mcollab.charts.labels import listed
from mcollab.errors import McollabError


def dial(name: str, value: float, low: float, high: float, step: float, label: str) -> alt.Parameter:
    """Return a slider that a formula can name.

    Parameters
    ----------
    name
        What the formula calls it.
    value, low, high, step
        Where it stands at first, its ends, and how far one step goes.
    label
        What the reader sees before it, with the unit.

    Returns
    -------
    altair.Parameter
        Bound to a slider; a chart that takes dials shows it.

    Raises
    ------
    McollabError
        If it would not stand between its ends at first, no formula could name it, or a step leads nowhere.

    Examples
    --------
    >>> dial("growth", 1.5, 0, 4, 0.25, "Growth, % a year").name
    'growth'
    """
    _nameable("dial", name)
    numbers: tuple[object, ...] = (value, low, high, step)
    for given in numbers:
        if isinstance(given, bool) or not isinstance(given, Real) or not math.isfinite(given):
            raise McollabError(f"dial {name!r} needs numbers for its values and its step, but got {given!r:.60}.")
    if step <= 0:
        raise McollabError(f"dial {name!r} needs a step above 0, but got {step:g}.")
    if not low <= value <= high:
        raise McollabError(f"dial {name!r} should begin between {low:g} and {high:g}, but begins at {value:g}.")
    return alt.param(
        name=name, value=value, bind=alt.binding_range(min=low, max=high, step=step, name=f"{label.rstrip()} ")
    )


def menu(name: str, options: Iterable[str], label: str, value: str | None = None) -> alt.Parameter:
    """Return a choice that a formula can name: one of `options`, at first `value` or the first of them.

    Parameters
    ----------
    name
        What the formula calls it.
    options
        What can be chosen.
    label
        What the reader sees before it.
    value
        What is chosen at first.

    Returns
    -------
    altair.Parameter
        Bound to a drop-down; a chart that takes dials shows it.

    Raises
    ------
    McollabError
        If there are no options, `value` is none of them, or no formula could name it.

    Examples
    --------
    >>> menu("who", ["All Allies", "Albania"], "Who").param.value
    'All Allies'
    """
    _nameable("menu", name)
    texts = [str(option) for option in options]
    chosen = value if value is not None else next(iter(texts), None)
    if chosen not in texts:
        raise McollabError(f"menu {name!r} cannot begin with {value!r}: it offers {listed(texts, 5) or 'nothing'}.")
    return alt.param(name=name, value=chosen, bind=alt.binding_select(options=texts, name=f"{label.rstrip()} "))


def _nameable(control: str, name: object) -> None:
    """Raise a :class:`McollabError` unless a formula can name it."""
    if not isinstance(name, str) or not name.isidentifier():
        raise McollabError(
            f"A formula cannot name a {control} {name!r:.60}: expected letters, digits and _, as in 'lift'."
        )
