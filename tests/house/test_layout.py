"""The house keeps its shape: who may import whom, how long a module may be, where the time of day comes from."""

from __future__ import annotations

import ast
import sys

import pytest

from tests.house.source import PACKAGE, PURE, imports, modules, name, tree

MOST_LINES = 400
MOST_FUNCTION_LINES = 75

EDGES = ("cli/", "casework/config/middleware.py", "engines/embedded_postgres.py")
"""Where the clock on the wall may be read: the command line, the one middleware, and waiting for a server to start."""

READS_THE_CLOCK = {
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("datetime", "today"),
    ("date", "today"),
    ("timezone", "now"),
    ("time", "time"),
}


@pytest.mark.parametrize("path", [m for m in modules() if m.relative_to(PACKAGE).parts[0] in PURE], ids=name)
def test_it_keeps_the_rules_and_the_measures_to_the_standard_library(path):
    strangers = {
        i for i in imports(path) if i.split(".")[0] not in sys.stdlib_module_names and i.split(".")[0] != "wayhome"
    }
    assert not strangers, (
        f"{name(path)} imports {sorted(strangers)}; domain and indicators may use the standard library only"
    )


@pytest.mark.parametrize("path", [m for m in modules() if m.relative_to(PACKAGE).parts[0] == "benchmarking"], ids=name)
def test_it_lets_the_comparison_use_a_statistics_library_and_nothing_else_of_others(path):
    strangers = {i.split(".")[0] for i in imports(path)} - sys.stdlib_module_names - {"wayhome", "numpy", "scipy"}
    assert not strangers, f"{name(path)} imports {sorted(strangers)}"


@pytest.mark.parametrize("path", modules(), ids=name)
def test_it_keeps_every_module_short_enough_to_read(path):
    lines = len(path.read_text("utf-8").splitlines())
    assert lines <= MOST_LINES, f"{name(path)} has {lines} lines; split it by the words a practitioner would look under"


@pytest.mark.parametrize("path", modules(), ids=name)
def test_it_keeps_every_function_short_enough_to_see_whole(path):
    long = {
        f"{node.name} ({node.end_lineno - node.lineno + 1} lines)"
        for node in ast.walk(tree(path))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        and node.end_lineno - node.lineno >= MOST_FUNCTION_LINES
    }
    assert not long, f"{name(path)}: {sorted(long)}"


@pytest.mark.parametrize("path", modules(), ids=name)
def test_it_reads_the_time_of_day_only_at_the_edge(path):
    if name(path).startswith(EDGES):
        return
    reads = [
        f"line {node.lineno}: {node.func.value.id}.{node.func.attr}()"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and (node.func.value.id, node.func.attr) in READS_THE_CLOCK
    ]
    assert not reads, f"{name(path)} reads the clock itself ({'; '.join(reads)}); pass the time in"


@pytest.mark.parametrize("path", modules(), ids=name)
def test_it_says_what_every_module_is_for(path):
    if path.read_text("utf-8").strip():
        assert ast.get_docstring(tree(path)), f"{name(path)} has no docstring"
