"""A gradebook by its bytes: cells are found as the csv module writes them."""

import csv
import io

from hypothesis import given, settings
from hypothesis import strategies as st

from mcollab.teaching import gradebook

CELL = st.text(st.characters(exclude_characters="\x00\r", exclude_categories=["Cs"]), max_size=8)


@settings(max_examples=300, deadline=None)
@given(
    table=st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=1, max_size=6),
    ending=st.sampled_from(["\n", "\r\n"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
)
def test_cells_are_found_as_the_csv_module_writes_them(table, ending, quoting):
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator=ending, quoting=quoting).writerows(table)
    text = out.getvalue()
    rows = gradebook.spans(text, ",")
    assert [len(row) for row in rows] == [3] * len(table)
    for row, wanted in zip(rows, table, strict=True):
        for span, cell in zip(row, wanted, strict=True):
            raw = text[slice(*span)]
            assert (raw[1:-1].replace('""', '"') if raw.startswith('"') else raw) == cell
