"""Several people in one transaction, one after another: each in their own name, and all of it journalled or none."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection, transaction

from tests.casework.area import NOW, Area
from tests.casework.stages import fresh
from tests.casework.test_journey import BACK, a_case, a_child
from wayhome.casework import journal
from wayhome.casework.children import actions as children
from wayhome.casework.children.access import accesses, open_child
from wayhome.casework.children.models import Conflict, Identity, Relationship
from wayhome.casework.children.words import ConflictKind
from wayhome.casework.journal.context import NoTenant, Viewer
from wayhome.casework.journal.models import Entry
from wayhome.casework.journal.queries import verify
from wayhome.casework.journal.writing import acting_as, in_turn
from wayhome.casework.journey import actions as journey
from wayhome.casework.journey import models
from wayhome.casework.journey.projection import differences
from wayhome.casework.records.refusals import NotFound, Refused
from wayhome.domain.journey.kinds import EventKind as E
from wayhome.domain.moment import Moment


def entries(acting, by: Viewer) -> list[Entry]:
    with acting(fresh(by)):
        return list(Entry.objects.filter(organisation_id=by.organisation).order_by("number"))


def test_it_journals_each_turn_in_the_name_and_at_the_hour_of_whoever_took_it(area: Area, acting):
    before = len(entries(acting, area.rosa))
    one, other = replace(area.rosa, at=NOW - timedelta(days=2)), replace(area.tess, at=NOW - timedelta(days=1))
    with in_turn():
        for by in (one, other):
            with acting_as(fresh(by)) as viewer:
                journal.wrote(viewer, "child.named", "child", uuid4())
                journal.shows(viewer, "child", [uuid4()])
    new = entries(acting, area.rosa)[before:]
    assert [(e.act, e.user_id, e.at) for e in new] == [
        ("wrote", one.user, one.at), ("read", one.user, one.at), ("wrote", other.user, other.at), ("read", other.user, other.at)
    ]  # fmt: skip
    with acting(area.rosa):
        assert verify(area.rosa).whole


def test_it_keeps_the_order_of_each_organisation_when_turns_go_between_them(area: Area, acting):
    ids = [uuid4() for _ in range(4)]
    with in_turn():
        for by, id in zip((area.rosa, area.sam, area.rosa, area.sam), ids, strict=True):
            with acting_as(fresh(by)) as viewer:
                journal.wrote(viewer, "child.named", "child", id)
    for by, own in ((area.rosa, ids[0::2]), (area.sam, ids[1::2])):
        assert [e.subjects[0][1] for e in entries(acting, by)][-2:] == [str(id) for id in own]
        with acting(fresh(by)):
            assert verify(by).whole


def test_it_leaves_nothing_of_any_turn_when_one_fails(area: Area, acting):
    before = len(entries(acting, area.rosa))
    with pytest.raises(ZeroDivisionError), in_turn():
        with acting_as(fresh(area.rosa)) as viewer:
            child = a_child(viewer)
        with acting_as(fresh(area.tess)):
            _ = 1 / 0
    assert len(entries(acting, area.rosa)) == before
    with acting(area.rosa):
        assert not Identity.objects.filter(pk=child).exists()


def test_it_commits_nothing_when_the_journal_of_the_turns_cannot_be_written(area: Area, acting, monkeypatch):
    from wayhome.casework.journal import writing

    def broken(*_, **__):
        raise RuntimeError("no journal")

    monkeypatch.setattr(writing, "_append", broken)
    with pytest.raises(RuntimeError, match="no journal"), in_turn(), acting_as(fresh(area.rosa)) as viewer:
        child = a_child(viewer)
    monkeypatch.undo()
    with acting(area.rosa):
        assert not Identity.objects.filter(pk=child).exists()


def test_it_takes_turns_once_at_a_time_and_never_inside_somebody_elses(area: Area, acting):
    with in_turn(), pytest.raises(NoTenant), in_turn():
        pass
    with acting(area.rosa), pytest.raises(NoTenant), in_turn():
        pass


def test_it_leaves_no_tenant_behind_after_the_last_turn(area: Area):
    with transaction.atomic():
        with in_turn(), acting_as(fresh(area.rosa)) as viewer:
            journal.wrote(viewer, "child.named", "child", uuid4())
        with connection.cursor() as cursor:
            cursor.execute("SELECT app_organisation(), app_user()")
            assert cursor.fetchone() == (None, None)


def test_it_goes_on_from_the_turn_before_with_one_reading_of_the_journey(area: Area, acting, monkeypatch):
    read = []
    monkeypatch.setattr(journey, "history", lambda organisation, child: read.append(child) or [])
    with in_turn():
        with acting_as(fresh(area.rosa)) as viewer:
            child, _, case = a_case(viewer)
        with acting_as(fresh(area.rosa)) as viewer, journey.locked(case, by=viewer, seen_version=None) as writing:
            assert [e.kind for e in writing.events] == [E.POLICE_REPORT_MADE, E.RETURNED, E.CASE_OPENED]
            writing.append(E.CASE_CHECKED, case=case, at=NOW, happened=Moment.exactly(NOW))
    assert read == [child]
    with acting(area.rosa):
        numbers = models.Event.objects.filter(child_id=child).order_by("number").values_list("number", flat=True)
        assert list(numbers) == [1, 2, 3, 4]
        assert differences(area.rosa) == []


def test_it_never_goes_on_from_what_was_taken_back(area: Area, acting):
    """A savepoint that is rolled back takes its events along; the next turn reads what is really there."""
    with in_turn():
        with acting_as(fresh(area.rosa)) as viewer:
            child, episode, case = a_case(viewer)
            with pytest.raises(ZeroDivisionError), transaction.atomic():
                with journey.locked(case, by=viewer, seen_version=None) as writing:
                    writing.append(E.CASE_CHECKED, case=case, at=NOW, happened=Moment.exactly(NOW))
                _ = 1 / 0
        with acting_as(fresh(area.rosa)) as viewer:
            with pytest.raises(Refused), journey.locked(case, by=viewer, seen_version=None) as writing:
                writing.append(E.CASE_CHECKED, case=case, at=NOW, happened=Moment.exactly(NOW + timedelta(hours=1)))
            with journey.locked(case, by=viewer, seen_version=None) as writing:
                assert len(writing.events) == 3
                writing.append(E.CASE_CHECKED, case=case, at=NOW, happened=Moment.exactly(BACK))
    with acting(area.rosa):
        assert models.Event.objects.filter(child_id=child).count() == 4
        assert differences(area.rosa) == []


@pytest.mark.parametrize("way", ["closed", "bulk", "updated", "walled off"])
def test_it_forgets_who_may_open_a_record_as_soon_as_that_changes(area: Area, acting, way):
    """Within one block what was worked out is remembered, and never outlives a right."""
    with acting(area.rosa):
        child = a_child(area.rosa)
        assert open_child(area.rosa, child).child == child
        rows = Relationship.objects.filter(child_id=child)
        if way == "closed":
            children.close_record(child=child, to_organisation=area.rosa.organisation, by=area.rosa, at=NOW)
        elif way == "bulk":
            wall = Conflict(
                organisation_id=area.rosa.organisation, child_id=child, user_id=area.rosa.user, kind="other",
                user_organisation_id=area.rosa.organisation, recorded_at=NOW, recorded_by=area.rosa.user,
            )  # fmt: skip
            Conflict.objects.bulk_create([wall])
        elif way == "updated":
            rows.update(ended_at=NOW, ended_by=area.rosa.user)
        else:
            children.declare_conflict(child=child, user=area.rosa.user, kind=ConflictKind.RELATED, by=area.rosa, at=NOW)
        with pytest.raises(NotFound):
            open_child(area.rosa, child)


def test_it_remembers_access_for_one_viewer_alone(area: Area, acting):
    with acting(area.rosa):
        child = a_child(area.rosa)
        open_child(area.rosa, child)
        later = replace(area.rosa, roles=frozenset())
        assert accesses(later, [child]) == {}
