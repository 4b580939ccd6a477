"""docs/reference/commands.md: the command line, from its own help."""

from __future__ import annotations

import inspect
from importlib import import_module
from typing import Any

import typer

from wayhome.cli.documents.markdown import document, table

INTRODUCTION = """\
`wayhome COMMAND --help` says the same. Exit codes: 0 done, 1 faults found, 2 cannot be read or cannot be done, 130 stopped by the person."""


def commands() -> str:
    """One section a command: what it does, what it takes."""
    from wayhome.cli.main import COMMANDS

    return document("Commands", INTRODUCTION, *(_command(name, module) for name, module in COMMANDS.items()))


def _command(name: str, module: str) -> str:
    function = getattr(import_module(f"wayhome.cli.{module}"), name.replace("-", "_"))
    app = typer.Typer(add_completion=False)
    app.command(name)(function)
    taken = [_taken(one) for one in typer.main.get_command(app).params]
    parts = [f"## wayhome {name}", inspect.cleandoc(function.__doc__ or "")]
    if taken:
        parts.append(table(("Takes", "What it is", "Else"), taken))
    return "\n\n".join(parts)


def _taken(one: Any) -> tuple[str, str, str]:
    is_option = one.param_type_name == "option"
    names = " ".join((*one.opts, *one.secondary_opts)) if is_option else one.metavar or one.name.upper()
    unset = one.default in (None, "", False, [], ()) or callable(one.default)
    return f"`{names}`", one.help or "", "needed" if one.required else "" if unset else f"`{one.default}`"
