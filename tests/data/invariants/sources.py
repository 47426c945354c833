"""The bibliography: that keys, titles, years, addresses and identifiers of an entry tell of one work."""

import itertools
import re
import unicodedata
from urllib.parse import urlsplit

import pandas as pd

from invariants.core import MONTHS, akin, folded, invariant
from mcollab.references import plain

_KEY_YEAR = re.compile(r"-(\d{4})$")
_TITLE_DAY = re.compile(rf"\d{{1,2}} (?:{'|'.join(MONTHS)}) (\d{{4}})$")
_URL_DAY = re.compile(r"/((?:19|20)\d{2})[/-](?:0[1-9]|1[0-2])[/-]")
_DATED = re.compile(rf"\d{{1,2}} (?:{'|'.join(MONTHS)}) \d{{4}}")
_LIST = re.compile(
    r"/page/\d{1,4}(?!\d)|^/(?:category|tag|search)/|/(?:meetings-coverage|fifth-committee|node)\?page=\d"
)
_RESOLUTION = re.compile(r"docs\.un\.org/([AS])/RES/(\d+)\((\d{4})\)")


WORKS = ("article", "book", "incollection", "inproceedings", "phdthesis", "techreport")


def _year(row) -> int | None:
    return int(row.year) if isinstance(row.year, str) and row.year.isdigit() else None


@invariant("bibliography")
def the_year_of_an_entry_is_that_of_its_key(tables):
    """A year at the end of a key is the entry's year, or the one in its title."""
    for row in tables["bibliography"].itertuples():
        key = _KEY_YEAR.search(row.key)
        if key and int(key[1]) not in {_year(row), *map(int, re.findall(r"(?<!\d)\d{4}(?!\d)", row.title or ""))}:
            yield row.key, f"year {row.year}, title {row.title}"


@invariant("bibliography")
def the_year_of_an_entry_is_that_of_its_title(tables):
    """A day at the end of a title, and one in a web address, is of the year of the entry."""
    for row in tables["bibliography"].itertuples():
        day = _TITLE_DAY.search((row.title or "").replace("{", "").replace("}", ""))
        if day and _year(row) and int(day[1]) != _year(row):
            yield f"{row.key}/title", f"year {row.year}, title {row.title}"
        path = _URL_DAY.search(urlsplit(row.url).path) if isinstance(row.url, str) else None
        if path and _year(row) and int(path[1]) != _year(row):
            yield f"{row.key}/url", f"year {row.year}, address {row.url}"
        note = _TITLE_DAY.search(row.howpublished or "") if isinstance(row.howpublished, str) else None
        if note and _year(row) and int(note[1]) != _year(row):
            yield f"{row.key}/howpublished", f"year {row.year}, {row.howpublished}"


@invariant("bibliography")
def a_key_that_has_a_year_agrees_with_it(tables):
    """The key of an entry with authors ends in the year of the work."""
    for row in tables["bibliography"].itertuples():
        key, year = _KEY_YEAR.search(row.key), _year(row)
        if key and year and row.type in WORKS and int(key[1]) != year:
            yield row.key, f"year {row.year}"


@invariant("bibliography")
def a_key_names_an_author(tables):
    """The key of a work has the name of one of its authors, where it has any."""
    for row in tables["bibliography"].itertuples():
        names = {re.sub(r"\W", "", folded(name)) for name in row.people.split(";")} - {""}
        key = re.sub(r"\W", "", row.key)
        if row.type in WORKS and names and not any(name in key for name in names):
            yield row.key, f"by {row.people}"


@invariant("bibliography")
def a_key_has_a_word_of_its_title(tables):
    """What the key of a work has beside author and year is of its title, or of what it appeared in."""
    for row in tables["bibliography"].query("type in @WORKS").itertuples():
        names = {re.sub(r"\W", "", folded(name)) for name in row.people.split(";")} - {""}
        rest = [part for part in row.key.split("-") if not any(part in name or name in part for name in names)]
        rest = [part for part in rest if part.isalpha() and part not in ("et", "al")]
        if rest and not akin(" ".join(rest), row.title, row.howpublished, row.note):
            yield f"{row.key}/title", f"called {row.title}"


