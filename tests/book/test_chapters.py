"""Every notebook of the book is tested, and every chapter is a notebook."""

import os
import subprocess
import sys
from pathlib import Path

import jupytext
import pytest
import yaml
from jupytext.config import load_jupytext_configuration_file

ROOT = Path(__file__).parents[2]


def entries(node):
    """Yield the files that a table of contents names, at any depth."""
    if isinstance(node, dict):
        yield from (value for key, value in node.items() if key in ("file", "root"))
        for value in node.values():
            yield from entries(value)
    elif isinstance(node, list):
        for one in node:
            yield from entries(one)


def contents():
    """Return the pages of the book that run: all chapters, and whatever else names a kernel."""
    listed = list(entries(yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))))
    runs = [name for name in listed if "\nkernelspec:\n" in (ROOT / f"{name}.md").read_text(encoding="utf-8")]
    assert [name for name in listed if name.startswith("chapters/") and name not in runs] == []
    return sorted(runs)


@pytest.mark.slow
def test_as_many_notebooks_are_collected_as_the_book_has():
    # Without pytest's own options of this run, and without its workers.
    command = [
        sys.executable,
        "-m",
        "pytest",
        "--collect-only",
        "-q",
        "-n",
        "0",
        "--nbval",
        "index.md",
        "chapters",
        "reference",
    ]
    environment = {**os.environ, "PYTEST_ADDOPTS": ""}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    collected = {line.split("::")[0] for line in done.stdout.splitlines() if "::" in line}
    assert sorted(name.removesuffix(".md") for name in collected) == contents(), done.stdout + done.stderr


def test_every_chapter_on_disk_is_in_the_book():
    assert sorted(f"chapters/{path.stem}" for path in (ROOT / "chapters").glob("*.md")) == [
        name for name in contents() if name.startswith("chapters/")
    ]


def notebooks():
    """Return every text notebook of the course, in a chapter or not, in the contents or not."""
    files = [ROOT / "index.md", *(ROOT / "chapters").glob("*.md"), *(ROOT / "reference").glob("*.md")]
    return sorted(path for path in files if path.read_text(encoding="utf-8").startswith("---\njupytext:\n"))


@pytest.mark.parametrize("path", notebooks(), ids=lambda path: path.stem)
def test_a_chapter_saved_unedited_in_jupyterlab_does_not_change(path):
    """What jupytext reads, with the kernel's name as JupyterLab puts it in, is what it writes, byte for byte."""
    text = path.read_bytes().decode("utf-8")
    notebook = jupytext.reads(text, "md:myst")
    notebook.metadata["kernelspec"] = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    notebook.metadata["language_info"] = {"name": "python", "version": "3.12.0", "file_extension": ".py"}
    config = load_jupytext_configuration_file(str(ROOT / "jupytext.toml"))
    assert jupytext.writes(notebook, "md:myst", config=config) == text
