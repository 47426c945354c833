"""The tables as downloads, and the catalogue of them, both from `data/datapackage.json`."""

import csv
import json
import shutil
from collections import Counter
from pathlib import Path

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.util.docutils import SphinxDirective

FOLDER = "data"


def data_uri(table):
    """Return where a table is published, from the root of the site."""
    return f"{FOLDER}/{table}.csv"


def package(srcdir):
    """Return the data package of a book as a dict."""
    return json.loads(Path(srcdir, FOLDER, "datapackage.json").read_text(encoding="utf-8"))


def rows(srcdir, resource):
    """Return the rows of a resource of the package, as dicts of text; no rows where the file is not there."""
    path = Path(srcdir, FOLDER, resource["path"])
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


class Catalogue(SphinxDirective):
    """``{data-catalogue}``: a section for each table of the package."""

    def run(self):
        sections = []
        for resource in package(self.env.srcdir)["resources"]:
            if resource.get("format") != "csv":
                continue
            self.env.note_dependency(str(Path(self.env.srcdir, FOLDER, resource["path"])))
            name = resource["name"]
            section = nodes.section(ids=[f"table-{name.replace('_', '-')}"], names=[f"table {name}"])
            section += nodes.title("", resource["title"])
            root = "../" * self.env.docname.count("/")
            text = describe(resource, rows(self.env.srcdir, resource), root)
            self.state.nested_parse(StringList(text.splitlines()), self.content_offset, section)
            sections.append(section)
        self.env.note_dependency(str(Path(self.env.srcdir, FOLDER, "datapackage.json")))
        return sections


def describe(resource, table, root):
    """Return what the catalogue says about a table, as Markdown.

    Parameters
    ----------
    resource : dict
        The table's descriptor in the package.
    table : list of dict
        Its rows.
    root : str
        Leads from the page to the root of the site.
    """
    name, fields = resource["name"], resource["schema"]["fields"]
    licences = ", ".join(f"[{one['title']}]({one['path']})" for one in resource.get("licenses", []))
    about = [
        f"**A row is** {resource['description']}.",
        "",
        f"Rows\n: {len(table):,}",
        "",
        *([f"Coverage\n: {coverage}", ""] if (coverage := _coverage(fields, table)) else []),
        *([f"Sources\n: {sources}", ""] if (sources := _sources(table)) else []),
        f"Licence\n: {licences}",
        "",
        f'Download\n: <a href="{root}{data_uri(name)}" download>{name}.csv</a>, in Python `mc.load("{name}")`',
        "",
    ]
    if resource.get("misreadings"):
        about += ["```{warning}", "How it is misread:", "", *(f"- {one}" for one in resource["misreadings"]), "```", ""]
    about += ["| Column | Type | Meaning |", "|---|---|---|"]
    for field in fields:
        about.append(f"| `{field['name']}` | {_type(field)} | {_meaning(field)} |")
    return "\n".join(about)


def _coverage(fields, table):
    """What the dates of a table span, and the days as of which its rows hold."""
    parts = []
    for field in fields:
        values = sorted(row[field["name"]] for row in table if row.get(field["name"]))
        if not values:
            continue
        if field["name"] == "as_of":
            parts.append(f"rows hold as of {_span(values[0], values[-1])}")
        elif field["type"] in ("date", "year") or field["name"] == "year":
            parts.append(f"`{field['name']}` {_span(values[0], values[-1])}")
    unconfirmed = sum(row.get("confirmed") == "false" for row in table)
    if unconfirmed:
        parts.append(f"{unconfirmed} rows not confirmed by a second source")
    return "; ".join(parts)


def _span(first, last):
    return first if first == last else f"{first} to {last}"


def _sources(table):
    """How many sources a table has, and those that most of its rows rest on, as citations."""
    count = Counter(key.strip() for row in table for key in (row.get("source") or "").split(";") if key.strip())
    if not count:
        return ""
    most = [key for key, _ in count.most_common(4)]
    said = f"{len(count)}, named in each row" if len(count) > 1 else "one"
    return f"{said}; {'most used: ' if len(count) > 4 else ''}" + "{cite:t}`" + ",".join(most) + "`"


def _type(field):
    required = field.get("constraints", {}).get("required")
    return field["type"] + ("" if required else ", may be empty")


def _meaning(field):
    text = field["description"].replace("|", "\\|")
    if field.get("unit"):
        text += f" ({field['unit']})"
    allowed = field.get("constraints", {}).get("enum")
    # A description that already explains every value need not be followed by a bare list of them.
    if allowed and not all(str(value) in text for value in allowed):
        text += ": " + ", ".join(f"`{value}`" for value in allowed)
    return text


def _publish(app, exception):
    if exception is not None or app.builder.format != "html":
        return
    source, target = Path(app.srcdir, FOLDER), Path(app.outdir, FOLDER)
    target.mkdir(exist_ok=True)
    for path in [*source.glob("*.csv"), source / "datapackage.json", source / "sources.bib"]:
        if path.exists():
            shutil.copy2(path, target / path.name)


def setup(app):
    """Register the catalogue, and publish the tables with the site."""
    app.add_directive("data-catalogue", Catalogue)
    app.connect("build-finished", _publish)
