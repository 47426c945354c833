"""The ways in which a mutant differs from the code: each operator yields what may stand in the place of a node.

A new operator is one function here under ``@operator``, and a line for it in ``test_mutants.py``.
"""

from __future__ import annotations

import ast
import copy
import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import TypeVar, cast

Replacements = Iterator[ast.AST]
Node = TypeVar("Node", bound=ast.AST)
Thing = TypeVar("Thing")

OPERATORS: dict[str, tuple[type[ast.AST], Callable[[ast.AST], Replacements]]] = {}
"""Every operator by its name: the type of the nodes that it changes, and the function that yields replacements."""

IDENTIFIER = re.compile(r"[a-z][a-z0-9_-]+")
"""Strings that name something (a column, a kind, a key), as opposed to sentences and patterns."""


def operator(
    kind: type[Node],
) -> Callable[[Callable[[Node], Replacements]], Callable[[Node], Replacements]]:
    """Register a function as the operator of its name, for nodes of a type."""

    def register(function: Callable[[Node], Replacements]) -> Callable[[Node], Replacements]:
        OPERATORS[function.__name__] = (kind, cast("Callable[[ast.AST], Replacements]", function))
        return function

    return register


def changed(node: Node, **fields: object) -> Node:
    """Return a copy of a node with other fields; its children are shared."""
    twin = copy.copy(node)
    for name, value in fields.items():
        setattr(twin, name, value)
    return twin


def without(things: list[Thing], at: int) -> list[Thing]:
    """Return the list without the item at `at`."""
    return [*things[:at], *things[at + 1 :]]


_COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
}
_ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Div,
    ast.Mod: ast.Mult,
    ast.Pow: ast.Mult,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}
_PAIRS = [
    ("min", "max"),
    ("any", "all"),
    ("first", "last"),
    ("head", "tail"),
    ("idxmin", "idxmax"),
    ("cummin", "cummax"),
    ("floor", "ceil"),
    ("ffill", "bfill"),
    ("isna", "notna"),
    ("lower", "upper"),
    ("startswith", "endswith"),
    ("removeprefix", "removesuffix"),
    ("partition", "rpartition"),
    ("union", "intersection"),
    ("mean", "median"),
]
_SWAPS = dict(_PAIRS) | {second: one for one, second in _PAIRS}
_MANNERS = {"sort_values", "sort_index", "dropna", "drop_duplicates", "strip", "casefold", "lower", "copy", "round"}
_MANNERS |= {"reset_index", "rstrip", "lstrip", "sort", "fillna", "astype", "abs", "cumsum", "diff", "unique"}


@operator(ast.Compare)
def comparison(node: ast.Compare) -> Replacements:
    """Boundary and negation: ``<`` becomes ``<=`` and ``>=``, ``==`` becomes ``!=``."""
    for i, op in enumerate(node.ops):
        for other in _COMPARISONS[type(op)]:
            yield changed(node, ops=[*node.ops[:i], other(), *node.ops[i + 1 :]])


@operator(ast.BinOp)
def arithmetic(node: ast.BinOp) -> Replacements:
    """``+`` becomes ``-``, ``*`` becomes ``/``, ``&`` becomes ``|``, and the reverse."""
    if type(node.op) in _ARITHMETIC:
        yield changed(node, op=_ARITHMETIC[type(node.op)]())


@operator(ast.AugAssign)
def increment(node: ast.AugAssign) -> Replacements:
    """``+=`` becomes ``-=``, and is dropped."""
    if type(node.op) in _ARITHMETIC:
        yield changed(node, op=_ARITHMETIC[type(node.op)]())
    yield ast.Pass()


@operator(ast.BoolOp)
def connective(node: ast.BoolOp) -> Replacements:
    """``and`` becomes ``or``; one of its parts is dropped."""
    yield changed(node, op=ast.Or() if isinstance(node.op, ast.And) else ast.And())
    for i in range(len(node.values)):
        rest = without(node.values, i)
        yield changed(node, values=rest) if len(rest) > 1 else rest[0]


@operator(ast.UnaryOp)
def negation(node: ast.UnaryOp) -> Replacements:
    """``not``, ``~`` and ``-`` are dropped."""
    yield node.operand


@operator(ast.Constant)
def constant(node: ast.Constant) -> Replacements:
    """A number becomes one more and one less, ``True`` becomes ``False``."""
    if isinstance(node.value, bool):
        yield changed(node, value=not node.value)
    elif isinstance(node.value, int):
        yield changed(node, value=node.value + 1)
        yield changed(node, value=node.value - 1) if node.value else ast.UnaryOp(ast.USub(), ast.Constant(1))
    elif isinstance(node.value, float):
        yield changed(node, value=node.value * 1.1 + 0.01)


_GROUP = re.compile(r"\((?:\?(?:[:=!]|<[=!]|P<\w+>))?([^()]*\|[^()]*)\)")
"""A group of a pattern that holds alternatives and no other group."""


