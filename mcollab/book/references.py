"""Makes the course's one reference style known to the book as `course` (`bibtex_default_style` in _config.yml)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pybtex.plugin import register_plugin

from mcollab.references import Style

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:  # noqa: ARG001 - Sphinx's signature
    """Register the style."""
    register_plugin("pybtex.style.formatting", "course", Style)
