"""`wayhome load-comparison`: a released comparison for the page "Compare with others" of every authority here."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import typer

from wayhome.cli.facts import authorities
from wayhome.cli.organisation import acting_for, case_system
from wayhome.cli.server.words import in_words

if TYPE_CHECKING:
    from wayhome.returns.comparing_release import Handed


def load_comparison(
    files: Annotated[
        list[Path], typer.Argument(help="The comparison.csv of `wayhome compare --release dfe`, one for each measure.")
    ],
    source: Annotated[str, typer.Option(help="Where it comes from, as the page will say it.")] = "",
) -> None:
    """Load released counts of other councils, for the page “Compare with others”. No number in them is small or about a child.

    Every authority of this case system gets them; its journal says when and from where. The latest of a measure is shown.
    """
    from wayhome.returns.comparing_release import read_released

    handed = [(read_released(file), source or file.name) for file in files]
    with in_words(), case_system():
        at = datetime.now(UTC)
        for organisation, name in authorities():
            for_authority(organisation, handed, at=at)
            print(f"{name}: {', '.join(f'{each.indicator.id} of {each.year}' for each, _ in handed)}")


def for_authority(organisation: UUID, handed: Iterable[tuple[Handed, str]], *, at: datetime) -> None:
    """Keep released comparisons, each with where it comes from, for one authority, in a transaction of the system's own."""
    from wayhome.casework.oversight import actions

    with acting_for(organisation, at) as by:
        for each, source in handed:
            actions.load_comparison(handed=each, source=source, by=by, at=at)
