"""Small changes to a module, one at a time: what a slip of the hand would do to it."""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass

COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Add,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}
Place = tuple[tuple[str, int | None], ...]
"""The way from the module to a node: fields, with the number where a field is a list."""

NAMES = {"min": "max", "max": "min", "any": "all", "all": "any"}


@dataclass(frozen=True)
class Mutant:
    """One change to a module: where, what it was and what it became."""

    module: ast.Module
    place: Place
    node: ast.AST
    changed: ast.AST

    def tree(self) -> ast.Module:
        """The whole module with the change in it."""
        return _with(self.module, self.place, self.changed)

    def __str__(self) -> str:
        """ "line 57: `now <= deadline` became `now < deadline`"."""
        line = getattr(self.node, "lineno", 0)
        return f"line {line}: `{_words(self.node)}` became `{_words(self.changed)}`"


def mutants_of(source: str) -> list[Mutant]:
    """Every mutant of a module, in the order of its lines. Types, decorators and docstrings are left alone."""
    tree = ast.parse(source)
    return [Mutant(tree, place, node, changed) for place, node in _places(tree, ()) for changed in _changes(node)]


LEFT_ALONE = {"annotation", "returns", "decorator_list", "type_params"}


def _places(node: ast.AST, place: Place) -> Iterator[tuple[Place, ast.AST]]:
    """Every node that runs, with the way to it from the module."""
    yield place, node
    for name, value in ast.iter_fields(node):
        if name in LEFT_ALONE:
            continue
        if isinstance(value, ast.AST):
            yield from _places(value, (*place, (name, None)))
        elif isinstance(value, list):
            for number, item in enumerate(value):
                if isinstance(item, ast.AST) and not _is_docstring(item):
                    yield from _places(item, (*place, (name, number)))


def _is_docstring(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def _with(tree: ast.Module, place: Place, changed: ast.AST) -> ast.Module:
    """A copy of the module with one node changed."""
    root = copy.deepcopy(tree)
    node: ast.AST = root
    for name, number in place[:-1]:
        child = getattr(node, name)
        node = child if number is None else child[number]
    name, number = place[-1]
    if number is None:
        setattr(node, name, changed)
    else:
        getattr(node, name)[number] = changed
    return ast.fix_missing_locations(root)


def _changes(node: ast.AST) -> Iterator[ast.AST]:
    """What may become of a node."""
    if isinstance(node, ast.Compare):
        yield from _compared(node)
    elif isinstance(node, ast.BoolOp):
        yield _like(node, op=ast.Or() if isinstance(node.op, ast.And) else ast.And())
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield copy.deepcopy(node.operand)
    elif isinstance(node, (ast.BinOp, ast.AugAssign)) and type(node.op) in ARITHMETIC:
        yield _like(node, op=ARITHMETIC[type(node.op)]())
    elif isinstance(node, ast.Constant):
        yield from _constants(node)
    elif isinstance(node, ast.Return) and node.value is not None and not _is_none(node.value):
        yield _like(node, value=ast.Constant(None))
    elif isinstance(node, (ast.If, ast.IfExp, ast.While)):
        yield _like(node, test=ast.UnaryOp(ast.Not(), copy.deepcopy(node.test)))
    elif isinstance(node, ast.comprehension) and node.ifs:
        yield _like(node, ifs=[])
    elif isinstance(node, ast.Name) and node.id in NAMES:
        yield _like(node, id=NAMES[node.id])
    elif isinstance(node, (ast.Continue, ast.Break)):
        yield ast.Break() if isinstance(node, ast.Continue) else ast.Continue()


def _compared(node: ast.Compare) -> Iterator[ast.AST]:
    for number, operator in enumerate(node.ops):
        operators = [copy.deepcopy(op) for op in node.ops]
        operators[number] = COMPARISONS[type(operator)]()
        yield _like(node, ops=operators)


def _constants(node: ast.Constant) -> Iterator[ast.AST]:
    if isinstance(node.value, bool):
        yield _like(node, value=not node.value)
    elif isinstance(node.value, (int, float)):
        yield _like(node, value=node.value + 1)
        yield _like(node, value=node.value - 1)


def _is_none(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _like(node: ast.AST, **changed: object) -> ast.AST:
    """A copy of a node with some fields changed."""
    twin = copy.deepcopy(node)
    for name, value in changed.items():
        setattr(twin, name, value)
    return twin


def _words(node: ast.AST) -> str:
    """The node as code in one short line."""
    if isinstance(node, (ast.If, ast.While)):
        return f"{type(node).__name__.lower()} {ast.unparse(node.test)}"
    text = " ".join(ast.unparse(ast.fix_missing_locations(node)).split())
    return text if len(text) <= 90 else f"{text[:87]}..."
