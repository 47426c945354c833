"""Makes the course's one reference style known to the book as `course` (`bibtex_default_style` in _config.yml)."""

from pybtex.plugin import register_plugin

from mcollab.references import Style


def setup(app):
    """Register the style."""
    register_plugin("pybtex.style.formatting", "course", Style)
