"""What a chapter is made from can be seen by the build: nothing in it asks the clock, another program or a database.

The recorder (``mcollab.book.recorder``) notes what Python opens, lists and looks for. A cell whose result follows from
anything else would be kept when that changed, so there is no such cell, and no such function that a cell calls.
"""

import ast
from pathlib import Path

import jupytext
import pytest

ROOT = Path(__file__).parents[2]

UNSEEN = {"subprocess", "multiprocessing", "sqlite3", "pyarrow", "urllib.request", "requests", "socket", "time"}
"""Modules by which a cell would depend on what nobody notes."""
PROGRAMS = {"system", "popen", "spawnl", "spawnv", "posix_spawn", "fork", "execv"}
CLOCKS = {"now", "today", "utcnow"}
FACTS = {f"st_{fact}" for fact in ("size", "blocks", "mtime", "ctime", "atime", "birthtime", "ino")}
FACTS |= {f"{name}_ns" for name in FACTS} | {"getsize", "getmtime", "getctime", "getatime", "disk_usage"}
"""Sizes and dates of files: the recorder notes that a file was asked for, and not what was said of it."""
KEYS = {
    "mcollab/claims/reading/names.py",
    "mcollab/datapackage/descriptors.py",
    "mcollab/datapackage/loading.py",
    "mcollab/questions/bank.py",
    "mcollab/questions/variants.py",
    "mcollab/sources.py",
}
"""Where the date of a file is the key by which what was read of it is found again in memory, and nothing else."""


def unseen(code):
    """Yield a sentence for each line of Python that depends on what the build cannot see."""
    try:
        tree = ast.parse(code)
    except SyntaxError as error:
        yield f"line {error.lineno}: no Python, so that what it reads cannot be seen; say it in Python."
        return
    for node in ast.walk(tree):
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            names = [alias.name for alias in node.names]
            if isinstance(node, ast.ImportFrom):
                names = [node.module or "", *(f"{node.module}.{name}" for name in names)]
            for name in sorted({name for name in names if name in UNSEEN or name.partition(".")[0] in UNSEEN}):
                yield f"line {node.lineno}: {name} reads what the build cannot see; read a file of the course instead."
        elif (name := getattr(node, "attr", getattr(node, "id", ""))) in FACTS:
            yield f"line {node.lineno}: {name} of a file is not noted; read the file, or name what you mean of it."
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            asked = {node.func.attr, *(one.value for one in node.args if isinstance(one, ast.Constant))}
            if node.func.attr in CLOCKS or (
                node.func.attr in {"Timestamp", "to_datetime", "datetime64"} and asked & CLOCKS
            ):
                yield f"line {node.lineno}: the day would stay that of the build; name a day, or take it from a table."
            elif node.func.attr in PROGRAMS:
                yield f"line {node.lineno}: {node.func.attr}() runs what the build cannot see into; do it in Python."


def sources():
    """Return what runs in the kernel of a chapter: its cells, and the package but for what only builds or teaches."""
    pages = [ROOT / "index.md", *(ROOT / "chapters").glob("*.md"), *(ROOT / "reference").glob("*.md")]
    code = [*(ROOT / "mcollab").rglob("*.py"), *(ROOT / "chapters" / "questions").glob("*.py")]
    rooms = {"book", "cli", "teaching"}  # `teaching` writes the time into what is handed in, which no chapter does
    return sorted([*pages, *(path for path in code if path.relative_to(ROOT).parts[1] not in rooms)])


def python_of(path):
    """Return the Python of a module, or of the cells of a page."""
    if path.suffix == ".py":
        return path.read_text(encoding="utf-8")
    return "\n\n".join(cell.source for cell in jupytext.read(path).cells if cell.cell_type == "code")


def test_nothing_that_runs_in_a_chapter_depends_on_what_the_build_cannot_see():
    found = {str(path.relative_to(ROOT)): list(unseen(python_of(path))) for path in sources()}
    assert len(found) > 100 and {path: told for path, told in found.items() if told and path not in KEYS} == {}
    for path in KEYS:
        assert [sentence.partition(": ")[2].partition(" ")[0] for sentence in found[path]] == ["st_mtime_ns"], path


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("import subprocess", "subprocess"),
        ("import os, sqlite3 as db", "sqlite3"),
        ("from urllib.request import urlopen", "urllib.request"),
        ("from urllib import request", "urllib.request"),
        ("import pyarrow.parquet as pq", "pyarrow.parquet"),
        ("x = 1\nos.system('cat data/a.csv')", "line 2: system()"),
        ("dt.date.today()", "name a day"),
        ("pd.Timestamp.now().year", "name a day"),
        ("pd.Timestamp('today')", "name a day"),
        ("np.datetime64('now')", "name a day"),
        ("Path('a.csv').stat().st_size", "st_size of a file is not noted"),
        ("import os\nos.path.getsize('a.csv')", "line 2: getsize"),
        ("from os.path import getmtime\ngetmtime('a.csv')", "line 2: getmtime"),
        ("sum(entry.stat().st_size for entry in os.scandir('data'))", "st_size"),
        ("sorted(Path('data').iterdir(), key=os.path.getmtime)", "getmtime"),
        ("max(p.stat().st_mtime_ns for p in Path('data').glob('*'))", "st_mtime_ns"),
        ("x = 1\n!cat data/a.csv", "line 2: no Python"),
        ("%%bash\ncat data/a.csv", "line 1: no Python"),
    ],
)
def test_what_cannot_be_seen_is_told_with_its_line(code, told):
    [sentence] = unseen(code)
    assert told in sentence and sentence.startswith("line ")


@pytest.mark.parametrize("code", ["import os", "pd.Timestamp('2020-01-01')", "today()", "rows['now']", "import timeit"])
def test_what_can_be_seen_is_let_be(code):
    assert list(unseen(code)) == []