@operator(ast.Constant)
def pattern(node: ast.Constant) -> Replacements:
    """One of the alternatives in a group of a regular expression is dropped."""
    text = node.value
    if isinstance(text, str) and "(?" in text:
        for group in _GROUP.finditer(text):
            words = group[1].split("|")
            for i in range(len(words)):
                rest = "|".join(without(words, i))
                yield changed(node, value=f"{text[: group.start(1)]}{rest}{text[group.end(1) :]}")


@operator(ast.Call)
def keyword(node: ast.Call) -> Replacements:
    """A keyword argument is dropped."""
    for i in range(len(node.keywords)):
        yield changed(node, keywords=without(node.keywords, i))


@operator(ast.Call)
def order(node: ast.Call) -> Replacements:
    """Two arguments change places; what is sorted is sorted the other way round."""
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    places = [
        i for i, value in enumerate(node.args) if not isinstance(value, ast.Constant | ast.JoinedStr | ast.Starred)
    ]
    for i, j in pairwise(places) if name not in ("min", "max") else ():
        args = list(node.args)
        args[i], args[j] = args[j], args[i]
        yield changed(node, args=args)
    flag = {"sorted": "reverse", "sort": "reverse", "sort_values": "ascending", "sort_index": "ascending"}.get(name)
    if flag and flag not in {word.arg for word in node.keywords}:
        yield changed(node, keywords=[*node.keywords, ast.keyword(flag, ast.Constant(flag == "reverse"))])


@operator(ast.Attribute)
def method(node: ast.Attribute) -> Replacements:
    """``.min`` becomes ``.max``, ``.head`` becomes ``.tail``, and so on."""
    if node.attr in _SWAPS:
        yield changed(node, attr=_SWAPS[node.attr])


@operator(ast.Name)
def function(node: ast.Name) -> Replacements:
    """``min`` becomes ``max``, ``any`` becomes ``all``."""
    if node.id in ("min", "max", "any", "all"):
        yield changed(node, id=_SWAPS[node.id])


@operator(ast.Call)
def step(node: ast.Call) -> Replacements:
    """A step of a chain (``.sort_values(…)``, ``.strip()``) is left out."""
    if isinstance(node.func, ast.Attribute) and node.func.attr in _MANNERS:
        yield node.func.value


@operator(ast.IfExp)
def choice(node: ast.IfExp) -> Replacements:
    """The two values of ``a if test else b`` change places."""
    yield changed(node, body=node.orelse, orelse=node.body)


@operator(ast.If)
def branch(node: ast.If) -> Replacements:
    """A test is turned round; the branch is left out."""
    yield changed(node, test=ast.UnaryOp(ast.Not(), node.test))
    yield changed(node, test=ast.Constant(False))


@operator(ast.While)
def loop(node: ast.While) -> Replacements:
    """A loop never runs."""
    yield changed(node, test=ast.Constant(False))


@operator(ast.For)
def iteration(node: ast.For) -> Replacements:
    """A loop never runs, or stops after one round."""
    yield changed(node, iter=ast.Tuple([], ast.Load()))
    yield changed(node, body=[*node.body, ast.Break()])


@operator(ast.comprehension)
def condition(node: ast.comprehension) -> Replacements:
    """A condition of a comprehension is dropped."""
    for i in range(len(node.ifs)):
        yield changed(node, ifs=without(node.ifs, i))


@operator(ast.Slice)
def bound(node: ast.Slice) -> Replacements:
    """A bound of a slice is dropped."""
    for name in ("lower", "upper", "step"):
        if getattr(node, name) is not None:
            yield changed(node, **{name: None})


@operator(ast.Dict)
def entry(node: ast.Dict) -> Replacements:
    """An entry of a dictionary is dropped."""
    for i in range(len(node.keys)):
        yield changed(node, keys=[*node.keys[:i], *node.keys[i + 1 :]], values=without(node.values, i))


@operator(ast.Tuple)
def pair(node: ast.Tuple) -> Replacements:
    """The two values of a pair change places."""
    if len(node.elts) == 2 and isinstance(node.ctx, ast.Load):
        yield changed(node, elts=[node.elts[1], node.elts[0]])


@operator(ast.FormattedValue)
def format_of(node: ast.FormattedValue) -> Replacements:
    """A value in a text loses its format."""
    if node.format_spec is not None:
        yield changed(node, format_spec=None)


@operator(ast.Return)
def result(node: ast.Return) -> Replacements:
    """A function returns nothing."""
    if node.value is not None and not (isinstance(node.value, ast.Constant) and node.value.value is None):
        yield changed(node, value=None)


@operator(ast.stmt)
def statement(node: ast.stmt) -> Replacements:
    """A statement is left out: a call, a raise, a jump, an assignment to what is there already."""
    call = isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)
    if call or isinstance(node, ast.Raise | ast.Delete | ast.Continue | ast.Break):
        yield ast.Pass()
    elif isinstance(node, ast.Assign):
        bare = {target.id for target in node.targets if isinstance(target, ast.Name)}
        used = {name.id for name in ast.walk(node.value) if isinstance(name, ast.Name)}
        if not bare or bare & used:
            yield ast.Pass()
