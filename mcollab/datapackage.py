"""The tables of ``data/``, typed as its ``datapackage.json`` describes them, and their sources."""

from __future__ import annotations

import csv
import datetime as dt
import json
import os
from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pandas as pd

from mcollab.errors import McollabError, nearest

ATTRS = "mcollab"
"""Key of ``DataFrame.attrs`` under which a frame remembers the tables that it was made from."""

_DTYPES = {"string": "str", "number": "float64", "integer": "Int64", "year": "Int64", "boolean": "boolean", "date": "datetime64[s]"}


def data_dir() -> Path:
    """Return the folder that holds ``datapackage.json``: ``$MCOLLAB_DATA``, or ``data/`` beside the package.

    Raises
    ------
    McollabError
        If there is no such folder or it has no ``datapackage.json``.
    """
    given = os.environ.get("MCOLLAB_DATA")
    folder = Path(given) if given else Path(__file__).resolve().parent.parent / "data"
    if not (folder / "datapackage.json").is_file():
        raise McollabError(
            f"No data: {folder} has no datapackage.json; expected the course's data/ folder there, "
            "so work in a full checkout or set MCOLLAB_DATA to that folder."
        )
    return folder


def package() -> dict:
    """Return the descriptor of the whole data package, as read from ``datapackage.json``."""
    path = data_dir() / "datapackage.json"
    return _json(path, path.stat().st_mtime_ns)


def descriptor(table: str) -> dict:
    """Return the resource descriptor of `table`: its path, title, schema, misreadings and licences.

    Raises
    ------
    McollabError
        If the package has no table of that name.
    """
    resources = {resource["name"]: resource for resource in package()["resources"]}
    if table not in resources:
        raise McollabError(
            f"No table {table!r}: expected one of {', '.join(resources)}{nearest(table, resources)}"
        )
    return resources[table]


def load(table: str) -> pd.DataFrame:
    """Return a table of the course as a DataFrame.

    Columns and types are those of ``datapackage.json``: dates are ``datetime64``, years and counts integers,
    shares floats, flags booleans, the rest text; an empty cell is missing. Every table ends in ``source``
    (BibTeX keys, see :func:`cite`), ``as_of``, ``confirmed`` and ``note``.

    Raises
    ------
    McollabError
        If there is no such table, or its file has a row that does not fit the schema (names file and line).
    """
    resource = descriptor(table)
    path = data_dir() / resource["path"]
    if not path.is_file():
        raise McollabError(f"No file {path} for table {table!r}: datapackage.json names it, so restore it from the repository.")
    frame = _frame(table, path, path.stat().st_mtime_ns).copy()
    frame.attrs[ATTRS] = {"tables": [table]}
    return frame


def tables() -> pd.DataFrame:
    """Return one row a table: ``table``, ``title``, ``row`` (what a row is), ``rows``, ``columns``, ``as_of`` (latest)."""
    rows = []
    for resource in package()["resources"]:
        frame = load(resource["name"])
        rows.append(
            {
                "table": resource["name"],
                "title": resource["title"],
                "row": resource["description"],
                "rows": len(frame),
                "columns": frame.shape[1],
                "as_of": frame["as_of"].max(),
            }
        )
    return pd.DataFrame(rows)


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
def _json(path: Path, stamp: int) -> dict:
    return json.loads(path.read_text(encoding="utf-8"))


@cache
def _bibliography(path: Path, stamp: int):
    from pybtex.database import parse_file

    return parse_file(str(path), bib_format="bibtex")


@cache
def _frame(table: str, path: Path, stamp: int) -> pd.DataFrame:
    fields = descriptor(table)["schema"]["fields"]
    names = [field["name"] for field in fields]
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        header = next(reader, [])
        if header != names:
            odd = next((name for name in [*names, *header] if (name in names) != (name in header)), header)
            raise McollabError(
                f"{path.name}, line 1: the columns differ from datapackage.json at {odd!r}; expected {', '.join(names)}."
            )
        rows, lines = [], []
        for row in reader:
            if len(row) != len(names):
                raise McollabError(
                    f"{path.name}, line {reader.line_num}: {len(row)} cells where {len(names)} were expected "
                    f"(row starts {', '.join(row[:3])!r}); a text that holds a comma must stand in quotes."
                )
            rows.append(row)
            lines.append(reader.line_num)
    text = pd.DataFrame(rows, columns=names, dtype="str").replace("", pd.NA)
    return pd.DataFrame({field["name"]: _column(text[field["name"]], field, path.name, lines) for field in fields})


def _column(text: pd.Series, field: dict, file: str, lines: list[int]) -> pd.Series:
    kind, constraints = field["type"], field.get("constraints", {})
    if kind in ("integer", "year", "number"):
        values = pd.to_numeric(text, errors="coerce")
        bad = text.notna() & (values.isna() | ((values % 1 != 0) if kind != "number" else False))
    elif kind == "date":
        values = pd.to_datetime(text, format="%Y-%m-%d", errors="coerce")
        bad = text.notna() & values.isna()
    elif kind == "boolean":
        values = text.map({"true": True, "false": False})
        bad = text.notna() & values.isna()
    else:
        values = text
        bad = text.notna() & ~text.isin(constraints["enum"]) if "enum" in constraints else pd.Series(False, text.index)
    if constraints.get("required"):
        bad |= text.isna()
    if bad.any():
        row = bad.idxmax()
        expected = f"one of {', '.join(constraints['enum'])}" if "enum" in constraints else {"date": "a date as 2004-03-29"}.get(kind, f"a {kind}")
        found = "nothing" if pd.isna(text[row]) else repr(text[row])
        raise McollabError(
            f"{file}, line {lines[row]}: {found} in column {field['name']!r} where {expected} was expected"
            f"{nearest(found, constraints.get('enum', []))}"
        )
    dtype = _DTYPES[kind]
    if values.notna().all():  # plain NumPy types where nothing is missing: what most pandas users expect
        dtype = {"Int64": "int64", "boolean": "bool"}.get(dtype, dtype)
    return values.astype(dtype)


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
        raise McollabError("Nothing to cite: the frame has no column 'source'; keep that column when you select from a table.")
    return list(dict.fromkeys(key for cell in frame["source"].dropna() for key in cell.split(";")))


def _entry(key: str):
    entries = bibliography().entries
    if key not in entries:
        raise McollabError(f"No source {key!r} in sources.bib: expected a key that stands there{nearest(key, entries)}")
    return entries[key]


def _plain(text: str) -> str:
    return text.replace("{", "").replace("}", "").replace("--", "–").replace("\\&", "&").replace("\\$", "$").replace("\\", "")


def _authors(entry) -> str:
    people = entry.persons.get("author") or entry.persons.get("editor") or []
    return _plain("; ".join(" ".join([*p.prelast_names, *p.last_names]) if not p.first_names else f"{' '.join(p.prelast_names + p.last_names)}, {' '.join(p.first_names)}" for p in people))


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
