"""The tables of ``data/``, typed and described as its ``datapackage.json`` says."""

from mcollab.datapackage.codebooks import Codebook, codebook
from mcollab.datapackage.descriptors import descriptor, package, selected
from mcollab.datapackage.keys import as_text, key_columns, row_names
from mcollab.datapackage.loading import ATTRS, load, stamp, tables

__all__ = [
    "ATTRS",
    "Codebook",
    "as_text",
    "codebook",
    "descriptor",
    "key_columns",
    "load",
    "package",
    "row_names",
    "selected",
    "stamp",
    "tables",
]
