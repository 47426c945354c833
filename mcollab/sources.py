"""Where the facts come from: the bibliography, how a source is cited, and whom a chart credits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

import pandas as pd

from mcollab import textfile
from mcollab.course import data_dir
from mcollab.datapackage import ATTRS, load, package
from mcollab.errors import McollabError, nearest

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path
    from typing import TypeAlias

    from pybtex.database import BibliographyData, Entry

    Tables: TypeAlias = str | pd.DataFrame | Iterable[str | pd.DataFrame]

STYLES = ("bibtex", "text", "short")


def cite(what: str | pd.DataFrame | Iterable[str], style: str = "bibtex") -> str:
    r"""Return the sources of a table, of rows or of keys.

    Parameters
    ----------
    what
        The name of a table, a DataFrame with a ``source`` column (any rows of a table), or BibTeX keys.
    style
        ``"bibtex"`` for BibTeX entries; ``"text"`` for one plain reference a line, as the book lists them; ``"short"``
        for author and year, one a line, each once ("Leeds et al. 2002").

    Returns
    -------
    str
        Each source once, in the order in which the rows name them.

    Raises
    ------
    McollabError
        If a key is not in ``sources.bib``, the frame has no ``source`` column, or the style is unknown.

    Examples
    --------
    >>> mc.cite(["olson-zeckhauser-1966", "leeds-2003"], style="short")
    'Olson and Zeckhauser 1966\nLeeds 2003'
    >>> print(mc.cite("leeds-2003", style="bibtex").strip()[:21])
    @article{leeds-2003,
    """
    from mcollab import references

    if style not in STYLES:
        raise McollabError(f"No style {style!r}: expected {', '.join(STYLES)}{nearest(style, STYLES)}")
    entries = {key: entry(key) for key in _cited(what)}
    if style == "bibtex":
        return references.bibtex(entries)
    if style == "text":
        return "\n".join(references.written(entries.values()))
    return "\n".join(dict.fromkeys(references.short(entry) for entry in entries.values()))


def source_line(what: Tables) -> str:
    """Return who is to be credited under a chart: up to three publishers, those of most rows first.

    Parameters
    ----------
    what
        Table names or frames; a frame that kept its ``source`` column counts with its own rows only.

    Raises
    ------
    McollabError
        If a table or a source is unknown.

    Examples
    --------
    >>> source_line("spending")
    'North Atlantic Treaty Organization'
    """
    rows = Counter(cell.split(";")[0] for frame in _frames(what) for cell in frame["source"].dropna())
    publishers: Counter[str] = Counter()
    for key, number in rows.items():
        publishers[_publisher(entry(key))] += number
    names = [name for name, _ in publishers.most_common()]
    if len(names) <= 3:
        return "; ".join(names)
    others = "1 other publisher" if len(names) == 4 else f"{len(names) - 3} other publishers"
    return f"{'; '.join(names[:3])} and {others}"


def as_of(what: Tables) -> dt.date | None:
    """Return the latest day as of which rows of the tables or frames hold, or None if there is none.

    Of what has ended (``left``, ``ended``, ``end``) no later day is to be expected, and the day on which somebody
    read of it says nothing of the others: it counts where all has ended.

    Examples
    --------
    >>> print(as_of("spending"))
    2026-07-03
    """
    if (days := _days(what)).empty:
        return None
    latest: dt.date = days.max().date()
    return latest


def half_as_of(what: Tables) -> dt.date | None:
    """Return the day as of which half of the rows hold, or an earlier one: the newest row says nothing of the others.

    Of what has ended (``left``, ``ended``, ``end``) no later day is to be expected: it counts where all has ended.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = pd.DataFrame({"as_of": pd.to_datetime(["2014-12-31", "2026-01-22", "1991-07-01"])})
    >>> print(half_as_of(rows.assign(source="a", ended=pd.to_datetime([None, None, "1991-07-01"]))))
    2014-12-31
    """
    if (days := _days(what)).empty:
        return None
    half: dt.date = days.sort_values().iloc[(len(days) - 1) // 2].date()
    return half


def _days(what: Tables) -> pd.Series:
    """Return the days as of which the rows hold: of what lasts, or of all where nothing does."""
    frames = [frame for frame in _frames(what) if "as_of" in frame]
    days = [frame["as_of"][_lasts(frame)].dropna() for frame in frames]
    if not any(map(len, days)):
        days = [frame["as_of"].dropna() for frame in frames]
    return pd.concat(days) if days else pd.Series(dtype="datetime64[s]")


def _lasts(frame: pd.DataFrame) -> pd.Series:
    ends = [column for column in ("left", "ended", "end") if column in frame]
    return frame[ends].isna().all(axis=1)


def bibliography() -> BibliographyData:
    """Return ``data/sources.bib`` as a :class:`pybtex.database.BibliographyData`.

    Raises
    ------
    McollabError
        If it is not there, or is no BibTeX (names the line).

    Examples
    --------
    >>> bibliography().entries["leeds-2003"].fields["volume"]
    '47'
    """
    path = data_dir() / "sources.bib"
    if not path.is_file():
        raise McollabError(f"No file {path}: every row's source is looked up there, so restore it from the repository.")
    return _bibliography(path, path.stat().st_mtime_ns)


@cache
def _bibliography(path: Path, _stamp: int) -> BibliographyData:
    """Return what the file holds; the stamp makes a changed file be read again."""
    from pybtex.database import parse_string
    from pybtex.exceptions import PybtexError

    try:
        return parse_string(textfile.read(path), "bibtex")
    except PybtexError as error:
        line = getattr(error, "lineno", None)
        where = f", line {line}" if line else ""
        raise McollabError(f"{path.name}{where}: no valid BibTeX: {error.args[0]}.") from None


def _frames(what: Tables) -> list[pd.DataFrame]:
    items = [what] if isinstance(what, (str, pd.DataFrame)) else list(what)
    frames = []
    for item in items:
        if isinstance(item, str):
            frames.append(load(item))
        elif "source" in item:
            frames.append(item)
        else:
            frames += [load(name) for name in item.attrs.get(ATTRS, {}).get("tables", [])]
    return frames


def _cited(what: str | pd.DataFrame | Iterable[str]) -> list[str]:
    """Return the keys that are meant, each once."""
    if isinstance(what, pd.DataFrame):
        return _keys(what)
    if not isinstance(what, str):
        keys = list(what) if isinstance(what, Iterable) and not isinstance(what, bytes) else [what]
        if strange := [key for key in keys if not isinstance(key, str)]:
            raise McollabError(
                f"Nothing to cite as {strange[0]!r}: expected a table, rows of one, or keys of sources.bib."
            )
        return list(dict.fromkeys(keys))
    tables, entries = [resource["name"] for resource in package()["resources"]], bibliography().entries
    if what in tables:
        return _keys(load(what))
    if what in entries:
        return [what]
    raise McollabError(
        f"Nothing to cite as {what!r}: expected a table, rows of one, or a key of sources.bib"
        f"{nearest(what, [*tables, *entries])}"
    )


def _keys(frame: pd.DataFrame) -> list[str]:
    if "source" not in frame:
        raise McollabError(
            "Nothing to cite: the frame has no column 'source'; keep that column when you select from a table."
        )
    return list(dict.fromkeys(key for cell in frame["source"].dropna() for key in cell.split(";")))


def entry(key: str) -> Entry:
    """Return a source by its key.

    Raises
    ------
    McollabError
        If it is not in ``sources.bib``.

    Examples
    --------
    >>> entry("leeds-2003").fields["year"]
    '2003'
    """
    entries = bibliography().entries
    if key not in entries:
        raise McollabError(f"No source {key!r} in sources.bib: expected a key that stands there{nearest(key, entries)}")
    if "title" not in entries[key].fields:
        raise McollabError(f"sources.bib: {key!r} has no title, by which it would be cited: give it one.")
    return entries[key]


def _publisher(entry: Entry) -> str:
    """Return who issued a source: its corporate author, else its first author's surname; of treaties that they are."""
    from mcollab.references import plain, surnames

    if "author" in entry.persons:
        first, *others = surnames(entry)
        return f"{first} et al." if others else first
    if "Treaty Series" in entry.fields.get("howpublished", ""):
        return "treaty texts"
    return plain(entry.fields.get("title", ""))
