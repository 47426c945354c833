"""The version of the course and of the package, which pyproject.toml, CITATION.cff and CHANGELOG.md follow."""

__version__ = "0.5.0"
