"""The one error that a user's mistake raises, and the help it gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class McollabError(ValueError):
    """A mistake in a call or in a data file, told in one sentence.

    The sentence names the thing, what was expected and, where there is one, the nearest valid name.
    """


class MissingExtraError(McollabError, ImportError):
    """A part of the package is used whose libraries were not installed with it."""


def nearest(name: object, options: Iterable[object]) -> str:
    """Return a suggestion for the option closest to `name`, or nothing if none is close.

    Parameters
    ----------
    name
        What was given.
    options
        What would have been right.

    Examples
    --------
    >>> nearest("natoo", ["nato", "weu"])
    "; did you mean 'nato'?"
    >>> nearest("natoo", [])
    ''
    """
    from difflib import get_close_matches

    lowered = {str(option).casefold(): str(option) for option in options}
    found = get_close_matches(str(name).casefold(), lowered, n=1, cutoff=0.5)
    return f"; did you mean {lowered[found[0]]!r}?" if found else ""


def require(extra: str, *modules: str) -> None:
    """Go on only if the libraries of an optional part are installed.

    Parameters
    ----------
    extra
        The name of the extra in pyproject.toml that brings them.
    *modules
        What that part imports.

    Raises
    ------
    MissingExtraError
        In one sentence that names the extra, if one of them is not installed.

    Examples
    --------
    >>> require("charts", "json")
    """
    from importlib.util import find_spec

    missing = [module for module in modules if find_spec(module) is None]
    if missing:
        raise MissingExtraError(
            f"This part of mcollab needs {', '.join(missing)}, not installed here: install mcollab with its extra "
            f"{extra!r}, from where you had it (in a checkout: pip install '.[{extra}]')."
        )
