"""The house: files and functions that one can read at once, each file known to CONTRIBUTING, nothing written twice."""

import ast
import re
import subprocess
import tomllib
from collections import defaultdict
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
LONGEST_FILE, LONGEST_FUNCTION, LONGEST_RUN, LONGEST_LINE = 350, 60, 6, 120
# Environments and builds, which hold tens of thousands of files, are not even walked through.
ROOMS = [path for path in ROOT.iterdir() if path.name[0] not in "._" and path.is_dir()]
CODE = sorted(
    path
    for path in (*ROOT.iterdir(), *(inner for room in ROOMS for inner in room.rglob("*")))
    if path.suffix in {".py", ".js", ".css"} and not any(part[0] == "." for part in path.relative_to(ROOT).parts)
)
OURS = [path for path in CODE if path.is_relative_to(ROOT / "mcollab") and path.suffix == ".py"]


def named(path):
    return path.relative_to(ROOT).as_posix()


@cache
def tree_of(path):
    return ast.parse(path.read_text(encoding="utf-8"))


def lengths(tree):
    """Yield each function of a module with the lines of its code: from its name to its end, its docstring aside."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0]
            told = (
                isinstance(first, ast.Expr)
                and isinstance(first.value, ast.Constant)
                and isinstance(first.value.value, str)
            )
            yield node.name, node.end_lineno - node.lineno + 1 - (first.end_lineno - first.lineno + 1 if told else 0)


def test_a_file_can_be_read_at_once():
    lines = {named(path): len(path.read_text(encoding="utf-8").splitlines()) for path in CODE}
    long = {name: count for name, count in lines.items() if count > LONGEST_FILE}
    assert not long, f"files longer than {LONGEST_FILE} lines; make two rooms of each: {long}"


def test_a_line_can_be_read_at_once():
    long = {
        f"{named(path)}:{number}": len(line)
        for path in CODE
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if len(line) > LONGEST_LINE
    }
    assert not long, f"lines longer than {LONGEST_LINE} characters; wrap them: {long}"


def test_a_function_can_be_read_at_once():
    trees = {named(path): tree_of(path) for path in CODE if path.suffix == ".py"}
    long = {
        f"{file}: {function}": lines
        for file, tree in trees.items()
        for function, lines in lengths(tree)
        if lines > LONGEST_FUNCTION
    }
    assert not long, f"functions longer than {LONGEST_FUNCTION} lines: {long}"


def test_contributing_says_what_lives_in_each_file():
    told = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    map_of = dict(re.findall(r"^\s*`?([\w./-]+\.py)`?\s{2,}(.+)$", told, re.MULTILINE))
    files = {named(path).removeprefix("mcollab/") for path in OURS if path.name not in {"__init__.py", "__main__.py"}}
    assert files - set(map_of) == set(), "CONTRIBUTING.md should say in a line what lives in these files"
    assert set(map_of) - files == set(), "CONTRIBUTING.md tells of files that are not there"
    for file, line in map_of.items():
        begins = ast.get_docstring(tree_of(ROOT / "mcollab" / file))
        begins = re.sub(r":func:`~mcollab\.charts\.(\w+)`", r"\1", " ".join(begins.split())).replace("`", "")
        assert begins.startswith(line.rstrip(".")), f"CONTRIBUTING.md says of {file} what its docstring does not"


def test_contributing_says_the_direction_of_imports_that_holds():
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    said = text.split("From the bottom up:", 1)[1].split("\n\n- ", 1)[0].split("→")
    contract = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    layers = next(one["layers"] for one in contract if one["name"] == "Imports go one way")
    assert [set(re.findall("`(.+?)`", part)) for part in said] == [set(re.findall(r"\w+", one)) for one in layers[::-1]]


def told(tree):
    """The lines of a module that are words: docstrings, which say of alike options alike things."""
    lines = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            lines |= set(range(node.lineno, node.end_lineno + 1))
    return lines


def telling(path):
    """The lines of a module that do something, each with its number."""
    text = path.read_text(encoding="utf-8")
    words = told(tree_of(path))
    for number, line in enumerate(map(str.strip, text.splitlines()), 1):
        if number not in words and line.strip("()[]{},:") and not line.startswith(("#", "import ", "from ")):
            yield number, line


def test_no_code_is_written_twice():
    places = defaultdict(list)
    for path in OURS:
        lines = list(telling(path))
        for start in range(len(lines) - LONGEST_RUN + 1):
            run = lines[start : start + LONGEST_RUN]
            places["\n".join(line for _, line in run)].append(f"{named(path)}:{run[0][0]}")
    twice = {where[0]: where[1:] for where in places.values() if len(where) > 1}
    assert not twice, f"runs of {LONGEST_RUN} like lines; make one of them: {twice}"


def test_version_is_told_alike():
    import mcollab
    from mcollab.datapackage import package

    assert f"version: {mcollab.__version__}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"version {mcollab.__version__}." in (ROOT / "reference/about.md").read_text(encoding="utf-8")
    assert package()["version"] == mcollab.__version__
    assert re.search(
        rf"^## {re.escape(mcollab.__version__)} \(", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE
    )


def most(name):
    """Return how many bytes a file may have: a table is read line by line, and evidence has a line for each fact."""
    return 2_000_000 if name.startswith("data/") and name.endswith(".csv") else 900_000


def test_what_is_committed_stays_small():
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False).stdout
    large = {
        name: size
        for name in listed.split("\0")
        if name and (ROOT / name).is_file() and (size := (ROOT / name).stat().st_size) > most(name)
    }
    assert not large, f"no blob of this size belongs into the repository: {large}"
