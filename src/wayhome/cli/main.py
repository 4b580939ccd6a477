"""The command line: `wayhome`. One module a command; this one only gathers them and ends politely.

Exit codes: 0 done, 1 faults found, 2 cannot be read or cannot be done, 130 stopped by the person.
"""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Sequence
from importlib import import_module
from types import FrameType, MappingProxyType
from typing import Any, NoReturn

import typer

from wayhome.returns.fault import Unreadable

CANNOT_READ = 2
STOPPED = 130

COMMANDS = MappingProxyType(
    {
        "check": "check",
        "count": "count",
        "explain": "explain",
        "sql": "sql",
        "national": "national",
        "round": "round",
        "compare": "compare",
        "example": "example",
        "demo": "demo",
        "serve": "serve",
        "migrate": "serve",
        "jobs": "jobs",
        "add-organisation": "organisation",
        "single-sign-on": "organisation",
        "backup": "backup",
        "restore": "restore",
        "rebuild-facts": "facts",
        "load-comparison": "load_comparison",
        "doctor": "doctor",
        "docs": "docs",
    }
)
"""Each command, and the module whose function of that name it is. Only what is asked for is loaded: a check starts at once."""


def _stop(number: int, frame: FrameType | None) -> NoReturn:
    print("\nStopped.", file=sys.stderr)
    sys.exit(STOPPED)


class Wayhome(typer.Typer):
    """The command line, which never ends in a traceback for a file it cannot read or for Ctrl-C."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        if threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGINT, _stop)
        self.load(kwargs.get("args") or sys.argv[1:])
        try:
            return super().__call__(*args, **kwargs)
        except Unreadable as unreadable:
            print(f"{unreadable.file} {unreadable.says}\n    {unreadable.remedy}", file=sys.stderr)
            sys.exit(CANNOT_READ)

    def load(self, words: Sequence[str] = ()) -> None:
        """Load the command that the words begin with, or all of them where they begin with none."""
        self.registered_commands.clear()
        for name in words[:1] if words and words[0] in COMMANDS else COMMANDS:
            self.command(name)(getattr(import_module(f"wayhome.cli.{COMMANDS[name]}"), name.replace("-", "_")))


app = Wayhome(
    name="wayhome",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


@app.callback()
def wayhome() -> None:
    """Return home interviews for children who go missing: check a return, and count what it can honestly say."""


if __name__ == "__main__":
    app()
