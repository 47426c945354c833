"""Other data sets on what our tables hold, read where a copy of them lies, and what of them differs from ours.

None of them may be passed on, so that none is here. Whoever has one puts it into the folder that MCOLLAB_EXTRACTS
names, or beside the repository; each module says which file it reads. A reader returns the differences, a frame with
``dataset``, ``field``, ``row`` (key of our row), ``only``, ``part``, ``first`` and ``last`` as
:func:`mcollab.measures.differences` has them; or None where the file is not there.
"""

from theirs import atop, cow, exercises, forces, operations, personnel

READERS = {
    "atop": atop.found,
    "atop-extract": atop.found_in_extract,
    "cow-igo": cow.found,
    "cow-igo-extract": cow.found_in_extract,
    "geo-pko": operations.of_geopko,
    "geo-pko-contributors": personnel.of_geopko,
    "ipi": operations.of_ipi,
    "ipi-contributors": personnel.of_ipi,
    "mme": exercises.found,
    "troopdata": forces.found,
    "un-psdh": operations.of_psdh,
}

__all__ = ["READERS"]
