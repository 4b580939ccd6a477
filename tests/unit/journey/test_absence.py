"""One absence: phases, kind, the times each source gave, and its rules."""

from __future__ import annotations

from datetime import date

import pytest

from tests.stories import Story, hour
from wayhome.domain.journey import SYSTEM, EpisodeSoFar, Phase
from wayhome.domain.moment import NOT_RECORDED, Moment
from wayhome.domain.vocabulary import EpisodeKind, PhaseKind, RiskGrade, Role, Source


def exactly(number: float) -> Moment:
    return Moment.exactly(hour(number))


def test_it_starts_with_nothing_known():
    absence = EpisodeSoFar("A")
    assert (absence.is_out, absence.is_back, absence.is_void, absence.has_died) == (False,) * 4
    assert absence.came_back is None
    assert (absence.phases, absence.risk, absence.plan_owner, absence.plan_review_due) == ((), None, None, None)
    assert all(m is NOT_RECORDED for m in (
        absence.missing_from, absence.reported, absence.located, absence.returned, absence.notified,
    ))  # fmt: skip


@pytest.mark.parametrize(
    ("events", "out", "back", "void", "came_back"),
    [
        ("absence_noted", True, False, False, False),
        ("police_report_made", True, False, False, False),
        ("police_report_made located", False, False, False, False),
        ("police_report_made returned", False, True, False, True),
        ("police_report_made returned episode_closed", False, True, False, True),
        ("police_report_made turned_18", False, False, False, False),
        ("police_report_made returned died", False, False, False, True),
        ("absence_noted found_where_expected", False, False, True, False),
        ("police_report_made returned episode_merged", False, False, True, True),
        ("hidden_absence_learnt", False, True, False, True),
    ],
)
def test_it_knows_whether_the_child_is_out_or_back(events, out, back, void, came_back):
    story = Story()
    for kind in events.split():
        story.tell(kind)
    absence = story.absence()
    assert (absence.is_out, absence.is_back, absence.is_void, absence.came_back) == (out, back, void, came_back)
    assert absence.has_died is ("died" in events)


def test_it_counts_phases_and_not_updates():
    story = Story()
    story.tell("police_report_made", 1)
    story.tell("update_noted", 2)
    story.tell("located", 3)
    story.tell("whereabouts_lost", 4)
    story.tell("located", 5)
    story.tell("known_to_be_away", 6)
    assert story.absence().phases == (
        Phase(PhaseKind.MISSING, exactly(1), exactly(3)),
        Phase(PhaseKind.LOCATED, exactly(3), exactly(4)),
        Phase(PhaseKind.MISSING, exactly(4), exactly(5)),
        Phase(PhaseKind.LOCATED, exactly(5), exactly(6)),
        Phase(PhaseKind.AWAY, exactly(6), None),
    )
    story.tell("returned", 7)
    assert story.absence().phases[-1].ended == exactly(7)


@pytest.mark.parametrize(
    ("events", "kind"),
    [
        ("absence_noted returned", EpisodeKind.AWAY),
        ("absence_noted known_to_be_away returned", EpisodeKind.AWAY),
        ("absence_noted known_to_be_away whereabouts_lost", EpisodeKind.MISSING),
        ("hidden_absence_learnt", EpisodeKind.HIDDEN),
        ("recorded_missing", EpisodeKind.MISSING),
    ],
)
def test_it_is_missing_only_with_a_missing_phase(events, kind):
    story = Story()
    for each in events.split():
        story.tell(each)
    assert story.absence().kind is kind


def test_it_leaves_the_police_category_of_absent_what_it_was():
    story = Story()
    story.tell("absence_noted")
    story.tell("known_to_be_away", absent_legacy=True)
    absence = story.absence()
    assert absence.kind is EpisodeKind.ABSENT_LEGACY
    assert absence.phases[0].kind is PhaseKind.ABSENT_LEGACY
    story.tell("whereabouts_lost", absent_legacy=True)
    assert [phase.kind for phase in story.absence().phases] == [PhaseKind.ABSENT_LEGACY, PhaseKind.MISSING]
    assert story.absence().kind is EpisodeKind.MISSING


