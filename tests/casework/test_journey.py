"""The event store: one child's journey is locked, guarded, written and folded in one transaction, and can be rebuilt."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import psycopg
import pytest
from django.db import connection

from tests.casework.area import NOW, Area
from wayhome.casework.children.actions.identity import register_child
from wayhome.casework.journal.context import Viewer
from wayhome.casework.journal.models import Entry
from wayhome.casework.journey import actions as journey
from wayhome.casework.journey import models, projection
from wayhome.casework.records.refusals import NotFound, Refused, Stale
from wayhome.domain.journey.kinds import EventKind as E
from wayhome.domain.moment import Moment
from wayhome.domain.vocabulary import Source
from wayhome.engines.embedded_postgres import Server

BACK = NOW - timedelta(hours=20)


def a_child(by: Viewer) -> UUID:
    return register_child(given="Aisha", family="Karim", by=by, at=NOW)


def a_case(by: Viewer) -> tuple[UUID, UUID, UUID]:
    """A child reported missing and back, with a case open: child, episode, case."""
    child = a_child(by)
    with journey.locked_child(child, by=by) as writing:
        episode = journey.new_episode(writing, at=NOW)
        writing.append(
            E.POLICE_REPORT_MADE, episode=episode, at=NOW, happened=Moment.exactly(BACK - timedelta(hours=9)),
            source=Source.POLICE, detail={"police_reference": "P1", "group": "home"},
        )  # fmt: skip
        writing.append(E.RETURNED, episode=episode, at=NOW, happened=Moment.exactly(BACK), source=Source.POLICE)
        case = journey.new_case(writing, at=NOW)
        writing.append(
            E.CASE_OPENED, case=case, episode=episode, at=NOW, as_role=journey.SYSTEM,
            detail={"authority": str(by.organisation)},
        )  # fmt: skip
    return child, episode, case


def test_it_opens_a_case_with_its_deadline(area: Area, acting):
    with acting(area.rosa):
        _, episode, case = a_case(area.rosa)
    with acting(area.rosa):
        now = models.CaseNow.objects.get(pk=case)
        assert now.is_open and now.headline == "triage"
        assert now.deadline == BACK + timedelta(hours=72)
        assert now.episodes == [episode]
        assert models.EpisodeNow.objects.get(pk=episode).whereabouts == "returned"


def test_it_refuses_in_words_and_writes_nothing(area: Area, acting):
    with acting(area.rosa):
        _, _, case = a_case(area.rosa)
    with (
        pytest.raises(Refused, match="told"),
        acting(area.rosa),
        journey.locked(case, by=area.rosa, seen_version=None) as writing,
    ):
        writing.append(E.CHILD_SAID_YES, case=case, at=NOW, happened=Moment.exactly(NOW))
    with acting(area.rosa):
        assert models.Event.objects.count() == 3


def test_it_never_overwrites_what_changed_meanwhile(area: Area, acting):
    with acting(area.rosa):
        _, _, case = a_case(area.rosa)
    with acting(area.rosa):
        seen = models.CaseNow.objects.get(pk=case).version
        with journey.locked(case, by=area.rosa, seen_version=seen) as writing:
            writing.append(E.CASE_CHECKED, case=case, at=NOW, detail={"group": "home"})
    with pytest.raises(Stale), acting(area.rosa), journey.locked(case, by=area.rosa, seen_version=seen):
        pass


def test_it_keeps_what_a_person_wrote_sealed(area: Area, acting):
    with acting(area.rosa):
        child, _, case = a_case(area.rosa)
        with journey.locked(case, by=area.rosa, seen_version=None) as writing:
            event = writing.append(
                E.CARER_TOLD, case=case, at=NOW, happened=Moment.exactly(NOW), words="Her aunt was kind.",
                detail={"channel": "home_phone"},
            )  # fmt: skip
    with acting(area.rosa):
        assert models.Event.objects.get(pk=event).words == "Her aunt was kind."
        with connection.cursor() as cursor:
            cursor.execute("SELECT words FROM journey_event WHERE id = %s", [event])
            assert b"aunt" not in bytes(cursor.fetchone()[0])


def test_it_rebuilds_where_everything_stands_from_events_alone(area: Area, acting):
    with acting(area.rosa):
        a_case(area.rosa)
    with acting(area.rosa):
        before = list(models.CaseNow.objects.values()) + list(models.EpisodeNow.objects.values())
        assert projection.differences(area.rosa) == []
        projection.rebuild(area.rosa)
        assert list(models.CaseNow.objects.values()) + list(models.EpisodeNow.objects.values()) == before


def test_it_leaves_no_row_of_what_was_struck_out_altogether(area: Area, acting):
    with acting(area.rosa):
        child, episode, _ = a_case(area.rosa)
        report = models.Event.objects.get(child_id=child, kind=E.POLICE_REPORT_MADE.value)
        with journey.locked_child(child, by=area.rosa) as writing:
            writing.append(
                E.RECORDED_IN_ERROR, episode=episode, at=NOW, happened=Moment.exactly(NOW), in_error=report.pk,
                words="Another child.", detail={"reason": "given"},
            )  # fmt: skip
    with acting(area.rosa):
        assert not models.EpisodeNow.objects.filter(pk=episode).exists()
        assert projection.differences(area.rosa) == []


def test_it_notices_a_changed_row_of_the_projection(area: Area, acting):
    with acting(area.rosa):
        _, _, case = a_case(area.rosa)
        models.CaseNow.objects.filter(pk=case).update(tries=7)
        assert any(str(case) in line for line in projection.differences(area.rosa))


def test_it_notes_every_event_in_the_journal(area: Area, acting):
    with acting(area.rosa):
        a_case(area.rosa)
    with acting(area.rosa):
        written = set(Entry.objects.filter(act="wrote").values_list("what", flat=True))
        assert {"journey.police_report_made", "journey.returned", "journey.case_opened"} <= written


def test_it_hides_the_journey_from_another_authority(area: Area, acting):
    with acting(area.rosa):
        child, _, case = a_case(area.rosa)
    with acting(area.wren):
        assert not models.Event.objects.exists() and not models.CaseNow.objects.exists()
        with pytest.raises(NotFound), journey.locked(case, by=area.wren, seen_version=None):
            pass


def test_it_lets_nobody_change_or_remove_an_event(area: Area, acting):
    with acting(area.rosa):
        a_case(area.rosa)
    for change in ("UPDATE journey_event SET kind = 'x'", "DELETE FROM journey_event"):
        with (
            pytest.raises(Exception, match="denied|append-only|refuse"),
            acting(area.rosa),
            connection.cursor() as cursor,
        ):
            cursor.execute(change)


def test_it_puts_writers_of_one_child_in_line(area: Area, acting, server: Server):
    with acting(area.rosa):
        child, _, case = a_case(area.rosa)
    ask = "SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))"
    with psycopg.connect(server.dsn("app"), autocommit=True) as other:
        with acting(area.rosa), journey.locked(case, by=area.rosa, seen_version=None):
            assert other.execute(ask, [str(child)]).fetchone() == (False,)
        assert other.execute(ask, [str(child)]).fetchone() == (True,)
