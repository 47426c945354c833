"""``import mcollab`` loads nothing heavy, and each part only what it needs."""

import subprocess
import sys

import pytest

HEAVY = ("pandas", "numpy", "altair", "scipy", "anywidget", "sphinx", "pydantic", "pybtex", "yaml")


def printed(code):
    """Return what a fresh Python prints."""
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout


def loaded_by(statement):
    return printed(f"import sys; {statement}; print(*sorted(set({HEAVY}) & set(sys.modules)))").split()


def test_import_loads_nothing_heavy():
    assert loaded_by("import mcollab") == []
    assert loaded_by("import mcollab as mc; dir(mc); mc.__version__; mc.McollabError") == []


@pytest.mark.slow
def test_tables_need_no_charts():
    assert loaded_by("import mcollab as mc; mc.load('gdp')") == ["numpy", "pandas"]


@pytest.mark.slow
def test_charts_need_no_sphinx():
    assert "sphinx" not in loaded_by("import mcollab as mc; mc.charts")


def test_every_public_name_is_there():
    import mcollab

    for name in mcollab.__all__:
        assert getattr(mcollab, name) is not None
