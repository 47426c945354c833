"""A page that names a third party fails the build; one that links to it does not."""

import pytest

from mcollab.book.third_parties import third_parties


@pytest.mark.parametrize(
    "html",
    [
        '<script src="https://example.org/a.js"></script>',
        "<script src='//example.org/a.js'></script>",
        '<link rel="stylesheet" href="https://example.org/a.css">',
        '<img alt="" loading="lazy" src="http://example.org/a.png">',
        '<iframe width="1" src="https://example.org/"></iframe>',
        '<object data="https://example.org/a.svg"></object>',
        "<script>import x from 'https://example.org/a.js'</script>",
        '<script>await import("https://example.org/a.js")</script>',
        '<script>fetch("https://example.org/a.json")</script>',
        "<style>@font-face { src: url(https://example.org/a.woff2) }</style>",
        '<script>paths = {vega: "https://cdn.jsdelivr.net/npm/vega"}</script>',
    ],
)
def test_what_a_browser_would_fetch_is_found(html):
    assert third_parties(html)


@pytest.mark.parametrize(
    "html",
    [
        '<a href="https://www.nato.int/">NATO</a>',
        '<link rel="canonical" href="https://example.org/page.html">',
        '<script src="../_static/a.js"></script>',
        '<img src="../_charts/a.svg" alt="from https://example.org/">',
        "<p>downloaded from https://example.org/ on a day</p>",
        '<svg xmlns="http://www.w3.org/2000/svg"></svg>',
    ],
)
def test_what_a_reader_may_follow_is_welcome(html):
    assert third_parties(html) == []
