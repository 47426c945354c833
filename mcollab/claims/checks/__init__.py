"""The checks, a file a family.

A new check is a function in the file of its family, under ``@register``, and its test: its name begins the line, its
parameters are the words that follow (ids, alpha-3 codes, years, ``column=value``), its docstring says when the
statement holds, and it returns :func:`mcollab.claims.rows.finding` of a verdict, of what the tables say and of the rows
that it rests on. A new family is a file here, named below.
"""

from mcollab.claims.checks import dates, kinds, members, moves, operations, programmes, structure

__all__ = ["dates", "kinds", "members", "moves", "operations", "programmes", "structure"]
