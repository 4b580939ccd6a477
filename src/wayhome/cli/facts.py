"""`wayhome rebuild-facts`: what every figure is counted from, derived again from the journeys of each authority."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import typer

from wayhome.cli.organisation import case_system
from wayhome.cli.server.words import in_words

DIFFERENT = 1


def rebuild_facts(
    check: bool = typer.Option(
        False,
        "--check",
        help="Change nothing; say what differs from deriving everything afresh, and exit 1 where anything does.",
    ),
) -> None:
    """Derive the facts of every authority again from its journeys, as after an upgrade that changed what a figure means.

    The pages keep the facts current by themselves; this is for doubt, and for whoever wants the wait at a time of their own.
    """
    with in_words(), case_system():
        differing = 0
        for organisation, name in authorities():
            number, different = one_authority(organisation, check=check)
            differing += len(different)
            print(f"{name}: {number} children" + (f", {len(different)} facts differ" if check else " derived"))
            for line in different[:20]:
                print(f"    {line}")
    if differing:
        raise typer.Exit(DIFFERENT)


def authorities() -> list[tuple[UUID, str]]:
    """Every authority, by name."""
    from django.db import transaction

    from wayhome.casework.journal.context import Purpose, tell_database
    from wayhome.casework.organisations.models import Organisation
    from wayhome.casework.organisations.words import OrganisationKind

    with transaction.atomic():
        tell_database(purpose=Purpose.SIGNING_IN)
        rows = Organisation.objects.filter(kind=OrganisationKind.AUTHORITY.value).order_by("name")
        return list(rows.values_list("id", "name"))


def one_authority(organisation: UUID, *, check: bool) -> tuple[int, list[str]]:
    """Rebuild or compare the facts of one authority in one transaction of the system's own: how many children, what differed."""
    from django.db import transaction

    from wayhome.casework.journal.context import Purpose, Viewer
    from wayhome.casework.journal.writing import acting_as
    from wayhome.casework.oversight import facts

    job = Viewer(organisation, None, frozenset(), datetime.now(UTC), Purpose.JOB)
    with transaction.atomic(), acting_as(job, doing="rebuild-facts") as viewer:
        if not check:
            return facts.rebuild(viewer), []
        facts.refresh(viewer)
        return facts.children_counted(viewer), facts.differences(viewer)
