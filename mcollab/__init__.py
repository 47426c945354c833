"""In Common Defence: the tables, charts and questions of the course.

``import mcollab as mc`` costs next to nothing: each public name is imported when it is first used.
"""

import importlib

_HOME = {
    "load": "datapackage",
    "tables": "datapackage",
    "cite": "datapackage",
    "members": "membership",
    "spells": "membership",
    "panel": "membership",
    "overlap": "membership",
    "ask": "questions.widget",
    "warm_up": "questions.widget",
    "progress": "questions.widget",
    "assignment": "teaching.student",
    "submit": "teaching.student",
}
_MODULES = ("charts", "claims", "measures", "workbenches")

__all__ = [*_HOME, *_MODULES, "McollabError"]


def __getattr__(name):
    if name in _HOME:
        value = getattr(importlib.import_module(f"mcollab.{_HOME[name]}"), name)
    elif name in _MODULES:
        value = importlib.import_module(f"mcollab.{name}")
    elif name == "McollabError":
        from mcollab.errors import McollabError as value
    else:
        raise AttributeError(f"module 'mcollab' has no attribute {name!r}")
    globals()[name] = value
    return value


def __dir__():
    return __all__