def test_it_reads_the_latest_risk_grade():
    story = Story()
    story.tell("police_report_made")
    story.tell("risk_graded", grade="high")
    assert story.absence().risk is RiskGrade.HIGH
    story.tell("risk_graded", grade="low")
    assert story.absence().risk is RiskGrade.LOW
    story.tell("risk_graded", grade="not_known")
    assert story.absence().risk is None


def test_it_reads_a_grade_that_only_the_police_report_took_note_of():
    story = Story().missing_and_back(case=None)
    story.tell("risk_graded", grade="medium")
    assert story.absence().risk is RiskGrade.MEDIUM


def test_it_keeps_the_plan_while_the_child_is_away():
    story = Story()
    story.tell("police_report_made")
    story.tell("located")
    story.tell("away_plan_made", owner="Ada", review_at=hour(9))
    assert (story.absence().plan_owner, story.absence().plan_review_due) == ("Ada", hour(9))
    story.tell("away_plan_reviewed", review_at=hour(30))
    assert (story.absence().plan_owner, story.absence().plan_review_due) == ("Ada", hour(30))
    story.tell("away_plan_made", owner="Bo")
    assert (story.absence().plan_owner, story.absence().plan_review_due) == ("Bo", None)


# Times


def test_it_takes_the_later_of_left_and_last_seen():
    for left, seen, expected in ((1, 2, 2), (2, 1, 2), (1, None, 1), (None, 1, 1), (2, 2, 2)):
        story = Story()
        if left is not None:
            story.tell("time_said", left, of="left")
        if seen is not None:
            story.tell("time_said", seen, of="last_seen")
        story.tell("time_said", 0, of="missing_from")
        assert story.absence().missing_from == exactly(expected), (left, seen)


def test_it_takes_one_time_for_both_where_only_that_was_given():
    story = Story()
    story.tell("time_said", 3, of="missing_from")
    assert story.absence().missing_from == exactly(3)


def test_it_finds_the_report_and_a_later_word_about_it():
    story = Story()
    story.tell("police_report_made", 2)
    story.tell("time_said", 1, of="reported")
    assert story.absence().reported == Moment(hour(1), hour(2), story.absence().reported.precision)


def test_it_works_to_both_times_until_somebody_settles():
    story = Story()
    story.tell("police_report_made", 1)
    police = story.tell("returned", 11, source=Source.POLICE)
    carer = story.tell("returned", 11.5, source=Source.CARER, recorded=12)
    returned = story.absence().returned
    assert (returned.earliest, returned.latest) == (hour(11), hour(11.5))
    account = story.absence().account("returned")
    assert account.is_disputed
    assert [(a.id, a.source) for a in account.standing] == [(police.id, Source.POLICE), (carer.id, Source.CARER)]
    story.tell("time_settled", 13, of="returned", event=carer.id, reason="door log", by="Ada")
    absence = story.absence()
    assert absence.returned == exactly(11.5)
    assert not absence.account("returned").is_disputed
    settlement = absence.account("returned").settlement
    assert (settlement.chosen, settlement.why, settlement.by, settlement.at) == (carer.id, "door log", "Ada", hour(13))
    assert [a.id for a in absence.account("returned").losing] == [police.id]


def test_it_settles_only_the_time_that_was_meant():
    story = Story()
    story.tell("police_report_made", 1)
    story.tell("returned", 11)
    story.tell("time_said", 12, of="returned")
    located = story.tell("located", 10.5)
    story.tell("time_settled", 13, of="located", event=located.id)
    assert story.absence().account("returned").is_disputed


def test_it_keeps_who_said_it_and_counts_an_unnamed_source_as_the_system():
    story = Story()
    story.tell("police_report_made", 1)
    story.tell("returned", 11, by="Ada", recorded=12)
    (said,) = story.absence().account("returned").assertions
    assert (said.by, said.source, said.recorded_at) == ("Ada", Source.SYSTEM, hour(12))


