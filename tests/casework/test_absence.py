"""A child is reported missing and comes back: one case, one clock, and what happens when it happens again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from tests.casework.area import NOW, Area
from wayhome.casework.children.actions import identity as children
from wayhome.casework.children.actions import merge_children
from wayhome.casework.journal.context import Viewer
from wayhome.casework.journey import models
from wayhome.casework.reach.actions.absence import record_located, record_return, report_missing, settle_time
from wayhome.casework.records.refusals import NotFound, Refused
from wayhome.domain.moment import NOT_RECORDED, Moment
from wayhome.domain.vocabulary import RiskGrade, Source

LEFT = NOW - timedelta(hours=30)
BACK = NOW - timedelta(hours=20)


def aisha(by: Viewer) -> UUID:
    return children.register_child(given="Aisha", family="Karim", by=by, at=NOW - timedelta(days=100))


def missing(by: Viewer, child: UUID, left: datetime = LEFT) -> UUID:
    return report_missing(
        child=child, missing_from=Moment.exactly(left), happened=Moment.exactly(left + timedelta(hours=1)),
        source=Source.POLICE, by=by, at=NOW, police_reference="EP/1", grade=RiskGrade.MEDIUM,
    )  # fmt: skip


def test_it_opens_one_case_when_the_child_is_found_and_keeps_it_when_they_are_back(area: Area, acting):
    with acting(area.rosa):
        episode = missing(area.rosa, aisha(area.rosa))
        found = record_located(
            episode=episode,
            happened=Moment.exactly(BACK - timedelta(hours=1)),
            source=Source.POLICE,
            by=area.rosa,
            at=NOW,
        )
        assert models.CaseNow.objects.get(pk=found).deadline is None
        back = record_return(episode=episode, happened=Moment.exactly(BACK), source=Source.POLICE, by=area.rosa, at=NOW)
        assert back == found
        assert models.CaseNow.objects.get(pk=back).deadline == BACK + timedelta(hours=72)


def test_it_joins_the_open_case_when_the_child_goes_missing_again_before_the_talk(area: Area, acting):
    with acting(area.rosa):
        child = aisha(area.rosa)
        first = record_return(
            episode=missing(area.rosa, child), happened=Moment.exactly(BACK), source=Source.POLICE, by=area.rosa, at=NOW
        )
        again = missing(area.rosa, child, BACK + timedelta(hours=5))
        assert models.CaseNow.objects.get(pk=first).headline == "suspended_missing_again"
        second = record_return(
            episode=again,
            happened=Moment.exactly(BACK + timedelta(hours=9)),
            source=Source.POLICE,
            by=area.rosa,
            at=NOW,
        )
        now = models.CaseNow.objects.get(pk=first)
        assert second == first and len(now.episodes) == 2
        assert now.deadline == BACK + timedelta(hours=72), "each return keeps its own clock; the earlier is shown"


def test_it_works_to_the_earlier_of_two_times_until_somebody_settles_it(area: Area, acting):
    with acting(area.rosa):
        episode = missing(area.rosa, aisha(area.rosa))
        said = {"episode": episode, "by": area.rosa, "at": NOW}
        case = record_return(happened=Moment.exactly(BACK), source=Source.POLICE, **said)
        record_return(happened=Moment.exactly(BACK + timedelta(minutes=30)), source=Source.CARER, **said)
        now = models.EpisodeNow.objects.get(pk=episode)
        assert now.is_unsettled and now.returned.earliest == BACK
        carers = models.Event.objects.get(kind="returned", source="carer")
        settle_time(
            episode=episode, of="returned", chosen=carers.pk, reason="Seen on the door camera.", by=area.rosa, at=NOW
        )
        assert models.CaseNow.objects.get(pk=case).deadline == BACK + timedelta(hours=72, minutes=30)
        assert not models.EpisodeNow.objects.get(pk=episode).is_unsettled


def test_it_has_no_clock_for_a_return_without_a_date(area: Area, acting):
    with acting(area.rosa):
        case = record_return(
            episode=missing(area.rosa, aisha(area.rosa)),
            happened=NOT_RECORDED,
            source=Source.CARER,
            by=area.rosa,
            at=NOW,
        )
        now = models.CaseNow.objects.get(pk=case)
        assert now.is_open and now.deadline is None


def test_it_refuses_a_return_that_has_not_happened(area: Area, acting):
    tomorrow = datetime(2026, 4, 1, 9, tzinfo=UTC)
    with pytest.raises(Refused, match="not happened yet"), acting(area.rosa):
        episode = missing(area.rosa, aisha(area.rosa))
        record_return(episode=episode, happened=Moment.exactly(tomorrow), source=Source.POLICE, by=area.rosa, at=NOW)


def test_it_answers_another_authority_as_if_there_were_nothing(area: Area, acting):
    with acting(area.rosa):
        episode = missing(area.rosa, aisha(area.rosa))
    with pytest.raises(NotFound), acting(area.wren):
        record_return(episode=episode, happened=Moment.exactly(BACK), source=Source.LA, by=area.wren, at=NOW)


def test_it_numbers_absences_once_when_two_records_are_one_child(area: Area, acting):
    """Each record keeps what was recorded under it, and no number is given twice."""
    with acting(area.rosa):
        kept, other = aisha(area.rosa), aisha(area.rosa)
        first = missing(area.rosa, kept, LEFT - timedelta(days=9))
    with acting(area.rosa):
        merge_children(keep=kept, merge=other, by=area.rosa, at=NOW)
    with acting(area.rosa):
        back = Moment.exactly(LEFT - timedelta(days=8))
        record_return(episode=first, happened=back, source=Source.POLICE, by=area.rosa, at=NOW)
        missing(area.rosa, other)
        found = list(models.Episode.objects.filter(child_id__in=[kept, other]).values_list("reference", flat=True))
    assert len(found) == len(set(found)) == 2
