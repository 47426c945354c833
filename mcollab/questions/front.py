"""The front end of questions: one ES module and one style sheet, put together from ``static/`` without a build step.

Each file there is a module of its own, which an editor and a linter read as it is. Here their imports of each other are
taken out and they are written one after the other, the shared ones first, each kind in a scope of its own. So a widget,
a page and an assignment that is handed out as one file all carry the same text.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from mcollab.style import css_variables

_STATIC = Path(__file__).parent / "static"
_SHARED = ("rules", "store", "parts", "kinds/_choice")
_HOSTS = ("mount", "progress", "hosts")
_IMPORT = re.compile(r'^import .* from "\.{1,2}/[\w/]+\.js";$')
_COMMENT = re.compile(r"^(//|/\*\*|\*)")
_REMARK = re.compile(r"(?<=[;{},()]) // .*$|(?<=\{) /\*.*\*/ (?=\})")
_BREAK = re.compile(r"(?<!\w)\n|\n(?!\w)")
"""The end of a line where no two words meet: statements end with a semicolon or a brace, and no text has two lines."""


@cache
def module() -> str:
    """Return the module: an anywidget's front end, which also defines ``<mc-question>`` and exports its parts.

    Examples
    --------
    >>> "import " in module()
    False
    """
    kinds = [path for path in sorted(_STATIC.glob("kinds/*.js")) if not path.name.startswith("_")]
    parts = [_body(_STATIC / f"{name}.js") for name in _SHARED]
    parts += [f"{{\n{_body(path)}\n}}" for path in kinds]
    parts += [_body(_STATIC / f"{name}.js") for name in _HOSTS]
    return _BREAK.sub("", "\n".join(parts)) + "\n"


def _body(path: Path) -> str:
    """Return a file's lines without its imports, and without what nobody reads there: comments and indents."""
    lines = [_REMARK.sub("", line.strip()) for line in path.read_text(encoding="utf-8").splitlines()]
    return "\n".join(line for line in lines if line and not _COMMENT.match(line) and not _IMPORT.match(line))


@cache
def styles() -> str:
    """Return the style sheet of questions; the colours are custom properties that the page names.

    Examples
    --------
    >>> "#" in styles()
    False
    """
    files = [_STATIC / "question.css", *sorted(_STATIC.glob("kinds/*.css"))]
    lines = [line for path in files for line in path.read_text(encoding="utf-8").splitlines()]
    rules = "".join(line for line in lines if not line.startswith("/*"))
    return re.sub(r"(?<=[\w-]): | ?([{};,>]) ?", lambda found: found[1] or ":", rules).replace(";}", "}") + "\n"


def widget_styles() -> str:
    """Return the style sheet of questions where no page names the colours: in a notebook.

    Examples
    --------
    >>> widget_styles().endswith(styles())
    True
    """
    return css_variables() + styles()
