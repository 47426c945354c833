"""The pages that are handed out, given back and read: templates of ``templates/``, in which every text is escaped."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from mcollab.questions import markup
from mcollab.style import css_variables
from mcollab.teaching import files

_HERE = Path(__file__).parent


def rendered(template: str, **values: object) -> str:
    """Return a template of ``templates/`` filled in; an HTML page escapes whatever is not :class:`markupsafe.Markup`.

    Examples
    --------
    >>> print(rendered("readme.txt.j2", title="T", id="week3", due=None, late=None).splitlines()[1])
    =
    """
    return files.CONTROLS.sub("", _environment().get_template(template).render(**values))


def static(name: str) -> str:
    """Return a style sheet or script of ``static/``."""
    return (_HERE / "static" / name).read_text(encoding="utf-8")


@lru_cache(4096)
def inline(text: str) -> Markup:
    """Return an author's inline Markdown as HTML, for a page; raw HTML in it is shown as text.

    Examples
    --------
    >>> str(inline("the *oldest* <b>"))
    'the <em>oldest</em> &lt;b&gt;'
    """
    return Markup(markup.inline(text))  # noqa: S704  # made by the Markdown parser with raw HTML off


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_HERE / "templates"),
        autoescape=jinja2.select_autoescape(["html.j2"]),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    filters: dict[str, Any] = {"inline": inline, "number": files.number, "percent": "{:.0%}".format}
    environment.filters |= filters
    # Light or dark as the reader's system is; files of ours, no one's input.
    environment.globals["style"] = Markup(css_variables(dark="system") + static("page.css"))  # noqa: S704
    return environment
