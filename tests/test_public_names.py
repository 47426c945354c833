"""What the stub promises is there, shown by tab, and hidden by no module."""

import ast
import importlib
import json
import subprocess
import sys

import pytest

import mcollab
from mcollab.course import root

IMPORTS = [
    node
    for node in ast.parse((root() / "mcollab" / "__init__.pyi").read_text(encoding="utf-8")).body
    if isinstance(node, ast.ImportFrom)
]
STUB = {alias.asname: (node.module, alias.name) for node in IMPORTS for alias in node.names}
"""Of each public name: the module that the stub takes it from, and what it is called there."""


def test_tab_shows_every_public_name_and_no_other():
    assert set(mcollab.__all__) == set(STUB)
    assert set(STUB) <= set(dir(mcollab))


@pytest.mark.parametrize("part", [name for name, (module, _) in STUB.items() if module is None])
def test_tab_shows_the_public_names_of_a_part_and_no_others(part):
    package = importlib.import_module(f"mcollab.{part}")
    assert dir(package) == sorted(package.__all__)


def test_each_name_is_what_the_stub_says():
    for public, (module, name) in STUB.items():
        assert public == name, f"{name} goes by another name, {public}"
        if module is None:
            assert getattr(mcollab, public) is importlib.import_module(f"mcollab.{name}")
        else:
            assert getattr(mcollab, public) is getattr(importlib.import_module(f"mcollab.{module}"), name)


EVERYTHING = """
import importlib, json, pkgutil, mcollab
names = json.loads({names!r})
for module in pkgutil.walk_packages(mcollab.__path__, "mcollab."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
hidden = []
for public, (module, name) in names.items():
    wanted = importlib.import_module("mcollab." + (module or name))
    if getattr(mcollab, public) is not (getattr(wanted, name) if module else wanted):
        hidden.append(public)
for package in ("charts", "claims", "measures", "membership", "datapackage"):
    package = importlib.import_module("mcollab." + package)
    hidden += [f"{{package.__name__}}.{{name}}" for name in package.__all__
               if type(getattr(package, name)).__name__ == "module" and name not in ("renderer", "theme")]
print(*hidden)
"""


@pytest.mark.slow
def test_no_module_hides_a_public_name_whatever_else_is_imported():
    code = EVERYTHING.format(names=json.dumps(STUB))
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert printed.stdout.split() == []
