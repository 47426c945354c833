"""The tables of ``data/``, typed and described as its ``datapackage.json`` says."""

from mcollab.datapackage.codebooks import Codebook, codebook
from mcollab.datapackage.descriptors import descriptor, package
from mcollab.datapackage.loading import ATTRS, load, tables

__all__ = ["ATTRS", "Codebook", "codebook", "descriptor", "load", "package", "tables"]
