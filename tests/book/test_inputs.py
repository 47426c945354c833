"""What counts as an input, and by what: variables by their values, packages by their version or their content."""

import json
import os
import sys
from types import SimpleNamespace

import pytest

from mcollab.book import inputs, invalidation, recorder
from mcollab.book.inputs import Inputs, roots
from mcollab.book.recorder import Recorder


@pytest.fixture(autouse=True)
def forgetful():
    """Let what a build looks at once be looked at again."""
    yield
    inputs._installed.cache_clear()


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A function that installs a package from somewhere, and returns where its description stands."""

    def installed(**url):
        inputs._installed.cache_clear()
        info = tmp_path / "site" / "fork-1.0.dist-info"
        info.mkdir(parents=True, exist_ok=True)
        (info / "METADATA").write_text("Metadata-Version: 2.1\nName: fork\nVersion: 1.0\n")
        (info / "RECORD").write_text("fork.py,sha256=one,10\n")
        (info / "direct_url.json").write_text(json.dumps(url)) if url else None
        monkeypatch.syspath_prepend(tmp_path / "site")
        return info

    return installed


@pytest.mark.parametrize(
    "name", ["MCOLLAB_DATA", "MCOLLAB_RENDERER", "TZ", "LC_ALL", "LC_TIME", "LANG", "SOURCE_DATE_EPOCH"]
)
def test_a_variable_that_is_set_changed_or_unset_is_noticed(tmp_path, monkeypatch, name):
    for value in ("one", "another", None):
        before = Inputs(variables=recorder.variables())
        assert before.changed(tmp_path) is None
        monkeypatch.setenv(name, value) if value else monkeypatch.delenv(name)
        assert before.changed(tmp_path) == f"the variable {name}"


@pytest.mark.parametrize("name", ["COLUMNS", "MCOLLAB_RECORD", "MCOLLAB_RECORD_ROOTS"])
def test_a_variable_that_decides_nothing_is_no_input(tmp_path, monkeypatch, name):
    before = Inputs(variables=recorder.variables())
    monkeypatch.setenv(name, "another")
    assert before.changed(tmp_path) is None


def test_a_package_from_an_index_counts_by_its_version(package):
    info = package()
    assert inputs._installed()["fork"] == "1.0"
    assert str(info.parent) not in roots(info)


@pytest.mark.parametrize("more", [{"dir_info": {}}, {"vcs_info": {"vcs": "git"}}, {"archive_info": {}}])
def test_a_package_from_anywhere_else_counts_by_its_content(package, tmp_path, more):
    info = package(url="file:///a/fork", **more)
    before = Inputs(packages=inputs._installed(), variables=recorder.variables())
    assert before.changed(tmp_path) is None
    (info / "RECORD").write_text("fork.py,sha256=two,10\n")
    inputs._installed.cache_clear()
    assert before.changed(tmp_path).startswith("fork 1.0 ")
    assert "/a/fork" not in roots(tmp_path)


def test_a_package_that_is_worked_on_counts_by_the_files_that_are_read(package, tmp_path):
    package(url="file:///a/my%20fork", dir_info={"editable": True})
    assert "/a/my fork" in roots(tmp_path)
    assert inputs._installed()["fork"] == "1.0"


def test_tables_elsewhere_are_among_the_roots(tmp_path, monkeypatch):
    (tmp_path / "datapackage.json").write_text("{}")
    monkeypatch.setenv("MCOLLAB_DATA", str(tmp_path))
    assert str(tmp_path) in roots(tmp_path / "book")


def test_an_environment_in_a_checkout_counts_by_versions_and_a_checkout_in_one_by_content(tmp_path, monkeypatch):
    checkout, other = tmp_path / "checkout", tmp_path / "checkout-old"
    monkeypatch.setattr(sys, "prefix", str(checkout / ".venv"))
    found = Recorder([str(checkout)])
    assert found.ours(str(checkout / "data" / "a.csv")) and found.ours(str(checkout))
    assert not found.ours(str(checkout / ".venv" / "lib" / "fork.py"))
    assert not found.ours(str(other / "a.csv")), "a name that begins alike is another folder"
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    assert Recorder([str(checkout)]).ours(str(checkout / "data" / "a.csv"))
    assert not Recorder([""]).ours(str(tmp_path / "a.csv")), "no folder is not the folder where one stands"


def test_this_process_is_made_of_its_modules_and_of_what_is_named(tmp_path):
    (tmp_path / "a.csv").write_text("1")
    found = Inputs.of_this_process(tmp_path, [tmp_path / "a.csv"])
    assert found.files["a.csv"] and found.variables == recorder.variables()
    assert any(path.endswith("mcollab/book/inputs.py") for path in found.files)
    assert {"Sphinx", "PyYAML", "python"} <= set(found.packages), "what is installed counts, imported or not"


def test_pages_are_made_of_all_of_the_package_that_is_no_code(tmp_path):
    """The stub above all: what the page of the package lists are the names in it."""
    folder, config = tmp_path / "_build", SimpleNamespace(nb_execution_cache_path="")
    folder.mkdir()
    build = invalidation.Build(
        SimpleNamespace(srcdir=tmp_path, outdir=folder / "html", doctreedir=folder / "trees", config=config)
    )
    build.begun.touch()
    os.utime(build.begun, (2**33, 2**33))  # nothing was changed since
    none = SimpleNamespace(bibtex_bibfiles=[], html_static_path=[], html_extra_path=[], templates_path=[])
    none.html_logo = none.html_favicon = None
    package = invalidation.PACKAGE.resolve()
    texts = {str(path) for path in package.rglob("*.*") if path.suffix not in (".py", ".pyc")}
    assert {str(package / name) for name in ("__init__.pyi", "book/templates/chart.html")} <= texts
    assert texts <= set(build.inputs(none).files)


def test_a_folder_that_is_gone_through_counts_by_the_names_in_it(tmp_path):
    (tmp_path / "banks").mkdir()
    of = lambda: Inputs.of_files([], tmp_path, 0, ["banks", "later"])  # noqa: E731
    before = of()
    assert before.changed(tmp_path) is None
    (tmp_path / "banks" / "one.yml").touch()
    inputs._listing.cache_clear()
    assert before.changed(tmp_path) == "banks" and of().changed(tmp_path) is None
    before = of()
    (tmp_path / "later").mkdir()
    assert before.changed(tmp_path) == "later"
