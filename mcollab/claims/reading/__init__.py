"""From a sentence to the statements in it, by rules: names, dates and numbers, and what is said of what.

A new kind of statement is a function under ``@rule`` in the file of its family, with the patterns in which it is said,
and its test: it is given each :class:`~mcollab.claims.reading.rules.Hit` of a pattern and returns a
:class:`~mcollab.claims.reading.rules.Statement`, or nothing where the sentence says something else. A new family is a
file here, named below.
"""

from mcollab.claims.reading import beginnings, kinds, members, operations, sizes

__all__ = ["beginnings", "kinds", "members", "operations", "sizes"]
