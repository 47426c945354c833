"""Style sheets lose what no page uses, and nothing else."""

import pytest

from mcollab.book.unused_css import rules, trim, words


def test_rules_come_in_pieces():
    css = '@charset "UTF-8";/*! one; {two} */.a{color:red}@media print{.b{content:"}"}.c{}}'
    assert list(rules(css)) == [
        ('@charset "UTF-8";', None),
        ("/*! one; {two} */.a", "color:red"),
        ("@media print", '.b{content:"}"}.c{}'),
    ]


@pytest.mark.parametrize(
    ("css", "left"),
    [
        (".used{a:b}", ".used{a:b}"),
        (".gone{a:b}", ""),
        (".used,.gone,h1{a:b}", ".used,h1{a:b}"),
        (".used .gone{a:b}", ""),
        (".used:not(.gone){a:b}", ".used:not(.gone){a:b}"),
        (":is(.gone,.used) p{a:b}", ":is(.gone,.used) p{a:b}"),
        ('a[href$=".gone"]{a:b}', 'a[href$=".gone"]{a:b}'),
        ("@media print{.gone{a:b}.used{a:b}}", "@media print{.used{a:b}}"),
        ("@media print{.gone{a:b}}", ""),
        ("@font-face{src:url(x)}", "@font-face{src:url(x)}"),
        ("@keyframes gone{0%{a:b}}", "@keyframes gone{0%{a:b}}"),
        ("/*! licence */.gone{a:b}", "/*! licence */"),
    ],
)
def test_what_no_page_uses_is_dropped(css, left):
    assert trim(css, {"used"}) == left


def test_words_are_those_of_pages_and_scripts(tmp_path):
    (tmp_path / "index.html").write_text('<p class="fa-bars mc-chart">text</p>')
    (tmp_path / "theme.js").write_text('element.classList.add("show")')
    (tmp_path / "vega.js").write_text("unread")
    found = words(tmp_path)
    assert {"fa-bars", "mc-chart", "show"} <= found and "unread" not in found
