"""How the tables stand: how many rows, how sure, on what evidence, how old; and the versions of what makes the site.

What differs from machine to machine, as the time that a chapter takes, is on no page: two builds make the same bytes.
"""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
from sphinx.util.docutils import SphinxDirective

from mcollab.version import __version__

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

MADE_WITH = ("jupyter-book", "sphinx", "myst-nb", "ipykernel", "pandas", "altair", "vl-convert-python")


FACTS = {"as_of": "that what lasts still held"}
"""What a field is called on the page where its own name does not say it."""

CORE = ("arrangements", "memberships")
"""Tables on which most of the course rests, and which took most to find out."""

UNSURE = "All tables: rows marked unconfirmed"


def standing() -> pd.DataFrame:
    """Return how each table stands on the day on which the package of tables was made.

    Returns
    -------
    DataFrame
        Index ``table``; ``title``, ``rows``, ``coverage``, ``confirmed`` (rows), ``facts`` (those that should have
        evidence) and ``opened`` (those of which a source was opened), ``median`` and ``oldest`` (of the days as of
        which rows hold), ``life`` (the duration of its shelf life, or ``none``), ``watched`` and ``stale`` (rows).

    Examples
    --------
    >>> standing().loc["eras", ["rows", "facts", "watched"]].to_list()
    [7, 0, 0]
    """
    from mcollab.datapackage import load, package
    from mcollab.shelf_life import stale, watched

    past, named = stale(made_on())["table"].value_counts(), facts()
    rows = []
    for resource in package()["resources"]:
        name = resource["name"]
        frame = load(name)
        shown = named[named["table"] == name]
        rows.append(
            {
                "table": name,
                "title": resource["title"],
                "rows": len(frame),
                "coverage": resource["coverage"]["extent"],
                "confirmed": int(frame["confirmed"].sum()),
                "facts": int(shown["facts"].sum()),
                "opened": int(shown["opened"].sum()),
                "median": frame["as_of"].median().normalize(),
                "oldest": frame["as_of"].min(),
                "life": (resource["shelfLife"] or {"duration": "none"})["duration"],
                "watched": len(watched(name)),
                "stale": int(past.get(name, 0)),
            }
        )
    return pd.DataFrame(rows).set_index("table")


def made_on() -> pd.Timestamp:
    """Return the day on which the package of tables was made: the page's today.

    Examples
    --------
    >>> made_on() >= pd.Timestamp("2026-11-26")
    True
    """
    from mcollab.datapackage import package

    return pd.Timestamp(package()["created"][:10])


def facts() -> pd.DataFrame:
    """Return what should have evidence, by class of fact.

    Returns
    -------
    DataFrame
        One row a column of a table that its descriptor names, ``as_of`` for that what lasts still held, and last, as
        ``confirmed`` of no table, the rows that are marked unconfirmed in all tables: ``table``, ``field``, ``facts``
        (so many there are), ``told`` (have a line in ``mc.evidence``) and ``opened`` (of which a source was opened; of
        an unconfirmed row, of anything in it).

    Examples
    --------
    >>> facts().query("table == 'clauses'")[["field", "facts"]].to_numpy().tolist() == [
    ...     ["excerpt", mc.load("clauses")["excerpt"].notna().sum()]
    ... ]
    True
    """
    from mcollab.datapackage import load, package, row_names

    rows: list[tuple[object, ...]] = []
    unsure = []
    for resource in package()["resources"]:
        name = resource["name"]
        frame, lines = load(name), _lines(name)
        about = resource.get("evidence", {"columns": [], "lasts": None})
        cells = {column: frame[column].notna() for column in about["columns"]}
        cells |= {"as_of": frame[about["lasts"]].isna()} if about["lasts"] else {}
        names = row_names(name, frame)
        for field, there in cells.items():
            rows.append((name, field, int(there.sum()), *_found(lines[lines["field"] == field], names[there])))
        unsure.append((int((~frame["confirmed"]).sum()), *_found(lines, names[~frame["confirmed"]])))
    rows.append(("", "confirmed", *map(sum, zip(*unsure, strict=True))))
    return pd.DataFrame(rows, columns=["table", "field", "facts", "told", "opened"])


def _lines(table: str) -> pd.DataFrame:
    """Return the evidence of a table by the names of its rows: ``row``, ``field``, ``confirmed``."""
    from mcollab.datapackage import key_columns
    from mcollab.provenance import evidence

    found = evidence(table)
    keys = found.iloc[:, : len(key_columns(table))].itertuples(index=False)
    return found[["field", "confirmed"]].assign(row=["/".join(one) for one in keys])


def _found(lines: pd.DataFrame, names: pd.Series) -> tuple[int, int]:
    """Return how many of the rows have a line, and how many one of which a source was opened."""
    return int(names.isin(lines["row"]).sum()), int(names.isin(lines.loc[lines["confirmed"], "row"]).sum())


