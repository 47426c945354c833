"""The content security policy of a page."""

from base64 import b64encode
from hashlib import sha256

from mcollab.book.policy import guarded, policy


def allowed(page):
    """Return the policy of a page by directive."""
    return {name: sources for name, *sources in (part.split() for part in policy(page).split("; "))}


def hashed(text):
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def test_a_page_without_scripts_allows_its_own_site():
    found = allowed("<head></head><p>text</p>")
    assert found["default-src"] == ["'none'"]
    assert found["script-src"] == ["'self'"] and found["connect-src"] == ["'self'"]
    assert "unsafe-eval" not in str(found)


def test_scripts_that_stand_in_the_page_are_known_by_their_hashes():
    page = "<script>one()</script><script type=\"module\">two()</script><script src='a.js'></script>"
    page += '<script src="b.js"></script><script type="application/json">{"data": 1}</script>'
    assert sorted(allowed(page)["script-src"]) == sorted(["'self'", hashed("one()"), hashed("two()")])


def test_a_handler_is_allowed_by_its_hash_and_no_other():
    found = allowed('<button onclick="window.print()">')["script-src"]
    assert found == ["'self'", "'unsafe-hashes'", hashed("window.print()")]
    assert "'unsafe-hashes'" not in allowed("<button>")["script-src"]


def test_a_handler_is_hashed_as_the_browser_reads_it():
    assert hashed('go("a")') in allowed('<a onclick="go(&quot;a&quot;)">')["script-src"]


def test_styles_of_the_page_are_known_by_their_hashes():
    assert allowed("<style>p{}</style>")["style-src"] == ["'self'", hashed("p{}")]


def test_the_policy_stands_before_what_it_governs():
    page = guarded("<html><head><script src='a.js'></script></head></html>")
    assert page.index("Content-Security-Policy") < page.index("<script")
    assert page.count("Content-Security-Policy") == 1


def test_the_search_may_read_what_other_pages_may_hold():
    found = policy("<p></p>", '<button onclick="window.print()"><style>p{}</style><script>no()</script>')
    assert hashed("window.print()") in found and hashed("p{}") in found
    assert hashed("no()") not in found, "what is read does not run"
