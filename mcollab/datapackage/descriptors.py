"""What ``datapackage.json`` says of the tables."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from mcollab import textfile
from mcollab.course import data_dir
from mcollab.errors import McollabError, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

Descriptor = dict[str, Any]


def package() -> Descriptor:
    """Return the descriptor of the whole data package, as read from ``datapackage.json``.

    Raises
    ------
    McollabError
        If it is not there, or is no JSON with resources (names the line).

    Examples
    --------
    >>> package()["name"]
    'in-common-defence'
    """
    path = data_dir() / "datapackage.json"
    return _parsed(path, path.stat().st_mtime_ns)


def descriptor(table: str) -> Descriptor:
    """Return the resource descriptor of `table`: its path, title, schema, misreadings and licences.

    Raises
    ------
    McollabError
        If the package has no table of that name.

    Examples
    --------
    >>> descriptor("memberships")["title"]
    'Memberships'
    """
    resources = {resource["name"]: resource for resource in package()["resources"]}
    if not isinstance(table, str) or table not in resources:
        raise McollabError(f"No table {table!r:.60}: expected one of {', '.join(resources)}{nearest(table, resources)}")
    found: Descriptor = resources[table]
    return found


EXTENTS = {"complete": "Complete", "class": "Complete for a class", "selection": "A selection"}
"""How far a table goes, as ``coverage.extent`` of its descriptor says it."""


def covered(about: Descriptor) -> str:
    """Return of what the rows of a table are all, or how they were chosen.

    Examples
    --------
    >>> covered(descriptor("pledges"))
    'Complete for a class: What the summits of NATO have pledged as a share of GDP since 2014.'
    """
    return f"{EXTENTS[about['coverage']['extent']]}: {about['coverage']['statement']}"


def selected(tables: Iterable[str]) -> list[str]:
    """Return which of some tables are selections: what is counted over one says nothing of all that there is.

    Examples
    --------
    >>> selected(["spending", "programmes"])
    ['programmes']
    """
    return [table for table in tables if descriptor(table)["coverage"]["extent"] == "selection"]


def allowed(field: Descriptor) -> str | None:
    """Return the values or the limits that a column's descriptor sets, if it sets any.

    Examples
    --------
    >>> allowed({"constraints": {"minimum": 0, "maximum": 100}})
    '0 to 100'
    """
    constraints = field.get("constraints", {})
    if "enum" in constraints:
        return ", ".join(map(str, constraints["enum"]))
    least, most = constraints.get("minimum"), constraints.get("maximum")
    if least is not None and most is not None:
        return f"{least} to {most}"
    return f"at least {least}" if least is not None else f"at most {most}" if most is not None else None


@cache
def _parsed(path: Path, _stamp: int) -> Descriptor:
    """Return what the file holds; the stamp makes a changed file be read again."""
    try:
        found = json.loads(textfile.read(path))
    except json.JSONDecodeError as error:
        raise McollabError(
            f"{path.name}, line {error.lineno}: no valid JSON ({error.msg}); mend it or restore it from the repository."
        ) from None
    try:
        for resource in found["resources"]:
            _ = [resource[part] for part in ("name", "path", "title", "description")]
            _ = EXTENTS[resource["coverage"]["extent"]], resource["coverage"]["statement"]
            _ = [field[part] for field in resource["schema"]["fields"] for part in ("name", "type", "description")]
    except (KeyError, TypeError):
        raise McollabError(
            f"{path.name}: no data package: expected resources, each with name, path, title, description, coverage and "
            f"schema."
        ) from None
    return dict(found)
