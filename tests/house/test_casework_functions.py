"""Actions and queries have one shape, so that nobody has to remember it."""

from __future__ import annotations

import ast
import importlib
import inspect
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.house.source import PACKAGE, imports, modules, name, tree

CASEWORK = PACKAGE / "casework"
FILES = [p for p in modules() if CASEWORK in p.parents]
ACTIONS = [p for p in FILES if p.name == "actions.py" or p.parent.name == "actions"]
QUERIES = [p for p in FILES if p.name in {"queries.py", "finding.py"} or p.parent.name == "queries"]
BEFORE_SIGN_IN = {"organisation_of_email"}
OPENED_ALREADY = {"card_of", "names_of"}
"""Questions asked before anybody is known; and those that take what `open_child` gave and go on from there."""

ORDER = {"urls": 5, "views": 4, "forms": 3, "actions": 2, "queries": 1, "models": 0}


def module_of(path: Path) -> str:
    return "wayhome." + path.relative_to(PACKAGE).with_suffix("").as_posix().replace("/", ".").removesuffix(".__init__")


def functions(path: Path) -> Iterator[tuple[str, Callable[..., object]]]:
    module = importlib.import_module(module_of(path))
    for function_name, function in inspect.getmembers(module, inspect.isfunction):
        if function.__module__ == module.__name__ and not function_name.startswith("_"):
            yield function_name, function


def every(files: list[Path], such_that: Callable[[Callable[..., object]], bool]) -> list[object]:
    return [pytest.param(f, id=f"{name(path)}:{n}") for path in files for n, f in functions(path) if such_that(f)]


def is_action(function: Callable[..., object]) -> bool:
    """Not a step inside an action: one that holds the lock (a context manager), or goes on with what is locked (`writing`)."""
    first = next(iter(inspect.signature(function).parameters), None)
    return not inspect.isgeneratorfunction(inspect.unwrap(function)) and first != "writing"


def asks_the_database(function: Callable[..., object]) -> bool:
    """Whether a function of a query module reads rows itself, or by a helper of the same module."""
    if function.__name__ in BEFORE_SIGN_IN | OPENED_ALREADY:
        return False
    module = ast.parse(inspect.getsource(importlib.import_module(function.__module__)))
    bodies = {n.name: n for n in ast.walk(module) if isinstance(n, ast.FunctionDef)}
    seen: set[str] = set()
    ahead = [function.__name__]
    while ahead:
        here = ahead.pop()
        seen.add(here)
        for node in ast.walk(bodies[here]):
            if isinstance(node, ast.Attribute) and node.attr in {"objects", "_base_manager"}:
                return True
            if isinstance(node, ast.Name) and node.id == "answers_to":
                return True
            if isinstance(node, ast.Name) and node.id in bodies.keys() - seen:
                ahead.append(node.id)
    return False


@cache
def calls() -> dict[str, set[str]]:
    """Which names each function of the case system calls, whatever module it is in."""
    found: dict[str, set[str]] = {}
    for path in FILES:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef):
                called = {c.func for c in ast.walk(node) if isinstance(c, ast.Call)}
                names = {f.attr if isinstance(f, ast.Attribute) else getattr(f, "id", "") for f in called}
                found.setdefault(node.name, set()).update(names)
    return found


def reaches(function: str, wanted: str) -> bool:
    """Whether a function calls another, itself or through what it calls."""
    seen: set[str] = set()
    ahead = [function]
    while ahead:
        for called in calls().get(ahead.pop(), set()) - seen:
            if called == wanted:
                return True
            seen.add(called)
            ahead.append(called)
    return False


@pytest.mark.parametrize("action", every(ACTIONS, is_action))
def test_it_takes_an_action_by_keyword_with_who_and_when(action):
    parameters = inspect.signature(action).parameters
    assert {"by", "at"} <= parameters.keys()
    assert all(p.kind in (p.KEYWORD_ONLY, p.VAR_KEYWORD) for p in parameters.values())
    assert action.__doc__


@pytest.mark.parametrize("action", every(ACTIONS, is_action))
def test_it_journals_every_action(action):
    assert reaches(action.__name__, "wrote"), f"{action.__module__}.{action.__name__} journals nothing"


@pytest.mark.parametrize("query", every(QUERIES, asks_the_database))
def test_it_asks_every_query_for_a_viewer_first(query):
    first = next(iter(inspect.signature(query).parameters), None)
    assert first in {"viewer", "access"}, f"{query.__module__}.{query.__name__} starts with {first}"


@pytest.mark.parametrize("path", [p for p in FILES if p.stem == "views" or p.parent.name == "views"], ids=name)
def test_it_keeps_models_out_of_views(path):
    assert not [i for i in imports(path) if i.startswith("wayhome.casework.") and ".models" in i]


@pytest.mark.parametrize("path", [p for p in FILES if p.stem in ORDER], ids=name)
def test_it_imports_within_an_app_only_downwards(path):
    app = f"wayhome.casework.{path.parent.name}."
    for imported in imports(path):
        if imported.startswith(app):
            there = imported.removeprefix(app).split(".")[0]
            assert ORDER.get(there, 0) < ORDER[path.stem] or there not in ORDER, f"{name(path)} imports {imported}"


STAGES = (
    ("records",), ("journal", "design"), ("organisations",), ("accounts",), ("children",), ("journey",), ("reach",),
    ("delivery",), ("followup",), ("sharing",), ("mysay",), ("work",), ("oversight", "interop"), ("config",),
)  # fmt: skip
STEP = {app: step for step, apps in enumerate(STAGES) for app in apps}


@pytest.mark.parametrize("path", [p for p in FILES if p.parent != CASEWORK], ids=name)
def test_it_looks_back_at_earlier_stages_and_never_forward(path):
    here = path.relative_to(CASEWORK).parts[0]
    for imported in imports(path):
        if imported.startswith("wayhome.casework."):
            there = imported.split(".")[2]
            assert there == here or STEP[there] < STEP[here], f"{name(path)} imports {imported}, a later stage"
