"""How sources are written."""

from pybtex.backends.html import Backend
from pybtex.database import parse_string

from mcollab.book.references import Style


def written(entry):
    """Return an entry in the course's style, as HTML."""
    style = Style()
    [formatted] = style.format_entries(parse_string(entry, "bibtex").entries.values())
    return formatted.text.render(Backend())


def test_title_is_the_link_and_keeps_its_capitals():
    page = written(
        "@misc{a, title={Treaty between France and Spain}, year={1761}, url={https://example.org/a_b}, urldate={2026-11-01}}"
    )
    assert '<a href="https://example.org/a_b">Treaty between France and Spain</a>' in page
    assert "URL" not in page and page.endswith("Read on 2026-11-01.")


def test_doi_comes_before_an_address():
    page = written(
        "@article{b, title={Burdens}, author={Olson, M.}, journal={RES}, year={1966}, doi={10.2307/1927082}, url={https://example.org}}"
    )
    assert '<a href="https://doi.org/10.2307/1927082">Burdens</a>' in page and "example.org" not in page


def test_book_without_address_is_no_link():
    assert "<a" not in written("@book{c, title={On War}, author={Clausewitz, C.}, publisher={P}, year={1832}}")
