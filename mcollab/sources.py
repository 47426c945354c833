"""Where the facts come from: the bibliography, how a source is written, and whom a chart credits."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

import pandas as pd

from mcollab.course import data_dir
from mcollab.datapackage import ATTRS, load, package
from mcollab.errors import McollabError, nearest

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable
    from pathlib import Path


def cite(what: str | pd.DataFrame | Iterable[str], style: str = "bibtex") -> str:
    """Return the sources of a table, of rows or of keys.

    Parameters
    ----------
    what
        The name of a table, a DataFrame with a ``source`` column (any rows of a table), or BibTeX keys.
    style
        ``"bibtex"`` for BibTeX entries, ``"text"`` for one plain reference a line.

    Raises
    ------
    McollabError
        If a key is not in ``sources.bib``, the frame has no ``source`` column, or the style is unknown.
    """
    if style not in ("bibtex", "text"):
        raise McollabError(f"No style {style!r}: expected 'bibtex' or 'text'{nearest(style, ['bibtex', 'text'])}")
    if isinstance(what, str):
        known = [resource["name"] for resource in package()["resources"]]
        if what not in known and what not in bibliography().entries:
            raise McollabError(
                f"Nothing to cite as {what!r}: expected a table, rows of one, or a key of sources.bib"
                f"{nearest(what, [*known, *bibliography().entries])}"
            )
        keys = _keys(load(what)) if what in known else [what]
    elif isinstance(what, pd.DataFrame):
        keys = _keys(what)
    else:
        keys = list(dict.fromkeys(what))
    entries = {key: _entry(key) for key in keys}
    if style == "bibtex":
        from pybtex.database import BibliographyData
        from pybtex.database.output.bibtex import Writer

        writer = Writer()
        writer._encode = str  # the fields are BibTeX already; pybtex would escape them once more
        return writer.to_string(BibliographyData(entries))
    return "\n".join(_reference(entry) for entry in entries.values())


def source_line(what: str | pd.DataFrame | Iterable[str | pd.DataFrame]) -> str:
    """Return who is to be credited under a chart: up to three publishers, those of most rows first.

    Takes table names or frames (a frame that kept its ``source`` column counts with its own rows only).
    """
    publishers: Counter[str] = Counter()
    for frame in _frames(what):
        for cell in frame["source"].dropna():
            publishers[_publisher(_entry(cell.split(";")[0]))] += 1
    names = [name for name, _ in publishers.most_common()]
    if len(names) <= 3:
        return "; ".join(names)
    return f"{'; '.join(names[:3])} and {len(names) - 3} other publishers"


def as_of(what: str | pd.DataFrame | Iterable[str | pd.DataFrame]) -> dt.date | None:
    """Return the latest day as of which rows of the tables or frames hold, or None if there is none."""
    days = [frame["as_of"].max() for frame in _frames(what) if "as_of" in frame]
    days = [day for day in days if pd.notna(day)]
    return max(days).date() if days else None


def bibliography():
    """Return ``data/sources.bib`` as a :class:`pybtex.database.BibliographyData`."""
    path = data_dir() / "sources.bib"
    if not path.is_file():
        raise McollabError(f"No file {path}: every row's source is looked up there, so restore it from the repository.")
    return _bibliography(path, path.stat().st_mtime_ns)


@cache
def _bibliography(path: Path, stamp: int):
    from pybtex.database import parse_file

    return parse_file(str(path), bib_format="bibtex")


def _frames(what) -> list[pd.DataFrame]:
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


def _keys(frame: pd.DataFrame) -> list[str]:
    if "source" not in frame:
        raise McollabError(
            "Nothing to cite: the frame has no column 'source'; keep that column when you select from a table."
        )
    return list(dict.fromkeys(key for cell in frame["source"].dropna() for key in cell.split(";")))


def _entry(key: str):
    entries = bibliography().entries
    if key not in entries:
        raise McollabError(f"No source {key!r} in sources.bib: expected a key that stands there{nearest(key, entries)}")
    return entries[key]


def _plain(text: str) -> str:
    return (
        text.replace("{", "")
        .replace("}", "")
        .replace("--", "–")
        .replace("\\&", "&")
        .replace("\\$", "$")
        .replace("\\", "")
    )


def _authors(entry) -> str:
    people = entry.persons.get("author") or entry.persons.get("editor") or []
    return _plain(
        "; ".join(
            " ".join([*p.prelast_names, *p.last_names])
            if not p.first_names
            else f"{' '.join(p.prelast_names + p.last_names)}, {' '.join(p.first_names)}"
            for p in people
        )
    )


def _publisher(entry) -> str:
    """Who issued the source: its corporate author, else its first author's surname; a treaty series for a treaty."""
    people = entry.persons.get("author") or []
    if people:
        first = people[0]
        name = " ".join([*first.prelast_names, *first.last_names])
        return _plain(name + (" et al." if len(people) > 1 else ""))
    if "Treaty Series" in entry.fields.get("howpublished", ""):
        return "treaty texts"
    return _plain(entry.fields.get("title", ""))


def _reference(entry) -> str:
    fields = entry.fields
    parts = [_authors(entry), f"({fields['year']})" if "year" in fields else "", _plain(fields.get("title", ""))]
    where = [fields[name] for name in ("journal", "booktitle", "publisher", "howpublished", "note") if name in fields]
    link = f"https://doi.org/{fields['doi']}" if "doi" in fields else fields.get("url", "")
    head = " ".join(part for part in parts if part)
    return ". ".join(part for part in [head, *(_plain(text) for text in where), link] if part)
