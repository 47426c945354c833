"""Data that a test may break."""

import shutil

import pytest

from mcollab.course import data_dir


@pytest.fixture
def broken(tmp_path, monkeypatch):
    """A copy of the data: returns a function that rewrites one of its files, as text or as bytes."""
    folder = tmp_path / "data"
    shutil.copytree(data_dir(), folder)
    monkeypatch.setenv("MCOLLAB_DATA", str(folder))

    def rewrite(name, change):
        path = folder / name
        changed = change(path.read_text(encoding="utf-8"))
        path.write_bytes(changed if isinstance(changed, bytes) else changed.encode("utf-8"))

    return rewrite
