"""The HTML of our own that pages are made of: Jinja templates in ``templates/``, with every value escaped."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

FOLDER = Path(__file__).parent / "templates"


def render(name: str, **values: object) -> str:
    """Return the template ``templates/NAME.html`` filled with the values.

    Raises
    ------
    jinja2.UndefinedError
        If the template uses a name that was not given.

    Examples
    --------
    >>> from collections import defaultdict
    >>> caption = defaultdict(str, title="Read <with> care")
    >>> "Read &lt;with&gt; care" in render(
    ...     "chart", chart={"key": "a"}, base="a", themes=[], caption=caption, source="", links=[]
    ... )
    True
    """
    return _environment().get_template(f"{name}.html").render(**values)


@cache
def _environment() -> Environment:
    loader = FileSystemLoader(FOLDER, encoding="utf-8")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
