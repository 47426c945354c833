"""Where a cell runs: in a book that is being built, whose kernel is gone when the page is read, or in a notebook."""

from __future__ import annotations

import os

_VARIABLE = "MCOLLAB_RENDERER"


def building_book() -> bool:
    """Return whether the book is being built: what a cell returns must then work with no kernel behind it.

    Examples
    --------
    >>> building_book()
    False
    """
    return os.environ.get(_VARIABLE) == "book"


def declare_book() -> None:
    """Say that the book is being built, to this process and to the kernels it starts."""
    os.environ[_VARIABLE] = "book"
