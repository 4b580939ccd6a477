"""Asking the child: what counts as told, as yes and as no; what is refused because it would be unsafe."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from uuid import UUID

import pytest

from tests.casework.area import NOW, Area
from tests.casework.test_absence import BACK, aisha, missing
from wayhome.casework.journal.context import Viewer
from wayhome.casework.journey import models
from wayhome.casework.reach.actions import asking
from wayhome.casework.reach.actions.absence import record_return
from wayhome.casework.records.refusals import Refused, Stale
from wayhome.domain.moment import Moment
from wayhome.domain.vocabulary import Answerer, AttemptResult, AttemptTarget, Channel, OfferLevel, Source, TalkedFreely

LATER = NOW - timedelta(hours=2)


def back(by: Viewer) -> UUID:
    return record_return(
        episode=missing(by, aisha(by)), happened=Moment.exactly(BACK), source=Source.POLICE, by=by, at=NOW
    )


def steps(by: Viewer, case: UUID):
    """The actions on one case, with what every test would repeat filled in."""
    common = {"case": case, "by": by, "at": NOW, "seen_version": None}
    return lambda action, **given: partial(action, **common)(**({"happened": Moment.exactly(LATER)} | given))


def told(do) -> None:
    do(asking.tell_child, level=OfferLevel.CHILD_DIRECT, channel=Channel.VISIT)


def now(case: UUID) -> models.CaseNow:
    return models.CaseNow.objects.get(pk=case)


def test_it_counts_a_child_as_asked_only_when_the_child_was_told(area: Area, acting):
    with acting(area.rosa):
        case = back(area.rosa)
        do = steps(area.rosa, case)
        do(asking.tell_carer, channel=Channel.CALL)
        assert now(case).headline == "carer_told" and not now(case).asked
        told(do)
        assert now(case).headline == "offered" and now(case).asked


def test_it_takes_a_free_no_as_a_decline_and_another_no_as_ask_again_alone(area: Area, acting):
    with acting(area.rosa):
        case = back(area.rosa)
        do = steps(area.rosa, case)
        told(do)
        do(asking.say_no, could_talk_freely=TalkedFreely.NO, conveyed_by=Answerer.CHILD)
        assert now(case).headline == "ask_again_alone" and now(case).contact == "offered"
        do(asking.say_no, could_talk_freely=TalkedFreely.YES, conveyed_by=Answerer.CHILD)
        assert now(case).headline == "declined"


def test_it_never_takes_a_no_that_a_carer_passed_on_as_the_childs(area: Area, acting):
    with acting(area.rosa):
        case = back(area.rosa)
        do = steps(area.rosa, case)
        told(do)
        do(asking.say_no, could_talk_freely=TalkedFreely.YES, conveyed_by=Answerer.CARER)
        assert now(case).contact == "offered"


def test_it_refuses_a_text_to_a_phone_that_nobody_has_checked(area: Area, acting):
    with acting(area.rosa):
        case = back(area.rosa)
    with pytest.raises(Refused, match="nobody has checked yet"), acting(area.rosa):
        steps(area.rosa, case)(
            asking.log_try, channel=Channel.TEXT, target=AttemptTarget.CHILD, result=AttemptResult.MESSAGE_LEFT
        )
    with acting(area.rosa):
        assert now(case).tries == 0


def test_it_stops_at_an_answer_by_phone_until_a_person_has_checked_it(area: Area, acting):
    with acting(area.rosa):
        case = back(area.rosa)
        do = steps(area.rosa, case)
        told(do)
        asking.log_phone_answer(
            case=case, channel=Channel.TEXT, happened=Moment.exactly(LATER), by=area.rosa, at=NOW, words="3"
        )
        assert now(case).headline == "answer_by_phone"
        asking.check_phone_answer(
            case=case, answer="no", how_known="Rang back; knew her word.", could_talk_freely=TalkedFreely.YES,
            by=area.rosa, at=NOW, seen_version=None,
        )  # fmt: skip
        assert now(case).headline == "declined"


def test_it_keeps_a_parents_no_apart_and_lets_a_competent_child_decide(area: Area, acting):
    with acting(area.rosa):
        case = back(area.rosa)
        do = steps(area.rosa, case)
        do(asking.parent_refuses, refused_by=Answerer.PARENT)
        assert now(case).headline == "parent_refused"
    with pytest.raises(Refused, match="understands enough"), acting(area.rosa):
        steps(area.rosa, case)(asking.say_yes)
    with acting(area.rosa):
        steps(area.rosa, case)(
            asking.say_yes, competence_view="competent", words="Fifteen; explained it back in her own words."
        )
        assert now(case).headline == "accepted"


def test_it_tells_the_second_of_two_writers_that_something_changed(area: Area, acting):
    with acting(area.rosa):
        case = back(area.rosa)
        seen = now(case).version
        steps(area.rosa, case)(asking.tell_carer, channel=Channel.CALL, seen_version=seen)
    with pytest.raises(Stale), acting(area.rosa):
        steps(area.rosa, case)(asking.tell_carer, channel=Channel.CALL, seen_version=seen)
