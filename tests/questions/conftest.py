"""Shared by the tests of questions: a page to ask them on."""

import pytest
from stage import Stage


@pytest.fixture
def stage(browser):
    """Pages of one browser, of which none asks for anything elsewhere and none fails."""
    stage = Stage(browser)
    yield stage
    assert (stage.elsewhere, stage.errors) == ([], [])
    stage.context.close()
