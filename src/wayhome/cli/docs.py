"""`wayhome docs`: write the documents that come from the code, or say which of them are out of date."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Annotated

import typer

from wayhome.cli.documents.commands import commands
from wayhome.cli.documents.glossary import glossary
from wayhome.cli.documents.permissions import permissions
from wayhome.cli.documents.repeats import repeat_episodes
from wayhome.cli.documents.settings import settings
from wayhome.cli.documents.vocabulary import vocabulary
from wayhome.domain.journey.diagram import document as journey
from wayhome.indicators.reference import document as indicators
from wayhome.returns.layout import document as return_format

DOCUMENTS: Mapping[str, Callable[[], str]] = MappingProxyType(
    {
        "GLOSSARY.md": glossary,
        "docs/reference/vocabulary.md": vocabulary,
        "docs/reference/journey.md": journey,
        "docs/reference/permissions-by-role.md": permissions,
        "docs/reference/repeat-episodes.md": repeat_episodes,
        "docs/reference/indicators.md": indicators,
        "docs/reference/return-format.md": return_format,
        "docs/reference/commands.md": commands,
        "docs/reference/settings.md": settings,
    }
)
"""Path in the repository, and the function that says what stands there. A new document is one line here."""

STALE, NOT_A_CHECKOUT = 1, 2


def out_of_date(folder: Path) -> tuple[str, ...]:
    """The documents under `folder` that are missing or do not say what the code says."""
    return tuple(path for path, text in DOCUMENTS.items() if _read(folder / path) != text())


def write(folder: Path) -> tuple[str, ...]:
    """Write the documents that are out of date, and say which."""
    stale = out_of_date(folder)
    for path in stale:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(DOCUMENTS[path](), "utf-8", newline="\n")
    return stale


def _read(path: Path) -> str | None:
    return path.read_text("utf-8") if path.is_file() else None


def docs(
    check: Annotated[bool, typer.Option("--check/--write", help="Only say what is out of date, or write it.")] = True,
    folder: Annotated[Path, typer.Option(help="The top of the repository.")] = Path(),
) -> None:
    """Write the glossary and the reference from the code, or check that they are current.

    Exits 1 when something is out of date, 2 when the folder is not a copy of the repository.
    """
    if not (folder / "pyproject.toml").is_file():
        print(
            f"{folder.resolve()} is not the top of the repository. Go there, or give it with --folder.", file=sys.stderr
        )
        raise typer.Exit(NOT_A_CHECKOUT)
    if not check:
        print("\n".join(f"written: {path}" for path in write(folder)) or "Every document is current.")
        return
    if stale := out_of_date(folder):
        print("\n".join(f"out of date: {path}" for path in stale))
        print("Run `wayhome docs --write`.")
        raise typer.Exit(STALE)
    print("Every document is current.")
