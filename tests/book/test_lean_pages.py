"""What stays on a page, and what goes."""

import json
from types import SimpleNamespace

import pytest

from mcollab.book.lean_pages import _launch_from_somewhere, needed, steady


def asset(filename=None, **attributes):
    return SimpleNamespace(filename=filename, attributes=attributes)


@pytest.mark.parametrize(
    ("name", "body", "stays"),
    [
        ("_static/sphinx-thebe.js", "<p>thebe</p>", False),
        ("_static/design-tabs.js", "<p>text</p>", False),
        ("_static/design-tabs.js", '<div class="sd-tab-set">', True),
        ("_static/course/charts.js", "<p>text</p>", False),
        ("_static/course/charts.js", '<figure class="mc-chart">', True),
        ("_static/mystnb.0.css", '<div class="cell docutils">', True),
        ("_static/scripts/sphinx-book-theme.js", "<p>text</p>", True),
    ],
)
def test_a_page_loads_what_it_uses(name, body, stays):
    assert needed(asset(name), body) is stays


def test_state_of_widgets_goes():
    assert not needed(asset(body="{}", type="application/vnd.jupyter.widget-state+json"), "")
    assert not needed(asset(body="const thebe_selector = 1"), "thebe")
    assert not needed(asset(body="let toggleHintShow = 'Click to show';"), "text")


def test_a_repository_alone_means_its_branch_main():
    config = SimpleNamespace(html_theme_options={"repository_url": "https://example.org/x/y", "launch_buttons": {}})
    _launch_from_somewhere(None, config)
    assert config.html_theme_options["repository_branch"] == "main" and "launch_buttons" in config.html_theme_options


def test_a_branch_that_is_named_stays():
    config = SimpleNamespace(html_theme_options={"repository_url": "https://e.org/x/y", "repository_branch": "v2"})
    _launch_from_somewhere(None, config)
    assert config.html_theme_options["repository_branch"] == "v2"


def test_without_a_repository_there_are_no_launch_buttons():
    config = SimpleNamespace(html_theme_options={"repository_url": "", "launch_buttons": {}})
    _launch_from_somewhere(None, config)
    assert config.html_theme_options == {"repository_url": ""}


def test_a_notebook_is_the_same_whatever_names_chance_drew():
    one = '{"cells": [{"id": "9e18", "source": "é"}], "nbformat": 4}'
    other = one.replace("9e18", "ae42")
    assert steady(one) == steady(other) and "é" in steady(one)
    assert [cell["id"] for cell in json.loads(steady(one))["cells"]][:1] == ["cell-1"]
