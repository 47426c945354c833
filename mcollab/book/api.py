"""The page of the package's public functions, made from the stub that names them and from their docstrings."""

from __future__ import annotations

import importlib
import inspect
import sys
from typing import TYPE_CHECKING, Any

from sphinx.util.docutils import SphinxDirective

import mcollab

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

    from docutils import nodes
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

GROUPS = {
    "mcollab.datapackage": "Tables and codebooks",
    "mcollab.membership": "Membership",
    "mcollab.sources": "Sources",
    "mcollab.provenance": "Evidence",
    "mcollab.shelf_life": "What to look at again",
    "mcollab.measures": "Measures",
    "mcollab.charts": "Charts",
    "mcollab.questions": "Questions",
    "mcollab.claims": "Claims",
    "mcollab.workbenches": "Workbenches",
    "mcollab.teaching": "Teaching",
    "mcollab.errors": "Mistakes",
}
"""Headings of the page by the room in which a function lives, in the order of the page."""


def public(module: ModuleType = mcollab) -> Iterator[str]:
    """Yield the dotted names of the functions and classes that a module offers, and those of its modules.

    Examples
    --------
    >>> names = list(public())
    >>> [name for name in ("mcollab.load", "mcollab.measures.gini", "mcollab.charts") if name in names]
    ['mcollab.load', 'mcollab.measures.gini']
    """
    offered = getattr(module, "__all__", None) or [
        name for name, value in vars(module).items() if getattr(value, "__module__", None) == module.__name__
    ]
    for name in offered:
        value = getattr(module, name)
        if inspect.ismodule(value) and module is mcollab:
            yield from public(value)
        elif (inspect.isfunction(value) or inspect.isclass(value)) and not name.startswith("_"):
            yield f"{module.__name__}.{name}"


def grouped() -> dict[str, list[str]]:
    """Return the public names by the room in which they live, in the order of the page.

    Raises
    ------
    KeyError
        If one lives in a room that :data:`GROUPS` does not name.

    Examples
    --------
    >>> grouped()["mcollab.sources"]
    ['mcollab.cite']
    """
    found: dict[str, list[str]] = {room: [] for room in GROUPS}
    for name in public():
        module, _, own = name.rpartition(".")
        home = getattr(importlib.import_module(module), own).__module__
        found[".".join(home.split(".")[:2])].append(name)
    return {room: names for room, names in found.items() if names}


class Api(SphinxDirective):
    """``{api}``: a section for each room, an entry for each of its public functions."""

    def run(self) -> list[nodes.Node]:
        """Return the sections, as autodoc fills them."""
        text = []
        for room, names in grouped().items():
            module = importlib.import_module(room)
            self.env.note_dependency(str(inspect.getsourcefile(module)))
            text += [f"## {GROUPS[room]}", "", "```{eval-rst}", inspect.getdoc(module) or "", ""]
            text += [f".. {_directive(name)}:: {name}" for name in names]
            text += ["```", ""]
        return self.parse_text_to_nodes("\n".join(text), allow_section_headings=True)


def _directive(name: str) -> str:
    module, _, own = name.rpartition(".")
    return "autoclass" if inspect.isclass(getattr(importlib.import_module(module), own)) else "autofunction"


def _shown_as_code(
    app: Sphinx,  # noqa: ARG001 - Sphinx's signature
    env: BuildEnvironment,  # noqa: ARG001
    node: pending_xref,
    contnode: nodes.Element,
) -> nodes.Element | None:
    """Show a name as code that is on no page, if it is anything at all; the build tells of the others."""
    if node.get("refdomain") != "py":
        return None
    target = node["reftarget"]
    # Types stand in signatures as their modules name them: "pd.DataFrame", "Iterable".
    if node.get("reftype") == "class" and not target.startswith("mcollab"):
        return contnode
    loaded = [name for name in sys.modules if name.split(".")[0] == "mcollab"]
    return contnode if any(_exists(place) for place in [target, *(f"{name}.{target}" for name in loaded)]) else None


def _exists(place: str) -> bool:
    """Return whether a dotted name can be imported."""
    module, *names = place.split(".")
    try:
        found: Any = importlib.import_module(module)
        for name in names:
            module = f"{module}.{name}"
            found = getattr(found, name) if hasattr(found, name) else importlib.import_module(module)
    except (ImportError, AttributeError):
        return False
    return True


def setup(app: Sphinx) -> None:
    """Register the directive, with what reads docstrings of the numpy kind."""
    app.setup_extension("sphinx.ext.autodoc")
    app.setup_extension("sphinx.ext.napoleon")
    app.add_directive("api", Api)
    app.connect("missing-reference", _shown_as_code)