def test_it_takes_the_return_for_the_finding_where_nobody_found_the_child_first():
    story = Story()
    story.tell("police_report_made", 1)
    story.tell("returned", 5)
    assert story.absence().located == exactly(5)
    story.tell("located", 4)
    assert story.absence().located == exactly(4)


def test_it_counts_only_the_finding_that_ended_the_last_missing_phase():
    story = Story()
    story.tell("police_report_made", 1)
    story.tell("located", 2)
    story.tell("time_said", 2.5, of="located")
    story.tell("whereabouts_lost", 3)
    assert story.absence().located is NOT_RECORDED
    story.tell("located", 4)
    story.tell("located", 4.5)
    located = story.absence().located
    assert (located.earliest, located.latest) == (hour(4), hour(4.5))
    assert len(story.absence().said("located")) == 2


def test_it_knows_the_first_notice_of_the_return_that_arrived():
    story = Story().missing_and_back(case=None)
    story.tell("notice_queued", 3, subject="N1", about="returned")
    story.tell("notice_sent", 4, subject="N1")
    assert story.absence().notified is NOT_RECORDED
    story.tell("notice_delivered", 6, subject="N1")
    story.tell("notice_delivered", 5, subject="N2", about="returned")
    story.tell("notice_delivered", 2, subject="N3", about="reported")
    story.tell("notice_delivered", happened=NOT_RECORDED, recorded=9, subject="N4", about="returned")
    assert story.absence().notified == exactly(5)
    assert set(story.absence().notices) == {"N1", "N2", "N3", "N4"}


def test_it_needs_to_hear_once_what_a_notice_is_about():
    story = Story().missing_and_back(case=None)
    story.tell("notice_queued", 3, about="returned")
    story.tell("notice_sent", 4)
    story.tell("notice_delivered", 5)
    assert story.absence().notified == exactly(5)


def test_it_holds_an_absence_of_which_only_a_notice_came():
    story = Story()
    story.tell("notice_delivered", 5, about="returned", episode="Z")
    assert story.absence("Z").notified == exactly(5)


def test_it_reads_a_return_known_only_by_its_day():
    story = Story()
    story.tell("police_report_made", 1)
    story.tell("returned", happened=Moment.on(date(2026, 3, 3)), recorded=40)
    assert story.absence().returned == Moment.on(date(2026, 3, 3))


# Rules


def away() -> Story:
    story = Story()
    story.tell("police_report_made")
    story.tell("located")
    return story


def test_it_lets_only_the_owner_review_the_plan():
    story = away()
    assert story.refused_in_absence("away_plan_reviewed", by="Ada") == ["by_the_plan_owner"]
    story.tell("away_plan_made", owner="Ada")
    assert story.refused_in_absence("away_plan_reviewed", by="Ada") == []
    assert story.refused_in_absence("away_plan_reviewed", by=None) == []
    assert story.refused_in_absence("away_plan_reviewed", by="Bo") == ["by_the_plan_owner"]


def test_it_wants_a_named_owner_for_a_plan():
    assert away().refused_in_absence("away_plan_made") == ["an_owner_by_name"]
    assert away().refused_in_absence("away_plan_made", owner="Ada") == []


def test_it_counts_a_return_only_when_somebody_responsible_saw_the_child():
    assert away().refused_in_absence("returned", seen=False) == ["somebody_saw_the_child"]
    assert away().refused_in_absence("returned") == away().refused_in_absence("returned", seen=True) == []
    story = Story()
    story.tell("absence_noted")
    assert story.refused_in_absence("returned", seen=False) == ["somebody_saw_the_child"]


def test_it_lets_the_police_close_on_a_child_seen_or_a_reason_and_never_on_found_alone():
    story = away()
    police = {"role": Role.POLICE_MPC}
    assert story.refused_in_absence("police_closed", **police) == ["seen_or_a_reason"]
    assert story.refused_in_absence("police_closed", child_seen=False, **police) == ["seen_or_a_reason"]
    assert story.refused_in_absence("police_closed", child_seen=True, **police) == []
    assert story.refused_in_absence("police_closed", reason="moved abroad", **police) == []


