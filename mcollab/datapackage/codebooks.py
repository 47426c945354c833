"""What the columns of a table mean, and how the table is misread."""

from __future__ import annotations

import textwrap
from html import escape
from typing import Any

import pandas as pd

from mcollab.datapackage.descriptors import Descriptor, allowed, covered, descriptor
from mcollab.datapackage.loading import load

WIDTH = 100
PAGE = "reference/codebook.html"
"""The page of the book that has the rules of coding."""


class Codebook(pd.DataFrame):  # type: ignore[misc] # pandas is untyped here
    """A table of columns that shows, above and below itself, what a row is and how the table is misread."""

    @property
    def _constructor(self) -> Any:
        """What is chosen from a codebook is a plain frame."""
        return pd.DataFrame

    def __repr__(self) -> str:
        """Return the codebook as text."""
        parts = [textwrap.fill(self._heading(), WIDTH), textwrap.fill(self.attrs["coverage"], WIDTH)]
        for row in self.fillna("").itertuples():
            head = " · ".join(part for part in (row.type, row.unit, row.refers_to and f"as {row.refers_to}") if part)
            tail = f"{row.missing} empty" if row.missing else "never empty"
            span = f"; {_span(row.first, row.last)}" if row.first else ""
            allowed = f" Allowed: {row.allowed}." if row.allowed else ""
            about = textwrap.fill(
                f"{row.description}.{allowed} ({tail}{span})", WIDTH, initial_indent="    ", subsequent_indent="    "
            )
            parts.append(f"{row.column}  [{head}]\n{about}")
        return "\n".join([*parts, *self._misread(), *self._coding()])

    def _repr_html_(self) -> str:
        """Return the codebook as a notebook shows it."""
        with pd.option_context("display.max_colwidth", None, "display.max_rows", None):
            table = pd.DataFrame(self).fillna("").to_html(index=False, border=0)
        misread = "".join(f"<li>{escape(one)}</li>" for one in self.attrs["misreadings"])
        below = f"<p>How it is misread:</p><ul>{misread}</ul>" if misread else ""
        rules = "".join(f"<p>{escape(one)}</p>" for one in self._coding())
        return f"<p>{escape(self._heading())}</p><p>{escape(self.attrs['coverage'])}</p>{table}{below}{rules}"

    def _heading(self) -> str:
        about = self.attrs
        return f"{about['title']}, {about['rows']:,} rows: a row is {about['row']}. Rows hold as of {about['as_of']}."

    def _misread(self) -> list[str]:
        found = [
            textwrap.fill(one, WIDTH, initial_indent="  - ", subsequent_indent="    ")
            for one in self.attrs["misreadings"]
        ]
        return ["How it is misread:", *found] if found else []

    def _coding(self) -> list[str]:
        page = self.attrs["coding"]
        return [f"How it is coded, and cases on the border: {page}"] if page else []


def codebook(table: str) -> Codebook:
    """Return what each column of a table means.

    Parameters
    ----------
    table
        Its name: one of those that :func:`mcollab.tables` lists.

    Returns
    -------
    Codebook
        A DataFrame, one row a column: ``column``, ``type``, ``unit``, ``description``, ``allowed`` (values or limits),
        ``refers_to`` (table and column whose codes it holds), ``missing`` (how many cells are empty), and ``first`` and
        ``last`` (the least and the greatest date or number). Shown, it tells how the table is misread too; that and the
        licence stand in its ``attrs``: ``title``, ``row``, ``rows``, ``as_of``, ``coverage`` (of what the rows are all,
        or how they were chosen), ``misreadings``, ``coding`` (where the course's codebook has the rules of coding and
        cases on the border; None where there are none), ``licence``.

    Raises
    ------
    McollabError
        If there is no such table, or it does not fit its schema.

    Examples
    --------
    >>> book = mc.codebook("spending")
    >>> book.set_index("column").loc["share_gdp", ["type", "unit"]].to_list()
    ['number', 'per cent']
    >>> book.attrs["misreadings"][0]
    'One edition only: NATO revises earlier years, so figures of two editions must not be mixed.'
    """
    about, frame = descriptor(table), load(table)
    refers = {
        key["fields"]: f"{key['reference']['resource'] or table}.{key['reference']['fields']}"
        for key in about["schema"].get("foreignKeys", [])
    }
    rows = [_row(field, frame[field["name"]], refers) for field in about["schema"]["fields"]]
    found = Codebook(rows)
    found.attrs = {
        "title": about["title"],
        "row": about["description"],
        "rows": len(frame),
        "as_of": _span(_said(frame["as_of"].min()), _said(frame["as_of"].max())),
        "coverage": covered(about),
        "misreadings": list(about.get("misreadings", [])),
        "coding": f"{PAGE}#{about['coding']}" if "coding" in about else None,
        "licence": ", ".join(one["title"] for one in about.get("licenses", [])),
    }
    return found


def _row(field: Descriptor, cells: pd.Series, refers: dict[str, str]) -> dict[str, Any]:
    measured = field["type"] in ("date", "year", "integer", "number") and cells.notna().any()
    return {
        "column": field["name"],
        "type": field["type"],
        "unit": field.get("unit"),
        "description": field["description"],
        "allowed": allowed(field),
        "refers_to": refers.get(field["name"]),
        "missing": int(cells.isna().sum()),
        "first": _said(cells.min()) if measured else None,
        "last": _said(cells.max()) if measured else None,
    }


def _said(value: Any) -> str:
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}"
    return f"{value:.12g}" if isinstance(value, float) else str(value)


def _span(first: str, last: str) -> str:
    return first if first == last else f"{first} to {last}"
