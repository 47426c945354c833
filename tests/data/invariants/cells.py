"""What datapackage.json demands of each cell, read anew: the validator of the standard reads files only."""

import pandas as pd

from invariants.core import invariant_of_each
from mcollab.datapackage import package

TABLES = {resource["name"]: resource["schema"] for resource in package()["resources"]}


def _cells(frame: pd.DataFrame, names) -> pd.Index:
    """Return the cells of one column, or of several as tuples."""
    return pd.Index(frame[names]) if isinstance(names, str) else pd.MultiIndex.from_frame(frame[names])


@invariant_of_each(*TABLES, sound=True)
def cells_are_what_the_descriptor_demands(tables, table):
    """Required cells are full, words are of their list, numbers within bounds, keys unique and foreign keys known."""
    frame, schema = tables[table], TABLES[table]
    for field in schema["fields"]:
        column, bounds = frame[field["name"]], field.get("constraints", {})
        bad = column.isna() if bounds.get("required") else pd.Series(False, frame.index)
        if "enum" in bounds:
            bad |= column.notna() & ~column.isin(bounds["enum"])
        if "minimum" in bounds:
            bad |= (column < bounds["minimum"]).fillna(False)
        if "maximum" in bounds:
            bad |= (column > bounds["maximum"]).fillna(False)
        if bounds.get("unique"):
            bad |= column.duplicated()
        for index in frame.index[bad.astype(bool)]:
            yield f"{table}/{index}/{field['name']}", f"{column[index]} does not fit"
    if "primaryKey" in schema:
        for index in frame.index[frame.duplicated(schema["primaryKey"])]:
            yield f"{table}/{index}", "its key stands twice"


ABOUT = {"id", "url", "source", "as_of", "confirmed", "note", "seen"}
"""Columns that say what a row is called and what it rests on, not what it tells."""
TITLES = {"arrangements": "name", "operations": "name", "military_exercises": "name", "programmes": "name"}
TITLES |= {"milestones": "title", "claims": "claim", "countries": "name"}


@invariant_of_each(*TABLES)
def no_two_rows_tell_the_same(tables, table):
    """Two rows differ in more than what they are called and rest on, wherever they stand; names stand once."""
    frame = tables[table]
    told = frame[[name for name in frame.columns if name not in ABOUT]].astype(object)
    for name in told:
        told[name] = told[name].map(lambda cell: ";".join(sorted(cell.split(";"))) if isinstance(cell, str) else cell)
    for index in frame.index[told.duplicated()]:
        yield f"{table}/{index}", "tells what another row tells"
    titles = frame[TITLES[table]].str.casefold() if table in TITLES else pd.Series(dtype=str)
    for title in titles[titles.duplicated()]:
        yield f"{table}/{title}", "the name of two rows"


TARGETS = dict.fromkeys(
    key["reference"]["resource"] or table for table, schema in TABLES.items() for key in schema.get("foreignKeys", [])
)


@invariant_of_each(*TABLES, reads=tuple(TARGETS), sound=True)
def what_a_row_refers_to_is_a_row(tables, table):
    """A foreign key is the key of a row of its table."""
    frame = tables[table]
    for key in TABLES[table].get("foreignKeys", []):
        target = key["reference"]["resource"] or table
        fields, known = key["fields"], _cells(tables[target], key["reference"]["fields"])
        first = frame[fields if isinstance(fields, str) else fields[0]]
        for index in frame.index[first.notna() & ~_cells(frame, fields).isin(known)]:
            yield f"{table}/{index}/{fields}", f"no {first[index]} in {target}"
