"""Data that a test may break."""

import os
import shutil

import pytest

from mcollab.course import data_dir


@pytest.fixture(scope="session")
def spare(tmp_path_factory):
    """A copy of the data, of which tests take what they do not change."""
    return shutil.copytree(data_dir(), tmp_path_factory.mktemp("spare") / "data")


@pytest.fixture
def broken(spare, tmp_path, monkeypatch):
    """A copy of the data: returns a function that rewrites one of its files, as text or as bytes."""
    folder = tmp_path / "data"
    shutil.copytree(spare, folder, copy_function=os.link)
    monkeypatch.setenv("MCOLLAB_DATA", str(folder))

    def rewrite(name, change):
        path = folder / name
        changed = change(path.read_text(encoding="utf-8"))
        path.unlink()  # of the spare copy it is but another name
        path.write_bytes(changed if isinstance(changed, bytes) else changed.encode("utf-8"))

    return rewrite
