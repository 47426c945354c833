"""Every mutant of a file: where it differs, how, and the text of the file with that one difference."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, NamedTuple

from operators import IDENTIFIER, OPERATORS, changed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Step = tuple[str, int | None]

_UNTOUCHED = {"annotation", "returns", "type_params", "bases", "type_comment"}
"""Fields that a program does not run, or whose change only breaks it."""


_ANY_OF = ("isinstance", "isin", "startswith", "endswith")
"""Functions that ask whether any of several fits."""


class Mutant(NamedTuple):
    """One difference: the file, the line, the function, the operator, and the code before and after."""

    file: str
    line: int
    function: str
    operator: str
    before: str
    after: str
    steps: list[Step]
    replacement: ast.AST

    @property
    def difference(self) -> str:
        """What differs, in one line: the key of ``explained.yml``."""
        return f"{self.before} => {self.after}"

    def text(self, source: str) -> str:
        """Return the text of the file, made from the text of the one without a difference."""
        tree = ast.parse(source)
        _put(tree, self.steps, self.replacement)
        return f"{ast.unparse(tree)}\n"


def mutants(path: Path, root: Path) -> list[Mutant]:
    """Return every mutant of the file `path` below `root`, in the order of its lines."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = []
    for steps, name, replacement in _replacements(tree):
        parents = _parents(tree, steps)
        scopes = [
            node.name for node in parents if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.AsyncFunctionDef)
        ]
        line = next(node.lineno for node in reversed([*parents, _at(tree, steps)]) if hasattr(node, "lineno"))
        shown = _shown(tree, steps)
        before = _words(_at(tree, shown))
        old = _put(tree, steps, replacement)
        after = _words(_at(tree, shown))
        _put(tree, steps, old)
        if before != after:
            where = path.relative_to(root).as_posix()
            found.append(Mutant(where, line, ".".join(scopes), name, before, after, steps, replacement))
    return found


def plain(source: str) -> str:
    """Return a text as a mutant of it would be written, with no difference: without comments, one statement a line."""
    return f"{ast.unparse(ast.parse(source))}\n"


def _replacements(tree: ast.Module) -> Iterator[tuple[list[Step], str, ast.AST]]:
    names, unordered = _strings(tree), _unordered(tree)
    for steps, node in list(_walk(tree, [])):
        for name, (kind, operator) in OPERATORS.items():
            if isinstance(node, kind) and not (name == "pair" and node in unordered):
                for replacement in operator(node):
                    yield steps, name, replacement
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and IDENTIFIER.fullmatch(node.value):
            others = [value for value in names if value != node.value]
            after = names.index(node.value)
            other = others[after % len(others)] if others else f"{node.value}_"
            yield steps, "string", changed(node, value=other)


def _walk(node: ast.AST, steps: list[Step]) -> Iterator[tuple[list[Step], ast.AST]]:
    """Every node that may change, with the steps that lead to it."""
    yield steps, node
    for field, value in ast.iter_fields(node):
        if field in _UNTOUCHED or (isinstance(node, ast.ClassDef) and field == "keywords"):
            continue
        for index, child in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if isinstance(child, ast.AST) and not _idle(child):
                yield from _walk(child, [*steps, (field, index)])


def _idle(node: ast.AST) -> bool:
    """Whether a node does nothing that a test could notice: docstrings, imports, names for types, what is exported."""
    if isinstance(node, ast.Import | ast.ImportFrom):
        return True
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    if isinstance(node, ast.If):
        return ast.unparse(node.test) == "TYPE_CHECKING"
    if isinstance(node, ast.Assign):
        return ast.unparse(node.targets[0]) in ("__all__", "__slots__", "__getattr__, __dir__, __all__")
    return isinstance(node, ast.Call) and ast.unparse(node.func) in ("cast", "TypeVar", "NewType")


def _unordered(tree: ast.Module) -> set[ast.AST]:
    """The collections of which the order means nothing: ``x in (a, b)``, ``except (a, b)``, ``startswith((a, b))``."""
    found: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            found.update(node.comparators)
        elif isinstance(node, ast.ExceptHandler) and node.type is not None:
            found.add(node.type)
        elif isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in _ANY_OF:
            found.update(node.args)
    return found


def _strings(tree: ast.Module) -> list[str]:
    """Strings of the file that name something, once each."""
    every = (
        node.value for _, node in _walk(tree, []) if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )
    return list(dict.fromkeys(value for value in every if IDENTIFIER.fullmatch(value)))


def _at(tree: ast.AST, steps: list[Step]) -> ast.AST:
    node = tree
    for field, index in steps:
        value = getattr(node, field)
        node = value if index is None else value[index]
    return node


def _put(tree: ast.AST, steps: list[Step], new: ast.AST) -> ast.AST:
    """Put a node at the end of the steps; return what stood there."""
    *way, (field, index) = steps
    parent = _at(tree, way)
    if index is None:
        old: ast.AST = getattr(parent, field)
        setattr(parent, field, new)
        return old
    old, getattr(parent, field)[index] = getattr(parent, field)[index], new
    return old


def _parents(tree: ast.AST, steps: list[Step]) -> list[ast.AST]:
    return [_at(tree, steps[:i]) for i in range(len(steps))]


def _shown(tree: ast.AST, steps: list[Step]) -> list[Step]:
    """The steps to the smallest code around a node that says where it is: a long expression, or a statement."""
    for end in range(len(steps), 0, -1):
        node = _at(tree, steps[:end])
        if isinstance(node, ast.stmt) or (isinstance(node, ast.expr) and len(_words(node)) >= 30):
            return steps[:end]
    return steps


def _words(node: ast.AST) -> str:
    """The code of a node in one line; of a compound statement its head."""
    text = ast.unparse(node)
    if isinstance(node, ast.If | ast.For | ast.While | ast.With | ast.Try | ast.FunctionDef | ast.ClassDef):
        lines = text.splitlines()
        text = " ".join(lines[:1] + (lines[-1:] if isinstance(node, ast.For) else []))
    return " ".join(text.split())