@invariant("bibliography")
def pages_go_forward(tables):
    """The last page of a work does not come before its first."""
    for row in tables["bibliography"].dropna(subset=["pages"]).itertuples():
        span = re.fullmatch(r"(\d+)-+(\d+)", row.pages)
        if span and int(span[2]) < int(span[1]):
            yield row.key, f"pages {row.pages}"


@invariant("bibliography")
def nothing_was_read_before_it_was_written(tables):
    """An entry was looked up in the year it was made or later, and neither lies ahead."""
    for row in tables["bibliography"].itertuples():
        year = _year(row)
        read = re.match(r"(\d{4})-(\d{2})-(\d{2})$", row.urldate) if isinstance(row.urldate, str) else None
        if isinstance(row.urldate, str) and not (read and 1 <= int(read[2]) <= 12 and 1 <= int(read[3]) <= 31):
            yield f"{row.key}/urldate", f"urldate {row.urldate}"
        elif read and (int(read[1]) < (year or 0) or not 2024 <= int(read[1]) <= 2026):
            yield f"{row.key}/urldate", f"of {row.year}, read on {row.urldate}"
        if year is not None and not 1300 <= year <= 2026:
            yield row.key, f"of {row.year}"


@invariant("bibliography")
def addresses_and_identifiers_have_their_form(tables):
    """A DOI begins 10.n/, an address is one, pages ascend; no two entries share a DOI."""
    frame = tables["bibliography"]
    for row in frame.itertuples():
        if isinstance(row.doi, str) and not re.fullmatch(r"10\.\d{4,9}/\S+", row.doi):
            yield f"{row.key}/doi", row.doi
        if isinstance(row.url, str) and not re.fullmatch(r"https?://[\w.-]+\.[a-z]{2,}(?::\d+)?(?:/\S*)?", row.url):
            yield f"{row.key}/url", row.url
        pages = re.fullmatch(r"(\d+)--(\d+)", row.pages) if isinstance(row.pages, str) else None
        if pages and int(pages[1]) > int(pages[2]):
            yield f"{row.key}/pages", row.pages
    for row in frame[frame["doi"].notna() & frame["doi"].duplicated()].itertuples():
        yield f"{row.key}/doi", f"{row.doi} twice"


@invariant("bibliography")
def a_resolution_is_that_of_its_address(tables):
    """Key, title, year and address of a resolution name one."""
    for row in tables["bibliography"].itertuples():
        address = _RESOLUTION.search(row.url) if isinstance(row.url, str) else None
        if address:
            body, number, year = address.groups()
            key = re.match(rf"un-{body.lower()}res-(\d+)-(?:.*-)?(\d{{4}})$", row.key)
            if key and key.groups() != (number, year):
                yield row.key, f"address {row.url}"
            if row.year != year:
                yield f"{row.key}/year", f"year {row.year}, address {row.url}"
            named = re.search(r"[Rr]esolution (\d+)", row.title or "")
            if named and named[1] != number:
                yield f"{row.key}/title", f"{row.title}, address {row.url}"


@invariant("bibliography")
def a_page_was_made_or_read_on_a_day(tables):
    """What has an address has a year, or the day on which it was read: with neither it would speak of no day."""
    frame = tables["bibliography"]
    for row in frame[frame["url"].notna() & frame["year"].isna() & frame["urldate"].isna()].itertuples():
        yield row.key, "neither a year nor a day on which it was read"


@invariant("bibliography")
def volumes_of_a_journal_go_with_the_years(tables):
    """Of two articles in one journal the later stands in no earlier volume, at about one volume a year."""
    articles = [
        (row.journal, _year(row), int(row.volume), row.key)
        for row in tables["bibliography"].itertuples()
        if isinstance(row.journal, str) and isinstance(row.volume, str) and row.volume.isdigit() and _year(row)
    ]
    for journal in {one[0] for one in articles}:
        rows = sorted(one[1:] for one in articles if one[0] == journal)
        for (year, volume, one), (later, after, other) in itertools.pairwise(rows):
            if after < volume or (later == year and after > volume + 1):
                yield f"{one}/{other}", f"{journal} {volume} of {year} and {after} of {later}"
        if len(rows) >= 3:
            off = pd.Series([year - volume for year, volume, _ in rows], index=[key for *_, key in rows])
            for key, value in off.items():
                if abs(value - off.median()) > 1 and (off == off.median()).mean() > 0.6:
                    yield f"{key}/volume", f"{journal}: year and volume differ by {value}, mostly by {off.median():.0f}"


