"""The examples in docstrings run and give what they say; every public function has one."""

import doctest
import importlib
import inspect
import io
from types import ModuleType

import pytest
from altair.utils.schemapi import debug_mode

import mcollab
from mcollab.claims import CHECKS
from mcollab.course import root

pytestmark = pytest.mark.wide

PACKAGE = root() / "mcollab"
FLAGS = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS
MODULES = sorted(
    ".".join(path.relative_to(root()).with_suffix("").parts).removesuffix(".__init__")
    for path in PACKAGE.rglob("*.py")
    if ">>> " in path.read_text(encoding="utf-8")
)


def public():
    """Return what a user reaches from ``import mcollab as mc``, by the name that follows ``mc.``."""
    found = {}
    for name in mcollab.__all__:
        value = getattr(mcollab, name)
        if isinstance(value, ModuleType):
            own = getattr(value, "__all__", None) or [
                inner for inner, part in vars(value).items() if getattr(part, "__module__", None) == value.__name__
            ]
            found |= {f"{name}.{inner}": getattr(value, inner) for inner in own if not inner.startswith("_")}
        else:
            found[name] = value
    return {name: value for name, value in found.items() if inspect.isfunction(value)}


@pytest.mark.parametrize("name", MODULES)
def test_examples_give_what_they_say(name):
    told = io.StringIO()
    runner = doctest.DocTestRunner(optionflags=FLAGS)
    module = importlib.import_module(name)
    with debug_mode(False):  # tests/charts hold charts against Altair's schema
        for example in doctest.DocTestFinder().find(module, extraglobs={"mc": mcollab}):  # as in every chapter
            runner.run(example, out=told.write)
    assert runner.failures == 0, told.getvalue()


MAY_LACK = {
    "Parameters": {name for name, function in public().items() if not inspect.signature(function).parameters},
    "Returns": set(),
    "Raises": set(),
    "Examples": set(),
    "References": {name for name in public() if not name.startswith("measures.")},
}
"""Sections of docstrings, each with the public functions that need none."""


@pytest.mark.parametrize("section", MAY_LACK)
def test_every_public_function_tells_what_it_takes_gives_and_raises_and_a_measure_whose_it_is(section):
    heading = f"\n{section}\n{'-' * len(section)}\n"
    without = {name for name, function in public().items() if heading not in inspect.getdoc(function)}
    assert without <= MAY_LACK[section]


def test_every_public_function_has_an_example_that_runs():
    parser = doctest.DocTestParser()
    runs = {
        name
        for name, function in public().items()
        if any(not example.options.get(doctest.SKIP) for example in parser.get_examples(inspect.getdoc(function)))
    }
    assert runs == set(public())


def test_every_check_of_a_claim_has_an_example():
    assert [name for name, check in CHECKS.items() if "\nExamples\n--------\n" not in inspect.getdoc(check)] == []


def test_the_public_names_are_many():
    names = set(public())
    assert {"load", "members", "panel", "cite", "measures.hhi", "charts.trend", "claims.check"} <= names
