"""``import mcollab`` loads nothing heavy, and offers what it promises."""

import subprocess
import sys


def loaded_by(statement):
    code = f"import sys; {statement}; print(*sorted(name for name in ('pandas', 'altair', 'scipy', 'anywidget', 'sphinx', 'pydantic') if name in sys.modules))"
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()


def test_import_loads_nothing_heavy():
    assert loaded_by("import mcollab") == []


def test_tables_need_no_charts():
    assert loaded_by("import mcollab as mc; mc.load('gdp')") == ["pandas"]


def test_charts_need_no_sphinx():
    assert "sphinx" not in loaded_by("import mcollab as mc; mc.charts")


def test_every_public_name_is_there():
    import mcollab

    for name in mcollab.__all__:
        assert getattr(mcollab, name) is not None
