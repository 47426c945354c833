"""Every page keeps a strict content security policy, which is in force; test_every_page.py: nothing goes against it."""

import re

import pytest
from visit import TOLD

pytestmark = pytest.mark.slow

META = 'meta[http-equiv="Content-Security-Policy"]'


def test_every_page_has_a_policy_that_allows_no_code_made_of_text(pages, site):
    for path in pages:
        page = (site / path).read_text(encoding="utf-8")
        [policy] = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
        scripts = next(part for part in policy.split("; ") if part.startswith("script-src "))
        assert "unsafe-eval" not in scripts and "'unsafe-inline'" not in scripts and "default-src 'none'" in policy
        assert page.index("Content-Security-Policy") < page.index("<script")


def test_it_is_in_force(visit, history):
    with visit() as there:
        there.context.add_init_script(TOLD)
        there.open(history)
        there.page.evaluate(
            "document.body.append(Object.assign(document.createElement('script'), { textContent: 'window.ran = 1' }))"
        )
        assert there.page.evaluate("[window.ran, violations.length]") == [None, 1]


def test_the_button_that_prints_prints(visit, history):
    with visit() as there:
        there.context.add_init_script("window.print = () => { window.printed = true; };")
        there.open(history)
        there.page.locator("[onclick='window.print()']").first.dispatch_event("click")
        assert there.page.evaluate("window.printed") is True


def test_from_disk_the_policy_takes_nothing_away(browser, site):
    """The pages of a folder that was opened from a disk have their styles; charts are pictures there."""
    context = browser.new_context()
    page = context.new_page()
    page.add_init_script(TOLD)
    page.goto((site / "chapters" / "history.html").resolve().as_uri())
    assert page.evaluate("violations") == []
    assert page.evaluate("[...document.styleSheets].length") > 3
    assert page.locator(".mc-plot img.only-light").first.is_visible()
    context.close()
