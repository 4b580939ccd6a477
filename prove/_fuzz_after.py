"""What must hold when everything has been sent: nothing half-applied, nothing unjournalled, every answer kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import psycopg
from django.apps import apps
from django.db import transaction
from psycopg import sql

from prove._fuzz_area import Town
from prove._kill_drivers import DRIVERS, OF_THE_JOURNAL
from wayhome.casework.accounts.viewers import system_of
from wayhome.casework.journal.queries import verify
from wayhome.casework.journal.writing import acting_as
from wayhome.casework.journey.projection import differences
from wayhome.casework.records.models import Fact

NOBODY = "00000000-0000-0000-0000-000000000000"


@dataclass(frozen=True)
class Written:
    """A write that was answered with success: by whom, on which page, and when it was asked for and answered."""

    page: str
    email: str
    earliest: datetime
    latest: datetime


@dataclass
class Looked:
    """How much was looked at, and what was found wrong."""

    organisations: int
    entries: int
    rows: int
    writes: int
    wrong: list[str]


def look(town: Town, written: Sequence[Written], *, conflicts: Sequence[str] = ()) -> Looked:
    """Go through every organisation, table and acknowledged write."""
    found, wrong = Looked(0, 0, 0, len(written), []), []
    with psycopg.connect(town.dsn) as connection:
        ours = [row[0] for row in connection.execute("SELECT id FROM organisations_organisation")]
        rows, unjournalled = _rows_without_a_note(connection)
        found.rows = rows
        wrong += unjournalled
        wrong += _unanswered(connection, written)
        wrong += _never(connection)
        wrong += _not_queued(connection, conflicts)
    for organisation in ours:
        with transaction.atomic(), acting_as(system_of(organisation, at=datetime.now(UTC))) as viewer:  # noqa: TID251
            verdict = verify(viewer)
            found.organisations += 1
            found.entries += verdict.length
            wrong += [f"journal of {organisation}: {fault.rule} at {fault.number}" for fault in verdict.faults[:3]]
            wrong += [f"projection: {each}" for each in differences(viewer)[:3]]
    found.wrong = wrong
    return found


def _rows_without_a_note(connection: psycopg.Connection[Any]) -> tuple[int, list[str]]:
    """Every row says who recorded it, when; the journal has a write by that person at that very instant, or it skipped it."""
    number, wrong = 0, []
    for model in apps.get_models():
        if not issubclass(model, Fact):
            continue
        table = sql.Identifier(model._meta.db_table)
        rows, missing = connection.execute(
            sql.SQL(
                "SELECT count(*), count(*) FILTER (WHERE n.at IS NULL) FROM {} r LEFT JOIN (SELECT DISTINCT at, "
                "coalesce(user_id, {nobody}) AS who FROM journal_entry WHERE act = 'wrote') n "
                "ON n.at = r.recorded_at AND n.who = coalesce(r.recorded_by, {nobody})"
            ).format(table, nobody=sql.SQL("'{}'::uuid").format(sql.SQL(NOBODY)))
        ).fetchone() or (0, 0)
        number += rows
        if missing:
            wrong.append(f"{missing} rows of {model._meta.db_table} were written without a row in the journal")
    return number, wrong


def _unanswered(connection: psycopg.Connection[Any], written: Sequence[Written]) -> list[str]:
    """Writes that somebody was told had been done, and of which the journal knows nothing."""
    question = """
        SELECT w.page, w.email, w.earliest FROM unnest(%s::text[], %s::text[], %s::timestamptz[], %s::timestamptz[])
               AS w(page, email, earliest, latest)
         WHERE NOT EXISTS (SELECT FROM journal_entry e LEFT JOIN accounts_user u ON u.id = e.user_id
                            WHERE e.act = 'wrote' AND e.at BETWEEN w.earliest AND w.latest AND (u.email = w.email OR w.email = ''))
    """
    columns = [[getattr(w, name) for w in written] for name in ("page", "email", "earliest", "latest")]
    return [
        f"{page}: told {email} it was done at {at}, and the journal has no row"
        for page, email, at in connection.execute(question, columns)
    ]


def _never(connection: psycopg.Connection[Any]) -> Iterator[str]:
    """Rows that would mean that something was half done: the questions of the proof that kills, asked here too."""
    for words, question in [*OF_THE_JOURNAL, *(rule for driver in DRIVERS for rule in driver.never)]:
        yield from (f"{words} ({row[0]})" for row in connection.execute(question))  # type: ignore[call-overload]
    twice = """
        SELECT police_reference, count(*) FROM journey_episodenow WHERE police_reference LIKE 'TR/%'
         GROUP BY police_reference, organisation_id HAVING count(*) > 1
    """
    yield from (f"{row[1]} absences for the one reference {row[0]}" for row in connection.execute(twice))


def _not_queued(connection: psycopg.Connection[Any], conflicts: Sequence[str]) -> list[str]:
    """Notices whose number came again with other content: each waits for a person."""
    question = """
        SELECT c FROM unnest(%s::text[]) c WHERE NOT EXISTS
          (SELECT FROM reach_notice n WHERE n.content->>'id' = c AND n.number LIKE 'other_content %%')
    """
    return [
        f"notice {row[0]} came again with other content, and nobody was asked to look"
        for row in connection.execute(question, [list(conflicts)])
    ]
