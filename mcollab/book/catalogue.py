"""The tables as downloads, and the catalogue of them: what ``mc.codebook`` says, and on which sources each rests."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

if TYPE_CHECKING:
    import pandas as pd
    from sphinx.application import Sphinx

    from mcollab.datapackage import Codebook

FOLDER = "data"
MOST = 4
"""Sources named for a table: those that most of its rows rest on."""


def data_uri(table: str) -> str:
    """Return where a table is published, from the root of the site.

    Examples
    --------
    >>> data_uri("memberships")
    'data/memberships.csv'
    """
    return f"{FOLDER}/{table}.csv"


class Catalogue(SphinxDirective):
    """``{data-catalogue}``: a section for each table of the package."""

    def run(self) -> list[nodes.Node]:
        """Return the sections, which follow from the descriptors and the rows."""
        # The tables take pandas, which a build that need not read this page does without.
        from mcollab.course import data_dir
        from mcollab.datapackage import codebook, load, package

        sections: list[nodes.Node] = []
        self.env.note_dependency(str(data_dir() / "datapackage.json"))
        for resource in package()["resources"]:
            self.env.note_dependency(str(data_dir() / resource["path"]))
            name = resource["name"]
            section = nodes.section(ids=[f"table-{name.replace('_', '-')}"], names=[f"table {name}"])
            section += nodes.title("", resource["title"])
            text = described(
                name, codebook(name), load(name), resource["licenses"], "../" * self.env.docname.count("/")
            )
            section += self.parse_text_to_nodes(text)
            sections.append(section)
        return sections


def described(name: str, book: Codebook, rows: pd.DataFrame, licences: list[dict[str, str]], root: str) -> str:
    """Return what the catalogue says about a table, as Markdown.

    Parameters
    ----------
    name
        Of the table.
    book
        Its codebook.
    rows
        Its rows.
    licences
        What it may be used under, each with ``title`` and ``path``.
    root
        Leads from the page to the root of the site.
    """
    about = {
        "Rows": f"{book.attrs['rows']:,}",
        "Coverage": book.attrs["coverage"],
        "Coding": _coding(book.attrs["coding"]),
        "Rows hold as of": f"{book.attrs['as_of']}{_unconfirmed(rows)}",
        "Sources": _sources(rows["source"]),
        "Licence": ", ".join(f"[{one['title']}]({one['path']})" for one in licences),
        "Download": f'<a href="{root}{data_uri(name)}" download>{name}.csv</a>, in Python `mc.load("{name}")`',
    }
    text = [f"**A row is** {book.attrs['row']}.", "", *(f"{term}\n: {said}\n" for term, said in about.items() if said)]
    if book.attrs["misreadings"]:
        text += [
            "```{warning}",
            "How it is misread:",
            "",
            *(f"- {one}" for one in book.attrs["misreadings"]),
            "```",
            "",
        ]
    text += ["| Column | Type | Meaning |", "|---|---|---|"]
    text += [f"| `{row.column}` | {_type(row)} | {_meaning(row)} |" for row in book.fillna("").itertuples()]
    return "\n".join(text)


def _type(row: Any) -> str:
    empty = f", {row.missing:,} empty" if row.missing else ""
    return f"{row.type}{empty}{f'; {row.first} to {row.last}' if row.first else ''}"


def _meaning(row: Any) -> str:
    text = str(row.description).replace("|", "\\|")
    if row.unit:
        text += f" ({row.unit})"
    # A description that already explains every value need not be followed by a bare list of them.
    allowed = str(row.allowed).split(", ") if row.allowed else []
    if not all(value in text for value in allowed):
        text += ": " + ", ".join(f"`{value}`" for value in allowed)
    return f"{text}; as `{row.refers_to}`" if row.refers_to else text


def _coding(page: str | None) -> str:
    return f"rules and cases on the border in the {{ref}}`codebook <{page.partition('#')[2]}>`" if page else ""


def _unconfirmed(rows: pd.DataFrame) -> str:
    number = int((rows["confirmed"] == False).sum())  # noqa: E712 - a column of booleans, some of them missing
    return f"; {number:,} not confirmed by a second source" if number else ""


def _sources(cells: pd.Series) -> str:
    """Return how many sources a table has, and those that most of its rows rest on, as citations."""
    count = Counter(key.strip() for cell in cells.dropna() for key in cell.split(";"))
    if not count:
        return ""
    said = f"{len(count)}, named in each row" if len(count) > 1 else "one"
    most = ",".join(key for key, _ in count.most_common(MOST))
    return f"{said}; {'most used: ' if len(count) > MOST else ''}{{cite:t}}`{most}`"


def _publish(app: Sphinx, exception: Exception | None) -> None:
    if exception is not None or app.builder.format != "html":
        return
    source, target = Path(app.srcdir, FOLDER), Path(app.outdir, FOLDER)
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir()
    for path in [*source.glob("*.csv"), source / "datapackage.json", source / "sources.bib"]:
        if path.exists():
            shutil.copy2(path, target / path.name)


def setup(app: Sphinx) -> None:
    """Register the catalogue, and publish the tables with the site."""
    app.add_directive("data-catalogue", Catalogue)
    app.connect("build-finished", _publish)
