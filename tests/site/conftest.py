"""Shared by the tests of the site."""

import pytest
from visit import Visit


@pytest.fixture
def visit(browser, served):
    """Return a function that opens a `Visit`; use it with `with`."""
    return lambda **options: Visit(browser, served, **options)


@pytest.fixture(scope="session")
def history(pages):
    """The chapter by which the others are measured."""
    assert "chapters/history.html" in pages
    return "chapters/history.html"
