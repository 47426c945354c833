"""How a source is written: the one reference style, of the book's pages and of ``cite``; text without LaTeX."""

from __future__ import annotations

import calendar
import re
import textwrap
from typing import TYPE_CHECKING, Any

from pybtex.backends import plaintext
from pybtex.database import BibliographyData, Entry
from pybtex.database.output.bibtex import Writer
from pybtex.richtext import Text
from pybtex.style.formatting.plain import Style as Plain
from pybtex.style.template import field, href, optional, sentence, tag

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_MONTHS = "|".join(calendar.month_name[1:])
_SIGNED = re.compile(rf"(, [^,]+)?, \d{{1,2}} ({_MONTHS}) \d{{4}}$")
_LONG = 60
# What LaTeX may read otherwise than it stands there: most names and titles have nothing of it, and are not parsed.
_LATEX = re.compile(r"[^\w .,:;()/+=\[\]?!-]|[_\u0300-\u036f]|--|,,|  |^ | $")


class Style(Plain):  # type: ignore[misc] # pybtex has no types
    """The plain style, but titles keep their capitals and are the link to the source, whose address is not spelt out.

    A source without author begins with its title. The year of a treaty or a web page whose title or note dates it
    already is not written once more.
    """

    def format_entry(self, label: str, entry: Entry, bib_data: BibliographyData | None = None) -> Any:
        """Return an entry formatted."""
        fields = {name: _signs(value) for name, value in entry.fields.items()}
        if entry.type == "misc" and _says_its_year(fields):
            del fields["year"]
        readable = Entry(entry.type, fields, entry.persons)
        readable.key = entry.key
        return super().format_entry(label, readable, bib_data)

    def format_names(self, role: str, as_sentence: bool = True) -> Any:
        """Return the authors or editors, if there are any."""
        return optional[super().format_names(role, as_sentence)]

    def format_title(self, e: Entry, which_field: str, as_sentence: bool = True) -> Any:
        """Return the title of an article, a treaty or a web page."""
        return _linked(e, field(which_field), as_sentence)

    def format_btitle(self, e: Entry, which_field: str, as_sentence: bool = True) -> Any:
        """Return the title of a book."""
        return _linked(e, tag("em")[field(which_field)], as_sentence)

    def format_web_refs(self, _entry: Entry) -> Any:
        """Return the day on which a web page was read."""
        return sentence[optional["Read on ", field("urldate")]]


class PlainText(plaintext.Backend):  # type: ignore[misc] # pybtex has no types
    """Text without markup, with the dashes that the pages have."""

    symbols = {"ndash": "–", "newblock": " ", "nbsp": " "}  # noqa: RUF012 # as its base class


class Verbatim(Writer):  # type: ignore[misc] # pybtex has no types
    """BibTeX as it stands in the bibliography: its fields are BibTeX already, and would be escaped once more."""

    def _encode(self, text: str) -> str:
        return text


def address(entry: Entry) -> str:
    """Return where a source can be opened: its DOI, else its address, else nothing."""
    fields = entry.fields
    return f"https://doi.org/{fields['doi']}" if "doi" in fields else str(fields.get("url", ""))


def written(entries: Iterable[Entry]) -> list[str]:
    """Return each source as one line of plain text, its address last.

    Examples
    --------
    >>> from mcollab.sources import bibliography
    >>> written([bibliography().entries["olson-zeckhauser-1966"]])[0]
    'Mancur Olson and Richard Zeckhauser. An Economic Theory of Alliances. Review of Economics and Statistics, ...'
    """
    style, backend = Style(), PlainText()  # made once: pybtex looks for its plugins each time
    texts = [(style.format_entry("", entry).text.render(backend), address(entry)) for entry in entries]
    return [" ".join(part for part in text if part) for text in texts]


def bibtex(entries: Mapping[str, Entry]) -> str:
    """Return sources as BibTeX, by their keys."""
    return str(Verbatim().to_string(BibliographyData(entries)))


def short(entry: Entry) -> str:
    """Return author and year of a source; of one without author, its title.

    Of a long title the place and day of signature are left out first.

    Examples
    --------
    >>> from mcollab.sources import bibliography
    >>> short(bibliography().entries["olson-zeckhauser-1966"])
    'Olson and Zeckhauser 1966'
    """
    names = surnames(entry)
    if not names:
        title = plain(entry.fields["title"])
        title = title if len(title) <= _LONG else _SIGNED.sub("", title)
        who = textwrap.shorten(title, _LONG, placeholder=" …")
    elif len(names) <= 2 and "others" not in names:
        who = " and ".join(names)
    else:
        who = f"{names[0]} et al."
    year = plain(entry.fields.get("year", ""))
    return who if not year or who.endswith(year) else f"{who} {year}"


def surnames(entry: Entry) -> list[str]:
    """Return the last names of the authors of a source, else of its editors; a body has its whole name."""
    people = entry.persons.get("author") or entry.persons.get("editor") or []
    return [plain(" ".join([*person.prelast_names, *person.last_names])) for person in people]


def plain(latex: str) -> str:
    r"""Return a field of BibTeX as plain text.

    Examples
    --------
    >>> plain(r"Mo\c{c}ambique, \$5 billion, 1994--2005")
    'Moçambique, $5 billion, 1994–2005'
    """
    if not _LATEX.search(latex):
        return latex
    return str(Text.from_latex(_signs(latex)).render(PlainText()))


def _signs(latex: str) -> str:
    """Return a field with the signs of currencies and single quotes, which pybtex leaves as LaTeX writes them."""
    return re.sub(r"(?<![`\\])`([^`'\\]+)'(?!')", "‘\\1’", latex.replace("\\$", "$").replace("\\texteuro{}", "€"))


def _says_its_year(fields: Mapping[str, str]) -> bool:
    """Return whether a day in the words of a source, or the end of its title, is of its year."""
    year = fields.get("year")
    if year is None:
        return False
    words = [fields.get(name, "").replace("{", "").replace("}", "") for name in ("title", "howpublished", "note")]
    return words[0].endswith(year) or any(re.search(rf"\b(?:{_MONTHS}) {year}\b", text) for text in words)


def _linked(entry: Entry, title: Any, as_sentence: bool) -> Any:
    linked = href(where)[title] if (where := address(entry)) else title
    return sentence(capfirst=False)[linked] if as_sentence else linked