def summary(stand: pd.DataFrame) -> str:
    """Return how all tables stand, as a sentence or two."""
    on, total = made_on(), stand[["rows", "confirmed", "facts", "opened", "watched", "stale"]].sum()
    told = stand.drop(index="evidence", errors="ignore")[["rows", "confirmed"]].sum()  # whose lines are all confirmed
    core = stand[stand.index.isin(CORE)][["rows", "confirmed"]].sum()
    return (
        f"On {on.day} {on:%B %Y} there are {len(stand)} tables with {told['rows']:,} rows, of which "
        f"{_share(told['confirmed'], told['rows'])} are confirmed: by a primary source or by two others. The lines of "
        "evidence are not counted among them. Of the arrangements and memberships alone it is "
        f"{_share(core['confirmed'], core['rows']) or 'none'}: many others are figures of a few yearly reports. Of "
        f"{total['facts']:,} facts that should have evidence, a source was opened for {total['opened']:,} "
        f"({_share(total['opened'], total['facts'])}). Of {total['watched']:,} rows and series that have a shelf life, "
        f"{total['stale']:,} are past it."
    )


def size(stand: pd.DataFrame) -> str:
    """Return how much each table has, and how sure that is, as Markdown."""
    from mcollab.datapackage.descriptors import EXTENTS

    rows = [
        f"| {row.title} | {row.rows:,} | {EXTENTS[row.coverage].lower()} | {_share(row.confirmed, row.rows)} "
        f"| {_share(row.opened, row.facts)} |"
        for row in stand.itertuples()
    ]
    return "\n".join(["| Table | Rows | Coverage | Confirmed | Evidence |", "|---|--:|---|--:|--:|", *rows, ""])


def shown(_stand: pd.DataFrame) -> str:
    """Return of each class of facts how many there are, have a line and were opened, as Markdown."""
    from mcollab.datapackage import descriptor

    lines = []
    for row in facts().itertuples():
        of = f"{descriptor(row.table)['title']}: {FACTS.get(row.field, f'`{row.field}`')}" if row.table else UNSURE
        lines.append(f"| {of} | {row.facts:,} | {_share(row.told, row.facts)} | {_share(row.opened, row.facts)} |")
    return "\n".join(["| Facts | How many | With a line | Opened |", "|---|--:|--:|--:|", *lines, ""])


def age(stand: pd.DataFrame) -> str:
    """Return how old the rows of each table are, and how many are past its shelf life, as Markdown."""
    rows = [
        f"| {row.title} | {row.median:%Y-%m-%d} | {row.oldest:%Y-%m-%d} | {row.life} | "
        f"{f'{row.stale:,} of {row.watched:,}' if row.watched else ''} |"
        for row in stand.itertuples()
    ]
    return "\n".join(["| Table | Median | Oldest | Shelf life | Past it |", "|---|---|---|---|--:|", *rows, ""])


TOLD = {"summary": summary, "size": size, "evidence": shown, "age": age}
"""What the page tells of how the tables stand, by the directive's argument."""


def _share(part: int, whole: int) -> str:
    """Return a share in per cent; all and none only where it is all or none."""
    if not whole:
        return ""
    share = 100 * part / whole
    return f"{min(max(share, 1), 99) if 0 < part < whole else share:.0f}\N{NO-BREAK SPACE}%"


def versions() -> str:
    """Return the versions of what the site is made with, as Markdown; of the course, that of its own tree."""
    return "\n".join(
        [
            "| Package | Version |",
            "|---|---|",
            f"| mcollab | {__version__} |",  # of this tree: what is installed may be of another
            *(f"| {name} | {version(name)} |" for name in MADE_WITH),
            "",
        ]
    )


class Status(SphinxDirective):
    """``{data-status} size``: how the tables stand, in one of the ways of :data:`TOLD`."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the table or the sentences, which follow from all tables."""
        from mcollab.course import data_dir
        from mcollab.datapackage import package

        for name in ("datapackage.json", "sources.bib", *(resource["path"] for resource in package()["resources"])):
            self.env.note_dependency(str(data_dir() / name))
        # Counted once a page.
        stand = self.env.temp_data.get("mcollab_standing")
        if stand is None:
            stand = self.env.temp_data["mcollab_standing"] = standing()
        return self.parse_text_to_nodes(TOLD[self.arguments[0]](stand))


class Versions(SphinxDirective):
    """``{made-with}``: the versions of the packages that the site is made with."""

    def run(self) -> list[nodes.Node]:
        """Return the table, which changes with the lock."""
        self.env.note_dependency(str(Path(self.env.srcdir, "requirements.txt")))
        return self.parse_text_to_nodes(versions())


def setup(app: Sphinx) -> None:
    """Register the directives."""
    app.add_directive("data-status", Status)
    app.add_directive("made-with", Versions)
