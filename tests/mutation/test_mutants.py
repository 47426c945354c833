"""The runner of mutants: an operator makes the differences that it promises; the tests that notice are counted."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from mutants import mutants, plain
from operators import OPERATORS

EXAMPLES = {  # code, and what each of its mutants by the operator reads
    "comparison": ("a < b", ["a <= b", "a >= b"]),
    "arithmetic": ("a & b", ["a | b"]),
    "increment": ("a += b", ["a -= b", "pass"]),
    "connective": ("a and b", ["a or b", "b", "a"]),
    "negation": ("not a", ["a"]),
    "constant": ("a[0]", ["a[1]", "a[-1]"]),
    "pattern": (r"f('(?:a|b)c')", ["f('(?:b)c')", "f('(?:a)c')"]),
    "keyword": ("f(a, key=b)", ["f(a)"]),
    "order": ("sorted(a, b)", ["sorted(b, a)", "sorted(a, b, reverse=True)"]),
    "method": ("a.min", ["a.max"]),
    "function": ("any", ["all"]),
    "step": ("a.sort_values(b)", ["a"]),
    "choice": ("a if b else c", ["c if b else a"]),
    "branch": ("if a:\n    b", ["if not a:", "if False:"]),
    "loop": ("while a:\n    b", ["while False:"]),
    "iteration": ("for a in b:\n    c", ["for a in (): c", "for a in b: break"]),
    "condition": ("[a for a in b if c]", ["[a for a in b]"]),
    "bound": ("a[b:c]", ["a[:c]", "a[b:]"]),
    "entry": ("{'a': 1, 'b': 2}", ["{'b': 2}", "{'a': 1}"]),
    "pair": ("(a, b)", ["(b, a)"]),
    "format_of": ("f'{a:.1f}'", ["f'{a}'"]),
    "result": ("def f():\n    return a", ["return"]),
    "statement": ("a = a[b]", ["pass"]),
    "string": ("f('joined', 'left')", ["f('left', 'left')", "f('joined', 'joined')"]),
}


def of(tmp_path, source):
    path = tmp_path / "code.py"
    path.write_text(source, encoding="utf-8")
    return mutants(path, tmp_path)


def test_every_operator_has_an_example():
    assert set(EXAMPLES) == {*OPERATORS, "string"}


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_operator_makes_the_differences_that_it_promises(tmp_path, name):
    source, after = EXAMPLES[name]
    found = [mutant for mutant in of(tmp_path, source) if mutant.operator == name]
    assert [mutant.after for mutant in found] == after
    for mutant in found:
        ast.parse(mutant.text(source))
        assert mutant.text(source) != plain(source)


def test_the_text_of_a_mutant_has_its_difference_and_no_other(tmp_path):
    source = "def f(a, b):\n    c = a + b\n    return c - a\n"
    texts = {(mutant.line, mutant.operator): mutant.text(source) for mutant in of(tmp_path, source)}
    assert texts[2, "arithmetic"] == source.replace("a + b", "a - b")
    assert texts[3, "arithmetic"] == source.replace("c - a", "c + a")


@pytest.mark.parametrize(
    "source",
    [
        '"""Says more than 1."""',
        "import a.b as c",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    a = 1",
        "__all__ = ['one', 'two']",
        "def f(a: list[1]) -> set[2]: ...",
        "try:\n    pass\nexcept (A, B):\n    pass",
    ],
)
def test_what_no_test_could_notice_is_left_alone(tmp_path, source):
    assert of(tmp_path, source) == []


@pytest.mark.parametrize("source", ["a in (b, c)", "a.startswith((b, c))", "isinstance(a, (b, c))"])
def test_where_order_means_nothing_no_pair_is_turned_round(tmp_path, source):
    assert "pair" not in {mutant.operator for mutant in of(tmp_path, f"x = {source}")}
    assert "pair" in {mutant.operator for mutant in of(tmp_path, "x = f((b, c))")}


def test_mutants_are_told_apart_by_the_place_and_the_difference(tmp_path):
    mutant = of(tmp_path, "class A:\n    def f(self, days):\n        return len(days) > 28 and bool(days)\n")[0]
    assert (mutant.file, mutant.line, mutant.function) == ("code.py", 3, "A.f")
    assert mutant.difference == "return len(days) > 28 and bool(days) => return"


RUN = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from forkserver import Server
from mutants import mutants
root = Path(sys.argv[2])
code = root / "code_of_mine.py"
server = Server(root, [code], [root / "tests"], jobs=2, patience=2)
for outcome in server.run(mutants(code, root), lambda outcome: None):
    print(outcome.fate, outcome.mutant.difference, outcome.by, sep="; ")
"""


CODE = """
import functools

def old(age):
    return age > 40

def to(n):
    while n > 9:
        n -= 1
    return n

def made():
    return 5

@functools.cache
def kept():
    return least()

def least():
    return 3
"""
TESTS = """
import code_of_mine
import pytest

def test_old():
    assert code_of_mine.old(50) and not code_of_mine.old(9)

def test_to():
    assert code_of_mine.to(19) == 9

@pytest.fixture(scope="module")
def made():
    return code_of_mine.made()

def test_that_asks_first(made):
    code_of_mine.kept()

def test_made(made):
    assert made == 5

def test_kept():
    assert code_of_mine.kept() == 3
"""


@pytest.mark.slow
def test_a_mutant_is_killed_by_the_test_that_notices_it(tmp_path):
    (tmp_path / "code_of_mine.py").write_text(CODE)
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_code.py").write_text(TESTS)
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    done = subprocess.run(
        [sys.executable, "-c", RUN, Path(__file__).parent, tmp_path], capture_output=True, text=True, check=True
    )
    fates = {line.split("; ")[1]: line.split("; ")[::2] for line in done.stdout.splitlines()}
    assert fates["return age > 40 => return age >= 40"] == ["survived", ""]
    assert fates["return age > 40 => return age <= 40"] == ["killed", "tests/test_code.py::test_old"]
    assert fates["while n > 9: => while n >= 9:"] == ["killed", "tests/test_code.py::test_to"]
    assert fates["n -= 1 => n += 1"][0] == "timeout"
    assert "return n => return" in fates
    # What another test asked for first: a fixture, and what is kept.
    assert fates["return 5 => return 6"] == ["killed", "tests/test_code.py::test_made"]
    assert fates["return 3 => return 4"] == ["killed", "tests/test_code.py::test_kept"]
    assert (tmp_path / "code_of_mine.py").read_text() == CODE
