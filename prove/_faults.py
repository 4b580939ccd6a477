"""Faults that a hand could make in what keeps children's records apart and true, generated from the code as it is now.

Four sorts: a filter by viewer, a refusal, a journal call, a comparison in the rules of the clock, of the journey and of
closing. Each is dropped, inverted or shifted by one. The list grows with the code by itself.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from prove._mutants import mutants_of

ASKS = {"viewer", "by", "access"}
"""Names that stand for whoever asks: a filter that speaks of one of them is a viewer filter."""

OPENERS = {"open_child", "opened", "must_write", "must_be_allowed_class"}
"""Calls that only open, or refuse: alone in a line, they are a filter by viewer."""

JOURNAL = {"shows", "wrote"}
REFUSALS = {"Refused", "NotAllowed", "NotFound", "Stale"}
RULES = (
    "domain/clock/*.py",
    "domain/journey/guards/*.py",
    "domain/journey/closing.py",
    "domain/journey/order.py",
    "domain/journey/fold.py",
)
READERS = ("queries", "finding", "access", "scope")
FILTER, REFUSAL, JOURNAL_CALL, COMPARISON = "viewer filter", "refusal", "journal call", "comparison"
SORTS = (FILTER, REFUSAL, JOURNAL_CALL, COMPARISON)


@dataclass(frozen=True)
class Fault:
    """One change: its sort, the module below src/wayhome, the line, what was there and what becomes of it; the new source."""

    sort: str
    module: str
    line: int
    was: str
    becomes: str
    source: Callable[[], str]

    @property
    def name(self) -> str:
        return f"{self.sort}: {self.module}:{self.line} `{self.was}` {self.becomes}"


def candidates(package: Path) -> list[Fault]:
    """Every fault that can be planted, by module and line."""
    found: list[Fault] = []
    for path in sorted((package / "casework").rglob("*.py")):
        if path.name == "__init__.py" or "migrations" in path.parts or "design" in path.parts:
            continue
        found += _in_casework(path, path.relative_to(package).as_posix())
    for pattern in RULES:
        for path in sorted(package.glob(pattern)):
            if path.name != "__init__.py":
                found += _comparisons(path, path.relative_to(package).as_posix())
    return found


def _comparisons(path: Path, module: str) -> Iterator[Fault]:
    for mutant in mutants_of(path.read_text("utf-8")):
        if isinstance(mutant.node, ast.Compare):
            yield Fault(
                COMPARISON, module, mutant.node.lineno, _short(mutant.node), f"became `{_short(mutant.changed)}`",
                lambda mutant=mutant: ast.unparse(mutant.tree()),  # type: ignore[misc]
            )  # fmt: skip


def _in_casework(path: Path, module: str) -> Iterator[Fault]:
    text = path.read_text("utf-8")
    tree = ast.parse(text)
    reads = path.stem in READERS or path.parent.name in READERS
    for number, node in enumerate(ast.walk(tree)):
        for sort, becomes, change in _changes(node, reads):
            line = _line(node)
            yield Fault(
                sort, module, line, _short(node), becomes,
                lambda number=number, change=change: _changed(text, number, change),  # type: ignore[misc]
            )  # fmt: skip


def _line(node: ast.AST) -> int:
    """Where it stands; a comprehension has no line of its own."""
    return node.iter.lineno if isinstance(node, ast.comprehension) else int(getattr(node, "lineno", 0))


Change = Callable[[ast.AST], None]


def _changes(node: ast.AST, reads: bool) -> Iterator[tuple[str, str, Change]]:
    """What may be done to one node: the sort, what becomes of it, and a function that does it to a copy."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        called = _called(node.value)
        if called in JOURNAL:
            yield JOURNAL_CALL, "dropped", _drop
        elif called == "raise_if":
            yield REFUSAL, "dropped", _drop
        elif called in OPENERS:
            yield FILTER, "dropped", _drop
    elif isinstance(node, ast.If) and not node.orelse and len(node.body) == 1 and _refuses(node.body[0]):
        yield REFUSAL, "dropped", _never
        yield REFUSAL, "inverted", _invert
    elif (
        reads
        and isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("filter", "exclude")
    ):
        for place, given in enumerate(node.args):
            if _asks(given):
                yield FILTER, f"lost `{_short(given)}`", lambda n, place=place: n.args.pop(place)  # type: ignore[attr-defined, misc]
        for place, keyword in enumerate(node.keywords):
            if _asks(keyword.value):
                yield FILTER, f"lost `{keyword.arg}`", lambda n, place=place: n.keywords.pop(place)  # type: ignore[attr-defined, misc]
    elif reads and isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitAnd) and _asks(node.right):
        yield FILTER, f"lost `{_short(node.right)}`", _left_alone
    elif reads and isinstance(node, ast.comprehension) and any(_asks(test) for test in node.ifs):
        yield FILTER, "lost its condition", lambda n: n.ifs.clear()  # type: ignore[attr-defined]


def _drop(node: ast.AST) -> None:
    node.value = ast.Constant(None)  # type: ignore[attr-defined]


def _never(node: ast.AST) -> None:
    node.test = ast.Constant(False)  # type: ignore[attr-defined]


def _invert(node: ast.AST) -> None:
    node.test = ast.UnaryOp(ast.Not(), node.test)  # type: ignore[attr-defined]


def _left_alone(node: ast.AST) -> None:
    """Everything stays on the left: `a & b` asks for `a` twice."""
    node.right = copy.deepcopy(node.left)  # type: ignore[attr-defined]


def _called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _refuses(statement: ast.stmt) -> bool:
    if not isinstance(statement, ast.Raise) or statement.exc is None:
        return False
    raised = statement.exc.func if isinstance(statement.exc, ast.Call) else statement.exc
    return getattr(raised, "id", "") in REFUSALS


def _asks(node: ast.AST) -> bool:
    return any(isinstance(n, ast.Name) and n.id in ASKS for n in ast.walk(node))


def _changed(text: str, number: int, change: Change) -> str:
    tree = ast.parse(text)
    change(next(node for place, node in enumerate(ast.walk(tree)) if place == number))
    return ast.unparse(ast.fix_missing_locations(tree))


def _short(node: ast.AST) -> str:
    if isinstance(node, ast.If):
        return f"if {_short(node.test)}"
    words = " ".join(ast.unparse(node).split())
    return words if len(words) <= 80 else f"{words[:77]}..."
