"""The page of the package: all that is public, each in its place, and no reference to what is not there."""

import ast
import inspect
from pathlib import Path
from types import SimpleNamespace

import pytest

import mcollab
from mcollab.book import api

STUB = ast.parse((Path(mcollab.__file__).parent / "__init__.pyi").read_text(encoding="utf-8"))


def test_all_that_the_stub_names_is_on_the_page():
    named = {one.asname for line in STUB.body for one in line.names}
    shown = set(api.public())
    for name in named - {"__version__"}:
        value = getattr(mcollab, name)
        if inspect.ismodule(value):
            assert any(one.startswith(f"mcollab.{name}.") for one in shown), name
        else:
            assert f"mcollab.{name}" in shown


def test_the_functions_of_a_room_are_on_the_page():
    from mcollab import charts, measures

    for room in (charts, measures):
        functions = [name for name in room.__all__ if inspect.isfunction(getattr(room, name))]
        assert functions and {f"{room.__name__}.{name}" for name in functions} <= set(api.public())
    assert "mcollab.workbenches.equilibrium" in api.public(), "a module with no list of what it offers"
    assert "mcollab.workbenches.load" not in set(api.public()), "what a module imports is not its own"


def test_names_stand_under_the_heading_of_their_room():
    found = api.grouped()
    assert list(found) == [room for room in api.GROUPS if room in found]
    assert {"mcollab.members", "mcollab.panel"} <= set(found["mcollab.membership"])
    assert found["mcollab.questions"] == ["mcollab.ask", "mcollab.progress", "mcollab.warm_up"]
    assert found["mcollab.errors"] == ["mcollab.McollabError"]


def test_a_room_without_a_heading_is_an_error(monkeypatch):
    monkeypatch.delitem(api.GROUPS, "mcollab.sources")
    with pytest.raises(KeyError):
        api.grouped()


@pytest.mark.parametrize(
    ("kind", "target", "shown"),
    [
        ("func", "figure", True),  # of mcollab.charts.frame
        ("mod", "mcollab.charts.theme", True),
        ("class", "pd.DataFrame", True),
        ("class", "pandas.DataFrame", True),
        ("func", "mcollab.no_such", False),
        ("func", "figuer", False),
        ("class", "mcollab.charts.NoSuch", False),
    ],
)
def test_what_is_on_no_page_is_code_and_what_is_nowhere_is_told(kind, target, shown):
    from mcollab.charts import frame  # noqa: F401 - loaded, as where its docstrings are read

    node = {"refdomain": "py", "reftype": kind, "reftarget": target, "py:module": "mcollab.charts"}
    content = SimpleNamespace()
    assert api._shown_as_code(None, None, node, content) is (content if shown else None)


def test_other_references_are_no_business_of_the_package():
    assert api._shown_as_code(None, None, {"refdomain": "std", "reftarget": "mcollab.load"}, object()) is None
