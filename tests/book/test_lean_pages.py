"""What stays on a page, and what goes."""

from types import SimpleNamespace

import pytest

from mcollab.book.lean_pages import needed


def asset(filename=None, **attributes):
    return SimpleNamespace(filename=filename, attributes=attributes)


@pytest.mark.parametrize(
    ("name", "body", "stays"),
    [
        ("_static/sphinx-thebe.js", "<p>thebe</p>", False),
        ("_static/design-tabs.js", "<p>text</p>", False),
        ("_static/design-tabs.js", '<div class="sd-tab-set">', True),
        ("_static/course/mcollab.js", "<p>text</p>", False),
        ("_static/course/mcollab.js", '<figure class="mc-chart">', True),
        ("_static/mystnb.0.css", '<div class="cell docutils">', True),
        ("_static/scripts/sphinx-book-theme.js", "<p>text</p>", True),
    ],
)
def test_a_page_loads_what_it_uses(name, body, stays):
    assert needed(asset(name), body) is stays


def test_state_of_widgets_goes():
    assert not needed(asset(body="{}", type="application/vnd.jupyter.widget-state+json"), "")
    assert not needed(asset(body="const thebe_selector = 1"), "thebe")
