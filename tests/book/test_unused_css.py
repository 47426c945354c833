"""Style sheets lose what no page uses, and nothing else."""

import pytest

from mcollab.book.unused_css import icons, trim, words


@pytest.mark.parametrize(
    ("css", "left"),
    [
        (".used{a:b}", ".used{a:b}"),
        (".gone{a:b}", ""),
        (".used,.gone,h1{a:b}", ".used,h1{a:b}"),
        (".used .gone{a:b}", ""),
        (".used.gone{a:b}", ""),
        (".used>p.gone{a:b}", ""),
        (".used:not(.gone){a:b}", ".used:not(.gone){a:b}"),
        (":is(.gone,.used) p{a:b}", ":is(.gone,.used) p{a:b}"),
        ('a[href$=".gone"]{a:b}', 'a[href$=".gone"]{a:b}'),
        ("@media print{.gone{a:b}.used{a:b}}", "@media print{.used{a:b}}"),
        ("@media print{.gone{a:b}}", ""),
        ("@media print{@supports (a:b){.gone{a:b}.used{a:b}}}", "@media print{@supports (a:b){.used{a:b}}}"),
        ("@font-face{src:url(x)}", "@font-face{src:url(x)}"),
        ("@keyframes gone{0%{a:b}}", "@keyframes gone{0%{a:b}}"),
        ("/*! licence */.gone{a:b}", "/*! licence */"),
        ("/* a word */.used{a:b}", ".used{a:b}"),
        ('@charset "UTF-8";.used{content:"}"}', '@charset "UTF-8";.used{content:"}"}'),
        (".us\\65 d{a:b}", ".used{a:b}"),
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


def test_icons_that_are_left_are_kept_in_the_font():
    css = trim('.used::before{content:"\\f04b"}.gone::before{content:"\\f0c9"}:root{--icon:"\\f107"}', {"used"})
    assert icons(css) == [0xF04B, 0xF107]
