"""The commands of dev.py: which there are, what each needs installed, and what each answers."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from devtools import checks, demo, environment, lock, programs, tests
from devtools.steps import CANNOT, Failed, complain, say

STOPPED = 130


@dataclass(frozen=True)
class Command:
    """One word after dev.py: what it does, the level of environment it needs, and the function that does it."""

    does: str
    needs: str
    run: Callable[[Sequence[str]], int]
    takes: str = ""


COMMANDS = {
    "demo": Command(
        "the case system with an invented area in it; --detach, --stop, --check, --reset, --port N; `files`: files, counted",
        demo.LEVEL,
        demo.demo,
        demo.TAKES,
    ),
    "test": Command("everything that must hold; with pytest's arguments, those", "test", tests.test, "[PYTEST…]"),
    "check": Command("the fast half of it: style, types, imports, generated pages", "test", checks.check_all),
    "fix": Command("mend style and layout", "test", checks.fix),
    "docs": Command("write the generated pages again", "test", checks.docs),
    "bench": Command("a benchmark; without a name, which there are", "test", programs.bench, "[NAME]"),
    "prove": Command("a long proof; without a name, which there are", "test", programs.prove, "[NAME]"),
    "lock": Command(
        "choose and lock the versions of the packages again, or only of new ones", "test", lock.lock, "[--keep]"
    ),
}


def run(arguments: Sequence[str]) -> int:
    """Do what the person asked; the exit code. 1: something does not hold; 2: it cannot be done here; 130: stopped."""
    if not arguments or arguments[0] in ("-h", "--help", "help"):
        return _help()
    name, rest = arguments[0], list(arguments[1:])
    command = COMMANDS.get(name)
    if command is None:
        complain(f"dev.py knows no {name!r}.\n")
        _help()
        return CANNOT
    if rest and (not command.takes or rest[0] in ("-h", "--help")):
        say(f"python3 dev.py {name} {command.takes}\n  {command.does}")
        return 0 if rest[0] in ("-h", "--help") else CANNOT
    try:
        environment.ensure(command.needs)
        return command.run(rest)
    except Failed as failure:
        complain(str(failure))
        return failure.code
    except PermissionError as problem:
        complain(f"{problem.filename} cannot be written. Work in a copy of the project that belongs to you.")
        return CANNOT
    except KeyboardInterrupt:
        complain("Stopped.")
        return STOPPED


def _help() -> int:
    say(f"{sys.modules['__main__'].__doc__ or ''}\n")
    for name, command in COMMANDS.items():
        say(f"  {name + ' ' + command.takes:<18} {command.does}")
    return 0
