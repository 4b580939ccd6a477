"""The benchmarks in bench/ and the long proofs in prove/: one program each, described by its own first line."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from pathlib import Path

from devtools.steps import BIN, CANNOT, ROOT, complain, say, show


def bench(arguments: Sequence[str]) -> int:
    """How fast, against a named peer or limit."""
    return _run("bench", arguments)


def prove(arguments: Sequence[str]) -> int:
    """What holds, tried for longer than the tests take."""
    return _run("prove", arguments)


def _run(folder: str, arguments: Sequence[str]) -> int:
    """Run the program that the first argument names with the rest; without a name, list what there is."""
    known = {path.stem.replace("_", "-"): path for path in sorted((ROOT / folder).glob("[!_]*.py"))}
    if not arguments or arguments[0] in ("-h", "--help"):
        say(f"python3 dev.py {folder} NAME [--json] [--seed N] [--shard I/N]\n")
        for name, path in known.items():
            say(f"  {name:<16} {first_line(path)}")
        return 0
    if arguments[0] not in known:
        complain(f"There is no {folder} called {arguments[0]}. There is: {', '.join(known) or 'none yet'}.")
        return CANNOT
    return show(BIN / "python", known[arguments[0]], *arguments[1:], env={"PYTHONPATH": str(ROOT)})


def first_line(path: Path) -> str:
    """What a program is for, in its own words, without running it."""
    words = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or "(says nothing about itself)"
    return words.splitlines()[0]