def test_it_closes_an_absence_when_nothing_is_open():
    story = Story().missing_and_back(case=None)
    system = {"role": SYSTEM, "by": None}
    assert story.refused_in_absence("episode_closed", **system) == ["police_check_is_settled"]
    story.tell("prevention_interview_not_done", reason="declined")
    assert story.refused_in_absence("episode_closed", **system) == []
    story.tell("returned", 2.5)
    assert story.refused_in_absence("episode_closed", **system) == ["times_are_settled"]
    assert story.refused_in_absence("episode_closed", times_marked=True, **system) == []


def test_it_closes_an_absence_whose_finding_is_disputed_only_when_marked():
    story = Story()
    story.tell("recorded_missing", 1)
    story.tell("located", 2)
    story.tell("located", 3)
    story.tell("returned", 4)
    assert story.refused_in_absence("episode_closed", role=SYSTEM, by=None) == ["times_are_settled"]


def test_it_closes_an_unreported_absence_without_a_police_check():
    story = Story()
    story.tell("recorded_missing")
    story.tell("returned")
    assert story.refused_in_absence("episode_closed", role=SYSTEM, by=None) == []


def test_it_wants_to_know_of_what_a_time_is_and_whose_word_was_chosen():
    story = Story().missing_and_back(case=None)
    returned = story.events[1]
    assert story.refused_in_absence("time_said") == ["what_the_time_is_of"]
    assert story.refused_in_absence("time_said", of="left") == []
    assert story.refused_in_absence("time_settled", of="returned", event="x", reason="y") == ["one_of_the_times_given"]
    assert story.refused_in_absence("time_settled", of="returned", event=returned.id) == ["a_reason"]
    assert story.refused_in_absence("time_settled", of="returned", event=returned.id, reason="y") == []
    assert story.refused_in_absence("time_settled", event=returned.id, reason="y") == ["one_of_the_times_given"]


PROPOSED = {"by": "Ada", "role": Role.RHI_COORDINATOR}
TIM = {"role": Role.TEAM_MANAGER, "by": "Tim"}
WITH_ADA = TIM | {"second": "Ada", "second_role": "rhi_coordinator"}


@pytest.mark.parametrize(("kind", "more"), [("episode_void", {}), ("episode_merge", {"survivor": "B"})])
def test_it_proposes_with_a_reason_and_one_thing_at_a_time(kind, more):
    story = Story().missing_and_back(case=None)
    assert "a_reason" in story.refused_in_absence(f"{kind}_proposed", **more)
    assert story.refused_in_absence(f"{kind}_proposed", reason="twin", **more) == []
    assert story.refused_in_absence(f"{kind}_proposed", reason="twin", **more, **TIM) == ["role"]
    story.tell(f"{kind}_proposed", **PROPOSED)
    for again in ("episode_void_proposed", "episode_merge_proposed"):
        assert story.refused_in_absence(again, reason="twin", survivor="B") == ["nothing_proposed_yet"]
    story.tell("episode_kept")
    assert story.refused_in_absence(f"{kind}_proposed", reason="twin", **more) == []


def test_it_merges_into_a_number_that_is_named():
    story = Story().missing_and_back(case=None)
    assert story.refused_in_absence("episode_merge_proposed", reason="twin") == ["a_survivor"]
    story.tell("episode_merge_proposed", **PROPOSED)
    assert story.refused_in_absence("episode_merged", reason="twin", **WITH_ADA) == ["a_survivor"]
    assert story.refused_in_absence("episode_merged", reason="twin", survivor="B", **WITH_ADA) == []