def _letters(text) -> str:
    """Return the letters and digits of a text, in lower case and without accents and braces."""
    bare = unicodedata.normalize("NFKD", plain(text)) if isinstance(text, str) else ""
    return "".join(letter for letter in bare.lower() if letter.isalnum())


@invariant("bibliography")
def a_work_has_one_key(tables):
    """No two entries have one address, or one title, year and author; one of them may leave the author out."""
    frame = tables["bibliography"]
    at = frame["url"].str.removesuffix("/").str.replace(r"^https?://(?:www\.)?", "", regex=True)
    at = at[at.notna() & at.duplicated(keep=False)]
    for _, rows in frame.loc[at.index].groupby(at):
        yield "/".join(rows["key"]), f"one address: {rows['url'].iloc[0]}"
    named = frame.assign(letters=frame["title"].map(_letters))
    alike = named[named.duplicated(["letters", "year"], keep=False)]
    for _, rows in alike.groupby(["letters", "year"]):
        for one, other in itertools.combinations(rows.itertuples(), 2):
            people = {_letters(one.people), _letters(other.people)}
            if len(people - {""}) <= 1:
                yield f"{one.key}/{other.key}", f"one title: {one.title}"


@invariant("bibliography")
def an_address_is_that_of_the_work(tables):
    """The address of a dated document is its own, not that of a whole site; no address is a page of a moving list."""
    for row in tables["bibliography"].dropna(subset=["url"]).itertuples():
        parts = urlsplit(row.url)
        if not parts.path.strip("/") and not parts.query:
            dated = isinstance(row.howpublished, str) or _DATED.search(plain(row.title))
            if dated or row.type in WORKS:
                yield f"{row.key}/url", f"a site, {row.url}, for one document"
            elif "website" not in f"{row.title} {row.note}".casefold():
                yield f"{row.key}/url", f"a site, {row.url}, and is not called a website"
        if _LIST.search(f"{parts.path}?{parts.query}"):
            yield f"{row.key}/url", f"a moving list, {row.url}"


_NO_ADDRESS = re.compile(
    r"^[\d.]+(?::|$)|proxy|(?:^|\.)(?:codohforum\.com|aspistrategist\.ru|skal\.fun|news-pravda\.com|710302\.xyz)"
)
_BLOG = re.compile(r"blogspot\.|wordpress\.com|over-blog\.com")
_WITHIN = re.compile(r"/(?:https?:|https?/)|[?&]url=http")


def _refused(address: str) -> str | None:
    """Return of what kind an address is that no course can send its readers to, if it is of one."""
    parts = urlsplit(address)
    if _NO_ADDRESS.search(parts.netloc):
        return "a number, a proxy, or a site that passes for another"
    if _WITHIN.search(f"{parts.path}?{parts.query}") and "archive" not in address:
        return "a page within another, and no archive"
    return None


@invariant("bibliography", "evidence")
def a_reader_can_be_sent_there(tables):
    """No address is a number, a proxy or a site that passes for another; a copy of a document is none in a blog."""
    for row in tables["bibliography"].itertuples():
        for name in ("url", "copy"):
            address = getattr(row, name)
            if isinstance(address, str) and (kind := _refused(address)):
                yield f"{row.key}/{name}", f"{kind}: {address}"
        if isinstance(row.copy, str) and _BLOG.search(row.copy):
            yield f"{row.key}/copy", f"a blog, for the document: {row.copy}"
        if isinstance(row.url, str) and _BLOG.search(row.url) and not row.people.endswith("copy in a blog"):
            yield f"{row.key}/author", f"{row.people}, and the address is that of a blog"
    for row in tables["evidence"].dropna(subset=["note"]).itertuples():
        for address in re.findall(r"https?://[^\s)]+", row.note):
            if (kind := _refused(address)) or _BLOG.search(address):
                yield f"{row.row}/{row.field}", f"{kind or 'a blog'}: {address}"