def test_it_voids_what_one_person_proposed_and_another_confirms():
    story = Story().missing_and_back(case=None)
    ask = story.refused_in_absence
    assert ask("episode_voided", reason="twin", **WITH_ADA) == ["proposed_by_another"]
    story.tell("episode_void_proposed", **PROPOSED)
    assert ask("episode_voided", reason="twin", **WITH_ADA) == []
    assert ask("episode_voided", **WITH_ADA) == ["a_reason"]
    assert ask("episode_merged", reason="twin", survivor="B", **WITH_ADA) == ["proposed_by_another"]
    for second in (
        {},
        {"second": "Ada"},
        {"second_role": "rhi_coordinator"},
        {"second": "Ada", "second_role": "nobody"},
    ):
        assert ask("episode_voided", reason="twin", **TIM, **second) == ["two_people"]
    una = {"second": "Una", "second_role": "team_manager"}
    assert ask("episode_voided", reason="twin", **TIM, **una) == ["two_people"]
    herself = {"reason": "twin", "second": "Tim", "second_role": "team_manager"}
    assert ask("episode_voided", **herself) == ["proposed_by_another"]
    assert ask("episode_voided", by="Bo", **herself) == [], "another coordinator carries out what Tim agreed to"
    assert ask("episode_voided", by="Tim", **herself) == ["two_people"]


def test_it_keeps_the_absence_when_the_manager_says_no():
    story = Story().missing_and_back(case=None)
    assert story.refused_in_absence("episode_kept", reason="seen by two officers", **TIM) == ["a_proposal_waits"]
    story.tell("episode_void_proposed", by="Tim")
    assert "somebody else decides" in story.asked("episode_kept", story.absence(), reason="x", **TIM)[0].words
    assert story.refused_in_absence("episode_kept", role=Role.TEAM_MANAGER, by="Una") == ["a_reason"]
    assert story.refused_in_absence("episode_kept", role=Role.TEAM_MANAGER, by=None, reason="x") == []
    story.tell("episode_kept", by="Una")
    assert story.absence().proposal is None
    assert story.refused_in_absence("episode_voided", reason="twin", **WITH_ADA) == ["proposed_by_another"]


def test_it_voids_or_merges_an_absence_once():
    two = {"reason": "twin", "survivor": "B", **WITH_ADA}
    for first in ("episode_voided", "episode_merged"):
        story = Story().missing_and_back(case=None)
        story.tell(first)
        for again in ("episode_voided", "episode_merged"):
            assert story.refused_in_absence(again, **two) == ["state"]
        assert story.refused_in_absence("episode_void_proposed", reason="twin") == ["state"]
        story.tell("died")
        story.tell("episode_void_proposed", **PROPOSED)
        assert story.refused_in_absence("episode_voided", **two) == []
        assert story.refused_in_absence("died") == ["state"]


def test_it_opens_a_case_only_once_the_child_was_found():
    story = Story()
    story.tell("police_report_made")
    ask = {"role": SYSTEM, "by": None, "here": "new"}
    assert story.refused("case_opened", episodes=["A"], **ask) == ["found_or_back"]
    assert story.refused("case_opened", **ask) == ["found_or_back"]
    story.tell("located")
    assert story.refused("case_opened", episodes=["A"], **ask) == []
    assert story.refused("case_opened", episodes=["A", "unheard of"], **ask) == ["found_or_back"]
    story.tell("known_to_be_away")
    assert story.refused("case_opened", episodes=["A"], **ask) == []
    story.tell("returned")
    assert story.refused("case_opened", episodes=["A"], **ask) == []
    story.tell("episode_closed")
    assert story.refused("case_opened", episodes=["A"], **ask) == []
    story.tell("episode_voided")
    assert story.refused("case_opened", episodes=["A"], **ask) == ["found_or_back"]


@pytest.mark.parametrize("end", ["episode_voided", "episode_merged", "turned_18", "died", "found_where_expected"])
def test_it_knows_what_ended_an_absence_otherwise_than_by_coming_back(end):
    story = Story()
    story.tell("absence_noted")
    assert story.absence().ending is None
    ended = story.tell(end)
    story.tell("time_said", of="left")
    assert story.absence().ending == ended


def test_it_takes_coming_back_for_no_ending_of_that_kind():
    assert Story().missing_and_back(case=None).absence().ending is None
